//! The state machine of TCP as a picture: twelve boxes (CLOSED is there twice, before and after) and the edges between them.
//!
//! It is the same for every run; which way an end has taken lies on top of it.

mod edges;
mod plan;

pub use edges::{EDGES, Edge, between};
pub use plan::Anchor;

use super::boxes::text_width;
use crate::sim::tcp::State;
use plan::{BOXES, Lie, NARROW, Run, Spot, WIDE};

/// Narrower than this, the narrow plan is drawn.
const NARROW_BELOW: f64 = 660.0;
/// Wider than this the picture does not become.
const WIDTH_MOST: f64 = 860.0;
/// How far a way out comes.
const OUT: f64 = 13.0;

/// A state's box.
#[derive(Clone, Debug, PartialEq)]
pub struct StateBox {
    /// The state.
    pub state: State,
    /// Its middle.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// What stands in it, line by line.
    pub lines: Vec<String>,
}

/// The words at an edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Line by line, each with the height of its base, and whether it is the action.
    pub lines: Vec<(String, f64, bool)>,
    /// Where they stand.
    pub x: f64,
    /// How they stand there.
    pub anchor: Anchor,
}

/// An edge's line and words.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Its corners, from its beginning to its end.
    pub points: Vec<(f64, f64)>,
    /// Its words; none at a quiet edge.
    pub label: Option<Label>,
}

/// The picture, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Half a box: across and down.
    pub half: (f64, f64),
    /// The size of the states' names, and of the words at the edges.
    pub text_sizes: (f64, f64),
    /// The boxes.
    pub boxes: Vec<StateBox>,
    /// The edges, in the order of [`EDGES`].
    pub ways: Vec<Way>,
}

/// Sizes that follow from the width.
struct Frame {
    columns: [f64; 3],
    top: f64,
    pitch: f64,
    half: (f64, f64),
    narrow: bool,
    size: f64,
}

impl Machine {
    /// The picture at this width; `words` gives an edge's event and action.
    pub fn new(width: f64, words: impl Fn(&Edge) -> (String, String)) -> Machine {
        let width = width.min(WIDTH_MOST);
        let frame = Frame::new(width);
        let plan = if frame.narrow { &NARROW } else { &WIDE };
        let boxes = BOXES.iter().map(|(state, column, row)| frame.state(*state, *column, *row)).collect::<Vec<_>>();
        let ways = EDGES.iter().zip(plan.runs.iter().zip(&plan.spots)).map(|(edge, (run, spot))| {
            let points = frame.points(*run, place(&boxes, edge, edge.from), place(&boxes, edge, edge.to));
            Way { points, label: spot.as_ref().map(|spot| frame.label(spot, words(edge))) }
        });
        Machine {
            width,
            height: frame.top + 6.0 * frame.pitch + frame.half.1 + 24.0,
            half: frame.half,
            text_sizes: (if frame.narrow { frame.size - 0.1 } else { 12.0 }, frame.size),
            ways: ways.collect(),
            boxes,
        }
    }

    /// The box in which an end stands that has come to a state: CLOSED before its connection, or after it.
    pub fn box_of(&self, state: State, over: bool) -> usize {
        if over {
            BOXES.len() - 1
        } else {
            self.boxes.iter().position(|other| other.state == state).unwrap_or_default()
        }
    }
}

impl Way {
    /// The point of the line this far before its end.
    pub fn before_end(&self, mut distance: f64) -> (f64, f64) {
        let mut later = self.points.iter().rev();
        let mut end = later.next().copied().unwrap_or_default();
        for start in later {
            let length = (end.0 - start.0).abs() + (end.1 - start.1).abs();
            if distance <= length && length > 0.0 {
                let share = distance / length;
                return (end.0 + (start.0 - end.0) * share, end.1 + (start.1 - end.1) * share);
            }
            distance -= length;
            end = *start;
        }
        end
    }
}

/// The middle of the box at an edge's end. Only an open that did not come about ends where it began.
fn place(boxes: &[StateBox], edge: &Edge, state: State) -> (f64, f64) {
    let above = edge.from == State::Closed || matches!(edge.from, State::Listen | State::SynSent);
    let mut all = boxes.iter().filter(|other| other.state == state);
    let found = if above { all.next() } else { all.next_back() };
    found.map_or((0.0, 0.0), |found| (found.x, found.y))
}

