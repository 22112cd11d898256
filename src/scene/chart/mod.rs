//! Charts: quantities of a run over time, as lines, marks and a band, on axes with round numbers.
//!
//! A [`Plot`] says which quantities a graph shows; a [`Chart`] is that plot in a window of time and at a size. It does not depend on the
//! position: the present and the future lie on top of it. Nothing here grows with the run: what falls into one column of pixels is drawn
//! once ([`decimate`]).

mod axis;
pub mod decimate;
mod labels;
mod plot;
mod range;
mod window;

pub use axis::{Tick, Unit, grouped, nice_step, written};
pub use decimate::{Mark, Parts};
pub use labels::{EndLabel, GAP};
pub use plot::{Graph, Plot, PlotLine, PlotMarks, Quantity};
pub use window::Window;

use super::boxes::text_width;
use super::scale::real;
use crate::sim::Time;
use crate::trace::series::{Stage, stage_of};
use axis::{multiples, time_scale};
use range::{range, rounded, seen};

/// The words that stand in a chart, in the reader's language.
#[derive(Clone, Copy)]
pub struct Words<'words> {
    /// What a line is called.
    pub name: &'words dyn Fn(Quantity) -> String,
    /// A stage by its letter, and in full.
    pub stage: &'words dyn Fn(Stage) -> (&'static str, &'static str),
    /// What is counted where a unit has no sign of its own.
    pub counted: &'words dyn Fn(Unit) -> &'static str,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Of what.
    pub what: Quantity,
    /// Its pieces.
    pub parts: Parts,
}

/// Marks of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks {
    /// Of what.
    pub what: Quantity,
    /// Where.
    pub places: Vec<Mark>,
}

/// A stretch of the band.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Which stage.
    pub stage: Stage,
    /// From here.
    pub left: f64,
    /// To here.
    pub right: f64,
    /// Its name or its letter, if there is room.
    pub label: Option<&'static str>,
}

/// The rectangle in which lines are drawn, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge: the axis of time.
    pub bottom: f64,
}

/// A chart, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Which graph.
    pub graph: Graph,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Where the lines are.
    pub frame: Frame,
    /// The time that it shows.
    pub window: Window,
    /// Ticks of the axis of time.
    pub times: Vec<Tick>,
    /// Its unit.
    pub time_unit: &'static str,
    /// Ticks of the upright axis.
    pub values: Vec<Tick>,
    /// Its unit.
    pub value_unit: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// The marks.
    pub marks: Vec<Marks>,
    /// The band beneath the lines.
    pub band: Vec<Stretch>,
    /// Names at the ends of lines, where there is room.
    pub labels: Vec<EndLabel>,
    /// Bounds that lie above the picture, with their least value there.
    pub above: Vec<(Quantity, u64)>,
    /// The values at the lower and upper edge.
    range: (u64, u64),
}

/// The size of words.
pub const TEXT: f64 = 11.5;
/// The height of the band.
pub const BAND: f64 = 17.0;
/// The room for numbers at the left and for names at the right: the same in every graph, so that those one above the other have the same axis
/// of time, and so that nothing jumps when another one is chosen.
const NUMBERS: f64 = 60.0;
const ENDS: f64 = 122.0;
/// Wide enough for names at the ends of lines.
const WIDE: f64 = 560.0;

impl Chart {
    /// A plot in a window of time and at a size.
    pub fn new(plot: &Plot, window: Window, (width, height): (f64, f64), words: Words) -> Chart {
        let range = range(plot, window);
        let (sign, unit) = plot.unit.scale(range.1);
        let (low, high, step) = rounded(range, unit, height);
        let value_unit = [(words.counted)(plot.unit), sign].into_iter().filter(|part| !part.is_empty());
        let value_unit = value_unit.collect::<Vec<_>>().join(", ");
        let wide = width >= WIDE;
        let numbers: Vec<(u64, String)> = multiples(low, high, step).map(|at| (at, written(at, unit, step))).collect();
        let right = width - if wide { ENDS } else { 14.0 };
        let frame = Frame { left: NUMBERS, right, top: 22.0, bottom: height - 22.0 };
        let mut chart = Chart {
            graph: plot.graph,
            width,
            height,
            frame,
            window,
            times: Vec::new(),
            time_unit: "",
            values: Vec::new(),
            value_unit,
            lines: Vec::new(),
            marks: Vec::new(),
            band: Vec::new(),
            labels: Vec::new(),
            above: Vec::new(),
            range: (low, high),
        };
        if plot.stages.is_some() {
            chart.frame.bottom -= BAND + 3.0;
        }
        chart.values = numbers.into_iter().map(|(value, label)| Tick { at: chart.y(value), label }).collect();
        chart.write_times();
        chart.draw(plot);
        chart.draw_band(plot, words);
        if wide {
            chart.labels = labels::place(&chart, plot, words);
        }
        chart
    }

