//! Packets between hosts: cut to size, onto the cable, past what chance and the scenario do to them, through the router, to the other end.
//!
//! Two hosts may share one cable. Otherwise each has a cable to the router, which passes packets on by their address, counts hops down, cuts
//! what is too large for the next cable, or says so to the sender (RFC 791 2.3, RFC 1812 4.3.2, 5.2).

use super::{Origin, Task, World};
use crate::sim::event::{Actor, DropReason, EventKind};
use crate::sim::fault::{FaultAction, Release, Tags};
use crate::sim::ids::{Direction, EventId, HostId, PacketId};
use crate::sim::link::{Carried, Lane, LinkConfig, Passage};
use crate::sim::tcp::Endpoint;
use crate::sim::tcp::WHOLE;
use crate::sim::time::{Span, Time};
use crate::wire::edit::{self, Sums};
use crate::wire::{Flags, Icmp, IcmpKind, Ipv4, Packet, Transport, ecn, encode, fragment};
use std::net::Ipv4Addr;
use std::rc::Rc;

/// A packet under way on one cable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    pub direction: Direction,
    pub id: PacketId,
    pub packet: Rc<Packet>,
    /// The way has changed it since it was sent.
    pub changed: bool,
    /// Which of its bits is wrong, counted from the first of the IPv4 header.
    pub flipped: Option<u32>,
    /// Its checksums, where they do not follow from the rest.
    pub sums: Sums,
    /// The event of its sending.
    pub sent: EventId,
}

/// The class of service that messages of the network itself ask for (internetwork control, RFC 2474 4.2.2.2).
const DSCP_CONTROL: u8 = 48;

/// Bits of an IPv4 header without options.
const HEADER_BITS: u32 = 160;

impl World {
    /// A host sends a packet. Gives the event of its sending; of one that had to be cut, that of the first piece.
    pub(super) fn send_packet(&mut self, origin: Origin, packet: Packet) -> Option<EventId> {
        let direction = self.first_hop(origin.host);
        let known = self.host(origin.host).map_or(u16::MAX, |host| host.mtu_to(packet.ip.destination));
        let mtu = self.lane(direction).map_or(u16::MAX, |lane| lane.config.mtu).min(known);
        if packet.ip.dont_fragment {
            return self.put(direction, origin, packet);
        }
        let mut first = None;
        for piece in fragment(&packet, mtu) {
            let sent = self.put(direction, origin, piece);
            first = first.or(sent);
        }
        first
    }

    /// Hands a packet to a cable.
    fn put(&mut self, direction: Direction, origin: Origin, packet: Packet) -> Option<EventId> {
        let (id, now) = (self.new_packet(), self.now);
        let name = if origin.forged {
            self.namer.forged(origin.host)
        } else {
            self.namer.name(origin.host, &packet, origin.transmission)
        };
        self.tidy_names();
        let segment = packet.segment();
        let iss = origin.tcb.and_then(|tcb| self.endpoint(origin.host, tcb)).map(Endpoint::iss);
        let tags = Tags {
            name,
            flags: segment.map_or(Flags::default(), |segment| segment.flags),
            seq: segment.zip(iss).map(|(segment, iss)| segment.seq - iss),
        };
        let faults = self.faults_for(&tags);
        let (bytes, packet) = (packet.wire_len(), Rc::new(packet));
        let passage = self.lane(direction)?.carry(bytes, now);
        let queued = if let Passage::Carried(carried) = &passage { carried.queued } else { 0 };
        let kind = EventKind::Sent { id, name, packet: Rc::clone(&packet), tcb: origin.tcb, queued };
        let actor = if origin.forged { Actor::World } else { Actor::Stack(origin.host) };
        let sent = self.note(actor, origin.cause, origin.rule, kind);
        let way = Way { direction, id, packet, changed: false, flipped: origin.flipped, sums: Sums::default(), sent };
        let arrives = self.launch(way, passage, &faults);
        let (behind, held) = core::mem::take(&mut self.held).into_iter().partition(|(after, _)| *after == name);
        self.held = held;
        let behind: Vec<_> = behind;
        for (_, way) in behind {
            self.queue.schedule(arrives, Task::Arrive(way));
        }
        Some(sent)
    }

    /// What the scenario does to a packet: the numbers of the faults, and their actions.
    fn faults_for(&mut self, tags: &Tags) -> Vec<(u32, FaultAction)> {
        let faults = (0_u32..).zip(self.faults.iter().zip(&mut self.seen));
        faults
            .filter_map(|(number, (fault, seen))| fault.packet.is_meant(tags, seen).then_some((number, fault.action)))
            .collect()
    }

