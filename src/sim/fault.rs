//! Packets have names that say what they are, and faults name the packet they meet.
//!
//! `client.syn.1` is the first SYN of the host called client, `client.syn.1.2` the same SYN sent again. A name stays true when the scenario
//! is edited elsewhere, which an index into the trace would not.

use super::ids::HostId;
use super::table::Table;
use super::time::Span;
use crate::wire::{Flags, Segment, SeqNum, SocketAddr};
use serde::{Deserialize, Serialize};

/// What a segment is, by what it does to the connection.
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
}

impl PacketKind {
    /// Every kind.
    pub const ALL: [PacketKind; 6] =
        [PacketKind::Syn, PacketKind::SynAck, PacketKind::Rst, PacketKind::Fin, PacketKind::Data, PacketKind::Ack];

    /// The kind of a segment: the first that fits, in the order of [`PacketKind::ALL`].
    pub fn of(segment: &Segment) -> PacketKind {
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

/// What a fault does to its packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultAction {
    /// It is lost half-way.
    Drop,
    /// It is held up for so long beyond the link's own delay; others may overtake it.
    Delay(Span),
}

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fault {
    /// The packet.
    pub packet: PacketName,
    /// What happens to it.
    pub action: FaultAction,
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
    /// The name of a segment that is being sent for the `transmission`-th time.
    pub fn name(
        &mut self,
        from: HostId,
        segment: &Segment,
        (source, destination): (SocketAddr, SocketAddr),
        transmission: u8,
    ) -> PacketName {
        let kind = PacketKind::of(segment);
        let key = (kind, source, destination, segment.seq.0);
        let known = self.numbers.get(&key).filter(|_| transmission > 1);
        let nth = known.copied().unwrap_or_else(|| {
            let count = self.counts.get(&(from, kind)).map_or(1, |count| count + 1);
            self.counts.insert((from, kind), count);
            if !matches!(kind, PacketKind::Ack | PacketKind::Rst) {
                self.numbers.insert(key, count);
            }
            count
        });
        PacketName { from, kind, nth, transmission }
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
