//! A world moved by hand: calls and packets that no scenario holds, and time that passes until an instant. Scripts are played so
//! ([`crate::script`]).

use super::calls::Who;
use super::{Origin, Recorder, World};
use crate::sim::ids::HostId;
use crate::sim::program::Status;
use crate::sim::socket::Call;
use crate::sim::time::Time;
use crate::wire::Packet;

impl World {
    /// Does everything that is to be done until a time, and waits until then.
    pub fn run_until(&mut self, until: Time, watch: &mut dyn Recorder) {
        self.watched_by(watch, |world| {
            while world.queue.next_at().is_some_and(|at| at <= until) {
                let Some((at, task)) = world.queue.pop() else { break };
                if world.is_due(&task) {
                    world.now = at;
                    world.perform(task);
                }
            }
            world.now = world.now.max(until);
        });
    }

    /// Somebody sends a packet in the place of a host.
    pub fn inject(&mut self, from: HostId, packet: Packet, watch: &mut dyn Recorder) {
        self.watched_by(watch, |world| world.send_packet(Origin::forged(from), packet));
    }

    /// An interactive program makes a call, now, or when the one that blocks it has returned.
    pub fn call(&mut self, host: HostId, program: usize, call: Call, watch: &mut dyn Recorder) {
        let who = Who { host, program };
        if let Some(program) = self.program_mut(who) {
            program.append(call);
        }
        self.watched_by(watch, |world| world.run_program(who, None));
    }

    /// Whether a program is in a call that has not returned.
    pub fn is_blocked(&self, host: HostId, program: usize) -> bool {
        let program = self.host(host).and_then(|host| host.programs.get(program));
        program.is_some_and(|program| matches!(program.status, Status::Blocked(_)))
    }
}
