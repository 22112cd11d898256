//! An IPv4 packet as a value (RFC 791 3.1), and one end of a conversation.

use super::fragment::Fragment;
use super::icmp::Icmp;
use super::tcp::Segment;
use super::udp::Datagram;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::net::Ipv4Addr;

/// Bytes of an IPv4 header without options.
pub const IPV4_HEADER_BYTES: usize = 20;

/// The protocol number of ICMP.
pub const PROTOCOL_ICMP: u8 = 1;
/// The protocol number of TCP.
pub const PROTOCOL_TCP: u8 = 6;
/// The protocol number of UDP.
pub const PROTOCOL_UDP: u8 = 17;

/// An address and a port: one end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SocketAddr {
    /// The host's address.
    pub address: Ipv4Addr,
    /// The port.
    pub port: u16,
}

impl fmt::Display for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.address, self.port)
    }
}

/// The ECN bits of a packet (RFC 3168 5).
pub mod ecn {
    /// The transport does not understand marks.
    pub const NOT_ECT: u8 = 0;
    /// ECN-capable transport, the codepoint that TCP uses.
    pub const ECT_0: u8 = 2;
    /// Congestion experienced: a router's mark.
    pub const CE: u8 = 3;
}

/// The parts of an IPv4 header that a host decides on; lengths and the checksum follow from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ipv4 {
    /// Source address.
    pub source: Ipv4Addr,
    /// Destination address.
    pub destination: Ipv4Addr,
    /// Identification (RFC 6864: of use only for fragments).
    pub identification: u16,
    /// Time to live, in hops.
    pub ttl: u8,
    /// Don't fragment.
    pub dont_fragment: bool,
    /// The differentiated services code point, 6 bits (RFC 2474).
    pub dscp: u8,
    /// The two ECN bits ([`ecn`]).
    pub ecn: u8,
}

/// What an IPv4 packet carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// Protocol number 6.
    Tcp(Segment),
    /// Protocol number 17.
    Udp(Datagram),
    /// Protocol number 1.
    Icmp(Icmp),
    /// A piece of one of those, or of anything else.
    Fragment(Fragment),
}

impl Transport {
    /// The protocol number.
    pub fn protocol(&self) -> u8 {
        match self {
            Transport::Tcp(_) => PROTOCOL_TCP,
            Transport::Udp(_) => PROTOCOL_UDP,
            Transport::Icmp(_) => PROTOCOL_ICMP,
            Transport::Fragment(piece) => piece.protocol,
        }
    }
}

/// One IPv4 packet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Packet {
    /// The network layer's header.
    pub ip: Ipv4,
    /// The transport layer's header and data.
    pub transport: Transport,
}

impl Packet {
    /// The TCP segment inside, if there is one.
    pub fn segment(&self) -> Option<&Segment> {
        if let Transport::Tcp(segment) = &self.transport { Some(segment) } else { None }
    }

    fn ports(&self) -> (u16, u16) {
        match &self.transport {
            Transport::Tcp(segment) => (segment.source_port, segment.destination_port),
            Transport::Udp(datagram) => (datagram.source_port, datagram.destination_port),
            Transport::Icmp(_) | Transport::Fragment(_) => (0, 0),
        }
    }

    /// Where it comes from; port 0 where there are none.
    pub fn source(&self) -> SocketAddr {
        SocketAddr { address: self.ip.source, port: self.ports().0 }
    }

    /// Where it goes; port 0 where there are none.
    pub fn destination(&self) -> SocketAddr {
        SocketAddr { address: self.ip.destination, port: self.ports().1 }
    }

    /// How many bytes it has on the wire, from the first of the IPv4 header.
    pub fn wire_len(&self) -> usize {
        let contents = match &self.transport {
            Transport::Tcp(segment) => segment.header_len() + segment.payload.len(),
            Transport::Udp(datagram) => super::udp::UDP_HEADER_BYTES + datagram.payload.len(),
            Transport::Icmp(message) => 8 + message.body.len(),
            Transport::Fragment(piece) => piece.bytes.len(),
        };
        IPV4_HEADER_BYTES + contents
    }
}
