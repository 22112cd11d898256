//! Values to bytes, with lengths and checksums right.

use super::packet::{IPV4_HEADER_BYTES, Packet, Transport};
use super::tcp::{Flags, Segment};
use super::udp::UDP_HEADER_BYTES;
use etherparse::checksum::Sum16BitWords;
use etherparse::{IpDscp, IpEcn, IpFragOffset, IpNumber, Ipv4Header, TcpHeader, TcpOptionElement, UdpHeader};

/// The packet as it is on the wire, from the first byte of the IPv4 header.
///
/// Total for every packet the simulator builds: payloads are bounded by the MSS or by what an IPv4 packet holds, options by the 40 bytes that a
/// header has room for. What does not fit is left out rather than mangled.
pub fn encode(packet: &Packet) -> Vec<u8> {
    match &packet.transport {
        Transport::Tcp(segment) => {
            let mut tcp = tcp_header(segment);
            let ip = ipv4_header(packet, tcp.header_len() + segment.payload.len());
            tcp.checksum = tcp.calc_checksum_ipv4(&ip, &segment.payload).unwrap_or_default();
            joined(&ip, &tcp.to_bytes(), &segment.payload)
        }
        Transport::Udp(datagram) => {
            let (from, to, data) = (datagram.source_port, datagram.destination_port, &datagram.payload);
            let ip = ipv4_header(packet, UDP_HEADER_BYTES + data.len());
            let header = UdpHeader::with_ipv4_checksum(from, to, &ip, data).map(|header| header.to_bytes());
            joined(&ip, &header.unwrap_or_default(), data)
        }
        Transport::Icmp(message) => {
            let (kind, code, rest) = message.kind.numbers();
            let ip = ipv4_header(packet, 8 + message.body.len());
            let sum = Sum16BitWords::new().add_2bytes([kind, code]).add_4bytes(rest.to_be_bytes());
            let sum = sum.add_slice(&message.body).ones_complement().to_be().to_be_bytes();
            let [first, second, third, fourth] = rest.to_be_bytes();
            let [high, low] = sum;
            joined(&ip, &[kind, code, high, low, first, second, third, fourth], &message.body)
        }
        Transport::Fragment(piece) => joined(&ipv4_header(packet, piece.bytes.len()), &[], &piece.bytes),
    }
}

fn joined(ip: &Ipv4Header, header: &[u8], data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ip.header_len() + header.len() + data.len());
    bytes.extend_from_slice(&ip.to_bytes());
    bytes.extend_from_slice(header);
    bytes.extend_from_slice(data);
    bytes
}

fn ipv4_header(packet: &Packet, contents_len: usize) -> Ipv4Header {
    let ip = &packet.ip;
    let mut header = Ipv4Header {
        dscp: IpDscp::try_new(ip.dscp & 63).unwrap_or(IpDscp::ZERO),
        ecn: IpEcn::try_new(ip.ecn & 3).unwrap_or(IpEcn::ZERO),
        identification: ip.identification,
        dont_fragment: ip.dont_fragment,
        time_to_live: ip.ttl,
        protocol: IpNumber(packet.transport.protocol()),
        source: ip.source.octets(),
        destination: ip.destination.octets(),
        ..Ipv4Header::default()
    };
    if let Transport::Fragment(piece) = &packet.transport {
        header.more_fragments = piece.more;
        header.fragment_offset = IpFragOffset::try_new(piece.offset / 8).unwrap_or(IpFragOffset::ZERO);
    }
    header.total_len = u16::try_from(IPV4_HEADER_BYTES + contents_len).unwrap_or(u16::MAX);
    header.header_checksum = header.calc_header_checksum();
    header
}

fn tcp_header(segment: &Segment) -> TcpHeader {
    let flags = segment.flags;
    let mut header = TcpHeader::new(segment.source_port, segment.destination_port, segment.seq.0, segment.window);
    header.acknowledgment_number = segment.ack.0;
    header.fin = flags.has(Flags::FIN);
    header.syn = flags.has(Flags::SYN);
    header.rst = flags.has(Flags::RST);
    header.psh = flags.has(Flags::PSH);
    header.ack = flags.has(Flags::ACK);
    header.urg = flags.has(Flags::URG);
    header.ece = flags.has(Flags::ECE);
    header.cwr = flags.has(Flags::CWR);
    header.urgent_pointer = segment.urgent;
    let elements = option_elements(segment);
    // Room for 40 bytes; the only writer that could ask for more is one with too many SACK blocks, which `option_elements` bounds.
    let _fits = header.set_options(&elements);
    header
}

/// In the order in which Linux writes them.
fn option_elements(segment: &Segment) -> Vec<TcpOptionElement> {
    let options = &segment.options;
    let mut elements = Vec::new();
    if let Some(mss) = options.mss {
        elements.push(TcpOptionElement::MaximumSegmentSize(mss));
    }
    if options.sack_permitted {
        elements.push(TcpOptionElement::SelectiveAcknowledgementPermitted);
    }
    if let Some(stamps) = options.timestamps {
        if !options.sack_permitted {
            elements.extend([TcpOptionElement::Noop, TcpOptionElement::Noop]);
        }
        elements.push(TcpOptionElement::Timestamp(stamps.value, stamps.echo));
    }
    if let Some(shift) = options.window_scale {
        elements.extend([TcpOptionElement::Noop, TcpOptionElement::WindowScale(shift)]);
    }
    if let Some((first, rest)) = options.sack.split_first() {
        let room = if options.timestamps.is_some() { 2 } else { 3 };
        let mut others = rest.iter().take(room).map(|(start, end)| (start.0, end.0));
        elements.extend([TcpOptionElement::Noop, TcpOptionElement::Noop]);
        elements.push(TcpOptionElement::SelectiveAcknowledgement(
            (first.0.0, first.1.0),
            [others.next(), others.next(), others.next()],
        ));
    }
    elements
}
