//! Changing a header field of a packet on its way, with the checksums made right again or left as they were.
//!
//! Only fields after whose change a packet is still one of the same length and kind: no lengths, offsets, versions or protocols, and no
//! addresses, which say what happens to a packet rather than what it means.

use super::encode::encode;
use super::fields::{FieldId, Layer};
use super::packet::{IPV4_HEADER_BYTES, Packet, Transport};
use super::payload::Payload;
use super::tcp::{Flags, Segment};
use serde::{Deserialize, Serialize};

/// One field and what it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// The field.
    pub field: FieldId,
    /// Of data: which byte, from 0. Of everything else 0.
    pub byte: u16,
    /// The value.
    pub value: u32,
    /// The checksums stay as they were, which makes them wrong.
    pub stale: bool,
}

/// Checksums that do not follow from what they cover; none where they do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sums {
    /// In the IPv4 header.
    pub ipv4: Option<u16>,
    /// In the transport protocol's.
    pub transport: Option<u16>,
}

/// A packet with a field changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The packet.
    pub packet: Packet,
    /// Its checksums, where they do not follow from the rest.
    pub sums: Sums,
    /// What the field was before.
    pub before: u32,
}

/// The fields that can be changed, in wire order.
pub fn editable() -> impl Iterator<Item = FieldId> {
    FieldId::ALL.iter().copied().filter(|field| most(*field).is_some())
}

/// The largest value of a field that can be changed.
pub fn most(field: FieldId) -> Option<u32> {
    use FieldId as F;
    Some(match field {
        F::Ecn => 3,
        F::Cwr | F::Ece | F::Urg | F::Ack | F::Psh | F::Rst | F::Syn | F::Fin => 1,
        F::Dscp => 63,
        F::TimeToLive | F::OptionWindowScale | F::Data => u8::MAX.into(),
        F::SequenceNumber | F::AcknowledgmentNumber => u32::MAX,
        F::Identification
        | F::HeaderChecksum
        | F::SourcePort
        | F::DestinationPort
        | F::Window
        | F::Checksum
        | F::UrgentPointer
        | F::OptionMss
        | F::UdpSourcePort
        | F::UdpDestinationPort
        | F::UdpChecksum
        | F::IcmpChecksum => u16::MAX.into(),
        _ => return None,
    })
}

/// What a field of a packet is now; none if it has no such field, or not one that can be changed.
pub fn value(packet: &Packet, field: FieldId, byte: u16) -> Option<u32> {
    match sum_place(packet, field) {
        Some(at) => half(&encode(packet), at).map(u32::from),
        None => access(&mut packet.clone(), field, byte, None),
    }
}

/// The packet, of which these are the checksums, with a field changed; none if it has no such field, or not one that takes the value. A checksum
/// that covers the field is made right, or stays as it was.
pub fn edit(packet: &Packet, sums: Sums, edit: &Edit) -> Option<Edited> {
    most(edit.field).filter(|most| edit.value <= *most)?;
    let mut changed = packet.clone();
    let sum = u16::try_from(edit.value).ok();
    let is_sum = sum_place(packet, edit.field).is_some();
    let before = if is_sum {
        value(packet, edit.field, 0)?
    } else {
        access(&mut changed, edit.field, edit.byte, Some(edit.value))?
    };
    let right = encode(&changed);
    // What is right needs no mention.
    let sum_of = |field: Option<FieldId>, now: Option<u16>| {
        let at = field.and_then(|field| sum_place(packet, field))?;
        let old = || now.or_else(|| half(&encode(packet), at));
        let new = if is_sum { sum } else { edit.stale.then(old).flatten() };
        new.filter(|new| half(&right, at) != Some(*new))
    };
    let sums = match edit.field.layer() {
        Layer::Ipv4 => Sums { ipv4: sum_of(Some(FieldId::HeaderChecksum), sums.ipv4), ..sums },
        _ => Sums { transport: sum_of(sum_field(packet), sums.transport), ..sums },
    };
    Some(Edited { packet: changed, sums, before })
}

/// The packet as it is on the wire, with these checksums.
pub fn encode_with(packet: &Packet, sums: Sums) -> Vec<u8> {
    let mut bytes = encode(packet);
    put(&mut bytes, Some(10), sums.ipv4);
    put(&mut bytes, sum_field(packet).and_then(|field| sum_place(packet, field)), sums.transport);
    bytes
}

