//! Scripts: a host under test, calls to its sockets, segments from a peer, and what must come of it, line by line. docs/scripts.md says how
//! they are written; tests/scripts/ holds them, a directory a topic.
//!
//! A script is not a scenario: the peer is no host but whatever the script says, so that it can do what no stack would. Knows the simulator and
//! the format of a host's TCP; a browser never loads it.

mod case;
mod names;
mod packet;
mod parse;
mod segment;

use crate::scenario::Tcp;
use crate::sim::Span;
use crate::sim::socket::Call;
use crate::sim::tcp::{State, TimerKind};
use crate::wire::IcmpKind;
use core::fmt;
use packet::Pattern;

/// A script: what all its cases begin with, and the cases.
#[derive(Clone, Debug)]
pub struct Script {
    tcp: Tcp,
    setup: Vec<Line>,
    cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug)]
struct Case {
    name: String,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    number: usize,
    /// So long after the line before.
    after: Option<Span>,
    act: Act,
}

#[derive(Clone, Debug)]
enum Act {
    /// The program makes a call, and perhaps it returns this at once.
    Call { call: Call, result: Option<Result> },
    /// The call that blocked has returned this.
    Returns(Result),
    /// The peer sends this.
    Peer(Pattern),
    /// The network says this of the segment that the host sent with this number, or of the datagram that it sent last.
    Message { kind: IcmpKind, seq: Option<u32> },
    /// The host sends this next.
    Says(Pattern),
    /// The host sends nothing.
    Nothing,
    /// The connection is in this state.
    State(State),
    /// Variables of its control block have these values.
    Check(Vec<(String, u64)>),
    /// A timer runs out so long after the line before, or does not run.
    Timer { timer: TimerKind, left: Option<Span> },
}

/// What a call comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Result {
    Done,
    Bytes(u32),
    EndOfFile,
    TimeLimit,
    Blocks,
    Errno(String),
}

/// What is wrong: a line that is no line of a script, or something that did not come as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The line, from 1.
    pub line: usize,
    /// The case; empty where the script itself is wrong.
    pub case: String,
    /// What is wrong.
    pub text: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = if self.case.is_empty() { String::new() } else { format!(" ({})", self.case) };
        write!(f, "line {}{case}: {}", self.line, self.text)
    }
}

impl std::error::Error for Failure {}

impl Script {
    /// Reads a script.
    pub fn parse(text: &str) -> core::result::Result<Script, Failure> {
        parse::script(text)
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there is no case.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Runs every case from the beginning; gives what went wrong, at most one failure a case.
    pub fn run(&self) -> Vec<Failure> {
        self.cases.iter().filter_map(|case| case::run(&self.tcp, &self.setup, case).err()).collect()
    }
}

#[cfg(test)]
mod tests;