    /// A packet is on its way; gives when it would arrive if nothing happened to it.
    fn launch(&mut self, mut way: Way, passage: Passage, faults: &[(u32, FaultAction)]) -> Time {
        let actor = Actor::Link(way.direction);
        let at_once = match passage {
            Passage::QueueFull => Some(DropReason::QueueFull),
            Passage::NoCable => Some(DropReason::Cable),
            Passage::Carried(_) => self.is_too_large(&way).then_some(DropReason::TooLarge),
        };
        let (Passage::Carried(carried), None) = (passage, at_once) else {
            let reason = at_once.unwrap_or(DropReason::QueueFull);
            self.note(actor, Some(way.sent), None, EventKind::Dropped { id: way.id, reason });
            return self.now;
        };
        self.edit(&mut way, faults);
        self.mark(&mut way, carried, faults);
        self.flip(&mut way, carried, faults);
        if let Some((reason, at)) = self.loss(&way, carried, faults) {
            let Way { direction, id, sent, .. } = way;
            self.queue.schedule(at, Task::Lose { direction, id, reason, sent });
            return carried.arrives;
        }
        let mut arrives = carried.arrives;
        let delays = faults.iter().filter_map(|(number, action)| match action {
            FaultAction::Delay(by) => Some((Some(*number), *by)),
            _ => None,
        });
        for (fault, by) in delays.chain(carried.held.map(|by| (None, by))) {
            // Chance has counted its own delay in already.
            arrives = if fault.is_some() { arrives + by } else { arrives };
            self.note(actor, Some(way.sent), None, EventKind::Delayed { id: way.id, by, fault });
        }
        self.double(&way, carried, arrives, faults);
        self.deliver(way, arrives, faults);
        carried.arrives
    }

    fn is_too_large(&mut self, way: &Way) -> bool {
        let mtu = self.lane(way.direction).map_or(u16::MAX, |lane| lane.config.mtu);
        way.packet.wire_len() > usize::from(mtu).max(28)
    }

    /// The packet arrives then, or when the scenario lets it go.
    fn deliver(&mut self, way: Way, arrives: Time, faults: &[(u32, FaultAction)]) {
        let hold = faults.iter().find_map(|(number, action)| match action {
            FaultAction::Hold(release) => Some((*number, *release)),
            _ => None,
        });
        if let Some((fault, _)) = hold {
            let kind = EventKind::Held { id: way.id, fault };
            self.note(Actor::Link(way.direction), Some(way.sent), None, kind);
        }
        match hold {
            None => self.queue.schedule(arrives, Task::Arrive(way)),
            Some((_, Release::At(at))) => self.queue.schedule(arrives.max(at), Task::Arrive(way)),
            Some((_, Release::Behind(name))) => self.held.push((name, way)),
        }
    }

    /// A long queue, or the scenario, marks an ECN-capable packet.
    fn mark(&mut self, way: &mut Way, carried: Carried, faults: &[(u32, FaultAction)]) {
        if !WHOLE {
            return;
        }
        let fault = faults.iter().find(|(_, action)| *action == FaultAction::Mark).map(|(number, _)| *number);
        let capable = !matches!(way.packet.ip.ecn, ecn::NOT_ECT | ecn::CE);
        if capable && (fault.is_some() || carried.congested) {
            let packet = Rc::make_mut(&mut way.packet);
            packet.ip.ecn = ecn::CE;
            way.changed = true;
            let kind = EventKind::Marked { id: way.id, fault };
            self.note(Actor::Link(way.direction), Some(way.sent), Some("RFC 3168 5"), kind);
        }
    }

    /// The scenario changes fields.
    fn edit(&mut self, way: &mut Way, faults: &[(u32, FaultAction)]) {
        if !WHOLE {
            return;
        }
        for (fault, action) in faults {
            let FaultAction::Set(edit) = action else { continue };
            let Some(edited) = edit::edit(&way.packet, way.sums, edit) else { continue };
            way.packet = Rc::new(edited.packet);
            way.changed = true;
            way.sums = edited.sums;
            let (id, edit, before, sums, fault) = (way.id, *edit, edited.before, way.sums, *fault);
            let kind = EventKind::Edited { id, edit, before, sums, fault };
            self.note(Actor::Link(way.direction), Some(way.sent), None, kind);
        }
    }

