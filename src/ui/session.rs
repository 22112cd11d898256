//! The session: one run, one position in it, and everything the reader can do, as commands. The reducer is pure, so a list of
//! commands is a replay.

mod choice;
mod load;
#[cfg(feature = "workbench")]
mod rival;

pub(super) use choice::Choice;
use choice::known;
#[cfg(feature = "workbench")]
use choice::scenario;
pub(super) use load::Pending;
use load::{Load, Place, Way};
#[cfg(feature = "workbench")]
pub(super) use rival::{RivalRun, rival, rival_run};

use crate::link::{DROPS_MOST, More, Problem, Shared, View};
#[cfg(feature = "workbench")]
use crate::scenario::Scenario;
use crate::scenario::packet_name;
use crate::sim::PacketId;
use crate::sim::fault::PacketName;
use crate::trace::{PacketSpan, Run};
use std::rc::Rc;
use yew::{Callback, Reducible};

/// A run, compared by identity: two runs are never compared event by event.
#[derive(Clone, Debug)]
pub(super) struct RunRef(Rc<Run>);

impl PartialEq for RunRef {
    fn eq(&self, other: &RunRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl core::ops::Deref for RunRef {
    type Target = Run;
    fn deref(&self) -> &Run {
        &self.0
    }
}

/// Everything the figure shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Session {
    /// What is being run.
    pub choice: Choice,
    /// The run.
    pub run: RunRef,
    /// How many events have happened.
    pub position: u32,
    /// The packet the reader has chosen.
    pub selected: Option<PacketId>,
    /// Whether it plays.
    pub playing: bool,
    /// Playing speed, as an index into [`SPEEDS`].
    pub speed: usize,
    /// How often the ladder is drawn at half its height.
    pub zoom: u8,
    /// How the workbench steps and stops.
    pub bench: Bench,
    /// What is open beneath the stage.
    pub view: Option<View>,
    /// A run that is not ready yet.
    pub pending: Option<Pending>,
    /// What a link asked for and could not be done.
    pub problems: Vec<Problem>,
    /// The page's own run.
    own: Choice,
    /// The reader has changed this run; a lesson that loads another one keeps the way back only then.
    changed: bool,
    past: Vec<(Choice, u32)>,
    /// What was taken back, the last first.
    future: Vec<(Choice, u32)>,
}

#[cfg(feature = "workbench")]
pub(super) use super::workbench::Bench;

/// A lesson steps by events and stops nowhere.
#[cfg(not(feature = "workbench"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bench {}

#[cfg(not(feature = "workbench"))]
impl Bench {
    #[expect(clippy::unused_self, reason = "the workbench has something to say here")]
    fn step(&self, _: &crate::trace::Trace, position: u32, by: i32) -> u32 {
        position.saturating_add_signed(by)
    }

    #[expect(clippy::unused_self, reason = "the workbench has something to say here")]
    fn advance(&self, _: &crate::trace::Trace, _: u32, to: u32) -> (u32, bool) {
        (to, true)
    }
}

/// Playing speeds, in percent.
pub(super) const SPEEDS: [u32; 5] = [25, 50, 100, 200, 400];

/// What the reader can do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    /// To a position.
    Seek(u32),
    /// On by so many events.
    Step(i32),
    /// To the beginning or the end.
    First,
    /// To the end.
    Last,
    /// Play or pause; at the end, play from the beginning.
    Toggle,
    /// Playing has come to this position.
    Advance(u32),
    /// The next speed.
    Faster,
    /// Choose a packet, or none.
    Select(Option<PacketId>),
    /// Lose this packet.
    Drop(PacketName),
    /// Do not lose this packet.
    Pass(PacketName),
    /// Load a run and go to a moment.
    Load(Choice, Option<String>),
    /// Another link to this page was opened.
    Open(Shared, Vec<Problem>),
    /// Take the last change of the run back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// What only the workbench can do.
    #[cfg(feature = "workbench")]
    More(super::workbench::Deed),
    /// Open this beneath the stage, or nothing.
    View(Option<View>),
    /// The reader has read what was wrong.
    Dismiss,
}

impl Session {
    /// A session as a link wants it, with the page's own run where it does not say.
    pub(super) fn new(own: &Choice, shared: &Shared, mut problems: Vec<Problem>) -> Option<Session> {
        let choice = match shared.run {
            Some(preset) => Choice { preset, drops: shared.drops.clone(), more: shared.more.clone() },
            None => Choice {
                preset: own.preset,
                drops: [own.drops.clone(), shared.drops.clone()].concat(),
                more: shared.more.clone(),
            },
        };
        let choice = known(choice, &mut problems);
        let mut session = Session { view: shared.view.or(Some(View::Segment)), problems, ..Session::fallback() };
        session.own.clone_from(own);
        let place = Place::Named(shared.at.clone());
        if !session.begin(Load { choice: choice.clone(), place: place.clone(), way: Way::Open }) {
            if choice.more != More::default() {
                session.problems.push(Problem::Lab);
            }
            let own = Load { choice: own.clone(), place, way: Way::Open };
            return session.begin(own).then_some(session);
        }
        Some(session)
    }

