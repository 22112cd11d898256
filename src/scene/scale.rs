//! From time to height. Proportional to time while anything is on the wire; long waits are folded; and what leaves at the same instant
//! is kept apart by so much that it can be told apart.

use crate::sim::{EventId, EventKind, Time};
use crate::trace::{Fate, Trace};

/// The height of a packet's way at the link's own pace.
pub(super) const FLIGHT: f64 = 62.0;
/// Waits higher than this are folded to [`FOLDED`].
pub(super) const WAIT_MOST: f64 = 84.0;
/// The height of a folded wait.
pub(super) const FOLDED: f64 = 66.0;
/// Between two packets of one host that leave, or arrive, one after the other.
pub(super) const APART: f64 = 19.0;
/// The height of the beginning, before anything has happened.
pub(super) const TOP: f64 = 12.0;
/// Above the first event and below the last one.
pub(super) const MARGIN: f64 = 30.0;

/// A wait that is drawn shorter than it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    /// Where it begins.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// How long it was.
    pub nanos: u64,
}

/// Heights of all events of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeScale {
    /// The height of each event, never decreasing.
    pub(super) heights: Vec<f64>,
    pub(super) times: Vec<Time>,
    pub(super) folds: Vec<Fold>,
}

impl TimeScale {
    /// The scale of a trace. `zoom`: 1 as large as one reads it best, less to see more at once.
    pub fn new(trace: &Trace, zoom: f64) -> TimeScale {
        let per_nano = FLIGHT * zoom / typical_flight(trace);
        let (wait_most, folded, apart) = (WAIT_MOST * zoom, FOLDED * zoom.max(0.5), APART * zoom);
        let mut sent = trace.packets().iter().filter(|span| span.delayed.is_none()).peekable();
        let mut busy_until = Time(0);
        let mut scale = TimeScale { heights: Vec::new(), times: Vec::new(), folds: Vec::new() };
        let (mut y, mut last) = (MARGIN, Time(0));
        // The last height of a packet's start and end, for each host: [(start, end)].
        let mut ends = vec![[f64::NEG_INFINITY; 2]; trace.hosts().len()];
        for (id, event) in trace.numbered() {
            let nanos = (event.at - last).0;
            let linear = real(nanos) * per_nano;
            // A packet that is held up for long makes no wait interesting.
            while let Some(span) = sent.next_if(|span| span.sent_at < event.at) {
                busy_until = busy_until.max(span.end_at().unwrap_or(span.sent_at));
            }
            if busy_until <= last && linear > wait_most {
                scale.folds.push(Fold { top: y, bottom: y + folded, nanos });
                y += folded;
            } else {
                y += linear.min(wait_most * 4.0);
            }
            last = event.at;
            if let Some((host, end)) = packet_end(trace, id, &event.kind)
                && let Some(before) = ends.get_mut(host).and_then(|ends| ends.get_mut(end))
            {
                y = y.max(*before + apart);
                *before = y;
            }
            scale.heights.push(y);
            scale.times.push(event.at);
        }
        scale
    }

    /// The height of an event.
    pub fn of(&self, event: EventId) -> f64 {
        usize::try_from(event.0).ok().and_then(|index| self.heights.get(index)).copied().unwrap_or(MARGIN)
    }

    /// The height of a position: of its last event.
    pub fn at(&self, position: u32) -> f64 {
        position.checked_sub(1).map_or(TOP, |last| self.of(EventId(last)))
    }

    /// The height of a time, between the events around it.
    pub fn of_time(&self, time: Time) -> f64 {
        let after = self.times.partition_point(|at| *at <= time);
        let before = after.checked_sub(1);
        let (t0, y0) = before.map_or((Time(0), MARGIN), |index| self.point(index));
        if after >= self.times.len() {
            return y0;
        }
        let (t1, y1) = self.point(after);
        y0 + (y1 - y0) * real((time - t0).0) / real((t1 - t0).0).max(1.0)
    }

    /// The time at a height between the last event of a position and the next event.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a span of nanoseconds")]
    pub fn time_between(&self, position: u32, y: f64) -> Time {
        let index = |position: u32| usize::try_from(position).unwrap_or(usize::MAX);
        let (t0, y0) = position.checked_sub(1).map_or((Time(0), TOP), |last| self.point(index(last)));
        let Some(t1) = self.times.get(index(position)).copied() else { return t0 };
        let share = ((y - y0) / (self.at(position + 1) - y0).max(1.0)).max(0.0).min(1.0);
        t0 + crate::sim::Span((real((t1 - t0).0) * share) as u64)
    }

    /// The whole height.
    pub fn height(&self) -> f64 {
        self.heights.last().copied().unwrap_or(MARGIN) + 2.0 * MARGIN
    }

    /// The folded waits.
    pub fn folds(&self) -> &[Fold] {
        &self.folds
    }

    fn point(&self, index: usize) -> (Time, f64) {
        let time = self.times.get(index).copied().unwrap_or_default();
        (time, self.heights.get(index).copied().unwrap_or(MARGIN))
    }
}

/// The time a packet takes if nothing holds it up.
pub(super) fn typical_flight(trace: &Trace) -> f64 {
    let arrived = trace.packets().iter().filter(|span| matches!(span.fate, Fate::Arrived { .. }));
    let shortest = arrived.filter_map(|span| Some((span.end_at()? - span.sent_at).0)).min();
    let lost = || trace.packets().iter().filter_map(|span| Some((span.end_at()? - span.sent_at).0)).max();
    real(shortest.or_else(lost).unwrap_or(40_000_000).max(1_000))
}

/// If the event starts (0) or ends (1) a packet at a host: the host's index and which.
pub(super) fn packet_end(trace: &Trace, id: EventId, kind: &EventKind) -> Option<(usize, usize)> {
    let from = usize::try_from(trace.packet_of(id)?.name.from.0).ok()?;
    match kind {
        EventKind::Sent { .. } => Some((from, 0)),
        EventKind::Arrived { .. } => Some((from, 1)),
        _ => None,
    }
}

/// A count of nanoseconds for drawing, where a double is exact enough.
#[expect(clippy::cast_precision_loss, reason = "pictures need no nanosecond after 104 days")]
pub(super) fn real(nanos: u64) -> f64 {
    nanos as f64
}
