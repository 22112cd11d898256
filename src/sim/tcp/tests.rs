//! Dialogues with one endpoint: what it gets, what it says, and where that leaves it.
//!
//! The notation is that of the RFC's figures in one line: `SYN+ACK seq 7000 ack 1001`, `ACK seq 1001 ack 7001 len 5 win 100`. The window is 64 240
//! where none is written. Options are `mss`, `sackok 1`, `wscale`, `ts` with `ecr`, and SACK blocks as `from 2000 to 3000`. The endpoint's ISS
//! is 1000, the peer's 7000.

mod closing;
mod idle;
mod opening;
mod options;
mod persist;
mod recovery;
mod resets;
mod transfer;

use super::*;
use crate::sim::time::{Span, Time};
use crate::wire::{Flags, Payload, Segment, SeqNum, SocketAddr, TcpOptions, Timestamps};

const WINDOW: u16 = 64_240;

/// An endpoint on the operating table.
struct Patient {
    endpoint: Endpoint,
    now: Time,
    effects: Effects,
}

fn end(last: u8, port: u16) -> SocketAddr {
    SocketAddr { address: [10, 0, 0, last].into(), port }
}

impl Patient {
    /// After `connect()`, its SYN heard.
    fn connecting(config: TcpConfig, iss: u32) -> Patient {
        let mut effects = Effects::default();
        let endpoint = Endpoint::connect(end(1, 50_000), end(2, 80), SeqNum(iss), config, Time(0), &mut effects);
        let mut patient = Patient { endpoint, now: Time(0), effects };
        assert_eq!(patient.says(), [format!("SYN seq {iss}")]);
        patient
    }

    /// What a listening socket makes of a SYN, its SYN+ACK heard.
    fn accepting(config: TcpConfig) -> Patient {
        let mut effects = Effects::default();
        let syn = segment("SYN seq 7000");
        let endpoint = Endpoint::accept(end(1, 80), end(2, 50_000), SeqNum(1_000), config, &syn, Time(0), &mut effects);
        let mut patient = Patient { endpoint, now: Time(0), effects };
        assert_eq!(patient.says(), ["SYN+ACK seq 1000 ack 7001"]);
        patient
    }

    /// In ESTABLISHED, with the textbook's TCP.
    fn open() -> Patient {
        Patient::open_with(TcpConfig::textbook())
    }

    fn open_with(config: TcpConfig) -> Patient {
        let mut patient = Patient::connecting(config, 1_000);
        assert_eq!(patient.gets("SYN+ACK seq 7000 ack 1001"), ["ACK seq 1001 ack 7001"]);
        patient.is(State::Established);
        patient
    }

    /// In ESTABLISHED with a peer whose SYN+ACK is this.
    fn open_to(config: TcpConfig, syn_ack: &str) -> Patient {
        let mut patient = Patient::connecting(config, 1_000);
        assert_eq!(patient.gets(syn_ack).len(), 1);
        patient.is(State::Established);
        patient
    }

    /// A segment arrives; gives what is said to it.
    fn gets(&mut self, text: &str) -> Vec<String> {
        self.endpoint.on_segment(&segment(text), false, self.now, &mut self.effects);
        self.says()
    }

    fn sends(&mut self, bytes: &[u8]) -> Vec<String> {
        assert_eq!(self.endpoint.send(bytes, self.now, &mut self.effects), Written::Bytes(bytes.len()));
        self.says()
    }

    fn reads(&mut self) -> Vec<u8> {
        match self.endpoint.recv(usize::MAX, self.now, &mut self.effects) {
            Read::Bytes(bytes) => bytes.to_vec(),
            other => panic!("{other:?}"),
        }
    }

    fn shuts_down(&mut self) -> Vec<String> {
        self.endpoint.shutdown_write(self.now, &mut self.effects);
        self.says()
    }

    fn closes(&mut self) -> Vec<String> {
        self.endpoint.close(self.now, &mut self.effects);
        self.says()
    }

    fn after(&mut self, span: Span) -> &mut Patient {
        self.now = self.now + span;
        self
    }

    /// Waits for this timer and lets it fire.
    fn fires(&mut self, timer: TimerKind) -> Vec<String> {
        self.now = self.endpoint.deadline(timer).expect("the timer is not running");
        self.endpoint.on_timer(timer, self.now, &mut self.effects);
        self.says()
    }

    fn says(&mut self) -> Vec<String> {
        let effects = self.effects.drain();
        effects
            .filter_map(
                |(effect, _)| if let Effect::Send { segment, .. } = effect { Some(text(&segment)) } else { None },
            )
            .collect()
    }

    #[track_caller]
    fn is(&self, state: State) {
        assert_eq!(self.endpoint.state(), state);
    }
}

/// From the notation.
fn segment(text: &str) -> Segment {
    let mut words = text.split_whitespace();
    let names = words.next().unwrap();
    let known = Flags::NAMED.iter().filter(|(_, name)| names.split('+').any(|word| word == *name));
    let mut segment = Segment {
        source_port: 80,
        destination_port: 50_000,
        seq: SeqNum(0),
        ack: SeqNum(0),
        flags: known.fold(Flags::default(), |all, (flag, _)| all | *flag),
        window: WINDOW,
        urgent: 0,
        options: TcpOptions::default(),
        payload: Payload::empty(),
    };
    segment.options.mss = segment.flags.has(Flags::SYN).then_some(1_460);
    while let Some(name) = words.next() {
        let value: u32 = words.next().unwrap().parse().unwrap();
        match name {
            "seq" => segment.seq = SeqNum(value),
            "ack" => segment.ack = SeqNum(value),
            "win" => segment.window = u16::try_from(value).unwrap(),
            "mss" => segment.options.mss = Some(u16::try_from(value).unwrap()),
            "sackok" => segment.options.sack_permitted = value == 1,
            "wscale" => segment.options.window_scale = Some(u8::try_from(value).unwrap()),
            "ts" => segment.options.timestamps = Some(Timestamps { value, echo: 0 }),
            "ecr" => segment.options.timestamps.as_mut().unwrap().echo = value,
            "from" => segment.options.sack.push((SeqNum(value), SeqNum(value))),
            "to" => segment.options.sack.last_mut().unwrap().1 = SeqNum(value),
            "len" => segment.payload = bytes_from(segment.seq, value),
            other => panic!("{other}"),
        }
    }
    segment
}

/// Bytes that say which sequence numbers they have, so that a mistake in reassembly shows.
fn bytes_from(seq: SeqNum, count: u32) -> Payload {
    Payload::from((0..count).map(|offset| u8::try_from((seq + offset).0 % 251).unwrap()).collect::<Vec<u8>>())
}

/// To the notation, with PSH and the options left out.
fn text(segment: &Segment) -> String {
    let mut text = format!("{} seq {}", segment.flags, segment.seq);
    if segment.flags.has(Flags::ACK) {
        text += &format!(" ack {}", segment.ack);
    }
    if !segment.payload.is_empty() {
        text += &format!(" len {}", segment.payload.len());
    }
    for (from, to) in &segment.options.sack {
        text += &format!(" from {from} to {to}");
    }
    text
}
