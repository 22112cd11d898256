//! Where to stop in a run: strides longer than an event, and moments worth stopping at.

use super::log::Trace;
use super::spans::PacketSpan;
use crate::sim::tcp::{State, TimerKind};
use crate::sim::{EventId, EventKind, Span, Time};
use crate::wire::{Flags, Segment};

/// How far a step goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stride {
    /// One event.
    #[default]
    Event,
    /// Until a packet leaves, arrives or is lost.
    Segment,
    /// Until a connection changes its state.
    State,
    /// As long as there and back takes at least.
    RoundTrip,
}

impl Stride {
    /// All, from short to long.
    pub const ALL: [Stride; 4] = [Stride::Event, Stride::Segment, Stride::State, Stride::RoundTrip];

    /// The position one stride after this one; the end if there is none.
    pub fn after(self, trace: &Trace, position: u32) -> u32 {
        let end = trace.len();
        match self {
            Stride::Event => (position + 1).min(end),
            Stride::RoundTrip => {
                let until = trace.time_at(position) + round_trip(trace);
                (position + 1..end).find(|next| trace.time_at(*next + 1) > until).unwrap_or(end)
            }
            _ => (position..end).find(|event| self.ends_at(trace, EventId(*event))).map_or(end, |event| event + 1),
        }
    }

    /// The position one stride before; the beginning if there is none.
    pub fn before(self, trace: &Trace, position: u32) -> u32 {
        match self {
            Stride::Event => position.saturating_sub(1),
            Stride::RoundTrip => {
                let since = trace.time_at(position).0.saturating_sub(round_trip(trace).0);
                (0..position).rev().find(|before| trace.time_at(*before) < Time(since)).unwrap_or(0)
            }
            _ => {
                let events = (0..position.saturating_sub(1)).rev();
                events.into_iter().find(|event| self.ends_at(trace, EventId(*event))).map_or(0, |event| event + 1)
            }
        }
    }

    fn ends_at(self, trace: &Trace, event: EventId) -> bool {
        let kind = trace.event(event).map(|event| &event.kind);
        match self {
            Stride::Segment => {
                matches!(kind, Some(EventKind::Sent { .. } | EventKind::Arrived { .. } | EventKind::Dropped { .. }))
            }
            Stride::State => matches!(kind, Some(EventKind::State { .. })),
            Stride::Event | Stride::RoundTrip => true,
        }
    }
}

/// Twice the shortest way of a packet.
fn round_trip(trace: &Trace) -> Span {
    let ways = trace.packets().iter().filter_map(|span| Some((span.end_at()? - span.sent_at).0));
    Span(2 * ways.filter(|way| *way > 0).min().unwrap_or_default())
}

/// A kind of moment at which a run may be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A packet is lost.
    Loss,
    /// Something is sent again.
    Retransmission,
    /// The third duplicate ACK in a row arrives (RFC 5681 3.2).
    ThreeDuplicates,
    /// The retransmission timer fires.
    Timeout,
    /// A window of zero is announced.
    ZeroWindow,
    /// A connection enters TIME-WAIT.
    TimeWait,
    /// An RST is sent.
    Reset,
}

impl Stop {
    /// All.
    pub const ALL: [Stop; 7] = [
        Stop::Loss,
        Stop::Retransmission,
        Stop::ThreeDuplicates,
        Stop::Timeout,
        Stop::ZeroWindow,
        Stop::TimeWait,
        Stop::Reset,
    ];

    /// Whether an event is such a moment.
    pub fn is_at(self, trace: &Trace, id: EventId) -> bool {
        let Some(event) = trace.event(id) else { return false };
        match (self, &event.kind) {
            (Stop::Loss, EventKind::Dropped { .. })
            | (Stop::TimeWait, EventKind::State { to: State::TimeWait, .. })
            | (Stop::Timeout, EventKind::TimerFired { timer: TimerKind::Retransmission, .. }) => true,
            (Stop::Retransmission, EventKind::Sent { name, .. }) => name.transmission > 1,
            (Stop::ZeroWindow, EventKind::Sent { packet, .. }) => packet.segment().is_some_and(shuts),
            (Stop::Reset, EventKind::Sent { packet, .. }) => {
                packet.segment().is_some_and(|segment| segment.flags.has(Flags::RST))
            }
            (Stop::ThreeDuplicates, EventKind::Arrived { id: packet, .. }) => {
                trace.packet(*packet).is_some_and(|span| is_third_duplicate(trace, id, span))
            }
            _ => false,
        }
    }