    /// An empty run, where a page's own run cannot be had: nothing happens, but nothing breaks.
    pub(super) fn fallback() -> Session {
        let choice = Choice { preset: "opening", ..Choice::default() };
        let run = RunRef(Rc::new(Run::empty()));
        Session {
            own: choice.clone(),
            changed: false,
            choice,
            run,
            position: 0,
            selected: None,
            playing: false,
            speed: 2,
            zoom: 0,
            bench: Bench::default(),
            view: Some(View::Segment),
            pending: None,
            problems: Vec::new(),
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// What is being run, without what the reader does to its packets.
    #[cfg(feature = "workbench")]
    pub(super) fn base(&self) -> Scenario {
        let wanted = self.wanted();
        let lab = wanted.more.lab.as_deref().cloned();
        lab.or_else(|| scenario(wanted.preset)).unwrap_or_else(|| self.run.scenario().clone())
    }

    /// What a link to this moment says.
    pub(super) fn shared(&self) -> Shared {
        Shared {
            run: Some(self.choice.preset),
            drops: self.choice.drops.clone(),
            at: Some(self.position.to_string()),
            view: self.view.filter(|view| view.is_more()),
            more: self.choice.more.clone(),
        }
    }

    /// The packet that panels show: the chosen one, else the one that something last happened to.
    pub(super) fn packet(&self) -> Option<&PacketSpan> {
        let trace = self.run.trace();
        if let Some(selected) = self.selected {
            return trace.packet(selected);
        }
        (0..self.position).rev().find_map(|event| trace.packet_of(crate::sim::EventId(event)))
    }

    /// The event that *why?* is asked of: the chosen packet's sending, else the last thing that happened.
    pub(super) fn event(&self) -> Option<crate::sim::EventId> {
        let chosen = self.selected.and_then(|id| self.run.trace().packet(id)).map(|span| span.sent);
        chosen.or_else(|| self.position.checked_sub(1).map(crate::sim::EventId))
    }

    /// Whether what was taken back last can be done again.
    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether the last change can be taken back.
    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty() || self.is_waiting()
    }

    /// Whether another run is on its way.
    pub(super) fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether a fault of the present choice loses this packet.
    pub(super) fn drops(&self, packet: PacketName) -> bool {
        self.choice.drops.contains(&self.name(packet))
    }

    fn name(&self, packet: PacketName) -> String {
        packet_name(packet, self.run.scenario().host_names())
    }

    pub(super) fn seek(&mut self, position: u32) {
        self.position = position.min(self.run.trace().len());
        self.selected = None;
    }

    /// Runs something else. The present choice can be come back to.
    fn load(&mut self, choice: Choice, place: Place, way: Way) {
        if choice == self.choice {
            self.give_up();
            self.go_to(place);
        } else {
            self.begin(Load { choice, place, way });
        }
    }

    pub(super) fn change(&mut self, change: impl FnOnce(&mut Choice), moment: &str) {
        let mut choice = self.wanted().clone();
        change(&mut choice);
        let choice = known(choice, &mut self.problems);
        self.load(choice, Place::Moment(moment.to_owned(), self.position), Way::Change);
    }

    /// To a choice that was there before.
    fn back(&mut self, there: Option<(Choice, u32)>, way: Way) {
        if let Some((choice, position)) = there {
            self.begin(Load { choice, place: Place::At(position), way });
        }
    }

    fn apply(&mut self, command: Command) {
        self.playing &= matches!(
            command,
            Command::Advance(_) | Command::Faster | Command::Toggle | Command::View(_) | Command::Dismiss
        );
        match command {
            Command::Seek(position) => self.seek(position),
            Command::Step(by) => self.seek(self.bench.step(self.run.trace(), self.position, by)),
            Command::First => self.seek(0),
            Command::Last => self.seek(u32::MAX),
            Command::Toggle => {
                self.playing = !self.playing;
                if self.playing && self.position >= self.run.trace().len() {
                    self.seek(0);
                }
                self.selected = None;
            }
            Command::Advance(position) => {
                let (stop, playing) = self.bench.advance(self.run.trace(), self.position, position);
                self.seek(stop);
                self.playing = playing && self.position < self.run.trace().len();
            }
            Command::Faster => self.speed = (self.speed + 1) % SPEEDS.len(),
            Command::Select(packet) => self.selected = packet,
            Command::Drop(packet) => {
                let name = self.name(packet);
                if self.choice.drops.len() >= DROPS_MOST {
                    self.problems = vec![Problem::TooManyDrops];
                } else if !self.choice.drops.contains(&name) {
                    let moment = format!("{name}.lost");
                    self.change(|choice| choice.drops.push(name), &moment);
                }
            }
            Command::Pass(packet) => {
                let name = self.name(packet);
                let moment = format!("{name}.sent");
                self.change(|choice| choice.drops.retain(|known| *known != name), &moment);
            }
            Command::Load(choice, moment) => {
                self.load(choice, Place::Named(moment), Way::Lesson);
            }
            Command::Open(shared, problems) => {
                if let Some(mut opened) = Session::new(&self.own, &shared, problems) {
                    opened.past = core::mem::take(&mut self.past);
                    (opened.zoom, opened.bench) = (self.zoom, self.bench.clone());
                    opened.past.push((self.choice.clone(), self.position));
                    opened.speed = self.speed;
                    opened.view = opened.view.filter(|view| view.is_more()).or(self.view);
                    *self = opened;
                }
            }
            Command::Undo => {
                if !self.give_up() {
                    self.back(self.past.last().cloned(), Way::Undo);
                }
            }
            Command::Redo => self.back(self.future.last().cloned(), Way::Redo),
            #[cfg(feature = "workbench")]
            Command::More(more) => more.apply(self),
            Command::View(view) => self.view = view,
            Command::Dismiss => self.problems.clear(),
        }
    }
}

impl Reducible for Session {
    type Action = Command;

    fn reduce(self: Rc<Self>, command: Command) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(command);
        Rc::new(next)
    }
}

/// A callback for events of which only some are commands.
pub(super) fn command_if<E: 'static>(
    act: &Callback<Command>,
    command: impl Fn(E) -> Option<Command> + 'static,
) -> Callback<E> {
    let act = act.clone();
    Callback::from(move |event: E| {
        if let Some(command) = command(event) {
            act.emit(command);
        }
    })
}

#[cfg(test)]
mod tests;
