//! Worlds kept on the way through a run, so that any other is near one of them.

use crate::sim::World;

/// How many events lie between two kept worlds at first: seeking repeats at most so many.
const EVENTS_APART: u32 = 2_048;
/// How many worlds are kept at most. In a longer run every other one goes, and those that follow lie further apart.
const WORLDS_MOST: usize = 256;

/// Worlds in order of events; the first is the world before anything happened.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    worlds: Vec<World>,
    apart: u32,
    next: u32,
}

impl Kept {
    /// Begins with the world before anything happens.
    pub(super) fn new(beginning: &World) -> Kept {
        Kept { worlds: vec![beginning.clone()], apart: EVENTS_APART, next: EVENTS_APART }
    }

    /// Keeps this world, if it is time for one.
    pub(super) fn look_at(&mut self, world: &World) {
        if world.event_count() < self.next {
            return;
        }
        self.worlds.push(world.clone());
        if self.worlds.len() >= WORLDS_MOST {
            self.worlds = core::mem::take(&mut self.worlds).into_iter().step_by(2).collect();
            self.apart *= 2;
        }
        self.next = world.event_count() + self.apart;
    }

    /// The last one that is not behind a position.
    pub(super) fn before(&self, position: u32) -> Option<&World> {
        self.worlds.iter().rev().find(|world| world.event_count() <= position)
    }
}
