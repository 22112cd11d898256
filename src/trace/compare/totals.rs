//! The numbers of a run that one compares.

use super::delays::{Delays, delays};
use crate::sim::ids::HostId;
use crate::sim::socket::Outcome;
use crate::sim::tcp::{State, TimerKind};
use crate::sim::{Actor, Event, EventKind, Time};
use crate::trace::{Fate, PacketSpan, Trace};
use crate::wire::{Packet, Transport};
use std::collections::BTreeSet;

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Until the last program has ended.
    Done,
    /// From the first SYN to the established connection.
    Handshake,
    /// Packets that a host sent.
    Packets(HostId),
    /// Bytes of packets, each where it was sent.
    WireBytes,
    /// The part of them that is headers.
    HeaderBytes,
    /// Bytes that programs received.
    DataBytes,
    /// These a second, from the first packet to the last byte.
    Goodput,
    /// Segments that were sent again when the retransmission timer ran out.
    ByTimer,
    /// Segments that were sent again because of an ACK, or of what the timers of RACK and TLP said.
    ByAck,
    /// Packets that were lost.
    Lost,
    /// The most packets that waited before a cable.
    Queue,
    /// Mean time from the writing of a byte to its reading.
    DelayMean,
    /// The longest such time.
    DelayWorst,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nanoseconds.
    Nanos,
    /// Bytes.
    Bytes,
    /// Packets, or segments.
    Packets,
    /// Bits a second.
    BitsPerSecond,
}

/// Which of two numbers is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The smaller one.
    Less,
    /// The larger one.
    More,
}

impl Measure {
    /// All that a run with these hosts has, in the order in which they are told.
    pub fn all(hosts: impl IntoIterator<Item = HostId>) -> Vec<Measure> {
        let mut all = vec![Measure::Done, Measure::Handshake];
        all.extend(hosts.into_iter().map(Measure::Packets));
        all.extend([Measure::WireBytes, Measure::HeaderBytes, Measure::DataBytes, Measure::Goodput]);
        all.extend([Measure::ByTimer, Measure::ByAck, Measure::Lost, Measure::Queue]);
        all.extend([Measure::DelayMean, Measure::DelayWorst]);
        all
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        match self {
            Measure::Done | Measure::Handshake | Measure::DelayMean | Measure::DelayWorst => Unit::Nanos,
            Measure::WireBytes | Measure::HeaderBytes | Measure::DataBytes => Unit::Bytes,
            Measure::Goodput => Unit::BitsPerSecond,
            Measure::Packets(_) | Measure::ByTimer | Measure::ByAck | Measure::Lost | Measure::Queue => Unit::Packets,
        }
    }

    /// Which is better.
    pub fn better(self) -> Better {
        if matches!(self, Measure::DataBytes | Measure::Goodput) { Better::More } else { Better::Less }
    }
}

/// The numbers of a run. Times in nanoseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// None while a program has not ended.
    pub done_ns: Option<u64>,
    /// None if no connection was established.
    pub handshake_ns: Option<u64>,
    /// Of each host.
    pub packets: Vec<u64>,
    /// In bytes.
    pub wire_bytes: u64,
    /// In bytes.
    pub header_bytes: u64,
    /// In bytes.
    pub data_bytes: u64,
    /// In bits a second; none if nothing was received.
    pub goodput_bps: Option<u64>,
    /// Segments.
    pub by_timer: u64,
    /// Segments.
    pub by_ack: u64,
    /// Packets.
    pub lost: u64,
    /// Packets.
    pub queue: u64,
    /// From writing to reading; none if nothing was received.
    pub delays: Option<Delays>,
}

