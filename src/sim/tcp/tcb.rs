//! The endpoint itself: the transmission control block (RFC 9293 3.3.1) and the small helpers that every door uses.

use super::buffers::{ReceiveBuffer, SendBuffer};
use super::config::TcpConfig;
use super::congestion::Congestion;
use super::ecn::Ecn;
use super::effect::{Effect, Effects};
use super::failure::Failure;
use super::frto::FRto;
use super::options::Agreed;
use super::rack::Rack;
use super::recovery::Recovery;
use super::rto::Rto;
use super::scoreboard::{Scoreboard, Sent};
use super::state::State;
use super::tail::Tail;
use super::timers::{TimerKind, Timers};
use super::waiting::Waiting;
use crate::sim::time::{Span, Time};
use crate::wire::{Flags, Payload, Segment, SeqNum, SocketAddr};
use serde::Serialize;

/// Why an ACK that may wait goes out at last.
pub(super) const DELAYED_ACK: &str = "RFC 9293 3.8.6.3";

/// How long challenge ACKs are counted together (RFC 5961 7).
const CHALLENGES_COUNTED_FOR: Span = Span::seconds(5);

/// What is owed to the peer by way of acknowledgment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AckDue {
    #[default]
    No,
    /// It may ride on data or wait.
    Later,
    Now,
}

/// Whether somebody reads what arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Present,
    /// The application will wait for nothing more (`SHUT_RD`).
    Shut,
    /// The application has closed the socket.
    Gone,
}

/// What is known of the peer's FIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PeerFin {
    None,
    /// One has come, with this number, beyond what is expected next.
    Beyond(SeqNum),
    /// It has been taken: there is nothing behind it.
    Taken,
}

/// The control block: the variables by their RFC names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tcb {
    /// Where the connection stands.
    pub state: State,
    /// Our end.
    pub local: SocketAddr,
    /// The peer's end.
    pub remote: SocketAddr,
    /// ISS: our initial sequence number.
    pub iss: SeqNum,
    /// SND.UNA: the oldest number not yet acknowledged.
    pub snd_una: SeqNum,
    /// SND.NXT: the next number to be sent.
    pub snd_nxt: SeqNum,
    /// SND.WND: the peer's window, in bytes.
    pub snd_wnd: u32,
    /// SND.WL1: the sequence number of the segment that last set the window.
    pub snd_wl1: SeqNum,
    /// SND.WL2: its acknowledgment number.
    pub snd_wl2: SeqNum,
    /// The largest window the peer has offered (for RFC 5961 5.2).
    pub max_snd_wnd: u32,
    /// IRS: the peer's initial sequence number; meaningless before its SYN.
    pub irs: SeqNum,
    /// RCV.NXT: the next number expected; meaningless before the peer's SYN.
    pub rcv_nxt: SeqNum,
    /// RCV.WND: the window we offer, in bytes.
    pub rcv_wnd: u32,
    /// The most bytes of data in a segment we send: the peer's MSS and ours.
    pub snd_mss: u32,
    /// Bytes written and not yet acknowledged.
    pub send_buffered: u32,
    /// Bytes arrived and not yet read.
    pub receive_ready: u32,
    /// Bytes that wait beyond a gap.
    pub out_of_order: u32,
    /// The round-trip estimator.
    pub rto: Rto,
    /// Congestion control.
    pub congestion: Congestion,
    /// Where it stands to loss.
    pub recovery: Recovery,
    /// What time tells of losses.
    pub rack: Rack,
    /// What is done about losses at the end.
    pub tail: Tail,
    /// What may turn out to have been no loss.
    pub f_rto: FRto,
    /// What the SYNs agreed on.
    pub agreed: Agreed,
    /// Explicit congestion notification.
    pub ecn: Ecn,
    /// What is in flight, segment by segment.
    pub scoreboard: Vec<Sent>,
    /// The running timers.
    pub timers: Timers,
    /// How often the oldest segment has been sent again.
    pub retries: u8,
    /// How often a peer with a shut window has been asked since it shut it.
    pub questions: u8,
    /// How many of those have not been answered yet.
    pub unanswered: u8,
    /// How many questions whether the peer is still there have not been answered.
    pub keep_alives: u8,
    /// One carried the byte at SND.NXT, which the peer may have taken.
    #[serde(skip)]
    pub(super) asked: bool,
}

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) tcb: Tcb,
    pub(super) config: TcpConfig,
    /// Opened by a listening socket (RFC 9293 3.10.7.4 treats those differently when an RST comes).
    pub(super) passive: bool,
    pub(super) outgoing: SendBuffer,
    pub(super) incoming: ReceiveBuffer,
    pub(super) in_flight: Scoreboard,
    /// The application will write no more; a FIN follows the last byte.
    pub(super) fin_wanted: bool,
    /// Whether the application reads.
    pub(super) reader: Reader,
    /// What the network said last of a segment that did not arrive: told if nobody answers at all.
    pub(super) soft_failure: Option<Failure>,
    /// When data was last sent for the first time.
    pub(super) last_data: Option<Time>,
    pub(super) peer_fin: PeerFin,
    pub(super) ack_due: AckDue,
    /// The section that asks for the ACK that is due now.
    pub(super) ack_rule: &'static str,
    pub(super) waiting: Waiting,
    pub(super) syn_repeated: u8,
    pub(super) last_heard: Time,
    /// Since when challenge ACKs are being counted, and how many there were (RFC 5961 7).
    pub(super) challenges: Option<(Time, u8)>,
    /// How the connection broke, until a call has returned it: errors are told once.
    pub(super) failure: Option<Failure>,
}

