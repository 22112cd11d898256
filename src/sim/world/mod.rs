//! The world: everything that is simulated, and the loop that moves it.
//!
//! A step takes one task from the queue and finishes everything that follows from it at the same instant, so that between two
//! steps nothing is half done. That is what makes a world a value that can be kept, compared and continued ([`crate::trace`] keeps
//! some as checkpoints).
//!
//! | file | what it does |
//! |---|---|
//! | `mod` | the loop, the queue, the link |
//! | `stack` | segments and timers to connections, effects to packets and events |
//! | `calls` | programs to their next blocking call |

mod calls;
mod stack;

use super::event::{Actor, DropReason, EndReason, Event, EventKind};
use super::fault::{Fault, FaultAction, Namer};
use super::host::{Host, HostSetup};
use super::ids::{Direction, EventId, HostId, PacketId, TcbId};
use super::link::{Lane, LinkConfig, Passage};
use super::queue::Queue;
use super::tcp::{Endpoint, Tcb, TimerKind};
use super::time::{Span, Time};
use crate::wire::{Packet, encode};
use std::rc::Rc;

/// Who watches a run. Events come in order and are never taken back.
pub trait Recorder {
    /// Something happened.
    fn record(&mut self, event: Event);
}

/// Nobody watches.
impl Recorder for () {
    fn record(&mut self, _: Event) {}
}

/// What a world is made of.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The seed of every random stream.
    pub seed: u64,
    /// The hosts: two.
    pub hosts: Vec<HostSetup>,
    /// What both directions of the link are like.
    pub link: LinkConfig,
    /// What goes wrong.
    pub faults: Vec<Fault>,
    /// When the run ends at the latest.
    pub until: Time,
    /// How many events it may have.
    pub events_most: u32,
}

/// What is going to happen.
#[derive(Clone, Debug, PartialEq)]
enum Task {
    Start { host: HostId, program: usize },
    Wake { host: HostId, program: usize, at: Time },
    Timer { host: HostId, tcb: TcbId, timer: TimerKind, deadline: Time, set: EventId },
    Arrive { to: HostId, id: PacketId, packet: Rc<Packet>, sent: EventId },
    Lose { direction: Direction, id: PacketId, reason: DropReason, sent: EventId },
}

/// Everything that is simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    now: Time,
    queue: Queue<Task>,
    hosts: Vec<Host>,
    lanes: Vec<Lane>,
    faults: Rc<[Fault]>,
    namer: Namer,
    until: Time,
    events_most: u32,
    next_event: u32,
    next_packet: u32,
    next_tcb: u32,
    ended: Option<EndReason>,
}

impl World {
    /// The world before anything has happened.
    pub fn new(setup: Setup) -> World {
        let mut queue = Queue::new();
        let mut hosts = Vec::new();
        let mut lanes = Vec::new();
        for (index, host) in (0_u32..).zip(setup.hosts) {
            for (number, program) in host.programs.iter().enumerate() {
                queue.schedule(program.starts, Task::Start { host: HostId(index), program: number });
            }
            hosts.push(Host::new(HostId(index), host, setup.seed));
            lanes.push(Lane::new(setup.link, setup.seed, u64::from(index)));
        }
        World {
            now: Time(0),
            queue,
            hosts,
            lanes,
            faults: setup.faults.into(),
            namer: Namer::default(),
            until: setup.until,
            events_most: setup.events_most,
            next_event: 0,
            next_packet: 0,
            next_tcb: 0,
            ended: None,
        }
    }

    /// Does the next thing and all that follows from it at the same instant. Gives whether there was anything to do.
    pub fn step(&mut self, watch: &mut dyn Recorder) -> bool {
        if self.ended.is_some() {
            return false;
        }
        let next = self.next_task();
        let end = match &next {
            None => Some(EndReason::Quiet),
            Some((at, _)) if *at > self.until => Some(EndReason::TimeLimit),
            Some(_) if self.next_event >= self.events_most => Some(EndReason::EventLimit),
            Some(_) => None,
        };
        match (next, end) {
            (Some((at, task)), None) => {
                self.now = at;
                self.perform(task, watch);
            }
            (_, end) => {
                let reason = end.unwrap_or(EndReason::Quiet);
                if reason == EndReason::TimeLimit {
                    self.now = self.until;
                }
                self.ended = Some(reason);
                self.note(watch, Actor::World, None, None, EventKind::Ended { reason });
            }
        }
        true
    }

    /// The next thing that really is to be done: a timer that was stopped or moved, or a call that has returned, left its task behind.
    fn next_task(&mut self) -> Option<(Time, Task)> {
        while let Some((at, task)) = self.queue.pop() {
            let due = match &task {
                Task::Timer { host, tcb, timer, deadline, .. } => {
                    self.endpoint(*host, *tcb).and_then(|endpoint| endpoint.deadline(*timer)) == Some(*deadline)
                }
                Task::Wake { host, program, at } => {
                    let program = self.host(*host).and_then(|host| host.programs.get(*program));
                    program.is_some_and(|program| program.wake_at == Some(*at))
                }
                Task::Start { .. } | Task::Arrive { .. } | Task::Lose { .. } => true,
            };
            if due {
                return Some((at, task));
            }
        }
        None
    }

