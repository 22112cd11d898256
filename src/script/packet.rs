//! Packets as scripts write them: segments ([`super::segment`]), datagrams, pieces of packets, ICMP messages.

use super::names::{Names, Number};
use super::segment;
use crate::wire::{Datagram, Icmp, IcmpKind, Packet, Payload, Transport, encode};
use core::slice::Iter;

/// A packet as far as it is written.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    /// A segment.
    Segment(segment::Pattern),
    /// `UDP len 5 port 9`: its bytes of data, and the port at the peer's end, and at the host's, if they are not the usual ones.
    Datagram { len: u32, port: Option<u16>, to: Option<u16> },
    /// `piece at 1480 len 520`: so many bytes of what a packet carries, from that one on.
    Piece { at: u16, len: u32 },
    /// `ICMP port-unreachable`, about what the peer sent last.
    Message(IcmpKind),
}

/// The port of the peer and the one of the host.
pub(super) type Ports = (u16, u16);

impl Pattern {
    /// From the words of a line.
    pub(super) fn parse(words: &[&str]) -> Result<Pattern, String> {
        match *words {
            ["UDP", ref rest @ ..] => datagram(rest),
            ["piece", ref rest @ ..] => piece(rest),
            ["ICMP", ref rest @ ..] => match message(rest)? {
                (kind, []) => Ok(Pattern::Message(kind)),
                _ => Err("ICMP says one thing of what the peer sent last".to_owned()),
            },
            _ => segment::Pattern::parse(words).map(Pattern::Segment),
        }
    }

    /// What the peer sends, and whether it is marked.
    pub(super) fn transport(&self, (peer, host): Ports, names: &Names) -> Result<(Transport, bool), String> {
        match self {
            Pattern::Segment(pattern) => {
                let ports = (pattern.port.unwrap_or(peer), pattern.to.unwrap_or(host));
                Ok((Transport::Tcp(pattern.segment(ports, names)?), pattern.ecn))
            }
            Pattern::Datagram { len, port, to } => {
                let (source_port, destination_port) = (port.unwrap_or(peer), to.unwrap_or(host));
                Ok((Transport::Udp(Datagram { source_port, destination_port, payload: bytes(0, *len) }), false))
            }
            Pattern::Piece { .. } | Pattern::Message(_) => Err("the peer sends segments and datagrams".to_owned()),
        }
    }

    /// Whether the host sent what is written. `heard`: what the peer sent last.
    pub(super) fn is_met_by(&self, sent: &Said, heard: Option<&Packet>, names: &mut Names) -> bool {
        match (self, &sent.packet.transport) {
            (Pattern::Segment(pattern), Transport::Tcp(segment)) => {
                pattern.is_met_by(segment, sent.ect(), sent.transmission, names)
            }
            (Pattern::Datagram { len, port, .. }, Transport::Udp(datagram)) => {
                *len == datagram.payload.len_u32() && port.is_none_or(|port| port == datagram.destination_port)
            }
            (Pattern::Piece { at, len }, Transport::Fragment(piece)) => {
                *at == piece.offset && *len == piece.bytes.len_u32()
            }
            (Pattern::Message(kind), Transport::Icmp(message)) => {
                heard.is_some_and(|heard| *message == Icmp::about(*kind, &encode(heard)))
            }
            _ => false,
        }
    }
}

/// A packet that the host has sent.
pub(super) struct Said {
    pub at: crate::sim::Time,
    pub packet: Packet,
    pub transmission: u8,
}

impl Said {
    fn ect(&self) -> bool {
        self.packet.ip.ecn == crate::wire::ecn::ECT_0
    }

    /// In the notation of scripts.
    pub(super) fn text(&self) -> String {
        match &self.packet.transport {
            Transport::Tcp(segment) => segment::text(segment),
            Transport::Udp(datagram) => {
                format!("UDP len {} port {}", datagram.payload.len(), datagram.destination_port)
            }
            Transport::Fragment(piece) => format!("piece at {} len {}", piece.offset, piece.bytes.len()),
            Transport::Icmp(message) => format!("ICMP {:?}", message.kind),
        }
    }
}

fn datagram(words: &[&str]) -> Result<Pattern, String> {
    let (mut len, mut port, mut to) = (0, None, None);
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "len" => len = size(number(word, &mut rest)?)?,
            "port" => port = Some(small(number(word, &mut rest)?)?),
            "to" => to = Some(small(number(word, &mut rest)?)?),
            other => return Err(format!("{other:?} is no field of a datagram")),
        }
    }
    Ok(Pattern::Datagram { len, port, to })
}

fn piece(words: &[&str]) -> Result<Pattern, String> {
    let mut rest = words.iter();
    match (rest.next(), number("at", &mut rest), rest.next(), number("len", &mut rest), rest.next()) {
        (Some(&"at"), Ok(at), Some(&"len"), Ok(len), None) => Ok(Pattern::Piece { at: small(at)?, len }),
        _ => Err("a piece has a place and a length: piece at 1480 len 520".to_owned()),
    }
}

/// What an ICMP message says, and the words behind that.
pub(super) fn message<'a>(words: &'a [&'a str]) -> Result<(IcmpKind, &'a [&'a str]), String> {
    match *words {
        ["network-unreachable", ref rest @ ..] => Ok((IcmpKind::NetworkUnreachable, rest)),
        ["host-unreachable", ref rest @ ..] => Ok((IcmpKind::HostUnreachable, rest)),
        ["protocol-unreachable", ref rest @ ..] => Ok((IcmpKind::ProtocolUnreachable, rest)),
        ["port-unreachable", ref rest @ ..] => Ok((IcmpKind::PortUnreachable, rest)),
        ["time-to-live-exceeded", ref rest @ ..] => Ok((IcmpKind::TimeToLiveExceeded, rest)),
        ["reassembly-time-exceeded", ref rest @ ..] => Ok((IcmpKind::ReassemblyTimeExceeded, rest)),
        ["fragmentation-needed", mtu, ref rest @ ..] => {
            let mtu = mtu.parse().map_err(|_| format!("{mtu:?} is no MTU"))?;
            Ok((IcmpKind::FragmentationNeeded { mtu }, rest))
        }
        _ => Err("ICMP needs what it says: host-unreachable, fragmentation-needed 576 …".to_owned()),
    }
}

/// So many bytes, which say from which number on they are.
pub(super) fn bytes(from: u32, count: u32) -> Payload {
    let bytes = (0..count).map(|offset| u8::try_from(from.wrapping_add(offset) % 251).unwrap_or_default());
    Payload::from(bytes.collect::<Vec<u8>>())
}

/// The number behind a word.
pub(super) fn number(word: &str, rest: &mut Iter<'_, &str>) -> Result<u32, String> {
    rest.next().and_then(|word| word.parse().ok()).ok_or_else(|| format!("{word} needs a number"))
}

/// The number, or the name of one, behind a word.
pub(super) fn next(word: &str, rest: &mut Iter<'_, &str>) -> Result<Number, String> {
    rest.next().and_then(|word| Number::parse(word)).ok_or_else(|| format!("{word} needs a number"))
}

/// So many bytes as a packet has room for.
pub(super) fn size(number: u32) -> Result<u32, String> {
    small::<u16>(number).map(u32::from)
}

/// A number that its field has room for.
pub(super) fn small<N: TryFrom<u32>>(number: u32) -> Result<N, String> {
    N::try_from(number).map_err(|_| format!("{number} is too large"))
}
