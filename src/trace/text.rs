//! A trace as lines of text: one event a line, packets as tcpdump writes them.

use super::log::Trace;
use crate::sim::socket::{Call, How, Outcome, SocketKind};
use crate::sim::{Actor, DropReason, Event, EventId, EventKind};
use crate::wire::{Flags, Packet, Segment, SocketAddr, Transport};
use core::fmt::Write as _;

/// The event's line: time, who, what.
pub fn line(trace: &Trace, id: EventId) -> String {
    let Some(event) = trace.event(id) else { return String::new() };
    let who = match event.actor {
        Actor::Stack(host) => trace.host_name(host).to_owned(),
        Actor::Program(host, program) => format!("{}/{program}", trace.host_name(host)),
        Actor::Link(direction) => format!("{}~", trace.host_name(direction.from)),
        Actor::World => "-".to_owned(),
    };
    format!("{} {who:<9} {}", event.at, what(trace, event))
}

/// A packet as tcpdump writes it, without the time.
pub fn packet(packet: &Packet) -> String {
    let (source, destination) = (packet.source(), packet.destination());
    let end = |end: SocketAddr| match &packet.transport {
        Transport::Tcp(_) | Transport::Udp(_) => format!("{}.{}", end.address, end.port),
        Transport::Icmp(_) | Transport::Fragment(_) => end.address.to_string(),
    };
    format!("IP {} > {}: {}", end(source), end(destination), contents(packet))
}

fn contents(packet: &Packet) -> String {
    match &packet.transport {
        Transport::Tcp(segment) => self::segment(segment),
        Transport::Udp(datagram) => format!("UDP, length {}", datagram.payload.len()),
        Transport::Icmp(message) => format!("ICMP {:?}, length {}", message.kind, 8 + message.body.len()),
        Transport::Fragment(piece) => {
            let more = if piece.more { "+" } else { "" };
            format!("frag ({}@{}{more}), proto {}", piece.bytes.len(), piece.offset, piece.protocol)
        }
    }
}

fn segment(segment: &Segment) -> String {
    let mut text = format!("Flags [{}]", flags(segment.flags));
    let length = segment.payload.len_u32();
    if length > 0 {
        let _infallible = write!(text, ", seq {}:{}", segment.seq, segment.seq + length);
    } else if segment.seq_len() > 0 || segment.flags.has(Flags::RST) {
        let _infallible = write!(text, ", seq {}", segment.seq);
    }
    if segment.flags.has(Flags::ACK) {
        let _infallible = write!(text, ", ack {}", segment.ack);
    }
    let _infallible = write!(text, ", win {}", segment.window);
    if let Some(mss) = segment.options.mss {
        let _infallible = write!(text, ", options [mss {mss}]");
    }
    let _infallible = write!(text, ", length {length}");
    text
}

fn flags(flags: Flags) -> String {
    let letters = [
        (Flags::SYN, 'S'),
        (Flags::FIN, 'F'),
        (Flags::RST, 'R'),
        (Flags::PSH, 'P'),
        (Flags::ACK, '.'),
        (Flags::URG, 'U'),
        (Flags::ECE, 'E'),
        (Flags::CWR, 'W'),
    ];
    letters.iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, letter)| *letter).collect()
}

