//! Bytes and window: one direction of a connection as a line of numbers, seen by its sender above and by its receiver below.
//!
//! `parts` cuts the numbers, `range` chooses those that are shown, [`Picture`] places them. Depends on what both ends know at a
//! position, and so is drawn anew for each; a window's worth of segments is all it holds.

mod marks;
mod parts;
mod range;

pub use marks::{Anchor, Bracket, Mark, Tick};
pub use parts::{END, Edges, Kind, Limit, Part, has_heard, limit, receiver, relative, sender};
pub use range::Range;

use super::boxes::text_width;
use crate::sim::tcp::Fate;
use crate::trace::window::EndNow;
use crate::wire::SeqNum;
use marks::Rows;

/// Narrower than this there is no room for names beside the lines.
const NARROW: f64 = 560.0;
/// The room for names beside the lines.
const GUTTER: f64 = 84.0;
/// The height of a line.
pub const LINE: f64 = 30.0;
/// The height of a row of words.
pub(super) const ROW: f64 = 16.0;
/// Parts narrower than this are drawn as one with their like.
const PART_LEAST: f64 = 3.0;
/// The size of words.
pub const TEXT: f64 = 11.5;

/// What is drawn: one direction, and how its numbers are written.
#[derive(Clone, Copy)]
pub struct Direction<'a> {
    /// Who sends, if it has a control block.
    pub sender: Option<&'a EndNow>,
    /// Who receives, if it has one.
    pub receiver: Option<&'a EndNow>,
    /// How many numbers the sender uses in the whole run.
    pub numbers: u32,
    /// Numbers are written as they are on the wire, not counted from the SYN.
    pub absolute: bool,
    /// A short word for a part, where there is room for it.
    pub word: &'a dyn Fn(Kind) -> String,
}

/// A part of a line, where it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it is. Of several segments drawn as one: each of them.
    pub kind: Kind,
    /// Its first number, shown or not.
    pub from: u32,
    /// The number after its last; [`END`] if there is no end.
    pub to: u32,
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// The last segment's place in the scoreboard, if it is one.
    pub segment: Option<usize>,
    /// How many segments it is.
    pub segments: u32,
    /// What is written in it; empty where there is no room.
    pub label: String,
}

/// A SYN or FIN: a number of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Control {
    /// It is a FIN.
    pub fin: bool,
    /// On the sender's line.
    pub above: bool,
    /// Its number.
    pub number: u32,
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
}

/// The whole picture, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Where the lines begin.
    pub left: f64,
    /// Where they end.
    pub right: f64,
    /// The top of the sender's line.
    pub above_y: f64,
    /// The top of the receiver's line.
    pub below_y: f64,
    /// The numbers that are shown.
    pub range: Range,
    /// The sender's line; empty if it has no control block.
    pub above: Vec<Shape>,
    /// The receiver's line; empty if it has no control block.
    pub below: Vec<Shape>,
    /// SYN and FIN.
    pub controls: Vec<Control>,
    /// SND.UNA, SND.NXT, RCV.NXT.
    pub marks: Vec<Mark>,
    /// Windows and reports.
    pub brackets: Vec<Bracket>,
    /// The scale between the lines.
    pub ticks: Vec<Tick>,
    /// How many numbers that wait lie to the right of the picture.
    pub waiting_beyond: u32,
}

impl Picture {
    /// The picture of a direction at this width; none if neither end knows anything of it.
    pub fn new(direction: &Direction, width: f64) -> Option<Picture> {
        let edges = direction.edges()?;
        let mss = direction.sender.or(direction.receiver).map_or(1, |end| end.tcb.snd_mss);
        let narrow = width < NARROW;
        let (left, right) = (if narrow { 1.0 } else { GUTTER }, width - 1.0);
        // Where there is no room beside the lines, their names stand in rows of their own.
        let names = if narrow { ROW } else { 0.0 };
        let above_y = 4.0 * ROW + 6.0 + names;
        let below_y = above_y + LINE + ROW + 8.0;
        let reports = direction.receiver.is_some_and(|end| end.tcb.agreed.sack);
        let rows = if reports { 3.0 } else { 2.0 };
        let mut picture = Picture {
            width,
            height: below_y + LINE + rows * ROW + 8.0 + names,
            left,
            right,
            above_y,
            below_y,
            range: Range::new(&edges, mss, direction.numbers),
            above: Vec::new(),
            below: Vec::new(),
            controls: Vec::new(),
            marks: Vec::new(),
            brackets: Vec::new(),
            ticks: Vec::new(),
            waiting_beyond: 0,
        };
        picture.above = direction.sender.map_or_else(Vec::new, |end| picture.shapes(&sender(end), direction.word));
        picture.below = direction.receiver.map_or_else(Vec::new, |end| picture.shapes(&receiver(end), direction.word));
        picture.waiting_beyond = edges.written.saturating_sub(edges.nxt.max(picture.range.to()));
        picture.controls = picture.controls(direction);
        Rows { picture: &mut picture, direction, edges }.place();
        Some(picture)
    }

