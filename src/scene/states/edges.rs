//! The edges of the state diagram: those of RFC 9293 figure 5, and the ways out that it leaves to the text.

use crate::sim::tcp::State;
use crate::sim::tcp::State::{
    CloseWait, Closed, Closing, Established, FinWait1, FinWait2, LastAck, Listen, SynReceived, SynSent, TimeWait,
};

/// What leads from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Lower case, for texts and tests. All quiet edges are called alike.
    pub id: &'static str,
    /// From this state.
    pub from: State,
    /// To this one.
    pub to: State,
    /// Where it is written.
    pub rule: &'static str,
}

impl Edge {
    /// Whether it is a way out that the figure of the RFC does not draw: an RST, or nobody answers.
    pub fn is_quiet(&self) -> bool {
        self.id == "broken"
    }
}

const fn edge(id: &'static str, from: State, to: State, rule: &'static str) -> Edge {
    Edge { id, from, to, rule }
}

const fn broken(from: State) -> Edge {
    edge("broken", from, Closed, "RFC 9293 3.10.7.4, 3.8.3")
}

/// How many edges there are.
pub(super) const COUNT: usize = 26;

/// All of them, in the order in which a connection may come to them.
pub const EDGES: [Edge; COUNT] = [
    edge("passive-open", Closed, Listen, "RFC 9293 3.10.1"),
    edge("stop-listening", Listen, Closed, "RFC 9293 3.10.4"),
    edge("active-open", Closed, SynSent, "RFC 9293 3.10.1"),
    edge("give-up-opening", SynSent, Closed, "RFC 9293 3.10.4"),
    edge("syn-in-listen", Listen, SynReceived, "RFC 9293 3.10.7.2"),
    edge("reset-in-syn-received", SynReceived, Listen, "RFC 9293 3.10.7.4"),
    edge("send-in-listen", Listen, SynSent, "RFC 9293 3.10.2"),
    edge("simultaneous-open", SynSent, SynReceived, "RFC 9293 3.10.7.3"),
    edge("syn-ack", SynSent, Established, "RFC 9293 3.10.7.3"),
    edge("ack-of-syn", SynReceived, Established, "RFC 9293 3.10.7.4"),
    edge("close-in-syn-received", SynReceived, FinWait1, "RFC 9293 3.10.4"),
    broken(SynReceived),
    edge("close-first", Established, FinWait1, "RFC 9293 3.10.4"),
    edge("fin-first", Established, CloseWait, "RFC 9293 3.10.7.4"),
    broken(Established),
    edge("ack-of-fin", FinWait1, FinWait2, "RFC 9293 3.10.7.4"),
    edge("simultaneous-close", FinWait1, Closing, "RFC 9293 3.10.7.4"),
    broken(FinWait1),
    edge("fin-second", FinWait2, TimeWait, "RFC 9293 3.10.7.4"),
    broken(FinWait2),
    edge("ack-in-closing", Closing, TimeWait, "RFC 9293 3.10.7.4"),
    broken(Closing),
    edge("close-second", CloseWait, LastAck, "RFC 9293 3.10.4"),
    broken(CloseWait),
    edge("last-ack", LastAck, Closed, "RFC 9293 3.10.7.4"),
    edge("two-msl", TimeWait, Closed, "RFC 9293 3.10.8"),
];

/// The edge between two states: its place in [`EDGES`].
pub fn between(from: State, to: State) -> Option<usize> {
    EDGES.iter().position(|edge| (edge.from, edge.to) == (from, to))
}
