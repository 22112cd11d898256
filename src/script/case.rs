//! A case, played: each line is done, or is looked for in what has happened since.

use super::names::Names;
use super::packet::{Pattern, Said};
use super::{Act, Case, Failure, Line, Result as Outcome};
use crate::scenario::{Host, Inbound, Isn, Link, Scenario, Tcp, VERSION};
use crate::sim::event::{Actor, Event, EventKind};
use crate::sim::program::ProgramSetup;
use crate::sim::socket::{self, Call};
use crate::sim::tcp::{State, Tcb, TimerKind};
use crate::sim::{EventId, HostId, Recorder, Span, TcbId, Time, World};
use crate::wire::{Icmp, IcmpKind, Ipv4, Packet, Transport, ecn, encode};
use std::collections::VecDeque;
use std::net::Ipv4Addr;

const HOST: HostId = HostId(0);
const PEER: HostId = HostId(1);
const HOST_ADDRESS: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);
const PEER_ADDRESS: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 2);

/// The initial sequence numbers: the first connection's, and how much more each further one's is.
const ISN: Isn = Isn::Chosen { first: 1_000, step: 100_000 };

/// The host's first client port, and the peer's.
const CLIENT_PORT: u16 = 50_000;

/// Between two lines without a time.
const BEAT: Span = Span::millis(1);

/// How far a time may be off: lines follow each other by beats, packets take nanoseconds.
const TOLERANCE: Span = Span::millis(2);

/// In what steps the time of something expected is looked for.
const GRAIN: Span = Span::micros(20);

/// What the trace tells the interpreter.
#[derive(Default)]
struct Notes {
    sent: VecDeque<Said>,
    all_sent: Vec<Packet>,
    states: Vec<(TcbId, State)>,
    returned: Option<socket::Outcome>,
    pending: Option<EventId>,
    last: u32,
}

impl Recorder for Notes {
    fn record(&mut self, event: Event) {
        let id = EventId(self.last);
        self.last += 1;
        match event.kind {
            EventKind::Sent { packet, name, .. } if event.actor == Actor::Stack(HOST) => {
                let packet = Packet::clone(&packet);
                self.all_sent.push(packet.clone());
                self.sent.push_back(Said { at: event.at, packet, transmission: name.transmission });
            }
            EventKind::State { tcb, to, .. } if event.actor == Actor::Stack(HOST) => self.states.push((tcb, to)),
            EventKind::Called { .. } => {
                self.pending = Some(id);
                self.returned = None;
            }
            EventKind::Returned { call, outcome } if self.pending == Some(call) => self.returned = Some(outcome),
            _ => {}
        }
    }
}

struct Stage {
    world: World,
    notes: Notes,
    now: Time,
    /// The port at the peer's end, and ours.
    ports: (u16, u16),
    names: Names,
    /// What the peer sent last.
    heard: Option<Packet>,
}

/// Plays the setup and then the case.
pub(super) fn run(tcp: &Tcp, setup: &[Line], case: &Case) -> Result<(), Failure> {
    let failure = |line: usize, text: String| Failure { line, case: case.name.clone(), text };
    let mut stage = Stage::new(tcp).map_err(|text| failure(1, text))?;
    let mut last = 1;
    for line in setup.iter().chain(&case.lines) {
        last = line.number;
        stage.play(line).map_err(|text| failure(line.number, text))?;
    }
    stage.nothing_more().map_err(|text| failure(last, format!("at the end: {text}")))
}

impl Stage {
    fn new(tcp: &Tcp) -> Result<Stage, String> {
        let host = |name: &str, address, tcp: Tcp, inbound| Host {
            name: name.to_owned(),
            address,
            tcp,
            inbound,
            privileged: true,
            link: None,
            cuts: Vec::new(),
            first_port: CLIENT_PORT,
            programs: Vec::new(),
        };
        let scenario = Scenario {
            wirewalk: VERSION,
            seed: 1,
            hosts: vec![
                host("host", HOST_ADDRESS, Tcp { isn: ISN, ..tcp.clone() }, Inbound::Accept),
                host("peer", PEER_ADDRESS, Tcp::default(), Inbound::Drop),
            ],
            link: Link { rate_bps: 100_000_000_000, delay_us: 0, ..Link::default() },
            router: None,
            faults: Vec::new(),
            forged: Vec::new(),
            turns: Vec::new(),
            until_ms: 86_400_000,
        };
        let mut setup = scenario.setup().map_err(|invalid| invalid.to_string())?;
        if let Some(host) = setup.hosts.first_mut() {
            host.programs = vec![ProgramSetup { starts: Time(0), lines: Vec::new(), interactive: true }];
        }
        let (mut world, mut notes) = (World::new(setup), Notes::default());
        world.run_until(Time(0), &mut notes);
        world.call(HOST, 0, Call::Socket { socket: "s".to_owned(), kind: socket::SocketKind::Stream }, &mut notes);
        Ok(Stage { world, notes, now: Time(0), ports: (80, CLIENT_PORT), names: Names::default(), heard: None })
    }

