//! How a connection breaks, and what of that the network itself says (RFC 1122 3.2.2.1, 4.2.3.9).

use crate::wire::IcmpKind;
use serde::Serialize;

/// How a connection broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// The peer refused: RST in answer to our SYN.
    Refused,
    /// The peer reset it.
    Reset,
    /// The peer, which had finished, reset it: whatever is written comes to nothing (Linux: EPIPE).
    BrokenPipe,
    /// Nobody answered for too long.
    TimedOut,
    /// The network says that no way leads to the host.
    HostUnreachable,
    /// The network says that no way leads to its network.
    NetworkUnreachable,
    /// The host says that it does not speak the protocol.
    ProtocolUnreachable,
    /// The network says that a datagram was too large to pass unfragmented.
    TooLarge,
}

impl Failure {
    /// What an ICMP message tells a sender (RFC 1122 3.2.2.1, 4.2.3.9).
    pub fn told_by(kind: IcmpKind) -> Option<Failure> {
        Some(match kind {
            IcmpKind::PortUnreachable => Failure::Refused,
            IcmpKind::HostUnreachable => Failure::HostUnreachable,
            IcmpKind::NetworkUnreachable => Failure::NetworkUnreachable,
            IcmpKind::ProtocolUnreachable => Failure::ProtocolUnreachable,
            _ => return None,
        })
    }
}
