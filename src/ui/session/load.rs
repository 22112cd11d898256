//! Loading another run: at once if it is short; otherwise the present one stays until the other is ready, or is given up.

use super::choice::{Made, is_lesson, make, position_of};
use super::{Choice, RunRef, Session};
use crate::link::Problem;
#[cfg(feature = "workbench")]
use crate::trace::Running;
use crate::trace::resolve;
#[cfg(feature = "workbench")]
use core::cell::RefCell;
#[cfg(feature = "workbench")]
use std::rc::Rc;

/// Where the other run is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At a position.
    At(u32),
    /// At a moment, or else at a position.
    Moment(String, u32),
    /// Where a link or a lesson says, which may be wrong.
    Named(Option<String>),
}

/// What becomes of the choice before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The reader has changed the run.
    Change,
    /// A lesson shows another one: only what is nobody's lesson must not be lost.
    Lesson,
    /// The last change is taken back.
    Undo,
    /// It is done again.
    Redo,
    /// A page was opened: there is nothing before.
    Open,
}

/// A run to be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Load {
    pub choice: Choice,
    pub place: Place,
    pub way: Way,
}

/// A run that takes its time. Whoever draws the page lets it go on.
#[cfg(feature = "workbench")]
#[derive(Clone, Debug)]
pub(in crate::ui) struct Pending {
    pub(super) load: Load,
    work: Rc<RefCell<Option<Box<Running>>>>,
}

/// A lesson's runs are all there at once.
#[cfg(not(feature = "workbench"))]
pub(in crate::ui) type Pending = core::convert::Infallible;

#[cfg(feature = "workbench")]
impl PartialEq for Pending {
    fn eq(&self, other: &Pending) -> bool {
        Rc::ptr_eq(&self.work, &other.work)
    }
}

#[cfg(feature = "workbench")]
impl Pending {
    /// A run that belongs to no session's place.
    pub(super) fn alone(choice: Choice, running: Box<Running>) -> Pending {
        let load = Load { choice, place: Place::At(0), way: Way::Open };
        Pending { load, work: Rc::new(RefCell::new(Some(running))) }
    }

    /// Lets it go on by so many events. Its events and its time, while there is more to come.
    pub(in crate::ui) fn go_on(&self, events: u32) -> Option<(u32, crate::sim::Time)> {
        let mut work = self.work.try_borrow_mut().ok()?;
        let running = work.as_mut()?;
        running.go_on(events).then(|| (running.events(), running.time()))
    }

    /// It as a run, once it has come to its end.
    pub(in crate::ui) fn finish(&self) -> Option<RunRef> {
        let running = self.work.try_borrow_mut().ok()?.take()?;
        Some(RunRef(Rc::new(running.finish())))
    }
}

impl Session {
    /// Loads it now, or begins to. Not if it cannot be run.
    pub(super) fn begin(&mut self, load: Load) -> bool {
        self.give_up();
        match make(&load.choice) {
            Some(Made::Ready(run)) => self.arrive(load, run),
            #[cfg(feature = "workbench")]
            Some(Made::Going(running)) => {
                self.pending = Some(Pending { load, work: Rc::new(RefCell::new(Some(running))) });
            }
            None => return false,
        }
        true
    }

    /// The run that was begun is ready.
    #[cfg(feature = "workbench")]
    pub(in crate::ui) fn finish(&mut self) {
        if let Some(pending) = self.pending.take()
            && let Some(run) = pending.finish()
        {
            self.arrive(pending.load, run);
        }
    }

    /// The reader does not want to wait. A page that has nothing else shows its own run.
    #[cfg(feature = "workbench")]
    pub(in crate::ui) fn cancel(&mut self) {
        let is_first = self.pending.as_ref().is_some_and(|pending| pending.load.way == Way::Open);
        if self.give_up() && is_first {
            self.begin(Load { choice: self.own.clone(), place: Place::At(0), way: Way::Open });
        }
    }

    /// The run that was begun is not wanted any more. Whether there was one.
    pub(in crate::ui) fn give_up(&mut self) -> bool {
        self.pending.take().is_some()
    }

    /// What is being run, or will be once it is ready.
    pub(super) fn wanted(&self) -> &Choice {
        #[cfg(feature = "workbench")]
        if let Some(pending) = &self.pending {
            return &pending.load.choice;
        }
        &self.choice
    }

    fn arrive(&mut self, load: Load, run: RunRef) {
        let before = (core::mem::replace(&mut self.choice, load.choice), self.position);
        self.run = run;
        match load.way {
            Way::Change => self.keep(before),
            Way::Lesson if self.changed => self.keep(before),
            Way::Lesson | Way::Open => {}
            Way::Undo => {
                self.past.pop();
                self.future.push(before);
            }
            Way::Redo => {
                self.future.pop();
                self.past.push(before);
            }
        }
        self.changed = match load.way {
            Way::Change => true,
            Way::Lesson => false,
            Way::Open | Way::Undo | Way::Redo => !is_lesson(&self.choice),
        };
        self.go_to(load.place);
    }

    /// Keeps what was before, to come back to.
    fn keep(&mut self, before: (Choice, u32)) {
        self.past.push(before);
        self.future.clear();
    }

    /// To a place in the present run.
    pub(super) fn go_to(&mut self, place: Place) {
        let position = match place {
            Place::At(position) => position,
            Place::Moment(moment, or) => resolve(self.run.trace(), &moment).unwrap_or(or),
            Place::Named(name) => {
                let known = name.as_deref().and_then(|name| position_of(&self.run, name));
                if let (None, Some(name)) = (known, name) {
                    self.problems.push(Problem::At(name));
                }
                known.unwrap_or_default()
            }
        };
        self.seek(position);
    }
}
