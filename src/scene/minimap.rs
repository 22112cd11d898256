//! The minimap: a whole run as one thin strip. How many packets went each way, where any were lost, and which part of the run the ladder shows.
//!
//! Along the strip lies the ladder's own scale, so that the frame is as long on it as what is shown is high.

use super::ladder::Ladder;
use crate::trace::{Fate, Trace};

/// The width of a bar: narrower ones could not be told apart.
const BAR: f64 = 4.0;
/// The height of the fullest bar.
pub const HALF: f64 = 13.0;

/// So many packets of a stretch of the run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// The height of those that went right.
    pub right: f64,
    /// The height of those that went left.
    pub left: f64,
    /// Some of them were lost.
    pub lost: bool,
}

/// The strip, without its frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimap {
    /// Its width.
    pub width: f64,
    /// The stretches in which there were any packets.
    pub bars: Vec<Bar>,
    /// The height of the ladder that it stands for.
    height: f64,
}

impl Minimap {
    /// The strip of a run.
    pub fn new(trace: &Trace, ladder: &Ladder, width: f64) -> Minimap {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bars on a page")]
        let count = (width / BAR).max(1.0) as usize;
        let wide = width / super::scale::real(u64::try_from(count).unwrap_or(1));
        let mut counts = vec![(0_u32, 0_u32, false); count];
        let place = |y: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the bars")]
            let bar = (y / ladder.height.max(1.0) * width / wide).max(0.0) as usize;
            bar.min(count - 1)
        };
        for span in trace.packets() {
            let (from, to) = super::arrows::ends(trace, span, &ladder.lanes);
            if let Some((right, left, _)) = counts.get_mut(place(ladder.scale().of(span.sent))) {
                *(if to >= from { right } else { left }) += 1;
            }
            if let Fate::Lost { event, .. } = span.fate
                && let Some((.., lost)) = counts.get_mut(place(ladder.scale().of(event)))
            {
                *lost = true;
            }
        }
        let most = counts.iter().map(|(right, left, _)| *right.max(left)).max().unwrap_or(0);
        let tall = |count: u32| if count == 0 { 0.0 } else { (HALF * root(count) / root(most)).max(1.5) };
        let bars = (0_u64..).zip(counts).filter(|(_, (right, left, lost))| right + left > 0 || *lost);
        let bars = bars.map(|(index, (right, left, lost))| Bar {
            x: super::scale::real(index) * wide,
            width: wide,
            right: tall(right),
            left: tall(left),
            lost,
        });
        Minimap { width, bars: bars.collect(), height: ladder.height.max(1.0) }
    }

    /// Where a height of the ladder is on the strip.
    pub fn x_of(&self, y: f64) -> f64 {
        (y / self.height).max(0.0).min(1.0) * self.width
    }

    /// The height of the ladder at a place of the strip.
    pub fn y_of(&self, x: f64) -> f64 {
        (x / self.width.max(1.0)).max(0.0).min(1.0) * self.height
    }
}

/// One packet must be seen beside a hundred.
fn root(count: u32) -> f64 {
    f64::from(count).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::gallery;
    use crate::scene::{TimeScale, WHOLE, Words};
    use crate::trace::Run;
    use std::rc::Rc;

    fn drawn(name: &str, width: f64) -> (Run, Ladder, Minimap) {
        let run = Run::new(gallery::scenario(name).unwrap()).unwrap();
        let scale = Rc::new(TimeScale::new(run.trace(), 1.0));
        let words = Words { again: "again", left_out: str::to_owned, lost: |_| "lost" };
        let ladder = Ladder::new(run.trace(), &scale, width, words, WHOLE);
        let map = Minimap::new(run.trace(), &ladder, width);
        (run, ladder, map)
    }

    #[test]
    fn a_run_of_any_length_is_a_strip_of_few_bars() {
        for name in gallery::names() {
            for width in [280.0, 720.0] {
                let (run, _, map) = drawn(name, width);
                assert!(!map.bars.is_empty() && map.bars.len() <= 180, "{name}: {}", map.bars.len());
                for bar in &map.bars {
                    assert!(bar.x >= 0.0 && bar.x + bar.width <= width + 0.1, "{name}: {bar:?}");
                    assert!(bar.right < HALF + 0.01 && bar.left < HALF + 0.01, "{name}: {bar:?}");
                }
                let lost = run.trace().packets().iter().any(|span| matches!(span.fate, Fate::Lost { .. }));
                assert_eq!(map.bars.iter().any(|bar| bar.lost), lost, "{name}");
            }
        }
    }

    #[test]
    fn both_directions_show_and_a_place_leads_back_to_its_height() {
        let (_, ladder, map) = drawn("congestion", 720.0);
        let sum = |of: fn(&Bar) -> f64| map.bars.iter().map(of).sum::<f64>();
        assert!(sum(|bar| bar.right) > sum(|bar| bar.left) && sum(|bar| bar.left) > 0.0);
        for share in [0.0, 0.25, 0.5, 1.0] {
            let y = ladder.height * share;
            assert!((map.y_of(map.x_of(y)) - y).abs() < 0.01);
        }
        assert!(map.x_of(-5.0).abs() < 0.01 && (map.x_of(ladder.height * 2.0) - 720.0).abs() < 0.01);
    }
}
