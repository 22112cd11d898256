//! The connections of a run, and what both ends of one know at a position: what the picture of bytes and window is drawn from.
//!
//! Pairs ends by their addresses and by the order in which they came about, so that a port that is used again is another connection.

use super::log::Trace;
use super::run::Run;
use super::spans::PacketSpan;
use crate::sim::ids::HostId;
use crate::sim::tcp::{Holdings, Tcb};
use crate::sim::{EventId, PacketId, TcbId, World};
use crate::wire::{Segment, SeqNum, SocketAddr, Transport};
use std::collections::BTreeMap;

/// How many packets are looked at, back from the position, for the last transmission of what is in flight.
const PACKETS_BACK_MOST: usize = 4_000;
/// How far back the event before a step is looked for: steps of more events are rare.
const EVENTS_BACK: [u32; 4] = [1, 8, 64, 512];

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The host, if there is one with this address.
    pub host: Option<HostId>,
    /// Address and port.
    pub socket: SocketAddr,
    /// Its control block, if it ever sent something.
    pub tcb: Option<TcbId>,
    /// The number it began with.
    pub iss: Option<SeqNum>,
    /// How many numbers it uses in the whole run, SYN and FIN included.
    pub numbers: u32,
}

/// A connection, or the attempt at one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The end that sent first, and the other one.
    pub ends: [End; 2],
    /// The event of its first packet.
    pub begun: EventId,
}

/// All connections of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connections {
    list: Vec<Connection>,
    /// Of each control block: the connection, and which end it is.
    of_tcb: BTreeMap<TcbId, (usize, usize)>,
}

/// What one end knows at a position.
#[derive(Clone, Debug, PartialEq)]
pub struct EndNow {
    /// Its variables.
    pub tcb: Tcb,
    /// Its buffers, and what it may send.
    pub holdings: Holdings,
    /// Its variables before the last thing that happened, if it existed.
    pub before: Option<Tcb>,
    /// The packet that carried each segment of the scoreboard last.
    pub packets: Vec<Option<PacketId>>,
    /// The blocks that its last segment reported (RFC 2018).
    pub reported: Vec<(SeqNum, SeqNum)>,
}

impl Connections {
    /// The connections that a trace tells of.
    pub fn new(trace: &Trace) -> Connections {
        let mut connections = Connections::default();
        for span in trace.packets().iter().filter(|span| span.copy_of.is_none()) {
            if let (Some(tcb), Some((from, to, segment))) = (span.tcb, segment(span)) {
                connections.take(trace, span, tcb, (from, to), segment);
            }
        }
        connections
    }

    /// In the order in which they began.
    pub fn list(&self) -> &[Connection] {
        &self.list
    }

    /// The connection that the last event before a position is about, or the last that is about any.
    pub fn latest(&self, trace: &Trace, position: u32) -> Option<usize> {
        if self.list.is_empty() {
            return None;
        }
        (0..position).rev().find_map(|event| self.of_event(trace, EventId(event)))
    }

    fn of_event(&self, trace: &Trace, event: EventId) -> Option<usize> {
        let tcb = super::ends::tcb_of(trace, event);
        if let Some((index, _)) = tcb.and_then(|tcb| self.of_tcb.get(&tcb)) {
            return Some(*index);
        }
        let span = trace.packet_of(event)?;
        if let Some((index, _)) = span.tcb.and_then(|tcb| self.of_tcb.get(&tcb)) {
            return Some(*index);
        }
        let (from, to, _) = segment(span)?;
        self.list.iter().rposition(|known| known.begun.0 <= event.0 && known.side(from, to).is_some())
    }

    fn take(
        &mut self,
        trace: &Trace,
        span: &PacketSpan,
        tcb: TcbId,
        (from, to): (SocketAddr, SocketAddr),
        segment: &Segment,
    ) {
        let known = self.of_tcb.get(&tcb).copied().or_else(|| self.place(tcb, from, to));
        let (index, side) = known.unwrap_or_else(|| {
            let end = |socket: SocketAddr| End { host: host(trace, socket), socket, tcb: None, iss: None, numbers: 0 };
            self.list.push(Connection { ends: [end(from), end(to)], begun: span.sent });
            (self.list.len() - 1, 0)
        });
        self.of_tcb.insert(tcb, (index, side));
        let Some(end) = self.list.get_mut(index).and_then(|known| known.ends.get_mut(side)) else { return };
        end.tcb = Some(tcb);
        let syn = segment.flags.has(crate::wire::Flags::SYN);
        let iss = *end.iss.get_or_insert(if syn { segment.seq } else { segment.seq - 1_u32 });
        // A question at SND.UNA - 1 lies before everything.
        let last = segment.seq + segment.seq_len();
        if last.after(iss) {
            end.numbers = end.numbers.max(last - iss);
        }
    }

