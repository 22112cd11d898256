//! Randomness: one seeded stream for each direction of the link and each kind of chance, and one for each host's initial sequence numbers.
//!
//! The generator (xoshiro256++) and the way a stream is derived from the seed are part of the format: changing either changes what
//! every shared link shows. So there is a test that pins their first numbers.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// What a stream is for; its number goes into the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// One direction of the link, by index.
    Direction(u64),
    /// A host's initial sequence numbers, by index.
    Isn(u64),
    /// One kind of chance other than loss, by number, in one direction of the link, by index.
    Chance(u64, u64),
}

/// A stream of random numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Random(Xoshiro256PlusPlus);

impl Random {
    /// The stream of a run with this seed.
    pub(super) fn new(seed: u64, stream: Stream) -> Random {
        let number = match stream {
            Stream::Direction(index) => index,
            Stream::Isn(index) => 0x1000 + index,
            Stream::Chance(kind, index) => 0x2000 + (kind << 32) + index,
        };
        Random(Xoshiro256PlusPlus::seed_from_u64(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// Any 32 bits.
    pub(super) fn next_u32(&mut self) -> u32 {
        u32::try_from(self.0.next_u64() >> 32).unwrap_or_default()
    }

    /// True `per_million` times in a million. Always takes one number, so that what follows does not depend on the odds.
    pub(super) fn chance(&mut self, per_million: u32) -> bool {
        let draw = (u64::from(self.next_u32()) * 1_000_000) >> 32;
        draw < u64::from(per_million)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_streams_never_change() {
        let first = |stream| {
            let mut random = Random::new(1, stream);
            [random.next_u32(), random.next_u32()]
        };
        assert_eq!(first(Stream::Direction(0)), [0xcfc5_d07f, 0xbf42_4132]);
        assert_ne!(first(Stream::Direction(0)), first(Stream::Direction(1)));
        assert_ne!(first(Stream::Isn(0)), first(Stream::Direction(0)));
        assert_ne!(first(Stream::Chance(2, 0)), first(Stream::Chance(3, 0)));
    }

    #[test]
    fn chances_are_what_they_say() {
        let mut random = Random::new(7, Stream::Direction(0));
        assert!((0..1_000).all(|_| !random.chance(0)));
        assert!((0..1_000).all(|_| random.chance(1_000_000)));
        let hits = (0..100_000).filter(|_| random.chance(250_000)).count();
        assert!((24_000..26_000).contains(&hits), "{hits}");
    }
}
