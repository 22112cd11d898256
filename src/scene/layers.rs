//! A packet in layers: what it is made of, the rulers that are laid on it, and its way down one stack and up another.
//!
//! Five levels; the rulers with seven and four are drawn on these. A real link would add a frame; the simulator's carries IP packets, so
//! of the frame there are only names and sizes here.

mod journey;
mod nesting;
#[cfg(test)]
mod tests;

pub use journey::{Column, Journey, Place, Stacks};
pub use nesting::{Cell, Nesting, PartBox, Row};

use crate::wire::Transport;
use crate::wire::fields::{Field, Layer, fields};
use crate::wire::{Packet, encode};
use core::ops::Range;

/// A level of the TCP/IP model with five layers, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What programs say to each other.
    Application,
    /// From program to program.
    Transport,
    /// From host to host.
    Network,
    /// To the next device.
    Link,
    /// Bits.
    Physical,
}

impl Level {
    /// All of them, from the top.
    pub const ALL: [Level; 5] = [Level::Application, Level::Transport, Level::Network, Level::Link, Level::Physical];

    /// Lower case, for ids and texts.
    pub fn id(self) -> &'static str {
        match self {
            Level::Application => "application",
            Level::Transport => "transport",
            Level::Network => "network",
            Level::Link => "link",
            Level::Physical => "physical",
        }
    }

    /// The level of this name.
    pub fn of_id(id: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.id() == id)
    }

    /// How many levels lie above it.
    pub fn depth(self) -> usize {
        Level::ALL.iter().position(|level| *level == self).unwrap_or_default()
    }
}

/// What a part of a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// The header of an Ethernet frame.
    Ethernet,
    /// The IPv4 header.
    Ip,
    /// The TCP header, options and all.
    Tcp,
    /// The UDP header.
    Udp,
    /// The ICMP header.
    Icmp,
    /// What the application wrote.
    Data,
    /// A piece of a packet, of which only the first has a transport header.
    Piece,
    /// The beginning of the packet that an ICMP message is about.
    Quoted,
    /// The frame check sequence.
    Fcs,
}

/// A part of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// The level that adds it.
    pub level: Level,
    /// How long it is, in bytes.
    pub bytes: usize,
    /// Where it is in the packet's bytes; nowhere, if the simulator does not send it.
    pub range: Range<usize>,
}

/// Bytes of an Ethernet header: two addresses and a type.
pub const ETHERNET_BYTES: usize = 14;
/// Bytes of the check behind a frame.
pub const FCS_BYTES: usize = 4;

/// A packet taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anatomy {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its fields, in wire order.
    pub fields: Vec<Field>,
    /// The parts of the frame that would carry it, in wire order.
    pub parts: Vec<Part>,
}

impl Anatomy {
    /// Takes a packet apart.
    pub fn of(packet: &Packet) -> Anatomy {
        let bytes = encode(packet);
        let fields = fields(&bytes);
        let range = |layers: &[Layer]| {
            let own = || fields.iter().filter(|field| layers.contains(&field.id.layer()));
            let begin = own().map(|field| field.bits.start).min()?;
            Some(begin / 8..own().map(|field| field.bits.end).max()?.div_ceil(8))
        };
        let (header, inside) = match &packet.transport {
            Transport::Tcp(_) => (Some(PartKind::Tcp), PartKind::Data),
            Transport::Udp(_) => (Some(PartKind::Udp), PartKind::Data),
            Transport::Icmp(_) => (Some(PartKind::Icmp), PartKind::Quoted),
            Transport::Fragment(_) => (None, PartKind::Piece),
        };
        // ICMP is carried like a transport protocol but belongs to the network layer.
        let of_header = if header == Some(PartKind::Icmp) { Level::Network } else { Level::Transport };
        let of_inside = if inside == PartKind::Data { Level::Application } else { Level::Network };
        let inner = [
            (Some(PartKind::Ip), Level::Network, range(&[Layer::Ipv4])),
            (header, of_header, range(&[Layer::Tcp, Layer::Udp, Layer::Icmp])),
            (Some(inside), of_inside, range(&[Layer::Data])),
        ];
        let ethernet = Part { kind: PartKind::Ethernet, level: Level::Link, bytes: ETHERNET_BYTES, range: 0..0 };
        let fcs = Part { kind: PartKind::Fcs, level: Level::Link, bytes: FCS_BYTES, range: 0..0 };
        let inner = inner.into_iter().filter_map(|(kind, level, range)| {
            let (kind, range) = kind.zip(range)?;
            Some(Part { kind, level, bytes: range.len(), range })
        });
        let parts = core::iter::once(ethernet).chain(inner).chain([fcs]).collect();
        Anatomy { bytes, fields, parts }
    }

    /// The highest level that has something to do with the packet: without data, that is not the application.
    pub fn top(&self) -> Level {
        self.parts.iter().map(|part| part.level).min().unwrap_or(Level::Network)
    }

    /// The part that has a byte of the packet.
    pub fn part_at(&self, byte: usize) -> Option<&Part> {
        self.parts.iter().find(|part| part.range.contains(&byte))
    }
}
