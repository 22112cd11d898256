//! The run that the present one is compared with.

use super::choice::{Choice, Made, known, make, scenario};
use super::{Pending, RunRef, Session};
use crate::link::{More, Problem, Rival};
use crate::scenario::{Scenario, Turn};
use std::rc::Rc;

/// A choice as the other run. `at`: the position at which the present one was forked from it.
pub(in crate::ui) fn rival(choice: &Choice, at: Option<u32>) -> Rival {
    let Choice { preset, drops, more } = choice.clone();
    Rival { run: Some(preset), drops, faults: more.faults, lab: more.lab, at }
}

/// The other run as a choice; `preset`: the present run's.
fn choice_of(rival: &Rival, preset: &'static str) -> Choice {
    let Rival { run, drops, faults, lab, .. } = rival.clone();
    Choice { preset: run.unwrap_or(preset), drops, more: More { lab, faults, against: None } }
}

/// The other run without what is about hosts that it does not have; none if it cannot be run at all.
pub(super) fn known_rival(choice: &Choice, problems: &mut Vec<Problem>) -> Option<Rc<Rival>> {
    let given = choice.more.against.as_deref()?;
    let other = known(choice_of(given, choice.preset), problems);
    let base = match &other.more.lab {
        Some(lab) => Some((**lab).clone()),
        None => scenario(other.preset),
    };
    if base.is_none_or(|base| base.setup().is_err()) {
        problems.push(Problem::Lab);
        return None;
    }
    Some(Rc::new(rival(&other, given.at)))
}

/// What a choice is compared with: the run, or its beginning if it is long.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum RivalRun {
    /// It is there.
    Ready(RunRef),
    /// It takes its time.
    Going(Pending),
}

/// Runs what a choice is compared with.
pub(in crate::ui) fn rival_run(against: &Rival, preset: &'static str) -> Option<RivalRun> {
    let choice = choice_of(against, preset);
    Some(match make(&choice)? {
        Made::Ready(run) => RivalRun::Ready(run),
        Made::Going(running) => RivalRun::Going(Pending::alone(choice, running)),
    })
}

impl Session {
    /// Compares with something else, or with nothing any more: the run itself is as it was.
    pub(in crate::ui) fn compare(&mut self, against: Option<Rival>) {
        let mut choice = self.choice.clone();
        choice.more.against = against.map(Rc::new);
        if choice != self.choice {
            self.give_up();
            self.past.push((core::mem::replace(&mut self.choice, choice), self.position));
            self.future.clear();
            self.changed = true;
        }
    }

    /// Two runs to be compared, from the beginning.
    pub(in crate::ui) fn pair(&mut self, here: Choice, there: &Choice) {
        let against = Some(Rc::new(rival(there, None)));
        let more = More { against, ..here.more };
        self.change(|choice| *choice = Choice { more, ..here }, "start");
    }

    /// The other run in the place of this one.
    pub(in crate::ui) fn swap(&mut self) {
        let Some(against) = self.choice.more.against.clone() else { return };
        let mut other = choice_of(&against, self.choice.preset);
        other.more.against = Some(Rc::new(rival(&self.choice, against.at)));
        self.change(|choice| *choice = other, "");
    }

    /// Other changes in the midst of this run. What comes to a set-up that has a name is called by it.
    pub(in crate::ui) fn turn(&mut self, turns: Vec<Turn>) {
        let lab = Scenario { turns, ..self.base() };
        let is_preset = scenario(self.choice.preset).is_some_and(|preset| preset == lab);
        self.change(|choice| choice.more.lab = (!is_preset).then(|| Rc::new(lab)), "");
    }
}
