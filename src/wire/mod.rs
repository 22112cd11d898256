//! Bytes and values: what a packet *is* and how it looks on the wire.
//!
//! A value that can be built can be encoded, and decodes to itself. Encoding and checksums are done by `etherparse`; this layer
//! gives the values the names of the RFCs and says which bits mean what ([`fields`]).
//!
//! Knows nothing of time, hosts, links or connections. Leaves out: IPv6, IP options, link-layer framing (captures are raw IP), and the
//! transport protocols that the simulator does not speak yet (UDP, ICMP).

mod checksum;
mod decode;
mod encode;
pub mod fields;
mod packet;
mod payload;
mod seq;
mod tcp;

pub use checksum::{Checksums, checksums};
pub use decode::{DecodeError, decode};
pub use encode::encode;
pub use packet::{Ipv4, Packet, SocketAddr, Transport};
pub use payload::Payload;
pub use seq::SeqNum;
pub use tcp::{Flags, Segment, TcpOptions, Timestamps};

#[cfg(test)]
mod tests;
