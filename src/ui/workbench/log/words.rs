//! The words of a row: a packet in the short form of an analyser, and the remarks on it.

use super::{Known, say};
use crate::sim::fault::PacketKind;
use crate::text::{self, Lang};
use crate::trace::expert::{Remark, Severity};
use crate::trace::{PacketSpan, Trace};
use crate::wire::{Flags, Transport};

/// A packet's protocol.
pub(super) fn protocol(span: &PacketSpan) -> &'static str {
    match &span.packet.transport {
        Transport::Tcp(_) => "TCP",
        Transport::Udp(_) => "UDP",
        Transport::Icmp(_) => "ICMP",
        Transport::Fragment(_) => "IPv4",
    }
}

/// A packet in a line: `SYN seq 0 win 64240`. Numbers are relative.
pub(super) fn line(lang: Lang, known: &Known, span: &PacketSpan) -> String {
    let packet = &span.packet;
    let segment = match &packet.transport {
        Transport::Tcp(segment) => segment,
        Transport::Udp(datagram) => {
            let (from, to) = (datagram.source_port, datagram.destination_port);
            return format!("{from} → {to} len {}", datagram.payload.len());
        }
        _ => return text::packet_words(lang, packet),
    };
    let (seq, ack) = known.expert().numbers(span.id);
    let len = segment.payload.len_u32();
    let mut line = match PacketKind::of(packet) {
        PacketKind::Data => text::kind_word(lang, PacketKind::Data).to_owned(),
        _ => segment.flags.to_string(),
    };
    line += &match len {
        0 | 1 => format!(" seq {seq}"),
        _ => format!(" seq {seq}–{}", seq.wrapping_add(len - 1)),
    };
    if segment.flags.has(Flags::ACK) {
        line += &format!(" ack {ack}");
    }
    line += &format!(" win {}", segment.window);
    line
}

/// A remark in two or three words, for a row.
pub(super) fn short(lang: Lang, remark: Remark) -> String {
    match remark {
        Remark::DuplicateAck(count) => say::remark_duplicate_ack(lang, &count.to_string()),
        remark => say::remark(lang, remark.id()),
    }
}

/// The same in a sentence.
pub(super) fn long(lang: Lang, trace: &Trace, remark: Remark) -> String {
    match remark {
        Remark::About(Some(id)) => {
            let about = trace.packet(id).map(|span| text::ordinal_name(lang, trace, span.name)).unwrap_or_default();
            say::remark_about(lang, &about)
        }
        remark => say::remark_long(lang, remark.id()),
    }
}

/// How much it matters, in a word.
pub(super) fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Chat => say::severity_chat(lang),
        Severity::Note => say::severity_note(lang),
        Severity::Warning => say::severity_warning(lang),
        Severity::Error => say::severity_error(lang),
    }
}

/// The remarks that a row has room for: those that the flags do not say already.
pub(super) fn worth(known: &Known, span: &PacketSpan) -> Vec<Remark> {
    let plain = |remark: &Remark| matches!(remark, Remark::Syn | Remark::SynAck | Remark::Fin | Remark::Rst);
    known.expert().on(span.id).iter().copied().filter(|remark| !plain(remark)).collect()
}
