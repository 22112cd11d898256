//! Checksums, verified over the bytes as they came (RFC 1071): the sum of everything under one is 0, reserved bits and all. A UDP checksum
//! field of 0 means that there is none (RFC 768); a fragment's contents have none of their own.

use super::packet::{PROTOCOL_ICMP, PROTOCOL_UDP};
use etherparse::checksum::Sum16BitWords;

/// Whether a packet's checksums are right. Bytes that are no packet have none that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checksums {
    /// The IPv4 header's.
    pub ipv4: bool,
    /// The transport protocol's, over pseudo-header, header and data; for ICMP without a pseudo-header.
    pub transport: bool,
}

/// Verifies an encoded IPv4 packet.
pub fn checksums(packet: &[u8]) -> Checksums {
    verify(packet).unwrap_or(Checksums { ipv4: false, transport: false })
}

fn verify(packet: &[u8]) -> Option<Checksums> {
    let header_len = usize::from(packet.first()? & 0x0f) * 4;
    let total_len = usize::from(u16::from_be_bytes([*packet.get(2)?, *packet.get(3)?]));
    let (header, body) = (packet.get(..header_len)?, packet.get(header_len..total_len)?);
    let protocol = *header.get(9)?;
    let is_piece = u16::from_be_bytes([*header.get(6)?, *header.get(7)?]) & 0x3fff != 0;
    let pseudo = match protocol {
        PROTOCOL_ICMP => Sum16BitWords::new(),
        _ => Sum16BitWords::new()
            .add_slice(header.get(12..20)?)
            .add_2bytes([0, protocol])
            .add_2bytes(u16::try_from(body.len()).ok()?.to_be_bytes()),
    };
    let has_none = is_piece || (protocol == PROTOCOL_UDP && body.get(6..8) == Some(&[0, 0]));
    Some(Checksums {
        ipv4: Sum16BitWords::new().add_slice(header).ones_complement() == 0,
        transport: has_none || pseudo.add_slice(body).ones_complement() == 0,
    })
}
