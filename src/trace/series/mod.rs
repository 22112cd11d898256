//! Quantities over time, taken from a run in one pass: of each sender its windows, its timeout and what it sent; of each flow what
//! arrived; of each cable its queue.
//!
//! What the control blocks know is read from the world, run once more from the beginning and looked at after each step; the rest from
//! the trace. Whole numbers only; how they are drawn is decided in [`crate::scene::chart`].

mod flow;
mod lane;
mod sender;
mod steps;

pub use flow::Flow;
pub use lane::LaneSeries;
pub use sender::{Range, Sender, Stage, stage_of};
pub use steps::Steps;

use super::{Fate, Run, Trace};
use crate::sim::{Direction, Time, World};
use flow::Flows;
use lane::Lanes;

/// All quantities of a run.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// What goes from one end to another, in the order in which it begins.
    pub flows: Vec<Flow>,
    /// The cables, each direction by itself.
    pub lanes: Vec<LaneSeries>,
    /// From the first packet's sending to the last one's end: what comes before and after is only waiting.
    pub active: (Time, Time),
}

/// Going through a run once more, as much of it at a time as there is time for.
pub struct Survey {
    /// None: nothing more to come.
    world: Option<World>,
    flows: Flows,
    lanes: Lanes,
}

impl Survey {
    /// Before the first event.
    pub fn begin(run: &Run) -> Survey {
        Survey { world: run.beginning(), flows: Flows::default(), lanes: Lanes::default() }
    }

    /// On by about so many events. Whether there is more to come.
    pub fn go_on(&mut self, events: u32) -> bool {
        let Some(world) = &mut self.world else { return false };
        let until = world.event_count().saturating_add(events);
        while world.event_count() < until {
            if !world.step(&mut ()) {
                return false;
            }
            self.flows.sample(world);
            self.lanes.sample(world);
        }
        true
    }

    /// The quantities, as far as it has come.
    pub fn finish(self, run: &Run) -> Series {
        let trace = run.trace();
        let lanes = self.lanes.finish(trace);
        let mut flows = self.flows.finish(trace);
        for flow in &mut flows {
            let rates = lanes.iter().filter(|lane| flow.passes(lane.direction)).map(|lane| lane.rate_bps);
            flow.link_rate_bps = rates.min();
        }
        Series { flows, lanes, active: active(trace) }
    }
}

impl Series {
    /// Goes through the whole run once more.
    pub fn new(run: &Run) -> Series {
        let mut survey = Survey::begin(run);
        while survey.go_on(u32::MAX) {}
        survey.finish(run)
    }

    /// The connection's direction that carries most: what a reader wants to see first. Of datagrams the first.
    pub fn main_flow(&self) -> usize {
        let sizes = self.flows.iter().enumerate().rev().filter(|(_, flow)| flow.sender.is_some());
        sizes.max_by_key(|(_, flow)| flow.bytes()).map_or(0, |(index, _)| index)
    }

    /// The queues that a flow and what comes back to it stand in.
    pub fn lanes_of(&self, flow: &Flow) -> impl Iterator<Item = &LaneSeries> {
        let back = |direction: Direction| Direction { from: direction.to, to: direction.from };
        let (there, here) = (
            self.lanes.iter().filter(|lane| flow.passes(lane.direction)),
            self.lanes.iter().filter(move |lane| flow.passes(back(lane.direction))),
        );
        there.chain(here)
    }
}

/// The position at which the last event up to this time has happened.
pub fn position_at(trace: &Trace, time: Time) -> u32 {
    u32::try_from(trace.events().partition_point(|event| event.at <= time)).unwrap_or(u32::MAX)
}

fn active(trace: &Trace) -> (Time, Time) {
    let begin = trace.packets().first().map_or(Time(0), |span| span.sent_at);
    let ends = trace.packets().iter().map(|span| match span.fate {
        Fate::OnTheWay => trace.end(),
        _ => span.end_at().unwrap_or_default(),
    });
    (begin, ends.max().unwrap_or(begin))
}

#[cfg(test)]
mod tests;
