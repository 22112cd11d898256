//! What the workbench can do to a run beyond what a lesson can: everything else that may happen to a packet, and another scenario.

use super::compare::{PAIRS, Pair};
use crate::link::Problem;
use crate::scenario::{Action, Fault, Scenario, Turn};
use crate::sim::EventId;
use crate::trace::{Stop, Stride, Trace};
use crate::ui::session::{Session, rival};
use std::rc::Rc;

/// A deed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Deed {
    /// This happens to a packet, in the place of what was done to it before.
    Fault(Fault),
    /// This does not happen any more.
    Forgive(Fault),
    /// Another scenario, the changes to packets as they are.
    Lab(Rc<Scenario>),
    /// This run, as it is, is what it is compared with from now on; what changes then, changes behind this instant.
    Fork,
    /// A ready pair of runs, by its number.
    Pair(usize),
    /// It is compared with nothing any more.
    Unfork,
    /// The other run in the place of this one.
    Swap,
    /// Other changes in the midst of this run.
    Turn(Vec<Turn>),
    /// The ladder twice as high, or half.
    Zoom(i8),
    /// Another stride.
    Stride(Stride),
    /// On to the next moment of this kind.
    Next(Stop),
    /// Playing stops at moments of this kind, or does no longer.
    Break(Stop),
    /// A bookmark at this position, or none.
    Mark(u32),
    /// Playing repeats from the first bookmark to the last, or does no longer.
    Loop,
    /// The run that took its time is ready.
    Arrive,
    /// It is not to be waited for.
    Cancel,
}

/// Whether a change stands in the place of another: what happens to a packet as a whole is one thing, each of its fields another.
fn gives_way(known: &Fault, new: &Fault) -> bool {
    let same = match (&known.action, &new.action) {
        (Action::Set { field, byte, .. }, Action::Set { field: other, byte: at, .. }) => (field, byte) == (other, at),
        (Action::Set { .. }, _) | (_, Action::Set { .. }) => false,
        _ => true,
    };
    same && known.packet == new.packet
}

/// Puts something in, or takes it out if it is there.
fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|known| *known == item) {
        Some(index) => drop(list.remove(index)),
        None => list.push(item),
    }
}

/// How the workbench steps and stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Bench {
    /// How far a step goes.
    pub stride: Stride,
    /// Where playing stops.
    pub breaks: Vec<Stop>,
    /// Bookmarks: positions, in order.
    pub marks: Vec<u32>,
    /// Playing repeats from the first bookmark to the last.
    pub loops: bool,
}

impl Bench {
    /// The position so many strides on.
    pub(in crate::ui) fn step(&self, trace: &Trace, position: u32, by: i32) -> u32 {
        if self.stride == Stride::Event {
            return position.saturating_add_signed(by);
        }
        let stride =
            |position, _| if by < 0 { self.stride.before(trace, position) } else { self.stride.after(trace, position) };
        (0..by.unsigned_abs()).fold(position, stride)
    }

    /// Where playing comes to on its way between two positions, and whether it goes on from there.
    pub(in crate::ui) fn advance(&self, trace: &Trace, from: u32, to: u32) -> (u32, bool) {
        let stops = |event: &u32| self.breaks.iter().any(|stop| stop.is_at(trace, EventId(*event)));
        if let Some(event) = (from..to).find(stops) {
            return (event + 1, false);
        }
        match (self.loops, self.marks.first(), self.marks.last()) {
            (true, Some(first), Some(last)) if to >= *last => (*first, true),
            _ => (to, true),
        }
    }
}

/// How often the ladder can be halved.
const ZOOM_MOST: u8 = 5;

impl Deed {
    /// Does it.
    pub(in crate::ui) fn apply(self, session: &mut Session) {
        match self {
            Deed::Fault(fault) => {
                let moment = format!("{}.sent", fault.packet);
                let most = session.choice.more.faults.len() >= crate::link::DROPS_MOST;
                if most && !session.choice.more.faults.iter().any(|known| gives_way(known, &fault)) {
                    session.problems = vec![Problem::TooManyDrops];
                    return;
                }
                session.change(
                    |choice| {
                        choice.drops.retain(|packet| *packet != fault.packet);
                        choice.more.faults.retain(|known| !gives_way(known, &fault));
                        choice.more.faults.push(fault);
                    },
                    &moment,
                );
            }
            Deed::Forgive(fault) => {
                let moment = format!("{}.sent", fault.packet);
                session.change(|choice| choice.more.faults.retain(|known| *known != fault), &moment);
            }
            Deed::Lab(scenario) => session.change(|choice| choice.more.lab = Some(scenario), ""),
            Deed::Fork => session.compare(Some(rival(&session.choice, Some(session.position)))),
            Deed::Pair(pair) => {
                if let Some((here, there)) = PAIRS.get(pair).and_then(Pair::choices) {
                    session.pair(here, &there);
                }
            }
            Deed::Unfork => session.compare(None),
            Deed::Swap => session.swap(),
            Deed::Turn(turns) => session.turn(turns),
            Deed::Stride(stride) => session.bench.stride = stride,
            Deed::Next(stop) => {
                if let Some(position) = stop.after(session.run.trace(), session.position) {
                    session.seek(position);
                }
            }
            Deed::Break(stop) => toggle(&mut session.bench.breaks, stop),
            Deed::Mark(position) => {
                toggle(&mut session.bench.marks, position);
                session.bench.marks.sort_unstable();
                session.bench.loops &= session.bench.marks.len() > 1;
            }
            Deed::Loop => session.bench.loops = !session.bench.loops && session.bench.marks.len() > 1,
            Deed::Arrive => session.finish(),
            Deed::Cancel => session.cancel(),
            Deed::Zoom(by) => session.zoom = session.zoom.saturating_add_signed(by).min(ZOOM_MOST),
        }
    }
}
