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
            #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
            #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
            $item
        )*
    };
}

mod tcp;

pub use tcp::{Growth, Isn, KeepAlive, LossRecovery, Tcp, TcpPreset};

format! {
    /// A run's parts.
    pub struct Scenario {
        /// The version of the format: 1.
        pub wirewalk: u32,
        /// The seed of everything random: link loss, and initial sequence numbers by RFC 6528.
        #[serde(default)]
        pub seed: u64,
        /// The hosts: two, joined by the link.
        pub hosts: Vec<Host>,
        /// The link.
        #[serde(default)]
        pub link: Link,
        /// What happens to chosen packets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub faults: Vec<Fault>,
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
        /// The first port it gives to a client socket.
        #[serde(default = "defaults::first_port")]
        pub first_port: u16,
        /// Its programs.
        #[serde(default)]
        pub programs: Vec<Program>,
    }

    /// The link, the same in both directions.
    pub struct Link {
        /// Bits a second.
        #[serde(default = "defaults::rate_bps")]
        pub rate_bps: u64,
        /// One-way delay in microseconds.
        #[serde(default = "defaults::delay_us")]
        pub delay_us: u64,
        /// How many packets may wait before it.
        #[serde(default = "defaults::queue_packets")]
        pub queue_packets: u32,
        /// Packets lost at random, in a million.
        #[serde(default)]
        pub loss_per_million: u32,
    }

    /// What happens to one packet.
    pub struct Fault {
        /// The packet: `client.syn.1`, or `client.syn.1.2` for the same SYN sent the second time.
        pub packet: String,
        /// What happens to it: `"drop"`, or `{"delay": {"by_ms": 100}}`.
        pub action: Action,
    }

    /// A program.
    pub struct Program {
        /// When it starts, in milliseconds.
        #[serde(default)]
        pub start_ms: u64,
        /// Its lines, one socket call each. When they are done, the process ends and its sockets are closed.
        pub lines: Vec<Step>,
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

    /// What a fault does.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    pub enum Action {
        /// The packet is lost half-way.
        Drop,
        /// The packet is held up.
        Delay {
            /// For so long, beyond the link's own delay.
            by_ms: u64,
        },
    }

    /// Which directions `shutdown` closes.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum ShutdownHow {
        /// No more sending.
        Write,
    }

    /// A socket call. `socket` is the name of a variable, `s` if left out.
    #[serde(rename_all = "snake_case", tag = "call", deny_unknown_fields)]
    pub enum Step {
        /// Makes a socket.
        Socket {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
        },
        /// Gives it a port.
        Bind {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The port.
            port: u16,
        },
        /// Makes it wait for connections.
        Listen {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// How many open connections may wait for `accept`.
            #[serde(default = "defaults::backlog")]
            backlog: u16,
        },
        /// Takes a connection; blocks until there is one.
        Accept {
            /// The listening socket.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The variable for the connection.
            #[serde(default = "defaults::connection")]
            connection: String,
        },
        /// Connects; blocks until that is done or has failed.
        Connect {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The host's name.
            to: String,
            /// Its port.
            port: u16,
            /// The program's own limit, in milliseconds (`settimeout`).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            timeout_ms: Option<u64>,
        },
        /// Sends text.
        Send {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The text, as UTF-8.
            text: String,
        },
        /// Sends so many bytes of a fixed pattern.
        SendBytes {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// How many.
            count: u32,
        },
        /// Receives once; blocks until there is something.
        Recv {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// At most so many bytes.
            #[serde(default = "defaults::recv_most")]
            most: u32,
        },
        /// Receives until the peer has finished.
        RecvToEnd {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
        },
        /// Closes a direction.
        Shutdown {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// Which.
            how: ShutdownHow,
        },
        /// Closes the socket.
        Close {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
        },
        /// Makes another call, and goes on if it fails. Otherwise a failure ends the process, as an uncaught exception does.
        Try {
            /// The call.
            step: Box<Step>,
        },
        /// Waits.
        Sleep {
            /// How long, in milliseconds.
            ms: u64,
        },
    }
}

mod defaults {
    pub(super) fn until_ms() -> u64 {
        600_000
    }
    pub(super) fn first_port() -> u16 {
        50_000
    }
    pub(super) fn rate_bps() -> u64 {
        10_000_000
    }
    pub(super) fn delay_us() -> u64 {
        40_000
    }
    pub(super) fn queue_packets() -> u32 {
        100
    }
    pub(super) fn backlog() -> u16 {
        5
    }
    pub(super) fn recv_most() -> u32 {
        4_096
    }
    pub(super) fn socket() -> String {
        "s".to_owned()
    }
    pub(super) fn connection() -> String {
        "c".to_owned()
    }
}

impl Default for Link {
    fn default() -> Link {
        Link {
            rate_bps: defaults::rate_bps(),
            delay_us: defaults::delay_us(),
            queue_packets: defaults::queue_packets(),
            loss_per_million: 0,
        }
    }
}