impl Totals {
    /// The numbers of a trace.
    pub fn new(trace: &Trace) -> Totals {
        let mut totals = Totals { packets: vec![0; trace.hosts().len()], ..Totals::default() };
        for span in trace.packets().iter().filter(|span| span.copy_of.is_none()) {
            totals.count_packet(trace, span);
        }
        let mut last_data = None;
        let mut running = BTreeSet::new();
        for event in trace.events() {
            totals.count_event(event, &mut last_data, &mut running);
        }
        totals.done_ns = totals.done_ns.filter(|_| running.is_empty());
        totals.handshake_ns = handshake(trace);
        let begin = trace.packets().first().map_or(Time(0), |span| span.sent_at);
        totals.goodput_bps = last_data.map(|last: Time| {
            let bits = u128::from(totals.data_bytes) * 8_000_000_000;
            u64::try_from(bits / u128::from((last - begin).0.max(1))).unwrap_or(u64::MAX)
        });
        totals.delays = delays(trace);
        totals
    }

    fn count_packet(&mut self, trace: &Trace, span: &PacketSpan) {
        let wire = u64::try_from(span.packet.wire_len()).unwrap_or_default();
        self.wire_bytes += wire;
        self.header_bytes += wire.saturating_sub(data_len(&span.packet));
        if let Some(count) = usize::try_from(span.name.from.0).ok().and_then(|host| self.packets.get_mut(host)) {
            *count += 1;
        }
        self.lost += u64::from(matches!(span.fate, Fate::Lost { .. }));
        if span.name.transmission > 1 {
            let cause = trace.event(span.sent).and_then(|sent| trace.event(sent.cause?)).map(|cause| &cause.kind);
            let timed = matches!(cause, Some(EventKind::TimerFired { timer: TimerKind::Retransmission, .. }));
            *(if timed { &mut self.by_timer } else { &mut self.by_ack }) += 1;
        }
    }

    fn count_event(&mut self, event: &Event, last_data: &mut Option<Time>, running: &mut BTreeSet<(HostId, u32)>) {
        match &event.kind {
            EventKind::Sent { queued, .. } | EventKind::Forwarded { queued, .. } => {
                self.queue = self.queue.max(u64::from(*queued));
            }
            EventKind::Exited => {
                self.done_ns = Some(event.at.0);
                if let Actor::Program(host, program) = event.actor {
                    running.remove(&(host, program));
                }
            }
            EventKind::Called { .. } => {
                if let Actor::Program(host, program) = event.actor {
                    running.insert((host, program));
                }
            }
            EventKind::Returned {
                outcome: Outcome::Received { data } | Outcome::ReceivedFrom { data, .. }, ..
            } => {
                self.data_bytes += u64::from(data.len_u32());
                *last_data = Some(event.at);
            }
            _ => {}
        }
    }

    /// One of the numbers, where the run has it.
    pub fn get(&self, measure: Measure) -> Option<u64> {
        match measure {
            Measure::Done => self.done_ns,
            Measure::Handshake => self.handshake_ns,
            Measure::Packets(host) => self.packets.get(usize::try_from(host.0).ok()?).copied(),
            Measure::WireBytes => Some(self.wire_bytes),
            Measure::HeaderBytes => Some(self.header_bytes),
            Measure::DataBytes => Some(self.data_bytes),
            Measure::Goodput => self.goodput_bps,
            Measure::ByTimer => Some(self.by_timer),
            Measure::ByAck => Some(self.by_ack),
            Measure::Lost => Some(self.lost),
            Measure::Queue => Some(self.queue),
            Measure::DelayMean => self.delays.map(|delays| delays.mean_ns),
            Measure::DelayWorst => self.delays.map(|delays| delays.worst_ns),
        }
    }
}

/// Bytes of a packet that are no header.
fn data_len(packet: &Packet) -> u64 {
    match &packet.transport {
        Transport::Tcp(segment) => segment.payload.len_u32().into(),
        Transport::Udp(datagram) => datagram.payload.len_u32().into(),
        Transport::Fragment(piece) => piece.end().saturating_sub(piece.offset.into()).into(),
        Transport::Icmp(_) => 0,
    }
}

/// From the first SYN to the first connection that its opener finds established.
fn handshake(trace: &Trace) -> Option<u64> {
    let open = trace
        .events()
        .iter()
        .find(|event| matches!(event.kind, EventKind::State { from: State::SynSent, to: State::Established, .. }))?;
    let syn = trace.packets().iter().find(|span| span.name.kind == crate::sim::fault::PacketKind::Syn)?;
    Some((open.at - syn.sent_at).0)
}
