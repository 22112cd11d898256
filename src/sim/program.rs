//! A program: socket calls one after the other, blocking as they block.

use super::ids::{EventId, TcbId};
use super::socket::{Call, SocketOption};
use super::table::Table;
use super::time::Time;
use crate::wire::{Payload, SocketAddr};
use std::rc::Rc;

/// One line of a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A call.
    Call {
        /// The call.
        call: Rc<Call>,
        /// The program expects that it may fail (`try: … except OSError: pass`).
        may_fail: bool,
    },
    /// The beginning of a loop, whose last line is [`Line::Again`].
    Loop {
        /// How often; none: until a receive in it returns 0 bytes, or the process ends.
        times: Option<u32>,
        /// The number of the line behind its end.
        behind: usize,
    },
    /// The end of a loop.
    Again {
        /// The number of the line behind its [`Line::Loop`].
        first: usize,
    },
}

/// A program as a scenario gives it.
#[derive(Clone, Debug)]
pub struct ProgramSetup {
    /// When it starts.
    pub starts: Time,
    /// What it does.
    pub lines: Vec<Line>,
    /// At the end of its lines it waits for more, as a person at a prompt would let it.
    pub interactive: bool,
}

/// A TCP socket that is neither listening nor connected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The port that it is bound to, 0 for none.
    pub port: u16,
    /// The options that the program has set.
    pub options: Options,
}

/// Options of a socket; by default those of its host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options(u8);

impl Options {
    pub(crate) fn with(self, option: SocketOption) -> Options {
        Options(self.0 | 1 << option as u8)
    }

    pub(crate) fn has(self, option: SocketOption) -> bool {
        self.0 & 1 << option as u8 != 0
    }
}

/// What a variable of a program holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handle {
    /// A TCP socket without a connection.
    Fresh(Draft),
    /// A listening socket.
    Listener(TcbId),
    /// A connection that `connect` is opening, and what the socket was before.
    Connecting(TcbId, Draft),
    /// A connection.
    Connection(TcbId),
    /// A UDP socket.
    Datagram(TcbId),
}

impl Handle {
    /// The connection, open or not.
    pub(crate) fn connection(self) -> Option<TcbId> {
        match self {
            Handle::Connection(tcb) | Handle::Connecting(tcb, _) => Some(tcb),
            Handle::Fresh(_) | Handle::Listener(_) | Handle::Datagram(_) => None,
        }
    }
}

/// Where a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Not started.
    Waiting,
    /// About to run the next line.
    Ready,
    /// In a call that has not returned: the event at which it was made.
    Blocked(EventId),
    /// Ended.
    Exited,
}

/// A running program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub starts: Time,
    pub interactive: bool,
    lines: Rc<[Line]>,
    pub next: usize,
    pub status: Status,
    pub handles: Table<String, Handle>,
    /// How much of the current `send` has been copied.
    pub sent: usize,
    /// Until when the current call waits, if it does not wait for ever.
    pub wake_at: Option<Time>,
    /// What was received last, and from whom.
    pub received: Option<(Payload, SocketAddr)>,
    /// How often each loop that the program is in is still to be run, innermost last; none: without end.
    loops: Vec<Option<u32>>,
}

impl Program {
    pub(crate) fn new(setup: ProgramSetup) -> Program {
        Program {
            starts: setup.starts,
            interactive: setup.interactive,
            lines: setup.lines.into(),
            next: 0,
            status: Status::Waiting,
            handles: Table::default(),
            sent: 0,
            wake_at: None,
            received: None,
            loops: Vec::new(),
        }
    }

    /// The call that runs, or would run next, and whether it may fail. Goes round loops on its way.
    pub(crate) fn call(&mut self) -> Option<(Rc<Call>, bool)> {
        loop {
            match self.lines.get(self.next)? {
                Line::Call { call, may_fail } => return Some((Rc::clone(call), *may_fail)),
                Line::Loop { times: Some(0), behind } => self.next = *behind,
                Line::Loop { times, .. } => {
                    self.loops.push(*times);
                    self.next += 1;
                }
                Line::Again { first } => match self.loops.pop().flatten() {
                    Some(1) => self.next += 1,
                    more => {
                        self.loops.push(more.map(|times| times - 1));
                        self.next = *first;
                    }
                },
            }
        }
    }

    /// Adds a call behind the others.
    pub(crate) fn append(&mut self, call: Call) {
        let line = Line::Call { call: Rc::new(call), may_fail: true };
        self.lines = self.lines.iter().cloned().chain([line]).collect();
    }

    /// A receive returned 0 bytes: that ends a loop that has no other end.
    pub(crate) fn leave_loop(&mut self) {
        if let Some(None) = self.loops.last() {
            self.loops.pop();
            let ends = self.lines.iter().enumerate().skip(self.next);
            let mut depth = 0_usize;
            for (number, line) in ends {
                match line {
                    Line::Loop { .. } => depth += 1,
                    Line::Again { .. } if depth == 0 => {
                        self.next = number + 1;
                        return;
                    }
                    Line::Again { .. } => depth -= 1,
                    Line::Call { .. } => {}
                }
            }
        }
    }

    /// The connection or listening socket behind a variable.
    pub(crate) fn handle(&self, name: &str) -> Option<Handle> {
        self.handles.get(name).copied()
    }

    /// Whether one of its variables is this connection.
    pub(crate) fn holds(&self, tcb: TcbId) -> bool {
        let is =
            |handle: &Handle| matches!(handle, Handle::Connection(own) | Handle::Connecting(own, _) if *own == tcb);
        self.handles.values().any(is)
    }
}
