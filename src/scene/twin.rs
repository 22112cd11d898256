//! Two ladders on one scale of time: equal times are at equal heights, waits are folded where both wait, and what both share looks the same.

use super::scale::{APART, FLIGHT, FOLDED, Fold, MARGIN, TimeScale, WAIT_MOST, packet_end, real, typical_flight};
use crate::sim::{EventId, Time};
use crate::trace::Trace;

/// One of the two runs, as far as its heights are known.
struct Walk<'t> {
    trace: &'t Trace,
    next: u32,
    /// The first packet that has not been looked at.
    sent: usize,
    /// The last height of a packet's start and end, for each host.
    ends: Vec<[f64; 2]>,
    scale: TimeScale,
}

impl<'t> Walk<'t> {
    fn new(trace: &'t Trace) -> Walk<'t> {
        let ends = vec![[f64::NEG_INFINITY; 2]; trace.hosts().len()];
        let scale = TimeScale { heights: Vec::new(), times: Vec::new(), folds: Vec::new() };
        Walk { trace, next: 0, sent: 0, ends, scale }
    }

    /// When its next event is.
    fn at(&self) -> Option<Time> {
        self.trace.event(EventId(self.next)).map(|event| event.at)
    }

    /// Until when what was sent before a time is on its way.
    fn busy_until(&mut self, time: Time) -> Time {
        let mut until = Time(0);
        let packets = self.trace.packets();
        while let Some(span) = packets.get(self.sent).filter(|span| span.sent_at < time) {
            self.sent += 1;
            // A packet that is held up for long makes no wait interesting.
            if span.delayed.is_none() {
                until = until.max(span.end_at().unwrap_or(span.sent_at));
            }
        }
        until
    }

    /// Its events at a time get their heights, from this one on; gives the last.
    fn walk(&mut self, time: Time, mut y: f64, apart: f64) -> f64 {
        while let Some(event) = self.trace.event(EventId(self.next)).filter(|event| event.at == time) {
            let end = packet_end(self.trace, EventId(self.next), &event.kind);
            if let Some(before) = end.and_then(|(host, end)| self.ends.get_mut(host)?.get_mut(end)) {
                y = y.max(*before + apart);
                *before = y;
            }
            self.scale.heights.push(y);
            self.scale.times.push(time);
            self.next += 1;
        }
        y
    }
}

/// The scales of two traces. `zoom`: as for one ([`TimeScale::new`]).
pub fn twin(one: &Trace, other: &Trace, zoom: f64) -> [TimeScale; 2] {
    let per_nano = FLIGHT * zoom / typical_flight(one).min(typical_flight(other));
    let (wait_most, folded, apart) = (WAIT_MOST * zoom, FOLDED * zoom.max(0.5), APART * zoom);
    let mut walks = [Walk::new(one), Walk::new(other)];
    let (mut y, mut last, mut busy_until) = (MARGIN, Time(0), Time(0));
    while let Some(time) = walks.iter().filter_map(Walk::at).min() {
        let nanos = (time - last).0;
        let linear = real(nanos) * per_nano;
        for walk in &mut walks {
            busy_until = busy_until.max(walk.busy_until(time));
        }
        if busy_until <= last && linear > wait_most {
            for walk in &mut walks {
                walk.scale.folds.push(Fold { top: y, bottom: y + folded, nanos });
            }
            y += folded;
        } else {
            y += linear.min(wait_most * 4.0);
        }
        last = time;
        // Both begin at the same height: what they share stays level.
        y = walks.iter_mut().map(|walk| walk.walk(time, y, apart)).fold(y, f64::max);
    }
    walks.map(|walk| walk.scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Action, Fault, Growth, Scenario, gallery};
    use crate::trace::Run;

    fn run(name: &str, change: impl FnOnce(&mut Scenario)) -> Run {
        let mut scenario = gallery::scenario(name).unwrap();
        change(&mut scenario);
        Run::new(scenario).unwrap()
    }

    fn pairs() -> Vec<(Run, Run)> {
        let lose = |scenario: &mut Scenario| {
            scenario.faults.push(Fault { packet: "client.data.1".to_owned(), action: Action::Drop });
        };
        vec![
            (run("request", |_| {}), run("request", lose)),
            (run("request", |_| {}), run("request-udp", |_| {})),
            (run("three-clients", |_| {}), run("close", |_| {})),
            (
                run("cubic", |_| {}),
                run("cubic", |scenario| {
                    scenario.hosts.iter_mut().for_each(|host| host.tcp.growth = Some(Growth::Linear));
                }),
            ),
        ]
    }

    #[test]
    fn time_runs_downwards_in_both_and_later_is_never_higher_in_the_other() {
        for (one, other) in pairs() {
            let [left, right] = twin(one.trace(), other.trace(), 1.0);
            assert_eq!(left.heights.len(), one.trace().events().len());
            assert!(left.heights.is_sorted() && right.heights.is_sorted());
            for (at, y) in left.times.iter().zip(&left.heights) {
                let after = right.times.partition_point(|time| time <= at);
                let next = right.heights.get(after).copied().unwrap_or(f64::INFINITY);
                assert!(next >= *y - 0.001, "{at}: {next} is above {y}");
            }
        }
    }

    #[test]
    fn what_is_shared_is_level() {
        for (one, other) in pairs() {
            let [left, right] = twin(one.trace(), other.trace(), 0.7);
            let shared = one.trace().events().iter().zip(other.trace().events()).take_while(|(a, b)| a == b).count();
            assert_eq!(left.heights[..shared], right.heights[..shared]);
        }
    }

    #[test]
    fn a_run_beside_itself_looks_as_it_does_alone() {
        let run = run("three-lost", |_| {});
        let [left, right] = twin(run.trace(), run.trace(), 1.0);
        assert_eq!(left, right);
        assert_eq!(left, TimeScale::new(run.trace(), 1.0));
    }
}
