//! A host's stack at work: segments and timers go to the connection they are for, and what the connection wants is done.

use super::network::Way;
use super::{Origin, Task, World};
use crate::sim::assembly::{Assembled, Incomplete, Key};
use crate::sim::event::{Actor, DropReason, EventKind};
use crate::sim::ids::{EventId, HostId, TcbId};
use crate::sim::tcp::WHOLE;
use crate::sim::tcp::{Discard, Effect, Effects, Endpoint, Failure, State, TimerKind, mtu_told, reply_to_stray};
use crate::sim::time::{Span, Time};
use crate::sim::udp::UdpSocket;
use crate::wire::edit::{Sums, encode_with};
use crate::wire::{Fragment, Icmp, IcmpKind, Ipv4, PROTOCOL_TCP, Packet, Segment, SocketAddr, Transport, decode, ecn};
use std::net::Ipv4Addr;
use std::rc::Rc;

/// The bytes with one bit changed.
fn flip(mut bytes: Vec<u8>, bit: u32) -> Vec<u8> {
    if let Some(byte) = usize::try_from(bit / 8).ok().and_then(|at| bytes.get_mut(at)) {
        *byte ^= 0x80 >> (bit % 8);
    }
    bytes
}

impl World {
    /// A packet comes to the end of a cable.
    pub(super) fn arrive(&mut self, way: Way) {
        let to = way.direction.to;
        let Some(host) = self.host(to) else { return self.forward(way) };
        let (address, deaf) = (host.address, host.drops_incoming);
        let Way { id, packet, changed, flipped, sums, sent, .. } = way;
        if deaf {
            let kind = EventKind::Dropped { id, reason: DropReason::Firewall };
            self.note(Actor::Stack(to), Some(sent), None, kind);
            return;
        }
        let kind = EventKind::Arrived { id, changed: changed.then(|| Rc::clone(&packet)) };
        let arrived = self.note(Actor::Stack(to), Some(sent), None, kind);
        let read = match flipped {
            // Nothing else damages packets, or changes them.
            _ if !WHOLE => Ok(None),
            None if sums == Sums::default() => Ok(None),
            None => decode(&encode_with(&packet, sums)).map(Some),
            Some(bit) => decode(&flip(encode_with(&packet, sums), bit)).map(Some),
        };
        match read {
            Err(_) => self.discard(to, None, Discard::Damaged, "RFC 1122 3.2.1.2", arrived),
            Ok(read) => {
                let packet = read.map_or(packet, Rc::new);
                if packet.ip.destination == address {
                    self.take(to, &packet, arrived);
                } else {
                    self.discard(to, None, Discard::NotForUs, "RFC 1122 3.2.1.3", arrived);
                }
            }
        }
    }

    /// A host takes a packet for itself.
    fn take(&mut self, to: HostId, packet: &Packet, cause: EventId) {
        match &packet.transport {
            Transport::Tcp(segment) => self.segment_arrives(to, packet, segment, cause),
            Transport::Udp(datagram) => self.datagram_arrives(to, packet, datagram, cause),
            Transport::Icmp(message) => self.message_arrives(to, message, cause),
            Transport::Fragment(piece) => return self.piece_arrives(to, packet.ip, piece, cause),
        }
        self.run_programs(to, cause);
    }

    fn piece_arrives(&mut self, to: HostId, ip: Ipv4, piece: &Fragment, cause: EventId) {
        const RULE: &str = "RFC 791 3.2";
        if !WHOLE {
            return;
        }
        let now = self.now;
        let Some(host) = self.host_mut(to) else { return };
        match host.assemblies.take(ip, piece, now) {
            Assembled::Waits(Some((key, until))) => {
                self.queue.schedule(until, Task::GiveUp { host: to, key, since: cause });
            }
            Assembled::Waits(None) => {}
            Assembled::Damaged => self.discard(to, None, Discard::Damaged, RULE, cause),
            Assembled::Overlaps => self.discard(to, None, Discard::Incomplete, RULE, cause),
            Assembled::Whole(packet) => {
                let packet = Rc::new(packet);
                let kind = EventKind::Reassembled { packet: Rc::clone(&packet) };
                let whole = self.note(Actor::Stack(to), Some(cause), Some(RULE), kind);
                self.take(to, &packet, whole);
            }
        }
    }

