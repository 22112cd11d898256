//! Bytes and values: what a packet *is* and how it looks on the wire.
//!
//! A value that can be built can be encoded, and decodes to itself. The names are those of the RFCs; which bits mean what is a table
//! ([`fields`]). A library for headers would cost a reader 2 KB more than these few lines; tests hold them against two of them.
//!
//! Knows nothing of time, hosts, links or connections. Leaves out: IPv6, IP options, and link-layer framing (captures are raw IP).

mod checksum;
mod decode;
pub mod edit;
mod encode;
pub mod fields;
mod fragment;
mod icmp;
mod packet;
mod payload;
mod seq;
mod tcp;
mod udp;

pub use checksum::{Checksums, checksums};
pub use decode::{DecodeError, decode};
pub use encode::encode;
pub use fragment::{Fragment, fragment, join};
pub use icmp::{Icmp, IcmpKind, Quoted};
pub use packet::{
    IPV4_HEADER_BYTES, Ipv4, PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, Packet, SocketAddr, Transport, ecn,
};
pub use payload::Payload;
pub use seq::SeqNum;
pub use tcp::{Flags, Segment, TcpOptions, Timestamps};
pub use udp::{Datagram, UDP_DATA_BYTES_MOST, UDP_HEADER_BYTES};

#[cfg(test)]
mod tests;
