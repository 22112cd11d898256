//! The part of the format that says what changes in the midst of a run.

use super::tcp::{Growth, LossRecovery};
use serde::{Deserialize, Serialize};

format! {
    /// A change in the midst of a run: until then it is the same as without.
    pub struct Turn {
        /// When, in nanoseconds. What happens at the same time comes after it.
        pub at_ns: u64,
        /// Whose TCP, or whose cable changes: a host's name; if left out, everybody's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub host: Option<String>,
        /// What changes in TCP.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tcp: Option<TcpTurn>,
        /// What changes in the cable.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<CableTurn>,
    }

    /// What a living host's TCP can change: by an option of its sockets, or of the whole system.
    #[derive(Copy, Default)]
    pub struct TcpTurn {
        /// How the congestion window grows after a loss (Linux: `TCP_CONGESTION`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub growth: Option<Growth>,
        /// What three duplicate ACKs do where SACK is not in use.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub loss_recovery: Option<LossRecovery>,
        /// Whether small segments wait for acknowledgments (false: `TCP_NODELAY`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub nagle: Option<bool>,
        /// Whether ACKs wait (Linux, false: `TCP_QUICKACK`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub delayed_ack: Option<bool>,
        /// Whether connections that begin later offer selective acknowledgment (Linux: `tcp_sack`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sack: Option<bool>,
        /// Whether the congestion window begins anew after a pause (Linux: `tcp_slow_start_after_idle`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub restart_after_idle: Option<bool>,
    }

    /// What can change in a cable, for what is sent from then on.
    #[derive(Copy, Default)]
    pub struct CableTurn {
        /// Bits a second.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rate_bps: Option<u64>,
        /// One-way delay in microseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub delay_us: Option<u64>,
        /// How many packets may wait before it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub queue_packets: Option<u32>,
        /// Packets lost at random, in a million.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub loss_per_million: Option<u32>,
    }
}
