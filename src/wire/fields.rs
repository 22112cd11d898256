//! Which bits of a packet are which header field: the table that the header picture, the hex dump and their links share.
//!
//! Positions count bits from the first bit of the IPv4 header, as RFC 791 3.1 and RFC 9293 3.1 draw them. Names and meanings in a
//! language belong to `text`; here a field is an identifier.

use super::packet::{PROTOCOL_ICMP, PROTOCOL_UDP};
use core::ops::Range;
use serde::{Deserialize, Serialize};

/// The header a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// RFC 791 3.1.
    Ipv4,
    /// RFC 9293 3.1.
    Tcp,
    /// RFC 768.
    Udp,
    /// RFC 792.
    Icmp,
    /// What the application wrote.
    Data,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $layer:ident;)*) => {
        /// A header field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum FieldId { $($(#[$doc])* $name,)* }

        impl FieldId {
            /// Every field, in wire order.
            pub const ALL: &'static [FieldId] = &[$(FieldId::$name,)*];

            /// A name for documents, tests and element ids: lower case, with hyphens.
            pub fn id(self) -> &'static str {
                match self { $(FieldId::$name => $id,)* }
            }

            /// The field of this name.
            pub fn of_id(id: &str) -> Option<FieldId> {
                FieldId::ALL.iter().copied().find(|field| field.id() == id)
            }

            /// The header it belongs to.
            pub fn layer(self) -> Layer {
                match self { $(FieldId::$name => Layer::$layer,)* }
            }
        }
    };
}

fields! {
    /// Always 4.
    Version = "version", Ipv4;
    /// Header length in 32-bit words.
    HeaderLength = "header-length", Ipv4;
    /// Differentiated services code point.
    Dscp = "dscp", Ipv4;
    /// Explicit congestion notification.
    Ecn = "ecn", Ipv4;
    /// Header and data, in bytes.
    TotalLength = "total-length", Ipv4;
    /// Which fragments belong together.
    Identification = "identification", Ipv4;
    /// Reserved, don't fragment, more fragments.
    IpFlags = "ip-flags", Ipv4;
    /// In units of eight bytes.
    FragmentOffset = "fragment-offset", Ipv4;
    /// Hops left.
    TimeToLive = "time-to-live", Ipv4;
    /// 6 is TCP.
    Protocol = "protocol", Ipv4;
    /// Over the IPv4 header only.
    HeaderChecksum = "header-checksum", Ipv4;
    /// The sender's address.
    SourceAddress = "source-address", Ipv4;
    /// The receiver's address.
    DestinationAddress = "destination-address", Ipv4;
    /// The sender's port.
    SourcePort = "source-port", Tcp;
    /// The receiver's port.
    DestinationPort = "destination-port", Tcp;
    /// SEG.SEQ.
    SequenceNumber = "sequence-number", Tcp;
    /// SEG.ACK.
    AcknowledgmentNumber = "acknowledgment-number", Tcp;
    /// TCP header length in 32-bit words.
    DataOffset = "data-offset", Tcp;
    /// Zero.
    Reserved = "reserved", Tcp;
    /// Congestion window reduced.
    Cwr = "cwr", Tcp;
    /// ECN echo.
    Ece = "ece", Tcp;
    /// Urgent pointer valid.
    Urg = "urg", Tcp;
    /// Acknowledgment number valid.
    Ack = "ack", Tcp;
    /// Push.
    Psh = "psh", Tcp;
    /// Reset.
    Rst = "rst", Tcp;
    /// Synchronise.
    Syn = "syn", Tcp;
    /// Finish.
    Fin = "fin", Tcp;
    /// SEG.WND, unscaled.
    Window = "window", Tcp;
    /// Over pseudo-header, header and data.
    Checksum = "checksum", Tcp;
    /// Valid only with URG.
    UrgentPointer = "urgent-pointer", Tcp;
    /// End of option list (kind 0).
    OptionEnd = "option-end", Tcp;
    /// No operation (kind 1).
    OptionNoop = "option-noop", Tcp;
    /// Maximum segment size (kind 2).
    OptionMss = "option-mss", Tcp;
    /// Window scale (kind 3).
    OptionWindowScale = "option-window-scale", Tcp;
    /// SACK permitted (kind 4).
    OptionSackPermitted = "option-sack-permitted", Tcp;
    /// SACK (kind 5).
    OptionSack = "option-sack", Tcp;
    /// Timestamps (kind 8).
    OptionTimestamps = "option-timestamps", Tcp;
    /// Any other option.
    OptionUnknown = "option-unknown", Tcp;
    /// The sender's port.
    UdpSourcePort = "udp-source-port", Udp;
    /// The receiver's port.
    UdpDestinationPort = "udp-destination-port", Udp;
    /// Header and data, in bytes.
    UdpLength = "udp-length", Udp;
    /// Over pseudo-header, header and data; 0 for none.
    UdpChecksum = "udp-checksum", Udp;
    /// What kind of message.
    IcmpType = "icmp-type", Icmp;
    /// Which one of the kind.
    IcmpCode = "icmp-code", Icmp;
    /// Over the message.
    IcmpChecksum = "icmp-checksum", Icmp;
    /// What the message needs besides: with code 4 the MTU of the next link.
    IcmpRest = "icmp-rest", Icmp;
    /// The payload.
    Data = "data", Data;
}