    /// The youngest connection of these two addresses in which this end has not shown itself yet.
    fn place(&self, tcb: TcbId, from: SocketAddr, to: SocketAddr) -> Option<(usize, usize)> {
        let (index, known) = self.list.iter().enumerate().rev().find(|(_, known)| known.side(from, to).is_some())?;
        let side = known.side(from, to)?;
        let taken = known.ends.get(side).and_then(|end| end.tcb);
        taken.is_none_or(|taken| taken == tcb).then_some((index, side))
    }
}

impl Connection {
    /// Which end a segment from here to there comes from.
    fn side(&self, from: SocketAddr, to: SocketAddr) -> Option<usize> {
        let [one, other] = &self.ends;
        if one.socket == from && other.socket == to {
            return Some(0);
        }
        (other.socket == from && one.socket == to).then_some(1)
    }

    /// What both ends know at a position; none of an end that has no control block then.
    pub fn at(&self, run: &Run, position: u32) -> [Option<EndNow>; 2] {
        let Some(world) = run.world_at(position) else { return [None, None] };
        let earlier = before(run, &world, position);
        [0, 1].map(|side| {
            let end = self.ends.get(side)?;
            let (host, tcb) = (end.host?, end.tcb?);
            let find =
                |world: &World| world.tcbs().find(|(of, id, _)| (*of, *id) == (host, tcb)).map(|(_, _, tcb)| tcb);
            let now = find(&world)?;
            let holdings = world.holdings(host, tcb)?;
            let sent = Sent { trace: run.trace(), tcb, position: world.event_count() };
            Some(EndNow {
                packets: sent.last_of(&now),
                reported: sent.reported(),
                before: earlier.as_ref().and_then(find),
                tcb: now,
                holdings,
            })
        })
    }
}

/// The world before the step that made `now`.
fn before(run: &Run, now: &World, position: u32) -> Option<World> {
    let earlier = EVENTS_BACK.into_iter().map(|back| run.world_at(position.saturating_sub(back)));
    let mut world = earlier.flatten().find(|world| world.event_count() < now.event_count())?;
    loop {
        let mut next = world.clone();
        if !next.step(&mut ()) || next.event_count() >= now.event_count() {
            return Some(world);
        }
        world = next;
    }
}

/// What a control block has sent before a position.
struct Sent<'a> {
    trace: &'a Trace,
    tcb: TcbId,
    position: u32,
}

impl<'a> Sent<'a> {
    /// Latest first.
    fn packets(&self) -> impl Iterator<Item = (&'a PacketSpan, &'a Segment)> {
        let (packets, tcb, position) = (self.trace.packets(), self.tcb, self.position);
        let recent = packets.iter().rev().filter(move |span| span.sent.0 < position).take(PACKETS_BACK_MOST);
        let own = recent.filter(move |span| span.tcb == Some(tcb) && span.copy_of.is_none());
        own.filter_map(|span| Some((span, segment(span)?.2)))
    }

    /// The last transmission of each segment in flight.
    fn last_of(&self, tcb: &Tcb) -> Vec<Option<PacketId>> {
        let mut found: Vec<Option<PacketId>> = vec![None; tcb.scoreboard.len()];
        let mut missing = found.len();
        for (span, segment) in self.packets() {
            if missing == 0 {
                break;
            }
            let len = segment.seq_len();
            if len == 0 {
                continue;
            }
            let index = tcb.scoreboard.partition_point(|sent| sent.end().at_or_before(segment.seq));
            let covered = tcb.scoreboard.iter().zip(&mut found).skip(index);
            for (_, place) in covered.take_while(|(sent, _)| sent.seq.before(segment.seq + len)) {
                missing -= usize::from(place.is_none());
                place.get_or_insert(span.id);
            }
        }
        found
    }

    fn reported(&self) -> Vec<(SeqNum, SeqNum)> {
        self.packets().next().map(|(_, segment)| segment.options.sack.clone()).unwrap_or_default()
    }
}

/// A packet's segment, and from where to where it goes.
fn segment(span: &PacketSpan) -> Option<(SocketAddr, SocketAddr, &Segment)> {
    let Transport::Tcp(segment) = &span.packet.transport else { return None };
    let ip = &span.packet.ip;
    let from = SocketAddr { address: ip.source, port: segment.source_port };
    let to = SocketAddr { address: ip.destination, port: segment.destination_port };
    Some((from, to, segment))
}

fn host(trace: &Trace, socket: SocketAddr) -> Option<HostId> {
    let index = trace.hosts().iter().position(|host| host.address == socket.address)?;
    u32::try_from(index).ok().map(HostId)
}