impl Frame {
    fn new(width: f64) -> Frame {
        let narrow = width < NARROW_BELOW;
        let size = if !narrow {
            11.5
        } else if width < 400.0 {
            9.6
        } else {
            10.8
        };
        let half = if narrow { (size * 4.1, 16.0) } else { (58.0, 16.0) };
        let margin = if narrow { half.0 + 6.0 } else { (width * 0.15).max(104.0) };
        let (top, pitch) = if narrow { (22.0 + 4.0 * size, 90.0) } else { (46.0, 78.0) };
        Frame { columns: [margin, width / 2.0, width - margin], top, pitch, half, narrow, size }
    }

    /// The middle of a column; parts of one lie between two.
    fn column(&self, column: f64) -> f64 {
        let [left, middle, right] = self.columns;
        if column <= 1.0 { left + (middle - left) * column } else { middle + (right - middle) * (column - 1.0) }
    }

    fn row(&self, row: f64) -> f64 {
        self.top + row * self.pitch
    }

    fn state(&self, state: State, column: f64, row: f64) -> StateBox {
        let name = state.rfc_name();
        let lines = match name.split_once('-') {
            Some((first, rest)) if self.narrow && name.len() > 9 => vec![format!("{first}-"), rest.to_owned()],
            _ => vec![name.to_owned()],
        };
        StateBox { state, x: self.column(column), y: self.row(row), lines }
    }

    fn points(&self, run: Run, (fx, fy): (f64, f64), (tx, ty): (f64, f64)) -> Vec<(f64, f64)> {
        let (half_width, half_height) = self.half;
        let down = if ty > fy { 1.0 } else { -1.0 };
        let right = if tx > fx { 1.0 } else { -1.0 };
        match run {
            Run::Down(halves) => {
                let x = fx + halves * half_width;
                vec![(x, fy + down * half_height), (x, ty - down * half_height)]
            }
            Run::Across(below) => vec![(fx + right * half_width, fy + below), (tx - right * half_width, fy + below)],
            Run::DownAcross(halves, below) => {
                let (x, y) = (fx + halves * half_width, ty + below);
                vec![(x, fy + down * half_height), (x, y), (tx - right * half_width, y)]
            }
            Run::AcrossDown(below, halves) => {
                let (x, y) = (tx + halves * half_width, fy + below);
                vec![(fx + right * half_width, y), (x, y), (x, ty - down * half_height)]
            }
            Run::Out(halves) => {
                let (x, y) = (fx + halves * half_width, fy + half_height);
                vec![(x, y), (x, y + OUT)]
            }
        }
    }

    fn label(&self, spot: &Spot, (event, action): (String, String)) -> Label {
        let x = self.column(spot.column) + spot.halves * self.half.0 + spot.right;
        let y = self.row(spot.row) + spot.down;
        let most = if self.narrow { self.size * 7.2 } else { f64::MAX };
        let wrap = |text: &str| wrapped(text, self.size, most);
        let events = wrap(&event);
        let (above, leading) = (events.len(), self.size * 1.16);
        let mut texts: Vec<(String, bool)> = events.into_iter().map(|line| (line, false)).collect();
        texts.extend(wrap(&action).into_iter().map(|line| (line, true)));
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or_default());
        let all = number(texts.len());
        let base = match spot.lie {
            Lie::Above => y - 3.0 - (all - 1.0) * leading,
            Lie::Below => y + self.size,
            Lie::Around => y - all * leading / 2.0 + self.size * 0.95,
            Lie::Fraction => y - 6.0 - (number(above) - 1.0) * leading,
        };
        let gap = if spot.lie == Lie::Fraction { 7.5 } else { 0.0 };
        let line = |(index, (text, action)): (usize, (String, bool))| {
            let lower = base + number(index) * leading + if action { gap } else { 0.0 };
            (text, lower, action)
        };
        Label { lines: texts.into_iter().enumerate().map(line).collect(), x, anchor: spot.anchor }
    }
}

impl Label {
    /// Its box: left, top, right, bottom.
    pub fn bounds(&self, size: f64) -> (f64, f64, f64, f64) {
        let width = self.lines.iter().map(|(text, ..)| text_width(text, size)).fold(0.0, f64::max);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        let heights = self.lines.iter().map(|(_, base, _)| *base);
        let (top, bottom) = (heights.clone().fold(f64::MAX, f64::min), heights.fold(f64::MIN, f64::max));
        (left, top - size * 0.8, left + width, bottom + size * 0.2)
    }
}

/// Broken at spaces where it is too wide.
fn wrapped(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size) <= most => *line += &format!(" {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
