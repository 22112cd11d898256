//! Programs at work: each runs until its next call that blocks. What a call does to a connection is in `tcp`; here is what it
//! does to the program: sockets behind variables, blocking, errno, and the end of the process, which closes everything.

use super::{Recorder, Task, World};
use crate::sim::Span;
use crate::sim::event::{Actor, EventKind};
use crate::sim::host::Listener;
use crate::sim::ids::{EventId, HostId, TcbId};
use crate::sim::program::{Handle, Program, Status};
use crate::sim::socket::{Call, Errno, Outcome};
use crate::sim::tcp::{Effects, Endpoint, Failure, Read, State, Written};
use crate::wire::SocketAddr;
use std::collections::VecDeque;
use std::rc::Rc;

/// The largest piece that one `recv` of [`Call::RecvToEnd`] takes.
const RECV_MOST: usize = 65_536;

/// What trying a call gave.
enum Tried {
    /// It returned. `true`: the program goes on to the next line; `false`: it makes the same call again.
    Returned(Outcome, bool),
    /// It blocks.
    Blocks,
}

fn done(outcome: Outcome) -> Tried {
    Tried::Returned(outcome, true)
}

fn failed(errno: Errno) -> Tried {
    done(Outcome::Failed { errno })
}

/// Which program of which host is meant.
#[derive(Clone, Copy)]
struct Who {
    host: HostId,
    program: usize,
}

impl World {
    pub(super) fn start_program(&mut self, host: HostId, program: usize, watch: &mut dyn Recorder) {
        let who = Who { host, program };
        if let Some(program) = self.program_mut(who) {
            program.status = Status::Ready;
        }
        self.run_program(who, None, watch);
    }

    /// A sleep or a program's own time limit is over.
    pub(super) fn wake_program(&mut self, host: HostId, program: usize, watch: &mut dyn Recorder) {
        let who = Who { host, program };
        let due = self.program_mut(who).map(|program| program.status);
        let Some(Status::Blocked(call)) = due else { return };
        let sleeping = matches!(self.line(who).as_deref(), Some(Call::Sleep { .. }));
        let outcome = if sleeping { Outcome::Done } else { Outcome::TimeLimit };
        self.finish_call(who, call, call, outcome, watch);
        self.run_program(who, Some(call), watch);
    }

    /// Something happened at a host: programs whose call can return now go on.
    pub(super) fn run_programs(&mut self, host: HostId, cause: EventId, watch: &mut dyn Recorder) {
        let count = self.host(host).map_or(0, |host| host.programs.len());
        for program in 0..count {
            self.run_program(Who { host, program }, Some(cause), watch);
        }
    }

    fn run_program(&mut self, who: Who, cause: Option<EventId>, watch: &mut dyn Recorder) {
        loop {
            let Some((status, line)) = self.program_mut(who).map(|program| (program.status, program.line())) else {
                return;
            };
            let (call, event) = match (status, line) {
                (Status::Waiting | Status::Exited, _) => return,
                (_, None) => return self.exit(who, cause, watch),
                (Status::Ready, Some(line)) => (Rc::clone(&line.call), self.begin_call(who, &line.call, watch)),
                (Status::Blocked(event), Some(line)) => (line.call, event),
            };
            match self.try_call(who, &call, event, watch) {
                Tried::Blocks => return,
                Tried::Returned(outcome, true) => {
                    self.finish_call(who, event, cause.unwrap_or(event), outcome, watch);
                }
                Tried::Returned(outcome, false) => {
                    let kind = EventKind::Returned { call: event, outcome };
                    self.note(watch, actor(who), Some(cause.unwrap_or(event)), None, kind);
                }
            }
        }
    }

    /// A call is made: from here on the program is in it.
    fn begin_call(&mut self, who: Who, call: &Rc<Call>, watch: &mut dyn Recorder) -> EventId {
        let event = self.note(watch, actor(who), None, None, EventKind::Called { call: Rc::clone(call) });
        let now = self.now;
        let wait = match &**call {
            Call::Sleep { span } => Some(*span),
            Call::Connect { timeout, .. } => *timeout,
            _ => None,
        };
        let Some(program) = self.program_mut(who) else { return event };
        program.status = Status::Blocked(event);
        program.sent = 0;
        program.wake_at = wait.map(|span: Span| now + span);
        if let Some(at) = program.wake_at {
            self.queue.schedule(at, Task::Wake { host: who.host, program: who.program, at });
        }
        event
    }