fn what(trace: &Trace, event: &Event) -> String {
    match &event.kind {
        EventKind::Called { call } => self::call(trace, call),
        EventKind::Returned { call, outcome } => {
            let name = match trace.event(*call).map(|event| &event.kind) {
                Some(EventKind::Called { call }) => call.name(),
                _ => "?",
            };
            format!("{name} = {}", self::outcome(outcome))
        }
        EventKind::Exited => "exit".to_owned(),
        EventKind::State { tcb, from, to } => format!("#{} {} -> {}", tcb.0, from.rfc_name(), to.rfc_name()),
        EventKind::Sent { id, packet, name, .. } => {
            let again =
                if name.transmission > 1 { format!(" (transmission {})", name.transmission) } else { String::new() };
            format!("[{}] {}{again}", id.0, self::packet(packet))
        }
        EventKind::Forwarded { id, .. } => format!("[{}] passed on", id.0),
        EventKind::Cut { id } => format!("[{}] cut to pieces", id.0),
        EventKind::Duplicated { id, copy, .. } => format!("[{}] doubled: [{}]", id.0, copy.0),
        EventKind::Corrupted { id, bit, .. } => format!("[{}] bit {bit} flipped", id.0),
        EventKind::Edited { id, edit, before, .. } => {
            format!("[{}] {} {before} -> {}", id.0, edit.field.id(), edit.value)
        }
        EventKind::Marked { id, .. } => format!("[{}] marked CE", id.0),
        EventKind::Held { id, .. } => format!("[{}] held", id.0),
        EventKind::Cable { cut } => format!("cable {}", if *cut { "cut" } else { "mended" }),
        EventKind::Reassembled { packet } => format!("reassembled: {}", self::packet(packet)),
        EventKind::Arrived { id, .. } => match trace.packet(*id) {
            Some(span) => format!("[{}] arrives: {}", id.0, contents(&span.packet)),
            None => format!("[{}] arrives", id.0),
        },
        EventKind::Dropped { id, reason } => format!("[{}] lost: {}", id.0, self::reason(*reason)),
        EventKind::Delayed { id, by, .. } => format!("[{}] held up for {by} s", id.0),
        EventKind::Discarded { reason, .. } => format!("discarded: {reason:?}"),
        EventKind::TimerSet { tcb, timer, deadline } => format!("#{} {timer:?} timer until {deadline}", tcb.0),
        EventKind::TimerStopped { tcb, timer } => format!("#{} {timer:?} timer stopped", tcb.0),
        EventKind::TimerFired { tcb, timer } => format!("#{} {timer:?} timer fires", tcb.0),
        EventKind::RttSample { tcb, sample, rto } => format!("#{} round trip {sample} s, RTO {rto} s", tcb.0),
        EventKind::RtoChanged { tcb, rto } => format!("#{} RTO now {rto} s", tcb.0),
        EventKind::Congestion { tcb, cwnd, ssthresh } => {
            let ssthresh = if *ssthresh == u32::MAX { "infinite".to_owned() } else { ssthresh.to_string() };
            format!("#{} cwnd {cwnd}, ssthresh {ssthresh}", tcb.0)
        }
        EventKind::PathMtu { tcb, mtu } => format!("#{} path MTU {mtu}", tcb.0),
        EventKind::DataReady { tcb, bytes } => format!("#{} {bytes} bytes readable", tcb.0),
        EventKind::Ended { reason } => format!("end: {reason:?}"),
        EventKind::Turned { setting, .. } => format!("from now on: {setting:?}"),
    }
}

pub(super) fn reason(reason: DropReason) -> String {
    match reason {
        DropReason::Fault(number) => format!("fault {number}"),
        DropReason::Random => "at random".to_owned(),
        DropReason::QueueFull => "queue full".to_owned(),
        DropReason::Firewall => "firewall".to_owned(),
        DropReason::Cable => "no cable".to_owned(),
        DropReason::TooLarge => "too large".to_owned(),
        DropReason::TimeToLive => "time to live exceeded".to_owned(),
        DropReason::NoRoute => "no such host".to_owned(),
        DropReason::Damaged => "damaged header".to_owned(),
    }
}

fn call(trace: &Trace, call: &Call) -> String {
    match call {
        Call::Socket { socket, kind: SocketKind::Stream } => format!("{socket} = socket()"),
        Call::Socket { socket, kind: SocketKind::Datagram } => format!("{socket} = socket(SOCK_DGRAM)"),
        Call::SetOption { socket, option } => format!("{socket}.setsockopt({option:?})"),
        Call::SendTo { socket, host, port, data } => {
            format!("{socket}.sendto({} bytes, {}, {port})", data.len(), trace.host_name(crate::sim::HostId(*host)))
        }
        Call::Reply { socket, .. } | Call::Answer { socket, .. } => format!("{socket}: reply"),
        Call::RecvFrom { socket, most, .. } => format!("{socket}.recvfrom({most})"),
        Call::Bind { socket, port } => format!("{socket}.bind({port})"),
        Call::Listen { socket, backlog } => format!("{socket}.listen({backlog})"),
        Call::Accept { socket, connection } => format!("{connection} = {socket}.accept()"),
        Call::Connect { socket, host, port, .. } => {
            format!("{socket}.connect({}, {port})", trace.host_name(crate::sim::HostId(*host)))
        }
        Call::Send { socket, data } => format!("{socket}.send({} bytes)", data.len()),
        Call::Recv { socket, most, .. } => format!("{socket}.recv({most})"),
        Call::RecvToEnd { socket } => format!("{socket}.recv() to the end"),
        Call::Shutdown { socket, how } => {
            let how = match how {
                How::Read => "SHUT_RD",
                How::Write => "SHUT_WR",
                How::Both => "SHUT_RDWR",
            };
            format!("{socket}.shutdown({how})")
        }
        Call::Close { socket } => format!("{socket}.close()"),
        Call::Sleep { span } => format!("sleep({span})"),
    }
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Done => "ok".to_owned(),
        Outcome::Sent { bytes } => format!("{bytes} bytes"),
        Outcome::Received { data } => format!("{} bytes", data.len()),
        Outcome::ReceivedFrom { data, from } => format!("{} bytes from {from}", data.len()),
        Outcome::EndOfFile => "0 bytes (end of file)".to_owned(),
        Outcome::TimeLimit => "timed out (the program's own limit)".to_owned(),
        Outcome::Failed { errno } => errno.to_string(),
    }
}
