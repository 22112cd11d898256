//! A host's stack at work: segments and timers go to the connection they are for, and what the connection wants is done.

use super::{Origin, Recorder, Task, World};
use crate::sim::event::{Actor, DropReason, EventKind};
use crate::sim::ids::{EventId, HostId, PacketId, TcbId};
use crate::sim::tcp::{Demand, Discard, Effect, Effects, Endpoint, State, TimerKind, reply_to_stray};
use crate::wire::{Packet, Segment, SeqNum, SocketAddr, Transport};

impl World {
    pub(super) fn arrive(
        &mut self,
        to: HostId,
        id: PacketId,
        packet: &Packet,
        sent: EventId,
        watch: &mut dyn Recorder,
    ) {
        if self.host(to).is_some_and(|host| host.drops_incoming) {
            let kind = EventKind::Dropped { id, reason: DropReason::Firewall };
            self.note(watch, Actor::Stack(to), Some(sent), None, kind);
            return;
        }
        let arrived = self.note(watch, Actor::Stack(to), Some(sent), None, EventKind::Arrived { id });
        let (local, remote) = (packet.destination(), packet.source());
        let segment = packet.segment();
        let Some(host) = self.host(to) else { return };
        if let Some(tcb) = host.endpoint_for(local, remote) {
            let opens = host.endpoints.get(&tcb).is_some_and(|endpoint| endpoint.would_open(segment));
            if opens && host.is_backlog_full(local.port) {
                self.discard(to, tcb, Discard::BacklogFull, arrived, watch);
                return;
            }
            let listener = host.listener_on(local.port);
            let beyond = host.endpoints.get(&tcb).and_then(|endpoint| endpoint.gives_way_to(segment));
            if let Some((listener, beyond)) = listener.zip(beyond) {
                self.with_endpoint(to, tcb, arrived, watch, Endpoint::forget);
                self.arrive_at_listener(to, listener, (local, remote), (segment, Some(beyond)), arrived, watch);
            } else {
                self.with_endpoint(to, tcb, arrived, watch, |endpoint, now, effects| {
                    endpoint.on_segment(segment, now, effects);
                });
            }
        } else if let Some(listener) = host.listener_on(local.port) {
            self.arrive_at_listener(to, listener, (local, remote), (segment, None), arrived, watch);
        } else {
            self.answer_stray(to, remote, segment, arrived, "RFC 9293 3.10.7.1", watch);
        }
        self.run_programs(to, arrived, watch);
    }

    /// `beyond`: the numbers of an earlier connection with the same ends, which the new one must not come near.
    fn arrive_at_listener(
        &mut self,
        to: HostId,
        listener: TcbId,
        (local, remote): (SocketAddr, SocketAddr),
        (segment, beyond): (&Segment, Option<SeqNum>),
        arrived: EventId,
        watch: &mut dyn Recorder,
    ) {
        let demand = Demand::of(segment);
        let full = self.host(to).is_some_and(|host| host.is_backlog_full(local.port));
        let ignored = match demand {
            Demand::Reset => return self.answer_stray(to, remote, segment, arrived, "RFC 9293 3.10.7.2", watch),
            Demand::Ignore => Some(Discard::StrayReset),
            Demand::Open if full => Some(Discard::BacklogFull),
            Demand::Open => None,
        };
        if let Some(reason) = ignored {
            self.discard(to, listener, reason, arrived, watch);
            return;
        }
        let tcb = self.new_tcb();
        let now = self.now;
        let Some(host) = self.host_mut(to) else { return };
        let mut effects = Effects::default();
        let isn = host.next_isn(local, remote, now);
        let least = beyond.map(|old| old + u32::from(u16::MAX));
        let isn = least.map_or(isn, |least| least.latest(isn));
        let endpoint = Endpoint::accept(local, remote, isn, host.tcp, segment, now, &mut effects);
        host.endpoints.insert(tcb, endpoint);
        self.apply(to, tcb, arrived, &mut effects, watch);
    }

    /// A listening socket does not take a segment.
    fn discard(&mut self, host: HostId, tcb: TcbId, reason: Discard, arrived: EventId, watch: &mut dyn Recorder) {
        let kind = EventKind::Discarded { tcb: Some(tcb), reason };
        self.note(watch, Actor::Stack(host), Some(arrived), Some("RFC 9293 3.10.7.2"), kind);
    }

