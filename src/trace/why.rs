//! Why? The chain of causes from an event back to a call, and, where a timer fired because nothing came, the losses behind that.

use super::log::Trace;
use super::spans::Fate;
use crate::sim::tcp::TimerKind;
use crate::sim::{EventId, EventKind};

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

/// If the event is a retransmission timer firing: the packets of that conversation that were lost while it ran.
fn losses_behind(trace: &Trace, fired: EventId) -> impl Iterator<Item = EventId> {
    let event = trace.event(fired);
    let is_fired = |kind: &EventKind| matches!(kind, EventKind::TimerFired { timer: TimerKind::Retransmission, .. });
    let set = event.filter(|event| is_fired(&event.kind)).and_then(|event| event.cause);
    let since = set.map(|set| trace.time_of(set));
    let until = trace.time_of(fired);
    trace.packets().iter().filter_map(move |span| match span.fate {
        Fate::Lost { event, at, .. } if since.is_some_and(|since| at >= since && at <= until) => Some(event),
        _ => None,
    })
}
