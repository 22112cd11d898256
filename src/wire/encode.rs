//! Values to bytes, with lengths and checksums right (RFC 791 3.1, RFC 9293 3.1, RFC 768, RFC 792).
//!
//! Tests hold it against decoders of other people.

use super::checksum::{Sum, sum_of_contents};
use super::packet::{IPV4_HEADER_BYTES, Packet, Transport};
use super::tcp::{Segment, TcpOptions};

/// The packet as it is on the wire, from the first byte of the IPv4 header.
///
/// Total for every packet the simulator builds: payloads are bounded by the MSS or by what an IPv4 packet holds, options by the 40 bytes that a
/// header has room for. What does not fit is left out rather than mangled.
pub fn encode(packet: &Packet) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(packet.wire_len());
    ipv4(&mut bytes, packet);
    let checksum_at = match &packet.transport {
        Transport::Tcp(segment) => {
            tcp(&mut bytes, segment);
            Some(16)
        }
        Transport::Udp(datagram) => {
            bytes.extend(datagram.source_port.to_be_bytes());
            bytes.extend(datagram.destination_port.to_be_bytes());
            bytes.extend(u16::try_from(8 + datagram.payload.len()).unwrap_or(u16::MAX).to_be_bytes());
            bytes.extend([0, 0]);
            bytes.extend(datagram.payload.iter());
            Some(6)
        }
        Transport::Icmp(message) => {
            let (kind, code, rest) = message.kind.numbers();
            bytes.extend([kind, code, 0, 0]);
            bytes.extend(rest.to_be_bytes());
            bytes.extend(message.body.iter());
            Some(2)
        }
        Transport::Fragment(piece) => {
            bytes.extend(piece.bytes.iter());
            None
        }
    };
    let total_len = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    put(&mut bytes, 2, total_len);
    let sum = Sum::default().with(bytes.get(..IPV4_HEADER_BYTES).unwrap_or_default());
    put(&mut bytes, 10, sum.complement());
    if let Some(at) = checksum_at {
        let (header, contents) = bytes.split_at_checked(IPV4_HEADER_BYTES).unwrap_or_default();
        let sum = sum_of_contents(header, contents).map_or(0, Sum::complement);
        // A UDP checksum that comes to 0 is sent as ffff, because 0 means that there is none (RFC 768).
        let sum = if sum == 0 && matches!(packet.transport, Transport::Udp(_)) { u16::MAX } else { sum };
        put(&mut bytes, IPV4_HEADER_BYTES + at, sum);
    }
    bytes
}

/// Writes a 16-bit field.
fn put(bytes: &mut [u8], at: usize, value: u16) {
    if let Some(field) = bytes.get_mut(at..at + 2) {
        field.copy_from_slice(&value.to_be_bytes());
    }
}

/// The header; its length and its checksum are still 0.
fn ipv4(bytes: &mut Vec<u8>, packet: &Packet) {
    const DONT_FRAGMENT: u16 = 0x4000;
    const MORE_FRAGMENTS: u16 = 0x2000;
    let ip = &packet.ip;
    let place = match &packet.transport {
        Transport::Fragment(piece) => (piece.offset / 8) | if piece.more { MORE_FRAGMENTS } else { 0 },
        _ => 0,
    };
    let flags = if ip.dont_fragment { DONT_FRAGMENT } else { 0 };
    bytes.extend([0x45, ip.dscp << 2 | ip.ecn & 3, 0, 0]);
    bytes.extend(ip.identification.to_be_bytes());
    bytes.extend((flags | place).to_be_bytes());
    bytes.extend([ip.ttl, packet.transport.protocol(), 0, 0]);
    bytes.extend(ip.source.octets());
    bytes.extend(ip.destination.octets());
}

/// Header, options and data; the checksum is still 0.
fn tcp(bytes: &mut Vec<u8>, segment: &Segment) {
    let begin = bytes.len();
    bytes.extend(segment.source_port.to_be_bytes());
    bytes.extend(segment.destination_port.to_be_bytes());
    bytes.extend(segment.seq.0.to_be_bytes());
    bytes.extend(segment.ack.0.to_be_bytes());
    let words = u8::try_from(segment.header_len() / 4).unwrap_or(15);
    bytes.extend([words << 4, segment.flags.0]);
    bytes.extend(segment.window.to_be_bytes());
    bytes.extend([0, 0]);
    bytes.extend(segment.urgent.to_be_bytes());
    options(bytes, &segment.options);
    bytes.resize(begin + segment.header_len(), END);
    bytes.extend(segment.payload.iter());
}

const END: u8 = 0;
const NOOP: u8 = 1;

/// In the order in which Linux writes them.
fn options(bytes: &mut Vec<u8>, options: &TcpOptions) {
    if let Some(mss) = options.mss {
        bytes.extend([2, 4]);
        bytes.extend(mss.to_be_bytes());
    }
    if options.sack_permitted {
        bytes.extend([4, 2]);
    }
    if let Some(stamps) = options.timestamps {
        if !options.sack_permitted {
            bytes.extend([NOOP, NOOP]);
        }
        bytes.extend([8, 10]);
        bytes.extend(stamps.value.to_be_bytes());
        bytes.extend(stamps.echo.to_be_bytes());
    }
    if let Some(shift) = options.window_scale {
        bytes.extend([NOOP, 3, 3, shift]);
    }
    let blocks = options.sack_blocks_written();
    if blocks > 0 {
        bytes.extend([NOOP, NOOP, 5, u8::try_from(2 + 8 * blocks).unwrap_or(u8::MAX)]);
        for (start, end) in options.sack.iter().take(blocks) {
            bytes.extend(start.0.to_be_bytes());
            bytes.extend(end.0.to_be_bytes());
        }
    }
}
