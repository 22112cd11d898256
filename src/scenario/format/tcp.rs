//! The part of the format that says what a host's TCP is like: a preset, and what differs from it.

use serde::{Deserialize, Serialize};

format! {
    /// A host's TCP: a preset, and what differs from it.
    #[derive(Default)]
    pub struct Tcp {
        /// The preset.
        #[serde(default)]
        pub preset: TcpPreset,
        /// Timing and acknowledgment as Linux has them where it differs from the RFCs.
        #[serde(default)]
        pub linux_timing: bool,
        /// The initial sequence numbers.
        #[serde(default)]
        pub isn: Isn,
        /// The MSS it announces, in bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mss: Option<u16>,
        /// How often it repeats a SYN.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub syn_retries: Option<u8>,
        /// How often it repeats a SYN+ACK.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub synack_retries: Option<u8>,
        /// How often it repeats data or a FIN.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub data_retries: Option<u8>,
        /// Whether small segments wait for acknowledgments (false: `TCP_NODELAY`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub nagle: Option<bool>,
        /// What three duplicate ACKs do where SACK is not in use.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub loss_recovery: Option<LossRecovery>,
        /// How the congestion window grows after a loss.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub growth: Option<Growth>,
        /// Whether it offers selective acknowledgment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sack: Option<bool>,
        /// Whether time, where SACK is in use, tells of losses instead of three duplicates (RACK, RFC 8985).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rack: Option<bool>,
        /// Whether it then answers silence with a probe (TLP, RFC 8985).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub tail_loss_probe: Option<bool>,
        /// Whether, where SACK is in use, it undoes a timeout that was no loss (F-RTO, RFC 5682).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub f_rto: Option<bool>,
        /// Whether it offers timestamps.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub timestamps: Option<bool>,
        /// The shift of the window scaling that it offers, 0 to 14.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub window_scale: Option<u8>,
        /// Whether and how it asks about idle connections (`SO_KEEPALIVE`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub keep_alive: Option<KeepAlive>,
        /// Whether it offers explicit congestion notification.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ecn: Option<bool>,
        /// Whether it finds out how large a packet may be, with "don't fragment" on all its segments.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub path_mtu_discovery: Option<bool>,
        /// Whether the congestion window begins anew after a pause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub restart_after_idle: Option<bool>,
        /// How many connections may be half open at a listening socket; if left out, any number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub syn_backlog: Option<u16>,
        /// Whether it answers with SYN cookies when there are more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub syn_cookies: Option<bool>,
        /// Its receive buffer, in bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub receive_buffer: Option<u32>,
        /// Its send buffer, in bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub send_buffer: Option<u32>,
    }

    /// How a host asks about idle connections.
    pub struct KeepAlive {
        /// After so many milliseconds in which nothing came.
        #[serde(default = "defaults::keep_alive_idle_ms")]
        pub idle_ms: u64,
        /// And again after so many.
        #[serde(default = "defaults::keep_alive_interval_ms")]
        pub interval_ms: u64,
        /// So often, before it gives the connection up.
        #[serde(default = "defaults::keep_alive_probes")]
        pub probes: u8,
    }
}

choice! {
    /// A set of TCP behaviours by name.
    #[derive(Copy, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum TcpPreset {
        /// Small and plain, for learning: every ACK at once, no option but MSS.
        #[default]
        Textbook,
        /// Delayed ACKs, the initial window of RFC 6928, NewReno; no SACK, no timestamps, no scaling.
        Classic,
        /// `classic` with selective acknowledgment.
        Sack,
        /// What hosts do today: SACK, RACK-TLP, timestamps, window scaling, CUBIC.
        Modern,
    }

    /// What three duplicate ACKs do where SACK is not in use.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum LossRecovery {
        /// Nothing.
        Off,
        /// Everything is sent again, beginning with one segment.
        Tahoe,
        /// One segment is sent again, and the window is halved.
        Reno,
        /// As in Reno, until everything that was in flight is acknowledged (RFC 6582).
        NewReno,
    }

    /// How the congestion window grows after a loss.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum Growth {
        /// By one segment a round trip (RFC 5681).
        Linear,
        /// By a cubic function of time (RFC 9438).
        Cubic,
    }

    /// How a host numbers its connections.
    #[derive(Copy, Default)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    pub enum Isn {
        /// By RFC 6528, from the seed.
        #[default]
        Rfc6528,
        /// Chosen numbers.
        Chosen {
            /// The first connection's.
            first: u32,
            /// How much more each further connection's is.
            step: u32,
        },
    }
}

mod defaults {
    pub(super) fn keep_alive_idle_ms() -> u64 {
        7_200_000
    }
    pub(super) fn keep_alive_interval_ms() -> u64 {
        75_000
    }
    pub(super) fn keep_alive_probes() -> u8 {
        9
    }
}
