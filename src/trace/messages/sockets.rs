//! The sockets of programs: behind which variable of which program each was, from when to when, and which control block it had.

use super::Who;
use crate::sim::ids::HostId;
use crate::sim::socket::{Call, SocketKind};
use crate::sim::tcp::State;
use crate::sim::{EventId, TcbId};
use crate::trace::Trace;
use std::collections::{BTreeMap, VecDeque};

/// What a socket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It speaks TCP.
    Stream,
    /// It speaks UDP.
    Datagram,
}

/// A socket of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct SocketLife {
    /// Whose.
    pub who: Who,
    /// The variable.
    pub name: String,
    /// What it speaks.
    pub kind: Kind,
    /// Its control block, if it ever listened, connected or was accepted.
    pub tcb: Option<TcbId>,
    /// Its port, if it was given one or has a connection.
    pub port: Option<u16>,
    /// The event at which the program got it.
    pub opened: EventId,
    /// The event at which the program let it go.
    pub closed: Option<EventId>,
    /// The states of its control block, each with the event at which it was entered. What it was before the program had it is among them; what the
    /// stack does with it when the program has let go of it, too.
    pub states: Vec<(EventId, State)>,
}

impl SocketLife {
    /// Whether the program has it at a position.
    pub fn is_open_at(&self, position: u32) -> bool {
        self.opened.0 < position && self.closed.is_none_or(|closed| closed.0 >= position)
    }

    /// The state of its control block at a position.
    pub fn state_at(&self, position: u32) -> State {
        let count = self.states.partition_point(|(event, _)| event.0 < position);
        count.checked_sub(1).and_then(|last| self.states.get(last)).map_or(State::Closed, |(_, state)| *state)
    }
}

/// The sockets so far.
pub(super) struct Sockets {
    lives: Vec<SocketLife>,
    /// Which of them a variable holds.
    held: BTreeMap<(Who, String), usize>,
    /// The local ports of control blocks.
    ports: BTreeMap<TcbId, u16>,
    states: BTreeMap<TcbId, Vec<(EventId, State)>>,
    /// Open connections that wait for `accept`, by host and port.
    ready: BTreeMap<(HostId, u16), VecDeque<TcbId>>,
}

/// The variable that a call is made on.
pub(super) fn variable(call: &Call) -> Option<&str> {
    match call {
        Call::Socket { socket, .. }
        | Call::SetOption { socket, .. }
        | Call::Bind { socket, .. }
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
        | Call::Shutdown { socket, .. }
        | Call::Close { socket } => Some(socket),
        Call::Sleep { .. } => None,
    }
}

impl Sockets {
    pub(super) fn new(trace: &Trace) -> Sockets {
        let mut ports = BTreeMap::new();
        for span in trace.packets() {
            if let Some(tcb) = span.tcb {
                ports.entry(tcb).or_insert_with(|| span.packet.source().port);
            }
        }
        Sockets { lives: Vec::new(), held: BTreeMap::new(), ports, states: BTreeMap::new(), ready: BTreeMap::new() }
    }

    /// The socket that a variable holds.
    pub(super) fn open(&self, who: Who, name: &str) -> Option<&SocketLife> {
        self.lives.get(*self.held.get(&(who, name.to_owned()))?)
    }

    fn open_mut(&mut self, who: Who, name: &str) -> Option<&mut SocketLife> {
        self.lives.get_mut(*self.held.get(&(who, name.to_owned()))?)
    }

    fn put(&mut self, life: SocketLife) {
        let opened = life.opened;
        let before = self.held.insert((life.who, life.name.clone()), self.lives.len());
        self.lives.push(life);
        self.end(before, opened);
    }

    fn end(&mut self, life: Option<usize>, closed: EventId) {
        if let Some(life) = life.and_then(|life| self.lives.get_mut(life)) {
            life.closed = Some(closed);
        }
    }

    /// A call is made.
    pub(super) fn call(&mut self, who: Who, event: EventId, call: &Call) {
        match call {
            Call::Socket { socket, kind } => {
                let kind = if *kind == SocketKind::Stream { Kind::Stream } else { Kind::Datagram };
                let (name, states) = (socket.clone(), Vec::new());
                self.put(SocketLife { who, name, kind, tcb: None, port: None, opened: event, closed: None, states });
            }
            Call::Bind { socket, port } => {
                if let Some(life) = self.open_mut(who, socket).filter(|life| life.port.is_none()) {
                    life.port = Some(*port);
                }
            }
            Call::Close { socket } => {
                let life = self.held.remove(&(who, socket.clone()));
                self.end(life, event);
            }
            _ => {}
        }
    }

    /// A call has failed: what it would have done has not happened.
    pub(super) fn fail(&mut self, who: Who, call: &Call) {
        if let Call::Bind { socket, port } = call
            && let Some(life) = self.open_mut(who, socket).filter(|life| life.port == Some(*port) && life.tcb.is_none())
        {
            life.port = None;
        }
    }

    /// `accept` has come back: with the connection that has waited longest.
    pub(super) fn accept(&mut self, who: Who, event: EventId, call: &Call) {
        let Call::Accept { socket, connection } = call else { return };
        let Some(port) = self.open(who, socket).and_then(|life| life.port) else { return };
        let tcb = self.ready.get_mut(&(who.0, port)).and_then(VecDeque::pop_front);
        let (name, states) = (connection.clone(), Vec::new());
        let port = Some(port);
        self.put(SocketLife { who, name, kind: Kind::Stream, tcb, port, opened: event, closed: None, states });
    }

    /// A control block changes its state: because of this call, if it follows from one.
    pub(super) fn state(
        &mut self,
        host: HostId,
        tcb: TcbId,
        (from, to): (State, State),
        by: Option<(Who, &Call)>,
        event: EventId,
    ) {
        let port = self.ports.get(&tcb).copied();
        let states = self.states.entry(tcb).or_default();
        states.push((event, to));
        let is_active = states.iter().any(|(_, state)| *state == State::SynSent);
        match by {
            Some((who, Call::Listen { socket, .. } | Call::Connect { socket, .. }))
                if matches!(to, State::Listen | State::SynSent) =>
            {
                if let Some(life) = self.open_mut(who, socket) {
                    life.tcb = Some(tcb);
                    life.port = life.port.or(port);
                }
            }
            _ if !from.is_synchronized() && to.is_synchronized() && !is_active => {
                if let Some(port) = port {
                    self.ready.entry((host, port)).or_default().push_back(tcb);
                }
            }
            _ => {}
        }
    }

    /// The process ends, and lets go of everything.
    pub(super) fn exit(&mut self, who: Who, event: EventId) {
        for life in self.lives.iter_mut().filter(|life| life.who == who && life.closed.is_none()) {
            life.closed = Some(event);
        }
        self.held.retain(|(of, _), _| *of != who);
    }

    /// All of them, with the states that they went through.
    pub(super) fn done(mut self) -> Vec<SocketLife> {
        for life in &mut self.lives {
            life.states = life.tcb.and_then(|tcb| self.states.get(&tcb)).cloned().unwrap_or_default();
        }
        self.lives
    }
}
