//! What an analyst would remark on each packet, in the words of the field: retransmission, duplicate ACK, window full.
//!
//! A packet is judged twice: where its sender stands for what it does, and where its receiver stands for what came of it. An analyst with a
//! capture must guess which of two retransmissions was needed; a run knows.

mod flows;

use super::log::Trace;
use super::spans::{Fate, PacketSpan};
use crate::sim::fault::PacketKind;
use crate::sim::tcp::TimerKind;
use crate::sim::{Event, EventId, EventKind, PacketId};
use crate::wire::{Flags, Packet, Segment, Transport, ecn};
use flows::Flows;
use std::collections::BTreeMap;

/// How much a remark matters, in the steps of an analyser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// As it should be, and worth knowing.
    Chat,
    /// Something out of the ordinary, for which there is a remedy at work.
    Note,
    /// It costs time or a connection.
    Warning,
    /// The packet is broken.
    Error,
}

/// What made a host send something again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resent {
    /// Its retransmission timer fired (RFC 6298 5.4).
    Timeout,
    /// Acknowledgments told of a loss (RFC 5681 3.2, RFC 8985).
    Fast,
    /// It was under way when the timer fired, and follows now (RFC 6298, RFC 5681 3.1).
    AfterTimeout,
    /// A tail loss probe (RFC 8985 7).
    Probe,
}

/// A remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// SYN: a connection is asked for.
    Syn,
    /// SYN+ACK: it is granted.
    SynAck,
    /// FIN: no more data from this side.
    Fin,
    /// RST: the connection is no more.
    Rst,
    /// A SYN for two ends that had a connection before.
    PortsReused,
    /// Sent again.
    Retransmission(Resent),
    /// Sent again, although an earlier transmission arrived.
    Spurious,
    /// The how many-th ACK in a row that says the same (RFC 5681 2).
    DuplicateAck(u32),
    /// It tells of data that came twice (RFC 2883).
    DuplicateSack,
    /// Where it arrives, what was sent before it has not.
    PreviousMissing,
    /// Where it arrives, what was sent after it already has.
    OutOfOrder,
    /// Its sender takes no more data now.
    ZeroWindow,
    /// It fills the window of its receiver to the last byte.
    WindowFull,
    /// It says nothing new but another window.
    WindowUpdate,
    /// It asks whether a shut window has opened (RFC 9293 3.8.6.1).
    ZeroWindowProbe,
    /// The answer: still shut.
    ZeroWindowProbeAck,
    /// It asks whether the other end is still there (RFC 9293 3.8.4).
    KeepAlive,
    /// The answer.
    KeepAliveAck,
    /// An ACK that asks the other end whether it meant it (RFC 5961).
    ChallengeAck,
    /// A router marked it: congestion experienced (RFC 3168).
    Congestion,
    /// It tells its peer of such a mark.
    EcnEcho,
    /// It tells its peer that the congestion window was reduced for it.
    WindowReduced,
    /// It arrives with a wrong checksum.
    BadChecksum,
    /// The network held it up.
    HeldUp,
    /// The network delivered it twice, and this is the second.
    Copy,
    /// A piece of a larger packet.
    Fragment,
    /// Somebody else sent it in the host's name.
    Forged,
    /// An ICMP error about this packet, if that can be told.
    About(Option<PacketId>),
}

