//! The wire between the hosts, as it is at one instant: what is on it, and how far.

use super::scale::real;
use crate::sim::{PacketId, Time};
use crate::trace::{Fate, PacketSpan, Trace};

/// A packet on the wire.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnWire {
    /// Which.
    pub id: PacketId,
    /// How far it has come, from 0 to 1.
    pub share: f64,
    /// It was lost here: it stays to be seen until something else happens.
    pub lost: bool,
}

/// What is on the wire at this position and time. The time may lie between the position's last event and the next one.
pub fn in_flight(trace: &Trace, position: u32, now: Time) -> Vec<OnWire> {
    let spans = trace.packets().iter().filter(|span| span.in_flight_at(position) || just_lost(span, position));
    spans.map(|span| OnWire { id: span.id, share: progress(span, now), lost: just_lost(span, position) }).collect()
}

fn just_lost(span: &PacketSpan, position: u32) -> bool {
    matches!(span.fate, Fate::Lost { event, .. } if event.0 + 1 == position)
}

fn progress(span: &PacketSpan, now: Time) -> f64 {
    let (until, reach) = match span.fate {
        Fate::OnTheWay => return 0.5,
        Fate::Arrived { at, .. } => (at, 1.0),
        Fate::Cut { at, .. } => (at, 0.5),
        Fate::Lost { at, reason, .. } => (at, super::ladder::lost_share(reason)),
    };
    let whole = real((until - span.sent_at).0).max(1.0);
    (real((now - span.sent_at).0) / whole).max(0.0).min(1.0) * reach
}
