//! Sequence numbers: 32 bits that wrap around (RFC 9293 3.4).
//!
//! There is deliberately no `Ord`: "smaller" only means something within half the number space, so the comparisons have names.

use core::fmt;
use core::ops::{Add, AddAssign, Sub};
use serde::{Deserialize, Serialize};

/// A sequence or acknowledgment number. All arithmetic is modulo 2^32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeqNum(pub u32);

impl SeqNum {
    /// `self < other` in the circle of numbers: `other` is ahead by less than 2^31.
    pub fn before(self, other: SeqNum) -> bool {
        (self.0.wrapping_sub(other.0)).cast_signed() < 0
    }

    /// `self <= other` in the circle of numbers.
    pub fn at_or_before(self, other: SeqNum) -> bool {
        self == other || self.before(other)
    }

    /// `self > other` in the circle of numbers.
    pub fn after(self, other: SeqNum) -> bool {
        other.before(self)
    }

    /// `self >= other` in the circle of numbers.
    pub fn at_or_after(self, other: SeqNum) -> bool {
        other.at_or_before(self)
    }

    /// Whether `self` is one of the `len` numbers that begin at `start`.
    pub fn within(self, start: SeqNum, len: u32) -> bool {
        self - start < len
    }

    /// The later of two numbers.
    #[must_use]
    pub fn latest(self, other: SeqNum) -> SeqNum {
        if self.before(other) { other } else { self }
    }
}

impl Add<u32> for SeqNum {
    type Output = SeqNum;
    fn add(self, count: u32) -> SeqNum {
        SeqNum(self.0.wrapping_add(count))
    }
}

impl AddAssign<u32> for SeqNum {
    fn add_assign(&mut self, count: u32) {
        *self = *self + count;
    }
}

/// How many numbers lie from `other` up to `self`.
impl Sub<SeqNum> for SeqNum {
    type Output = u32;
    fn sub(self, other: SeqNum) -> u32 {
        self.0.wrapping_sub(other.0)
    }
}

/// The number `count` places earlier.
impl Sub<u32> for SeqNum {
    type Output = SeqNum;
    fn sub(self, count: u32) -> SeqNum {
        SeqNum(self.0.wrapping_sub(count))
    }
}

impl fmt::Display for SeqNum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn order_survives_the_wrap() {
        let last = SeqNum(u32::MAX);
        assert!(last.before(last + 1));
        assert!((last + 1).after(last));
        assert_eq!((last + 1).0, 0);
        assert_eq!((last + 5) - last, 5);
        assert!((last + 3).within(last, 4));
        assert!(!(last + 4).within(last, 4));
        assert_eq!(last.latest(last + 1), last + 1);
    }

    proptest! {
        #[test]
        fn a_step_forward_is_after(start: u32, step in 1_u32..0x8000_0000) {
            let (start, end) = (SeqNum(start), SeqNum(start) + step);
            prop_assert!(start.before(end) && end.after(start) && !end.before(start));
            prop_assert_eq!(end - start, step);
            prop_assert_eq!(end - step, start);
        }

        #[test]
        fn exactly_one_relation_holds(a: u32, b: u32) {
            let (a, b) = (SeqNum(a), SeqNum(b));
            prop_assume!(a - b != 0x8000_0000);
            prop_assert_eq!(u8::from(a.before(b)) + u8::from(a.after(b)) + u8::from(a == b), 1);
        }
    }
}
