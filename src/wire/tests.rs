//! Bytes and values agree, whichever way one goes, and wrong bytes are noticed.

use super::checksum::{Sum, sum_of_contents};
use super::fields::{FieldId, fields};
use super::*;
use proptest::prelude::*;
use smoltcp::wire::{IpAddress, Ipv4Packet, TcpPacket};

/// A SYN that a Linux kernel made.
const KERNEL_SYN: &str = "4500002c59f440004006ccd50a0000010a0000028550138\
                          86b394509000000006002faf040180000020405b4";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn kernel_syn() -> Packet {
    Packet {
        ip: Ipv4 {
            source: [10, 0, 0, 1].into(),
            destination: [10, 0, 0, 2].into(),
            identification: 0x59f4,
            ttl: 64,
            dont_fragment: true,
            dscp: 0,
            ecn: 0,
        },
        transport: Transport::Tcp(Segment {
            source_port: 0x8550,
            destination_port: 5_000,
            seq: SeqNum(0x6b39_4509),
            ack: SeqNum(0),
            flags: Flags::SYN,
            window: 64_240,
            urgent: 0,
            options: TcpOptions { mss: Some(1_460), ..TcpOptions::default() },
            payload: Payload::empty(),
        }),
    }
}

#[test]
fn a_kernels_syn_is_read_and_written() {
    assert_eq!(decode(&bytes(KERNEL_SYN)), Ok(kernel_syn()));
    assert_eq!(encode(&kernel_syn()), bytes(KERNEL_SYN));
}

#[test]
fn unknown_options_are_skipped_and_malformed_ones_end_the_list() {
    let with = |options: &[u8]| {
        let mut bytes = bytes(KERNEL_SYN);
        bytes.truncate(40);
        bytes.extend(options);
        bytes[3] = u8::try_from(bytes.len()).unwrap();
        bytes[32] = u8::try_from((20 + options.len()) / 4).unwrap() << 4;
        // The sums are put right by writing zeros and asking what they should be.
        (bytes[10], bytes[11], bytes[36], bytes[37]) = (0, 0, 0, 0);
        let (header, contents) = bytes.split_at(20);
        let sums = [Sum::default().with(header), sum_of_contents(header, contents).unwrap()].map(Sum::complement);
        bytes[10..12].copy_from_slice(&sums[0].to_be_bytes());
        bytes[36..38].copy_from_slice(&sums[1].to_be_bytes());
        decode(&bytes).unwrap().segment().unwrap().options.clone()
    };
    let mss = |mss| TcpOptions { mss, ..TcpOptions::default() };
    assert_eq!(with(&[254, 4, 0, 0, 2, 4, 5, 0xb4]), mss(Some(1_460)), "an unknown one");
    assert_eq!(with(&[1, 1, 1, 0, 2, 4, 5, 0xb4]), mss(None), "behind the end");
    assert_eq!(with(&[2, 3, 5, 1, 2, 4, 5, 0xb4]), mss(None), "of a wrong length");
    assert_eq!(with(&[254, 1, 0, 0, 2, 4, 5, 0xb4]), mss(None), "too short to be one");
    assert_eq!(with(&[2, 4, 5, 0xb4, 254, 9, 0, 0]), mss(Some(1_460)), "longer than the header");
}

#[test]
fn padding_is_ignored_and_what_is_cut_off_is_named() {
    let syn = bytes(KERNEL_SYN);
    assert_eq!(decode(&[syn.as_slice(), &[0; 6]].concat()), Ok(kernel_syn()));
    assert_eq!(decode(&syn[..43]), Err(DecodeError::Length));
    assert_eq!(decode(&syn[..19]), Err(DecodeError::Ipv4));
    assert_eq!(decode(&[]), Err(DecodeError::Ipv4));
}

#[test]
fn reserved_bits_are_ignored_but_not_by_the_checksum() {
    let mut syn = bytes(KERNEL_SYN);
    syn[32] |= 0x02;
    assert_eq!(decode(&syn), Err(DecodeError::TcpChecksum));
    syn[36] -= 0x02;
    assert_eq!(decode(&syn), Ok(kernel_syn()));
    syn[6] |= 0x80;
    assert_eq!(decode(&syn), Err(DecodeError::Ipv4Checksum));
    syn[10] -= 0x80;
    assert_eq!(decode(&syn), Ok(kernel_syn()));
}

/// A UDP datagram that a Linux kernel made, and what another kernel, on which nobody had the port, answered to one like it.
const KERNEL_UDP: &str = "450000256e3a40004011b88b0a0000010a000002b6c4000900110ba568656c6c6f20756470";
const KERNEL_ICMP: &str = "45c0004177df00004001ee1a0a0000020a0000010303112200000000\
                           450000255eec40004011c7d90a0000010a00000293c5000900112ea468656c6c6f20756470";

