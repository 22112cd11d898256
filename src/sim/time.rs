//! Simulated time: whole nanoseconds since the run began. Nothing here reads a clock.

use core::fmt;
use core::ops::{Add, Sub};
use serde::{Deserialize, Serialize};

/// An instant of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub u64);

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub u64);

impl Span {
    /// Whole seconds.
    pub const fn seconds(count: u64) -> Span {
        Span(count.saturating_mul(1_000_000_000))
    }

    /// Whole milliseconds.
    pub const fn millis(count: u64) -> Span {
        Span(count.saturating_mul(1_000_000))
    }

    /// Whole microseconds.
    pub const fn micros(count: u64) -> Span {
        Span(count.saturating_mul(1_000))
    }

    /// Twice, four times … as long, never longer than `most`.
    #[must_use]
    pub fn times_up_to(self, factor: u64, most: Span) -> Span {
        Span(self.0.saturating_mul(factor)).min(most)
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add(span.0))
    }
}

impl Sub<Time> for Time {
    type Output = Span;
    /// The time from `earlier` to `self`; nothing if `earlier` is later.
    fn sub(self, earlier: Time) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

/// Seconds with six decimals, as tcpdump prints them.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.0 / 1_000_000_000, self.0 / 1_000 % 1_000_000)
    }
}

/// Seconds with three decimals.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = (self.0 + 500_000) / 1_000_000;
        write!(f, "{}.{:03}", millis / 1_000, millis % 1_000)
    }
}
