//! What a host has seen of each direction of its conversations, and what follows from that for the next segment.

use super::{Remark, Resent, Why, came};
use crate::sim::PacketId;
use crate::sim::ids::HostId;
use crate::sim::tcp::TimerKind;
use crate::trace::log::Trace;
use crate::trace::spans::PacketSpan;
use crate::wire::{Flags, Segment, SeqNum, SocketAddr};
use std::collections::BTreeMap;

/// How many segments one looks back for an earlier transmission.
const LOOK_BACK: usize = 4_096;

/// One direction of a conversation, as one host sees it.
#[derive(Clone, Debug, Default)]
struct Flow {
    /// The number of the first SYN.
    first: Option<SeqNum>,
    /// The number after the last one seen.
    next: Option<SeqNum>,
    /// The last acknowledgment number.
    ack: Option<SeqNum>,
    /// The window as in the header.
    window: u16,
    /// The shift count that its SYN named.
    shift: Option<u8>,
    /// How many ACKs in a row have said the same.
    duplicates: u32,
    /// What the last segment was, if it asked for an answer.
    asked: Option<Remark>,
    /// What was sent up to here when the retransmission timer fired last.
    timed_out: Option<SeqNum>,
    /// What takes up sequence numbers, in the order of sending: from, to, which packet.
    sent: Vec<(SeqNum, SeqNum, PacketId)>,
}

impl Flow {
    fn takes_in(&mut self, segment: &Segment) {
        if segment.flags.has(Flags::SYN) {
            if self.first != Some(segment.seq) {
                *self = Flow { first: Some(segment.seq), ..Flow::default() };
            }
            self.shift = segment.options.window_scale;
        }
        let end = segment.seq_end();
        if !segment.flags.has(Flags::RST) {
            self.next = Some(self.next.map_or(end, |next| next.latest(end)));
            self.window = segment.window;
        }
        if segment.flags.has(Flags::ACK) {
            self.ack = Some(segment.ack);
        }
    }
}

/// All of them: who sees it, from, to.
#[derive(Clone, Debug, Default)]
pub(super) struct Flows(BTreeMap<(HostId, SocketAddr, SocketAddr), Flow>);

impl Flows {
    fn flow(&mut self, host: HostId, from: SocketAddr, to: SocketAddr) -> &mut Flow {
        self.0.entry((host, from, to)).or_default()
    }

    /// A host sends a segment.
    pub(super) fn sent(&mut self, trace: &Trace, span: &PacketSpan, segment: &Segment, why: Why) -> Vec<Remark> {
        let (host, from, to) = (span.name.from, span.packet.source(), span.packet.destination());
        let peer = self.flow(host, to, from).clone_without_history();
        let own = self.flow(host, from, to);
        let mut remarks = Vec::new();
        let reused = segment.flags.has(Flags::SYN) && own.first.is_some_and(|first| first != segment.seq);
        if reused {
            remarks.extend((!segment.flags.has(Flags::ACK)).then_some(Remark::PortsReused));
            own.takes_in(segment);
            own.sent.push((segment.seq, segment.seq_end(), span.id));
            return remarks;
        }
        let said = own.says(segment, &peer);
        remarks.extend(said);
        let asks = matches!(said, Some(Remark::ZeroWindowProbe | Remark::KeepAlive));
        let shut = segment.window == 0 && is_plain(segment);
        remarks.extend(shut.then_some(Remark::ZeroWindow));
        remarks.extend(own.fills(segment, &peer).then_some(Remark::WindowFull));
        if !asks && segment.seq_len() > 0 && own.next.is_some_and(|next| segment.seq.before(next)) {
            remarks.push(Remark::Retransmission(own.resent(segment, why)));
            remarks.extend(own.has_come(trace, segment).then_some(Remark::Spurious));
        }
        remarks.extend(tells_of_duplicate(segment).then_some(Remark::DuplicateSack));
        own.duplicates = match said {
            Some(Remark::DuplicateAck(count)) => count,
            // A window that changes ends no row of equal acknowledgments; anything new does.
            _ if own.ack == Some(segment.ack) => own.duplicates,
            _ => 0,
        };
        own.asked = said.filter(|_| asks);
        // The byte of a probe counts when it is taken.
        if said == Some(Remark::ZeroWindowProbe) {
            own.window = segment.window;
            own.ack = Some(segment.ack);
        } else {
            own.takes_in(segment);
        }
        if segment.seq_len() > 0 {
            own.sent.push((segment.seq, segment.seq_end(), span.id));
        }
        remarks
    }

