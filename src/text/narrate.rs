//! Every event of a run as one plain sentence, without its time.
//!
//! The sentences are in `static/text/*/events.ftl`; here it is decided which one an event needs and what stands in it. Says what
//! happened, not why: the chain of causes is [`crate::trace::why`].

use super::words::{
    ordinal, ordinal_name_first, ordinal_name_inside, packet_label, packet_numbers, packet_words, span,
};
use super::{Lang, field_name, messages as say};
use crate::sim::event::EndReason;
use crate::sim::fault::{PacketKind, PacketName};
use crate::sim::socket::{Call, Errno, How, Outcome, SocketKind, SocketOption};
use crate::sim::tcp::{State, TimerKind, WHOLE};
use crate::sim::turn::Setting;
use crate::sim::{Actor, Direction, Event, EventId, EventKind, HostId, PacketId, TcbId, Time};
use crate::trace::Trace;
use crate::wire::Packet;

/// The event in one sentence; empty for an event that does not exist.
pub fn narrate(lang: Lang, trace: &Trace, id: EventId) -> String {
    let Some(event) = trace.event(id) else { return String::new() };
    let host = match event.actor {
        Actor::Stack(host) | Actor::Program(host, _) | Actor::Link(Direction { from: host, .. }) => {
            trace.host_name(host)
        }
        Actor::World => "",
    };
    Narrator { lang, trace, host }.event(event)
}

struct Narrator<'a> {
    lang: Lang,
    trace: &'a Trace,
    /// The host where it happens.
    host: &'a str,
}

