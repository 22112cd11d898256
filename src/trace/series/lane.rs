//! The queue before each cable: how many packets wait, and which ones found no room.

use super::Range;
use super::steps::Steps;
use crate::sim::{Actor, Direction, DropReason, EventKind, Time, World};
use crate::trace::Trace;
use std::rc::Rc;

/// One direction of a cable.
#[derive(Clone, Debug)]
pub struct LaneSeries {
    /// Which.
    pub direction: Direction,
    /// How fast it is, in bits a second.
    pub rate_bps: u64,
    /// How many packets its queue holds.
    pub limit: u32,
    /// How many packets wait, besides the one on its way out.
    pub waiting: Rc<Steps>,
    /// Packets for which there was no room; how many waited then.
    pub refused: Rc<Vec<Range>>,
}

/// A lane while it is being watched.
#[derive(Debug)]
struct Watched {
    direction: Direction,
    rate_bps: u64,
    limit: u32,
    /// When the last packet that it has taken will have left.
    last_left: Time,
    /// When packets began to wait, and when they began to leave.
    begun: Vec<(Time, u64)>,
    ended: Vec<(Time, u64)>,
}

/// All lanes while they are being watched.
#[derive(Debug, Default)]
pub(super) struct Lanes(Vec<Watched>);

impl Lanes {
    /// Looks at the queues after a step.
    pub(super) fn sample(&mut self, world: &World) {
        let now = world.now();
        for (index, (direction, config, leaving)) in world.links().enumerate() {
            if self.0.len() <= index {
                let (rate_bps, limit) = (config.rate_bps, config.queue_packets);
                let (begun, ended) = (Vec::new(), Vec::new());
                self.0.push(Watched { direction, rate_bps, limit, last_left: Time(0), begun, ended });
            }
            let Some(lane) = self.0.get_mut(index) else { return };
            let known = lane.last_left;
            let mut new: Vec<Time> = leaving.rev().take_while(|left| *left > known).collect();
            while let Some(left) = new.pop() {
                let start = lane.last_left.max(now);
                if start > now {
                    lane.begun.push((now, 1));
                    lane.ended.push((start, 1));
                }
                lane.last_left = left;
            }
        }
    }

    /// What came of it.
    pub(super) fn finish(self, trace: &Trace) -> Vec<LaneSeries> {
        let lanes = self.0.into_iter().map(|lane| {
            let waiting = Steps::balance(&lane.begun, &lane.ended);
            let Watched { direction, rate_bps, limit, .. } = lane;
            let (waiting, refused) = (Rc::new(waiting), Rc::default());
            LaneSeries { direction, rate_bps, limit, waiting, refused }
        });
        let mut lanes: Vec<LaneSeries> = lanes.collect();
        for event in trace.events() {
            let (Actor::Link(direction), EventKind::Dropped { reason: DropReason::QueueFull, .. }) =
                (event.actor, &event.kind)
            else {
                continue;
            };
            if let Some(lane) = lanes.iter_mut().find(|lane| lane.direction == direction) {
                let length = lane.waiting.at(event.at).unwrap_or_default();
                Rc::make_mut(&mut lane.refused).push(Range { at: event.at, low: length, high: length });
            }
        }
        lanes
    }
}