/// What can be found by name: a word, and whether a remark is meant.
type Word = (&'static str, fn(&Remark) -> bool);

/// The words for remarks, as filters use them; those of the kinds of retransmission come behind the one for all.
const WORDS: [Word; 31] = [
    ("opening", |remark| *remark == Remark::Syn),
    ("answer", |remark| *remark == Remark::SynAck),
    ("closing", |remark| *remark == Remark::Fin),
    ("reset", |remark| *remark == Remark::Rst),
    ("ports-reused", |remark| *remark == Remark::PortsReused),
    ("retransmission", |remark| matches!(remark, Remark::Retransmission(_))),
    ("timeout", |remark| *remark == Remark::Retransmission(Resent::Timeout)),
    ("fast-retransmission", |remark| *remark == Remark::Retransmission(Resent::Fast)),
    ("after-timeout", |remark| *remark == Remark::Retransmission(Resent::AfterTimeout)),
    ("loss-probe", |remark| *remark == Remark::Retransmission(Resent::Probe)),
    ("spurious", |remark| *remark == Remark::Spurious),
    ("duplicate-ack", |remark| matches!(remark, Remark::DuplicateAck(_))),
    ("duplicate-sack", |remark| *remark == Remark::DuplicateSack),
    ("previous-missing", |remark| *remark == Remark::PreviousMissing),
    ("out-of-order", |remark| *remark == Remark::OutOfOrder),
    ("zero-window", |remark| *remark == Remark::ZeroWindow),
    ("window-full", |remark| *remark == Remark::WindowFull),
    ("window-update", |remark| *remark == Remark::WindowUpdate),
    ("zero-window-probe", |remark| *remark == Remark::ZeroWindowProbe),
    ("zero-window-probe-ack", |remark| *remark == Remark::ZeroWindowProbeAck),
    ("keep-alive", |remark| *remark == Remark::KeepAlive),
    ("keep-alive-ack", |remark| *remark == Remark::KeepAliveAck),
    ("challenge-ack", |remark| *remark == Remark::ChallengeAck),
    ("congestion", |remark| *remark == Remark::Congestion),
    ("ecn-echo", |remark| *remark == Remark::EcnEcho),
    ("window-reduced", |remark| *remark == Remark::WindowReduced),
    ("bad-checksum", |remark| *remark == Remark::BadChecksum),
    ("held-up", |remark| *remark == Remark::HeldUp),
    ("copy", |remark| *remark == Remark::Copy),
    ("fragment", |remark| *remark == Remark::Fragment),
    ("forged", |remark| *remark == Remark::Forged),
];

/// An ICMP error.
const ERROR_WORD: &str = "icmp-error";

impl Remark {
    /// The words that [`Remark::is`] knows.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(word, _)| *word).chain([ERROR_WORD])
    }

    /// Whether it is what the word says.
    pub fn is(&self, word: &str) -> bool {
        let known = WORDS.iter().find(|(known, _)| *known == word);
        known.map_or(word == ERROR_WORD && matches!(self, Remark::About(_)), |(_, meant)| meant(self))
    }

    /// Its own word: the last that fits.
    pub fn id(&self) -> &'static str {
        WORDS.iter().rev().find(|(_, meant)| meant(self)).map_or(ERROR_WORD, |(word, _)| word)
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Remark::BadChecksum => Severity::Error,
            Remark::Rst
            | Remark::PreviousMissing
            | Remark::OutOfOrder
            | Remark::ZeroWindow
            | Remark::WindowFull
            | Remark::Forged => Severity::Warning,
            Remark::Syn
            | Remark::SynAck
            | Remark::Fin
            | Remark::WindowUpdate
            | Remark::EcnEcho
            | Remark::WindowReduced
            | Remark::Fragment => Severity::Chat,
            _ => Severity::Note,
        }
    }
}

impl Severity {
    /// For class names and texts.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Chat => "chat",
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The remarks on all packets of a run.
#[derive(Clone, Debug, Default)]
pub struct Expert {
    remarks: Vec<Vec<Remark>>,
    /// Of segments: their sequence and acknowledgment numbers, relative to the first of their connection.
    numbers: Vec<(u32, u32)>,
}

impl Expert {
    /// Goes through a run once.
    pub fn of(trace: &Trace) -> Expert {
        let mut expert = Expert { remarks: vec![Vec::new(); trace.packets().len()], numbers: numbers(trace) };
        let mut flows = Flows::default();
        for (id, event) in trace.numbered() {
            match &event.kind {
                EventKind::Sent { id: packet, .. } => expert.sent(trace, &mut flows, event, *packet),
                EventKind::Arrived { id: packet, .. } => expert.arrived(trace, &mut flows, id, event, *packet),
                _ => {}
            }
        }
        expert
    }

    /// The remarks on a packet.
    pub fn on(&self, packet: PacketId) -> &[Remark] {
        usize::try_from(packet.0).ok().and_then(|at| self.remarks.get(at)).map_or(&[], Vec::as_slice)
    }

    /// A segment's sequence and acknowledgment numbers, relative to the first of its connection; 0 where there is none.
    pub fn numbers(&self, packet: PacketId) -> (u32, u32) {
        usize::try_from(packet.0).ok().and_then(|at| self.numbers.get(at)).copied().unwrap_or_default()
    }

    fn add(&mut self, packet: PacketId, remarks: impl IntoIterator<Item = Remark>) {
        if let Some(list) = usize::try_from(packet.0).ok().and_then(|at| self.remarks.get_mut(at)) {
            list.extend(remarks);
        }
    }