    /// The position after the next such moment from this position on.
    pub fn after(self, trace: &Trace, position: u32) -> Option<u32> {
        (position..trace.len()).find(|event| self.is_at(trace, EventId(*event))).map(|event| event + 1)
    }
}

fn shuts(segment: &Segment) -> bool {
    segment.window == 0 && segment.flags.has(Flags::ACK) && !segment.flags.has(Flags::RST)
}

/// An ACK and nothing else.
fn pure_ack(span: &PacketSpan) -> Option<&Segment> {
    span.packet.segment().filter(|segment| segment.flags == Flags::ACK && segment.payload.is_empty())
}

/// Whether the ACK that has just arrived is the fourth equal one in a row, and no more.
fn is_third_duplicate(trace: &Trace, arrived: EventId, span: &PacketSpan) -> bool {
    let Some(ack) = pure_ack(span) else { return false };
    let ends = (span.packet.source(), span.packet.destination());
    let before = (0..arrived.0).rev().filter_map(|event| match &trace.event(EventId(event))?.kind {
        EventKind::Arrived { id, .. } => trace.packet(*id),
        _ => None,
    });
    let same_flow = before.filter(|other| (other.packet.source(), other.packet.destination()) == ends);
    let is_equal =
        |other: &&PacketSpan| pure_ack(other).is_some_and(|other| other.ack == ack.ack && other.window == ack.window);
    same_flow.take(4).take_while(is_equal).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::gallery;
    use crate::trace::Run;

    fn run(name: &str) -> Run {
        Run::new(gallery::scenario(name).unwrap()).unwrap()
    }

    /// How often a stop comes in a run.
    fn count(name: &str, stop: Stop) -> usize {
        let run = run(name);
        let mut position = 0;
        core::iter::from_fn(|| {
            position = stop.after(run.trace(), position)?;
            Some(position)
        })
        .count()
    }

    #[test]
    fn stops_are_where_they_should_be() {
        assert_eq!(count("three-lost", Stop::Loss), 3);
        assert_eq!(count("three-lost", Stop::Retransmission), 3);
        // After each repair three more come for the next hole.
        assert_eq!(count("three-lost", Stop::ThreeDuplicates), 3);
        assert_eq!(count("third-packet", Stop::Timeout), 0);
        assert!(count("zero-window", Stop::ZeroWindow) > 0);
        assert_eq!(count("close", Stop::TimeWait), 1);
        assert_eq!(count("simultaneous-close", Stop::TimeWait), 2);
        assert_eq!(count("udp", Stop::Reset), 0);
    }

    #[test]
    fn the_third_duplicate_is_what_the_sender_acts_on() {
        let run = run("three-lost");
        let trace = run.trace();
        let stop = Stop::ThreeDuplicates.after(trace, 0).unwrap();
        let again = Stop::Retransmission.after(trace, 0).unwrap();
        assert!(stop < again && trace.time_at(stop) == trace.time_at(again));
    }

    #[test]
    fn strides_there_and_back_meet_the_same_places() {
        for name in ["request", "three-lost", "udp"] {
            let run = run(name);
            let trace = run.trace();
            for stride in [Stride::Event, Stride::Segment, Stride::State] {
                let mut there = vec![0];
                while there.last().is_some_and(|last| *last < trace.len()) {
                    there.push(stride.after(trace, *there.last().unwrap()));
                }
                let mut back = vec![trace.len()];
                while back.last().is_some_and(|last| *last > 0) {
                    back.push(stride.before(trace, *back.last().unwrap()));
                }
                back.reverse();
                assert_eq!(there, back, "{name} {stride:?}");
            }
        }
    }

    #[test]
    fn a_round_trip_goes_on_by_that_time_and_always_by_something() {
        let run = run("three-lost");
        let trace = run.trace();
        let mut position = 0;
        while position < trace.len() {
            let next = Stride::RoundTrip.after(trace, position);
            assert!(next > position);
            position = next;
        }
    }
}
