//! Fragments: pieces of an IPv4 packet that was too large for a link, and how they are cut and joined (RFC 791 2.3, 3.2).
//!
//! A piece is only bytes; what they mean is known when all of them are there. How long one waits for the rest is the receiving host's
//! affair (`sim`).

use super::decode::{DecodeError, decode};
use super::encode::encode;
use super::packet::{IPV4_HEADER_BYTES, Ipv4, Packet, Transport};
use super::payload::Payload;
use serde::{Deserialize, Serialize};

/// A piece of an IPv4 packet's contents.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fragment {
    /// The protocol number of the whole.
    pub protocol: u8,
    /// Where the piece begins in the whole, in bytes: a multiple of eight.
    pub offset: u16,
    /// More follow behind it.
    pub more: bool,
    /// The bytes; of all but the last piece a multiple of eight.
    pub bytes: Payload,
}

impl Fragment {
    /// Where the piece ends in the whole, in bytes.
    pub fn end(&self) -> u32 {
        u32::from(self.offset) + self.bytes.len_u32()
    }
}

/// Cuts a packet into pieces that fit a link of this MTU in bytes; gives the packet itself if it fits. A piece can be cut again. A link that
/// has no room for eight bytes gets pieces that are too large.
pub fn fragment(packet: &Packet, mtu: u16) -> Vec<Packet> {
    let whole = encode(packet);
    if whole.len() <= usize::from(mtu) {
        return vec![packet.clone()];
    }
    let contents = whole.get(IPV4_HEADER_BYTES..).unwrap_or_default();
    let step = (usize::from(mtu).saturating_sub(IPV4_HEADER_BYTES) / 8 * 8).max(8);
    let (begin, more_behind) = match &packet.transport {
        Transport::Fragment(piece) => (piece.offset, piece.more),
        _ => (0, false),
    };
    let protocol = packet.transport.protocol();
    let pieces = contents.chunks(step).enumerate().map(|(index, bytes)| {
        let at = index * step;
        Packet {
            ip: packet.ip,
            transport: Transport::Fragment(Fragment {
                protocol,
                offset: begin + u16::try_from(at).unwrap_or(u16::MAX),
                more: more_behind || at + bytes.len() < contents.len(),
                bytes: Payload::from(bytes),
            }),
        }
    });
    pieces.collect()
}

/// Joins pieces to the packet they were cut from; none as long as a piece is missing. Of pieces that overlap, the one that begins first
/// counts; a host that distrusts them drops them before.
pub fn join(ip: Ipv4, pieces: &[Fragment]) -> Option<Result<Packet, DecodeError>> {
    let protocol = pieces.first()?.protocol;
    let last = pieces.iter().find(|piece| !piece.more)?;
    let mut contents: Vec<u8> = Vec::new();
    // Each piece in its turn: there are few.
    while contents.len() < usize::try_from(last.end()).ok()? {
        let next = |piece: &&Fragment| {
            contents.len().checked_sub(usize::from(piece.offset)).is_some_and(|known| known < piece.bytes.len())
        };
        let piece = pieces.iter().find(next)?;
        let known = contents.len() - usize::from(piece.offset);
        contents.extend_from_slice(piece.bytes.get(known..)?);
    }
    let whole = Fragment { protocol, offset: 0, more: false, bytes: Payload::from(contents) };
    Some(decode(&encode(&Packet { ip, transport: Transport::Fragment(whole) })))
}
