//! Spans: a packet from its sending to its fate, a timer from its start to its end, a call from its making to its return, a
//! lifeline from state to state. Each names the events at its ends, so that a view at any position knows what it may show.

use crate::sim::fault::PacketName;
use crate::sim::ids::HostId;
use crate::sim::socket::{Call, Outcome};
use crate::sim::table::Table;
use crate::sim::tcp::{State, TimerKind, WHOLE};
use crate::sim::{Actor, DropReason, Event, EventId, EventKind, PacketId, Span, TcbId, Time};
use crate::wire::Packet;
use crate::wire::edit::Sums;
use std::rc::Rc;

/// What became of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Still on its way when the run ended.
    OnTheWay,
    /// It arrived.
    Arrived {
        /// The event.
        event: EventId,
        /// When.
        at: Time,
    },
    /// The router cut it to pieces, which went on in its place.
    Cut {
        /// The event.
        event: EventId,
        /// When.
        at: Time,
    },
    /// It was lost.
    Lost {
        /// The event.
        event: EventId,
        /// When.
        at: Time,
        /// Why.
        reason: DropReason,
    },
}

/// A packet's way.
#[derive(Clone, Debug, PartialEq)]
pub struct PacketSpan {
    /// Its number.
    pub id: PacketId,
    /// Its name.
    pub name: PacketName,
    /// The packet.
    pub packet: Rc<Packet>,
    /// The packet as it arrived, if the way has changed it.
    pub arrived_as: Option<Rc<Packet>>,
    /// Which bit of it arrived wrong, counted from the first of the IPv4 header.
    pub flipped: Option<u32>,
    /// Its checksums, where the way has changed the packet and not them.
    pub sums: Sums,
    /// The packet that it is a copy of.
    pub copy_of: Option<PacketId>,
    /// The control block that sent it.
    pub tcb: Option<TcbId>,
    /// The event of its sending.
    pub sent: EventId,
    /// When that was.
    pub sent_at: Time,
    /// How much longer than the link's delay it was held up.
    pub delayed: Option<Span>,
    /// What became of it.
    pub fate: Fate,
}

impl PacketSpan {
    /// When it arrived or was lost.
    pub fn end_at(&self) -> Option<Time> {
        match self.fate {
            Fate::OnTheWay => None,
            Fate::Arrived { at, .. } | Fate::Cut { at, .. } | Fate::Lost { at, .. } => Some(at),
        }
    }

    /// The event at which it arrived or was lost.
    pub fn end_event(&self) -> Option<EventId> {
        match self.fate {
            Fate::OnTheWay => None,
            Fate::Arrived { event, .. } | Fate::Cut { event, .. } | Fate::Lost { event, .. } => Some(event),
        }
    }

    /// Whether it is on its way at this position.
    pub fn in_flight_at(&self, position: u32) -> bool {
        self.sent.0 < position && self.end_event().is_none_or(|end| end.0 >= position)
    }
}

/// How a timer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerEnd {
    /// It was still running when the run ended.
    Running,
    /// It fired.
    Fired {
        /// The event.
        event: EventId,
        /// When.
        at: Time,
    },
    /// It was stopped or started anew before it could fire.
    Stopped {
        /// The event.
        event: EventId,
        /// When.
        at: Time,
    },
}

/// A timer from its start to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct TimerSpan {
    /// Whose.
    pub tcb: TcbId,
    /// On which host.
    pub host: HostId,
    /// Which.
    pub timer: TimerKind,
    /// The event of its start.
    pub set: EventId,
    /// When that was.
    pub set_at: Time,
    /// When it was to fire.
    pub deadline: Time,
    /// How it ended.
    pub end: TimerEnd,
}

/// A call from its making to its return.
#[derive(Clone, Debug, PartialEq)]
pub struct CallSpan {
    /// The host.
    pub host: HostId,
    /// The program's number there.
    pub program: u32,
    /// The call.
    pub call: Rc<Call>,
    /// The event of its making.
    pub made: EventId,
    /// The event of its (last) return and what it returned.
    pub returned: Option<(EventId, Outcome)>,
}

/// A stretch of a host's lifeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeSpan {
    /// The host.
    pub host: HostId,
    /// The state: the newest connection's, else LISTEN if a socket listens, else CLOSED.
    pub state: State,
    /// The event at which it was entered.
    pub entered: EventId,
    /// When that was.
    pub entered_at: Time,
}

/// All spans of a trace.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans {
    pub packets: Vec<PacketSpan>,
    pub timers: Vec<TimerSpan>,
    pub calls: Vec<CallSpan>,
    pub life: Vec<LifeSpan>,
    running: Table<(TcbId, TimerKind), usize>,
    states: Table<(HostId, TcbId), State>,
}

