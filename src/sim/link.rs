//! One direction of a link: a bounded queue, a rate, a delay, and what may happen to packets on the way at random.
//!
//! Each kind of chance has a stream of its own, so that another rate of one does not change what the others do. Left out: media access, and
//! packets in a queue that overtake each other.

use super::random::{Random, Stream};
use super::time::{Span, Time};
use serde::Serialize;
use std::collections::VecDeque;

/// What a direction of a link is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LinkConfig {
    /// Bits a second.
    pub rate_bps: u64,
    /// From the last bit leaving to the last bit arriving.
    pub delay: Span,
    /// The largest packet that it takes, in bytes of IPv4.
    pub mtu: u16,
    /// How many packets may wait before the link.
    pub queue_packets: u32,
    /// From how many waiting packets on an ECN-capable one is marked (RFC 3168 5); never if there is none.
    pub mark_from_packets: Option<u32>,
    /// Packets lost at random, in a million.
    pub loss_per_million: u32,
    /// Packets that arrive twice, in a million.
    pub duplicate_per_million: u32,
    /// Packets with one wrong bit, in a million.
    pub corrupt_per_million: u32,
    /// Packets held up for `reorder_by`, so that later ones overtake them, in a million.
    pub reorder_per_million: u32,
    /// For how long.
    pub reorder_by: Span,
    /// Each packet takes up to so much longer, but overtakes none.
    pub jitter: Span,
}

/// One direction's state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    pub config: LinkConfig,
    chances: [Random; CHANCES],
    /// When each packet in the queue, and the one on its way out, will have left.
    leaving: VecDeque<Time>,
    /// When the last packet that nothing held up arrives.
    last_arrival: Time,
    /// When the cable was, or will be, cut, and mended again.
    cuts: Vec<(Time, Time)>,
}

const CHANCES: usize = 5;

/// The places of the streams; the first is the oldest, and the only one that every run draws from.
const LOSS: usize = 0;
const DUPLICATE: usize = 1;
const CORRUPT: usize = 2;
const REORDER: usize = 3;
const JITTER: usize = 4;

/// What becomes of a packet handed to the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// The queue is full: lost at once.
    QueueFull,
    /// There is no cable: lost at once.
    NoCable,
    /// It leaves, and arrives if nothing happens to it.
    Carried(Carried),
}

/// A packet's way over the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Carried {
    /// Packets before it in the queue.
    pub queued: u32,
    /// When its last bit leaves.
    pub left: Time,
    /// When its last bit arrives.
    pub arrives: Time,
    /// Whether the link loses it.
    pub lost: bool,
    /// Whether it arrives twice.
    pub doubled: bool,
    /// A number that says which of its bits arrives wrong, if one does.
    pub flipped: Option<u32>,
    /// For how much longer it was held up.
    pub held: Option<Span>,
    /// Whether the queue was so long that it is to be marked.
    pub congested: bool,
    /// When the cable is cut while the packet is on it.
    pub cut: Option<Time>,
}

impl Lane {
    /// An idle direction.
    pub(super) fn new(config: LinkConfig, cuts: Vec<(Time, Time)>, seed: u64, index: u64) -> Lane {
        let mut kind = 0;
        let chances = [(); CHANCES].map(|()| {
            kind += 1;
            Random::new(seed, if kind == 1 { Stream::Direction(index) } else { Stream::Chance(kind, index) })
        });
        Lane { config, chances, leaving: VecDeque::new(), last_arrival: Time(0), cuts }
    }

    /// A packet of `bytes` bytes is handed over.
    pub(super) fn carry(&mut self, bytes: usize, now: Time) -> Passage {
        let config = self.config;
        let lost = self.happens(LOSS, config.loss_per_million);
        let doubled = self.happens(DUPLICATE, config.duplicate_per_million);
        let flipped = self.happens(CORRUPT, config.corrupt_per_million).then(|| self.draw(CORRUPT));
        let held = self.happens(REORDER, config.reorder_per_million).then_some(config.reorder_by);
        let jitter = if config.jitter.0 == 0 { Span(0) } else { self.up_to(config.jitter) };
        while self.leaving.front().is_some_and(|left| *left <= now) {
            self.leaving.pop_front();
        }
        if self.cuts.iter().any(|(cut, mended)| *cut <= now && now < *mended) {
            return Passage::NoCable;
        }
        let queued = u32::try_from(self.leaving.len()).unwrap_or(u32::MAX);
        if queued > config.queue_packets {
            return Passage::QueueFull;
        }
        let start = self.leaving.back().copied().unwrap_or(now).max(now);
        let bits = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(8_000_000_000);
        let left = start + Span(bits / config.rate_bps.max(1));
        self.leaving.push_back(left);
        let mut arrives = (left + config.delay + jitter).max(self.last_arrival);
        if let Some(by) = held {
            arrives = arrives + by;
        } else {
            self.last_arrival = arrives;
        }
        let cut = self.cuts.iter().map(|(cut, _)| *cut).find(|cut| now < *cut && *cut < arrives);
        let congested = config.mark_from_packets.is_some_and(|from| queued >= from);
        Passage::Carried(Carried { queued, left, arrives, lost, doubled, flipped, held, congested, cut })
    }

