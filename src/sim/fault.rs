//! Packets have names that say what they are, and faults name the packet they meet.
//!
//! `client.syn.1` is the first SYN of the host called client, `client.syn.1.2` the same SYN sent again. A name stays true when the scenario
//! is edited elsewhere, which an index into the trace would not.

use super::ids::HostId;
use super::table::Table;
use super::time::{Span, Time};
use crate::wire::edit::Edit;
use crate::wire::{Flags, IcmpKind, Packet, Segment, SeqNum, SocketAddr, Transport};
use serde::{Deserialize, Serialize};

/// What a packet is; of a segment, by what it does to the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PacketKind {
    /// SYN without ACK.
    Syn,
    /// SYN with ACK.
    SynAck,
    /// RST, with or without ACK.
    Rst,
    /// FIN, with or without data.
    Fin,
    /// Data, without SYN or FIN.
    Data,
    /// ACK and nothing else.
    Ack,
    /// A UDP datagram.
    Udp,
    /// An ICMP message.
    Icmp,
    /// A piece of a packet.
    Fragment,
    /// One that the scenario forges.
    Forged,
}

impl PacketKind {
    /// Every kind.
    pub const ALL: [PacketKind; 10] = [
        PacketKind::Syn,
        PacketKind::SynAck,
        PacketKind::Rst,
        PacketKind::Fin,
        PacketKind::Data,
        PacketKind::Ack,
        PacketKind::Udp,
        PacketKind::Icmp,
        PacketKind::Fragment,
        PacketKind::Forged,
    ];

    /// The kind of a packet.
    pub fn of(packet: &Packet) -> PacketKind {
        match &packet.transport {
            Transport::Tcp(segment) => PacketKind::of_segment(segment),
            Transport::Udp(_) => PacketKind::Udp,
            Transport::Icmp(_) => PacketKind::Icmp,
            Transport::Fragment(_) => PacketKind::Fragment,
        }
    }

    /// The kind of a segment: the first that fits, in the order of [`PacketKind::ALL`].
    fn of_segment(segment: &Segment) -> PacketKind {
        let flags = segment.flags;
        if flags.has(Flags::RST) {
            PacketKind::Rst
        } else if flags.has(Flags::SYN) {
            if flags.has(Flags::ACK) { PacketKind::SynAck } else { PacketKind::Syn }
        } else if flags.has(Flags::FIN) {
            PacketKind::Fin
        } else if segment.payload.is_empty() {
            PacketKind::Ack
        } else {
            PacketKind::Data
        }
    }

    /// As in names: `synack`.
    pub fn id(self) -> &'static str {
        match self {
            PacketKind::Syn => "syn",
            PacketKind::SynAck => "synack",
            PacketKind::Rst => "rst",
            PacketKind::Fin => "fin",
            PacketKind::Data => "data",
            PacketKind::Ack => "ack",
            PacketKind::Udp => "udp",
            PacketKind::Icmp => "icmp",
            PacketKind::Fragment => "fragment",
            PacketKind::Forged => "forged",
        }
    }
}

/// A packet's name within a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PacketName {
    /// The host that sends it.
    pub from: HostId,
    /// What it is.
    pub kind: PacketKind,
    /// The how many-th packet of this kind from this host, from 1; the same segment sent again keeps its number.
    pub nth: u32,
    /// Which time it is sent, from 1.
    pub transmission: u8,
}

/// Which packet a fault is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selector {
    /// The one of this name.
    Name(PacketName),
    /// The n-th that the host sends, whatever it is, from 1.
    Nth {
        /// The host.
        from: HostId,
        /// From 1.
        nth: u32,
    },
    /// The n-th segment with this flag that the host sends, from 1.
    Flag {
        /// The host.
        from: HostId,
        /// One or more flags, all of which it must have.
        flag: Flags,
        /// From 1.
        nth: u32,
    },
    /// The segment that begins with this sequence number, relative to the initial one of its connection.
    Seq {
        /// The host.
        from: HostId,
        /// 1 is the first byte of data.
        seq: u32,
        /// Which time it is sent, from 1.
        transmission: u8,
    },
}

/// When a packet that is held is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// At this time of the run.
    At(Time),
    /// When the packet of this name is sent; it follows right behind.
    Behind(PacketName),
}

