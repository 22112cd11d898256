//! Segments of a capture and of a run, in one notation. Captures are decoded by the decoder under test, checksums and all.

use pcap_file::pcap::PcapReader;
use std::fs::File;
use std::net::Ipv4Addr;
use std::path::Path;
use wirewalk::sim::HostId;
use wirewalk::trace::{Fate, Run};
use wirewalk::wire::{Flags, Segment, SeqNum, decode};

/// What A's interface saw: everything A sent, lost or not, and of B's segments those that arrived.
pub(super) struct Sides {
    pub(super) from_a: Vec<Seen>,
    pub(super) from_b: Vec<Seen>,
}

/// A segment, its numbers relative to the initial ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) flags: Flags,
    pub(super) seq: u32,
    pub(super) ack: u32,
    pub(super) len: u32,
}

/// From a capture taken at A, 10.0.0.1.
pub(super) fn of_capture(file: &Path) -> Sides {
    let mut reader = PcapReader::new(File::open(file).unwrap()).unwrap();
    let mut seen = Vec::new();
    while let Some(record) = reader.next_packet() {
        let packet = decode(&record.unwrap().data).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        seen.push((packet.ip.source == Ipv4Addr::new(10, 0, 0, 1), packet.segment().unwrap().clone()));
    }
    sides(&seen)
}

/// From a run whose first host is A.
pub(super) fn of_run(run: &Run) -> Sides {
    let mut seen = Vec::new();
    for span in run.trace().packets() {
        let from_a = span.name.from == HostId(0);
        match span.fate {
            _ if from_a => seen.push((span.sent, true, span.packet.segment().unwrap().clone())),
            Fate::Arrived { event, .. } => seen.push((event, false, span.packet.segment().unwrap().clone())),
            _ => {}
        }
    }
    seen.sort_by_key(|(event, ..)| *event);
    sides(&seen.into_iter().map(|(_, from_a, segment)| (from_a, segment)).collect::<Vec<_>>())
}

fn sides(seen: &[(bool, Segment)]) -> Sides {
    let isn = |of_a: bool| {
        let syn = seen.iter().find(|(from_a, segment)| *from_a == of_a && segment.flags.has(Flags::SYN));
        syn.map_or(SeqNum(0), |(_, segment)| segment.seq)
    };
    let list = |of_a: bool| {
        let segments = seen.iter().filter(|(from_a, _)| *from_a == of_a);
        segments.map(|(_, segment)| relative(segment, isn(of_a), isn(!of_a))).collect()
    };
    Sides { from_a: list(true), from_b: list(false) }
}

fn relative(segment: &Segment, own: SeqNum, peer: SeqNum) -> Seen {
    let ack = if segment.flags.has(Flags::ACK) { segment.ack - peer } else { segment.ack.0 };
    Seen { flags: segment.flags, seq: segment.seq - own, ack, len: segment.payload.len_u32() }
}

/// One line each. PSH counts: it is written out, which [`Flags`] by itself does not.
pub(super) fn lines(segments: &[Seen]) -> Vec<String> {
    let line = |seen: &Seen| {
        let push = if seen.flags.has(Flags::PSH) { " PSH" } else { "" };
        format!("{:?}{push} seq {} ack {} len {}", seen.flags, seen.seq, seen.ack, seen.len)
    };
    segments.iter().map(line).collect()
}
