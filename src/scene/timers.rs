//! The recent past of the timers, on an axis of time: a lane for each timer, a bar for each time that it ran, and the line of now.

use crate::sim::tcp::TimerKind;
use crate::sim::{EventId, Span, TcbId, Time};
use crate::trace::{TimerEnd, TimerSpan};

/// Where now is, as a share of the width, if there is a past.
const NOW_AT: f64 = 0.68;
/// Above the first lane.
const TOP: f64 = 8.0;
/// From lane to lane.
const LANE: f64 = 36.0;
/// From the top of a lane to its bar.
const TO_BAR: f64 = 17.0;
/// How thick a bar is.
pub const BAR: f64 = 11.0;
/// A bar is never thinner.
const BAR_LEAST: f64 = 3.0;

/// How a bar ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The timer fired.
    Fired,
    /// It was stopped, or started anew.
    Stopped,
    /// It runs.
    Running,
    /// It runs, and its deadline lies beyond the picture.
    Beyond,
}

/// A timer from its start to its end, or to its deadline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// From here.
    pub left: f64,
    /// To here.
    pub right: f64,
    /// How it ends.
    pub end: End,
    /// The event to go to: its end, or its start while it runs.
    pub event: EventId,
}

/// One timer of one connection's end.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Whose.
    pub tcb: TcbId,
    /// Which.
    pub timer: TimerKind,
    /// The height of its bars' upper edge.
    pub top: f64,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// The picture, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Where now is.
    pub now: f64,
    /// When the picture begins.
    pub from: Time,
    /// The lanes, those with the smaller numbers first.
    pub lanes: Vec<Lane>,
}

impl History {
    /// The picture of timers that are over (`past`) or run; none without any.
    pub fn new(past: &[&TimerSpan], running: &[&TimerSpan], now: Time, width: f64) -> Option<History> {
        let all = || past.iter().chain(running);
        let from = all().map(|span| span.set_at).min()?;
        let soonest = running.iter().map(|span| span.deadline - now).min().unwrap_or_default();
        // Time that has passed fills its part of the picture. Where none has passed, the next deadline is the measure.
        let (now_x, scale) = if from < now {
            (width * NOW_AT, width * NOW_AT / nanos(now - from))
        } else {
            (width * 0.1, width * 0.8 / nanos(soonest).max(1.0))
        };
        let place =
            |at: Time| if at <= now { now_x - nanos(now - at) * scale } else { now_x + nanos(at - now) * scale };
        let mut lanes: Vec<Lane> = Vec::new();
        let mut spans: Vec<(&TimerSpan, bool)> = past.iter().map(|span| (*span, true)).collect();
        spans.extend(running.iter().map(|span| (*span, false)));
        spans.sort_by_key(|(span, _)| (span.tcb, span.timer, span.set));
        for (span, over) in spans {
            let bar = bar(span, over, width, place);
            match lanes.last_mut().filter(|lane| (lane.tcb, lane.timer) == (span.tcb, span.timer)) {
                Some(lane) => lane.bars.push(bar),
                None => lanes.push(Lane { tcb: span.tcb, timer: span.timer, top: 0.0, bars: vec![bar] }),
            }
        }
        let mut top = TOP;
        for lane in &mut lanes {
            lane.top = top + TO_BAR;
            top += LANE;
        }
        Some(History { width, height: top + 18.0, now: now_x, from, lanes })
    }
}

fn bar(span: &TimerSpan, over: bool, width: f64, place: impl Fn(Time) -> f64) -> Bar {
    let left = place(span.set_at);
    let (end, event, until) = match span.end {
        TimerEnd::Fired { event, at } if over => (End::Fired, event, at),
        TimerEnd::Stopped { event, at } if over => (End::Stopped, event, at),
        _ => (End::Running, span.set, span.deadline),
    };
    let right = place(until).max(left + BAR_LEAST);
    let (right, end) = if right > width - 2.0 { (width - 2.0, End::Beyond) } else { (right, end) };
    Bar { left, right, end, event }
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a picture")]
fn nanos(span: Span) -> f64 {
    span.0 as f64
}

/// How much of a timer is still to run at an instant, from 1 down to 0.
pub fn share_left(span: &TimerSpan, now: Time) -> f64 {
    (nanos(span.deadline - now) / nanos(span.deadline - span.set_at).max(1.0)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::HostId;

    fn span(timer: TimerKind, (set, deadline): (u64, u64), end: TimerEnd) -> TimerSpan {
        let at = |millis: u64| Time(millis * 1_000_000);
        TimerSpan {
            tcb: TcbId(1),
            host: HostId(0),
            timer,
            set: EventId(3),
            set_at: at(set),
            deadline: at(deadline),
            end,
        }
    }

    #[test]
    fn bars_lie_where_their_times_are() {
        let fired =
            span(TimerKind::Retransmission, (100, 300), TimerEnd::Fired { event: EventId(7), at: Time(300_000_000) });
        let runs = span(TimerKind::Retransmission, (300, 700), TimerEnd::Running);
        let waits = span(TimerKind::TimeWait, (440, 240_000), TimerEnd::Running);
        let now = Time(440_000_000);
        let history = History::new(&[&fired], &[&runs, &waits], now, 1_000.0).unwrap();
        let mut picture = format!("now {:.0}\n", history.now);
        for lane in &history.lanes {
            for bar in &lane.bars {
                picture += &format!(
                    "{} {:.0}: {:.0} to {:.0} {:?}\n",
                    lane.timer.id(),
                    lane.top,
                    bar.left,
                    bar.right,
                    bar.end
                );
            }
        }
        assert_eq!(
            picture,
            "now 680\nretransmission 25: 0 to 400 Fired\nretransmission 25: 400 to 998 Beyond\ntime-wait 61: 680 to 998 Beyond\n"
        );
        assert!((share_left(&runs, now) - 0.65).abs() < 1e-9);
    }

    #[test]
    fn without_a_past_the_next_deadline_is_in_the_picture() {
        let runs = span(TimerKind::Retransmission, (20, 1_020), TimerEnd::Running);
        let history = History::new(&[], &[&runs], Time(20_000_000), 300.0).unwrap();
        assert_eq!(history.lanes[0].bars[0].end, End::Running);
        assert!(History::new(&[], &[], Time(0), 300.0).is_none());
    }
}
