//! The format itself: the types that are written and read. Units are in the names.

use serde::{Deserialize, Serialize};
use std::net::Ipv4Addr;

/// The version that this build writes, and the only one so far.
pub const VERSION: u32 = 1;

/// Derives what every part of the format has; the schema is only made where there is a command line.
macro_rules! format {
    ($($item:item)*) => {
        $(
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
            #[serde(rename_all = "snake_case", deny_unknown_fields)]
            $item
        )*
    };
}

/// Derives for the enums: they differ in how they are tagged.
macro_rules! choice {
    ($($item:item)*) => {
        $(
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
            $item
        )*
    };
}

mod fault;
mod link;
mod program;
mod tcp;
mod turn;

pub use fault::{Action, Fault, Forged, Network};
pub use link::{Cut, Link, Router};
pub use program::{Program, Role, ShutdownHow, SocketKind, SocketOption, Step};
pub use tcp::{Growth, Isn, KeepAlive, LossRecovery, Tcp, TcpPreset};
pub use turn::{CableTurn, TcpTurn, Turn};

format! {
    /// A run's parts.
    pub struct Scenario {
        /// The version of the format: 1.
        pub wirewalk: u32,
        /// The seed of everything random: link loss, and initial sequence numbers by RFC 6528.
        #[serde(default)]
        pub seed: u64,
        /// The hosts: two that a cable joins, or up to eight, each with a cable to the router.
        pub hosts: Vec<Host>,
        /// What the cables are like.
        #[serde(default)]
        pub link: Link,
        /// The router.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub router: Option<Router>,
        /// What happens to chosen packets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub faults: Vec<Fault>,
        /// Segments that somebody else sends in the place of a host.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub forged: Vec<Forged>,
        /// What changes in the midst of the run.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub turns: Vec<Turn>,
        /// When the run ends at the latest, in milliseconds.
        #[serde(default = "defaults::until_ms")]
        pub until_ms: u64,
    }

    /// A host.
    pub struct Host {
        /// Its name: lower-case letters, digits and hyphens.
        pub name: String,
        /// Its IPv4 address.
        pub address: Ipv4Addr,
        /// Its TCP.
        #[serde(default)]
        pub tcp: Tcp,
        /// What it does with what arrives.
        #[serde(default)]
        pub inbound: Inbound,
        /// Its programs may take ports below 1024.
        #[serde(default = "defaults::privileged", skip_serializing_if = "Clone::clone")]
        pub privileged: bool,
        /// Its cable, where that differs from the others: what it sends on, and with a router also what it receives on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<Link>,
        /// When its cable is cut, and mended.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub cuts: Vec<Cut>,
        /// The first port it gives to a client socket.
        #[serde(default = "defaults::first_port")]
        pub first_port: u16,
        /// Its programs.
        #[serde(default)]
        pub programs: Vec<Program>,
    }
}

choice! {
    /// What a host does with what arrives.
    #[derive(Copy, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum Inbound {
        /// It takes it.
        #[default]
        Accept,
        /// A firewall throws it away without a word.
        Drop,
    }
}

/// What is as it would be anyway need not be written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

mod defaults {
    pub(super) fn until_ms() -> u64 {
        600_000
    }
    pub(super) fn first_port() -> u16 {
        50_000
    }
    pub(super) fn privileged() -> bool {
        true
    }
}