/// A field where it is in one packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which field.
    pub id: FieldId,
    /// Its bits, counted from the first bit of the packet.
    pub bits: Range<usize>,
    /// Its value, the first bit being the most significant; of a field longer than 64 bits, the last 64.
    pub value: u64,
}

/// The fixed parts of both headers: field and width in bits, in wire order.
const IPV4: [(FieldId, usize); 13] = [
    (FieldId::Version, 4),
    (FieldId::HeaderLength, 4),
    (FieldId::Dscp, 6),
    (FieldId::Ecn, 2),
    (FieldId::TotalLength, 16),
    (FieldId::Identification, 16),
    (FieldId::IpFlags, 3),
    (FieldId::FragmentOffset, 13),
    (FieldId::TimeToLive, 8),
    (FieldId::Protocol, 8),
    (FieldId::HeaderChecksum, 16),
    (FieldId::SourceAddress, 32),
    (FieldId::DestinationAddress, 32),
];

const TCP: [(FieldId, usize); 17] = [
    (FieldId::SourcePort, 16),
    (FieldId::DestinationPort, 16),
    (FieldId::SequenceNumber, 32),
    (FieldId::AcknowledgmentNumber, 32),
    (FieldId::DataOffset, 4),
    (FieldId::Reserved, 4),
    (FieldId::Cwr, 1),
    (FieldId::Ece, 1),
    (FieldId::Urg, 1),
    (FieldId::Ack, 1),
    (FieldId::Psh, 1),
    (FieldId::Rst, 1),
    (FieldId::Syn, 1),
    (FieldId::Fin, 1),
    (FieldId::Window, 16),
    (FieldId::Checksum, 16),
    (FieldId::UrgentPointer, 16),
];

const UDP: [(FieldId, usize); 4] = [
    (FieldId::UdpSourcePort, 16),
    (FieldId::UdpDestinationPort, 16),
    (FieldId::UdpLength, 16),
    (FieldId::UdpChecksum, 16),
];

const ICMP: [(FieldId, usize); 4] =
    [(FieldId::IcmpType, 8), (FieldId::IcmpCode, 8), (FieldId::IcmpChecksum, 16), (FieldId::IcmpRest, 32)];

/// The fields of an encoded packet ([`super::encode`]), in wire order, without gaps. Bytes that end early give fewer fields.
pub fn fields(packet: &[u8]) -> Vec<Field> {
    let mut reader = Reader { packet, at: 0, fields: Vec::new() };
    reader.fixed(&IPV4);
    let value = |id| reader.fields.iter().find(|field: &&Field| field.id == id).map_or(0, |field| field.value);
    let is_piece = value(FieldId::IpFlags) & 1 != 0 || value(FieldId::FragmentOffset) != 0;
    match u8::try_from(value(FieldId::Protocol)) {
        // What a piece contains is known when it is joined with the others.
        _ if is_piece => {}
        Ok(PROTOCOL_UDP) => reader.fixed(&UDP),
        Ok(PROTOCOL_ICMP) => reader.fixed(&ICMP),
        _ => reader.tcp(),
    }
    let rest = packet.len() * 8 - reader.at.min(packet.len() * 8);
    if rest > 0 {
        reader.take(FieldId::Data, rest);
    }
    reader.fields
}

struct Reader<'a> {
    packet: &'a [u8],
    at: usize,
    fields: Vec<Field>,
}

impl Reader<'_> {
    fn fixed(&mut self, table: &[(FieldId, usize)]) {
        for (id, width) in table {
            if self.at + width <= self.packet.len() * 8 {
                self.take(*id, *width);
            }
        }
    }

    fn tcp(&mut self) {
        self.fixed(&TCP);
        let words = self.fields.iter().find(|field| field.id == FieldId::DataOffset).map_or(5, |field| field.value);
        let end = 160 + usize::try_from(words).unwrap_or(5) * 32;
        self.options(end.min(self.packet.len() * 8));
    }

    fn options(&mut self, end: usize) {
        while self.at < end {
            let kind = self.byte(self.at / 8);
            let length = if kind < 2 { 1 } else { usize::from(self.byte(self.at / 8 + 1)).max(2) };
            self.take(option_id(kind), (length * 8).min(end - self.at));
        }
    }

    fn byte(&self, index: usize) -> u8 {
        self.packet.get(index).copied().unwrap_or_default()
    }

    fn take(&mut self, id: FieldId, width: usize) {
        let bits = self.at..self.at + width;
        let bit = |at: usize| u64::from(self.byte(at / 8) >> (7 - at % 8) & 1);
        let value = bits.clone().skip(width.saturating_sub(64)).fold(0, |value, at| value << 1 | bit(at));
        self.at = bits.end;
        self.fields.push(Field { id, bits, value });
    }
}

fn option_id(kind: u8) -> FieldId {
    match kind {
        0 => FieldId::OptionEnd,
        1 => FieldId::OptionNoop,
        2 => FieldId::OptionMss,
        3 => FieldId::OptionWindowScale,
        4 => FieldId::OptionSackPermitted,
        5 => FieldId::OptionSack,
        8 => FieldId::OptionTimestamps,
        _ => FieldId::OptionUnknown,
    }
}
