//! A run as a capture file that Wireshark opens (pcapng), as one host's interface saw it: what it sent, lost or not, and what
//! came to it. Our own remarks are comments on the packets.
//!
//! Three block types are enough; a library for all of them would cost a reader forty times their size.

use super::log::Trace;
use super::spans::{Fate, PacketSpan};
use crate::sim::fault::PacketKind;
use crate::sim::ids::HostId;
use crate::sim::{Actor, Time};
use crate::wire::edit::encode_with;
use crate::wire::encode;

/// Raw IPv4, from the first byte of the header (`LINKTYPE_IPV4`).
const LINKTYPE_IPV4: u32 = 228;

const SECTION_HEADER: u32 = 0x0a0d_0d0a;
const INTERFACE_DESCRIPTION: u32 = 1;
const ENHANCED_PACKET: u32 = 6;
const OPTION_COMMENT: u16 = 1;
const OPTION_INTERFACE_NAME: u16 = 2;
const OPTION_TIME_RESOLUTION: u16 = 9;

/// The file's bytes.
pub fn write(trace: &Trace, at: HostId) -> Vec<u8> {
    let mut file = section_header();
    file.extend(interface(trace.host_name(at)));
    let mut seen: Vec<(Time, u32, &PacketSpan, bool)> = Vec::new();
    for span in trace.packets() {
        // What somebody else sent in the host's name, or the network made of a packet, it has never seen.
        if span.name.from == at && span.copy_of.is_none() && span.name.kind != PacketKind::Forged {
            seen.push((span.sent_at, span.sent.0, span, true));
        } else if let Fate::Arrived { event, at: time } = span.fate
            && trace.event(event).is_some_and(|event| event.actor == Actor::Stack(at))
        {
            seen.push((time, event.0, span, false));
        }
    }
    seen.sort_by_key(|(time, event, ..)| (*time, *event));
    for (time, _, span, outgoing) in seen {
        let bytes = if outgoing { encode(&span.packet) } else { as_it_arrived(span) };
        file.extend(enhanced_packet(time, &bytes, &comment(trace, span, outgoing)));
    }
    file
}

/// With hops used up, marks, and a wrong bit if there is one.
fn as_it_arrived(span: &PacketSpan) -> Vec<u8> {
    let mut bytes = encode_with(span.arrived_as.as_ref().unwrap_or(&span.packet), span.sums);
    if let Some(bit) = span.flipped
        && let Some(byte) = usize::try_from(bit / 8).ok().and_then(|at| bytes.get_mut(at))
    {
        *byte ^= 0x80 >> (bit % 8);
    }
    bytes
}

fn comment(trace: &Trace, span: &PacketSpan, outgoing: bool) -> String {
    let name = crate::scenario::packet_name(span.name, trace.hosts().iter().map(|host| host.name.as_str()));
    let mut comment = name;
    if span.name.transmission > 1 {
        comment += &format!("; transmission {}", span.name.transmission);
    }
    if outgoing && let Fate::Lost { reason, .. } = span.fate {
        comment += &format!("; lost on its way ({reason:?})");
    }
    if span.copy_of.is_some() {
        comment += "; a copy that the network made";
    }
    if let Some(bit) = span.flipped.filter(|_| !outgoing) {
        comment += &format!("; bit {bit} is wrong");
    }
    if let Some(by) = span.delayed {
        comment += &format!("; held up for {by} s");
    }
    comment
}

fn section_header() -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(0x1a2b_3c4d_u32.to_le_bytes());
    body.extend(1_u16.to_le_bytes());
    body.extend(0_u16.to_le_bytes());
    body.extend(u64::MAX.to_le_bytes());
    block(SECTION_HEADER, &body)
}

fn interface(name: &str) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(LINKTYPE_IPV4.to_le_bytes());
    body.extend(0_u32.to_le_bytes());
    option(&mut body, OPTION_INTERFACE_NAME, name.as_bytes());
    option(&mut body, OPTION_TIME_RESOLUTION, &[9]);
    option(&mut body, 0, &[]);
    block(INTERFACE_DESCRIPTION, &body)
}

fn enhanced_packet(at: Time, bytes: &[u8], comment: &str) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut body = Vec::new();
    body.extend(0_u32.to_le_bytes());
    for half in [at.0 >> 32, at.0 & u64::from(u32::MAX)] {
        body.extend(u32::try_from(half).unwrap_or_default().to_le_bytes());
    }
    body.extend(length);
    body.extend(length);
    body.extend(bytes);
    pad(&mut body);
    option(&mut body, OPTION_COMMENT, comment.as_bytes());
    option(&mut body, 0, &[]);
    block(ENHANCED_PACKET, &body)
}

fn option(body: &mut Vec<u8>, code: u16, value: &[u8]) {
    body.extend(code.to_le_bytes());
    body.extend(u16::try_from(value.len()).unwrap_or(u16::MAX).to_le_bytes());
    body.extend(value);
    pad(body);
}

fn pad(body: &mut Vec<u8>) {
    body.resize(body.len().next_multiple_of(4), 0);
}

fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 12).unwrap_or(u32::MAX).to_le_bytes();
    [&kind.to_le_bytes(), &length, body, &length].concat()
}