impl Endpoint {
    pub(super) fn new(
        local: SocketAddr,
        remote: SocketAddr,
        iss: SeqNum,
        config: TcpConfig,
        passive: bool,
    ) -> Endpoint {
        let snd_mss = u32::from(config.mss);
        let tcb = Tcb {
            state: State::Closed,
            local,
            remote,
            iss,
            snd_una: iss,
            snd_nxt: iss,
            snd_wnd: 0,
            snd_wl1: SeqNum(0),
            snd_wl2: SeqNum(0),
            max_snd_wnd: 0,
            irs: SeqNum(0),
            rcv_nxt: SeqNum(0),
            rcv_wnd: config.receive_buffer.min(u32::from(u16::MAX)),
            snd_mss,
            send_buffered: 0,
            receive_ready: 0,
            out_of_order: 0,
            rto: Rto::new(&config),
            congestion: Congestion::new(&config, snd_mss),
            recovery: Recovery::new(iss),
            rack: Rack::new(iss),
            tail: Tail::default(),
            f_rto: FRto::default(),
            agreed: Agreed::nothing(),
            ecn: Ecn::default(),
            scoreboard: Vec::new(),
            timers: Timers::default(),
            retries: 0,
            questions: 0,
            unanswered: 0,
            keep_alives: 0,
            asked: false,
        };
        Endpoint {
            tcb,
            config,
            passive,
            outgoing: SendBuffer::new(iss + 1),
            incoming: ReceiveBuffer::default(),
            in_flight: Scoreboard::default(),
            fin_wanted: false,
            reader: Reader::Present,
            soft_failure: None,
            last_data: None,
            peer_fin: PeerFin::None,
            ack_due: AckDue::No,
            ack_rule: DELAYED_ACK,
            waiting: Waiting::new(&config, snd_mss),
            syn_repeated: 0,
            last_heard: Time(0),
            challenges: None,
            failure: None,
        }
    }

    /// The connection's state.
    pub fn state(&self) -> State {
        self.tcb.state
    }

    /// ISS: the initial sequence number.
    pub fn iss(&self) -> SeqNum {
        self.tcb.iss
    }

    /// Whether its segments are not to be fragmented.
    pub fn finds_mtu(&self) -> bool {
        self.config.path_mtu_discovery
    }

    /// An option of the socket is set while it is connected.
    pub fn configure(&mut self, change: impl FnOnce(&mut TcpConfig)) {
        change(&mut self.config);
        self.waiting.set_quick(self.config.quick_acks);
    }

    /// Our end and the peer's.
    pub fn ends(&self) -> (SocketAddr, SocketAddr) {
        (self.tcb.local, self.tcb.remote)
    }

    /// When a timer is due, if it runs.
    pub fn deadline(&self, timer: TimerKind) -> Option<Time> {
        self.tcb.timers.deadline(timer)
    }

    /// Whether the number has been sent and not yet acknowledged.
    pub fn is_in_flight(&self, seq: SeqNum) -> bool {
        seq.at_or_after(self.tcb.snd_una) && seq.before(self.tcb.snd_nxt)
    }

    /// Whether a listening socket made it.
    pub fn is_passive(&self) -> bool {
        self.passive
    }

    /// Whether a SYN may open a new connection in the place of this one, which only waits for old segments to die out (RFC 9293
    /// 3.6.1, RFC 6191): its numbers, or its timestamp, lie beyond the old ones. Gives the number that the new one must begin after.
    pub fn gives_way_to(&self, segment: &Segment) -> Option<SeqNum> {
        let flags = segment.flags;
        let syn = flags.has(Flags::SYN) && !flags.has(Flags::ACK) && !flags.has(Flags::RST);
        let higher = segment.seq.after(self.tcb.rcv_nxt);
        let beyond = match (self.tcb.agreed.timestamps, segment.options.timestamps.filter(|_| self.config.timestamps)) {
            (Some(clock), Some(stamps)) => {
                let (now, before) = (SeqNum(stamps.value), SeqNum(clock.ts_recent));
                now.after(before) || (now == before && higher)
            }
            // Before, there were none: whatever came then can be told apart from what comes now. Linux asks for the number all the same.
            (None, Some(_)) => higher || !self.config.is_linux(),
            _ => higher,
        };
        (self.tcb.state == State::TimeWait && syn && beyond).then_some(self.tcb.snd_nxt)
    }

