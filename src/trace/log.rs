//! The trace: events, and the spans between those that belong together, kept up as events come.

use super::spans::{CallSpan, LifeSpan, PacketSpan, Spans, TimerSpan};
use crate::sim::ids::HostId;
use crate::sim::{Event, EventId, PacketId, Recorder, Time};
use std::net::Ipv4Addr;

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostInfo {
    /// Its name in the scenario.
    pub name: String,
    /// Its address.
    pub address: Ipv4Addr,
    /// It is the router: it has no programs, and the others' packets only pass it.
    pub is_router: bool,
}

/// Everything that happened in a run.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    hosts: Vec<HostInfo>,
    events: Vec<Event>,
    spans: Spans,
}

impl Recorder for Trace {
    fn record(&mut self, event: Event) {
        let id = EventId(u32::try_from(self.events.len()).unwrap_or(u32::MAX));
        self.spans.take(id, &event);
        self.events.push(event);
    }
}

impl Trace {
    /// An empty trace of a run with these hosts.
    pub fn new(hosts: Vec<HostInfo>) -> Trace {
        Trace { hosts, ..Trace::default() }
    }

    /// The hosts, in the scenario's order.
    pub fn hosts(&self) -> &[HostInfo] {
        &self.hosts
    }

    /// A host's name.
    pub fn host_name(&self, host: HostId) -> &str {
        let host = usize::try_from(host.0).ok().and_then(|index| self.hosts.get(index));
        host.map_or("?", |host| host.name.as_str())
    }

    /// The host that has this address.
    pub fn host_at(&self, address: Ipv4Addr) -> Option<HostId> {
        (0..).map(HostId).zip(&self.hosts).find(|(_, host)| host.address == address).map(|(host, _)| host)
    }

    /// All events.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// One event.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(usize::try_from(id.0).ok()?)
    }

    /// All events with their numbers.
    pub fn numbered(&self) -> impl DoubleEndedIterator<Item = (EventId, &Event)> {
        let count = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
        (0..count).map(EventId).zip(&self.events)
    }

    /// How many events there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.events.len()).unwrap_or(u32::MAX)
    }

    /// Whether nothing has happened.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// When the last event was.
    pub fn end(&self) -> Time {
        self.events.last().map_or(Time(0), |event| event.at)
    }

    /// When an event was; the beginning for one that does not exist.
    pub fn time_of(&self, id: EventId) -> Time {
        self.event(id).map_or(Time(0), |event| event.at)
    }

    /// The time at a position: that of the last event that has happened.
    pub fn time_at(&self, position: u32) -> Time {
        position.checked_sub(1).map_or(Time(0), |last| self.time_of(EventId(last)))
    }

    /// All packets, in the order in which they were sent.
    pub fn packets(&self) -> &[PacketSpan] {
        &self.spans.packets
    }

    /// One packet.
    pub fn packet(&self, id: PacketId) -> Option<&PacketSpan> {
        self.spans.packets.get(usize::try_from(id.0).ok()?)
    }

    /// All timers, in the order in which they were started.
    pub fn timers(&self) -> &[TimerSpan] {
        &self.spans.timers
    }

    /// All calls, in the order in which they were made.
    pub fn calls(&self) -> &[CallSpan] {
        &self.spans.calls
    }

    /// The states of the hosts, as their lifelines show them, in the order in which they were entered.
    pub fn life(&self) -> &[LifeSpan] {
        &self.spans.life
    }

    /// The packet that an event is about.
    pub fn packet_of(&self, id: EventId) -> Option<&PacketSpan> {
        use crate::sim::EventKind::{
            Arrived, Corrupted, Cut, Delayed, Dropped, Duplicated, Edited, Forwarded, Held, Marked, Sent,
        };
        match &self.event(id)?.kind {
            Sent { id, .. }
            | Arrived { id, .. }
            | Dropped { id, .. }
            | Delayed { id, .. }
            | Duplicated { id, .. }
            | Corrupted { id, .. }
            | Forwarded { id, .. }
            | Cut { id }
            | Edited { id, .. }
            | Held { id, .. }
            | Marked { id, .. } => self.packet(*id),
            _ => None,
        }
    }
}
