//! Bytes to values. Whatever bytes come in, the answer is a packet or an error, never a panic.

use super::checksum::checksums;
use super::fragment::Fragment;
use super::icmp::{Icmp, IcmpKind};
use super::packet::{Ipv4, PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, Packet, Transport};
use super::payload::Payload;
use super::seq::SeqNum;
use super::tcp::{Flags, Segment, TcpOptions, Timestamps};
use super::udp::{Datagram, UDP_HEADER_BYTES};
use core::fmt;
use etherparse::{Ipv4Header, TcpHeader, TcpOptionElement, UdpHeader};

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
    let (ip, _) = Ipv4Header::from_slice(bytes).map_err(|_| DecodeError::Ipv4)?;
    let body = bytes.get(ip.header_len()..usize::from(ip.total_len)).ok_or(DecodeError::Length)?;
    let sums = checksums(bytes);
    if !sums.ipv4 {
        return Err(DecodeError::Ipv4Checksum);
    }
    let transport = if ip.more_fragments || ip.fragment_offset.value() != 0 {
        Transport::Fragment(Fragment {
            protocol: ip.protocol.0,
            offset: ip.fragment_offset.value() * 8,
            more: ip.more_fragments,
            bytes: Payload::from(body),
        })
    } else {
        contents(ip.protocol.0, body, sums.transport)?
    };
    let header = Ipv4 {
        source: ip.source.into(),
        destination: ip.destination.into(),
        identification: ip.identification,
        ttl: ip.time_to_live,
        dont_fragment: ip.dont_fragment,
        dscp: ip.dscp.value(),
        ecn: ip.ecn.value(),
    };
    Ok(Packet { ip: header, transport })
}

/// What a whole packet carries.
fn contents(protocol: u8, body: &[u8], sum_is_right: bool) -> Result<Transport, DecodeError> {
    let checked = |error: DecodeError| if sum_is_right { Ok(()) } else { Err(error) };
    match protocol {
        PROTOCOL_TCP => {
            let (tcp, payload) = TcpHeader::from_slice(body).map_err(|_| DecodeError::Tcp)?;
            checked(DecodeError::TcpChecksum)?;
            Ok(Transport::Tcp(segment(&tcp, payload)))
        }
        PROTOCOL_UDP => {
            let (udp, rest) = UdpHeader::from_slice(body).map_err(|_| DecodeError::Udp)?;
            let length = usize::from(udp.length).checked_sub(UDP_HEADER_BYTES).ok_or(DecodeError::Udp)?;
            let data = rest.get(..length).ok_or(DecodeError::Udp)?;
            checked(DecodeError::UdpChecksum)?;
            let (source_port, destination_port) = (udp.source_port, udp.destination_port);
            Ok(Transport::Udp(Datagram { source_port, destination_port, payload: Payload::from(data) }))
        }
        PROTOCOL_ICMP => {
            let (header, rest) = body.split_first_chunk::<8>().ok_or(DecodeError::Icmp)?;
            checked(DecodeError::IcmpChecksum)?;
            let [kind, code, _, _, word @ ..] = *header;
            let kind = IcmpKind::of(kind, code, u32::from_be_bytes(word));
            Ok(Transport::Icmp(Icmp { kind, body: Payload::from(rest) }))
        }
        other => Err(DecodeError::Protocol(other)),
    }
}

fn segment(tcp: &TcpHeader, payload: &[u8]) -> Segment {
    let bits = [
        (tcp.fin, Flags::FIN),
        (tcp.syn, Flags::SYN),
        (tcp.rst, Flags::RST),
        (tcp.psh, Flags::PSH),
        (tcp.ack, Flags::ACK),
        (tcp.urg, Flags::URG),
        (tcp.ece, Flags::ECE),
        (tcp.cwr, Flags::CWR),
    ];
    Segment {
        source_port: tcp.source_port,
        destination_port: tcp.destination_port,
        seq: SeqNum(tcp.sequence_number),
        ack: SeqNum(tcp.acknowledgment_number),
        flags: bits.iter().filter(|(set, _)| *set).fold(Flags::default(), |all, (_, flag)| all | *flag),
        window: tcp.window_size,
        urgent: tcp.urgent_pointer,
        options: options(tcp),
        payload: Payload::from(payload),
    }
}

/// The options up to the first malformed one: what cannot be read is treated as absent.
fn options(tcp: &TcpHeader) -> TcpOptions {
    let mut options = TcpOptions::default();
    for element in tcp.options_iterator() {
        match element {
            Ok(TcpOptionElement::MaximumSegmentSize(mss)) => options.mss = Some(mss),
            Ok(TcpOptionElement::WindowScale(shift)) => options.window_scale = Some(shift),
            Ok(TcpOptionElement::SelectiveAcknowledgementPermitted) => options.sack_permitted = true,
            Ok(TcpOptionElement::Timestamp(value, echo)) => options.timestamps = Some(Timestamps { value, echo }),
            Ok(TcpOptionElement::SelectiveAcknowledgement(first, rest)) => {
                let blocks = core::iter::once(first).chain(rest.into_iter().flatten());
                options.sack = blocks.map(|(start, end)| (SeqNum(start), SeqNum(end))).collect();
            }
            Ok(TcpOptionElement::Noop) => {}
            Err(_) => break,
        }
    }
    options
}
