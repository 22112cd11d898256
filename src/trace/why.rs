//! Why? The chain of causes from an event back to a call, and, where a timer fired because nothing came, the losses behind that.

use super::log::Trace;
use super::spans::{Fate, PacketSpan};
use crate::sim::tcp::TimerKind;
use crate::sim::{Actor, EventId, EventKind, Time};

/// How a link of the chain relates to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The event that was asked about.
    Asked,
    /// It caused the one before.
    Cause,
    /// Because of this loss nothing came that would have stopped the timer.
    Loss,
}

/// One link of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The event.
    pub event: EventId,
    /// How it relates to the one before.
    pub reason: Reason,
}

/// The chain, beginning with the event itself, ending with what nothing in the run caused.
pub fn why(trace: &Trace, event: EventId) -> Vec<Link> {
    let mut chain = Vec::new();
    let mut next = trace.event(event).map(|_| Link { event, reason: Reason::Asked });
    while let Some(link) = next {
        chain.push(link);
        for event in losses_behind(trace, link.event) {
            if !chain.iter().any(|known: &Link| known.event == event) {
                chain.push(Link { event, reason: Reason::Loss });
            }
        }
        let cause = trace.event(link.event).and_then(|event| event.cause);
        // A cause always lies before its effect, so this ends.
        next = cause.filter(|cause| *cause < link.event).map(|event| Link { event, reason: Reason::Cause });
    }
    chain
}

/// If the event is a timer firing that retransmits: the losses that it waited for in vain. Of its own segments those that were lost and
/// not sent again before, and of the peer's those that were lost since the timer was set.
fn losses_behind(trace: &Trace, fired: EventId) -> Vec<EventId> {
    let Some(event) = trace.event(fired) else { return Vec::new() };
    let (EventKind::TimerFired { tcb, timer }, Actor::Stack(host)) = (&event.kind, event.actor) else {
        return Vec::new();
    };
    if !matches!(timer, TimerKind::Retransmission | TimerKind::Reordering | TimerKind::LossProbe) {
        return Vec::new();
    }
    let since = event.cause.map_or(Time(0), |set| trace.time_of(set));
    let before = |span: &&PacketSpan| span.sent < fired;
    let own =
        || trace.packets().iter().filter(before).filter(move |span| span.tcb == Some(*tcb) && span.name.from == host);
    let Some(ends) = own().map(|span| (span.packet.source(), span.packet.destination())).next() else {
        return Vec::new();
    };
    let is_last_try = |span: &PacketSpan| {
        let later = |other: &PacketSpan| other.name.transmission > span.name.transmission;
        !own().any(|other| (other.name.kind, other.name.nth) == (span.name.kind, span.name.nth) && later(other))
    };
    let lost = trace.packets().iter().filter(before).filter_map(|span| match span.fate {
        Fate::Lost { event, at, .. } if event < fired => Some((span, event, at)),
        _ => None,
    });
    let matters = lost.filter(|(span, _, at)| {
        if span.tcb == Some(*tcb) && span.name.from == host {
            return is_last_try(span);
        }
        (span.packet.destination(), span.packet.source()) == ends && *at >= since
    });
    matters.map(|(_, event, _)| event).collect()
}
