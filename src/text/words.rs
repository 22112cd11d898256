//! Small words that sentences and labels are made of: hosts, packets, losses, spans of time, ordinal numbers.
//!
//! Knows packets and traces, and no more of Fluent than the functions that the messages were compiled to.

use super::{Lang, messages as say};
use crate::sim::fault::{PacketKind, PacketName};
use crate::sim::{DropReason, Span};
use crate::trace::Trace;
use crate::wire::{Flags, IcmpKind, Packet, Segment, Transport};

/// A packet in a few words: `SYN+ACK, seq 7000, ack 1001` or `data, 5 bytes, seq 1001`.
pub fn packet_words(lang: Lang, packet: &Packet) -> String {
    [packet_label(lang, packet), packet_numbers(lang, packet)].join(say::list_comma(lang))
}

/// Why a packet was lost, in a label short enough to stand beside the cross in the figure.
pub fn lost_word(lang: Lang, reason: DropReason) -> &'static str {
    match reason {
        DropReason::Fault(_) => say::lost_here(lang),
        DropReason::Random => say::lost_random(lang),
        DropReason::QueueFull => say::lost_queue(lang),
        DropReason::Firewall => say::lost_firewall(lang),
        DropReason::Cable => say::lost_cable(lang),
        DropReason::TooLarge => say::lost_too_large(lang),
        DropReason::TimeToLive => say::lost_ttl(lang),
        DropReason::NoRoute => say::lost_no_route(lang),
        DropReason::Damaged => say::lost_damaged(lang),
    }
}

/// A kind of packet: its flags, or the word for data.
pub fn kind_word(lang: Lang, kind: PacketKind) -> &'static str {
    match kind {
        PacketKind::Syn => "SYN",
        PacketKind::SynAck => "SYN+ACK",
        PacketKind::Rst => "RST",
        PacketKind::Fin => "FIN",
        PacketKind::Data => say::kind_data(lang),
        PacketKind::Ack => "ACK",
        PacketKind::Udp => say::kind_udp(lang),
        PacketKind::Icmp => say::kind_icmp(lang),
        PacketKind::Fragment => say::kind_fragment(lang),
        PacketKind::Forged => say::kind_forged(lang),
    }
}

/// A packet's name in words: `client’s first SYN`, `client’s first SYN, 2nd time`.
pub fn ordinal_name(lang: Lang, trace: &Trace, name: PacketName) -> String {
    name_of(lang, &say::host_word(lang, trace.host_name(name.from)), name)
}

/// The same as the beginning of a sentence: `The client’s first SYN`.
pub(super) fn ordinal_name_first(lang: Lang, trace: &Trace, name: PacketName) -> String {
    name_of(lang, &say::host_first(lang, trace.host_name(name.from)), name)
}

/// The same inside one: `the client’s first SYN`.
pub(super) fn ordinal_name_inside(lang: Lang, trace: &Trace, name: PacketName) -> String {
    name_of(lang, &say::host_inside(lang, trace.host_name(name.from)), name)
}

fn name_of(lang: Lang, host: &str, name: PacketName) -> String {
    let which = say::ordinal_word(lang, u64::from(name.nth), &ordinal(lang, name.nth));
    let kind = match name.kind {
        PacketKind::Data => say::kind_data_one(lang),
        PacketKind::Udp => say::kind_udp_one(lang),
        PacketKind::Icmp => say::kind_icmp_one(lang),
        kind => kind_word(lang, kind),
    };
    let first = say::packet_ordinal(lang, host, kind, &which);
    if name.transmission > 1 {
        say::packet_ordinal_again(lang, &first, &ordinal(lang, name.transmission.into()))
    } else {
        first
    }
}

/// `21st`, in Chinese only the number.
pub(super) fn ordinal(lang: Lang, count: u32) -> String {
    let ending = if (11..=13).contains(&(count % 100)) { 0 } else { count % 10 };
    say::ordinal(lang, &count.to_string(), ending.into())
}

/// What a packet is: its flags, or the word for its kind.
pub(super) fn packet_label(lang: Lang, packet: &Packet) -> String {
    match (PacketKind::of(packet), packet.segment()) {
        (PacketKind::Data, _) => say::kind_data(lang).to_owned(),
        (_, Some(segment)) => segment.flags.to_string(),
        (kind, None) => kind_word(lang, kind).to_owned(),
    }
}

/// What is to be said of it in numbers: of a segment how much data, SEG.SEQ, SEG.ACK.
pub(super) fn packet_numbers(lang: Lang, packet: &Packet) -> String {
    match &packet.transport {
        Transport::Tcp(segment) => segment_numbers(lang, segment),
        Transport::Udp(datagram) => {
            let bytes = say::value_bytes(lang, datagram.payload.len_u32().into());
            let (from, to) = (datagram.source_port.to_string(), datagram.destination_port.to_string());
            [bytes, say::packet_ports(lang, &from, &to)].join(say::list_comma(lang))
        }
        Transport::Icmp(message) => icmp_words(lang, message.kind),
        Transport::Fragment(piece) => {
            let last = piece.end().saturating_sub(1);
            say::packet_piece(lang, &piece.offset.to_string(), &last.to_string())
        }
    }
}

