//! A lifeline: its stretches, coloured by state, and the words beside it: states, calls, timers.

use super::ladder::Part;
use super::place::{ColumnLabel, LabelKind, settle};
use super::scale::{self, TimeScale};
use crate::sim::ids::HostId;
use crate::sim::socket::{Call, Outcome};
use crate::sim::tcp::{State, TimerKind};
use crate::sim::{EventId, Span};
use crate::trace::{LifeSpan, TimerEnd, TimerSpan, Trace};

/// A stretch of a lifeline in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StateSpan {
    /// The state.
    pub state: State,
    /// From here.
    pub top: f64,
    /// To here.
    pub bottom: f64,
    /// The event at which it was entered; none for the first.
    pub entered: Option<EventId>,
}

/// A lifeline with what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The host.
    pub host: HostId,
    /// Its middle.
    pub x: f64,
    /// −1 if its words stand to its left, 1 if to its right.
    pub side: f64,
    /// From its middle to its words.
    pub gap: f64,
    /// Its stretches.
    pub states: Vec<StateSpan>,
    /// The words beside it, from top to bottom.
    pub labels: Vec<ColumnLabel>,
}

/// Half the width of a lifeline.
pub const LANE_HALF: f64 = 6.0;
/// From the middle of a lifeline to the words beside it: room for the arcs of timers, less of it where there is little.
const LABEL_GAP: (f64, f64) = (27.0, 18.0);

impl Lane {
    /// The lifeline of a host, in the middle at `x`, its words on one side.
    pub(super) fn new(
        trace: &Trace,
        scale: &TimeScale,
        host: HostId,
        (x, side): (f64, f64),
        narrow: bool,
        part: Part,
    ) -> Lane {
        let spans = states(trace, scale, host);
        let points = if narrow { 9.8 } else { 12.0 };
        let mut labels = state_labels(&spans, points, narrow, part);
        labels.extend(timer_labels(trace, scale, host, points - 0.5));
        if !narrow {
            labels.extend(call_labels(trace, scale, host, points - 0.5));
        }
        labels.retain(|label| label.y >= part.0 && label.y <= part.1);
        settle(&mut labels);
        Lane { host, x, side, gap: if narrow { LABEL_GAP.1 } else { LABEL_GAP.0 }, states: spans, labels }
    }

    /// Where its words begin.
    pub fn label_x(&self) -> f64 {
        self.x + self.side * self.gap
    }
}

fn states(trace: &Trace, scale: &TimeScale, host: HostId) -> Vec<StateSpan> {
    let life: Vec<&LifeSpan> = trace.life().iter().filter(|span| span.host == host).collect();
    let mut starts = vec![(State::Closed, 0.0, None)];
    starts.extend(life.iter().map(|span| (span.state, scale.of(span.entered), Some(span.entered))));
    let ends = starts.iter().skip(1).map(|(_, top, _)| *top).chain([scale.height()]);
    let span = |((state, top, entered), bottom): (&(State, f64, Option<EventId>), f64)| StateSpan {
        state: *state,
        top: *top,
        bottom,
        entered: *entered,
    };
    starts.iter().zip(ends).map(span).collect()
}

/// In a long picture a state that lasts is named again and again, so that one need not scroll back to read it.
const NAMED_AGAIN: f64 = 240.0;

/// A state that lasts no time to be seen gets no name.
fn state_labels(states: &[StateSpan], size: f64, narrow: bool, part: Part) -> Vec<ColumnLabel> {
    let mut labels = Vec::new();
    for span in states.iter().filter(|span| span.bottom - span.top > 1.0) {
        let (kind, mut top) = (LabelKind::State(span.state), span.top.max(scale::TOP));
        let mut event = span.entered;
        loop {
            let lines = state_lines(span.state, narrow);
            labels.push(ColumnLabel { kind, event, lines, y: top + size + 3.0, size });
            // Only part of it is shown: from there on. What is named again is no news at any event.
            top = part.0.max(top + NAMED_AGAIN);
            event = Some(EventId(u32::MAX));
            if !crate::sim::tcp::WHOLE
                || part == super::ladder::WHOLE
                || top + NAMED_AGAIN / 2.0 > span.bottom
                || top > part.1
            {
                break;
            }
        }
    }
    labels
}

fn timer_labels(trace: &Trace, scale: &TimeScale, host: HostId, size: f64) -> Vec<ColumnLabel> {
    let timers = trace.timers().iter().filter(|span| span.host == host && is_long(scale, span));
    let label = |span: &TimerSpan| {
        let y = f64::midpoint(scale.of(span.set), scale.of_time(span.deadline)) + 4.0;
        let name = match span.timer {
            TimerKind::TimeWait => "2 MSL",
            TimerKind::LossProbe => "PTO",
            TimerKind::Reordering => "RACK",
            _ => "RTO",
        };
        let text = format!("{name} {}", seconds(span.deadline - span.set_at));
        ColumnLabel { kind: LabelKind::Timer, event: Some(span.set), lines: vec![text], y, size }
    };
    timers.map(label).collect()
}

/// How far below its height a call's word wishes to stand: before the state's there, or after it.
const ABOVE: f64 = 1.0;
const BELOW: f64 = 6.0;

/// Calls that block and come to something are worth a place beside the lifeline.
fn call_labels(trace: &Trace, scale: &TimeScale, host: HostId, size: f64) -> Vec<ColumnLabel> {
    let mut labels = Vec::new();
    let mut push = |event: EventId, text: String, below: f64| {
        let y = scale.of(event) + size + below;
        labels.push(ColumnLabel { kind: LabelKind::Call, event: Some(event), lines: vec![text], y, size });
    };
    for span in trace.calls().iter().filter(|span| span.host == host) {
        let name = span.call.name();
        // A call stands above the state that it leads to; `accept` finds LISTEN there already.
        match *span.call {
            Call::Connect { .. } | Call::Listen { .. } | Call::Send { .. } => {
                push(span.made, format!("{name}()"), ABOVE);
            }
            Call::Accept { .. } => push(span.made, format!("{name}()"), BELOW),
            _ => {}
        }
        match &span.returned {
            Some((event, Outcome::Failed { errno })) => push(*event, format!("{errno}"), ABOVE),
            Some((event, Outcome::TimeLimit)) => push(*event, format!("{name}() ✗"), ABOVE),
            Some((event, Outcome::Done)) => push(*event, format!("{name}() ✓"), ABOVE),
            _ => {}
        }
    }
    labels
}

/// Only timers that ran out, or would have after a wait, are named: the rest stops before one could read it.
fn is_long(scale: &TimeScale, span: &TimerSpan) -> bool {
    match span.end {
        TimerEnd::Fired { event, .. } => scale.of(event) - scale.of(span.set) > 12.0,
        TimerEnd::Running => span.timer == TimerKind::TimeWait,
        TimerEnd::Stopped { .. } => false,
    }
}

fn state_lines(state: State, narrow: bool) -> Vec<String> {
    let name = state.rfc_name();
    match name.split_once('-') {
        Some((first, rest)) if narrow && name.len() > 9 => vec![format!("{first}-"), rest.to_owned()],
        _ => vec![name.to_owned()],
    }
}

/// Seconds without needless zeros: `1 s`, `0.25 s`.
pub(super) fn seconds(span: Span) -> String {
    let text = span.to_string();
    format!("{} s", text.trim_end_matches('0').trim_end_matches('.'))
}
