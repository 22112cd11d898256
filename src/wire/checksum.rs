//! The checksum of the Internet (RFC 1071): the complement of the sum of all 16-bit words, carries added back in.
//!
//! Verified over the bytes as they came: the sum of everything under a right one is 0, reserved bits and all. A UDP checksum field of 0 means
//! that there is none (RFC 768); a fragment's contents have none of their own.

use super::packet::{PROTOCOL_ICMP, PROTOCOL_UDP};

/// A sum of 16-bit words, most significant byte first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum(u32);

impl Sum {
    /// With these bytes besides; one that is left over counts as if a 0 followed it.
    pub(super) fn with(self, bytes: &[u8]) -> Sum {
        let words = bytes.chunks(2).map(|word| match *word {
            [high, low] => u32::from(u16::from_be_bytes([high, low])),
            [high] => u32::from(high) << 8,
            _ => 0,
        });
        // 65 535 bytes are not enough for the carries to overflow.
        Sum(words.fold(self.0, |sum, word| sum + word))
    }

    /// What goes into the checksum field; 0 if what was summed holds its own checksum, and it is right.
    pub(super) fn complement(self) -> u16 {
        let mut sum = self.0;
        while sum > u32::from(u16::MAX) {
            sum = (sum >> 16) + (sum & u32::from(u16::MAX));
        }
        !u16::try_from(sum).unwrap_or_default()
    }
}

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

/// The sum over a packet's contents, pseudo-header and all, of a packet whose IPv4 header is `header`.
pub(super) fn sum_of_contents(header: &[u8], contents: &[u8]) -> Option<Sum> {
    let protocol = *header.get(9)?;
    let pseudo = match protocol {
        PROTOCOL_ICMP => Sum::default(),
        _ => Sum::default()
            .with(header.get(12..20)?)
            .with(&[0, protocol])
            .with(&u16::try_from(contents.len()).ok()?.to_be_bytes()),
    };
    Some(pseudo.with(contents))
}

fn verify(packet: &[u8]) -> Option<Checksums> {
    let header_len = usize::from(packet.first()? & 0x0f) * 4;
    let total_len = usize::from(u16::from_be_bytes([*packet.get(2)?, *packet.get(3)?]));
    let (header, body) = (packet.get(..header_len)?, packet.get(header_len..total_len)?);
    let is_piece = u16::from_be_bytes([*header.get(6)?, *header.get(7)?]) & 0x3fff != 0;
    let has_none = is_piece || (*header.get(9)? == PROTOCOL_UDP && body.get(6..8) == Some(&[0, 0]));
    Some(Checksums {
        ipv4: Sum::default().with(header).complement() == 0,
        transport: has_none || sum_of_contents(header, body)?.complement() == 0,
    })
}
