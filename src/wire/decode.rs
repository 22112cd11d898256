//! Bytes to values. Whatever bytes come in, the answer is a packet or an error, never a panic.

use super::checksum::checksums;
use super::fragment::Fragment;
use super::icmp::{Icmp, IcmpKind};
use super::packet::{IPV4_HEADER_BYTES, Ipv4, PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, Packet, Transport};
use super::payload::Payload;
use super::seq::SeqNum;
use super::tcp::{Flags, Segment, TcpOptions, Timestamps};
use super::udp::{Datagram, UDP_HEADER_BYTES};
use core::fmt;

/// Why bytes are not a packet that this stack accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Not an IPv4 header, or cut off.
    Ipv4,
    /// The total length says more than there is.
    Length,
    /// The IPv4 header checksum is wrong.
    Ipv4Checksum,
    /// A transport protocol that is not spoken here.
    Protocol(u8),
    /// Not a TCP header, or cut off.
    Tcp,
    /// The TCP checksum is wrong.
    TcpChecksum,
    /// Not a UDP header, cut off, or of another length than it says.
    Udp,
    /// The UDP checksum is wrong.
    UdpChecksum,
    /// Not an ICMP message, or cut off.
    Icmp,
    /// The ICMP checksum is wrong.
    IcmpChecksum,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Ipv4 => f.write_str("not an IPv4 header"),
            DecodeError::Length => f.write_str("shorter than its total length"),
            DecodeError::Ipv4Checksum => f.write_str("wrong IPv4 header checksum"),
            DecodeError::Protocol(number) => write!(f, "protocol {number} is not TCP, UDP or ICMP"),
            DecodeError::Tcp => f.write_str("not a TCP header"),
            DecodeError::TcpChecksum => f.write_str("wrong TCP checksum"),
            DecodeError::Udp => f.write_str("not a UDP header"),
            DecodeError::UdpChecksum => f.write_str("wrong UDP checksum"),
            DecodeError::Icmp => f.write_str("not an ICMP message"),
            DecodeError::IcmpChecksum => f.write_str("wrong ICMP checksum"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The packet that begins with the first of `bytes`; bytes behind its total length are ignored, as padding is.
pub fn decode(bytes: &[u8]) -> Result<Packet, DecodeError> {
    let (ip, protocol, place, header_len, total_len) = ipv4(bytes).ok_or(DecodeError::Ipv4)?;
    let body = bytes.get(header_len..total_len).ok_or(DecodeError::Length)?;
    let sums = checksums(bytes);
    if !sums.ipv4 {
        return Err(DecodeError::Ipv4Checksum);
    }
    let (offset, more) = (place << 3, place & 0x2000 != 0);
    let transport = if more || offset != 0 {
        Transport::Fragment(Fragment { protocol, offset, more, bytes: Payload::from(body) })
    } else {
        contents(protocol, body, sums.transport)?
    };
    Ok(Packet { ip, transport })
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    let field = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes(field.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes(field.try_into().ok()?))
}

/// The header; its protocol, its flags with the fragment offset, its length, and the packet's, in bytes.
fn ipv4(bytes: &[u8]) -> Option<(Ipv4, u8, u16, usize, usize)> {
    let (first, service) = (*bytes.first()?, *bytes.get(1)?);
    let header_len = usize::from(first & 0x0f) * 4;
    if first >> 4 != 4 || header_len < IPV4_HEADER_BYTES || bytes.len() < header_len {
        return None;
    }
    let place = half(bytes, 6)?;
    let ip = Ipv4 {
        source: word(bytes, 12)?.into(),
        destination: word(bytes, 16)?.into(),
        identification: half(bytes, 4)?,
        ttl: *bytes.get(8)?,
        dont_fragment: place & 0x4000 != 0,
        dscp: service >> 2,
        ecn: service & 3,
    };
    Some((ip, *bytes.get(9)?, place, header_len, usize::from(half(bytes, 2)?)))
}

/// What a whole packet carries.
fn contents(protocol: u8, body: &[u8], sum_is_right: bool) -> Result<Transport, DecodeError> {
    let (read, malformed, damaged) = match protocol {
        PROTOCOL_TCP => (segment(body).map(Transport::Tcp), DecodeError::Tcp, DecodeError::TcpChecksum),
        PROTOCOL_UDP => (datagram(body).map(Transport::Udp), DecodeError::Udp, DecodeError::UdpChecksum),
        PROTOCOL_ICMP => (message(body).map(Transport::Icmp), DecodeError::Icmp, DecodeError::IcmpChecksum),
        other => return Err(DecodeError::Protocol(other)),
    };
    let read = read.ok_or(malformed)?;
    if sum_is_right { Ok(read) } else { Err(damaged) }
}

fn datagram(body: &[u8]) -> Option<Datagram> {
    let length = usize::from(half(body, 4)?);
    let data = body.get(UDP_HEADER_BYTES..length)?;
    Some(Datagram { source_port: half(body, 0)?, destination_port: half(body, 2)?, payload: Payload::from(data) })
}

fn message(body: &[u8]) -> Option<Icmp> {
    let kind = IcmpKind::of(*body.first()?, *body.get(1)?, word(body, 4)?);
    Some(Icmp { kind, body: Payload::from(body.get(8..)?) })
}

fn segment(body: &[u8]) -> Option<Segment> {
    let header_len = usize::from(*body.get(12)? >> 4) * 4;
    Some(Segment {
        source_port: half(body, 0)?,
        destination_port: half(body, 2)?,
        seq: SeqNum(word(body, 4)?),
        ack: SeqNum(word(body, 8)?),
        flags: Flags(*body.get(13)?),
        window: half(body, 14)?,
        urgent: half(body, 18)?,
        options: options(body.get(20..header_len)?),
        payload: Payload::from(body.get(header_len..)?),
    })
}

/// The options up to the first malformed one: what cannot be read is treated as absent. Unknown ones are skipped (RFC 9293 3.1).
fn options(mut rest: &[u8]) -> TcpOptions {
    let mut options = TcpOptions::default();
    while let Some((kind, after)) = rest.split_first() {
        match kind {
            0 => break,
            1 => rest = after,
            _ => {
                let length = after.first().map_or(0, |length| usize::from(*length));
                let Some((option, behind)) = rest.split_at_checked(length).filter(|_| length >= 2) else { break };
                if option_of(*kind, option, &mut options).is_none() {
                    break;
                }
                rest = behind;
            }
        }
    }
    options
}

/// Takes one option, kind and length included; none if it is not as long as it must be.
fn option_of(kind: u8, option: &[u8], options: &mut TcpOptions) -> Option<()> {
    match (kind, option.len()) {
        (2, 4) => options.mss = Some(half(option, 2)?),
        (3, 3) => options.window_scale = Some(*option.get(2)?),
        (4, 2) => options.sack_permitted = true,
        (5, 10 | 18 | 26 | 34) => {
            let blocks = option.get(2..)?.chunks(8);
            options.sack =
                blocks.filter_map(|block| Some((SeqNum(word(block, 0)?), SeqNum(word(block, 4)?)))).collect();
        }
        (8, 10) => options.timestamps = Some(Timestamps { value: word(option, 2)?, echo: word(option, 6)? }),
        (2..=5 | 8, _) => return None,
        _ => {}
    }
    Some(())
}