    fn flip(&mut self, way: &mut Way, carried: Carried, faults: &[(u32, FaultAction)]) {
        if !WHOLE {
            return;
        }
        let bits = u32::try_from(way.packet.wire_len() * 8).unwrap_or(u32::MAX);
        let asked = faults.iter().find_map(|(number, action)| match action {
            FaultAction::Corrupt(bit) => Some((Some(*number), bit % bits)),
            _ => None,
        });
        let place = |draw: u32| u32::try_from((u64::from(draw) * u64::from(bits)) >> 32).unwrap_or_default();
        // What has one wrong bit already is lost as it is.
        if way.flipped.is_some() {
            return;
        }
        if let Some((fault, bit)) = asked.or(carried.flipped.map(|draw| (None, place(draw)))) {
            way.flipped = Some(bit);
            let kind = EventKind::Corrupted { id: way.id, bit, fault };
            self.note(Actor::Link(way.direction), Some(way.sent), None, kind);
        }
    }

    fn double(&mut self, way: &Way, carried: Carried, arrives: Time, faults: &[(u32, FaultAction)]) {
        if !WHOLE {
            return;
        }
        let asked = faults.iter().find_map(|(number, action)| match action {
            FaultAction::Duplicate(after) => Some((Some(*number), *after)),
            _ => None,
        });
        if let Some((fault, after)) = asked.or(carried.doubled.then_some((None, Span(0)))) {
            let copy = self.new_packet();
            let kind = EventKind::Duplicated { id: way.id, copy, fault };
            let cause = self.note(Actor::Link(way.direction), Some(way.sent), None, kind);
            self.queue.schedule(arrives + after, Task::Arrive(Way { id: copy, sent: cause, ..way.clone() }));
        }
    }

    /// Why and when the packet is lost, if it is.
    fn loss(&mut self, way: &Way, carried: Carried, faults: &[(u32, FaultAction)]) -> Option<(DropReason, Time)> {
        let halfway = carried.left + Span((carried.arrives - carried.left).0 / 2);
        for (number, action) in faults {
            match action {
                FaultAction::Drop => return Some((DropReason::Fault(*number), halfway)),
                FaultAction::Answer(kind) => {
                    let from = self.router().map_or(way.direction.to, |(router, _)| router);
                    let task = Task::Answer { from, about: Rc::clone(&way.packet), kind: *kind, cause: way.sent };
                    self.queue.schedule(halfway, task);
                    return Some((DropReason::Fault(*number), halfway));
                }
                _ => {}
            }
        }
        match carried.cut {
            Some(cut) => Some((DropReason::Cable, cut)),
            None => carried.lost.then_some((DropReason::Random, halfway)),
        }
    }

    /// A packet has come to the router.
    pub(super) fn forward(&mut self, way: Way) {
        if !WHOLE {
            return;
        }
        let Some((router, _)) = self.router() else { return };
        let ip = way.packet.ip;
        let refused = |reason, kind: Option<IcmpKind>| Some((reason, kind));
        let to = self.host_with(ip.destination);
        let next = to.map(|to| Direction { from: router, to });
        let mtu = next.and_then(|next| self.lane(next)).map_or(u16::MAX, |lane| lane.config.mtu);
        let large = way.packet.wire_len() > usize::from(mtu);
        let damaged = way.flipped.is_some_and(|bit| bit < HEADER_BITS) || (WHOLE && way.sums.ipv4.is_some());
        let refusal = match next {
            _ if damaged => refused(DropReason::Damaged, None),
            _ if ip.ttl <= 1 => refused(DropReason::TimeToLive, Some(IcmpKind::TimeToLiveExceeded)),
            None => refused(DropReason::NoRoute, Some(IcmpKind::HostUnreachable)),
            Some(_) if large && ip.dont_fragment => {
                refused(DropReason::TooLarge, Some(IcmpKind::FragmentationNeeded { mtu }))
            }
            Some(_) => None,
        };
        if let Some((reason, answer)) = refusal {
            let kind = EventKind::Dropped { id: way.id, reason };
            let dropped = self.note(Actor::Stack(router), Some(way.sent), Some("RFC 1812 5.2"), kind);
            if let Some(kind) = answer {
                self.answer(router, &way.packet, kind, dropped);
            }
            return;
        }
        let Some(next) = next else { return };
        let mut packet = way.packet;
        Rc::make_mut(&mut packet).ip.ttl -= 1;
        if large {
            let id = way.id;
            let cause = self.note(Actor::Stack(router), Some(way.sent), Some("RFC 791 2.3"), EventKind::Cut { id });
            let origin = Origin { rule: Some("RFC 791 2.3"), ..Origin::plain(router, cause) };
            let mut begin = 0;
            for piece in fragment(&packet, mtu) {
                let len = u32::try_from(piece.wire_len() * 8).unwrap_or(u32::MAX) - HEADER_BITS;
                // A wrong bit goes along with the piece that it is in.
                let inside = way.flipped.and_then(|bit| bit.checked_sub(HEADER_BITS + begin)).filter(|bit| *bit < len);
                let origin = Origin { flipped: inside.map(|bit| HEADER_BITS + bit), ..origin };
                self.put(next, origin, edit::piece_with(piece, &packet, way.sums));
                begin += len;
            }
            return;
        }
        let (bytes, now) = (packet.wire_len(), self.now);
        let passage = self.lane(next).map_or(Passage::NoCable, |lane| lane.carry(bytes, now));
        let queued = if let Passage::Carried(carried) = &passage { carried.queued } else { 0 };
        let kind = EventKind::Forwarded { id: way.id, queued };
        let sent = self.note(Actor::Stack(router), Some(way.sent), None, kind);
        let way = Way { direction: next, packet, changed: true, sent, ..way };
        self.launch(way, passage, &[]);
    }