    fn sent(&mut self, trace: &Trace, flows: &mut Flows, event: &Event, id: PacketId) {
        let Some(span) = trace.packet(id) else { return };
        let forged = span.name.kind == PacketKind::Forged;
        self.add(id, forged.then_some(Remark::Forged));
        match &span.packet.transport {
            Transport::Tcp(segment) => {
                self.add(id, plain(segment));
                // The host has no part in what somebody sends in its name.
                if !forged {
                    let why = cause(trace, event);
                    self.add(id, flows.sent(trace, span, segment, why));
                    let challenges = event.rule.is_some_and(|rule| rule.starts_with("RFC 5961"));
                    let is_ack = segment.flags.without(Flags::PSH) == Flags::ACK && segment.payload.is_empty();
                    self.add(id, (challenges && is_ack).then_some(Remark::ChallengeAck));
                }
            }
            Transport::Icmp(message) if message.quoted().is_some() => {
                let about = event.cause.and_then(|cause| trace.packet_of(cause)).map(|about| about.id);
                self.add(id, [Remark::About(about)]);
            }
            Transport::Fragment(_) => self.add(id, [Remark::Fragment]),
            _ => {}
        }
        self.add(id, span.delayed.map(|_| Remark::HeldUp));
    }

    fn arrived(&mut self, trace: &Trace, flows: &mut Flows, at: EventId, event: &Event, id: PacketId) {
        let Some(span) = trace.packet(id) else { return };
        self.add(id, span.copy_of.map(|_| Remark::Copy));
        let packet = span.arrived_as.as_ref().unwrap_or(&span.packet);
        self.add(id, marked(packet, span).then_some(Remark::Congestion));
        if is_damaged(trace, at, span) {
            self.add(id, [Remark::BadChecksum]);
            return;
        }
        if let (Some(segment), crate::sim::Actor::Stack(host)) = (packet.segment(), event.actor) {
            self.add(id, flows.arrived(host, span, segment));
        }
    }
}

fn numbers(trace: &Trace) -> Vec<(u32, u32)> {
    let mut firsts = BTreeMap::new();
    let relative = trace.packets().iter().map(|span| {
        let Some(segment) = span.packet.segment() else { return (0, 0) };
        let (from, to) = (span.packet.source(), span.packet.destination());
        if segment.flags.has(Flags::SYN) && span.name.kind != PacketKind::Forged {
            firsts.insert((from, to), segment.seq);
        }
        let first = |from, to, else_this| firsts.get(&(from, to)).copied().unwrap_or(else_this);
        let ack = if segment.flags.has(Flags::ACK) { segment.ack - first(to, from, segment.ack) } else { 0 };
        (segment.seq - first(from, to, segment.seq), ack)
    });
    relative.collect()
}

/// What made a host send a segment, as far as a remark asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Timer(TimerKind),
    Other,
}

fn cause(trace: &Trace, event: &Event) -> Why {
    match event.cause.and_then(|cause| trace.event(cause)).map(|cause| &cause.kind) {
        Some(EventKind::TimerFired { timer, .. }) => Why::Timer(*timer),
        _ => Why::Other,
    }
}

/// What the flags alone say.
fn plain(segment: &Segment) -> impl Iterator<Item = Remark> + use<> {
    let flags = segment.flags;
    let opens = flags.has(Flags::SYN);
    let said = [
        (opens && !flags.has(Flags::ACK), Remark::Syn),
        (opens && flags.has(Flags::ACK), Remark::SynAck),
        (flags.has(Flags::FIN), Remark::Fin),
        (flags.has(Flags::RST), Remark::Rst),
        // On a SYN these bits ask for ECN; they echo nothing.
        (flags.has(Flags::ECE) && !opens, Remark::EcnEcho),
        (flags.has(Flags::CWR) && !opens, Remark::WindowReduced),
    ];
    said.into_iter().filter_map(|(is, remark)| is.then_some(remark))
}

fn marked(arrived: &Packet, span: &PacketSpan) -> bool {
    arrived.ip.ecn == ecn::CE && span.packet.ip.ecn != ecn::CE
}

/// Whether the receiver finds a checksum wrong.
fn is_damaged(trace: &Trace, arrived: EventId, span: &PacketSpan) -> bool {
    if is_whole(span) {
        return false;
    }
    let next = trace.event(EventId(arrived.0 + 1));
    let damaged = |event: &Event| {
        let damaged = crate::sim::tcp::Discard::Damaged;
        event.cause == Some(arrived) && matches!(event.kind, EventKind::Discarded { reason, .. } if reason == damaged)
    };
    next.is_some_and(damaged)
}

/// Whether a packet came to the other end whole.
fn came(span: &PacketSpan) -> bool {
    matches!(span.fate, Fate::Arrived { .. }) && is_whole(span)
}

/// Whether nothing can be wrong with its checksums.
fn is_whole(span: &PacketSpan) -> bool {
    span.flipped.is_none() && span.sums == crate::wire::edit::Sums::default()
}

#[cfg(test)]
mod tests;