#[test]
fn a_kernels_datagram_is_read_and_written() {
    let packet = decode(&bytes(KERNEL_UDP)).unwrap();
    let Transport::Udp(datagram) = &packet.transport else { panic!("{packet:?}") };
    assert_eq!((datagram.source_port, datagram.destination_port, &*datagram.payload), (0xb6c4, 9, &b"hello udp"[..]));
    assert_eq!(encode(&packet), bytes(KERNEL_UDP));
}

#[test]
fn a_udp_checksum_of_0_is_none_and_a_computed_0_is_sent_as_ffff() {
    let mut none = bytes(KERNEL_UDP);
    none[26..28].fill(0);
    assert!(decode(&none).is_ok());
    none[27] = 1;
    assert_eq!(decode(&none), Err(DecodeError::UdpChecksum));
    // The two bytes are chosen so that the sum comes to ffff, whose complement is 0.
    let Packet { ip, .. } = decode(&bytes(KERNEL_UDP)).unwrap();
    let payload = |word: u16| Payload::from(word.to_be_bytes().to_vec());
    let datagram = |payload| Transport::Udp(Datagram { source_port: 1, destination_port: 2, payload });
    let sum_with = |word| encode(&Packet { ip, transport: datagram(payload(word)) })[26..28].to_vec();
    let base = u16::from_be_bytes(sum_with(0).try_into().unwrap());
    assert_eq!(sum_with(base), [0xff, 0xff]);
}

#[test]
fn a_kernels_port_unreachable_is_read_and_written() {
    let packet = decode(&bytes(KERNEL_ICMP)).unwrap();
    let Transport::Icmp(message) = &packet.transport else { panic!("{packet:?}") };
    assert_eq!(message.kind, IcmpKind::PortUnreachable);
    let quoted = message.quoted().unwrap();
    assert_eq!((quoted.protocol, quoted.source.port, quoted.destination.port), (PROTOCOL_UDP, 0x93c5, 9));
    assert_eq!(packet.ip.dscp, 48);
    assert_eq!(encode(&packet), bytes(KERNEL_ICMP));
    let about = Icmp::about(IcmpKind::PortUnreachable, &bytes(KERNEL_ICMP)[28..]);
    assert_eq!(about, *message);
}

#[test]
fn other_protocols_are_refused_by_name() {
    let mut other = bytes(KERNEL_UDP);
    (other[9], other[11]) = (132, 0x18);
    assert_eq!(decode(&other), Err(DecodeError::Protocol(132)));
}

