//! Values to bytes, with lengths and checksums right.

use super::packet::{Ipv4, Packet, Transport};
use super::tcp::{Flags, Segment};
use etherparse::{IpDscp, IpEcn, IpNumber, Ipv4Header, TcpHeader, TcpOptionElement};

/// The packet as it is on the wire, from the first byte of the IPv4 header.
///
/// Total for every packet the simulator builds: payloads are bounded by the MSS, options by the 40 bytes that a header has room
/// for. What does not fit is left out rather than mangled.
pub fn encode(packet: &Packet) -> Vec<u8> {
    let Transport::Tcp(segment) = &packet.transport;
    let mut tcp = tcp_header(segment);
    let payload_len = u16::try_from(tcp.header_len() + segment.payload.len()).unwrap_or(u16::MAX);
    let ip = ipv4_header(&packet.ip, payload_len);
    tcp.checksum = tcp.calc_checksum_ipv4(&ip, &segment.payload).unwrap_or_default();
    let mut bytes = Vec::with_capacity(usize::from(payload_len) + ip.header_len());
    bytes.extend_from_slice(&ip.to_bytes());
    bytes.extend_from_slice(&tcp.to_bytes());
    bytes.extend_from_slice(&segment.payload);
    bytes
}

fn ipv4_header(ip: &Ipv4, payload_len: u16) -> Ipv4Header {
    let mut header = Ipv4Header {
        dscp: IpDscp::ZERO,
        ecn: IpEcn::try_new(ip.ecn & 3).unwrap_or(IpEcn::ZERO),
        identification: ip.identification,
        dont_fragment: ip.dont_fragment,
        time_to_live: ip.ttl,
        protocol: IpNumber::TCP,
        source: ip.source.octets(),
        destination: ip.destination.octets(),
        ..Ipv4Header::default()
    };
    header.total_len = payload_len.saturating_add(20);
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