    fn play(&mut self, line: &Line) -> Result<(), String> {
        let due = line.after.map(|after| self.now + after);
        match &line.act {
            Act::Call { call, result } => {
                self.advance(due)?;
                if let Call::Bind { port, .. } = call {
                    self.ports = (CLIENT_PORT, *port);
                } else if let Call::Connect { port, .. } | Call::SendTo { port, .. } = call {
                    self.ports.0 = *port;
                }
                self.world.call(HOST, 0, call.clone(), &mut self.notes);
                self.settle();
                result.as_ref().map_or(Ok(()), |result| self.returned(result))
            }
            Act::Returns(result) => {
                self.wait(due);
                self.returned(result)
            }
            Act::Peer(pattern) => {
                self.advance(due)?;
                let (transport, marked) = pattern.transport(self.ports, &self.names)?;
                self.inject(transport, if marked { ecn::CE } else { ecn::NOT_ECT });
                Ok(())
            }
            Act::Message { kind, seq } => {
                self.advance(due)?;
                self.message(*kind, *seq)
            }
            Act::Says(pattern) => self.says(pattern, due),
            Act::Nothing => {
                self.wait(due);
                self.nothing_more()
            }
            Act::State(state) => {
                self.wait(due);
                let is = self.state();
                if is == *state { Ok(()) } else { Err(format!("the state is {}", is.rfc_name())) }
            }
            Act::Check(values) => {
                self.wait(due);
                values.iter().try_for_each(|(name, value)| self.check(name, *value))
            }
            Act::Timer { timer, left } => {
                self.wait(due);
                self.timer(*timer, *left)
            }
        }
    }

    /// Goes on to a time, or by a beat; whatever the host sends until then must have been expected.
    fn advance(&mut self, due: Option<Time>) -> Result<(), String> {
        self.nothing_more()?;
        self.wait(Some(due.unwrap_or(self.now + BEAT)));
        self.nothing_more()
    }

    fn wait(&mut self, due: Option<Time>) {
        if let Some(due) = due {
            self.world.run_until(due, &mut self.notes);
            self.now = due;
        }
    }

    /// Packets need nanoseconds.
    fn settle(&mut self) {
        self.world.run_until(self.now + Span::micros(10), &mut self.notes);
    }

    fn inject(&mut self, transport: Transport, ecn: u8) {
        let ip = Ipv4 {
            source: PEER_ADDRESS,
            destination: HOST_ADDRESS,
            identification: 0,
            ttl: 64,
            dont_fragment: true,
            dscp: 0,
            ecn,
        };
        let packet = Packet { ip, transport };
        self.heard = Some(packet.clone());
        self.world.inject(PEER, packet, &mut self.notes);
        self.settle();
    }

    fn message(&mut self, kind: IcmpKind, seq: Option<u32>) -> Result<(), String> {
        let is = |packet: &&Packet| match seq {
            Some(seq) => packet.segment().is_some_and(|segment| segment.seq.0 == seq),
            None => matches!(packet.transport, Transport::Udp(_)),
        };
        let about = self.notes.all_sent.iter().rev().find(is).map(encode);
        let about = about.ok_or_else(|| match seq {
            Some(seq) => format!("no segment with seq {seq} was sent"),
            None => "no datagram was sent".to_owned(),
        })?;
        self.inject(Transport::Icmp(Icmp::about(kind, &about)), ecn::NOT_ECT);
        Ok(())
    }

    fn says(&mut self, pattern: &Pattern, due: Option<Time>) -> Result<(), String> {
        let mut until = due;
        // No further than it takes: what comes next must not find the world ahead of it.
        while let Some(at) = until.filter(|at| self.notes.sent.is_empty() && *at <= due.unwrap_or_default() + TOLERANCE)
        {
            self.world.run_until(at, &mut self.notes);
            until = Some(at + GRAIN);
        }
        let Some(said) = self.notes.sent.pop_front() else {
            return Err("nothing was sent".to_owned());
        };
        if !pattern.is_met_by(&said, self.heard.as_ref(), &mut self.names) {
            return Err(format!("sent was: {}", said.text()));
        }
        let at = said.at;
        if let Some(due) = due {
            if at + TOLERANCE < due || due + TOLERANCE < at {
                let offset = (at - self.now).0;
                return Err(format!("it came after {}", Span(offset)));
            }
            self.now = self.world.now();
        }
        Ok(())
    }

