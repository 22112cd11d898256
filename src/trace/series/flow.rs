//! What goes from one end to another: a connection's two directions, and datagrams between two hosts.

use super::sender::Sender;
use super::steps::Steps;
use crate::sim::ids::HostId;
use crate::sim::{Direction, EventKind, Span, TcbId, Time, World};
use crate::trace::{Fate, PacketSpan, Trace};
use crate::wire::{SocketAddr, Transport};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// The protocol number of UDP.
const UDP: u8 = 17;

/// One direction of a connection, or the datagrams from one host to another.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Who sends.
    pub from: HostId,
    /// Who receives; none if nobody has the address.
    pub to: Option<HostId>,
    /// The sender's end; of datagrams the port does not count.
    pub source: SocketAddr,
    /// The receiver's end.
    pub destination: SocketAddr,
    /// The sender, if it is a connection.
    pub sender: Option<Sender>,
    /// Bits a second of the slowest cable on the way.
    pub link_rate_bps: Option<u64>,
    /// Bytes of packets that arrived, headers and repetitions included.
    arrived: Vec<(Time, u64)>,
    /// Bytes that became readable at the other end: each once and in order.
    pub(super) delivered: Vec<(Time, u64)>,
    /// When it begins.
    begin: Time,
}

impl Flow {
    /// How many bytes of packets arrived.
    pub fn bytes(&self) -> u64 {
        self.arrived.iter().map(|(_, bytes)| bytes).sum()
    }

    /// Whether it goes over this direction of a cable; the router's cables are those to and from somebody who is no end of it.
    pub fn passes(&self, direction: Direction) -> bool {
        let (from, to) = (direction.from == self.from, Some(direction.to) == self.to);
        let (back, forth) = (Some(direction.from) == self.to, direction.to == self.from);
        (from || to) && !back && !forth
    }

    /// Bits a second that arrived, in the mean of the last `interval`.
    pub fn throughput(&self, interval: Span) -> Steps {
        rate(&self.arrived, interval)
    }

    /// Bits a second that became readable, in the mean of the last `interval`.
    pub fn goodput(&self, interval: Span) -> Steps {
        rate(&self.delivered, interval)
    }
}

fn rate(bytes: &[(Time, u64)], interval: Span) -> Steps {
    // What one byte within the interval is worth, in bits a second: rounded at the end it would be nicer, but whole numbers add up.
    let worth = |bytes: u64| u128::from(bytes) * 8_000_000_000 / u128::from(interval.0.max(1));
    let worth = |bytes: u64| u64::try_from(worth(bytes)).unwrap_or(u64::MAX);
    let more: Vec<_> = bytes.iter().map(|(at, bytes)| (*at, worth(*bytes))).collect();
    let less: Vec<_> = more.iter().map(|(at, bits)| (*at + interval, *bits)).collect();
    Steps::balance(&more, &less)
}

/// All flows while they are being watched.
#[derive(Debug, Default)]
pub(super) struct Flows {
    all: Vec<Flow>,
    of_tcb: BTreeMap<TcbId, usize>,
    of_ends: BTreeMap<(SocketAddr, SocketAddr), Vec<usize>>,
    of_hosts: BTreeMap<(Ipv4Addr, Ipv4Addr), usize>,
    /// Control blocks that were there after the last step.
    alive: Vec<TcbId>,
}

impl Flows {
    /// Looks at the control blocks after a step.
    pub(super) fn sample(&mut self, world: &World) {
        let now = world.now();
        let mut seen = Vec::with_capacity(self.alive.len());
        for (host, id, tcb) in world.variables() {
            seen.push(id);
            let flow = *self.of_tcb.entry(id).or_insert_with(|| {
                self.all.push(empty(host, (tcb.local, tcb.remote), Some(Sender::new(tcb.iss)), now));
                self.of_ends.entry((tcb.local, tcb.remote)).or_default().push(self.all.len() - 1);
                self.all.len() - 1
            });
            if let Some(sender) = self.all.get_mut(flow).and_then(|flow| flow.sender.as_mut()) {
                sender.sample(now, Some(tcb));
            }
        }
        for gone in core::mem::replace(&mut self.alive, seen) {
            if !self.alive.contains(&gone)
                && let Some(sender) = self.sender(gone)
            {
                sender.sample(now, None);
            }
        }
    }

