//! The stretch of time that a chart shows.

use crate::sim::{Span, Time};

/// From an instant to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its beginning.
    pub from: Time,
    /// Its end.
    pub to: Time,
}

/// The shortest stretch that is worth a look.
const LEAST: Span = Span::micros(50);

impl Window {
    /// All that happens, with a little room before and behind.
    pub fn whole(active: (Time, Time)) -> Window {
        let length = (active.1 - active.0).max(Span::millis(1));
        let room = length.0 / 40;
        Window { from: Time(active.0.0.saturating_sub(room)), to: active.0 + length + Span(room) }
    }

    /// Halved so often, and lying so that `now` is in its middle half. It moves by half its length at a time: as long as `now` stays within, it
    /// is the same window, and nothing need be drawn anew.
    #[must_use]
    pub fn zoomed(self, times: u32, now: Time) -> Window {
        let length = (self.to - self.from).0 >> times.min(40);
        let (length, most) = (length.max(LEAST.0), (self.to - self.from).0);
        if length >= most {
            return self;
        }
        let now = now.clamp(self.from, self.to);
        let page = ((now - self.from).0.saturating_sub(length / 4)) / (length / 2);
        let begin = (page * (length / 2)).min(most - length);
        Window { from: self.from + Span(begin), to: self.from + Span(begin + length) }
    }

    /// Whether it can be halved once more after so many times.
    pub fn can_zoom(self, times: u32) -> bool {
        (self.to - self.from).0 >> times.min(40) > 2 * LEAST.0
    }

    /// How long it is.
    pub fn length(self) -> Span {
        self.to - self.from
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However far one looks closer, the present stays in sight.
        #[test]
        fn now_is_always_in_the_window(end in 1_000_000_u64..1 << 40, share in 0_u64..=100, times in 0_u32..30) {
            let whole = Window::whole((Time(0), Time(end)));
            let now = Time(end / 100 * share);
            let window = whole.zoomed(times, now);
            prop_assert!(window.from <= now && now <= window.to, "{window:?} {now}");
            prop_assert!(window.from >= whole.from && window.to <= whole.to && window.from < window.to);
        }
    }

    #[test]
    fn a_step_within_the_page_moves_nothing() {
        let whole = Window::whole((Time(0), Time(1_000_000_000)));
        assert_eq!(whole.zoomed(2, Time(500_000_000)), whole.zoomed(2, Time(510_000_000)));
        assert_eq!(whole.zoomed(0, Time(7)), whole);
    }
}
