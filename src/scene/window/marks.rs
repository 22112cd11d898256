//! What stands above and below the lines: the variables at their numbers, windows as brackets, and the scale.

use super::super::boxes::text_width;
use super::{Direction, Edges, LINE, Limit, Picture, ROW, TEXT, has_heard, limit, relative};
use crate::trace::window::EndNow;

/// Where a word's place is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A variable at its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its name, or two that are equal.
    pub text: String,
    /// The first name alone, for looking it up.
    pub name: &'static str,
    /// Its number.
    pub number: u32,
    /// Where it lies.
    pub x: f64,
    /// From the word's end of its line.
    pub from_y: f64,
    /// To the other.
    pub to_y: f64,
    /// The word's place.
    pub text_x: f64,
    /// The word's base line.
    pub text_y: f64,
    /// How the word lies to its place.
    pub anchor: Anchor,
}

/// A stretch of numbers beside a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Bracket {
    /// What it is: a variable's name.
    pub name: &'static str,
    /// Its first number.
    pub from: u32,
    /// The number after its last.
    pub to: u32,
    /// Where it begins in the picture.
    pub x: f64,
    /// Where it ends in the picture.
    pub to_x: f64,
    /// Its height in the picture.
    pub y: f64,
    /// It goes on beyond the picture.
    pub open: bool,
    /// It is the limit of what may be sent.
    pub limits: bool,
    /// Its words.
    pub text: String,
    /// Their place.
    pub text_x: f64,
    /// How they lie to it.
    pub anchor: Anchor,
    /// Where the bracket is broken to make room for them.
    pub gap: Option<(f64, f64)>,
}

/// A mark of the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub x: f64,
    /// Its number, if there is room.
    pub text: Option<String>,
    /// How the number lies to it.
    pub anchor: Anchor,
}

/// A picture that gets its words.
pub(super) struct Rows<'a, 'b> {
    pub picture: &'a mut Picture,
    pub direction: &'a Direction<'b>,
    pub edges: Edges,
}

impl Rows<'_, '_> {
    pub(super) fn place(mut self) {
        self.ticks();
        if let Some(end) = self.direction.sender {
            self.above(end);
        }
        if let Some(end) = self.direction.receiver.filter(|end| has_heard(end)) {
            self.below(end);
        }
    }

    /// Both windows, then SND.UNA and SND.NXT, each in a row of its own.
    fn above(&mut self, end: &EndNow) {
        let Edges { una, nxt, window, congestion, .. } = self.edges;
        let open = end.tcb.state.may_send();
        let line_y = self.picture.above_y;
        let top = line_y - 4.0 * ROW - 6.0;
        if open {
            let limit = limit(end);
            let peer = matches!(limit, Limit::Window | Limit::ZeroWindow);
            let size = |value: u32| value.to_string();
            self.bracket("SND.WND", (una, window), top + 0.5 * ROW, peer, &size(end.tcb.snd_wnd));
            let own = limit == Limit::Congestion;
            self.bracket("cwnd", (una, congestion), top + 1.5 * ROW, own, &size(end.tcb.congestion.cwnd));
        }
        let row = |index: f64| top + index * ROW + 12.0;
        if una == nxt {
            self.mark("SND.UNA", Some("SND.NXT"), una, (row(3.0), line_y));
        } else {
            self.mark("SND.UNA", None, una, (row(2.0), line_y));
            self.mark("SND.NXT", None, nxt, (row(3.0), line_y));
        }
    }