    /// Not all pieces of a packet came in time.
    pub(super) fn give_up(&mut self, host: HostId, key: Key, since: EventId) {
        if !WHOLE {
            return;
        }
        let now = self.now;
        let given_up = self.host_mut(host).and_then(|host| host.assemblies.give_up(key, now));
        let Some(Incomplete { first }) = given_up else { return };
        let kind = EventKind::Discarded { tcb: None, reason: Discard::Incomplete };
        let event = self.note(Actor::Stack(host), Some(since), Some("RFC 1122 3.3.2"), kind);
        if let Some(first) = first {
            self.answer(host, &first, IcmpKind::ReassemblyTimeExceeded, event);
        }
    }

    fn segment_arrives(&mut self, to: HostId, packet: &Packet, segment: &Segment, arrived: EventId) {
        let (local, remote) = (packet.destination(), packet.source());
        let marked = packet.ip.ecn == ecn::CE;
        let Some(host) = self.host(to) else { return };
        if let Some(tcb) = host.endpoint_for(local, remote) {
            let opens = host.endpoints.get(&tcb).is_some_and(|endpoint| endpoint.would_open(segment));
            if opens && host.is_backlog_full(local.port) {
                self.discard(to, Some(tcb), Discard::BacklogFull, super::listen::RULE, arrived);
                return;
            }
            let listener = host.listener_on(local.port);
            let beyond = host.endpoints.get(&tcb).and_then(|endpoint| endpoint.gives_way_to(segment));
            if let Some((listener, beyond)) = listener.zip(beyond) {
                self.with_endpoint(to, tcb, arrived, Endpoint::forget);
                self.arrive_at_listener(to, listener, (local, remote), (segment, Some(beyond)), arrived);
            } else {
                self.with_endpoint(to, tcb, arrived, |endpoint, now, effects| {
                    endpoint.on_segment(segment, marked, now, effects);
                });
            }
        } else if let Some(listener) = host.listener_on(local.port) {
            self.arrive_at_listener(to, listener, (local, remote), (segment, None), arrived);
        } else {
            self.answer_stray(to, remote, segment, arrived, "RFC 9293 3.10.7.1");
        }
    }

    /// The network, or the other host, says what became of something that was sent.
    fn message_arrives(&mut self, to: HostId, message: &Icmp, arrived: EventId) {
        if !WHOLE {
            return;
        }
        let stray = |world: &mut World| {
            world.discard(to, None, Discard::StrayMessage, "RFC 1122 3.2.2", arrived);
        };
        let Some(quoted) = message.quoted() else { return stray(self) };
        let Some(host) = self.host_mut(to) else { return };
        let peer = quoted.destination.address;
        if quoted.protocol == PROTOCOL_TCP {
            let Some(tcb) = host.endpoint_for(quoted.source, quoted.destination) else { return stray(self) };
            let known = host.mtu_to(peer);
            self.with_endpoint(to, tcb, arrived, |endpoint, now, effects| {
                endpoint.on_message(message.kind, &quoted, now, effects);
            });
            return self.tell_path_mtu(to, peer, known, arrived);
        }
        if let IcmpKind::FragmentationNeeded { mtu } = message.kind {
            let known = host.mtu_to(peer);
            host.learn_mtu(peer, mtu_told(mtu, quoted.total_len));
            self.tell_path_mtu(to, peer, known, arrived);
        }
        let Some(host) = self.host_mut(to) else { return };
        let concerned =
            |socket: &&mut UdpSocket| socket.port == quoted.source.port && socket.peer == Some(quoted.destination);
        // As in Linux: that there is no way may pass, and is not told.
        let told = match message.kind {
            IcmpKind::FragmentationNeeded { .. } => Some(Failure::TooLarge),
            kind => Failure::told_by(kind),
        };
        let hard = told.filter(|told| !matches!(told, Failure::HostUnreachable | Failure::NetworkUnreachable));
        let Some(socket) = host.sockets.values_mut().find(concerned) else { return stray(self) };
        if let Some(failure) = hard {
            socket.fail(failure);
        }
    }

