//! Two runs beside each other: up to where they are the same, what comes first that is not, and why; and the numbers of both.
//!
//! Losses by name and by chance fall on the same packets in both as long as they send the same ones: a fault names its packet, and the link
//! draws one number for each packet handed to it, whatever it is made of.

mod changes;
mod delays;
mod totals;

pub use changes::{Change, Reason, changes};
pub use totals::{Better, Measure, Totals, Unit};

use super::log::Trace;
use super::run::Run;
use super::spans::PacketSpan;
use crate::sim::{DropReason, Event, EventId, EventKind, PacketId, Span, Time};

/// One of the two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The present run.
    Here,
    /// The other one.
    There,
}

impl Side {
    /// Both, the present run first.
    pub const BOTH: [Side; 2] = [Side::Here, Side::There];

    /// Of a pair of values, the present run's first, the one that belongs to it.
    pub fn of<T>(self, pair: &[T; 2]) -> &T {
        let [here, there] = pair;
        if self == Side::Here { here } else { there }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Side {
        if self == Side::Here { Side::There } else { Side::Here }
    }
}

/// Where two runs part.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// How many events they share: the first that differs has this number, in both.
    pub shared: u32,
    /// The run whose event comes first; of two at the same time the present run's.
    pub first: Side,
    /// What is behind it.
    pub reason: Option<Reason>,
    /// The first packet that one sends otherwise than the other, or at another time: it has this number, in both. None if they send the same.
    pub packet: Option<PacketId>,
}

/// Where two runs part; none if they are the same.
pub fn parting(here: &Run, there: &Run) -> Option<Parting> {
    let (one, other) = (here.trace(), there.trace());
    let shared = shared(one, other)?;
    let event = EventId(shared);
    let first = match (one.event(event), other.event(event)) {
        (None, _) => Side::There,
        (Some(one), Some(other)) if other.at < one.at => Side::There,
        _ => Side::Here,
    };
    let reason = changes::reason([here, there], first, event);
    Some(Parting { shared, first, reason, packet: first_packet(one, other) })
}

/// How many events two traces share before they differ; none if they never do.
fn shared(one: &Trace, other: &Trace) -> Option<u32> {
    let alike = if one.hosts() == other.hosts() {
        one.events().iter().zip(other.events()).take_while(|(one, other)| is_same(one, other)).count()
    } else {
        0
    };
    let over = alike == one.events().len() && alike == other.events().len() && one.hosts() == other.hosts();
    (!over).then(|| u32::try_from(alike).unwrap_or(u32::MAX))
}

/// Whether two events are the same. The number of a fault in its scenario's list does not count.
fn is_same(one: &Event, other: &Event) -> bool {
    let rest = (one.at, one.actor, one.cause, one.rule) == (other.at, other.actor, other.cause, other.rule);
    rest && (one.kind == other.kind || fault_of(&one.kind).is_some() && plain(&one.kind) == plain(&other.kind))
}

/// The number of the fault that asked for an event.
fn fault_of(kind: &EventKind) -> Option<u32> {
    match kind {
        EventKind::Dropped { reason: DropReason::Fault(fault), .. }
        | EventKind::Edited { fault, .. }
        | EventKind::Held { fault, .. } => Some(*fault),
        EventKind::Duplicated { fault, .. }
        | EventKind::Corrupted { fault, .. }
        | EventKind::Marked { fault, .. }
        | EventKind::Delayed { fault, .. } => *fault,
        _ => None,
    }
}

/// The same event, asked for by the first fault.
fn plain(kind: &EventKind) -> EventKind {
    let mut kind = kind.clone();
    match &mut kind {
        EventKind::Dropped { reason: DropReason::Fault(fault), .. }
        | EventKind::Held { fault, .. }
        | EventKind::Duplicated { fault: Some(fault), .. }
        | EventKind::Corrupted { fault: Some(fault), .. }
        | EventKind::Edited { fault, .. }
        | EventKind::Marked { fault: Some(fault), .. }
        | EventKind::Delayed { fault: Some(fault), .. } => *fault = 0,
        _ => {}
    }
    kind
}

/// The number of the first packet that is not sent alike.
fn first_packet(one: &Trace, other: &Trace) -> Option<PacketId> {
    let (one, other) = (one.packets(), other.packets());
    let alike = |(one, other): &(&PacketSpan, &PacketSpan)| {
        (one.sent_at, one.name, &one.packet) == (other.sent_at, other.name, &other.packet)
    };
    let same = one.iter().zip(other).take_while(alike).count();
    let over = same == one.len() && same == other.len();
    (!over).then(|| PacketId(u32::try_from(same).unwrap_or(u32::MAX)))
}

/// When a change at a position is made: behind everything that has happened by then, and before anything that happens later.
pub fn turn_at(trace: &Trace, position: u32) -> Time {
    if position == 0 { Time(0) } else { trace.time_at(position) + Span(1) }
}

/// The packet of the other run that has the same name: the counterpart of this one.
pub fn counterpart<'t>(span: &PacketSpan, of: &Trace, other: &'t Trace) -> Option<&'t PacketSpan> {
    let host = of.host_name(span.name.from);
    let known = other.packets().iter().filter(|known| known.copy_of.is_some() == span.copy_of.is_some());
    let like = |name: crate::sim::fault::PacketName| (name.kind, name.nth, name.transmission);
    known.into_iter().find(|known| like(known.name) == like(span.name) && other.host_name(known.name.from) == host)
}

#[cfg(test)]
mod tests;
