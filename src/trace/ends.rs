//! Connections: the two ends of each, paired by their addresses, and the way of each end from state to state.
//!
//! Knows only what the trace says: an end that has sent nothing has no addresses and is left out, like a socket that only listens.

use super::log::Trace;
use crate::sim::ids::HostId;
use crate::sim::socket::Call;
use crate::sim::tcp::State;
use crate::sim::{Actor, EventId, EventKind, TcbId, Time};
use crate::wire::SocketAddr;
use std::collections::BTreeMap;

/// One change of state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The event.
    pub event: EventId,
    /// When.
    pub at: Time,
    /// From this state.
    pub from: State,
    /// To this one.
    pub to: State,
}

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Where.
    pub host: HostId,
    /// Its control block.
    pub tcb: TcbId,
    /// Its address.
    pub local: SocketAddr,
    /// Its peer's.
    pub remote: SocketAddr,
    /// Every change of its state, in order. One that was opened by a listening socket begins with that socket's.
    pub steps: Vec<Step>,
}

impl End {
    /// The changes that have happened at a position.
    pub fn walked(&self, position: u32) -> &[Step] {
        let count = self.steps.partition_point(|step| step.event.0 < position);
        self.steps.get(..count).unwrap_or_default()
    }

    /// The state at a position.
    pub fn state_at(&self, position: u32) -> State {
        self.walked(position).last().map_or(State::Closed, |step| step.to)
    }
}

/// A connection: the end that spoke first, and the other if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The end that came about first.
    pub first: End,
    /// The other; none if nobody answered.
    pub second: Option<End>,
}

impl Connection {
    /// Its ends.
    pub fn ends(&self) -> impl Iterator<Item = &End> {
        core::iter::once(&self.first).chain(&self.second)
    }
}

/// All connections of a run, in the order in which they began.
pub fn connections(trace: &Trace) -> Vec<Connection> {
    let (ends, listeners) = ends(trace);
    let mut found: Vec<Connection> = Vec::new();
    for mut end in ends {
        if end.steps.first().is_some_and(|step| step.from == State::Listen) {
            let before = end.steps.first().map_or(EventId(0), |step| step.event);
            let listens = |(host, port, step): &&(HostId, Option<u16>, Step)| {
                *host == end.host && step.event < before && port.is_none_or(|port| port == end.local.port)
            };
            if let Some((.., step)) = listeners.iter().rev().find(listens) {
                end.steps.insert(0, *step);
            }
        }
        let mirrors = |known: &&mut Connection| {
            known.second.is_none() && (known.first.local, known.first.remote) == (end.remote, end.local)
        };
        match found.iter_mut().rev().find(mirrors) {
            Some(known) => known.second = Some(end),
            None => found.push(Connection { first: end, second: None }),
        }
    }
    found
}

/// A socket that listens: where, on which port, and its step to LISTEN.
type Listener = (HostId, Option<u16>, Step);

/// The ends in the order in which they came about, with their own steps, and the listening sockets.
fn ends(trace: &Trace) -> (Vec<End>, Vec<Listener>) {
    let mut addresses = BTreeMap::new();
    for span in trace.packets() {
        if let Some(tcb) = span.tcb {
            addresses.entry(tcb).or_insert((span.packet.source(), span.packet.destination()));
        }
    }
    let (mut ends, mut listeners) = (Vec::<End>::new(), Vec::new());
    let mut places: BTreeMap<TcbId, usize> = BTreeMap::new();
    for (id, event) in trace.numbered() {
        let (EventKind::State { tcb, from, to }, Actor::Stack(host)) = (&event.kind, event.actor) else { continue };
        let step = Step { event: id, at: event.at, from: *from, to: *to };
        match (places.get(tcb), addresses.get(tcb)) {
            (Some(place), _) => ends.get_mut(*place).into_iter().for_each(|end| end.steps.push(step)),
            (None, Some((local, remote))) => {
                places.insert(*tcb, ends.len());
                ends.push(End { host, tcb: *tcb, local: *local, remote: *remote, steps: vec![step] });
            }
            (None, None) if *to == State::Listen => listeners.push((host, listening_port(trace, event.cause), step)),
            (None, None) => {}
        }
    }
    (ends, listeners)
}

/// The port that the socket of a `listen()` was bound to.
fn listening_port(trace: &Trace, call: Option<EventId>) -> Option<u16> {
    let event = trace.event(call?)?;
    let (EventKind::Called { call: listen }, Actor::Program(host, program)) = (&event.kind, event.actor) else {
        return None;
    };
    let Call::Listen { socket: name, .. } = &**listen else { return None };
    let before = trace.calls().iter().rev().filter(|span| Some(span.made) < call);
    before.filter(|span| (span.host, span.program) == (host, program)).find_map(|span| match &*span.call {
        Call::Bind { socket, port } if socket == name => Some(*port),
        _ => None,
    })
}