    /// What has arrived is not used.
    pub(super) fn discard(
        &mut self,
        host: HostId,
        tcb: Option<TcbId>,
        reason: Discard,
        rule: &'static str,
        arrived: EventId,
    ) {
        let kind = EventKind::Discarded { tcb, reason };
        self.note(Actor::Stack(host), Some(arrived), Some(rule), kind);
    }

    /// A segment that belongs to nobody.
    pub(super) fn answer_stray(
        &mut self,
        host: HostId,
        remote: SocketAddr,
        segment: &Segment,
        arrived: EventId,
        rule: &'static str,
    ) {
        let Some(reply) = reply_to_stray(segment) else {
            return self.discard(host, None, Discard::StrayReset, rule, arrived);
        };
        let origin = Origin { rule: Some(rule), ..Origin::plain(host, arrived) };
        if let Some(ip) = self.host_mut(host).map(|host| host.ip_header(remote.address)) {
            self.send_packet(origin, Packet { ip, transport: Transport::Tcp(reply) });
        }
    }

    /// A timer has come to its deadline. One that may be late waits for what is about to arrive.
    pub(super) fn timer_is_due(&mut self, host: HostId, tcb: TcbId, timer: TimerKind, deadline: Time, set: EventId) {
        let late = self.endpoint(host, tcb).map_or(Span(0), Endpoint::may_be_late);
        let arrives = |task: &Task| matches!(task, Task::Arrive(way) if way.direction.to == host);
        let next = if late > Span(0) { self.queue.first_of(arrives) } else { None };
        match next.filter(|at| *at <= deadline + late) {
            Some(at) => self.queue.schedule(at, Task::Timer { host, tcb, timer, deadline, set }),
            None => self.fire_timer(host, tcb, timer, set),
        }
    }

    fn fire_timer(&mut self, host: HostId, tcb: TcbId, timer: TimerKind, set: EventId) {
        let fired = self.note(Actor::Stack(host), Some(set), None, EventKind::TimerFired { tcb, timer });
        self.with_endpoint(host, tcb, fired, |endpoint, now, effects| endpoint.on_timer(timer, now, effects));
        self.run_programs(host, fired);
    }

    /// Lets something happen to a connection and does what it then wants.
    pub(super) fn with_endpoint<R>(
        &mut self,
        host: HostId,
        tcb: TcbId,
        cause: EventId,
        happen: impl FnOnce(&mut Endpoint, crate::sim::Time, &mut Effects) -> R,
    ) -> Option<R> {
        let now = self.now;
        let mut effects = Effects::default();
        let endpoint = self.host_mut(host)?.endpoints.get_mut(&tcb)?;
        let result = happen(endpoint, now, &mut effects);
        self.apply(host, tcb, cause, &mut effects);
        Some(result)
    }

    /// Turns effects into packets, tasks and events.
    pub(super) fn apply(&mut self, host: HostId, tcb: TcbId, cause: EventId, effects: &mut Effects) {
        let mut last_sent = None;
        for (effect, rule) in effects.drain() {
            // A timer is set because of what was just sent; everything else because of what happened.
            let follows = if matches!(effect, Effect::TimerSet { .. }) { last_sent.unwrap_or(cause) } else { cause };
            let event = self.apply_one(host, tcb, follows, effect, rule);
            match event {
                (Some(sent), None) => last_sent = Some(sent),
                (Some(set), Some((timer, deadline))) => {
                    self.queue.schedule(deadline, Task::Timer { host, tcb, timer, deadline, set });
                }
                _ => {}
            }
        }
        self.after_effects(host, tcb);
    }