    fn finish_call(&mut self, who: Who, call: EventId, cause: EventId, outcome: Outcome, watch: &mut dyn Recorder) {
        let Some(line) = self.program_mut(who).and_then(|program| program.line()) else { return };
        let died = matches!(outcome, Outcome::Failed { .. } | Outcome::TimeLimit) && !line.may_fail;
        // That socket, bind, listen, shutdown, close and sleep worked is no news.
        if outcome != Outcome::Done || matches!(*line.call, Call::Accept { .. } | Call::Connect { .. }) {
            self.note(watch, actor(who), Some(cause), None, EventKind::Returned { call, outcome });
        }
        if let Some(program) = self.program_mut(who) {
            program.status = Status::Ready;
            program.wake_at = None;
            program.next = if died { usize::MAX } else { program.next + 1 };
        }
    }

    /// The process ends: its descriptors are closed, as by `close`.
    fn exit(&mut self, who: Who, cause: Option<EventId>, watch: &mut dyn Recorder) {
        let event = self.note(watch, actor(who), cause, None, EventKind::Exited);
        let Some(program) = self.program_mut(who) else { return };
        program.status = Status::Exited;
        let handles = core::mem::take(&mut program.handles);
        for handle in handles.into_values() {
            self.close_handle(who, handle, event, watch);
        }
    }

    fn try_call(&mut self, who: Who, call: &Call, event: EventId, watch: &mut dyn Recorder) -> Tried {
        match call {
            Call::Socket { socket } => self.set_handle(who, socket, Handle::Fresh(0), event, watch),
            Call::Bind { socket, port } => self.try_bind(who, socket, *port, event, watch),
            Call::Listen { socket, backlog } => self.try_listen(who, socket, *backlog, event, watch),
            Call::Accept { socket, connection } => self.try_accept(who, socket, connection, event, watch),
            Call::Connect { socket, host, port, .. } => {
                self.try_connect(who, socket, HostId(*host), *port, event, watch)
            }
            Call::Send { socket, data } => self.try_send(who, socket, data, event, watch),
            Call::Recv { socket, most } => {
                self.try_recv(who, socket, usize::try_from(*most).unwrap_or(RECV_MOST), event, watch)
            }
            Call::RecvToEnd { socket } => match self.try_recv(who, socket, RECV_MOST, event, watch) {
                Tried::Returned(outcome @ Outcome::Received { .. }, _) => Tried::Returned(outcome, false),
                tried => tried,
            },
            Call::Shutdown { socket, .. } => self.try_shutdown(who, socket, event, watch),
            Call::Close { socket } => match self.program_mut(who).and_then(|program| program.handles.remove(socket)) {
                Some(handle) => {
                    self.close_handle(who, handle, event, watch);
                    done(Outcome::Done)
                }
                None => failed(Errno::EBadF),
            },
            Call::Sleep { .. } => Tried::Blocks,
        }
    }

    fn try_bind(&mut self, who: Who, socket: &str, port: u16, event: EventId, watch: &mut dyn Recorder) -> Tried {
        match self.handle(who, socket) {
            None => failed(Errno::EBadF),
            Some(Handle::Fresh(0)) if self.host(who.host).is_some_and(|host| host.port_in_use(port)) => {
                failed(Errno::EAddrInUse)
            }
            Some(Handle::Fresh(0)) => self.set_handle(who, socket, Handle::Fresh(port), event, watch),
            Some(_) => failed(Errno::EInval),
        }
    }

    fn try_listen(&mut self, who: Who, socket: &str, backlog: u16, event: EventId, watch: &mut dyn Recorder) -> Tried {
        let Some(Handle::Fresh(bound)) = self.handle(who, socket) else { return failed(Errno::EInval) };
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        let port = if bound == 0 { host.free_port() } else { Some(bound) };
        let Some(port) = port.filter(|port| host.listener_on(*port).is_none()) else {
            return failed(Errno::EAddrInUse);
        };
        let tcb = self.new_tcb();
        let listener = Listener { port, backlog, ready: VecDeque::new() };
        if let Some(host) = self.host_mut(who.host) {
            host.listeners.insert(tcb, listener);
        }
        let kind = EventKind::State { tcb, from: State::Closed, to: State::Listen };
        self.note(watch, Actor::Stack(who.host), Some(event), Some("RFC 9293 3.10.1"), kind);
        self.set_handle(who, socket, Handle::Listener(tcb), event, watch)
    }

