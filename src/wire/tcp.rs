//! A TCP segment as a value (RFC 9293 3.1, 3.2; RFC 7323 and RFC 2018 for the options).

use super::payload::Payload;
use super::seq::SeqNum;
use core::fmt;
use core::ops::BitOr;
use serde::{Deserialize, Serialize};

/// The eight control bits (RFC 9293 3.1, RFC 3168 for ECE and CWR).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Flags(pub u8);

impl Flags {
    /// No more data from the sender.
    pub const FIN: Flags = Flags(0x01);
    /// Synchronise sequence numbers.
    pub const SYN: Flags = Flags(0x02);
    /// Reset the connection.
    pub const RST: Flags = Flags(0x04);
    /// Push: hand over to the application.
    pub const PSH: Flags = Flags(0x08);
    /// The acknowledgment number is valid.
    pub const ACK: Flags = Flags(0x10);
    /// The urgent pointer is valid.
    pub const URG: Flags = Flags(0x20);
    /// ECN echo.
    pub const ECE: Flags = Flags(0x40);
    /// Congestion window reduced.
    pub const CWR: Flags = Flags(0x80);

    /// Every flag with its name, in the order in which they are customarily read.
    pub const NAMED: [(Flags, &'static str); 8] = [
        (Flags::SYN, "SYN"),
        (Flags::FIN, "FIN"),
        (Flags::RST, "RST"),
        (Flags::PSH, "PSH"),
        (Flags::ACK, "ACK"),
        (Flags::URG, "URG"),
        (Flags::ECE, "ECE"),
        (Flags::CWR, "CWR"),
    ];

    /// The flags of these names, joined by `+`; none if one is unknown.
    pub fn from_names(names: &str) -> Option<Flags> {
        names.split('+').try_fold(Flags::default(), |all, name| {
            let (flag, _) = Flags::NAMED.into_iter().find(|(_, known)| *known == name)?;
            Some(all | flag)
        })
    }

    /// Whether all of `flags` are set.
    pub fn has(self, flags: Flags) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// The same flags without `flags`.
    #[must_use]
    pub fn without(self, flags: Flags) -> Flags {
        Flags(self.0 & !flags.0)
    }
}

impl BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// `SYN+ACK`; PSH is left out, because no reader of a picture misses it.
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (flag, name) in Flags::NAMED {
            if self.has(flag) && flag != Flags::PSH {
                write!(f, "{}{name}", if first { "" } else { "+" })?;
                first = false;
            }
        }
        if first { f.write_str("none") } else { Ok(()) }
    }
}

impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The timestamps option (RFC 7323 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timestamps {
    /// `TSval`: the sender's clock.
    pub value: u32,
    /// `TSecr`: the peer's clock, sent back.
    pub echo: u32,
}

/// The options that a segment carries. Unknown ones are skipped when decoding, as RFC 9293 3.1 demands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TcpOptions {
    /// Maximum segment size in bytes of payload (RFC 9293 3.7.1).
    pub mss: Option<u16>,
    /// SACK permitted (RFC 2018 2).
    pub sack_permitted: bool,
    /// Timestamps (RFC 7323 3.2).
    pub timestamps: Option<Timestamps>,
    /// Window scale: the shift count (RFC 7323 2.2).
    pub window_scale: Option<u8>,
    /// SACK blocks, each from a first number up to but not including a last (RFC 2018 3); at most four, three beside timestamps.
    pub sack: Vec<(SeqNum, SeqNum)>,
}

/// One TCP segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Segment {
    /// Source port.
    pub source_port: u16,
    /// Destination port.
    pub destination_port: u16,
    /// SEG.SEQ: the number of the first byte of the payload, or of the SYN.
    pub seq: SeqNum,
    /// SEG.ACK: the next number expected from the peer; 0 on the wire when ACK is not set.
    pub ack: SeqNum,
    /// The control bits.
    pub flags: Flags,
    /// SEG.WND as it is in the header, unscaled.
    pub window: u16,
    /// The urgent pointer; 0 when URG is not set.
    pub urgent: u16,
    /// The options.
    pub options: TcpOptions,
    /// The data.
    pub payload: Payload,
}

impl TcpOptions {
    /// How many SACK blocks there is room for.
    pub(super) fn sack_blocks_written(&self) -> usize {
        self.sack.len().min(if self.timestamps.is_some() { 3 } else { 4 })
    }

    /// How many bytes they take in a header, with padding, as they are written.
    pub fn wire_len(&self) -> usize {
        let sack_blocks = self.sack_blocks_written();
        let stamps = if self.timestamps.is_none() {
            0
        } else if self.sack_permitted {
            10
        } else {
            12
        };
        let bytes = usize::from(self.mss.is_some()) * 4
            + usize::from(self.sack_permitted) * 2
            + stamps
            + usize::from(self.window_scale.is_some()) * 4
            + if sack_blocks == 0 { 0 } else { 4 + 8 * sack_blocks };
        bytes.next_multiple_of(4)
    }
}

impl Segment {
    /// How many bytes the header takes, options and all.
    pub fn header_len(&self) -> usize {
        20 + self.options.wire_len()
    }

    /// SEG.LEN: how many sequence numbers the segment takes up: its bytes, one for SYN, one for FIN (RFC 9293 3.4).
    pub fn seq_len(&self) -> u32 {
        self.payload.len_u32() + u32::from(self.flags.has(Flags::SYN)) + u32::from(self.flags.has(Flags::FIN))
    }

    /// The number after the last one that the segment takes up.
    pub fn seq_end(&self) -> SeqNum {
        self.seq + self.seq_len()
    }
}