    /// A segment comes to a host.
    pub(super) fn arrived(&mut self, host: HostId, span: &PacketSpan, segment: &Segment) -> Option<Remark> {
        let (from, to) = (span.packet.source(), span.packet.destination());
        let shut = self.flow(host, to, from).window == 0;
        let flow = self.flow(host, from, to);
        let next = flow.next.filter(|_| !segment.flags.has(Flags::SYN) && !segment.flags.has(Flags::RST));
        let first = span.name.transmission == 1 && span.copy_of.is_none();
        let remark = match next {
            Some(next) if segment.seq.after(next) => Some(Remark::PreviousMissing),
            Some(next) if first && segment.seq_len() > 0 && segment.seq_end().at_or_before(next) => {
                let keeps_alive = segment.seq + 1 == next && segment.payload.len() <= 1;
                (!keeps_alive).then_some(Remark::OutOfOrder)
            }
            _ => None,
        };
        let probes = shut && segment.payload.len() == 1 && next == Some(segment.seq);
        let keeps_alive =
            is_plain(segment) && segment.payload.len() <= 1 && next.is_some_and(|next| segment.seq + 1 == next);
        let asked = if probes { Some(Remark::ZeroWindowProbe) } else { keeps_alive.then_some(Remark::KeepAlive) };
        if probes {
            flow.window = segment.window;
            flow.ack = Some(segment.ack);
        } else {
            flow.takes_in(segment);
        }
        flow.asked = asked;
        remark
    }
}

/// No SYN, FIN or RST.
fn is_plain(segment: &Segment) -> bool {
    let special = [Flags::SYN, Flags::FIN, Flags::RST];
    !special.into_iter().any(|flag| segment.flags.has(flag))
}

/// The first SACK block lies below the acknowledgment, or within the second (RFC 2883 4).
fn tells_of_duplicate(segment: &Segment) -> bool {
    let mut blocks = segment.options.sack.iter();
    let Some((from, to)) = blocks.next() else { return false };
    let below = to.at_or_before(segment.ack);
    below || blocks.next().is_some_and(|(begin, end)| begin.at_or_before(*from) && to.at_or_before(*end))
}

impl Flow {
    fn clone_without_history(&self) -> Flow {
        Flow { sent: Vec::new(), ..*self }
    }

    /// What a segment is that says nothing, or nothing new.
    fn says(&self, segment: &Segment, peer: &Flow) -> Option<Remark> {
        let next = self.next?;
        if !is_plain(segment) {
            return None;
        }
        let (len, window) = (segment.payload.len(), segment.window);
        if len == 1 && segment.seq == next && peer.next.is_some() && peer.window == 0 {
            return Some(Remark::ZeroWindowProbe);
        }
        if len <= 1 && segment.seq + 1 == next {
            return Some(Remark::KeepAlive);
        }
        let same = len == 0 && segment.seq == next;
        // The answer to a probe may take its byte, and is one still.
        let took = self.ack.is_some_and(|ack| segment.ack == ack + 1);
        if same && window == 0 && self.window == 0 && peer.asked == Some(Remark::ZeroWindowProbe) {
            return (took || self.ack == Some(segment.ack)).then_some(Remark::ZeroWindowProbeAck);
        }
        if !same || self.ack != Some(segment.ack) || window == 0 {
            return None;
        }
        Some(match peer.asked {
            _ if window != self.window => Remark::WindowUpdate,
            Some(Remark::KeepAlive) => Remark::KeepAliveAck,
            _ => Remark::DuplicateAck(self.duplicates + 1),
        })
    }

    /// Whether a segment ends exactly where the peer's window does.
    fn fills(&self, segment: &Segment, peer: &Flow) -> bool {
        let scaled = self.shift.is_some() && peer.shift.is_some();
        let shift = peer.shift.filter(|_| scaled).unwrap_or(0).min(14);
        let edge = peer.ack.map(|ack| ack + (u32::from(peer.window) << shift));
        is_plain(segment) && !segment.payload.is_empty() && edge == Some(segment.seq_end())
    }

    /// Why something is sent again.
    fn resent(&mut self, segment: &Segment, why: Why) -> Resent {
        match why {
            Why::Timer(TimerKind::Retransmission) => {
                self.timed_out = self.next;
                Resent::Timeout
            }
            Why::Timer(TimerKind::LossProbe) => Resent::Probe,
            _ if self.timed_out.is_some_and(|until| segment.seq.before(until)) => Resent::AfterTimeout,
            _ => Resent::Fast,
        }
    }

    /// Whether an earlier transmission of all this comes to the other end, now or later.
    fn has_come(&self, trace: &Trace, segment: &Segment) -> bool {
        let covers = |from: SeqNum, to: SeqNum| from.at_or_before(segment.seq) && segment.seq_end().at_or_before(to);
        let earlier = self.sent.iter().rev().take(LOOK_BACK).filter(|(from, to, _)| covers(*from, *to));
        earlier.into_iter().any(|(_, _, id)| trace.packet(*id).is_some_and(came))
    }
}