    /// Adds what the trace tells.
    pub(super) fn finish(mut self, trace: &Trace) -> Vec<Flow> {
        for span in trace.packets() {
            self.sent(trace, span);
        }
        for event in trace.events() {
            match &event.kind {
                EventKind::Arrived { id, .. } => {
                    if let Some(span) = trace.packet(*id) {
                        self.arrived(span, event.at);
                    }
                }
                EventKind::RttSample { tcb, sample, .. } => {
                    if let Some(sender) = self.sender(*tcb) {
                        sender.measured(event.at, *sample);
                    }
                }
                EventKind::DataReady { tcb, bytes } => {
                    if let Some(flow) = self.towards(*tcb, event.at) {
                        flow.delivered.push((event.at, u64::from(*bytes)));
                    }
                }
                EventKind::Reassembled { packet } => {
                    let hosts = (packet.ip.source, packet.ip.destination);
                    if let (Transport::Udp(datagram), Some(flow)) = (&packet.transport, self.between(hosts)) {
                        flow.delivered.push((event.at, u64::from(datagram.payload.len_u32())));
                    }
                }
                _ => {}
            }
        }
        for flow in &mut self.all {
            let host = trace.hosts().iter().position(|host| host.address == flow.destination.address);
            flow.to = host.and_then(|host| u32::try_from(host).ok()).map(HostId);
        }
        self.all
    }

    fn sender(&mut self, tcb: TcbId) -> Option<&mut Sender> {
        self.all.get_mut(*self.of_tcb.get(&tcb)?)?.sender.as_mut()
    }

    /// The datagrams from one address to another.
    fn between(&mut self, hosts: (Ipv4Addr, Ipv4Addr)) -> Option<&mut Flow> {
        self.all.get_mut(*self.of_hosts.get(&hosts)?)
    }

    /// The flow whose receiver a control block is; of several with the same ends the last that had begun.
    fn towards(&mut self, tcb: TcbId, at: Time) -> Option<&mut Flow> {
        let own = self.all.get(*self.of_tcb.get(&tcb)?)?;
        let same = self.of_ends.get(&(own.destination, own.source))?;
        let begun = |index: &&usize| self.all.get(**index).is_some_and(|flow| flow.begin <= at);
        let last = *same.iter().rev().find(begun)?;
        self.all.get_mut(last)
    }

    fn sent(&mut self, trace: &Trace, span: &PacketSpan) {
        if span.copy_of.is_some() {
            return;
        }
        if let Some(sender) = span.tcb.and_then(|tcb| self.sender(tcb)) {
            sender.sent(span);
        } else if is_datagram(span) && usize::try_from(span.name.from.0).is_ok_and(|from| from < trace.hosts().len()) {
            let (source, destination) = (span.packet.source(), span.packet.destination());
            let flows = &mut self.all;
            self.of_hosts.entry((source.address, destination.address)).or_insert_with(|| {
                flows.push(empty(span.name.from, (source, destination), None, span.sent_at));
                flows.len() - 1
            });
        }
    }

    fn arrived(&mut self, span: &PacketSpan, at: Time) {
        let bytes = u64::try_from(span.packet.wire_len()).unwrap_or_default();
        if is_datagram(span) {
            if let Some(flow) = self.between((span.packet.ip.source, span.packet.ip.destination)) {
                flow.arrived.push((at, bytes));
                if let Transport::Udp(datagram) = &span.packet.transport {
                    flow.delivered.push((at, u64::from(datagram.payload.len_u32())));
                }
            }
            return;
        }
        let Some(tcb) = span.tcb else { return };
        if let Some(flow) = self.of_tcb.get(&tcb).and_then(|flow| self.all.get_mut(*flow)) {
            flow.arrived.push((at, bytes));
        }
        let blocks = span.packet.segment().map(|segment| segment.options.sack.as_slice()).unwrap_or_default();
        if !blocks.is_empty()
            && matches!(span.fate, Fate::Arrived { .. })
            && let Some(sender) = self.towards(tcb, at).and_then(|flow| flow.sender.as_mut())
        {
            sender.reported(at, blocks);
        }
    }
}

fn is_datagram(span: &PacketSpan) -> bool {
    match &span.packet.transport {
        Transport::Udp(_) => true,
        Transport::Fragment(piece) => piece.protocol == UDP,
        Transport::Tcp(_) | Transport::Icmp(_) => false,
    }
}

fn empty(from: HostId, (source, destination): (SocketAddr, SocketAddr), sender: Option<Sender>, begin: Time) -> Flow {
    let (to, link_rate_bps) = (None, None);
    let (arrived, delivered) = (Vec::new(), Vec::new());
    Flow { from, to, source, destination, sender, link_rate_bps, arrived, delivered, begin }
}
