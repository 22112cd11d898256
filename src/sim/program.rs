//! A program: socket calls one after the other, blocking as they block.

use super::ids::{EventId, TcbId};
use super::socket::Call;
use super::table::Table;
use super::time::Time;
use std::rc::Rc;

/// One line of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The call.
    pub call: Rc<Call>,
    /// The program expects that it may fail (`try: … except OSError: pass`).
    pub may_fail: bool,
}

/// A program as a scenario gives it.
#[derive(Clone, Debug)]
pub struct ProgramSetup {
    /// When it starts.
    pub starts: Time,
    /// What it does.
    pub lines: Vec<Line>,
}

/// What a variable of a program holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handle {
    /// A socket that is neither listening nor connected; the port it is bound to, 0 for none.
    Fresh(u16),
    /// A listening socket.
    Listener(TcbId),
    /// A connection that `connect` is opening, and the port that the socket was bound to before, 0 for none.
    Connecting(TcbId, u16),
    /// A connection.
    Connection(TcbId),
}

impl Handle {
    /// The connection, open or not.
    pub(crate) fn connection(self) -> Option<TcbId> {
        match self {
            Handle::Connection(tcb) | Handle::Connecting(tcb, _) => Some(tcb),
            Handle::Fresh(_) | Handle::Listener(_) => None,
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
    lines: Rc<[Line]>,
    pub next: usize,
    pub status: Status,
    pub handles: Table<String, Handle>,
    /// How much of the current `send` has been copied.
    pub sent: usize,
    /// Until when the current call waits, if it does not wait for ever.
    pub wake_at: Option<Time>,
}

impl Program {
    pub(crate) fn new(setup: ProgramSetup) -> Program {
        Program {
            starts: setup.starts,
            lines: setup.lines.into(),
            next: 0,
            status: Status::Waiting,
            handles: Table::default(),
            sent: 0,
            wake_at: None,
        }
    }

    /// The line that runs, or would run next.
    pub(crate) fn line(&self) -> Option<Line> {
        self.lines.get(self.next).cloned()
    }

    /// The connection or listening socket behind a variable.
    pub(crate) fn handle(&self, name: &str) -> Option<Handle> {
        self.handles.get(name).copied()
    }
}

impl Program {
    /// Whether one of its variables is this connection.
    pub(crate) fn holds(&self, tcb: TcbId) -> bool {
        let is =
            |handle: &Handle| matches!(handle, Handle::Connection(own) | Handle::Connecting(own, _) if *own == tcb);
        self.handles.values().any(is)
    }
}
