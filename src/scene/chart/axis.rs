//! Axes: ticks at round values, and how a value is written. Whole numbers throughout: a run's quantities are, and writing a float would
//! cost every reader 5 KB.

use crate::sim::Time;

/// A tick and what stands at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// In pixels along the axis.
    pub at: f64,
    /// The number, without its unit.
    pub label: String,
}

/// What an axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Nanoseconds.
    Nanos,
    /// Bits a second.
    BitsPerSecond,
    /// Packets.
    Packets,
    /// Sequence numbers.
    Numbers,
}

impl Unit {
    /// The unit that suits values up to `most`: its sign, and how many of the quantity's own units it is. What is only counted has no sign.
    pub fn scale(self, most: u64) -> (&'static str, u64) {
        let fit = |table: [(&'static str, u64); 4], from: u64| {
            let fits = table.into_iter().rev().find(|(_, size)| most >= size.saturating_mul(from));
            fits.unwrap_or(("", 1))
        };
        match self {
            // Windows are known by their bytes; only where there are many of them are thousands easier to read.
            Unit::Bytes => fit([("B", 0), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)], 10).or_one("B"),
            Unit::Nanos => fit([("ns", 0), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000)], 2).or_one("ns"),
            Unit::BitsPerSecond => {
                fit([("bit/s", 0), ("kbit/s", 1_000), ("Mbit/s", 1_000_000), ("Gbit/s", 1_000_000_000)], 1)
                    .or_one("bit/s")
            }
            Unit::Numbers if most >= 10_000_000 => ("M", 1_000_000),
            Unit::Packets | Unit::Numbers => ("", 1),
        }
    }
}

/// A table's first row has no size of its own.
trait OrOne {
    fn or_one(self, sign: &'static str) -> (&'static str, u64);
}

impl OrOne for (&'static str, u64) {
    fn or_one(self, sign: &'static str) -> (&'static str, u64) {
        if self.1 <= 1 { (sign, 1) } else { self }
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … by which a range is divided into at most `parts` parts.
pub fn nice_step(range: u64, parts: u64) -> u64 {
    let parts = parts.max(1);
    let mut power = 1_u64;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if range.div_ceil(step) <= parts || step == u64::MAX {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// The multiples of a step from `low` to `high`.
pub(super) fn multiples(low: u64, high: u64, step: u64) -> impl Iterator<Item = u64> {
    let step = step.max(1);
    (low.div_ceil(step)..=high / step).map(move |count| count * step)
}

/// A multiple of `step` in units of `unit`, with as many decimals as the step needs.
pub fn written(value: u64, unit: u64, step: u64) -> String {
    let unit = unit.max(1);
    let (mut decimals, mut finest) = (0_usize, unit);
    while decimals < 9 && !step.is_multiple_of(finest) && finest >= 10 {
        decimals += 1;
        finest /= 10;
    }
    let (whole, rest) = (value / unit, value % unit / finest.max(1));
    let whole = grouped(whole);
    if decimals == 0 { whole } else { format!("{whole}.{rest:0decimals$}") }
}

/// Three digits and more: `1 234`, `56 789`. Four digits stay together.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            // A narrow space that does not break.
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// The sign of a unit of time that suits an axis from one instant to another, the unit in nanoseconds, and the step.
pub(super) fn time_scale(from: Time, to: Time, parts: u64) -> (&'static str, u64, u64) {
    let step = nice_step((to - from).0, parts);
    // By its end: numbers on an axis that begins late are long, and all in the same unit.
    let (sign, unit) = if to.0 >= 1_000_000_000 { ("s", 1_000_000_000) } else { Unit::Nanos.scale(to.0) };
    (sign, unit, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn steps_are_one_two_or_five() {
        let steps =
            [(100, 5), (101, 5), (64_240, 4), (7, 5), (0, 5), (999, 1)].map(|(range, parts)| nice_step(range, parts));
        assert_eq!(steps, [20, 50, 20_000, 2, 1, 1_000]);
    }

    proptest! {
        /// Ticks are few, at round values, and no step smaller would do.
        #[test]
        fn ticks_cover_the_range(low in 0_u64..1 << 40, range in 1_u64..1 << 40, parts in 2_u64..12) {
            let step = nice_step(range, parts);
            let ticks: Vec<u64> = multiples(low, low + range, step).collect();
            prop_assert!(u64::try_from(ticks.len()).unwrap() <= parts + 1);
            prop_assert!(ticks.iter().all(|tick| tick % step == 0 && (low..=low + range).contains(tick)));
            let (first, last) = (ticks.first().copied(), ticks.last().copied());
            prop_assert!(first.is_none_or(|first| first - low < step) && last.is_none_or(|last| low + range - last < step));
            let mut leading = step;
            while leading.is_multiple_of(10) { leading /= 10; }
            prop_assert!([1, 2, 5].contains(&leading));
        }
    }

    #[test]
    fn numbers_are_written_as_fine_as_the_step() {
        assert_eq!(written(1_500_000_000, 1_000_000_000, 500_000_000), "1.5");
        assert_eq!(written(2_000_000_000, 1_000_000_000, 500_000_000), "2.0");
        assert_eq!(written(40_000, 1_000, 20_000), "40");
        assert_eq!(written(1_234_567_000, 1_000_000_000, 1_000), "1.234567");
        assert_eq!([9_999, 10_000, 1_234_567].map(grouped), ["9999", "10\u{202f}000", "1\u{202f}234\u{202f}567"]);
    }

    #[test]
    fn units_suit_the_largest_value() {
        assert_eq!(Unit::Bytes.scale(4_380), ("B", 1));
        assert_eq!(Unit::Bytes.scale(64_240), ("kB", 1_000));
        assert_eq!(Unit::Nanos.scale(240_000_000_000), ("s", 1_000_000_000));
        assert_eq!(Unit::Nanos.scale(1_000_000_000), ("ms", 1_000_000));
        assert_eq!(Unit::BitsPerSecond.scale(5_000_000), ("Mbit/s", 1_000_000));
        assert_eq!(Unit::BitsPerSecond.scale(0), ("bit/s", 1));
        assert_eq!(Unit::Packets.scale(20), ("", 1));
    }
}
