//! What an arrow says, and between which lifelines it goes.

use super::lane::Lane;
use crate::sim::ids::HostId;
use crate::trace::{PacketSpan, Trace};
use crate::wire::{Flags, Packet, SocketAddr, Transport, ecn};

/// The hosts that have a lifeline: all, and the router only if it sends something of its own.
pub(super) fn shown_hosts(trace: &Trace) -> Vec<HostId> {
    let all = (0..).map(HostId).zip(trace.hosts());
    let speaks = |host: HostId| trace.packets().iter().any(|span| span.name.from == host);
    all.filter(|(host, info)| !info.is_router || speaks(*host)).map(|(host, _)| host).collect()
}

/// The middles of the lifelines between which a packet goes. One to nobody goes towards the other side.
pub(super) fn ends(trace: &Trace, span: &PacketSpan, lanes: &[Lane]) -> (f64, f64) {
    let x = |host: HostId| lanes.iter().find(|lane| lane.host == host).map(|lane| lane.x);
    let from = x(span.name.from).unwrap_or_default();
    let to = trace.host_at(span.packet.ip.destination).filter(|host| *host != span.name.from).and_then(x);
    let outer = |lane: Option<&Lane>| lane.map_or(0.0, |lane| lane.x);
    let (left, right) = (outer(lanes.first()), outer(lanes.last()));
    (from, to.unwrap_or(if from < right { right } else { left }))
}

/// The conversations of a run, told apart by letters where there are several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows(Vec<(SocketAddr, SocketAddr)>);

/// So many have letters.
const FLOWS_MOST: usize = 26;

impl Flows {
    /// In the order in which they began.
    pub fn of(trace: &Trace) -> Flows {
        let mut flows = Vec::new();
        for span in trace.packets() {
            if let Some(flow) = flow(&span.packet).filter(|flow| flows.len() < FLOWS_MOST && !flows.contains(flow)) {
                flows.push(flow);
            }
        }
        Flows(flows)
    }

    /// Their letters and ends.
    pub fn each(&self) -> impl Iterator<Item = (char, SocketAddr, SocketAddr)> {
        ('A'..='Z').zip(&self.0).map(|(letter, (one, other))| (letter, *one, *other))
    }

    /// The letter of a packet's conversation, if there is more than one.
    pub fn letter(&self, packet: &Packet) -> Option<char> {
        let known = flow(packet).filter(|_| self.0.len() > 1)?;
        ('A'..='Z').zip(&self.0).find(|(_, flow)| **flow == known).map(|(letter, _)| letter)
    }
}

/// Both ends, the lower first.
fn flow(packet: &Packet) -> Option<(SocketAddr, SocketAddr)> {
    let (from, to) = (packet.source(), packet.destination());
    let speaks = matches!(packet.transport, Transport::Tcp(_) | Transport::Udp(_));
    speaks.then_some(if from <= to { (from, to) } else { (to, from) })
}

/// What an arrow says, longest first. `letter`: of its conversation.
pub(super) fn texts(span: &PacketSpan, letter: Option<char>, again: &str) -> Vec<String> {
    let mut texts = contents(&span.packet);
    let mut marks = String::new();
    if span.copy_of.is_some() {
        marks += " ⧉";
    }
    if span.flipped.is_some() {
        marks += " ≠";
    }
    if span.arrived_as.as_ref().is_some_and(|packet| packet.ip.ecn == ecn::CE) {
        marks += " CE";
    }
    if span.name.transmission > 1 {
        let longest = texts.first().map(|text| format!("{text} {again}{marks}"));
        marks = format!(" ↻{}{marks}", span.name.transmission);
        texts = longest.into_iter().chain(texts.iter().map(|text| format!("{text}{marks}"))).collect();
    } else {
        for text in &mut texts {
            text.push_str(&marks);
        }
    }
    if let Some(letter) = letter {
        for text in &mut texts {
            text.insert_str(0, &format!("{letter} "));
        }
    }
    texts
}

fn contents(packet: &Packet) -> Vec<String> {
    let segment = match &packet.transport {
        Transport::Tcp(segment) => segment,
        Transport::Udp(datagram) => {
            let (bytes, to) = (datagram.payload.len(), datagram.destination_port);
            return vec![format!("UDP {bytes} B → {to}"), format!("UDP {bytes} B"), "UDP".to_owned()];
        }
        Transport::Icmp(message) => {
            let (kind, code, _) = message.kind.numbers();
            return vec![format!("ICMP {kind}/{code}"), "ICMP".to_owned()];
        }
        Transport::Fragment(piece) => {
            let end = piece.end();
            return vec![format!("[{}, {end})", piece.offset), format!("@{}", piece.offset)];
        }
    };
    let flags = segment.flags;
    let bytes = segment.payload.len_u32();
    let name = if bytes > 0 && !flags.has(Flags::FIN) { format!("{bytes} B") } else { flags.to_string() };
    let mut long = format!("{name} seq={}", segment.seq);
    let mut short = format!("{name} {}", segment.seq);
    if flags.has(Flags::ACK) {
        long += &format!(" ack={}", segment.ack);
        short += &format!("/{}", segment.ack);
    }
    vec![long, short, name]
}