    fn nothing_more(&self) -> Result<(), String> {
        match self.notes.sent.front() {
            None => Ok(()),
            Some(said) => Err(format!("sent was besides, {} after: {}", said.at - self.now, said.text())),
        }
    }

    fn returned(&self, expected: &Outcome) -> Result<(), String> {
        use socket::Outcome as Is;
        let is = match &self.notes.returned {
            Some(Is::Sent { bytes }) => Outcome::Bytes(*bytes),
            Some(Is::Received { data } | Is::ReceivedFrom { data, .. }) => Outcome::Bytes(data.len_u32()),
            Some(Is::EndOfFile) => Outcome::EndOfFile,
            Some(Is::TimeLimit) => Outcome::TimeLimit,
            Some(Is::Failed { errno }) => Outcome::Errno(errno.to_string()),
            None if self.world.is_blocked(HOST, 0) => Outcome::Blocks,
            // That a call like bind worked is no event.
            Some(Is::Done) | None => Outcome::Done,
        };
        if is == *expected { Ok(()) } else { Err(format!("the call gives {is:?}")) }
    }

    /// The newest connection's state; without one, LISTEN if a socket listens.
    fn state(&self) -> State {
        let of = |tcb: TcbId| self.notes.states.iter().rev().find(|(id, _)| *id == tcb).map(|(_, state)| *state);
        let listens = |tcb: &TcbId| self.notes.states.iter().any(|(id, state)| id == tcb && *state == State::Listen);
        let newest = self.notes.states.iter().map(|(tcb, _)| *tcb).max();
        let state = newest.and_then(of).unwrap_or(State::Closed);
        let listener =
            self.notes.states.iter().map(|(tcb, _)| *tcb).filter(listens).any(|tcb| of(tcb) == Some(State::Listen));
        if state == State::Closed && listener { State::Listen } else { state }
    }

    fn tcb(&self) -> Option<Tcb> {
        self.world.tcbs().filter(|(host, ..)| *host == HOST).map(|(_, _, tcb)| tcb).last()
    }

    fn check(&self, name: &str, value: u64) -> Result<(), String> {
        let tcb = self.tcb().ok_or("there is no connection")?;
        let is = match name {
            "snd_una" => tcb.snd_una.0.into(),
            "snd_nxt" => tcb.snd_nxt.0.into(),
            "snd_wnd" => tcb.snd_wnd.into(),
            "snd_wl1" => tcb.snd_wl1.0.into(),
            "snd_wl2" => tcb.snd_wl2.0.into(),
            "rcv_nxt" => tcb.rcv_nxt.0.into(),
            "rcv_wnd" => tcb.rcv_wnd.into(),
            "snd_mss" => tcb.snd_mss.into(),
            "cwnd" => tcb.congestion.cwnd.into(),
            "ssthresh" => tcb.congestion.ssthresh.into(),
            "duplicate_acks" => tcb.recovery.duplicate_acks.into(),
            "retries" => tcb.retries.into(),
            "receive_ready" => tcb.receive_ready.into(),
            "out_of_order" => tcb.out_of_order.into(),
            "send_buffered" => tcb.send_buffered.into(),
            "rto_ms" => tcb.rto.current().0 / 1_000_000,
            "srtt_ms" => tcb.rto.srtt.unwrap_or_default().0 / 1_000_000,
            other => return Err(format!("{other:?} is no variable that can be checked")),
        };
        if is == value { Ok(()) } else { Err(format!("{name} is {is}")) }
    }

    fn timer(&self, timer: TimerKind, left: Option<Span>) -> Result<(), String> {
        let deadline = self.tcb().and_then(|tcb| tcb.timers.deadline(timer));
        match (deadline.map(|deadline| deadline - self.now), left) {
            (None, None) => Ok(()),
            (Some(is), Some(left)) if is.0.abs_diff(left.0) <= TOLERANCE.0 => Ok(()),
            (Some(is), _) => Err(format!("the timer has {is} s left")),
            (None, Some(_)) => Err("the timer is off".to_owned()),
        }
    }
}
