//! A run's packets as a table for a spreadsheet (RFC 4180): one row a packet, in the order in which they were sent.
//!
//! What a capture cannot say is in it: where and why a packet was lost, which transmission it is. Column names are English and the same
//! everywhere, like field names, so that one spreadsheet does for both languages. Calls, timers and states are left to the text.

use super::log::Trace;
use super::spans::{Fate, PacketSpan};
use super::text;
use crate::sim::fault::PacketKind;
use crate::sim::{Actor, EventId, Time};
use crate::wire::{Flags, Packet, Segment, SeqNum, SocketAddr, Transport};
use std::collections::BTreeMap;

/// What each column holds.
pub const COLUMNS: [&str; 26] = [
    "number",
    "time_s",
    "name",
    "sender",
    "receiver",
    "source",
    "source_port",
    "destination",
    "destination_port",
    "protocol",
    "flags",
    "seq",
    "seq_relative",
    "ack",
    "ack_relative",
    "window",
    "payload_bytes",
    "packet_bytes",
    "transmission",
    "copy_of",
    "fate",
    "fate_time_s",
    "lost_where",
    "lost_why",
    "wrong_bit",
    "summary",
];

/// The file.
pub fn write(trace: &Trace) -> String {
    let mut file = row(COLUMNS.map(str::to_owned));
    let mut firsts = Firsts::default();
    for span in trace.packets() {
        file += &row(cells(trace, span, &mut firsts));
    }
    file
}

/// A row with its end.
fn row(cells: [String; COLUMNS.len()]) -> String {
    let mut row = cells.map(|cell| quoted(&harmless(cell))).join(",");
    row += "\r\n";
    row
}

/// A spreadsheet takes what begins like this for a formula, and a host's name may come from a stranger's link. An apostrophe makes it text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// In quotation marks where the form asks for them (RFC 4180 2).
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn cells(trace: &Trace, span: &PacketSpan, firsts: &mut Firsts) -> [String; COLUMNS.len()] {
    let packet = &*span.packet;
    let (source, destination) = (packet.source(), packet.destination());
    let [flags, seq, seq_relative, ack, ack_relative, window] =
        packet.segment().map_or_else(Default::default, |segment| tcp(segment, span, firsts));
    let port = |end: SocketAddr| if end.port == 0 { String::new() } else { end.port.to_string() };
    let receiver = trace.host_at(destination.address).map_or("", |host| trace.host_name(host));
    let [fate, fate_time, lost_where, lost_why] = fate(trace, span);
    [
        span.id.0.to_string(),
        seconds(span.sent_at),
        crate::scenario::packet_name(span.name, trace.hosts().iter().map(|host| host.name.as_str())),
        trace.host_name(span.name.from).to_owned(),
        receiver.to_owned(),
        source.address.to_string(),
        port(source),
        destination.address.to_string(),
        port(destination),
        protocol(packet),
        flags,
        seq,
        seq_relative,
        ack,
        ack_relative,
        window,
        payload_bytes(packet).to_string(),
        packet.wire_len().to_string(),
        span.name.transmission.to_string(),
        span.copy_of.map_or_else(String::new, |first| first.0.to_string()),
        fate,
        fate_time,
        lost_where,
        lost_why,
        span.flipped.map_or_else(String::new, |bit| bit.to_string()),
        text::packet(packet),
    ]
}

/// Seconds with all nine decimals: digits and a point, whatever the machine's language.
fn seconds(time: Time) -> String {
    format!("{}.{:09}", time.0 / 1_000_000_000, time.0 % 1_000_000_000)
}

fn protocol(packet: &Packet) -> String {
    match &packet.transport {
        Transport::Tcp(_) => "TCP".to_owned(),
        Transport::Udp(_) => "UDP".to_owned(),
        Transport::Icmp(_) => "ICMP".to_owned(),
        Transport::Fragment(piece) => format!("fragment of protocol {}", piece.protocol),
    }
}

fn payload_bytes(packet: &Packet) -> usize {
    match &packet.transport {
        Transport::Tcp(segment) => segment.payload.len(),
        Transport::Udp(datagram) => datagram.payload.len(),
        Transport::Icmp(message) => message.body.len(),
        Transport::Fragment(piece) => piece.bytes.len(),
    }
}

/// What became of it, when, and if it was lost, where and why.
fn fate(trace: &Trace, span: &PacketSpan) -> [String; 4] {
    let said = |what: &str, at| [what.to_owned(), seconds(at), String::new(), String::new()];
    match span.fate {
        Fate::OnTheWay => ["on the way".to_owned(), String::new(), String::new(), String::new()],
        Fate::Arrived { at, .. } => said("arrived", at),
        Fate::Cut { at, .. } => said("cut to pieces", at),
        Fate::Lost { event, at, reason } => ["lost".to_owned(), seconds(at), place(trace, event), text::reason(reason)],
    }
}

/// Where an event was.
fn place(trace: &Trace, event: EventId) -> String {
    match trace.event(event).map(|event| event.actor) {
        Some(Actor::Link(way)) => format!("link {} to {}", trace.host_name(way.from), trace.host_name(way.to)),
        Some(Actor::Stack(host) | Actor::Program(host, _)) => trace.host_name(host).to_owned(),
        Some(Actor::World) | None => String::new(),
    }
}

/// The first number of each direction that has sent a SYN, the last one if it sent several.
type Firsts = BTreeMap<(SocketAddr, SocketAddr), SeqNum>;

/// Flags, numbers as they are on the wire and from 0 at the SYN, and the window as it is in the header.
fn tcp(segment: &Segment, span: &PacketSpan, firsts: &mut Firsts) -> [String; 6] {
    let way = (span.packet.source(), span.packet.destination());
    // A forged SYN and one that the network doubled begin nothing.
    let begins = segment.flags.has(Flags::SYN) && span.copy_of.is_none() && span.name.kind != PacketKind::Forged;
    if begins {
        firsts.insert(way, segment.seq);
    }
    let from = |first: Option<&SeqNum>, number: SeqNum| {
        first.map_or_else(String::new, |first| number.0.wrapping_sub(first.0).to_string())
    };
    let names = Flags::NAMED.iter().filter(|(flag, _)| segment.flags.has(*flag)).map(|(_, name)| *name);
    let flags = names.collect::<Vec<_>>().join(" ");
    let seq_relative = from(firsts.get(&way), segment.seq);
    let [ack, ack_relative] = if segment.flags.has(Flags::ACK) {
        [segment.ack.0.to_string(), from(firsts.get(&(way.1, way.0)), segment.ack)]
    } else {
        Default::default()
    };
    [flags, segment.seq.0.to_string(), seq_relative, ack, ack_relative, segment.window.to_string()]
}

#[cfg(test)]
mod tests;
