//! What is going to happen, in order: by time, and at the same time in the order in which it was scheduled.
//!
//! That rule is written down because it decides races: a timer that was set before a packet was sent fires before the packet that
//! arrives at the same nanosecond.

use super::time::Time;
use core::cmp::Ordering;
use std::collections::BinaryHeap;

/// A queue of things to do.
#[derive(Clone, Debug)]
pub(super) struct Queue<T> {
    heap: BinaryHeap<Entry<T>>,
    scheduled: u64,
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
        Queue { heap: BinaryHeap::new(), scheduled: 0 }
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

    /// When the next thing is to be done.
    pub(super) fn next_at(&self) -> Option<Time> {
        self.heap.peek().map(|entry| entry.at)
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
}
