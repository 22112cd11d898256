//! CUBIC: how the congestion window grows beyond the threshold, as a cubic function of the time since the last loss (RFC 9438), in
//! whole bytes and milliseconds.
//!
//! Says how much is added; the window itself is in `congestion`. Left out: `HyStart++`. What a timeout that was no loss
//! puts back (RFC 9438 4.9) is in `frto`.

use crate::sim::time::{Span, Time};
use serde::Serialize;

/// Beta: what remains of the window after a loss, in tenths (4.6). Linux counts in 1024ths and drops the rest of a segment.
const BETA_TENTHS: u32 = 7;
const BETA_LINUX: u32 = 717;

/// C: 0.4 segments per cubic second (5.1).
const C: (u64, u64) = (4, 10);

/// Alpha of a sender that grows like Reno on average, 3 (1 - beta) / (1 + beta) (4.3).
const ALPHA: (u64, u64) = (9, 17);

/// Beyond this the cubic function is as good as endless, and its cube would not fit.
const OFFSET_MS_MOST: u64 = 100_000;

/// What is remembered from loss to loss. Windows are in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cubic {
    /// `W_max`: the window at the last loss.
    pub w_max: u32,
    /// The window just before it was last reduced.
    prior: u32,
    epoch: Option<Epoch>,
}

/// A stretch of growth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Epoch {
    start: Time,
    /// K: how long after its start the function reaches its flat part.
    k_ms: u64,
    /// That part's window: `W_max`, or where it began if that was beyond.
    top: u64,
    /// `W_est`: what Reno's window would be.
    estimate: u64,
    /// What was earned and is less than a byte.
    rest: (u64, u64),
}

impl Cubic {
    /// A loss at this window; gives the threshold. `linux`: counted as Linux counts.
    pub(super) fn on_loss(&mut self, cwnd: u32, flight_size: u32, smss: u32, linux: bool) -> u32 {
        // Another loss before the old window was reached again: leave room for the others (4.7).
        self.w_max = if cwnd < self.w_max { cwnd / 20 * 17 } else { cwnd };
        self.prior = cwnd;
        self.epoch = None;
        let remains = if linux { cwnd / smss * BETA_LINUX / 1_024 * smss } else { flight_size / 10 * BETA_TENTHS };
        remains.max(2 * smss)
    }

    /// A timeout: what was known of the path is no longer true (4.8).
    pub(super) fn on_timeout(&mut self) {
        *self = Cubic { prior: self.prior, ..Cubic::default() };
    }

    /// What `bytes` acknowledged in congestion avoidance add to the window (4.2 to 4.5).
    pub(super) fn growth(&mut self, cwnd: u32, bytes: u32, smss: u32, now: Time, rtt: Span) -> u32 {
        let (cwnd, bytes, smss) = (u64::from(cwnd).max(1), u64::from(bytes), u64::from(smss).max(1));
        let epoch = self.epoch.get_or_insert_with(|| {
            let below = u64::from(self.w_max).saturating_sub(cwnd);
            Epoch { start: now, k_ms: time_to_gain(below, smss), top: cwnd + below, estimate: cwnd, rest: (0, 0) }
        });
        let (alpha, of) = if epoch.estimate < u64::from(self.prior) { ALPHA } else { (1, 1) };
        epoch.estimate += earn(&mut epoch.rest.0, alpha * bytes * smss, of * cwnd);
        let elapsed = (now - epoch.start).0 / 1_000_000;
        if window_at(elapsed, epoch.k_ms, epoch.top, smss) < epoch.estimate {
            // Where Reno would be faster, it is followed (4.3).
            return u32::try_from(epoch.estimate.saturating_sub(cwnd)).unwrap_or(u32::MAX);
        }
        let target = window_at(elapsed + rtt.0 / 1_000_000, epoch.k_ms, epoch.top, smss).clamp(cwnd, cwnd + cwnd / 2);
        let more = earn(&mut epoch.rest.1, (target - cwnd) * bytes, cwnd);
        u32::try_from(more).unwrap_or(u32::MAX)
    }
}

/// Whole units of a share that comes in parts; the remainder is kept for the next.
fn earn(rest: &mut u64, amount: u64, of: u64) -> u64 {
    let sum = *rest + amount;
    *rest = sum % of;
    sum / of
}