    /// A segment that belongs to nobody.
    fn answer_stray(
        &mut self,
        host: HostId,
        remote: SocketAddr,
        segment: &Segment,
        arrived: EventId,
        rule: &'static str,
        watch: &mut dyn Recorder,
    ) {
        let Some(reply) = reply_to_stray(segment) else {
            let kind = EventKind::Discarded { tcb: None, reason: Discard::StrayReset };
            self.note(watch, Actor::Stack(host), Some(arrived), Some(rule), kind);
            return;
        };
        let origin = Origin { host, tcb: None, transmission: 1, cause: Some(arrived), rule: Some(rule) };
        if let Some(ip) = self.host_mut(host).map(|host| host.ip_header(remote.address)) {
            self.send_packet(origin, Packet { ip, transport: Transport::Tcp(reply) }, watch);
        }
    }

    pub(super) fn fire_timer(
        &mut self,
        host: HostId,
        tcb: TcbId,
        timer: TimerKind,
        set: EventId,
        watch: &mut dyn Recorder,
    ) {
        let fired = self.note(watch, Actor::Stack(host), Some(set), None, EventKind::TimerFired { tcb, timer });
        self.with_endpoint(host, tcb, fired, watch, |endpoint, now, effects| endpoint.on_timer(timer, now, effects));
        self.run_programs(host, fired, watch);
    }

    /// Lets something happen to a connection and does what it then wants.
    pub(super) fn with_endpoint<R>(
        &mut self,
        host: HostId,
        tcb: TcbId,
        cause: EventId,
        watch: &mut dyn Recorder,
        happen: impl FnOnce(&mut Endpoint, crate::sim::Time, &mut Effects) -> R,
    ) -> Option<R> {
        let now = self.now;
        let mut effects = Effects::default();
        let endpoint = self.host_mut(host)?.endpoints.get_mut(&tcb)?;
        let result = happen(endpoint, now, &mut effects);
        self.apply(host, tcb, cause, &mut effects, watch);
        Some(result)
    }

    /// Turns effects into packets, tasks and events.
    pub(super) fn apply(
        &mut self,
        host: HostId,
        tcb: TcbId,
        cause: EventId,
        effects: &mut Effects,
        watch: &mut dyn Recorder,
    ) {
        let mut last_sent = None;
        for (effect, rule) in effects.drain() {
            // A timer is set because of what was just sent; everything else because of what happened.
            let follows = if matches!(effect, Effect::TimerSet { .. }) { last_sent.unwrap_or(cause) } else { cause };
            let event = self.apply_one(host, tcb, follows, effect, rule, watch);
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
        watch: &mut dyn Recorder,
    ) -> (Option<EventId>, Option<(TimerKind, crate::sim::Time)>) {
        let kind = match effect {
            Effect::Send { segment, transmission } => {
                let remote = self.endpoint(host, tcb).map(|endpoint| endpoint.ends().1.address);
                let ip = remote.and_then(|remote| self.host_mut(host).map(|host| host.ip_header(remote)));
                let origin = Origin { host, tcb: Some(tcb), transmission, cause: Some(cause), rule: Some(rule) };
                let packet = ip.map(|ip| Packet { ip, transport: Transport::Tcp(segment) });
                return (packet.map(|packet| self.send_packet(origin, packet, watch)), None);
            }
            Effect::TimerSet { timer, deadline } => {
                let kind = EventKind::TimerSet { tcb, timer, deadline };
                let set = self.note(watch, Actor::Stack(host), Some(cause), Some(rule), kind);
                return (Some(set), Some((timer, deadline)));
            }
            Effect::State { from, to } => EventKind::State { tcb, from, to },
            Effect::TimerStopped { timer } => EventKind::TimerStopped { tcb, timer },
            Effect::RttSample { sample, rto } => EventKind::RttSample { tcb, sample, rto },
            Effect::RtoChanged { rto } => EventKind::RtoChanged { tcb, rto },
            Effect::Congestion { cwnd, ssthresh } => EventKind::Congestion { tcb, cwnd, ssthresh },
            Effect::DataReady { bytes } => EventKind::DataReady { tcb, bytes },
            Effect::Discarded { reason } => EventKind::Discarded { tcb: Some(tcb), reason },
        };
        self.note(watch, Actor::Stack(host), Some(cause), Some(rule), kind);
        (None, None)
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
