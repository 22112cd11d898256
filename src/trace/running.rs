//! A run under way: as much of it at a time as there is time for, so that a page can go on living while a long one is computed.

use super::kept::Kept;
use super::log::{HostInfo, Trace};
use super::run::Run;
use crate::scenario::{Invalid, ROUTER, Scenario};
use crate::sim::tcp::WHOLE;
use crate::sim::{Time, World};

/// A run that has begun.
#[derive(Debug)]
pub struct Running {
    scenario: Scenario,
    world: World,
    trace: Trace,
    kept: Option<Kept>,
}

impl Running {
    /// A run before anything has happened.
    pub fn new(scenario: Scenario) -> Result<Running, Invalid> {
        let world = World::new(scenario.setup()?);
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
        let trace = Trace::new(hosts.chain(router).collect());
        Ok(Running { scenario, world, trace, kept: None })
    }

    /// Keeps worlds on the way, which a long run needs sooner or later: making them afterwards would take as long once more.
    /// A lesson's program has neither long runs nor anything that asks for a world.
    pub fn keep_worlds(&mut self) {
        // Only from the beginning on would they be complete.
        if self.world.event_count() == 0 {
            self.kept = WHOLE.then(|| Kept::new(&self.world));
        }
    }

    /// Goes on by about so many events. Whether there is more to come.
    pub fn go_on(&mut self, events: u32) -> bool {
        let until = self.world.event_count().saturating_add(events);
        while self.world.event_count() < until {
            if !self.world.step(&mut self.trace) {
                return false;
            }
            if WHOLE && let Some(kept) = &mut self.kept {
                kept.look_at(&self.world);
            }
        }
        true
    }

    /// How many events have happened.
    pub fn events(&self) -> u32 {
        self.world.event_count()
    }

    /// How far it has come.
    pub fn time(&self) -> Time {
        self.trace.time_at(self.trace.len())
    }

    /// Runs what is left.
    pub fn finish(mut self) -> Run {
        while self.go_on(u32::MAX) {}
        Run::finished(self.scenario, self.trace, self.kept)
    }
}
