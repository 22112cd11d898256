//! How long bytes take from the call that writes them to the call that reads them: what a program notices of everything between.
//!
//! Of a connection the bytes are counted at both ends; of datagrams the ones that arrive are taken in order.

use crate::sim::ids::HostId;
use crate::sim::socket::{Call, Outcome};
use crate::sim::tcp::State;
use crate::sim::{Actor, EventKind, TcbId, Time};
use crate::trace::{Trace, connections};
use crate::wire::{Packet, SocketAddr, Transport};
use std::collections::{BTreeMap, VecDeque};

/// How long bytes took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delays {
    /// In the mean of all bytes.
    pub mean_ns: u64,
    /// The longest.
    pub worst_ns: u64,
}

/// Bytes by the time at which they were written.
type Written = VecDeque<(Time, u64)>;

#[derive(Default)]
struct Tally {
    /// What has been written and not yet read, of each sending end.
    streams: BTreeMap<TcbId, Written>,
    /// Datagrams that arrived and were not yet read, by receiver and sender.
    datagrams: BTreeMap<(HostId, SocketAddr), Written>,
    /// Connections that wait for `accept`, of each host.
    ready: BTreeMap<HostId, VecDeque<TcbId>>,
    /// What the variables of the programs stand for.
    sockets: BTreeMap<(HostId, u32, String), TcbId>,
    /// Bytes times nanoseconds, and bytes.
    sum: (u128, u128),
    worst_ns: u64,
}

/// How long the bytes of a run took; none if none were read.
pub(super) fn delays(trace: &Trace) -> Option<Delays> {
    let mut peers = BTreeMap::new();
    for known in connections(trace) {
        if let Some(second) = &known.second {
            peers.insert(known.first.tcb, second.tcb);
            peers.insert(second.tcb, known.first.tcb);
        }
    }
    let mut tally = Tally::default();
    for event in trace.events() {
        match (&event.kind, event.actor) {
            (EventKind::State { tcb, from, to }, Actor::Stack(host)) => match (from, to) {
                (State::Closed, State::SynSent) => tally.connects(trace, event.cause, host, *tcb),
                (State::SynReceived, State::Established) => tally.ready.entry(host).or_default().push_back(*tcb),
                _ => {}
            },
            (EventKind::Arrived { id, .. }, Actor::Stack(host)) => {
                tally.arrives(host, trace.packet(*id).map(|span| (&*span.packet, span.sent_at)));
            }
            (EventKind::Reassembled { packet }, Actor::Stack(host)) => {
                let last = event.cause.and_then(|cause| trace.packet_of(cause));
                tally.arrives(host, last.map(|span| (&**packet, span.sent_at)));
            }
            (EventKind::Returned { call, outcome }, Actor::Program(host, program)) => {
                let Some(EventKind::Called { call: made }) = trace.event(*call).map(|event| &event.kind) else {
                    continue;
                };
                tally.returns((host, program), (made, trace.time_of(*call)), outcome, event.at, &peers);
            }
            _ => {}
        }
    }
    let (sum, bytes) = tally.sum;
    let mean_ns = sum.checked_div(bytes).and_then(|mean| u64::try_from(mean).ok())?;
    Some(Delays { mean_ns, worst_ns: tally.worst_ns })
}

impl Tally {
    fn connects(&mut self, trace: &Trace, call: Option<crate::sim::EventId>, host: HostId, tcb: TcbId) {
        let event = call.and_then(|call| trace.event(call));
        if let Some((EventKind::Called { call }, Actor::Program(_, program))) =
            event.map(|event| (&event.kind, event.actor))
            && let Call::Connect { socket, .. } = &**call
        {
            self.sockets.insert((host, program, socket.clone()), tcb);
        }
    }

    fn arrives(&mut self, host: HostId, what: Option<(&Packet, Time)>) {
        if let Some((packet, sent_at)) = what
            && let Transport::Udp(datagram) = &packet.transport
        {
            let waits = self.datagrams.entry((host, packet.source())).or_default();
            waits.push_back((sent_at, datagram.payload.len_u32().into()));
        }
    }

    fn returns(
        &mut self,
        (host, program): (HostId, u32),
        (call, made): (&Call, Time),
        outcome: &Outcome,
        now: Time,
        peers: &BTreeMap<TcbId, TcbId>,
    ) {
        let of = |socket: &String| (host, program, socket.clone());
        match (call, outcome) {
            (Call::Accept { connection, .. }, Outcome::Done) => {
                if let Some(tcb) = self.ready.get_mut(&host).and_then(VecDeque::pop_front) {
                    self.sockets.insert(of(connection), tcb);
                }
            }
            (
                Call::Send { socket, .. } | Call::SendTo { socket, .. } | Call::Reply { socket, .. },
                Outcome::Sent { bytes },
            ) => {
                if let Some(tcb) = self.sockets.get(&of(socket)) {
                    self.streams.entry(*tcb).or_default().push_back((made, (*bytes).into()));
                }
            }
            (
                Call::Recv { socket, .. } | Call::RecvToEnd { socket } | Call::RecvFrom { socket, .. },
                Outcome::Received { data },
            ) => {
                let peer = self.sockets.get(&of(socket)).and_then(|tcb| peers.get(tcb)).copied();
                if let Some(mut written) = peer.and_then(|peer| self.streams.remove(&peer)) {
                    self.take(&mut written, data.len_u32().into(), now);
                    self.streams.extend(peer.map(|peer| (peer, written)));
                }
            }
            (_, Outcome::ReceivedFrom { from, data }) => {
                if let Some(mut written) = self.datagrams.remove(&(host, *from)) {
                    self.take(&mut written, data.len_u32().into(), now);
                    self.datagrams.insert((host, *from), written);
                }
            }
            _ => {}
        }
    }

    /// So many bytes, the oldest, are read now.
    fn take(&mut self, written: &mut Written, mut bytes: u64, now: Time) {
        while let Some((at, left)) = written.front_mut().filter(|_| bytes > 0) {
            let (part, delay) = (bytes.min(*left), now.0.saturating_sub(at.0));
            self.sum.0 += u128::from(part) * u128::from(delay);
            self.sum.1 += u128::from(part);
            self.worst_ns = self.worst_ns.max(delay);
            (bytes, *left) = (bytes - part, *left - part);
            if *left == 0 {
                written.pop_front();
            }
        }
    }
}