    /// When each packet in the queue, and the one on its way out before them, will have left, as last looked at.
    pub(super) fn leaving(&self) -> impl DoubleEndedIterator<Item = Time> {
        self.leaving.iter().copied()
    }

    fn happens(&mut self, what: usize, per_million: u32) -> bool {
        let needed = what == LOSS || per_million > 0;
        needed && self.chances.get_mut(what).is_some_and(|random| random.chance(per_million))
    }

    fn draw(&mut self, what: usize) -> u32 {
        self.chances.get_mut(what).map_or(0, Random::next_u32)
    }

    fn up_to(&mut self, most: Span) -> Span {
        Span(((u128::from(most.0) * u128::from(self.draw(JITTER))) >> 32).try_into().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A millisecond for 1000 bytes, and ten to the other end.
    pub(in crate::sim) fn plain() -> LinkConfig {
        LinkConfig {
            rate_bps: 8_000_000,
            delay: Span::millis(10),
            mtu: 1_500,
            queue_packets: 9,
            mark_from_packets: None,
            loss_per_million: 0,
            duplicate_per_million: 0,
            corrupt_per_million: 0,
            reorder_per_million: 0,
            reorder_by: Span::millis(5),
            jitter: Span(0),
        }
    }

    fn lane(config: LinkConfig) -> Lane {
        Lane::new(config, Vec::new(), 1, 0)
    }

    fn carried(lane: &mut Lane, now: Time) -> Option<Carried> {
        if let Passage::Carried(carried) = lane.carry(1_000, now) { Some(carried) } else { None }
    }

    fn arrivals(mut lane: Lane, count: u64) -> Vec<u64> {
        (0..count).filter_map(|_| carried(&mut lane, Time(0))).map(|it| it.arrives.0 / 1_000_000).collect()
    }

    #[test]
    fn packets_leave_one_after_the_other() {
        assert_eq!(arrivals(lane(plain()), 3), [11, 12, 13]);
    }

    #[test]
    fn the_queue_is_bounded_and_drains() {
        let mut lane = lane(LinkConfig { queue_packets: 1, ..plain() });
        let mut fits = |now| carried(&mut lane, now).is_some();
        assert!(fits(Time(0)) && fits(Time(0)) && !fits(Time(0)));
        assert!(fits(Time(0) + Span::millis(1)));
    }

    #[test]
    fn a_long_queue_marks() {
        let mut lane = lane(LinkConfig { mark_from_packets: Some(2), ..plain() });
        let marks: Vec<bool> = (0..4).filter_map(|_| carried(&mut lane, Time(0))).map(|it| it.congested).collect();
        assert_eq!(marks, [false, false, true, true]);
    }

    #[test]
    fn jitter_spreads_but_keeps_the_order_and_reordering_does_not() {
        let jittery = arrivals(lane(LinkConfig { jitter: Span::millis(50), ..plain() }), 9);
        assert!(jittery.is_sorted() && jittery.iter().any(|at| *at > 25), "{jittery:?}");
        let reordered = arrivals(lane(LinkConfig { reorder_per_million: 300_000, ..plain() }), 9);
        assert!(!reordered.is_sorted(), "{reordered:?}");
    }

    #[test]
    fn a_cut_takes_what_is_on_the_cable_and_refuses_the_rest() {
        let millis = |count| Time(0) + Span::millis(count);
        let mut lane = Lane::new(plain(), vec![(millis(5), millis(20))], 1, 0);
        assert_eq!(carried(&mut lane, Time(0)).and_then(|it| it.cut), Some(millis(5)));
        assert_eq!(lane.carry(1_000, millis(5)), Passage::NoCable);
        assert_eq!(carried(&mut lane, millis(20)).map(|it| (it.cut, it.arrives)), Some((None, millis(31))));
    }

    #[test]
    fn one_kind_of_chance_does_not_disturb_another() {
        let losses = |duplicate_per_million| -> Vec<bool> {
            let config = LinkConfig { loss_per_million: 300_000, duplicate_per_million, ..plain() };
            let mut lane = lane(config);
            (0..9).filter_map(|_| carried(&mut lane, Time(0))).map(|it| it.lost).collect()
        };
        assert_eq!(losses(0), losses(500_000));
        assert!(losses(0).contains(&true) && losses(0).contains(&false));
    }
}