/// What an ICMP message says.
fn icmp_words(lang: Lang, kind: IcmpKind) -> String {
    match kind {
        IcmpKind::NetworkUnreachable => say::icmp_network_unreachable(lang).to_owned(),
        IcmpKind::HostUnreachable => say::icmp_host_unreachable(lang).to_owned(),
        IcmpKind::ProtocolUnreachable => say::icmp_protocol_unreachable(lang).to_owned(),
        IcmpKind::PortUnreachable => say::icmp_port_unreachable(lang).to_owned(),
        IcmpKind::FragmentationNeeded { mtu } => say::icmp_too_large(lang, &say::value_bytes(lang, mtu.into())),
        IcmpKind::TimeToLiveExceeded => say::icmp_ttl(lang).to_owned(),
        IcmpKind::ReassemblyTimeExceeded => say::icmp_reassembly(lang).to_owned(),
        IcmpKind::Other { kind, code, .. } => say::icmp_other(lang, &code.to_string(), &kind.to_string()),
    }
}

fn segment_numbers(lang: Lang, segment: &Segment) -> String {
    let mut parts = Vec::new();
    if !segment.payload.is_empty() {
        parts.push(say::value_bytes(lang, segment.payload.len_u32().into()));
    }
    parts.push(say::packet_seq(lang, &segment.seq.to_string()));
    if segment.flags.has(Flags::ACK) {
        parts.push(say::packet_ack(lang, &segment.ack.to_string()));
    }
    parts.join(say::list_comma(lang))
}

/// A span of time: below one second in milliseconds, with one decimal if that says more; else in seconds, with up to three.
pub(super) fn span(lang: Lang, span: Span) -> String {
    let tenths = (span.0 + 50_000) / 100_000;
    if tenths < 10_000 {
        say::span_millis(lang, &trimmed(format!("{}.{}", tenths / 10, tenths % 10)))
    } else {
        say::span_seconds(lang, &trimmed(span.to_string()))
    }
}

/// Without the zeros behind the point.
fn trimmed(number: String) -> String {
    let short = number.trim_end_matches('0').trim_end_matches('.');
    if short.len() < number.len() { short.to_owned() } else { number }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::scenario::presets::preset;
    use crate::sim::HostId;
    use crate::trace::Run;

    /// What no text for readers may look like.
    #[track_caller]
    pub(in crate::text) fn assert_clean(lang: Lang, text: &str) {
        assert!(!text.is_empty() && text.trim() == text, "{text:?}");
        for wrong in ["  ", "?", "\n", "{", "}", "..", "'", "()("] {
            assert!(!text.contains(wrong), "{wrong:?} in {text:?}");
        }
        let is_chinese = |letter: char| matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        assert!(lang == Lang::Zh || !text.contains(is_chinese), "{text:?}");
        let letters: Vec<char> = text.chars().collect();
        for pair in letters.windows(2) {
            let beside = is_chinese(pair[0]) && pair[1] == ' ' || pair[0] == ' ' && is_chinese(pair[1]);
            assert!(!beside, "space beside a Chinese character: {text:?}");
        }
    }

    #[test]
    fn packets_are_named_in_words() {
        let run = Run::new(preset("opening-hello").unwrap()).unwrap();
        let name = |lang, kind, nth, transmission| {
            ordinal_name(lang, run.trace(), PacketName { from: HostId(0), kind, nth, transmission })
        };
        assert_eq!(name(Lang::En, PacketKind::Syn, 1, 1), "client’s first SYN");
        assert_eq!(name(Lang::En, PacketKind::Syn, 1, 2), "client’s first SYN, 2nd time");
        assert_eq!(name(Lang::En, PacketKind::Data, 12, 11), "client’s 12th data segment, 11th time");
        assert_eq!(name(Lang::Zh, PacketKind::Syn, 1, 1), "客户端的第1个SYN");
        assert_eq!(name(Lang::Zh, PacketKind::Syn, 1, 2), "客户端的第1个SYN（第2次发送）");
        let words = |lang| -> Vec<String> {
            run.trace().packets().iter().map(|span| packet_words(lang, &span.packet)).collect()
        };
        let english = [
            "SYN, seq 1000",
            "SYN+ACK, seq 7000, ack 1001",
            "ACK, seq 1001, ack 7001",
            "data, 5 bytes, seq 1001, ack 7001",
            "ACK, seq 7001, ack 1006",
        ];
        assert_eq!(words(Lang::En), english);
        assert_eq!(words(Lang::Zh)[1], "SYN+ACK，seq=7000，ack=1001");
        assert_eq!(words(Lang::Zh)[3], "数据，5字节，seq=1001，ack=7001");
    }

    #[test]
    fn ordinals_follow_english_and_spans_are_short() {
        let ordinals = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(|count| ordinal(Lang::En, count));
        assert_eq!(ordinals.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th");
        let spans = [
            Span(0),
            Span::micros(80_070),
            Span::millis(500),
            Span::seconds(1),
            Span::millis(2_510),
            Span::seconds(60),
        ];
        assert_eq!(spans.map(|it| span(Lang::En, it)).join(", "), "0 ms, 80.1 ms, 500 ms, 1 s, 2.51 s, 60 s");
        assert_eq!(span(Lang::Zh, Span::millis(2_510)), "2.51秒");
    }
}
