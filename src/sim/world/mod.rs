//! The world: everything that is simulated, and the loop that moves it.
//!
//! A step takes one task from the queue and finishes everything that follows from it at the same instant, so that between two
//! steps nothing is half done. That is what makes a world a value that can be kept, compared and continued ([`crate::trace`] keeps
//! some as checkpoints).
//!
//! | file | what it does |
//! |---|---|
//! | `mod` | the loop, the queue, what the scenario does by itself |
//! | `network` | packets over cables and through the router |
//! | `stack` | packets and timers to connections and sockets, effects to packets and events |
//! | `calls` | programs to their next blocking call |
//! | `listen` | what comes to a listening socket |
//! | `streams`, `datagrams` | what the calls do to TCP and UDP sockets |
//! | `turns` | what the scenario changes in the midst of the run |
//! | `by_hand` | calls and packets that no scenario holds |

mod by_hand;
mod calls;
mod datagrams;
mod listen;
mod network;
mod stack;
mod streams;
mod turns;

use super::assembly::Key;
use super::event::{Actor, DropReason, EndReason, Event, EventKind};
use super::fault::{Fault, Forged, Namer, Number, PacketName};
use super::host::{Host, HostSetup};
use super::ids::{Direction, EventId, HostId, PacketId, TcbId};
use super::link::Lane;
use super::queue::Queue;
use super::table::Table;
use super::tcp::{Endpoint, Holdings, Tcb, TimerKind};
use super::time::Time;
use super::turn::Turn;
use crate::wire::{IcmpKind, Packet, SeqNum, SocketAddr, Transport};
use network::Way;
use std::net::Ipv4Addr;
use std::rc::Rc;

/// Who watches a run. Events come in order and are never taken back.
pub trait Recorder {
    /// Something happened.
    fn record(&mut self, event: Event);

    /// Whether anybody looks at what is recorded.
    fn looks(&self) -> bool {
        true
    }
}

/// Nobody watches.
impl Recorder for () {
    fn record(&mut self, _: Event) {}

    fn looks(&self) -> bool {
        false
    }
}

/// What a world is made of.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The seed of every random stream.
    pub seed: u64,
    /// The hosts, at least one.
    pub hosts: Vec<HostSetup>,
    /// The address of the router to which each host has a cable; without one, a cable joins two hosts.
    pub router: Option<Ipv4Addr>,
    /// What goes wrong.
    pub faults: Vec<Fault>,
    /// What somebody else sends.
    pub forged: Vec<Forged>,
    /// What changes in the midst.
    pub turns: Vec<Turn>,
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
    Arrive(Way),
    Answer { from: HostId, about: Rc<Packet>, kind: IcmpKind, cause: EventId },
    GiveUp { host: HostId, key: Key, since: EventId },
    Forge(usize),
    Turn(usize),
    Cable { host: HostId, cut: bool },
    Lose { direction: Direction, id: PacketId, reason: DropReason, sent: EventId },
}

/// Everything that is simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    now: Time,
    queue: Queue<Task>,
    hosts: Vec<Host>,
    router: Option<Ipv4Addr>,
    lanes: Table<Direction, Lane>,
    faults: Rc<[Fault]>,
    /// For each fault, how many packets that it might have meant were sent.
    seen: Vec<u32>,
    /// Packets that the network holds, and the packet behind which each is let go.
    held: Vec<(PacketName, Way)>,
    forged: Rc<[Forged]>,
    turns: Rc<[Turn]>,
    namer: Namer,
    until: Time,
    events_most: u32,
    next_event: u32,
    next_packet: u32,
    next_tcb: u32,
    ended: Option<EndReason>,
    /// What has happened and has not yet been told; nothing between two steps.
    happened: Vec<Event>,
    /// Whether anybody wants to be told.
    watched: bool,
}

impl World {
    /// The world before anything has happened.
    pub fn new(setup: Setup) -> World {
        let mut world = World {
            now: Time(0),
            queue: Queue::new(),
            hosts: Vec::new(),
            router: setup.router,
            lanes: Table::default(),
            seen: vec![0; setup.faults.len()],
            faults: setup.faults.into(),
            held: Vec::new(),
            forged: setup.forged.into(),
            turns: setup.turns.into(),
            namer: Namer::default(),
            until: setup.until,
            events_most: setup.events_most,
            next_event: 0,
            next_packet: 0,
            next_tcb: 0,
            ended: None,
            happened: Vec::new(),
            watched: false,
        };
        world.furnish(setup.hosts, setup.seed);
        world
    }