    /// Whether this segment would open a connection that a listening socket has begun.
    pub fn would_open(&self, segment: &Segment) -> bool {
        let flags = segment.flags;
        self.passive
            && self.tcb.state == State::SynReceived
            && flags.has(Flags::ACK)
            && !flags.has(Flags::SYN)
            && !flags.has(Flags::RST)
            && segment.ack == self.tcb.snd_nxt
    }

    /// Whether the application has let go of it.
    pub fn is_orphan(&self) -> bool {
        self.reader == Reader::Gone
    }

    /// The control block as it is now.
    pub fn tcb(&self) -> Tcb {
        Tcb {
            send_buffered: self.outgoing.len(),
            receive_ready: self.incoming.ready(),
            out_of_order: self.incoming.held(),
            scoreboard: self.in_flight.iter().cloned().collect(),
            ..self.tcb.clone()
        }
    }

    /// The control block's own variables; those that belong to the buffers and the scoreboard are not among them.
    pub fn variables(&self) -> &Tcb {
        &self.tcb
    }

    pub(super) fn enter(&mut self, to: State, rule: &'static str, effects: &mut Effects) {
        let from = core::mem::replace(&mut self.tcb.state, to);
        effects.push(Effect::State { from, to }, rule);
        if matches!(to, State::Closed | State::Listen) {
            self.ack_due = AckDue::No;
            for timer in TimerKind::ALL {
                self.stop(timer, rule, effects);
            }
        }
    }

    /// An acknowledgment goes out with the next segment, at once. The first reason is the one that is told.
    pub(super) fn owe_ack(&mut self, rule: &'static str) {
        if self.ack_due != AckDue::Now {
            self.ack_due = AckDue::Now;
            self.ack_rule = rule;
        }
    }

    /// Owes an ACK by which the peer shall confirm what it said, unless there were too many of late (RFC 5961 7).
    pub(super) fn challenge(&mut self, rule: &'static str, now: Time) {
        let recent = self.challenges.filter(|(since, _)| now - *since < CHALLENGES_COUNTED_FOR);
        let (since, count) = recent.unwrap_or((now, 0));
        if count < self.config.challenge_acks {
            self.challenges = Some((since, count + 1));
            self.owe_ack(rule);
        }
    }

    /// Whether our FIN has been sent: its number is the one after the last byte.
    pub(super) fn fin_sent(&self) -> bool {
        self.fin_wanted && self.tcb.snd_nxt.after(self.outgoing.end())
    }

    /// The connection breaks: no more is sent, what is in flight is forgotten (RFC 9293 3.10.7).
    pub(super) fn fail(&mut self, failure: Failure, rule: &'static str, effects: &mut Effects) {
        self.failure = Some(failure);
        self.in_flight.clear();
        self.enter(State::Closed, rule, effects);
    }

    pub(super) fn start(&mut self, timer: TimerKind, deadline: Time, rule: &'static str, effects: &mut Effects) {
        self.tcb.timers.set(timer, Some(deadline));
        effects.push(Effect::TimerSet { timer, deadline }, rule);
    }

    pub(super) fn stop(&mut self, timer: TimerKind, rule: &'static str, effects: &mut Effects) {
        if self.tcb.timers.set(timer, None).is_some() {
            effects.push(Effect::TimerStopped { timer }, rule);
        }
    }

    /// A segment with our ports, window and options on it. A SYN's own window is never scaled (RFC 7323 2.2).
    pub(super) fn segment(&self, seq: SeqNum, flags: Flags, payload: Payload, now: Time) -> Segment {
        let shift = if flags.has(Flags::SYN) { 0 } else { self.tcb.agreed.rcv_wind_shift };
        Segment {
            source_port: self.tcb.local.port,
            destination_port: self.tcb.remote.port,
            seq,
            ack: if flags.has(Flags::ACK) { self.tcb.rcv_nxt } else { SeqNum(0) },
            flags: flags | self.echo(flags),
            window: u16::try_from(self.tcb.rcv_wnd >> shift).unwrap_or(u16::MAX),
            urgent: 0,
            options: self.options(flags, now),
            payload,
        }
    }
}
