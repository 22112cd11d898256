//! A quantity over time that keeps its value until it changes.

use crate::sim::Time;

/// In place of a value where there is none.
const NOTHING: u64 = u64::MAX;

/// A value, or none, for every instant: the changes in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps(Vec<(Time, u64)>);

impl Steps {
    /// From now on it is this. Of several values at the same instant the last counts.
    pub fn push(&mut self, at: Time, value: Option<u64>) {
        let value = value.unwrap_or(NOTHING);
        match self.0.last_mut() {
            Some((_, last)) if *last == value => {}
            Some((time, last)) if *time == at => *last = value,
            None if value == NOTHING => {}
            _ => self.0.push((at, value)),
        }
    }

    /// What is there from the first on and gone from the second on: each adds so much at its first instant and takes it away at its second.
    /// Nothing is there at the beginning. Both lists are in order of time.
    pub fn balance(more: &[(Time, u64)], less: &[(Time, u64)]) -> Steps {
        let (mut steps, mut sum) = (Steps::default(), 0_u64);
        let (mut more, mut less) = (more.iter().peekable(), less.iter().peekable());
        steps.push(Time(0), Some(0));
        loop {
            let at = match (more.peek(), less.peek()) {
                (Some((one, _)), Some((other, _))) => *one.min(other),
                (Some((at, _)), None) | (None, Some((at, _))) => *at,
                (None, None) => return steps,
            };
            while let Some((_, amount)) = more.next_if(|(time, _)| *time == at) {
                sum = sum.saturating_add(*amount);
            }
            while let Some((_, amount)) = less.next_if(|(time, _)| *time == at) {
                sum = sum.saturating_sub(*amount);
            }
            steps.push(at, Some(sum));
        }
    }

    /// The value at an instant.
    pub fn at(&self, time: Time) -> Option<u64> {
        let after = self.0.partition_point(|(at, _)| *at <= time);
        let last = after.checked_sub(1).and_then(|index| self.0.get(index));
        last.map(|(_, value)| *value).filter(|value| *value != NOTHING)
    }

    /// The value at `from`, then every change up to and at `to`.
    pub fn between(&self, from: Time, to: Time) -> impl Iterator<Item = (Time, Option<u64>)> {
        let after = self.0.partition_point(|(at, _)| *at <= from);
        let rest = self.0.get(after..).unwrap_or_default().iter().take_while(move |(at, _)| *at <= to);
        let rest = rest.map(|(at, value)| (*at, (*value != NOTHING).then_some(*value)));
        core::iter::once((from, self.at(from))).chain(rest)
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there never is a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_holds_until_it_changes_and_the_last_of_an_instant_counts() {
        let mut steps = Steps::default();
        for (at, value) in [(1, None), (2, Some(5)), (4, Some(5)), (4, Some(6)), (4, Some(7)), (9, None)] {
            steps.push(Time(at), value);
        }
        let seen: Vec<_> = [0, 2, 3, 4, 8, 9, 99].map(|at| steps.at(Time(at))).to_vec();
        assert_eq!(seen, [None, Some(5), Some(5), Some(7), Some(7), None, None]);
        assert_eq!(steps.len(), 3);
        let seen: Vec<_> = steps.between(Time(3), Time(9)).collect();
        assert_eq!(seen, [(Time(3), Some(5)), (Time(4), Some(7)), (Time(9), None)]);
    }

    #[test]
    fn a_balance_comes_back_to_nothing() {
        let steps = Steps::balance(&[(Time(1), 10), (Time(3), 5)], &[(Time(3), 10), (Time(6), 5)]);
        let seen: Vec<_> = [0, 1, 2, 3, 5, 6].map(|at| steps.at(Time(at))).to_vec();
        assert_eq!(seen, [Some(0), Some(10), Some(10), Some(5), Some(5), Some(0)]);
    }
}