/// `W_cubic(t)`: C (t - K)^3 + `W_max`.
fn window_at(elapsed_ms: u64, k_ms: u64, top: u64, smss: u64) -> u64 {
    let offset = elapsed_ms.abs_diff(k_ms).min(OFFSET_MS_MOST);
    let gain = C.0 * smss * (offset * offset / 1_000) / 1_000 * offset / (C.1 * 1_000);
    if elapsed_ms < k_ms { top.saturating_sub(gain) } else { top + gain }
}

/// K: the time in which the function gains so many bytes.
fn time_to_gain(bytes: u64, smss: u64) -> u64 {
    cube_root(bytes.min(1 << 30) * C.1 * 1_000_000 / (C.0 * smss) * 1_000)
}

/// The largest number whose cube is not larger. (Libraries of mathematics differ from machine to machine.)
fn cube_root(number: u64) -> u64 {
    let mut root = 0_u64;
    for bit in (0..21).rev() {
        let try_root = root | (1 << bit);
        if try_root.pow(3) <= number {
            root = try_root;
        }
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The windows of a sender of 100 segments after a loss, once a round trip of 100 ms.
    fn curve(round_trips: u32) -> Vec<u32> {
        let mut cubic = Cubic::default();
        let mut cwnd = cubic.on_loss(100_000, 100_000, 1_000, false);
        let mut curve = vec![cwnd];
        for round_trip in 1..=round_trips {
            let now = Time(u64::from(round_trip) * 100_000_000);
            for _ in 0..cwnd / 1_000 {
                cwnd += cubic.growth(cwnd, 1_000, 1_000, now, Span::millis(100));
            }
            curve.push(cwnd);
        }
        curve
    }

    #[test]
    fn steep_then_flat_at_the_old_window_then_steep_again() {
        // K is the cube root of 30 segments / 0.4, about 4.2 s.
        let curve = curve(90);
        let gained = |from: usize, to: usize| curve[to] - curve[from];
        assert_eq!(curve[0], 70_000);
        assert!((98_000..102_000).contains(&curve[42]), "{}", curve[42]);
        assert!(gained(0, 10) > 3 * gained(37, 47), "{curve:?}");
        assert!(gained(80, 90) > 3 * gained(37, 47), "{curve:?}");
    }

    #[test]
    fn on_a_short_path_it_is_not_slower_than_reno() {
        let mut cubic = Cubic::default();
        let mut cwnd = cubic.on_loss(10_000, 10_000, 1_000, false);
        // 200 round trips of 1 ms: the cubic function has hardly begun, Reno has added alpha a round trip.
        for round_trip in 1..=200_u64 {
            for _ in 0..cwnd / 1_000 {
                cwnd += cubic.growth(cwnd, 1_000, 1_000, Time(round_trip * 1_000_000), Span::millis(1));
            }
        }
        assert!(cwnd > 100_000, "{cwnd}");
    }

    #[test]
    fn a_second_loss_on_the_way_leaves_room() {
        let mut cubic = Cubic::default();
        cubic.on_loss(100_000, 100_000, 1_000, false);
        cubic.on_loss(80_000, 80_000, 1_000, false);
        assert_eq!(cubic.w_max, 68_000);
        assert_eq!(cubic.on_loss(20_440, 20_440, 1_460, true), 9 * 1_460);
    }

    /// What was known of the path is no longer true (4.8).
    #[test]
    fn after_a_timeout_it_grows_from_where_it_is() {
        let mut cubic = Cubic::default();
        cubic.on_loss(100_000, 100_000, 1_000, false);
        cubic.on_timeout();
        cubic.growth(20_000, 1_000, 1_000, Time(0), Span::millis(100));
        let flat = cubic.epoch.map(|epoch| (epoch.k_ms, epoch.top));
        assert_eq!(flat, Some((0, 20_000)));
    }

    proptest! {
        #[test]
        fn cube_roots_are_exact(root in 0_u64..2_000_000) {
            prop_assert_eq!(cube_root(root.pow(3)), root);
            prop_assert_eq!(cube_root(root.pow(3) + 3 * root * root), root);
        }

        #[test]
        fn no_window_overflows(cwnd in 1_u32..1 << 30, w_max in 0_u32..1 << 30, smss in 1_u32..65_495, ms in 0_u64..10_000_000) {
            let mut cubic = Cubic { w_max, ..Cubic::default() };
            cubic.growth(cwnd, smss, smss, Time(0), Span(0));
            let more = cubic.growth(cwnd, smss, smss, Time(ms * 1_000_000), Span::millis(100));
            prop_assert!(u64::from(more) <= u64::from(cwnd) / 2 + u64::from(smss) + 2);
        }
    }
}
