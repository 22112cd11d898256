//! Messages on connections: each is a stretch of the bytes that one end sends, and the packets that carry any of them are its packets.

use super::{Draft, Got, Message};
use crate::sim::{EventId, EventKind, TcbId};
use crate::trace::{Trace, connections};
use crate::wire::{Flags, SeqNum, SocketAddr};
use std::collections::BTreeMap;

/// One direction of a connection.
#[derive(Default)]
struct Flow {
    /// Where from, where to, once a packet has told.
    ends: Option<(SocketAddr, SocketAddr)>,
    /// The number of its SYN.
    iss: Option<SeqNum>,
    /// The control block that receives what this one sends.
    peer: Option<TcbId>,
    /// It was opened by the other end.
    answers: bool,
    /// Its messages: the end of each in the stream, and its number in the list.
    messages: Vec<(u32, usize)>,
    /// How many bytes of it could be read in all, after which event.
    arrived: Vec<(u32, EventId)>,
}

/// The messages that went over TCP.
pub(super) fn messages(trace: &Trace, drafts: &[Draft], got: &[Got]) -> Vec<Message> {
    let mut flows = flows(trace);
    let mut messages: Vec<Message> = Vec::new();
    for draft in drafts.iter().filter(|draft| !draft.failed) {
        let Some(tcb) = draft.tcb else { continue };
        let flow = flows.entry(tcb).or_default();
        let Some((local, remote)) = flow.ends else { continue };
        let begin = flow.messages.last().map_or(0, |(end, _)| *end);
        flow.messages.push((begin.saturating_add(draft.bytes.len_u32()), messages.len()));
        messages.push(Message {
            from: draft.who,
            to: trace.host_at(remote.address),
            reader: None,
            local,
            remote,
            stream: true,
            answers: flow.answers,
            bytes: draft.bytes.clone(),
            made: draft.made,
            left: None,
            arrived: None,
            read: None,
            lost: None,
            packets: 0,
            again: 0,
        });
    }
    carried(trace, &flows, &mut messages);
    for flow in flows.values() {
        for (end, number) in &flow.messages {
            let index = flow.arrived.partition_point(|(bytes, _)| bytes < end);
            if let Some((message, (_, event))) = messages.get_mut(*number).zip(flow.arrived.get(index)) {
                message.arrived = Some(*event);
            }
        }
    }
    read(&flows, got, &mut messages);
    messages
}

/// Every direction of every connection.
fn flows(trace: &Trace) -> BTreeMap<TcbId, Flow> {
    let mut flows: BTreeMap<TcbId, Flow> = BTreeMap::new();
    for connection in connections(trace) {
        if let Some(second) = &connection.second {
            flows.entry(connection.first.tcb).or_default().peer = Some(second.tcb);
            let back = flows.entry(second.tcb).or_default();
            (back.peer, back.answers) = (Some(connection.first.tcb), true);
        }
    }
    for span in trace.packets() {
        let (Some(tcb), Some(segment)) = (span.tcb, span.packet.segment()) else { continue };
        let flow = flows.entry(tcb).or_default();
        flow.ends.get_or_insert((span.packet.source(), span.packet.destination()));
        let syn = segment.flags.has(Flags::SYN);
        flow.iss.get_or_insert(if syn { segment.seq } else { segment.seq - 1_u32 });
    }
    let mut senders: BTreeMap<TcbId, TcbId> = BTreeMap::new();
    senders.extend(flows.iter().filter_map(|(tcb, flow)| Some((flow.peer?, *tcb))));
    for (id, event) in trace.numbered() {
        let EventKind::DataReady { tcb, bytes } = event.kind else { continue };
        if let Some(flow) = senders.get(&tcb).and_then(|sender| flows.get_mut(sender)) {
            let before = flow.arrived.last().map_or(0, |(bytes, _)| *bytes);
            flow.arrived.push((before.saturating_add(bytes), id));
        }
    }
    flows
}

/// Counts the packets of each message.
fn carried(trace: &Trace, flows: &BTreeMap<TcbId, Flow>, messages: &mut [Message]) {
    for span in trace.packets().iter().filter(|span| span.copy_of.is_none()) {
        let (Some(segment), Some(flow)) = (span.packet.segment(), span.tcb.and_then(|tcb| flows.get(&tcb))) else {
            continue;
        };
        let Some(iss) = flow.iss.filter(|_| !segment.payload.is_empty()) else { continue };
        let begin = segment.seq - (iss + 1_u32);
        let end = begin.saturating_add(segment.payload.len_u32());
        let first = flow.messages.partition_point(|(message_end, _)| *message_end <= begin);
        let mut from = first.checked_sub(1).and_then(|before| flow.messages.get(before)).map_or(0, |(end, _)| *end);
        for (message_end, number) in flow.messages.iter().skip(first) {
            if from >= end {
                break;
            }
            from = *message_end;
            if let Some(message) = messages.get_mut(*number) {
                message.packets += 1;
                message.again += u32::from(span.name.transmission > 1);
                message.left.get_or_insert(span.sent);
            }
        }
    }
}

/// Marks what has been read.
fn read(flows: &BTreeMap<TcbId, Flow>, got: &[Got], messages: &mut [Message]) {
    let mut senders: BTreeMap<TcbId, &Flow> = BTreeMap::new();
    senders.extend(flows.values().filter_map(|flow| Some((flow.peer?, flow))));
    // Of each receiving control block: how much was read, and how many messages that was.
    let mut done: BTreeMap<TcbId, (u32, usize)> = BTreeMap::new();
    for got in got {
        let Some(tcb) = got.tcb else { continue };
        let Some(flow) = senders.get(&tcb) else { continue };
        let (bytes, count) = done.entry(tcb).or_default();
        *bytes = bytes.saturating_add(got.data.len_u32());
        while let Some((_, number)) = flow.messages.get(*count).filter(|(end, _)| *end <= *bytes) {
            if let Some(message) = messages.get_mut(*number) {
                (message.read, message.reader) = (Some(got.event), Some(got.who.1));
            }
            *count += 1;
        }
    }
}
