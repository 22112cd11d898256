//! The timers of a run, ordered so that those that run at a position are found without looking at all: a long transfer starts tens of
//! thousands.

use super::log::Trace;
use super::spans::{TimerEnd, TimerSpan};
use crate::sim::tcp::TimerKind;
use crate::sim::{EventId, EventKind, HostId, Span, TcbId};
use std::collections::BTreeMap;

/// Which timers there are, and what was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// Of each timer the numbers of its spans, in order. They never overlap: it is one timer.
    lanes: BTreeMap<(HostId, TcbId, TimerKind), Vec<usize>>,
    /// The round trips that each control block has measured, in order.
    samples: BTreeMap<TcbId, Vec<(EventId, Span)>>,
}

impl Clocks {
    /// The timers of a trace.
    pub fn new(trace: &Trace) -> Clocks {
        let mut lanes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, span) in trace.timers().iter().enumerate() {
            lanes.entry((span.host, span.tcb, span.timer)).or_default().push(index);
        }
        let mut samples: BTreeMap<_, Vec<(EventId, Span)>> = BTreeMap::new();
        for (id, event) in trace.numbered() {
            if let EventKind::RttSample { tcb, sample, .. } = event.kind {
                samples.entry(tcb).or_default().push((id, sample));
            }
        }
        Clocks { lanes, samples }
    }

    /// The timers that run at a position.
    pub fn running<'t>(&self, trace: &'t Trace, position: u32) -> Vec<&'t TimerSpan> {
        let last =
            |spans: &Vec<usize>| started(trace, spans, position).last().and_then(|index| trace.timers().get(*index));
        self.lanes.values().filter_map(last).filter(|span| !is_over(span, position)).collect()
    }

    /// The timers that ended last before a position, at most so many, in the order of their ends.
    pub fn recent<'t>(&self, trace: &'t Trace, position: u32, most: usize) -> Vec<&'t TimerSpan> {
        let mut found: Vec<&TimerSpan> = Vec::new();
        for spans in self.lanes.values() {
            let latest = started(trace, spans, position).iter().rev().filter_map(|index| trace.timers().get(*index));
            found.extend(latest.filter(|span| is_over(span, position)).take(most));
        }
        found.sort_by_key(|span| end_event(span));
        found.split_off(found.len().saturating_sub(most))
    }

    /// The last round trip that a control block has measured before a position, and when.
    pub fn sample_at(&self, tcb: TcbId, position: u32) -> Option<(EventId, Span)> {
        let samples = self.samples.get(&tcb)?;
        let count = samples.partition_point(|(event, _)| event.0 < position);
        samples.get(count.checked_sub(1)?).copied()
    }
}

/// Of the spans of one timer those that have begun.
fn started<'s>(trace: &Trace, spans: &'s [usize], position: u32) -> &'s [usize] {
    let begun = |index: &usize| trace.timers().get(*index).is_some_and(|span| span.set.0 < position);
    spans.get(..spans.partition_point(begun)).unwrap_or_default()
}

fn is_over(span: &TimerSpan, position: u32) -> bool {
    end_event(span).is_some_and(|event| event.0 < position)
}

fn end_event(span: &TimerSpan) -> Option<EventId> {
    match span.end {
        TimerEnd::Running => None,
        TimerEnd::Fired { event, .. } | TimerEnd::Stopped { event, .. } => Some(event),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::gallery;
    use crate::trace::Run;

    #[test]
    fn at_every_position_the_same_timers_run_as_in_the_world() {
        let run = Run::new(gallery::scenario("close").unwrap()).unwrap();
        let clocks = Clocks::new(run.trace());
        for position in 0..=run.trace().len() {
            let Some(world) = run.world_at(position).filter(|world| world.event_count() == position) else { continue };
            let deadlines = |tcb: TcbId, timer| {
                world.tcbs().find(|(_, id, _)| *id == tcb).and_then(|(.., tcb)| tcb.timers.deadline(timer))
            };
            let running = clocks.running(run.trace(), position);
            for span in &running {
                assert_eq!(deadlines(span.tcb, span.timer), Some(span.deadline), "{span:?} at {position}");
            }
            let all = world
                .tcbs()
                .map(|(.., tcb)| TimerKind::ALL.iter().filter(|kind| tcb.timers.deadline(**kind).is_some()).count());
            assert_eq!(all.sum::<usize>(), running.len(), "at {position}");
        }
    }

    #[test]
    fn the_recent_past_is_short_and_ends_now() {
        let run = Run::new(gallery::scenario("congestion").unwrap()).unwrap();
        let (trace, clocks) = (run.trace(), Clocks::new(run.trace()));
        let position = trace.len() / 2;
        let recent = clocks.recent(trace, position, 10);
        assert_eq!(recent.len(), 10);
        let last = trace.timers().iter().filter(|span| is_over(span, position)).max_by_key(|span| end_event(span));
        assert_eq!(recent.last().copied(), last);
    }
}