impl Spans {
    pub(super) fn take(&mut self, id: EventId, event: &Event) {
        let at = event.at;
        match &event.kind {
            EventKind::Sent { id: packet_id, name, packet, tcb, .. } => self.packets.push(PacketSpan {
                id: *packet_id,
                name: *name,
                packet: Rc::clone(packet),
                arrived_as: None,
                flipped: None,
                sums: Sums::default(),
                copy_of: None,
                tcb: *tcb,
                sent: id,
                sent_at: at,
                delayed: None,
                fate: Fate::OnTheWay,
            }),
            EventKind::Arrived { id: packet, changed } => {
                self.end_packet(*packet, Fate::Arrived { event: id, at });
                if let Some((span, changed)) = self.packet(*packet).zip(changed.as_ref()) {
                    span.arrived_as = Some(Rc::clone(changed));
                }
            }
            EventKind::Cut { id: packet } => self.end_packet(*packet, Fate::Cut { event: id, at }),
            EventKind::Corrupted { id: packet, bit, .. } => {
                if let Some(span) = self.packet(*packet) {
                    span.flipped = Some(*bit);
                }
            }
            EventKind::Edited { id: packet, sums, .. } if WHOLE => {
                if let Some(span) = self.packet(*packet) {
                    span.sums = *sums;
                }
            }
            EventKind::Duplicated { id: packet, copy, .. } => {
                if let Some(first) = self.packet(*packet).cloned() {
                    let copy_of = Some(first.id);
                    self.packets.push(PacketSpan { id: *copy, copy_of, fate: Fate::OnTheWay, ..first });
                }
            }
            EventKind::Dropped { id: packet, reason } => {
                self.end_packet(*packet, Fate::Lost { event: id, at, reason: *reason });
            }
            EventKind::Delayed { id: packet, by, .. } => {
                if let Some(span) = self.packet(*packet) {
                    span.delayed = Some(*by);
                }
            }
            EventKind::TimerSet { tcb, timer, deadline } => {
                self.end_timer(*tcb, *timer, TimerEnd::Stopped { event: id, at });
                if let Actor::Stack(host) = event.actor {
                    self.running.insert((*tcb, *timer), self.timers.len());
                    let (tcb, timer, deadline) = (*tcb, *timer, *deadline);
                    let end = TimerEnd::Running;
                    self.timers.push(TimerSpan { tcb, host, timer, set: id, set_at: at, deadline, end });
                }
            }
            EventKind::TimerStopped { tcb, timer } => {
                self.end_timer(*tcb, *timer, TimerEnd::Stopped { event: id, at });
            }
            EventKind::TimerFired { tcb, timer } => self.end_timer(*tcb, *timer, TimerEnd::Fired { event: id, at }),
            EventKind::State { tcb, from, to } => {
                if let Actor::Stack(host) = event.actor {
                    // Back in LISTEN means: gone; it is the listening socket that goes on listening.
                    let gone = *from == State::SynReceived && *to == State::Listen;
                    self.states.insert((host, *tcb), if gone { State::Closed } else { *to });
                    self.live(host, id, at);
                }
            }
            EventKind::Called { call } => {
                if let Actor::Program(host, program) = event.actor {
                    let call = Rc::clone(call);
                    self.calls.push(CallSpan { host, program, call, made: id, returned: None });
                }
            }
            EventKind::Returned { call, outcome } => {
                if let Some(span) = self.calls.iter_mut().rev().find(|span| span.made == *call) {
                    span.returned = Some((id, outcome.clone()));
                }
            }
            _ => {}
        }
    }

    fn packet(&mut self, id: PacketId) -> Option<&mut PacketSpan> {
        self.packets.get_mut(usize::try_from(id.0).ok()?)
    }

    fn end_packet(&mut self, id: PacketId, fate: Fate) {
        if let Some(span) = self.packet(id) {
            span.fate = fate;
        }
    }

    fn end_timer(&mut self, tcb: TcbId, timer: TimerKind, end: TimerEnd) {
        let index = self.running.remove(&(tcb, timer));
        if let Some(span) = index.and_then(|index| self.timers.get_mut(index)) {
            span.end = end;
        }
    }

    /// What the host's lifeline shows from this event on.
    fn live(&mut self, host: HostId, entered: EventId, entered_at: Time) {
        let states = self.states.iter().filter(|((of, _), _)| *of == host);
        let shown = |state: &State| (!matches!(state, State::Closed | State::Listen), *state == State::Listen);
        let best =
            states.map(|((_, tcb), state)| (shown(state), *tcb, *state)).max_by_key(|(rank, tcb, _)| (*rank, *tcb));
        let state = best.map_or(State::Closed, |(_, _, state)| state);
        let last = self.life.iter().rev().find(|span| span.host == host);
        if last.map_or(State::Closed, |span| span.state) != state {
            self.life.push(LifeSpan { host, state, entered, entered_at });
        }
    }
}
