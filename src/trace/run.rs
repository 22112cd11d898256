//! A scenario, run to its end: its trace, and worlds kept on the way.

use super::kept::Kept;
use super::log::Trace;
use super::running::Running;
use crate::scenario::{Invalid, Scenario};
use crate::sim::ids::HostId;
use crate::sim::tcp::Tcb;
use crate::sim::{TcbId, World};
use serde::Serialize;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// A finished run.
#[derive(Clone, Debug)]
pub struct Run {
    scenario: Scenario,
    trace: Trace,
    /// Made when somebody first asks for a world: most runs are only looked at.
    kept: OnceCell<Option<Kept>>,
}

/// A control block as it was after an event.
#[derive(Clone, Debug, Serialize)]
pub struct Snapshot {
    /// The number of events that had happened.
    pub position: u32,
    /// Whose.
    pub host: HostId,
    /// Which.
    pub id: TcbId,
    /// Its variables.
    pub tcb: Tcb,
}

impl Run {
    /// Runs a scenario to its end.
    pub fn new(scenario: Scenario) -> Result<Run, Invalid> {
        Running::new(scenario).map(Running::finish)
    }

    /// What [`Running`] has come to.
    pub(super) fn finished(scenario: Scenario, trace: Trace, kept: Option<Kept>) -> Run {
        let cell = OnceCell::new();
        if kept.is_some() {
            // It is new and takes it.
            cell.set(kept).unwrap_or_default();
        }
        Run { scenario, trace, kept: cell }
    }

    /// A run in which there is nobody and nothing happens.
    pub fn empty() -> Run {
        let scenario = Scenario {
            wirewalk: crate::scenario::VERSION,
            seed: 0,
            hosts: Vec::new(),
            link: crate::scenario::Link::default(),
            router: None,
            faults: Vec::new(),
            forged: Vec::new(),
            turns: Vec::new(),
            until_ms: 1,
        };
        Run { scenario, trace: Trace::default(), kept: OnceCell::new() }
    }

    /// What was run.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What happened.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The world at a position: after the step to which the position's last event belongs. From wherever one comes, it is the same
    /// world that running there gives.
    pub fn world_at(&self, position: u32) -> Option<World> {
        let position = position.min(self.trace.len());
        let mut world = self.kept()?.before(position)?.clone();
        while world.event_count() < position && world.step(&mut ()) {}
        Some(world)
    }

    /// The world before anything happened; none for a run of nobody.
    pub(super) fn beginning(&self) -> Option<World> {
        self.scenario.setup().ok().map(World::new)
    }

    /// Goes through the run once more and keeps some worlds.
    fn kept(&self) -> Option<&Kept> {
        let again = || {
            let mut world = self.beginning()?;
            let mut kept = Kept::new(&world);
            while world.step(&mut ()) {
                kept.look_at(&world);
            }
            Some(kept)
        };
        self.kept.get_or_init(again).as_ref()
    }

    /// Every control block after every step that changed it.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        let mut snapshots: Vec<Snapshot> = Vec::new();
        let mut last: BTreeMap<TcbId, usize> = BTreeMap::new();
        let Some(mut world) = self.beginning() else { return snapshots };
        while world.step(&mut ()) {
            let position = world.event_count();
            for (host, id, tcb) in world.tcbs() {
                let before = last.get(&id).and_then(|index| snapshots.get(*index));
                if before.is_none_or(|before| before.tcb != tcb) {
                    last.insert(id, snapshots.len());
                    snapshots.push(Snapshot { position, host, id, tcb });
                }
            }
        }
        snapshots
    }
}
