//! An ICMP message as a value (RFC 792): what it says, and which packet it says it of.

use super::packet::{PROTOCOL_TCP, PROTOCOL_UDP, SocketAddr};
use super::payload::Payload;
use super::seq::SeqNum;
use serde::{Deserialize, Serialize};
use std::net::Ipv4Addr;

/// How much of a packet is quoted: the message is not to be longer than what every host takes (RFC 1812 4.3.2.3).
const QUOTED_BYTES_MOST: usize = 576 - 20 - 8;

/// Destination unreachable (RFC 792).
const UNREACHABLE: u8 = 3;

/// Time exceeded (RFC 792).
const TIME_EXCEEDED: u8 = 11;

/// What an ICMP message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IcmpKind {
    /// Type 3, code 0: no way to the network.
    NetworkUnreachable,
    /// Type 3, code 1: no way to the host.
    HostUnreachable,
    /// Type 3, code 2: the host does not speak the protocol.
    ProtocolUnreachable,
    /// Type 3, code 3: nobody has this port.
    PortUnreachable,
    /// Type 3, code 4: too large for the next link, and not to be fragmented (RFC 1191).
    FragmentationNeeded {
        /// The largest packet that the next link takes, in bytes; 0 from routers older than RFC 1191.
        mtu: u16,
    },
    /// Type 11, code 0: the last hop was used up.
    TimeToLiveExceeded,
    /// Type 11, code 1: not all fragments came in time.
    ReassemblyTimeExceeded,
    /// Any other, as it came.
    Other {
        /// Type.
        kind: u8,
        /// Code.
        code: u8,
        /// The four bytes behind the checksum.
        rest: u32,
    },
}

impl IcmpKind {
    /// Type, code and the four bytes behind the checksum.
    pub fn numbers(self) -> (u8, u8, u32) {
        match self {
            IcmpKind::NetworkUnreachable => (UNREACHABLE, 0, 0),
            IcmpKind::HostUnreachable => (UNREACHABLE, 1, 0),
            IcmpKind::ProtocolUnreachable => (UNREACHABLE, 2, 0),
            IcmpKind::PortUnreachable => (UNREACHABLE, 3, 0),
            IcmpKind::FragmentationNeeded { mtu } => (UNREACHABLE, 4, u32::from(mtu)),
            IcmpKind::TimeToLiveExceeded => (TIME_EXCEEDED, 0, 0),
            IcmpKind::ReassemblyTimeExceeded => (TIME_EXCEEDED, 1, 0),
            IcmpKind::Other { kind, code, rest } => (kind, code, rest),
        }
    }

    /// What these numbers mean. Bytes that must be 0 and are not make it another message, so that nothing is lost.
    pub fn of(kind: u8, code: u8, rest: u32) -> IcmpKind {
        match (kind, code, rest) {
            (UNREACHABLE, 0, 0) => IcmpKind::NetworkUnreachable,
            (UNREACHABLE, 1, 0) => IcmpKind::HostUnreachable,
            (UNREACHABLE, 2, 0) => IcmpKind::ProtocolUnreachable,
            (UNREACHABLE, 3, 0) => IcmpKind::PortUnreachable,
            (UNREACHABLE, 4, mtu) if u16::try_from(mtu).is_ok() => {
                IcmpKind::FragmentationNeeded { mtu: u16::try_from(mtu).unwrap_or_default() }
            }
            (TIME_EXCEEDED, 0, 0) => IcmpKind::TimeToLiveExceeded,
            (TIME_EXCEEDED, 1, 0) => IcmpKind::ReassemblyTimeExceeded,
            (kind, code, rest) => IcmpKind::Other { kind, code, rest },
        }
    }
}

/// One ICMP message.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Icmp {
    /// What it says.
    pub kind: IcmpKind,
    /// What follows: of an error the beginning of the packet that it is about.
    pub body: Payload,
}

/// Which conversation a message is about, as far as the quoted bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The protocol number of the packet.
    pub protocol: u8,
    /// Who sent it.
    pub source: SocketAddr,
    /// To whom.
    pub destination: SocketAddr,
    /// Its sequence number; meaningless unless it was TCP.
    pub seq: SeqNum,
    /// Its total length in bytes.
    pub total_len: u16,
}

impl Icmp {
    /// A message about a packet, given as it was on the wire.
    pub fn about(kind: IcmpKind, packet: &[u8]) -> Icmp {
        Icmp { kind, body: Payload::from(packet.get(..QUOTED_BYTES_MOST).unwrap_or(packet)) }
    }

    /// The conversation that the message is about; none if too little is quoted, or another protocol.
    pub fn quoted(&self) -> Option<Quoted> {
        let bytes = &self.body;
        let half = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let word = |at: usize| Some(u32::from(half(at)?) << 16 | u32::from(half(at + 2)?));
        let first = *bytes.first()?;
        let (header, protocol) = (usize::from(first & 0x0f) * 4, *bytes.get(9)?);
        if first >> 4 != 4 || header < 20 || !matches!(protocol, PROTOCOL_TCP | PROTOCOL_UDP) || half(6)? & 0x1fff != 0
        {
            return None;
        }
        let end = |address: usize, port: usize| {
            Some(SocketAddr { address: Ipv4Addr::from_bits(word(address)?), port: half(port)? })
        };
        Some(Quoted {
            protocol,
            source: end(12, header)?,
            destination: end(16, header + 2)?,
            seq: SeqNum(word(header + 4)?),
            total_len: half(2)?,
        })
    }
}