    /// Where an instant is; one outside the window is at its edge.
    pub fn x(&self, time: Time) -> f64 {
        let time = time.clamp(self.window.from, self.window.to);
        let share = real((time - self.window.from).0) / real(self.window.length().0.max(1));
        self.frame.left + share * (self.frame.right - self.frame.left)
    }

    /// The instant at a place; one outside the frame is at its edge.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length of time")]
    pub fn time_at(&self, x: f64) -> Time {
        let share = (x - self.frame.left) / (self.frame.right - self.frame.left).max(1.0);
        let nanos = real(self.window.length().0) * share.max(0.0).min(1.0);
        Time(self.window.from.0.saturating_add(nanos as u64)).min(self.window.to)
    }

    /// The height of a value; one that does not fit is just above the upper edge.
    pub fn y(&self, value: u64) -> f64 {
        let (low, high) = self.range;
        let share = real(value.max(low) - low) / real((high - low).max(1));
        self.frame.bottom - share.min(1.04) * (self.frame.bottom - self.frame.top)
    }

    /// Whether a value lies above the picture.
    pub fn exceeds(&self, value: u64) -> bool {
        value > self.range.1
    }

    fn write_times(&mut self) {
        let room = self.frame.right - self.frame.left;
        let of = |parts: u64| time_scale(self.window.from, self.window.to, parts);
        // As many as there is room for: numbers are the longer, the closer one looks.
        let fits = |parts: &u64| {
            let (_, unit, step) = of(*parts);
            let widest = text_width(&written(self.window.to.0 / step * step, unit, step), TEXT) + 22.0;
            real((self.window.length().0 / step).max(1)) * widest <= room
        };
        let parts = (2..=decimate::whole(room / 48.0).unsigned_abs()).rev().find(fits).unwrap_or(2);
        let (sign, unit, step) = of(parts);
        let ticks = multiples(self.window.from.0, self.window.to.0, step);
        self.times = ticks.map(|at| Tick { at: self.x(Time(at)), label: written(at, unit, step) }).collect();
        self.time_unit = sign;
    }

    fn draw(&mut self, plot: &Plot) {
        let Window { from, to } = self.window;
        for line in &plot.lines {
            let least = line.steps.between(from, to).filter_map(|(_, value)| value).min();
            if let Some(least) = least.filter(|least| self.exceeds(*least)) {
                self.above.push((line.what, least));
                continue;
            }
            let changes =
                line.steps.between(from, to).map(|(at, value)| (self.x(at), value.map(|value| self.y(value))));
            let parts = decimate::steps(changes, self.x(to));
            if !parts.is_empty() {
                self.lines.push(Line { what: line.what, parts });
            }
        }
        for kind in &plot.marks {
            let places =
                decimate::marks(seen(&kind.ranges, self.window), |range| self.x(range.at), |value| self.y(value));
            if !places.is_empty() {
                self.marks.push(Marks { what: kind.what, places });
            }
        }
    }

    /// The stages, column by column the gravest: a short loss must not vanish.
    fn draw_band(&mut self, plot: &Plot, words: Words) {
        let Some(steps) = &plot.stages else { return };
        let mut changes = steps.between(self.window.from, self.window.to).peekable();
        let mut stretches: Vec<(Option<Stage>, f64, f64)> = Vec::new();
        while let Some((at, stage)) = changes.next() {
            let end = changes.peek().map_or(self.window.to, |(at, _)| *at);
            let (left, right) = (self.x(at).floor(), self.x(end).floor());
            let stage = stage.and_then(stage_of);
            match stretches.last_mut() {
                Some((last, _, reach)) if *last == stage => *reach = right,
                // Within the last one's only column: the graver of the two keeps it.
                Some((last, begin, reach)) if *reach - *begin <= 1.0 && left <= *begin => {
                    *last = (*last).max(stage);
                    *reach = right.max(*reach);
                }
                _ => stretches.push((stage, left, right.max(left + 1.0))),
            }
        }
        self.band = stretches
            .into_iter()
            .filter_map(|(stage, left, right)| {
                let stage = stage?;
                let (letter, name) = (words.stage)(stage);
                let fits = |text: &&str| text_width(text, TEXT) + 6.0 <= right - left;
                let label = [name, letter].into_iter().find(fits);
                Some(Stretch { stage, left, right, label })
            })
            .collect();
    }
}

#[cfg(test)]
mod tests;
