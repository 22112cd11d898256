//! From changes and marks to what a picture can show: per column of pixels at most the first, least, largest and last value, and no mark
//! on top of others. So a long run is drawn as fast as a short one, and no spike is lost.

use crate::trace::series::Range;

/// A line in connected pieces.
pub type Parts = Vec<Vec<(f64, f64)>>;

/// What happens to a line within one column of pixels.
#[derive(Clone, Copy)]
struct Column {
    number: i64,
    /// Where the first change is, and how many there are.
    x: f64,
    changes: u32,
    least: f64,
    largest: f64,
    last: Option<f64>,
}

/// A line that keeps its height until the next of `changes`: places with heights, or none where there is no value. The first is where the
/// line begins; it ends at `end`.
pub fn steps(changes: impl Iterator<Item = (f64, Option<f64>)>, end: f64) -> Parts {
    let mut pen = Pen { parts: Vec::new(), height: None };
    let mut column: Option<Column> = None;
    for (x, y) in changes {
        let number = whole(x);
        let (low, high) = (y.unwrap_or(f64::INFINITY), y.unwrap_or(f64::NEG_INFINITY));
        if let Some(column) = column.as_mut().filter(|column| column.number == number) {
            column.changes += 1;
            column.least = column.least.min(low);
            column.largest = column.largest.max(high);
            column.last = y;
        } else {
            pen.pass(column.take());
            column = Some(Column { number, x, changes: 1, least: low, largest: high, last: y });
        }
    }
    pen.pass(column);
    if pen.height.is_some() {
        pen.go(end);
    }
    pen.parts
}

struct Pen {
    parts: Parts,
    height: Option<f64>,
}

impl Pen {
    fn point(&mut self, x: f64, y: f64) {
        if let Some(part) = self.parts.last_mut() {
            part.push((x, y));
        }
    }

    /// On at the same height.
    fn go(&mut self, x: f64) {
        if let Some(height) = self.height {
            self.point(x, height);
        }
    }

    /// To another height, or off the paper.
    fn turn(&mut self, x: f64, y: f64) {
        if self.height.is_none() {
            self.parts.push(Vec::new());
        }
        self.point(x, y);
        self.height = Some(y);
    }

    fn pass(&mut self, column: Option<Column>) {
        let Some(column) = column else { return };
        self.go(column.x);
        if column.changes > 1 && column.least <= column.largest {
            self.turn(column.x, column.least);
            self.turn(column.x, column.largest);
        }
        match column.last {
            Some(last) => self.turn(column.x, last),
            None => self.height = None,
        }
    }
}

/// A mark on the picture: a place, and from where to where it reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Across.
    pub x: f64,
    /// Its upper end.
    pub top: f64,
    /// Its lower end.
    pub bottom: f64,
}

/// Those marks of a stretch that are not covered by others in the same column; `ranges` in order of time.
pub fn marks(ranges: &[Range], x: impl Fn(&Range) -> f64, y: impl Fn(u64) -> f64) -> Vec<Mark> {
    let mut kept = Vec::new();
    let (mut column, mut covered) = (i64::MIN, Vec::<bool>::new());
    for range in ranges {
        let mark = Mark { x: x(range), top: y(range.high), bottom: y(range.low) };
        if whole(mark.x) != column {
            column = whole(mark.x);
            covered.clear();
        }
        let row = |y: f64| usize::try_from(whole(y)).unwrap_or_default();
        let (top, bottom) = (row(mark.top), row(mark.bottom));
        if covered.len() <= bottom {
            covered.resize(bottom + 1, false);
        }
        let rows = covered.get_mut(top..=bottom).unwrap_or_default();
        if rows.iter().any(|row| !*row) {
            rows.fill(true);
            kept.push(mark);
        }
    }
    kept
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
pub(super) fn whole(pixels: f64) -> i64 {
    pixels.floor() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::Time;

    #[test]
    fn few_changes_are_drawn_as_they_are() {
        let line = steps([(0.0, None), (2.0, Some(9.0)), (5.5, Some(4.0)), (8.0, None)].into_iter(), 10.0);
        assert_eq!(line, [vec![(2.0, 9.0), (5.5, 9.0), (5.5, 4.0), (8.0, 4.0)]]);
        let line = steps([(0.0, Some(1.0))].into_iter(), 10.0);
        assert_eq!(line, [vec![(0.0, 1.0), (10.0, 1.0)]]);
    }

    /// Half a million changes with one spike up and one down: few points, and both are there.
    #[test]
    fn decimation_keeps_extremes() {
        let changes = (0..500_000_u32).map(|at| {
            let y = match at {
                123_456 => 1.0,
                400_001 => 99.0,
                _ => 50.0 + f64::from(at % 7),
            };
            (f64::from(at) / 500_000.0 * 700.0, Some(y))
        });
        let line = steps(changes, 700.0);
        let points: usize = line.iter().map(Vec::len).sum();
        assert!(line.len() == 1 && points <= 4 * 701, "{points}");
        let heights = || line.iter().flatten().map(|(_, y)| *y);
        assert!(heights().fold(f64::INFINITY, f64::min) < 1.1);
        assert!(heights().fold(f64::NEG_INFINITY, f64::max) > 98.9);
        assert!(line[0].windows(2).all(|pair| pair[0].0 <= pair[1].0), "never back in time");
    }

    #[test]
    fn marks_on_top_of_others_are_left_out_and_extremes_stay() {
        let ranges: Vec<Range> = (0..100_000_u64)
            .map(|at| {
                let value = if at == 77_777 { 199 } else { at % 50 };
                Range { at: Time(at), low: value, high: value }
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let kept = marks(&ranges, |range| range.at.0 as f64 / 100_000.0 * 300.0, |value| 200.0 - value as f64);
        assert!(kept.len() <= 300 * 51 + 1, "{}", kept.len());
        assert!(kept.iter().any(|mark| mark.top < 2.0));
    }
}
