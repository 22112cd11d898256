//! The part of the format that says what joins the hosts: cables, and perhaps a router.

use super::is_default;
use serde::{Deserialize, Serialize};
use std::net::Ipv4Addr;

format! {
    /// A cable, the same in both directions.
    pub struct Link {
        /// Bits a second.
        #[serde(default = "defaults::rate_bps")]
        pub rate_bps: u64,
        /// One-way delay in microseconds.
        #[serde(default = "defaults::delay_us")]
        pub delay_us: u64,
        /// The largest packet that it takes, in bytes of IPv4.
        #[serde(default = "defaults::mtu", skip_serializing_if = "defaults::is_mtu")]
        pub mtu: u16,
        /// How many packets may wait before it.
        #[serde(default = "defaults::queue_packets")]
        pub queue_packets: u32,
        /// From how many waiting packets on an ECN-capable one is marked; if left out, never.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mark_from_packets: Option<u32>,
        /// Packets lost at random, in a million.
        #[serde(default)]
        pub loss_per_million: u32,
        /// Packets that arrive twice, in a million.
        #[serde(default, skip_serializing_if = "is_default")]
        pub duplicate_per_million: u32,
        /// Packets with one wrong bit, in a million.
        #[serde(default, skip_serializing_if = "is_default")]
        pub corrupt_per_million: u32,
        /// Packets held up so that later ones overtake them, in a million.
        #[serde(default, skip_serializing_if = "is_default")]
        pub reorder_per_million: u32,
        /// For how long they are held up, in microseconds.
        #[serde(default = "defaults::reorder_us", skip_serializing_if = "defaults::is_reorder_us")]
        pub reorder_us: u64,
        /// Each packet takes up to so many microseconds longer, but overtakes none.
        #[serde(default, skip_serializing_if = "is_default")]
        pub jitter_us: u64,
    }

    /// A time without a cable.
    #[derive(Copy)]
    pub struct Cut {
        /// From then on, in milliseconds.
        pub at_ms: u64,
        /// Until then; if left out, to the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mended_ms: Option<u64>,
    }

    /// The router, to which every host has a cable.
    #[derive(Copy)]
    pub struct Router {
        /// Its address, from which it says what it could not deliver.
        pub address: Ipv4Addr,
    }
}

mod defaults {
    pub(super) fn rate_bps() -> u64 {
        10_000_000
    }
    pub(super) fn delay_us() -> u64 {
        40_000
    }
    pub(super) fn mtu() -> u16 {
        1_500
    }
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
    pub(super) fn is_mtu(mtu: &u16) -> bool {
        *mtu == self::mtu()
    }
    pub(super) fn queue_packets() -> u32 {
        100
    }
    pub(super) fn reorder_us() -> u64 {
        10_000
    }
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for; large on some machines")]
    pub(super) fn is_reorder_us(us: &u64) -> bool {
        *us == reorder_us()
    }
}

impl Default for Link {
    fn default() -> Link {
        Link {
            rate_bps: defaults::rate_bps(),
            delay_us: defaults::delay_us(),
            mtu: defaults::mtu(),
            queue_packets: defaults::queue_packets(),
            mark_from_packets: None,
            loss_per_million: 0,
            duplicate_per_million: 0,
            corrupt_per_million: 0,
            reorder_per_million: 0,
            reorder_us: defaults::reorder_us(),
            jitter_us: 0,
        }
    }
}