    /// A host or the router says to the sender of a packet what became of it. Never about such a message itself, nor about a piece that is
    /// not the first (RFC 1122 3.2.2).
    pub(super) fn answer(&mut self, from: HostId, about: &Packet, kind: IcmpKind, cause: EventId) {
        if !WHOLE {
            return;
        }
        match &about.transport {
            Transport::Icmp(message) if message.quoted().is_some() => return,
            Transport::Fragment(piece) if piece.offset > 0 => return,
            _ => {}
        }
        let destination = about.ip.source;
        let router = self.router().filter(|(router, _)| *router == from);
        let transport = Transport::Icmp(Icmp::about(kind, &encode(about)));
        let origin = Origin { rule: Some("RFC 1122 3.2.2"), ..Origin::plain(from, cause) };
        if let Some((router, source)) = router {
            let Some(to) = self.host_with(destination) else { return };
            let ip = Ipv4 {
                source,
                destination,
                identification: 0,
                ttl: 64,
                dont_fragment: false,
                dscp: DSCP_CONTROL,
                ecn: ecn::NOT_ECT,
            };
            self.put(Direction { from: router, to }, origin, Packet { ip, transport });
        } else if let Some(ip) = self.host_mut(from).map(|host| host.ip_header(destination)) {
            let ip = Ipv4 { dont_fragment: false, dscp: DSCP_CONTROL, ..ip };
            self.send_packet(origin, Packet { ip, transport });
        }
    }

    /// The cables, each direction by itself: what it is like, and when each packet in its queue, and the one on its way out before them,
    /// will have left; packets that have left may still be among them.
    pub fn links(&self) -> impl Iterator<Item = (Direction, LinkConfig, impl DoubleEndedIterator<Item = Time>)> {
        self.lanes.iter().map(|(direction, lane)| (*direction, lane.config, lane.leaving()))
    }

    /// How many packets wait before a cable now, besides the one on its way out.
    pub fn waiting(&self, direction: Direction) -> u32 {
        let leaving =
            self.lanes.get(&direction).map_or(0, |lane| lane.leaving().filter(|left| *left > self.now).count());
        u32::try_from(leaving.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The router, if there is one, and its address.
    pub(super) fn router(&self) -> Option<(HostId, Ipv4Addr)> {
        self.router.map(|address| (HostId(u32::try_from(self.hosts.len()).unwrap_or(u32::MAX)), address))
    }

    /// The cable that a host sends on.
    pub(super) fn first_hop(&self, host: HostId) -> Direction {
        let other = || self.hosts.iter().map(|other| other.id).find(|other| *other != host).unwrap_or(host);
        Direction { from: host, to: self.router().map_or_else(other, |(router, _)| router) }
    }

    /// The host with this address.
    pub(super) fn host_with(&self, address: Ipv4Addr) -> Option<HostId> {
        self.hosts.iter().find(|host| host.address == address).map(|host| host.id)
    }

    fn lane(&mut self, direction: Direction) -> Option<&mut Lane> {
        self.lanes.get_mut(&direction)
    }

    fn new_packet(&mut self) -> PacketId {
        let id = PacketId(self.next_packet);
        self.next_packet += 1;
        id
    }

    fn tidy_names(&mut self) {
        if self.namer.is_full() {
            let hosts = &self.hosts;
            self.namer
                .tidy(|source, destination, seq| hosts.iter().any(|host| host.may_resend(source, destination, seq)));
        }
    }
}
