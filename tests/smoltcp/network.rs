//! The way between: bytes, which are lost, doubled, held up or damaged by chance.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use wirewalk::sim::{Span, Time};

/// Of a thousand packets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faults {
    pub(super) lost: u32,
    pub(super) doubled: u32,
    pub(super) late: u32,
    pub(super) damaged: u32,
}

/// To which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Ours,
    Theirs,
}

pub(super) struct Network {
    faults: Faults,
    random: Xoshiro256PlusPlus,
    under_way: Vec<(Time, To, Vec<u8>)>,
}

impl Network {
    pub(super) fn new(faults: Faults, seed: u64) -> Network {
        Network { faults, random: Xoshiro256PlusPlus::seed_from_u64(seed), under_way: Vec::new() }
    }

    fn happens(&mut self, of_thousand: u32) -> bool {
        self.random.next_u64() % 1_000 < u64::from(of_thousand)
    }

    pub(super) fn send(&mut self, to: To, mut packet: Vec<u8>, now: Time) {
        if self.happens(self.faults.lost) {
            return;
        }
        let late = if self.happens(self.faults.late) { Span::millis(45) } else { Span(0) };
        let at = now + Span::millis(20) + late;
        if self.happens(self.faults.doubled) {
            self.under_way.push((at + Span::millis(7), to, packet.clone()));
        }
        if self.happens(self.faults.damaged) {
            let bits = u64::try_from(packet.len()).unwrap() * 8;
            let bit = usize::try_from(self.random.next_u64() % bits).unwrap();
            packet[bit / 8] ^= 0x80 >> (bit % 8);
        }
        self.under_way.push((at, to, packet));
    }

    /// The next packet that has come to an end by now, earliest first.
    pub(super) fn receive(&mut self, at: To, now: Time) -> Option<Vec<u8>> {
        let due = self.under_way.iter().enumerate().filter(|(_, (time, to, _))| *to == at && *time <= now);
        let (index, _) = due.min_by_key(|(_, (time, ..))| *time)?;
        Some(self.under_way.remove(index).2)
    }

    pub(super) fn next_at(&self) -> Option<Time> {
        self.under_way.iter().map(|(time, ..)| *time).min()
    }
}