/// What a fault does to its packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultAction {
    /// It is lost half-way.
    Drop,
    /// It is held up for so long beyond the link's own delay; others may overtake it.
    Delay(Span),
    /// It arrives a second time, so much later.
    Duplicate(Span),
    /// This bit, from 0, counted from the first of the IPv4 header, is wrong when it arrives.
    Corrupt(u32),
    /// A router on the way marks it: congestion experienced, if it is ECN-capable (RFC 3168 5).
    Mark,
    /// It is held.
    Hold(Release),
    /// It is lost half-way, and the network says why to its sender.
    Answer(IcmpKind),
    /// One of its fields is changed on the way.
    Set(Edit),
}

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fault {
    /// The packet.
    pub packet: Selector,
    /// What happens to it.
    pub action: FaultAction,
}

/// A sequence or acknowledgment number of a forged segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// This number.
    Absolute(u32),
    /// So much more than the initial sequence number of the connection that the ports belong to.
    Relative(u32),
}

/// A segment that somebody else sends in the place of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forged {
    /// When.
    pub at: Time,
    /// Whom it claims to be from.
    pub from: HostId,
    /// To whom.
    pub to: HostId,
    /// The segment; its numbers are replaced by the following.
    pub segment: Segment,
    /// Its sequence number.
    pub seq: Number,
    /// Its acknowledgment number.
    pub ack: Number,
}

/// What a packet is called, and what else faults know it by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tags {
    pub name: PacketName,
    pub flags: Flags,
    /// Relative to the initial sequence number; none for what belongs to no connection.
    pub seq: Option<u32>,
}

impl Selector {
    /// Whether a packet is meant. `seen`: how many packets that might have been meant were sent before.
    pub(crate) fn is_meant(&self, tags: &Tags, seen: &mut u32) -> bool {
        let from = tags.name.from;
        let counts = |is: bool, nth: u32, seen: &mut u32| {
            *seen += u32::from(is);
            is && *seen == nth
        };
        match *self {
            Selector::Name(name) => name == tags.name,
            Selector::Nth { from: of, nth } => counts(from == of, nth, seen),
            Selector::Flag { from: of, flag, nth } => counts(from == of && tags.flags.has(flag), nth, seen),
            Selector::Seq { from: of, seq, transmission } => {
                from == of && tags.seq == Some(seq) && tags.name.transmission == transmission
            }
        }
    }
}

/// Gives packets their names as they are sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Namer {
    counts: Table<(HostId, PacketKind), u32>,
    /// What may be sent again: its kind, its ends and its first number.
    numbers: Table<(PacketKind, SocketAddr, SocketAddr, u32), u32>,
    /// How many of those there were when the useless ones were last thrown out.
    kept: usize,
}

/// How many numbers are kept before it is asked which are still of use.
const NUMBERS_KEPT: usize = 1_024;

impl Namer {
    /// The name of a packet that is being sent for the `transmission`-th time.
    pub fn name(&mut self, from: HostId, packet: &Packet, transmission: u8) -> PacketName {
        let kind = PacketKind::of(packet);
        let key = packet.segment().map(|segment| (kind, packet.source(), packet.destination(), segment.seq.0));
        let known = key.filter(|_| transmission > 1).and_then(|key| self.numbers.get(&key));
        let nth = known.copied().unwrap_or_else(|| {
            let count = self.count(from, kind);
            if let Some(key) = key.filter(|_| !matches!(kind, PacketKind::Ack | PacketKind::Rst)) {
                self.numbers.insert(key, count);
            }
            count
        });
        PacketName { from, kind, nth, transmission }
    }

    /// The name of a forged packet.
    pub fn forged(&mut self, from: HostId) -> PacketName {
        let kind = PacketKind::Forged;
        PacketName { from, kind, nth: self.count(from, kind), transmission: 1 }
    }

    fn count(&mut self, from: HostId, kind: PacketKind) -> u32 {
        if let Some(count) = self.counts.get_mut(&(from, kind)) {
            *count += 1;
            return *count;
        }
        self.counts.insert((from, kind), 1);
        1
    }

    /// Whether it is time to throw out what cannot be sent again.
    pub fn is_full(&self) -> bool {
        self.numbers.len() > 2 * self.kept.max(NUMBERS_KEPT)
    }

    /// Throws out what cannot be sent again: of a segment's two ends and its first number, `may` says whether it can.
    pub fn tidy(&mut self, may: impl Fn(SocketAddr, SocketAddr, SeqNum) -> bool) {
        self.numbers.retain(|(_, source, destination, seq)| may(*source, *destination, SeqNum(*seq)));
        self.kept = self.numbers.len();
    }
}