    fn try_accept(
        &mut self,
        who: Who,
        socket: &str,
        connection: &str,
        event: EventId,
        watch: &mut dyn Recorder,
    ) -> Tried {
        let Some(Handle::Listener(listener)) = self.handle(who, socket) else { return failed(Errno::EInval) };
        let ready = self.host_mut(who.host).and_then(|host| host.listeners.get_mut(&listener)?.ready.pop_front());
        match ready {
            None => Tried::Blocks,
            Some(tcb) => self.set_handle(who, connection, Handle::Connection(tcb), event, watch),
        }
    }

    fn try_connect(
        &mut self,
        who: Who,
        socket: &str,
        to: HostId,
        port: u16,
        event: EventId,
        watch: &mut dyn Recorder,
    ) -> Tried {
        match self.handle(who, socket) {
            None => failed(Errno::EBadF),
            Some(Handle::Listener(_)) => failed(Errno::EInval),
            Some(Handle::Fresh(bound)) => self.begin_connect(who, socket, bound, (to, port), event, watch),
            Some(Handle::Connection(_)) => failed(Errno::EIsConn),
            Some(Handle::Connecting(tcb, bound)) => self.go_on_connecting(who, socket, tcb, bound, event, watch),
        }
    }

    /// Whether the handshake is done. If it failed, the socket is as it was before.
    fn go_on_connecting(
        &mut self,
        who: Who,
        socket: &str,
        tcb: TcbId,
        bound: u16,
        event: EventId,
        watch: &mut dyn Recorder,
    ) -> Tried {
        let host = self.host_mut(who.host);
        let Some(endpoint) = host.and_then(|host| host.endpoints.get_mut(&tcb)) else { return failed(Errno::ENotConn) };
        match (endpoint.state(), endpoint.tell_failure()) {
            (_, Some(failure)) => {
                self.set_handle(who, socket, Handle::Fresh(bound), event, watch);
                failed(errno_of(failure))
            }
            (State::SynSent | State::SynReceived, None) => Tried::Blocks,
            (_, None) => {
                if let Some(program) = self.program_mut(who) {
                    program.handles.insert(socket.to_owned(), Handle::Connection(tcb));
                }
                done(Outcome::Done)
            }
        }
    }

    fn try_shutdown(&mut self, who: Who, socket: &str, event: EventId, watch: &mut dyn Recorder) -> Tried {
        let Some(handle) = self.handle(who, socket) else { return failed(Errno::EBadF) };
        let tcb = handle.connection();
        let shut = tcb.and_then(|tcb| self.with_endpoint(who.host, tcb, event, watch, Endpoint::shutdown_write));
        if shut == Some(true) { done(Outcome::Done) } else { failed(Errno::ENotConn) }
    }

    fn begin_connect(
        &mut self,
        who: Who,
        socket: &str,
        bound: u16,
        (to, port): (HostId, u16),
        event: EventId,
        watch: &mut dyn Recorder,
    ) -> Tried {
        let now = self.now;
        let Some(address) = self.host(to).map(|host| host.address) else { return failed(Errno::EInval) };
        let remote = SocketAddr { address, port };
        let tcb = self.new_tcb();
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        let local_port = if bound == 0 { host.free_port() } else { Some(bound) };
        let local = local_port.map(|port| SocketAddr { address: host.address, port });
        let Some(local) = local.filter(|local| host.endpoint_for(*local, remote).is_none()) else {
            return failed(Errno::EAddrInUse);
        };
        let isn = host.next_isn(local, remote, now);
        let mut effects = Effects::default();
        let endpoint = Endpoint::connect(local, remote, isn, host.tcp, now, &mut effects);
        host.endpoints.insert(tcb, endpoint);
        self.set_handle(who, socket, Handle::Connecting(tcb, bound), event, watch);
        self.apply(who.host, tcb, event, &mut effects, watch);
        Tried::Blocks
    }