impl Narrator<'_> {
    fn event(&self, event: &Event) -> String {
        let lang = self.lang;
        match &event.kind {
            EventKind::Called { call } => self.called(call),
            EventKind::Returned { call, outcome } => self.returned(*call, outcome),
            EventKind::Exited => say::program_exits(lang, &self.owner()),
            EventKind::State { from, to, .. } => self.state(*from, *to),
            EventKind::Sent { name, packet, tcb, queued, .. } => self.sent(*name, packet, *tcb, *queued),
            EventKind::Arrived { id, .. } => self.arrived(*id),
            kind @ (EventKind::Forwarded { .. }
            | EventKind::Cut { .. }
            | EventKind::Duplicated { .. }
            | EventKind::Corrupted { .. }
            | EventKind::Edited { .. }
            | EventKind::Marked { .. }
            | EventKind::Held { .. }
            | EventKind::Reassembled { .. }
            | EventKind::Cable { .. }) => self.on_the_way(kind),
            EventKind::Dropped { id, reason } => say::packet_dropped(lang, &self.packet(*id), reason.id()),
            EventKind::Delayed { id, by, .. } => say::packet_delayed(lang, &self.packet(*id), &span(lang, *by)),
            EventKind::Discarded { reason, .. } => {
                say::segment_discarded(lang, &say::discard_reason(lang, reason.id()), &self.who())
            }
            EventKind::TimerSet { timer, deadline, .. } => self.timer_set(*timer, event.at, *deadline),
            EventKind::TimerStopped { timer, .. } => say::timer_stopped(lang, timer.id(), &self.who()),
            EventKind::TimerFired { timer, .. } => say::timer_fired(lang, &self.owner(), timer.id()),
            EventKind::RttSample { sample, rto, .. } => {
                say::rtt_measured(lang, &span(lang, *rto), &span(lang, *sample), &self.who())
            }
            EventKind::RtoChanged { rto, .. } => say::rto_changed(lang, &self.owner(), &span(lang, *rto)),
            EventKind::Congestion { cwnd, ssthresh, .. } => self.congestion(*cwnd, *ssthresh),
            EventKind::PathMtu { mtu, .. } => say::path_mtu(lang, &self.bytes((*mtu).into()), &self.who()),
            EventKind::DataReady { bytes, .. } => say::data_ready(lang, &self.bytes(*bytes), &self.who()),
            EventKind::Ended { reason } => match reason {
                EndReason::Quiet => say::ended_quiet(lang),
                EndReason::TimeLimit => say::ended_time_limit(lang),
                EndReason::EventLimit => say::ended_event_limit(lang),
            }
            .to_owned(),
            EventKind::Turned { setting, .. } => self.turned(*setting),
        }
    }

    /// A change in the midst of the run: said by the workbench, since no lesson has one.
    #[cfg(feature = "workbench")]
    fn turned(&self, setting: Setting) -> String {
        super::turns::turned(self.lang, self.host, setting)
    }

    #[cfg(not(feature = "workbench"))]
    #[expect(clippy::unused_self, reason = "the workbench has something to say here")]
    fn turned(&self, _: Setting) -> String {
        String::new()
    }

    /// At the beginning of a sentence.
    fn who(&self) -> String {
        say::host_first(self.lang, self.host)
    }

    /// Inside a sentence.
    fn inside(&self) -> String {
        say::host_inside(self.lang, self.host)
    }

    /// The genitive, at the beginning of a sentence.
    fn owner(&self) -> String {
        say::host_owner(self.lang, &self.who())
    }

    fn bytes(&self, count: u32) -> String {
        say::value_bytes(self.lang, count.into())
    }

    fn called(&self, call: &Call) -> String {
        let (lang, owner) = (self.lang, self.owner());
        match call {
            Call::Socket { kind: SocketKind::Stream, .. } => say::call_socket(lang, &owner),
            Call::Socket { kind: SocketKind::Datagram, .. } => say::call_socket_udp(lang, &owner),
            Call::SetOption { option, .. } => say::call_set_option(lang, option_name(*option), &owner),
            Call::SendTo { host, port, data, .. } => {
                let peer = say::host_inside(lang, self.trace.host_name(HostId(*host)));
                say::call_send_to(lang, &self.bytes(data.len_u32()), &owner, &peer, &port.to_string())
            }
            Call::Reply { .. } | Call::Answer { .. } => say::call_reply(lang, &owner),
            Call::RecvFrom { most, .. } => say::call_recv_from(lang, &self.bytes(*most), &owner),
            Call::Bind { port, .. } => say::call_bind(lang, &owner, &port.to_string()),
            Call::Listen { backlog, .. } => say::call_listen(lang, &backlog.to_string(), &owner),
            Call::Accept { .. } => say::call_accept(lang, &owner),
            Call::Connect { host, port, timeout, .. } => {
                let peer = say::host_inside(lang, self.trace.host_name(HostId(*host)));
                let port = port.to_string();
                match timeout {
                    None => say::call_connect(lang, &owner, &peer, &port),
                    Some(limit) => say::call_connect_limit(lang, &span(lang, *limit), &owner, &peer, &port),
                }
            }
            Call::Send { data, .. } => say::call_send(lang, &self.bytes(data.len_u32()), &owner),
            Call::Recv { most, .. } => say::call_recv(lang, &self.bytes(*most), &owner),
            Call::RecvToEnd { .. } => say::call_recv_to_end(lang, &owner),
            Call::Shutdown { how: How::Write, .. } => say::call_shutdown(lang, &owner),
            Call::Shutdown { how: How::Read, .. } => say::call_shutdown_read(lang, &owner),
            Call::Shutdown { how: How::Both, .. } => say::call_shutdown_both(lang, &owner),
            Call::Close { .. } => say::call_close(lang, &owner),
            Call::Sleep { span: length } => say::call_sleep(lang, &owner, &span(lang, *length)),
        }
    }

    fn returned(&self, call: EventId, outcome: &Outcome) -> String {
        let (lang, host) = (self.lang, self.inside());
        let name = match self.trace.event(call).map(|event| &event.kind) {
            Some(EventKind::Called { call }) => call.name(),
            _ => "",
        };
        match outcome {
            Outcome::Done if name == "accept" => say::return_accept(lang, &host),
            Outcome::Done if name == "connect" => say::return_connect(lang, &host),
            Outcome::Done => say::return_done(lang, name, &host),
            Outcome::Sent { bytes } if name == "sendto" => {
                say::return_sent_datagram(lang, &self.bytes(*bytes), name, &host)
            }
            Outcome::ReceivedFrom { data, from } => {
                say::return_received_from(lang, &self.bytes(data.len_u32()), &from.to_string(), &host)
            }
            Outcome::Sent { bytes } => say::return_sent(lang, &self.bytes(*bytes), &host),
            Outcome::Received { data } => say::return_received(lang, &self.bytes(data.len_u32()), &host),
            Outcome::EndOfFile => say::return_end(lang, &host),
            Outcome::TimeLimit => say::return_limit(lang, name, "TimeoutError", &host),
            Outcome::Failed { errno } => {
                let number = errno.to_string();
                let reason = say::errno_meaning(lang, &number);
                say::return_failed(lang, name, &number, exception(*errno), &host, &reason)
            }
        }
    }

    fn state(&self, from: State, to: State) -> String {
        let lang = self.lang;
        let meaning = match (from, to) {
            (State::Listen, State::Closed) => say::state_meaning_deaf(lang).to_owned(),
            _ => say::state_meaning(lang, to.id()),
        };
        say::state_changes(lang, from.rfc_name(), &meaning, to.rfc_name(), &self.who())
    }

    fn sent(&self, name: PacketName, packet: &Packet, tcb: Option<TcbId>, queued: u32) -> String {
        let lang = self.lang;
        let numbers = packet_numbers(lang, packet);
        let stray = tcb.is_none() && packet.segment().is_some();
        let packet = say::packet_some(lang, PacketKind::of(packet).id(), &packet_label(lang, packet));
        if name.kind == PacketKind::Forged {
            let host = say::host_inside(lang, self.trace.host_name(name.from));
            return say::packet_forged(lang, &host, &numbers, &packet);
        }
        let who = self.who();
        if stray {
            say::packet_sent_stray(lang, &numbers, &packet, &who)
        } else if name.transmission > 1 {
            say::packet_sent_again(lang, &numbers, &packet, &ordinal(lang, name.transmission.into()), &who)
        } else if queued > 0 {
            say::packet_sent_queued(lang, queued.into(), &numbers, &packet, &who)
        } else {
            say::packet_sent(lang, &numbers, &packet, &who)
        }
    }

    fn arrived(&self, id: PacketId) -> String {
        let lang = self.lang;
        let Some(span) = self.trace.packet(id) else { return String::new() };
        let numbers = packet_numbers(lang, &span.packet);
        match PacketKind::of(&span.packet) {
            PacketKind::Data => say::packet_arrived_data(lang, &self.inside(), &numbers),
            _ => say::packet_arrived(lang, &self.inside(), &packet_label(lang, &span.packet), &numbers),
        }
    }

    fn on_the_way(&self, kind: &EventKind) -> String {
        let lang = self.lang;
        let inside = |id: &PacketId| {
            self.trace.packet(*id).map_or_else(String::new, |span| ordinal_name_inside(lang, self.trace, span.name))
        };
        match kind {
            EventKind::Forwarded { id, .. } => say::packet_forwarded(lang, &inside(id)),
            EventKind::Cut { id } => say::packet_cut(lang, &inside(id)),
            EventKind::Duplicated { id, .. } => say::packet_duplicated(lang, &self.packet(*id)),
            EventKind::Corrupted { id, bit, .. } => say::packet_corrupted(lang, &bit.to_string(), &inside(id)),
            EventKind::Edited { id, edit, before, .. } if WHOLE => {
                let (field, now) = (field_name(lang, edit.field), edit.value.to_string());
                let (which, before) = (self.packet(*id), before.to_string());
                if edit.stale {
                    say::packet_edited_stale(lang, &before, field, &now, &which)
                } else {
                    say::packet_edited(lang, &before, field, &now, &which)
                }
            }
            EventKind::Marked { id, .. } => say::packet_marked(lang, &self.packet(*id)),
            EventKind::Held { id, .. } => say::packet_held(lang, &self.packet(*id)),
            EventKind::Reassembled { packet } => {
                say::packet_reassembled(lang, &packet_words(lang, packet), &self.who())
            }
            EventKind::Cable { cut: true } => say::cable_cut(lang, &self.inside()),
            EventKind::Cable { cut: false } => say::cable_mended(lang, &self.inside()),
            _ => String::new(),
        }
    }

    /// The packet's name at the beginning of a sentence.
    fn packet(&self, id: PacketId) -> String {
        self.trace.packet(id).map_or_else(String::new, |span| ordinal_name_first(self.lang, self.trace, span.name))
    }

    fn timer_set(&self, timer: TimerKind, now: Time, deadline: Time) -> String {
        say::timer_set(self.lang, &span(self.lang, deadline - now), timer.id(), &self.who())
    }

    fn congestion(&self, cwnd: u32, ssthresh: u32) -> String {
        let (owner, window) = (self.owner(), self.bytes(cwnd));
        if ssthresh == u32::MAX {
            say::congestion_open(self.lang, &owner, &window)
        } else {
            say::congestion_changed(self.lang, &owner, &self.bytes(ssthresh), &window)
        }
    }
}

/// The exception that Python makes of it.
fn exception(errno: Errno) -> &'static str {
    match errno {
        Errno::EAcces => "PermissionError",
        Errno::EConnRefused => "ConnectionRefusedError",
        Errno::EConnReset => "ConnectionResetError",
        Errno::EPipe => "BrokenPipeError",
        Errno::ETimedOut => "TimeoutError",
        _ => "OSError",
    }
}

/// As Python and C call it.
fn option_name(option: SocketOption) -> &'static str {
    match option {
        SocketOption::NoDelay => "TCP_NODELAY",
        SocketOption::LingerZero => "SO_LINGER",
        SocketOption::ReuseAddress => "SO_REUSEADDR",
        SocketOption::KeepAlive => "SO_KEEPALIVE",
        SocketOption::NoQuickAck => "TCP_QUICKACK",
    }
}

#[cfg(test)]
mod tests;
