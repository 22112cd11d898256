//! Numbers that stand for things in a run: hosts, events, packets, control blocks, directions. They name; they hold nothing.

use serde::{Deserialize, Serialize};

/// A host's number in its scenario, from 0; the router, if there is one, comes behind the last host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HostId(pub u32);

/// The number of an event in its run, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub u32);

/// The number of a packet in its run, in the order in which they were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PacketId(pub u32);

/// The number of a control block in its run: a connection's end or a listening socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TcbId(pub u32);

/// One direction of a cable: from one host, or the router, to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Direction {
    /// Who sends.
    pub from: HostId,
    /// Who receives.
    pub to: HostId,
}
