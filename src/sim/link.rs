//! The link between two hosts: in each direction a bounded queue, a rate, a delay and a share of random loss.
//!
//! Left out: jitter, reordering and duplication at random, corruption, media access, and routers on the way.

use super::random::{Random, Stream};
use super::time::{Span, Time};
use serde::Serialize;
use std::collections::VecDeque;

/// What both directions of a link are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LinkConfig {
    /// Bits a second.
    pub rate_bps: u64,
    /// From the last bit leaving to the last bit arriving.
    pub delay: Span,
    /// How many packets may wait before the link.
    pub queue_packets: u32,
    /// Packets lost at random, in a million.
    pub loss_per_million: u32,
}

/// One direction's state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    config: LinkConfig,
    random: Random,
    /// When each packet in the queue, and the one on its way out, will have left.
    leaving: VecDeque<Time>,
}

/// What becomes of a packet handed to the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// The queue is full: lost at once.
    QueueFull,
    /// It leaves the sender completely at `left` and arrives at `arrives`, unless the link loses it on the way.
    Carried {
        /// Packets before it in the queue.
        queued: u32,
        /// When its last bit leaves.
        left: Time,
        /// When its last bit arrives.
        arrives: Time,
        /// Whether the link loses it.
        lost: bool,
    },
}

impl Lane {
    /// An idle direction.
    pub(super) fn new(config: LinkConfig, seed: u64, index: u64) -> Lane {
        Lane { config, random: Random::new(seed, Stream::Direction(index)), leaving: VecDeque::new() }
    }

    /// A packet of `bytes` bytes is handed over. Draws one random number for each packet, lost or not.
    pub(super) fn carry(&mut self, bytes: usize, now: Time) -> Passage {
        let lost = self.random.chance(self.config.loss_per_million);
        while self.leaving.front().is_some_and(|left| *left <= now) {
            self.leaving.pop_front();
        }
        let queued = u32::try_from(self.leaving.len()).unwrap_or(u32::MAX);
        if queued > self.config.queue_packets {
            return Passage::QueueFull;
        }
        let start = self.leaving.back().copied().unwrap_or(now).max(now);
        let bits = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(8_000_000_000);
        let left = start + Span(bits / self.config.rate_bps.max(1));
        self.leaving.push_back(left);
        Passage::Carried { queued, left, arrives: left + self.config.delay, lost }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(queue_packets: u32) -> Lane {
        let config = LinkConfig { rate_bps: 8_000_000, delay: Span::millis(10), queue_packets, loss_per_million: 0 };
        Lane::new(config, 1, 0)
    }

    #[test]
    fn packets_leave_one_after_the_other() {
        let mut lane = lane(9);
        let arrivals: Vec<u64> = (0..3)
            .map(|_| match lane.carry(1_000, Time(0)) {
                Passage::Carried { arrives, .. } => arrives.0 / 1_000_000,
                Passage::QueueFull => 0,
            })
            .collect();
        assert_eq!(arrivals, [11, 12, 13]);
    }

    #[test]
    fn the_queue_is_bounded_and_drains() {
        let mut lane = lane(1);
        let mut carried = |now| lane.carry(1_000, now) != Passage::QueueFull;
        assert!(carried(Time(0)) && carried(Time(0)) && !carried(Time(0)));
        assert!(carried(Time(0) + Span::millis(1)));
    }
}
