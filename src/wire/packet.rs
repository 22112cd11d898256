//! An IPv4 packet as a value (RFC 791 3.1), and one end of a conversation.

use super::tcp::Segment;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::net::Ipv4Addr;

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
    /// The two ECN bits (RFC 3168 5).
    pub ecn: u8,
}

/// What an IPv4 packet carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// Protocol number 6.
    Tcp(Segment),
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
    /// The TCP segment inside.
    pub fn segment(&self) -> &Segment {
        let Transport::Tcp(segment) = &self.transport;
        segment
    }

    /// Where it comes from.
    pub fn source(&self) -> SocketAddr {
        SocketAddr { address: self.ip.source, port: self.segment().source_port }
    }

    /// Where it goes.
    pub fn destination(&self) -> SocketAddr {
        SocketAddr { address: self.ip.destination, port: self.segment().destination_port }
    }
}