#[test]
fn a_large_datagram_is_cut_as_a_kernel_cuts_it() {
    let Packet { ip, .. } = decode(&bytes(KERNEL_UDP)).unwrap();
    let ip = Ipv4 { dont_fragment: false, ..ip };
    let payload = Payload::from((0..3_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect::<Vec<u8>>());
    let whole = Packet { ip, transport: Transport::Udp(Datagram { source_port: 1, destination_port: 2, payload }) };
    let pieces = fragment(&whole, 1_500);
    let shape = pieces.iter().map(|piece| (encode(piece).len(), piece_of(piece).offset, piece_of(piece).more));
    let shape: Vec<_> = shape.collect();
    assert_eq!(shape, [(1_500, 0, true), (1_500, 1_480, true), (68, 2_960, false)]);
    let again = fragment(&pieces[1], 576);
    assert!(again.iter().all(|piece| piece_of(piece).more), "more follow behind the whole piece");
}

fn piece_of(packet: &Packet) -> &Fragment {
    let Transport::Fragment(piece) = &packet.transport else { panic!("{packet:?} is whole") };
    piece
}

#[test]
fn fields_of_the_kernels_syn() {
    let syn = bytes(KERNEL_SYN);
    let value = |id| fields(&syn).into_iter().find(|field| field.id == id).map(|field| field.value);
    for (id, expected) in [
        (FieldId::Version, 4),
        (FieldId::HeaderLength, 5),
        (FieldId::TotalLength, 44),
        (FieldId::IpFlags, 0b010),
        (FieldId::Protocol, 6),
        (FieldId::HeaderChecksum, 0xccd5),
        (FieldId::DestinationAddress, 0x0a00_0002),
        (FieldId::DataOffset, 6),
        (FieldId::Syn, 1),
        (FieldId::Ack, 0),
        (FieldId::Checksum, 0x4018),
        (FieldId::OptionMss, 0x0204_05b4),
    ] {
        assert_eq!(value(id), Some(expected), "{id:?}");
    }
    assert_eq!(value(FieldId::Data), None);
}

/// Options as real segments combine them: those of a SYN, or those of a segment in a connection.
fn options() -> impl Strategy<Value = TcpOptions> {
    let stamps = || prop::option::of(any::<(u32, u32)>().prop_map(|(value, echo)| Timestamps { value, echo }));
    let of_syn = (any::<Option<u16>>(), any::<bool>(), stamps(), any::<Option<u8>>()).prop_map(
        |(mss, sack_permitted, timestamps, window_scale)| TcpOptions {
            mss,
            sack_permitted,
            timestamps,
            window_scale,
            sack: Vec::new(),
        },
    );
    let of_segment = (stamps(), prop::collection::vec(any::<(u32, u32)>(), 0..=3)).prop_map(|(timestamps, blocks)| {
        let sack = blocks.into_iter().map(|(start, end)| (SeqNum(start), SeqNum(end))).collect();
        TcpOptions { timestamps, sack, ..TcpOptions::default() }
    });
    prop_oneof![of_syn, of_segment]
}

prop_compose! {
    fn segments()(
        (source_port, destination_port, window, urgent) in any::<(u16, u16, u16, u16)>(),
        (seq, ack) in any::<(u32, u32)>(),
        flags: u8,
        options in options(),
        payload in prop::collection::vec(any::<u8>(), 0..1_461),
    ) -> Segment {
        let (seq, ack, flags) = (SeqNum(seq), SeqNum(ack), Flags(flags));
        let payload = Payload::from(payload);
        Segment { source_port, destination_port, seq, ack, flags, window, urgent, options, payload }
    }
}

fn contents() -> impl Strategy<Value = Transport> {
    let data = || prop::collection::vec(any::<u8>(), 0..1_400).prop_map(Payload::from);
    let udp = (any::<(u16, u16)>(), data()).prop_map(|((source_port, destination_port), payload)| {
        Transport::Udp(Datagram { source_port, destination_port, payload })
    });
    let icmp = (any::<(u8, u8, u32)>(), data())
        .prop_map(|((kind, code, rest), body)| Transport::Icmp(Icmp { kind: IcmpKind::of(kind, code, rest), body }));
    let piece = (any::<u8>(), 1_u16..7_000, any::<bool>(), data()).prop_map(|(protocol, offset, more, bytes)| {
        Transport::Fragment(Fragment { protocol, offset: offset * 8, more, bytes })
    });
    prop_oneof![segments().prop_map(Transport::Tcp), udp, icmp, piece]
}

prop_compose! {
    fn packets()(
        packet in tcp_packets(),
        transport in contents(),
        dscp in 0_u8..64,
    ) -> Packet {
        Packet { ip: Ipv4 { dscp, ..packet.ip }, transport }
    }
}

prop_compose! {
    fn tcp_packets()(
        (source, destination) in any::<(u32, u32)>(),
        (identification, ttl, dont_fragment) in any::<(u16, u8, bool)>(),
        ecn in 0_u8..4,
        segment in segments(),
    ) -> Packet {
        let (source, destination) = (source.into(), destination.into());
        let ip = Ipv4 { source, destination, identification, ttl, dont_fragment, dscp: 0, ecn };
        Packet { ip, transport: Transport::Tcp(segment) }
    }
}

proptest! {
    #[test]
    fn what_is_encoded_decodes_to_itself(packet in packets()) {
        let bytes = encode(&packet);
        prop_assert_eq!(bytes.len(), packet.wire_len());
        prop_assert_eq!(decode(&bytes), Ok(packet));
    }

    /// Two decoders by other people find everything where it belongs.
    #[test]
    fn others_read_what_is_written(packet in tcp_packets()) {
        let (bytes, segment) = (encode(&packet), packet.segment().unwrap());
        let (ip, _) = etherparse::Ipv4Header::from_slice(&bytes).unwrap();
        prop_assert_eq!(ip.header_checksum, ip.calc_header_checksum());
        prop_assert_eq!((ip.source, ip.identification), (packet.ip.source.octets(), packet.ip.identification));
        let (tcp, payload) = etherparse::TcpHeader::from_slice(&bytes[20..]).unwrap();
        prop_assert_eq!(tcp.calc_checksum_ipv4(&ip, payload).unwrap(), tcp.checksum);
        prop_assert_eq!((tcp.sequence_number, tcp.window_size), (segment.seq.0, segment.window));
        prop_assert_eq!((tcp.syn, tcp.fin, tcp.cwr), (segment.flags.has(Flags::SYN), segment.flags.has(Flags::FIN), segment.flags.has(Flags::CWR)));
        prop_assert_eq!(payload, &*segment.payload);
        prop_assert!(tcp.options_iterator().all(|option| option.is_ok()));

        let ip = Ipv4Packet::new_checked(&bytes[..]).unwrap();
        prop_assert!(ip.verify_checksum());
        let (source, destination) = (IpAddress::Ipv4(ip.src_addr()), IpAddress::Ipv4(ip.dst_addr()));
        let tcp = TcpPacket::new_checked(ip.payload()).unwrap();
        prop_assert!(tcp.verify_checksum(&source, &destination));
        prop_assert_eq!((tcp.ack_number().0, tcp.payload()), (segment.ack.0.cast_signed(), &*segment.payload));
    }

    /// Whatever the MTUs on the way, and in whatever order they come.
    #[test]
    fn what_is_cut_is_joined(packet in packets(), mtus in prop::collection::vec(28_u16..1_500, 1..4), turn: prop::sample::Index) {
        prop_assume!(!matches!(packet.transport, Transport::Fragment(_)));
        let cut = |packets: Vec<Packet>, mtu: &u16| packets.iter().flat_map(|packet| fragment(packet, *mtu)).collect();
        let packets = mtus.iter().fold(vec![packet.clone()], cut);
        prop_assume!(packets.len() > 1);
        let mut pieces: Vec<Fragment> = packets.iter().map(|packet| piece_of(packet).clone()).collect();
        let turn = turn.index(pieces.len());
        pieces.rotate_left(turn);
        prop_assert_eq!(join(packet.ip, &pieces), Some(Ok(packet.clone())));
        let missing = pieces.remove(turn);
        prop_assert_eq!(join(packet.ip, &pieces), None, "without {:?}", missing);
    }

    #[test]
    fn any_bytes_are_a_packet_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
        let _ = fields(&bytes);
    }

    /// Noise that begins like a packet gets further than plain noise.
    #[test]
    fn damaged_packets_do_not_panic(packet in packets(), at in prop::collection::vec(any::<(u16, u8)>(), 1..8), keep: u16) {
        let mut bytes = encode(&packet);
        for (place, value) in at {
            let place = usize::from(place) % bytes.len().min(80);
            bytes[place] = value;
        }
        bytes.truncate(usize::from(keep) % (bytes.len() + 1));
        let _ = decode(&bytes);
        let _ = fields(&bytes);
    }

    /// Every bit of both headers and the data is under a checksum, so that one flipped bit never goes unnoticed.
    #[test]
    fn one_flipped_bit_is_caught(packet in tcp_packets(), place: u32) {
        let mut bytes = encode(&packet);
        let place = usize::try_from(place).unwrap() % (bytes.len() * 8);
        bytes[place / 8] ^= 0x80 >> (place % 8);
        prop_assert!(decode(&bytes).is_err());
    }

    #[test]
    fn fields_leave_no_gap_and_agree_with_the_packet(packet in packets()) {
        let bytes = encode(&packet);
        let fields = fields(&bytes);
        let mut at = 0;
        for field in &fields {
            prop_assert_eq!(field.bits.start, at);
            prop_assert!(field.bits.end > at);
            at = field.bits.end;
        }
        prop_assert_eq!(at, bytes.len() * 8);
        let value = |id| fields.iter().find(|field| field.id == id).map_or(0, |field| field.value);
        prop_assert_eq!(value(FieldId::Protocol), u64::from(packet.transport.protocol()));
        prop_assert_eq!(value(FieldId::SourceAddress), u64::from(u32::from(packet.ip.source)));
        prop_assert_eq!(value(FieldId::TimeToLive), u64::from(packet.ip.ttl));
        prop_assert_eq!(value(FieldId::Identification), u64::from(packet.ip.identification));
        let Some(segment) = packet.segment() else { return Ok(()) };
        prop_assert_eq!(value(FieldId::SourcePort), u64::from(segment.source_port));
        prop_assert_eq!(value(FieldId::DestinationPort), u64::from(segment.destination_port));
        prop_assert_eq!(value(FieldId::SequenceNumber), u64::from(segment.seq.0));
        prop_assert_eq!(value(FieldId::AcknowledgmentNumber), u64::from(segment.ack.0));
        prop_assert_eq!(value(FieldId::Window), u64::from(segment.window));
        prop_assert_eq!(value(FieldId::UrgentPointer), u64::from(segment.urgent));
        for (id, flag) in [
            (FieldId::Syn, Flags::SYN), (FieldId::Fin, Flags::FIN), (FieldId::Rst, Flags::RST), (FieldId::Psh, Flags::PSH),
            (FieldId::Ack, Flags::ACK), (FieldId::Urg, Flags::URG), (FieldId::Ece, Flags::ECE), (FieldId::Cwr, Flags::CWR),
        ] {
            prop_assert_eq!(value(id) == 1, segment.flags.has(flag), "{:?}", id);
        }
        let data = fields.iter().filter(|field| field.id == FieldId::Data).map(|field| field.bits.len() / 8).sum::<usize>();
        prop_assert_eq!(data, segment.payload.len());
        prop_assert_eq!(fields.iter().any(|field| field.id == FieldId::OptionMss), segment.options.mss.is_some());
    }
}