    fn try_send(&mut self, who: Who, socket: &str, data: &[u8], event: EventId, watch: &mut dyn Recorder) -> Tried {
        let Some(handle) = self.handle(who, socket) else { return failed(Errno::EBadF) };
        let Some(tcb) = handle.connection() else { return failed(Errno::EPipe) };
        let already = self.program_mut(who).map_or(0, |program| program.sent);
        let rest = data.get(already..).unwrap_or_default();
        let send = |endpoint: &mut Endpoint, now, effects: &mut Effects| endpoint.send(rest, now, effects);
        match self.with_endpoint(who.host, tcb, event, watch, send) {
            Some(Written::WouldBlock) => Tried::Blocks,
            None | Some(Written::Closed) => failed(Errno::EPipe),
            Some(Written::Failed(failure)) => failed(errno_of(failure)),
            Some(Written::Bytes(count)) => {
                if let Some(program) = self.program_mut(who) {
                    program.sent = already + count;
                }
                if count < rest.len() {
                    return Tried::Blocks;
                }
                done(Outcome::Sent { bytes: u32::try_from(data.len()).unwrap_or(u32::MAX) })
            }
        }
    }

    fn try_recv(&mut self, who: Who, socket: &str, most: usize, event: EventId, watch: &mut dyn Recorder) -> Tried {
        let Some(handle) = self.handle(who, socket) else { return failed(Errno::EBadF) };
        let Some(tcb) = handle.connection() else { return failed(Errno::ENotConn) };
        let recv = |endpoint: &mut Endpoint, now, effects: &mut Effects| endpoint.recv(most, now, effects);
        match self.with_endpoint(who.host, tcb, event, watch, recv) {
            None => failed(Errno::ENotConn),
            Some(Read::WouldBlock) => Tried::Blocks,
            Some(Read::Bytes(data)) => done(Outcome::Received { data }),
            Some(Read::EndOfFile) => done(Outcome::EndOfFile),
            Some(Read::Failed(failure)) => failed(errno_of(failure)),
        }
    }

    fn close_handle(&mut self, who: Who, handle: Handle, event: EventId, watch: &mut dyn Recorder) {
        match handle {
            Handle::Fresh(_) => {}
            Handle::Connection(tcb) | Handle::Connecting(tcb, _) => {
                self.with_endpoint(who.host, tcb, event, watch, Endpoint::close);
            }
            Handle::Listener(tcb) => {
                let gone = self.host_mut(who.host).and_then(|host| host.listeners.remove(&tcb));
                let kind = EventKind::State { tcb, from: State::Listen, to: State::Closed };
                self.note(watch, Actor::Stack(who.host), Some(event), Some("RFC 9293 3.10.4"), kind);
                if let Some(listener) = gone {
                    self.abandon(who.host, listener, event, watch);
                }
            }
        }
    }

    /// What a listening socket had begun goes with it, as in Linux: half-open connections are forgotten, so that their peers' next
    /// segment gets an RST; those that nobody accepted get theirs at once.
    fn abandon(&mut self, host: HostId, listener: Listener, event: EventId, watch: &mut dyn Recorder) {
        for tcb in self.host(host).map(|host| host.half_open(listener.port)).unwrap_or_default() {
            self.with_endpoint(host, tcb, event, watch, Endpoint::forget);
        }
        for tcb in listener.ready {
            self.with_endpoint(host, tcb, event, watch, Endpoint::abort);
        }
    }

    /// Assigns a variable. What it held before is closed, because no other name for it is left.
    fn set_handle(&mut self, who: Who, name: &str, handle: Handle, event: EventId, watch: &mut dyn Recorder) -> Tried {
        let before = self.program_mut(who).and_then(|program| program.handles.insert(name.to_owned(), handle));
        if let Some(before) = before {
            self.close_handle(who, before, event, watch);
        }
        done(Outcome::Done)
    }

    fn handle(&self, who: Who, name: &str) -> Option<Handle> {
        self.host(who.host)?.programs.get(who.program)?.handle(name)
    }

    fn line(&mut self, who: Who) -> Option<Rc<Call>> {
        self.program_mut(who)?.line().map(|line| line.call)
    }

    fn program_mut(&mut self, who: Who) -> Option<&mut Program> {
        self.host_mut(who.host)?.programs.get_mut(who.program)
    }
}

fn actor(who: Who) -> Actor {
    Actor::Program(who.host, u32::try_from(who.program).unwrap_or(u32::MAX))
}

fn errno_of(failure: Failure) -> Errno {
    match failure {
        Failure::Refused => Errno::EConnRefused,
        Failure::Reset => Errno::EConnReset,
        Failure::BrokenPipe => Errno::EPipe,
        Failure::TimedOut => Errno::ETimedOut,
    }
}
