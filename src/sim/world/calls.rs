//! Programs at work: each runs until its next call that blocks. Here is what a call does to the program: sockets behind variables,
//! blocking, time limits, loops, and the end of the process, which closes everything. What it does to a socket is in `streams` and `datagrams`.

use super::{Task, World};
use crate::sim::event::{Actor, EventKind};
use crate::sim::ids::{EventId, HostId};
use crate::sim::program::{Draft, Handle, Program, Status};
use crate::sim::socket::{Call, Errno, Outcome, SocketKind};
use crate::sim::tcp::Failure;
use std::rc::Rc;

/// The largest piece that one `recv` of [`Call::RecvToEnd`] takes.
pub(super) const RECV_MOST: usize = 65_536;

/// What trying a call gave.
pub(super) enum Tried {
    /// It returned. `true`: the program goes on to the next line; `false`: it makes the same call again.
    Returned(Outcome, bool),
    /// It blocks.
    Blocks,
}

pub(super) fn done(outcome: Outcome) -> Tried {
    Tried::Returned(outcome, true)
}

pub(super) fn failed(errno: Errno) -> Tried {
    done(Outcome::Failed { errno })
}

/// Which program of which host is meant.
#[derive(Clone, Copy)]
pub(super) struct Who {
    pub host: HostId,
    pub program: usize,
}

impl World {
    pub(super) fn start_program(&mut self, host: HostId, program: usize) {
        let who = Who { host, program };
        if let Some(program) = self.program_mut(who) {
            program.status = Status::Ready;
        }
        self.run_program(who, None);
    }

    /// A sleep or a program's own time limit is over.
    pub(super) fn wake_program(&mut self, host: HostId, program: usize) {
        let who = Who { host, program };
        let due = self.program_mut(who).map(|program| program.status);
        let Some(Status::Blocked(call)) = due else { return };
        let sleeping = matches!(self.line(who).as_deref(), Some(Call::Sleep { .. }));
        let outcome = if sleeping { Outcome::Done } else { Outcome::TimeLimit };
        self.finish_call(who, call, call, outcome);
        self.run_program(who, Some(call));
    }

    /// Something happened at a host: programs whose call can return now go on.
    pub(super) fn run_programs(&mut self, host: HostId, cause: EventId) {
        let count = self.host(host).map_or(0, |host| host.programs.len());
        for program in 0..count {
            self.run_program(Who { host, program }, Some(cause));
        }
    }

    pub(super) fn run_program(&mut self, who: Who, cause: Option<EventId>) {
        // A program that never blocks ends with the run.
        while self.next_event < self.events_most {
            let Some(program) = self.program_mut(who) else { return };
            let status = program.status;
            if matches!(status, Status::Waiting | Status::Exited) {
                return;
            }
            let (call, event) = match (status, program.call()) {
                (_, None) if program.interactive => return,
                (_, None) => return self.exit(who, cause),
                (Status::Blocked(event), Some((call, _))) => (call, event),
                (_, Some((call, _))) => {
                    let event = self.begin_call(who, &call);
                    (call, event)
                }
            };
            match self.try_call(who, &call, event) {
                Tried::Blocks => return,
                Tried::Returned(outcome, true) => {
                    self.finish_call(who, event, cause.unwrap_or(event), outcome);
                }
                Tried::Returned(outcome, false) => {
                    let kind = EventKind::Returned { call: event, outcome };
                    self.note(actor(who), Some(cause.unwrap_or(event)), None, kind);
                }
            }
        }
    }

    /// A call is made: from here on the program is in it.
    fn begin_call(&mut self, who: Who, call: &Rc<Call>) -> EventId {
        let event = self.note(actor(who), None, None, EventKind::Called { call: Rc::clone(call) });
        let now = self.now;
        let wait = match &**call {
            Call::Sleep { span } => Some(*span),
            Call::Connect { timeout, .. } | Call::Recv { timeout, .. } | Call::RecvFrom { timeout, .. } => *timeout,
            _ => None,
        };
        let Some(program) = self.program_mut(who) else { return event };
        program.status = Status::Blocked(event);
        program.sent = 0;
        program.wake_at = wait.map(|span| now + span);
        if let Some(at) = program.wake_at {
            self.queue.schedule(at, Task::Wake { host: who.host, program: who.program, at });
        }
        event
    }

