//! A scenario, run to its end: its trace, and worlds kept on the way.

use super::log::{HostInfo, Trace};
use crate::scenario::{Invalid, ROUTER, Scenario};
use crate::sim::ids::HostId;
use crate::sim::tcp::Tcb;
use crate::sim::{TcbId, World};
use serde::Serialize;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// How many events lie between two kept worlds at first: seeking repeats at most so many.
const CHECKPOINT_EVENTS: u32 = 2_048;
/// How many worlds are kept at most. In a longer run every other one goes, and those that follow lie further apart.
const CHECKPOINTS_MOST: usize = 256;

/// A finished run.
#[derive(Clone, Debug)]
pub struct Run {
    scenario: Scenario,
    trace: Trace,
    /// Worlds in order of events; the first is the world before anything happened. Made when somebody first asks for a world: most
    /// runs are only looked at.
    checkpoints: OnceCell<Vec<World>>,
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
        let mut world = World::new(scenario.setup()?);
        let hosts = scenario.hosts.iter().map(|host| HostInfo {
            name: host.name.clone(),
            address: host.address,
            is_router: false,
        });
        let router = scenario.router.map(|router| HostInfo {
            name: ROUTER.to_owned(),
            address: router.address,
            is_router: true,
        });
        let mut trace = Trace::new(hosts.chain(router).collect());
        while world.step(&mut trace) {}
        Ok(Run { scenario, trace, checkpoints: OnceCell::new() })
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
        Run { scenario, trace: Trace::default(), checkpoints: OnceCell::new() }
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
        let mut world = self.checkpoints().iter().rev().find(|world| world.event_count() <= position)?.clone();
        while world.event_count() < position && world.step(&mut ()) {}
        Some(world)
    }

    /// The world before anything happened; none for a run of nobody.
    pub(super) fn beginning(&self) -> Option<World> {
        self.scenario.setup().ok().map(World::new)
    }

    /// Goes through the run once more and keeps some worlds.
    fn checkpoints(&self) -> &[World] {
        self.checkpoints.get_or_init(|| {
            let Some(mut world) = self.beginning() else { return Vec::new() };
            let mut checkpoints = vec![world.clone()];
            let (mut apart, mut next) = (CHECKPOINT_EVENTS, CHECKPOINT_EVENTS);
            while world.step(&mut ()) {
                if world.event_count() >= next {
                    checkpoints.push(world.clone());
                    if checkpoints.len() >= CHECKPOINTS_MOST {
                        checkpoints = checkpoints.into_iter().step_by(2).collect();
                        apart *= 2;
                    }
                    next = world.event_count() + apart;
                }
            }
            checkpoints
        })
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