    /// Gives the event if it was a segment sent, and the timer besides if it was a timer set.
    fn apply_one(
        &mut self,
        host: HostId,
        tcb: TcbId,
        cause: EventId,
        effect: Effect,
        rule: &'static str,
    ) -> (Option<EventId>, Option<(TimerKind, crate::sim::Time)>) {
        let kind = match effect {
            Effect::Send { segment, transmission, ect } => {
                let known = self.endpoint(host, tcb).map(|endpoint| (endpoint.ends().1.address, endpoint.finds_mtu()));
                let ip = known.and_then(|(remote, finds_mtu)| {
                    let ip = self.host_mut(host)?.ip_header(remote);
                    let ecn = if ect { ecn::ECT_0 } else { ecn::NOT_ECT };
                    Some(Ipv4 { ecn, dont_fragment: finds_mtu, ..ip })
                });
                let origin = Origin { tcb: Some(tcb), transmission, rule: Some(rule), ..Origin::plain(host, cause) };
                let packet = ip.map(|ip| Packet { ip, transport: Transport::Tcp(segment) });
                return (packet.and_then(|packet| self.send_packet(origin, packet)), None);
            }
            Effect::TimerSet { timer, deadline } => {
                let kind = EventKind::TimerSet { tcb, timer, deadline };
                let set = self.note(Actor::Stack(host), Some(cause), Some(rule), kind);
                return (Some(set), Some((timer, deadline)));
            }
            Effect::State { from, to } => EventKind::State { tcb, from, to },
            Effect::TimerStopped { timer } => EventKind::TimerStopped { tcb, timer },
            Effect::RttSample { sample, rto } => EventKind::RttSample { tcb, sample, rto },
            Effect::RtoChanged { rto } => EventKind::RtoChanged { tcb, rto },
            Effect::Congestion { cwnd, ssthresh } => EventKind::Congestion { tcb, cwnd, ssthresh },
            Effect::DataReady { bytes } => EventKind::DataReady { tcb, bytes },
            Effect::PathMtu { mtu } => {
                self.learn_path_mtu(host, tcb, mtu);
                EventKind::PathMtu { tcb, mtu }
            }
            Effect::Discarded { reason } => EventKind::Discarded { tcb: Some(tcb), reason },
        };
        self.note(Actor::Stack(host), Some(cause), Some(rule), kind);
        (None, None)
    }

    /// The host has learned how large a packet may be on the way to a peer, before it knew another size: every open connection with that peer
    /// hears of it (RFC 1191 6.2).
    fn tell_path_mtu(&mut self, host: HostId, peer: Ipv4Addr, known: u16, arrived: EventId) {
        let Some(it) = self.host(host) else { return };
        let mtu = it.mtu_to(peer);
        let concerned = it.endpoints.iter().filter(|(_, endpoint)| mtu < known && endpoint.ends().1.address == peer);
        let concerned: Vec<TcbId> = concerned.map(|(tcb, _)| *tcb).collect();
        for tcb in concerned {
            self.with_endpoint(host, tcb, arrived, |endpoint, _, effects| {
                endpoint.learn_mtu(mtu, "RFC 1191 6.2", effects);
            });
        }
    }

    /// The host remembers how large a packet may be on the way to a peer, for whatever it sends there next (RFC 1191 6.2).
    fn learn_path_mtu(&mut self, host: HostId, tcb: TcbId, mtu: u16) {
        let peer = self.endpoint(host, tcb).map(|endpoint| endpoint.ends().1.address);
        if let Some((host, peer)) = self.host_mut(host).zip(peer) {
            host.learn_mtu(peer, mtu);
        }
    }

    /// An open connection goes to its listening socket's queue; one that is gone and that nobody holds is forgotten.
    fn after_effects(&mut self, host: HostId, tcb: TcbId) {
        let Some(host) = self.host_mut(host) else { return };
        let Some(endpoint) = host.endpoints.get(&tcb) else { return };
        let (state, port) = (endpoint.state(), endpoint.ends().0.port);
        let queued = host.listeners.values().any(|listener| listener.ready.contains(&tcb));
        let held = host.programs.iter().any(|program| program.holds(tcb));
        if endpoint.is_passive() && state.is_synchronized() && !queued && !held && !endpoint.is_orphan() {
            if let Some(listener) = host.listener_on(port).and_then(|id| host.listeners.get_mut(&id)) {
                listener.ready.push_back(tcb);
            }
        } else if state == State::Listen || (state == State::Closed && !queued && !held) {
            host.endpoints.remove(&tcb);
        }
    }
}