    /// Where a number lies, also outside the picture.
    pub fn x(&self, number: u32) -> f64 {
        let offset = f64::from(number) - f64::from(self.range.from);
        self.left + offset * (self.right - self.left) / f64::from(self.range.span)
    }

    /// Whether a number lies in the picture.
    pub fn shows(&self, number: u32) -> bool {
        (self.range.from..=self.range.to()).contains(&number)
    }

    fn shapes(&self, parts: &[Part], word: &dyn Fn(Kind) -> String) -> Vec<Shape> {
        let mut shapes: Vec<Shape> = Vec::new();
        for part in parts.iter().filter(|part| part.to > self.range.from && part.from < self.range.to()) {
            let x = self.x(part.from.max(self.range.from));
            let width = self.x(part.to.min(self.range.to())) - x;
            let segments = u32::from(part.segment.is_some());
            if let Some(last) = shapes.last_mut()
                && last.kind == part.kind
                && last.width.min(width) < PART_LEAST
            {
                last.to = part.to;
                last.width += width;
                last.segments += segments;
                last.segment = part.segment;
                continue;
            }
            let Part { kind, from, to, segment } = *part;
            shapes.push(Shape { kind, from, to, x, width, segment, segments, label: String::new() });
        }
        for shape in &mut shapes {
            // The SYN's flag stands at the beginning.
            let taken = if shape.from == 0 { 28.0 } else { 4.0 };
            let fits = |text: &String| text_width(text, TEXT) + taken <= shape.width;
            shape.label = label_texts(shape, word).into_iter().find(fits).unwrap_or_default();
        }
        shapes
    }

    fn controls(&self, direction: &Direction) -> Vec<Control> {
        let above = direction.sender.into_iter().flat_map(|end| {
            let fin = end.holdings.fin.map(|fin| relative(fin, end.tcb.iss));
            [Some((true, false, 0)).filter(|_| end.tcb.snd_nxt != end.tcb.iss), fin.map(|fin| (true, true, fin))]
        });
        let below = direction.receiver.filter(|end| has_heard(end)).into_iter().flat_map(|end| {
            let fin = end.holdings.peer_fin.map(|fin| relative(fin, end.tcb.irs));
            [Some((false, false, 0)), fin.map(|fin| (false, true, fin))]
        });
        let shown = above.chain(below).flatten().filter(|(_, _, number)| self.shows(*number));
        shown
            .map(|(above, fin, number)| {
                let (x, width) = (self.x(number), self.x(number + 1) - self.x(number));
                let drawn = width.max(PART_LEAST);
                // One number can be less than a pixel; its mark is not, and stays in the picture.
                let x = (x + (width - drawn) / 2.0).max(self.left).min(self.right - drawn);
                Control { fin, above, number, x, width: drawn }
            })
            .collect()
    }
}

impl<'a> Direction<'a> {
    /// The sender's edges; what the receiver knows of them if the sender is gone.
    fn edges(&self) -> Option<Edges> {
        let of_receiver = |end: &'a EndNow| {
            let next = if has_heard(end) { relative(end.tcb.rcv_nxt, end.tcb.irs) } else { 0 };
            let window = next.saturating_add(end.tcb.rcv_wnd);
            Edges { una: next, nxt: next, window, congestion: next, written: next }
        };
        self.sender.map(Edges::of).or_else(|| self.receiver.map(of_receiver))
    }

    /// How a number is written.
    pub fn number(&self, number: u32) -> String {
        let iss = self.sender.map(|end| end.tcb.iss).or_else(|| self.receiver.map(|end| end.tcb.irs));
        let base = iss.filter(|_| self.absolute).unwrap_or(SeqNum(0));
        (base + number).to_string()
    }
}

/// What may be written in a part, longest first.
fn label_texts(shape: &Shape, word: &dyn Fn(Kind) -> String) -> Vec<String> {
    let count = shape.to.saturating_sub(shape.from).to_string();
    let sign = match shape.kind {
        Kind::Sent(Fate::Lost, _) => "✕".to_owned(),
        Kind::Sent(Fate::Sacked, _) => "✓".to_owned(),
        Kind::Sent(Fate::InFlight, times) if times > 1 => format!("↻{times}"),
        Kind::Sent(Fate::InFlight, _) => String::new(),
        Kind::Beyond | Kind::Acknowledged | Kind::Read => return vec![word(shape.kind)],
        kind => return vec![format!("{} {count}", word(kind)), count],
    };
    if shape.segments > 1 {
        return vec![format!("{sign} {}×", shape.segments), sign];
    }
    if sign.is_empty() { vec![count] } else { vec![format!("{sign} {count}"), sign] }
}

#[cfg(test)]
mod tests;
