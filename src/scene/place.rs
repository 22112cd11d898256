//! Finding room for words: columns in which labels give way downwards, and arrows that try several places.

use super::boxes::{Placed, text_width};
use crate::sim::EventId;
use crate::sim::tcp::State;

/// What a word beside a lifeline is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LabelKind {
    /// The state entered here.
    State(State),
    /// A timer's length.
    Timer,
    /// A call, or what it came to.
    Call,
}

/// A word in a column beside a lifeline.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnLabel {
    /// What it is about.
    pub kind: LabelKind,
    /// The event that made it true; none if it was true from the beginning.
    pub event: Option<EventId>,
    /// The text, in one or two lines.
    pub lines: Vec<String>,
    /// The baseline of the first line.
    pub y: f64,
    /// The font size.
    pub size: f64,
}

/// Moves labels down until none overlaps the one above; the order of their wishes stays.
pub(super) fn settle(labels: &mut [ColumnLabel]) {
    // By hand: there are few, and the library's sort would cost every reader 3 KB.
    for end in 1..labels.len() {
        let before = |labels: &[ColumnLabel], at: usize| labels.get(at).map_or(f64::NEG_INFINITY, |label| label.y);
        let mut at = end;
        while at > 0 && before(labels, at - 1) > before(labels, at) {
            labels.swap(at - 1, at);
            at -= 1;
        }
    }
    let mut free = f64::NEG_INFINITY;
    for label in labels {
        label.y = label.y.max(free + label.size);
        free = label.y + label.size * 1.25 * lines_below(label) + 4.0;
    }
}

fn lines_below(label: &ColumnLabel) -> f64 {
    if label.lines.len() > 1 { 1.0 } else { 0.0 }
}

/// A straight way on which words can stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// From here.
    pub from: (f64, f64),
    /// To here.
    pub to: (f64, f64),
}

impl Way {
    /// A point on it.
    pub fn point(&self, share: f64) -> (f64, f64) {
        (self.from.0 + (self.to.0 - self.from.0) * share, self.from.1 + (self.to.1 - self.from.1) * share)
    }

    /// Where it is at this height, if it passes it.
    pub fn x_at(&self, y: f64) -> Option<f64> {
        let share = (y - self.from.1) / (self.to.1 - self.from.1).max(0.001);
        (0.0..=1.0).contains(&share).then(|| self.point(share).0)
    }

    /// The way itself as something words can stand on, or in the way of.
    pub fn line(&self) -> Placed {
        let (x, y) = self.point(0.5);
        Placed { x, y, width: self.length(), height: 1.0, along: self.along() }
    }

    /// Whether words on it could come into touch with this.
    pub(super) fn is_near(&self, place: &Placed) -> bool {
        let (middle, half) = (f64::midpoint(self.from.1, self.to.1), (self.to.1 - self.from.1).abs() / 2.0);
        (place.y - middle).abs() <= half + place.width / 2.0 + 2.0 * place.height + 24.0
    }

    /// Its direction, a unit vector.
    pub fn direction(&self) -> (f64, f64) {
        let length = self.length().max(0.001);
        ((self.to.0 - self.from.0) / length, (self.to.1 - self.from.1) / length)
    }

    /// The direction of text on it: never upside down.
    pub fn along(&self) -> (f64, f64) {
        let (x, y) = self.direction();
        if x < 0.0 { (-x, -y) } else { (x, y) }
    }

    fn length(&self) -> f64 {
        let (dx, dy) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        (dx * dx + dy * dy).sqrt()
    }
}

/// Where along a way a word may stand, in order of preference.
const SHARES: [f64; 7] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72];

/// The first text, longest first, that fits on the way without touching anything taken, and where: above the way, else below it.
/// `lines` are other arrows: a place where none passes is better.
pub(super) fn on_way(
    way: &Way,
    texts: &[String],
    size: f64,
    (taken, lines): (&[Placed], &[Placed]),
) -> Option<(String, Placed)> {
    let clear = |place: &Placed| !lines.iter().any(|line| place.overlaps(line));
    try_way(way, texts.get(..1)?, size, taken, clear).or_else(|| try_way(way, texts, size, taken, |_| true))
}

fn try_way(
    way: &Way,
    texts: &[String],
    size: f64,
    taken: &[Placed],
    good: impl Fn(&Placed) -> bool,
) -> Option<(String, Placed)> {
    let along = way.along();
    let lifts = [size * 0.75, size * -0.9];
    let wishes = lifts.iter().flat_map(|lift| texts.iter().map(move |text| (lift, text)));
    wishes.into_iter().find_map(|(lift, text)| {
        let width = text_width(text, size);
        SHARES.iter().find_map(|share| {
            let room = way.length() * 2.0 * share.min(1.0 - share) - 26.0;
            let (x, y) = way.point(*share);
            let place = Placed { x: x + lift * along.1, y: y - lift * along.0, width, height: size * 1.1, along };
            let free = width <= room && !taken.iter().any(|other| place.overlaps(other)) && good(&place);
            free.then(|| (text.clone(), place))
        })
    })
}