    /// Hosts, cables, and what is known to happen from the beginning.
    fn furnish(&mut self, hosts: Vec<HostSetup>, seed: u64) {
        for (index, turn) in self.turns.iter().enumerate() {
            self.queue.schedule(turn.at, Task::Turn(index));
        }
        let cables: Vec<_> = hosts.iter().map(|host| (host.link, host.cuts.clone())).collect();
        for (index, host) in (0_u32..).zip(hosts) {
            let id = HostId(index);
            for (number, program) in host.programs.iter().enumerate() {
                self.queue.schedule(program.starts, Task::Start { host: id, program: number });
            }
            for (cut, mended) in &host.cuts {
                self.queue.schedule(*cut, Task::Cable { host: id, cut: true });
                if *mended < Time(u64::MAX) {
                    self.queue.schedule(*mended, Task::Cable { host: id, cut: false });
                }
            }
            self.hosts.push(Host::new(id, host, seed));
        }
        let count = u64::try_from(cables.len()).unwrap_or_default();
        // One cable joins two hosts: whoever cuts it, it carries nothing either way.
        let all_cuts: Vec<_> = cables.iter().flat_map(|(_, cuts)| cuts.clone()).collect();
        for (index, (config, cuts)) in (0_u32..).zip(cables) {
            let (there, number) = (self.first_hop(HostId(index)), u64::from(index));
            if self.router.is_some() {
                let back = Direction { from: there.to, to: there.from };
                self.lanes.insert(back, Lane::new(config, cuts.clone(), seed, count + number));
            }
            let cuts = if self.router.is_some() { cuts } else { all_cuts.clone() };
            self.lanes.insert(there, Lane::new(config, cuts, seed, number));
        }
        for (index, forged) in self.forged.iter().enumerate() {
            self.queue.schedule(forged.at, Task::Forge(index));
        }
    }

    /// Does the next thing and all that follows from it at the same instant. Gives whether there was anything to do.
    pub fn step(&mut self, watch: &mut dyn Recorder) -> bool {
        self.watched_by(watch, World::step_once)
    }

    /// Lets something happen and tells what that was.
    fn watched_by<R>(&mut self, watch: &mut dyn Recorder, happen: impl FnOnce(&mut World) -> R) -> R {
        self.watched = watch.looks();
        let result = happen(self);
        self.watched = false;
        self.happened.drain(..).for_each(|event| watch.record(event));
        result
    }