/// The connection that the last event before a position belongs to, of those there are: its number. The first, if none has been heard of.
pub fn connection_at(trace: &Trace, connections: &[Connection], position: u32) -> usize {
    let of_tcb = |tcb: TcbId| connections.iter().position(|known| known.ends().any(|end| end.tcb == tcb));
    let recent = (position.saturating_sub(LOOK_BACK)..position).rev().map(EventId);
    let found = recent.filter_map(|id| tcb_of(trace, id)).find_map(of_tcb);
    found.unwrap_or_default()
}

/// How many events are looked at for the last that belongs to a connection: the position moves with every frame.
const LOOK_BACK: u32 = 256;

/// The control block that an event is about.
pub fn tcb_of(trace: &Trace, id: EventId) -> Option<TcbId> {
    use EventKind::{
        Congestion, DataReady, Discarded, PathMtu, RtoChanged, RttSample, TimerFired, TimerSet, TimerStopped,
    };
    match &trace.event(id)?.kind {
        EventKind::State { tcb, .. }
        | TimerSet { tcb, .. }
        | TimerStopped { tcb, .. }
        | TimerFired { tcb, .. }
        | RttSample { tcb, .. }
        | RtoChanged { tcb, .. }
        | Congestion { tcb, .. }
        | PathMtu { tcb, .. }
        | DataReady { tcb, .. } => Some(*tcb),
        Discarded { tcb, .. } => *tcb,
        _ => trace.packet_of(id)?.tcb,
    }
}

/// What set an event off: the nearest of its causes that is a call, an arrival or a timer.
pub fn trigger(trace: &Trace, id: EventId) -> Option<EventId> {
    let mut next = trace.event(id)?.cause;
    while let Some(cause) = next {
        let event = trace.event(cause)?;
        if matches!(event.kind, EventKind::Called { .. } | EventKind::Arrived { .. } | EventKind::TimerFired { .. }) {
            return Some(cause);
        }
        next = event.cause.filter(|before| *before < cause);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{gallery, presets};
    use crate::sim::Span;
    use crate::trace::Run;

    #[test]
    fn both_ends_are_found_and_the_passive_one_began_by_listening() {
        let run = Run::new(presets::preset("opening").unwrap()).unwrap();
        let found = connections(run.trace());
        let [connection] = found.as_slice() else { panic!("{found:?}") };
        let states = |end: &End| end.steps.iter().map(|step| step.to.rfc_name()).take(3).collect::<Vec<_>>().join(" ");
        assert_eq!(states(&connection.first), "SYN-SENT ESTABLISHED");
        assert_eq!(states(connection.second.as_ref().unwrap()), "LISTEN SYN-RECEIVED ESTABLISHED");
        assert_eq!(connection.first.state_at(0), State::Closed);
        for end in connection.ends() {
            for pair in end.steps.windows(2) {
                assert_eq!(pair[0].to, pair[1].from);
                assert!(trigger(run.trace(), pair[1].event).is_some());
            }
        }
    }

    /// Every connection of a set-up, an end on a line.
    fn told(name: &str) -> String {
        let run = Run::new(gallery::scenario(name).unwrap()).unwrap();
        let mut text = String::new();
        for connection in connections(run.trace()) {
            for end in connection.ends() {
                let step = |step: &Step| format!(" {}@{}", step.to.id(), Span(step.at.0));
                let steps = end.steps.iter().map(step).collect::<Vec<_>>().concat();
                text += &format!("{} {}{steps}\n", run.trace().host_name(end.host), end.local.port);
            }
        }
        text
    }

    #[test]
    fn a_simultaneous_close_is_told_from_both_sides() {
        assert_eq!(
            told("simultaneous-close"),
            "client 50000 syn-sent@0.020 established@0.100 fin-wait-1@0.200 closing@0.240 time-wait@0.280 closed@240.280\n\
             server 80 listen@0.000 syn-received@0.060 established@0.140 fin-wait-1@0.200 closing@0.240 time-wait@0.280 closed@240.280\n"
        );
    }

    #[test]
    fn clients_on_the_same_port_are_told_apart_by_their_addresses() {
        let run = Run::new(gallery::scenario("three-clients").unwrap()).unwrap();
        let (trace, known) = (run.trace(), connections(run.trace()));
        assert_eq!(known.len(), 3);
        for (index, connection) in known.iter().enumerate() {
            let second = connection.second.as_ref().unwrap();
            assert_eq!((connection.first.local, connection.first.remote), (second.remote, second.local));
            for end in connection.ends() {
                let last = end.steps.last().unwrap().event;
                assert_eq!(connection_at(trace, &known, last.0 + 1), index, "the last event's connection");
            }
        }
        assert_eq!(connection_at(trace, &known, 0), 0);
    }

    #[test]
    fn datagrams_make_no_connection() {
        assert_eq!(told("udp"), "");
    }
}
