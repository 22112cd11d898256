//! A UDP datagram as a value (RFC 768). Its length and checksum follow from the rest.

use super::payload::Payload;
use serde::{Deserialize, Serialize};

/// Bytes of a UDP header.
pub const UDP_HEADER_BYTES: usize = 8;

/// The most bytes of data in a UDP datagram: what an IPv4 packet has room for beside both headers.
pub const UDP_DATA_BYTES_MOST: usize = 65_507;

/// One UDP datagram.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Datagram {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// The data.
    pub payload: Payload,
}
