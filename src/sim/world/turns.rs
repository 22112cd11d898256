//! What the scenario changes in the midst of the run.

use super::{Actor, Direction, EventKind, HostId, Task, World};
use crate::sim::tcp::WHOLE;
use crate::sim::turn::{Setting, Turn};
use std::rc::Rc;

impl World {
    /// A change is made.
    pub(super) fn turn(&mut self, index: usize) {
        if !WHOLE {
            return;
        }
        let turns = Rc::clone(&self.turns);
        let (Some(turn), Ok(number)) = (turns.get(index), u32::try_from(index)) else { return };
        for setting in &turn.settings {
            if setting.is_of_cable() {
                self.turn_cables(turn, number, *setting);
            } else {
                let hosts = self.hosts.iter().map(|host| host.id).filter(|host| turn.host.is_none_or(|id| id == *host));
                for host in hosts.collect::<Vec<_>>() {
                    self.turn_host(host, number, *setting);
                }
            }
        }
    }

    /// Of one host its own cable, with a router both ways of it; else every cable.
    fn turn_cables(&mut self, turn: &Turn, number: u32, setting: Setting) {
        let hop = turn.host.map(|host| self.first_hop(host));
        let actor = hop.map_or(Actor::World, Actor::Link);
        self.note(actor, None, None, EventKind::Turned { turn: number, setting });
        let back = hop.filter(|_| self.router.is_some()).map(|hop| Direction { from: hop.to, to: hop.from });
        for (direction, lane) in self.lanes.iter_mut() {
            if hop.is_none() || hop == Some(*direction) || back == Some(*direction) {
                setting.apply_to_cable(&mut lane.config);
            }
        }
    }

    /// A host's TCP, its listening sockets', and that of the connections it has.
    fn turn_host(&mut self, id: HostId, number: u32, setting: Setting) {
        let event = self.note(Actor::Stack(id), None, setting.rule(), EventKind::Turned { turn: number, setting });
        let Some(host) = self.host_mut(id) else { return };
        setting.apply(&mut host.tcp);
        host.listeners.values_mut().for_each(|listener| setting.apply(&mut listener.config));
        let connections: Vec<_> = host.endpoints.iter().map(|(tcb, _)| *tcb).collect();
        for tcb in connections {
            self.with_endpoint(id, tcb, event, |endpoint, now, effects| endpoint.turn(setting, now, effects));
        }
        self.run_programs(id, event);
    }

    /// Whether anything is to be done but changes: they alone do not keep a run going.
    pub(super) fn goes_on(&self) -> bool {
        self.queue.tasks().any(|task| !matches!(task, Task::Turn(_)) && self.is_due(task))
    }
}