    fn step_once(&mut self) -> bool {
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
                self.perform(task);
            }
            (_, end) => {
                let reason = end.unwrap_or(EndReason::Quiet);
                if reason == EndReason::TimeLimit {
                    self.now = self.until;
                }
                self.ended = Some(reason);
                self.note(Actor::World, None, None, EventKind::Ended { reason });
            }
        }
        true
    }

    /// The next thing that really is to be done: a timer that was stopped or moved, or a call that has returned, left its task behind.
    fn next_task(&mut self) -> Option<(Time, Task)> {
        if super::tcp::WHOLE && self.queue.is_crowded() {
            let mut queue = core::mem::replace(&mut self.queue, Queue::new());
            queue.retain(|task| self.is_due(task));
            self.queue = queue;
        }
        while let Some((at, task)) = self.queue.pop() {
            if self.is_due(&task) {
                return Some((at, task));
            }
        }
        None
    }

    fn is_due(&self, task: &Task) -> bool {
        match task {
            Task::Timer { host, tcb, timer, deadline, .. } => {
                self.endpoint(*host, *tcb).and_then(|endpoint| endpoint.deadline(*timer)) == Some(*deadline)
            }
            Task::Wake { host, program, at } => {
                let program = self.host(*host).and_then(|host| host.programs.get(*program));
                program.is_some_and(|program| program.wake_at == Some(*at))
            }
            Task::GiveUp { host, key, .. } => self.host(*host).is_some_and(|host| host.assemblies.waits_for(*key)),
            Task::Turn(_) => self.goes_on(),
            _ => true,
        }
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

    /// What one end of a connection holds beside its control block.
    pub fn holdings(&self, host: HostId, tcb: TcbId) -> Option<Holdings> {
        self.endpoint(host, tcb).map(Endpoint::holdings)
    }

    /// The variables of the same control blocks as they stand, without what is counted only when it is asked for: the buffers and the
    /// scoreboard. Cheap enough for every step of a long run.
    pub fn variables(&self) -> impl Iterator<Item = (HostId, TcbId, &Tcb)> {
        self.hosts.iter().flat_map(|host| host.endpoints.iter().map(|(id, it)| (host.id, *id, it.variables())))
    }

    fn perform(&mut self, task: Task) {
        match task {
            Task::Start { host, program } => self.start_program(host, program),
            Task::Wake { host, program, .. } => self.wake_program(host, program),
            Task::Timer { host, tcb, timer, set, deadline } => self.timer_is_due(host, tcb, timer, deadline, set),
            Task::Arrive(way) => self.arrive(way),
            Task::Answer { from, about, kind, cause } => self.answer(from, &about, kind, cause),
            Task::GiveUp { host, key, since } => self.give_up(host, key, since),
            Task::Forge(index) => self.forge(index),
            Task::Turn(index) => self.turn(index),
            Task::Cable { host, cut } => {
                let direction = self.first_hop(host);
                self.note(Actor::Link(direction), None, None, EventKind::Cable { cut });
            }
            Task::Lose { direction, id, reason, sent } => {
                self.note(Actor::Link(direction), Some(sent), None, EventKind::Dropped { id, reason });
            }
        }
    }

    /// Somebody sends a segment that claims to be from a host.
    fn forge(&mut self, index: usize) {
        if !super::tcp::WHOLE {
            return;
        }
        let Some(forged) = self.forged.get(index).cloned() else { return };
        let mut segment = forged.segment;
        let address = |id| self.host(id).map(|host| host.address);
        let Some((source, destination)) = address(forged.from).zip(address(forged.to)) else { return };
        let ends = (
            SocketAddr { address: source, port: segment.source_port },
            SocketAddr { address: destination, port: segment.destination_port },
        );
        // Whose numbers they are relative to: those that the two ends began with.
        let iss = |id: HostId, (local, remote): (SocketAddr, SocketAddr)| {
            let endpoints = self.host(id)?.endpoints.values();
            endpoints.filter(|endpoint| endpoint.ends() == (local, remote)).map(Endpoint::iss).last()
        };
        let number = |number: Number, base: Option<SeqNum>| match number {
            Number::Absolute(number) => SeqNum(number),
            Number::Relative(number) => base.unwrap_or(SeqNum(0)) + number,
        };
        segment.seq = number(forged.seq, iss(forged.from, ends));
        segment.ack = number(forged.ack, iss(forged.to, (ends.1, ends.0)));
        let ip = self.host_mut(forged.from).map(|host| host.ip_header(destination));
        let origin = Origin::forged(forged.from);
        if let Some(ip) = ip {
            self.send_packet(origin, Packet { ip, transport: Transport::Tcp(segment) });
        }
    }

    /// Writes an event down.
    #[inline(never)]
    fn note(&mut self, actor: Actor, cause: Option<EventId>, rule: Option<&'static str>, kind: EventKind) -> EventId {
        let id = EventId(self.next_event);
        self.next_event += 1;
        if self.watched {
            self.happened.push(Event { at: self.now, actor, cause, rule, kind });
        }
        id
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
    forged: bool,
    /// A wrong bit that it has from the beginning: the router cut what was damaged.
    flipped: Option<u32>,
    cause: Option<EventId>,
    rule: Option<&'static str>,
}

impl Origin {
    /// A host, or the router, itself.
    fn plain(host: HostId, cause: EventId) -> Origin {
        Origin { host, tcb: None, transmission: 1, forged: false, flipped: None, cause: Some(cause), rule: None }
    }

    /// Somebody in the host's place.
    fn forged(host: HostId) -> Origin {
        Origin { host, tcb: None, transmission: 1, forged: true, flipped: None, cause: None, rule: None }
    }
}
