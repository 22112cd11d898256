//! What is going to happen, in order: by time, and at the same time in the order in which it was scheduled.
//!
//! That rule is written down because it decides races: a timer that was set before a packet was sent fires before the packet that
//! arrives at the same nanosecond.

use super::time::Time;
use core::cmp::Ordering;
use std::collections::BinaryHeap;

/// As many things may wait before it is looked which of them are still to be done.
const CROWD: usize = 1_024;

/// A queue of things to do.
#[derive(Clone, Debug)]
pub(super) struct Queue<T> {
    heap: BinaryHeap<Entry<T>>,
    scheduled: u64,
    crowd: usize,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    at: Time,
    order: u64,
    what: T,
}

impl<T> Queue<T> {
    /// Nothing to do.
    pub(super) fn new() -> Queue<T> {
        Queue { heap: BinaryHeap::new(), scheduled: 0, crowd: CROWD }
    }

    /// Adds something to do.
    pub(super) fn schedule(&mut self, at: Time, what: T) {
        self.heap.push(Entry { at, order: self.scheduled, what });
        self.scheduled += 1;
    }

    /// Everything that is to be done, in no order.
    pub(super) fn tasks(&self) -> impl Iterator<Item = &T> {
        self.heap.iter().map(|entry| &entry.what)
    }

    /// Whether so much waits that it is worth throwing away what is not to be done any more. Timers are moved by nearly every ACK and leave
    /// their old tasks behind: at a thousand million bit/s hundreds of thousands of them.
    pub(super) fn is_crowded(&self) -> bool {
        self.heap.len() >= self.crowd
    }

    /// Throws away what is not to be done any more; the order of the rest stays.
    pub(super) fn retain(&mut self, mut is_due: impl FnMut(&T) -> bool) {
        self.heap.retain(|entry| is_due(&entry.what));
        self.crowd = CROWD.max(2 * self.heap.len());
    }

    /// When the next thing is to be done.
    pub(super) fn next_at(&self) -> Option<Time> {
        self.heap.peek().map(|entry| entry.at)
    }

    /// When the first thing of a kind is to be done.
    pub(super) fn first_of(&self, is: impl Fn(&T) -> bool) -> Option<Time> {
        self.heap.iter().filter(|entry| is(&entry.what)).map(|entry| entry.at).min()
    }

    /// Takes what comes next.
    pub(super) fn pop(&mut self) -> Option<(Time, T)> {
        self.heap.pop().map(|entry| (entry.at, entry.what))
    }
}

/// Two queues are equal if the same things will happen in the same order, however the heaps lie in memory.
impl<T: Clone + PartialEq> PartialEq for Queue<T> {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |queue: &Self| queue.heap.clone().into_sorted_vec();
        self.scheduled == other.scheduled
            && self.heap.len() == other.heap.len()
            && sorted(self).iter().zip(&sorted(other)).all(|(a, b)| a.key() == b.key() && a.what == b.what)
    }
}

impl<T> Entry<T> {
    fn key(&self) -> (Time, u64) {
        (self.at, self.order)
    }
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Earliest first: the heap gives its greatest.
impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(&self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earliest_first_then_in_the_order_of_scheduling() {
        let mut queue = Queue::new();
        for (at, what) in [(5, "e"), (1, "a"), (3, "c"), (3, "d"), (1, "b")] {
            queue.schedule(Time(at), what);
        }
        let order: Vec<_> = core::iter::from_fn(|| queue.pop()).map(|(_, what)| what).collect();
        assert_eq!(order, ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn what_is_thrown_away_leaves_the_order_and_makes_room() {
        let mut queue = Queue::new();
        let mut largest = 0;
        for what in 0..100_000_u64 {
            queue.schedule(Time(what % 7), what);
            if queue.is_crowded() {
                queue.retain(|what| what % 1_000 == 0);
            }
            largest = largest.max(queue.heap.len());
        }
        assert!(largest <= CROWD, "{largest}");
        queue.retain(|what| what % 1_000 == 0);
        let order: Vec<_> = core::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(order.len(), 100);
        assert!(order.is_sorted());
    }
}
