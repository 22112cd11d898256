//! Hosts, cables and a router as whole runs show them: scenarios as text, as in a file, and what their traces must say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

mod cable;
mod chance;
mod edits;
mod faults;
mod fragments;
mod programs;
mod router;
mod udp;

use wirewalk::scenario::{Scenario, packet_name};
use wirewalk::sim::socket::Outcome;
use wirewalk::sim::tcp::Discard;
use wirewalk::sim::{Actor, DropReason, EventId, EventKind, HostId};
use wirewalk::trace::{PacketSpan, Run, text};
use wirewalk::wire::{IcmpKind, Transport};

const A: HostId = HostId(0);
const B: HostId = HostId(1);
const C: HostId = HostId(2);

/// What scenarios have in common; a later one may stand in an earlier one's text.
const SHORT: [(&str, &str); 11] = [
    ("@TRANSFER", r#""wirewalk":1,"hosts":[{@A,"programs":[@SENDER]},{@B,"programs":[@SINK]}]"#),
    ("@SENDER", r#"{"lines":[@OPEN,{"call":"send_bytes","count":30000}]}"#),
    ("@SINK", r#"{"lines":[@ACCEPT,{"call":"recv_to_end","socket":"c"}]}"#),
    ("@ACCEPT", r#"{"call":"socket"},{"call":"bind","port":80},{"call":"listen"},{"call":"accept"}"#),
    ("@OPEN", r#"{"call":"socket"},{"call":"connect","to":"b","port":80}"#),
    ("@UDP", r#"{"call":"socket","kind":"datagram"}"#),
    ("@ROUTER", r#""router":{"address":"10.0.0.254"}"#),
    ("@A", r#""name":"a","address":"10.0.0.1""#),
    ("@B", r#""name":"b","address":"10.0.0.2""#),
    ("@C", r#""name":"c","address":"10.0.0.3""#),
    ("@D", r#""name":"d","address":"10.0.0.4""#),
];

/// Runs a scenario file in which some parts are written short.
fn run(scenario: &str) -> Run {
    let whole = SHORT.iter().fold(scenario.to_owned(), |text, (short, long)| text.replace(short, long));
    let scenario: Scenario = serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"));
    Run::new(scenario).unwrap_or_else(|invalid| panic!("{invalid}: {whole}"))
}

/// What the calls of a program returned, in order: `connect = ok`.
fn outcomes(run: &Run, host: HostId, program: u32) -> Vec<String> {
    let trace = run.trace();
    let returned = trace.numbered().filter(|(_, event)| {
        event.actor == Actor::Program(host, program) && matches!(event.kind, EventKind::Returned { .. })
    });
    let words = |line: String| line.split_whitespace().skip(2).collect::<Vec<_>>().join(" ");
    returned.map(|(id, _)| words(text::line(trace, id))).collect()
}

/// Everything that the programs of a host received, datagrams one after the other.
fn delivered(run: &Run, host: HostId) -> Vec<u8> {
    let returned = run.trace().events().iter().filter_map(|event| match (&event.actor, &event.kind) {
        (Actor::Program(of, _), EventKind::Returned { outcome, .. }) if *of == host => Some(outcome),
        _ => None,
    });
    let data = returned.filter_map(|outcome| match outcome {
        Outcome::Received { data } | Outcome::ReceivedFrom { data, .. } => Some(data.to_vec()),
        _ => None,
    });
    data.collect::<Vec<_>>().concat()
}

/// What `send_bytes` sends.
fn pattern(count: usize) -> Vec<u8> {
    (b'a'..=b'z').cycle().take(count).collect()
}

/// The lines that contain this, without their times.
fn said(run: &Run, what: &str) -> Vec<String> {
    let lines = (0..run.trace().len()).map(|id| text::line(run.trace(), EventId(id)));
    let told = lines.filter(|line| line.contains(what));
    told.map(|line| line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")).collect()
}

/// The packets of this name: more than one if the network made copies.
fn named<'a>(run: &'a Run, name: &str) -> Vec<&'a PacketSpan> {
    let names: Vec<&str> = run.trace().hosts().iter().map(|host| host.name.as_str()).collect();
    let packets = run.trace().packets().iter();
    packets.filter(|span| packet_name(span.name, names.iter().copied()) == name).collect()
}

/// The one packet of this name.
fn packet<'a>(run: &'a Run, name: &str) -> &'a PacketSpan {
    let found = named(run, name);
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

/// How many packets were lost for this reason.
fn lost(run: &Run, reason: DropReason) -> usize {
    let events = run.trace().events().iter();
    events.filter(|event| matches!(event.kind, EventKind::Dropped { reason: why, .. } if why == reason)).count()
}

/// How often a host did not use what had arrived, for this reason.
fn discarded(run: &Run, host: HostId, reason: Discard) -> usize {
    let is = |kind: &EventKind| matches!(kind, EventKind::Discarded { reason: why, .. } if *why == reason);
    let events = run.trace().events().iter();
    events.filter(|event| event.actor == Actor::Stack(host) && is(&event.kind)).count()
}

/// What the network said, in order.
fn messages(run: &Run) -> Vec<IcmpKind> {
    let packets = run.trace().packets().iter();
    let kinds = packets.filter_map(|span| match &span.packet.transport {
        Transport::Icmp(message) => Some(message.kind),
        _ => None,
    });
    kinds.collect()
}

/// The pieces that somebody sent, as their offsets and lengths.
fn pieces(run: &Run, host: HostId) -> Vec<(u16, usize)> {
    let packets = run.trace().packets().iter().filter(|span| span.name.from == host);
    let all = packets.filter_map(|span| match &span.packet.transport {
        Transport::Fragment(piece) => Some((piece.offset, piece.bytes.len())),
        _ => None,
    });
    all.collect()
}