    fn finish_call(&mut self, who: Who, call: EventId, cause: EventId, outcome: Outcome) {
        let Some((line, may_fail)) = self.program_mut(who).and_then(Program::call) else { return };
        let died = matches!(outcome, Outcome::Failed { .. } | Outcome::TimeLimit) && !may_fail;
        let ended = outcome == Outcome::EndOfFile;
        // That socket, bind, listen, shutdown, close and sleep worked is no news.
        if outcome != Outcome::Done || matches!(*line, Call::Accept { .. } | Call::Connect { .. }) {
            self.note(actor(who), Some(cause), None, EventKind::Returned { call, outcome });
        }
        if let Some(program) = self.program_mut(who) {
            program.status = Status::Ready;
            program.wake_at = None;
            program.next = if died { usize::MAX } else { program.next + 1 };
            if ended && !matches!(*line, Call::RecvToEnd { .. }) {
                program.leave_loop();
            }
        }
    }

    /// The process ends: its descriptors are closed, as by `close`, in the order of their numbers. A listening socket is older than what it
    /// has accepted.
    fn exit(&mut self, who: Who, cause: Option<EventId>) {
        let event = self.note(actor(who), cause, None, EventKind::Exited);
        let Some(program) = self.program_mut(who) else { return };
        program.status = Status::Exited;
        let handles = core::mem::take(&mut program.handles);
        for listening in [true, false] {
            for handle in handles.values().filter(|handle| matches!(handle, Handle::Listener(_)) == listening) {
                self.close_handle(who, *handle, event);
            }
        }
    }

    fn try_call(&mut self, who: Who, call: &Call, event: EventId) -> Tried {
        match call {
            Call::Socket { socket, kind } => {
                let handle = match kind {
                    SocketKind::Stream => Handle::Fresh(Draft::default()),
                    SocketKind::Datagram => self.new_datagram_socket(who),
                };
                self.set_handle(who, socket, handle, event)
            }
            Call::Sleep { .. } => Tried::Blocks,
            Call::Close { socket } => match self.program_mut(who).and_then(|program| program.handles.remove(socket)) {
                Some(handle) => {
                    self.close_handle(who, handle, event);
                    done(Outcome::Done)
                }
                None => failed(Errno::EBadF),
            },
            Call::Bind { socket, .. }
            | Call::SetOption { socket, .. }
            | Call::Listen { socket, .. }
            | Call::Accept { socket, .. }
            | Call::Connect { socket, .. }
            | Call::Send { socket, .. }
            | Call::SendTo { socket, .. }
            | Call::Reply { socket, .. }
            | Call::Answer { socket, .. }
            | Call::Recv { socket, .. }
            | Call::RecvFrom { socket, .. }
            | Call::RecvToEnd { socket }
            | Call::Shutdown { socket, .. } => match self.handle(who, socket) {
                None => failed(Errno::EBadF),
                Some(Handle::Datagram(id)) => self.try_on_datagrams(who, id, call, event),
                Some(handle) => self.try_on_stream(who, (socket, handle), call, event),
            },
        }
    }

    /// Assigns a variable. What it held before is closed, because no other name for it is left.
    pub(super) fn set_handle(&mut self, who: Who, name: &str, handle: Handle, event: EventId) -> Tried {
        let before = self.program_mut(who).and_then(|program| program.handles.insert(name.to_owned(), handle));
        if let Some(before) = before {
            self.close_handle(who, before, event);
        }
        done(Outcome::Done)
    }

    fn handle(&self, who: Who, name: &str) -> Option<Handle> {
        self.host(who.host)?.programs.get(who.program)?.handle(name)
    }

    fn line(&mut self, who: Who) -> Option<Rc<Call>> {
        self.program_mut(who)?.call().map(|(call, _)| call)
    }

    pub(super) fn program_mut(&mut self, who: Who) -> Option<&mut Program> {
        self.host_mut(who.host)?.programs.get_mut(who.program)
    }
}

fn actor(who: Who) -> Actor {
    Actor::Program(who.host, u32::try_from(who.program).unwrap_or(u32::MAX))
}

pub(super) fn errno_of(failure: Failure) -> Errno {
    match failure {
        Failure::Refused => Errno::EConnRefused,
        Failure::Reset => Errno::EConnReset,
        Failure::BrokenPipe => Errno::EPipe,
        Failure::TimedOut => Errno::ETimedOut,
        Failure::HostUnreachable => Errno::EHostUnreach,
        Failure::NetworkUnreachable => Errno::ENetUnreach,
        Failure::ProtocolUnreachable => Errno::ENoProtoOpt,
        Failure::TooLarge => Errno::EMsgSize,
    }
}
