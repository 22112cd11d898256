//! The part of the format that says what goes wrong: to packets of the hosts, and by packets of somebody else.

use super::is_default;
use serde::{Deserialize, Serialize};

format! {
    /// What happens to one packet.
    pub struct Fault {
        /// The packet: by its name, `client.syn.1`, or `client.syn.1.2` for the same SYN sent the second time; as the n-th packet of the
        /// host, `client.packet.3`; as the n-th with a flag, `client.flag.psh.2`; by the relative sequence number of its first byte,
        /// `client.seq.1461`, or `client.seq.1461.2`.
        pub packet: String,
        /// What happens to it: `"drop"`, or `{"delay": {"by_ms": 100}}`.
        pub action: Action,
    }

    /// A TCP segment that somebody sends in the place of a host.
    pub struct Forged {
        /// When, in milliseconds.
        pub at_ms: u64,
        /// Whom it claims to be from: a host's name.
        pub from: String,
        /// The name of the host to which it goes.
        pub to: String,
        /// Its source port.
        pub source_port: u16,
        /// Its destination port.
        pub destination_port: u16,
        /// Its flags, joined by `+`: `SYN+ACK`.
        pub flags: String,
        /// Its sequence number.
        #[serde(default)]
        pub seq: u32,
        /// Its acknowledgment number.
        #[serde(default)]
        pub ack: u32,
        /// Whether these are the numbers themselves. If not, they are relative to the initial ones of the connection with these ports.
        #[serde(default, skip_serializing_if = "is_default")]
        pub absolute: bool,
        /// Its window, as in the header.
        #[serde(default, skip_serializing_if = "is_default")]
        pub window: u16,
        /// Its data, as UTF-8.
        #[serde(default, skip_serializing_if = "is_default")]
        pub text: String,
    }
}

choice! {
    /// What a fault does.
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    pub enum Action {
        /// The packet is lost half-way.
        Drop,
        /// The packet is held up.
        Delay {
            /// For so long, beyond the link's own delay.
            by_ms: u64,
        },
        /// The packet arrives twice.
        Duplicate {
            /// The second time so much later.
            #[serde(default, skip_serializing_if = "is_default")]
            after_ms: u64,
        },
        /// A bit of the packet is wrong when it arrives.
        Corrupt {
            /// Which, counted from the first of the IPv4 header, from 0.
            bit: u32,
        },
        /// A router marks it: congestion experienced, if it is ECN-capable.
        Mark,
        /// The packet is held until a time.
        HoldUntil {
            /// That time.
            at_ms: u64,
        },
        /// The packet is held until another one is sent.
        HoldBehind {
            /// The name of that one: `client.data.5`.
            packet: String,
        },
        /// The packet is lost half-way, and its sender is told why.
        Answer {
            /// What it is told.
            with: Network,
        },
        /// A field of the packet is changed on the way, if it has that field.
        Set {
            /// The field: `"window"`, `"sequence-number"`, `"syn"`, `"time-to-live"`, `"data"`; not a length, an offset or an address.
            field: String,
            /// What it is to be. Numbers of sequence are those of the header.
            value: u32,
            /// Of data: which byte, from 0.
            #[serde(default, skip_serializing_if = "is_default")]
            byte: u16,
            /// The checksums stay as they were, which makes them wrong.
            #[serde(default, skip_serializing_if = "is_default")]
            stale_checksum: bool,
        },
    }

    /// What the network says of a packet (ICMP).
    #[derive(Copy)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    pub enum Network {
        /// No way to the network.
        NetworkUnreachable,
        /// No way to the host.
        HostUnreachable,
        /// The host does not speak the protocol.
        ProtocolUnreachable,
        /// Nobody has the port.
        PortUnreachable,
        /// Too large for the next link.
        FragmentationNeeded {
            /// What that takes, in bytes.
            mtu: u16,
        },
        /// The last hop was used up.
        TimeToLiveExceeded,
    }
}