    /// RCV.NXT, the window that it offers, and what its last segment reported.
    fn below(&mut self, end: &EndNow) {
        let next = relative(end.tcb.rcv_nxt, end.tcb.irs);
        let bottom = self.picture.below_y + LINE;
        self.mark("RCV.NXT", None, next, (bottom + 14.0, bottom));
        let window = (next, next.saturating_add(end.tcb.rcv_wnd));
        self.bracket("RCV.WND", window, bottom + 1.5 * ROW + 3.0, false, &end.tcb.rcv_wnd.to_string());
        let blocks =
            end.reported.iter().map(|(first, last)| (relative(*first, end.tcb.irs), relative(*last, end.tcb.irs)));
        let blocks = blocks.filter(|(first, last)| self.picture.shows(*first) && self.picture.shows(*last));
        let blocks: Vec<(u32, u32)> = blocks.collect();
        // Their name stands once, behind the last.
        let behind = blocks.iter().map(|(_, last)| *last).max();
        for block in blocks {
            let name = if behind == Some(block.1) { "SACK" } else { "" };
            self.named_bracket("SACK", block, bottom + 2.5 * ROW + 3.0, false, name);
        }
    }

    fn mark(&mut self, name: &'static str, also: Option<&str>, number: u32, (text_y, to_y): (f64, f64)) {
        if !self.picture.shows(number) {
            return;
        }
        let x = self.picture.x(number);
        let also = also.map_or_else(String::new, |also| format!(" = {also}"));
        let text = format!("{name}{also} {}", self.direction.number(number));
        let width = text_width(&text, TEXT);
        let (text_x, anchor) =
            if x + 5.0 + width <= self.picture.right { (x + 5.0, Anchor::Start) } else { (x - 5.0, Anchor::End) };
        let from_y = if to_y > text_y { text_y - 10.0 } else { text_y };
        // Across its line, so that it parts what lies left and right of it.
        let to_y = if to_y > text_y { to_y + LINE } else { to_y - LINE };
        self.picture.marks.push(Mark { text, name, number, x, from_y, to_y, text_x, text_y, anchor });
    }

    fn bracket(&mut self, name: &'static str, numbers: (u32, u32), y: f64, limits: bool, size: &str) {
        self.named_bracket(name, numbers, y, limits, &format!("{name} {size}"));
    }

    fn named_bracket(&mut self, name: &'static str, (from, to): (u32, u32), y: f64, limits: bool, text: &str) {
        let picture = &mut *self.picture;
        if from > picture.range.to() {
            return;
        }
        let open = to > picture.range.to();
        let (x, to_x) = (picture.x(from.max(picture.range.from)), picture.x(to.min(picture.range.to())));
        let text = text.to_owned();
        let width = text_width(&text, TEXT);
        // In its middle, else behind it, else before it.
        let middle = f64::midpoint(x, to_x);
        let mut gap = None;
        let (text_x, anchor) = if width > 0.0 && to_x - x >= width + 24.0 {
            gap = Some((middle - width / 2.0 - 3.0, middle + width / 2.0 + 3.0));
            (middle, Anchor::Middle)
        } else if to_x + 6.0 + width <= picture.right {
            (to_x + 6.0, Anchor::Start)
        } else {
            (x - 6.0, Anchor::End)
        };
        picture.brackets.push(Bracket { name, from, to, x, to_x, y, open, limits, text, text_x, anchor, gap });
    }

    /// The scale, with as many numbers as there is room for: the first may lean inwards, the last is left out where it would not fit.
    fn ticks(&mut self) {
        let picture = &mut *self.picture;
        let (range, step) = (picture.range, picture.range.tick());
        let half = text_width(&self.direction.number(range.to()), TEXT) / 2.0;
        let leans = picture.left < half;
        let widest = if leans { 3.0 * half } else { 2.0 * half } + 10.0;
        let apart = picture.x(range.from + step) - picture.left;
        let every = [1_u32, 2, 5].into_iter().find(|every| f64::from(*every) * apart >= widest).unwrap_or(10);
        let ticks = (0..=range.span / step).map(|index| {
            let number = range.from.saturating_add(index * step);
            let x = picture.x(number);
            let fits = x + half <= picture.width;
            let text = (index.is_multiple_of(every) && fits).then(|| self.direction.number(number));
            let anchor = if index == 0 && leans { Anchor::Start } else { Anchor::Middle };
            Tick { x, text, anchor }
        });
        picture.ticks = ticks.collect();
    }
}