    /// What time it is.
    pub fn now(&self) -> Time {
        self.now
    }

    /// How many events there have been.
    pub fn event_count(&self) -> u32 {
        self.next_event
    }

    /// Whether the run is over.
    pub fn is_over(&self) -> bool {
        self.ended.is_some()
    }

    /// The control blocks of every host's connections, in the order in which they came about.
    pub fn tcbs(&self) -> impl Iterator<Item = (HostId, TcbId, Tcb)> {
        self.hosts.iter().flat_map(|host| host.endpoints.iter().map(|(id, endpoint)| (host.id, *id, endpoint.tcb())))
    }

    fn perform(&mut self, task: Task, watch: &mut dyn Recorder) {
        match task {
            Task::Start { host, program } => self.start_program(host, program, watch),
            Task::Wake { host, program, .. } => self.wake_program(host, program, watch),
            Task::Timer { host, tcb, timer, set, .. } => self.fire_timer(host, tcb, timer, set, watch),
            Task::Arrive { to, id, packet, sent } => self.arrive(to, id, &packet, sent, watch),
            Task::Lose { direction, id, reason, sent } => {
                self.note(watch, Actor::Link(direction), Some(sent), None, EventKind::Dropped { id, reason });
            }
        }
    }

    /// Hands a packet to the link.
    fn send_packet(&mut self, origin: Origin, packet: Packet, watch: &mut dyn Recorder) -> EventId {
        let Origin { host, tcb, transmission, cause, rule } = origin;
        let now = self.now;
        let id = PacketId(self.next_packet);
        self.next_packet += 1;
        let ends = (packet.source(), packet.destination());
        let name = self.namer.name(host, packet.segment(), ends, transmission);
        if self.namer.is_full() {
            let hosts = &self.hosts;
            self.namer
                .tidy(|source, destination, seq| hosts.iter().any(|host| host.may_resend(source, destination, seq)));
        }
        let direction = Direction(host);
        let bytes = encode(&packet).len();
        let packet = Rc::new(packet);
        let passage = self.lane(host).map_or(Passage::QueueFull, |lane| lane.carry(bytes, now));
        let queued = if let Passage::Carried { queued, .. } = passage { queued } else { 0 };
        let kind = EventKind::Sent { id, name, packet: Rc::clone(&packet), tcb, queued };
        let sent = self.note(watch, Actor::Stack(host), cause, rule, kind);
        let Passage::Carried { left, arrives, lost, .. } = passage else {
            let kind = EventKind::Dropped { id, reason: DropReason::QueueFull };
            self.note(watch, Actor::Link(direction), Some(sent), None, kind);
            return sent;
        };
        let halfway = left + Span((arrives - left).0 / 2);
        let fault = (0_u32..).zip(self.faults.iter()).find(|(_, fault)| fault.packet == name);
        let fault = fault.map(|(number, fault)| (number, fault.action));
        match fault {
            Some((number, FaultAction::Drop)) => {
                let reason = DropReason::Fault(number);
                self.queue.schedule(halfway, Task::Lose { direction, id, reason, sent });
            }
            _ if lost => {
                let reason = DropReason::Random;
                self.queue.schedule(halfway, Task::Lose { direction, id, reason, sent });
            }
            Some((fault, FaultAction::Delay(by))) => {
                let kind = EventKind::Delayed { id, by, fault };
                self.note(watch, Actor::Link(direction), Some(sent), None, kind);
                self.queue.schedule(arrives + by, Task::Arrive { to: self.other(host), id, packet, sent });
            }
            None => self.queue.schedule(arrives, Task::Arrive { to: self.other(host), id, packet, sent }),
        }
        sent
    }

    /// Writes an event down.
    fn note(
        &mut self,
        watch: &mut dyn Recorder,
        actor: Actor,
        cause: Option<EventId>,
        rule: Option<&'static str>,
        kind: EventKind,
    ) -> EventId {
        let id = EventId(self.next_event);
        self.next_event += 1;
        watch.record(Event { at: self.now, actor, cause, rule, kind });
        id
    }

    fn lane(&mut self, host: HostId) -> Option<&mut Lane> {
        self.lanes.get_mut(usize::try_from(host.0).ok()?)
    }

    fn host(&self, host: HostId) -> Option<&Host> {
        self.hosts.get(usize::try_from(host.0).ok()?)
    }

    fn host_mut(&mut self, host: HostId) -> Option<&mut Host> {
        self.hosts.get_mut(usize::try_from(host.0).ok()?)
    }

    fn endpoint(&self, host: HostId, tcb: TcbId) -> Option<&Endpoint> {
        self.host(host)?.endpoints.get(&tcb)
    }

    /// The host at the other end of the one link.
    fn other(&self, host: HostId) -> HostId {
        self.hosts.iter().map(|other| other.id).find(|other| *other != host).unwrap_or(host)
    }

    fn new_tcb(&mut self) -> TcbId {
        let id = TcbId(self.next_tcb);
        self.next_tcb += 1;
        id
    }
}

/// Who sends a packet, and why.
#[derive(Clone, Copy)]
struct Origin {
    host: HostId,
    tcb: Option<TcbId>,
    transmission: u8,
    cause: Option<EventId>,
    rule: Option<&'static str>,
}
