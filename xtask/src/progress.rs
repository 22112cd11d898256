//! What a person sees while waiting: which step of how many, and how long it took.

use std::{
    io::{IsTerminal, stderr},
    time::{Duration, Instant},
};

/// Says what is being set up.
pub(crate) fn setting_up(what: &str) {
    say("set-up", what);
}

/// A line that stands out from the output of the tools.
pub(crate) fn say(label: &str, text: &str) {
    if stderr().is_terminal() {
        eprintln!("\x1b[1;36m{label:>12}\x1b[0m {text}");
    } else {
        eprintln!("{label:>12} {text}");
    }
}

/// A clock for one step.
pub(crate) struct Watch(Instant);

impl Watch {
    /// Starts it.
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start, for people.
    pub(crate) fn read(&self) -> String {
        for_people(self.0.elapsed())
    }
}

fn for_people(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(for_people(Duration::from_millis(2_340)), "2.3 s");
        assert_eq!(for_people(Duration::from_secs(65)), "1 min 05 s");
        assert_eq!(for_people(Duration::from_hours(1)), "60 min 00 s");
    }
}
