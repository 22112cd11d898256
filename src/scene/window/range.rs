//! Which numbers are shown. The span grows and shrinks in steps of 1, 2 and 5 only, and its beginning moves by whole tick marks, so that the
//! picture stands still while its parts move.

use super::parts::Edges;

/// Marks along the whole span.
const TICKS: u32 = 10;
/// The share of the span, in hundredths, that is to reach from SND.UNA to the right.
const REACH_HUNDREDTHS: u64 = 84;
/// A congestion window much smaller than the peer's would be too small to be seen: the span is not more than so many of it.
const WINDOWS_MOST: u32 = 3;

/// The numbers that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub from: u32,
    /// How many: 1, 2 or 5 times a power of ten.
    pub span: u32,
}

impl Range {
    /// For a sender whose segments hold `mss` bytes and which uses `numbers` in the whole run.
    pub fn new(edges: &Edges, mss: u32, numbers: u32) -> Range {
        let flight = edges.nxt - edges.una.min(edges.nxt);
        let own = (edges.congestion - edges.una).max(flight).saturating_mul(WINDOWS_MOST);
        let window = edges.window - edges.una;
        // All that there will ever be, if it is less than the windows allow.
        let whole = numbers.max(edges.nxt).saturating_add(1);
        let reach = window.min(own).max(flight).max(mss.saturating_mul(4)).min(whole);
        let span = step_for(u64::from(reach) * 100 / REACH_HUNDREDTHS);
        if whole <= span {
            return Range { from: 0, span };
        }
        let tick = span / TICKS;
        let lead = span / 20;
        Range { from: edges.una.saturating_sub(lead) / tick * tick, span }
    }

    /// The number after the last.
    pub fn to(&self) -> u32 {
        self.from.saturating_add(self.span)
    }

    /// From mark to mark.
    pub fn tick(&self) -> u32 {
        (self.span / TICKS).max(1)
    }
}

/// The least of 10, 20, 50, 100, 200, 500, … that is not less.
fn step_for(wanted: u64) -> u32 {
    let mut power = 10_u32;
    loop {
        for factor in [1, 2, 5] {
            let Some(step) = power.checked_mul(factor) else { return 2_000_000_000 };
            if u64::from(step) >= wanted {
                return step;
            }
        }
        let Some(next) = power.checked_mul(10) else { return 2_000_000_000 };
        power = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_one_two_or_five() {
        let steps = [0, 10, 11, 20, 49, 50, 51, 999, 14_600, 9_999_999_999].map(step_for);
        assert_eq!(steps, [10, 10, 20, 20, 50, 50, 100, 1_000, 20_000, 2_000_000_000]);
    }
}