/// The first piece of a packet that was cut, with the checksum that the packet had.
#[must_use]
pub fn piece_with(piece: Packet, of: &Packet, sums: Sums) -> Packet {
    let at = sum_field(of).and_then(|field| sum_place(of, field)).map(|at| at - IPV4_HEADER_BYTES);
    match piece.transport {
        Transport::Fragment(mut fragment) if fragment.offset == 0 && sums.transport.is_some() => {
            let mut bytes = fragment.bytes.to_vec();
            put(&mut bytes, at, sums.transport);
            fragment.bytes = Payload::from(bytes);
            Packet { transport: Transport::Fragment(fragment), ..piece }
        }
        transport => Packet { transport, ..piece },
    }
}

/// The checksum field of the transport protocol.
fn sum_field(packet: &Packet) -> Option<FieldId> {
    match packet.transport {
        Transport::Tcp(_) => Some(FieldId::Checksum),
        Transport::Udp(_) => Some(FieldId::UdpChecksum),
        Transport::Icmp(_) => Some(FieldId::IcmpChecksum),
        Transport::Fragment(_) => None,
    }
}

/// Where a checksum of the packet begins, in bytes.
fn sum_place(packet: &Packet, field: FieldId) -> Option<usize> {
    match field {
        FieldId::HeaderChecksum => Some(10),
        FieldId::Checksum if sum_field(packet) == Some(field) => Some(IPV4_HEADER_BYTES + 16),
        FieldId::UdpChecksum if sum_field(packet) == Some(field) => Some(IPV4_HEADER_BYTES + 6),
        FieldId::IcmpChecksum if sum_field(packet) == Some(field) => Some(IPV4_HEADER_BYTES + 2),
        _ => None,
    }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn put(bytes: &mut [u8], at: Option<usize>, value: Option<u16>) {
    if let Some((at, value)) = at.zip(value)
        && let Some(place) = bytes.get_mut(at..at + 2)
    {
        place.copy_from_slice(&value.to_be_bytes());
    }
}

/// Reads a field, and writes it if there is something to write.
fn access(packet: &mut Packet, field: FieldId, byte: u16, new: Option<u32>) -> Option<u32> {
    match field {
        FieldId::Dscp => return Some(octet(&mut packet.ip.dscp, new)),
        FieldId::Ecn => return Some(octet(&mut packet.ip.ecn, new)),
        FieldId::TimeToLive => return Some(octet(&mut packet.ip.ttl, new)),
        FieldId::Identification => return Some(pair(&mut packet.ip.identification, new)),
        _ => {}
    }
    match &mut packet.transport {
        Transport::Tcp(segment) => in_segment(segment, field, byte, new),
        Transport::Udp(datagram) => match field {
            FieldId::UdpSourcePort => Some(pair(&mut datagram.source_port, new)),
            FieldId::UdpDestinationPort => Some(pair(&mut datagram.destination_port, new)),
            FieldId::Data => in_data(&mut datagram.payload, byte, new),
            _ => None,
        },
        Transport::Icmp(message) if field == FieldId::Data => in_data(&mut message.body, byte, new),
        Transport::Fragment(piece) if field == FieldId::Data => in_data(&mut piece.bytes, byte, new),
        _ => None,
    }
}

fn in_segment(segment: &mut Segment, field: FieldId, byte: u16, new: Option<u32>) -> Option<u32> {
    let flag = match field {
        FieldId::SourcePort => return Some(pair(&mut segment.source_port, new)),
        FieldId::DestinationPort => return Some(pair(&mut segment.destination_port, new)),
        FieldId::SequenceNumber => return Some(word(&mut segment.seq.0, new)),
        FieldId::AcknowledgmentNumber => return Some(word(&mut segment.ack.0, new)),
        FieldId::Window => return Some(pair(&mut segment.window, new)),
        FieldId::UrgentPointer => return Some(pair(&mut segment.urgent, new)),
        FieldId::OptionMss => return segment.options.mss.as_mut().map(|mss| pair(mss, new)),
        FieldId::OptionWindowScale => return segment.options.window_scale.as_mut().map(|shift| octet(shift, new)),
        FieldId::Data => return in_data(&mut segment.payload, byte, new),
        FieldId::Cwr => Flags::CWR,
        FieldId::Ece => Flags::ECE,
        FieldId::Urg => Flags::URG,
        FieldId::Ack => Flags::ACK,
        FieldId::Psh => Flags::PSH,
        FieldId::Rst => Flags::RST,
        FieldId::Syn => Flags::SYN,
        FieldId::Fin => Flags::FIN,
        _ => return None,
    };
    let before = segment.flags.has(flag);
    match new {
        Some(0) => segment.flags = segment.flags.without(flag),
        Some(_) => segment.flags = segment.flags | flag,
        None => {}
    }
    Some(before.into())
}

fn in_data(data: &mut Payload, byte: u16, new: Option<u32>) -> Option<u32> {
    let at = usize::from(byte);
    let before = *data.get(at)?;
    if let Some(new) = new.and_then(|new| u8::try_from(new).ok()) {
        let mut bytes = data.to_vec();
        *bytes.get_mut(at)? = new;
        *data = Payload::from(bytes);
    }
    Some(before.into())
}

fn octet(place: &mut u8, new: Option<u32>) -> u32 {
    let before = (*place).into();
    *place = new.and_then(|new| u8::try_from(new).ok()).unwrap_or(*place);
    before
}

fn pair(place: &mut u16, new: Option<u32>) -> u32 {
    let before = (*place).into();
    *place = new.and_then(|new| u16::try_from(new).ok()).unwrap_or(*place);
    before
}

fn word(place: &mut u32, new: Option<u32>) -> u32 {
    let before = *place;
    *place = new.unwrap_or(before);
    before
}

#[cfg(test)]
mod tests {
    use super::super::fields::fields;
    use super::super::{Datagram, Ipv4, SeqNum, TcpOptions, checksums, decode};
    use super::*;
    use proptest::prelude::*;

    fn packet(udp: bool) -> Packet {
        let (source_port, destination_port) = (49_152, 80);
        let payload = Payload::from(b"hello".as_slice());
        let transport = if udp {
            Transport::Udp(Datagram { source_port, destination_port, payload })
        } else {
            let (seq, ack, flags) = (SeqNum(1_000), SeqNum(7_000), Flags::SYN | Flags::ACK);
            let options = TcpOptions { mss: Some(1_460), window_scale: Some(7), ..TcpOptions::default() };
            let (window, urgent) = (64_240, 0);
            Transport::Tcp(Segment { source_port, destination_port, seq, ack, flags, window, urgent, options, payload })
        };
        let ip = Ipv4 {
            source: [10, 0, 0, 1].into(),
            destination: [10, 0, 0, 2].into(),
            identification: 7,
            ttl: 64,
            dont_fragment: true,
            dscp: 0,
            ecn: 0,
        };
        Packet { ip, transport }
    }

    /// The value of an option begins with its kind and its length; of data the table knows only all of it.
    fn drawn(bytes: &[u8], field: FieldId) -> u64 {
        let found = fields(bytes).into_iter().find(|found| found.id == field).unwrap();
        match field {
            FieldId::OptionMss => found.value & 0xffff,
            FieldId::OptionWindowScale => found.value & 0xff,
            FieldId::Data => (found.value >> 32) & 0xff,
            _ => found.value,
        }
    }

    proptest! {
        #[test]
        fn the_field_is_what_was_asked_and_nothing_else(
            field in prop::sample::select(editable().collect::<Vec<_>>()), value: u32, stale: bool, udp: bool,
        ) {
            let value = value % most(field).unwrap().saturating_add(1).max(1);
            let before = packet(udp);
            let Some(edited) = edit(&before, Sums::default(), &Edit { field, byte: 0, value, stale }) else {
                prop_assert!(super::value(&before, field, 0).is_none());
                return Ok(());
            };
            let (old, new) = (encode(&before), encode_with(&edited.packet, edited.sums));
            prop_assert_eq!(old.len(), new.len());
            prop_assert_eq!(drawn(&new, field), u64::from(value));
            prop_assert_eq!(drawn(&old, field), u64::from(edited.before));
            let sum = |id| matches!(id, FieldId::HeaderChecksum | FieldId::Checksum | FieldId::UdpChecksum);
            for other in fields(&old).into_iter().filter(|other| other.id != field && !sum(other.id)) {
                prop_assert_eq!(drawn(&new, other.id), drawn(&old, other.id), "{:?}", other.id);
            }
            let sums = checksums(&new);
            prop_assert_eq!(sums.ipv4, edited.sums.ipv4.is_none());
            if !stale && !sum(field) {
                prop_assert_eq!(decode(&new), Ok(edited.packet));
            } else if stale && edited.before != value && edited.before ^ value != 0xffff {
                prop_assert!(decode(&new).is_err(), "left as they were, the checksums are wrong");
            }
        }
    }
}
