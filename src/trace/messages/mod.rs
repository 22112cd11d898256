//! Messages: what programs say to each other, whatever it took to carry it. A message is the bytes of one sending call; it has been read when a
//! program at the other end has received its last byte.
//!
//! TCP knows no messages, so a reader may get two at once or half of one; what is told here is the sender's view of where one ends.

mod first_line;
mod sockets;
mod streams;

pub use first_line::first_line;
pub use sockets::{Kind, SocketLife};

use super::run::Run;
use crate::sim::ids::HostId;
use crate::sim::socket::{Call, Outcome};
use crate::sim::{Actor, EventId, EventKind, TcbId};
use crate::trace::{Fate, PacketSpan};
use crate::wire::{Payload, SocketAddr, Transport};
use sockets::Sockets;
use std::collections::BTreeMap;

/// A program: its host, and its number there.
pub type Who = (HostId, u32);

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Who said it.
    pub from: Who,
    /// The host that it goes to, if there is one with the address.
    pub to: Option<HostId>,
    /// The program there that read it.
    pub reader: Option<u32>,
    /// From here.
    pub local: SocketAddr,
    /// To there.
    pub remote: SocketAddr,
    /// It went over TCP; otherwise it was a datagram.
    pub stream: bool,
    /// It goes back to who asked: to the end that opened the connection, or that sent a datagram here before.
    pub answers: bool,
    /// What was said.
    pub bytes: Payload,
    /// The event of the call.
    pub made: EventId,
    /// The event at which its first packet left.
    pub left: Option<EventId>,
    /// The event at which all of it was where its reader is.
    pub arrived: Option<EventId>,
    /// The event at which the last of it was read.
    pub read: Option<EventId>,
    /// The event at which a datagram was lost: nobody sends it again.
    pub lost: Option<EventId>,
    /// How many packets carried it, those that were sent again included.
    pub packets: u32,
    /// How many of them were sent again.
    pub again: u32,
}

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It has not been said.
    ToCome,
    /// It waits where it was said, as TCP may not send it yet.
    Waits,
    /// It is on its way.
    OnTheWay,
    /// It is there, but nobody has read it.
    Unread,
    /// It has been read.
    Read,
    /// It was lost for good.
    Lost,
}

impl Message {
    /// Where it is at a position.
    pub fn stage_at(&self, position: u32) -> Stage {
        let is_past = |event: Option<EventId>| event.is_some_and(|event| event.0 < position);
        match () {
            () if self.made.0 >= position => Stage::ToCome,
            () if is_past(self.read) => Stage::Read,
            () if is_past(self.lost) => Stage::Lost,
            () if is_past(self.arrived) => Stage::Unread,
            () if is_past(self.left) => Stage::OnTheWay,
            () => Stage::Waits,
        }
    }

    /// The position at which it was over: read, or lost, or as far as it came.
    pub fn over(&self) -> u32 {
        let last = self.read.or(self.lost).or(self.arrived).or(self.left);
        last.unwrap_or(self.made).0 + 1
    }
}

/// What programs said, in the order in which they said it, and the sockets that they had.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    /// The messages.
    pub messages: Vec<Message>,
    /// The sockets.
    pub sockets: Vec<SocketLife>,
}

/// The talk of a run.
pub fn talk(run: &Run) -> Talk {
    let trace = run.trace();
    let mut walk =
        Walk { run, sockets: Sockets::new(trace), drafts: Vec::new(), received: BTreeMap::new(), got: Vec::new() };
    for (id, event) in trace.numbered() {
        walk.take(id, event.actor, &event.kind, event.cause);
    }
    let Walk { sockets, drafts, got, .. } = walk;
    let mut messages = streams::messages(trace, &drafts, &got);
    messages.extend(datagrams(run, &drafts, &got));
    messages.sort_by_key(|message| message.made);
    Talk { messages, sockets: sockets.done() }
}

/// A sending call.
struct Draft {
    who: Who,
    made: EventId,
    /// The control block of a connection; none for a datagram.
    tcb: Option<TcbId>,
    bytes: Payload,
    /// It was refused: nothing was said.
    failed: bool,
}

/// Something that a program received.
struct Got {
    who: Who,
    /// The control block of a connection; none for a datagram.
    tcb: Option<TcbId>,
    /// The sender, where the call told it.
    from: Option<SocketAddr>,
    data: Payload,
    event: EventId,
}

/// Goes through a run once.
struct Walk<'a> {
    run: &'a Run,
    sockets: Sockets,
    drafts: Vec<Draft>,
    /// What each program received last.
    received: BTreeMap<Who, Payload>,
    got: Vec<Got>,
}

impl Walk<'_> {
    fn take(&mut self, id: EventId, actor: Actor, kind: &EventKind, cause: Option<EventId>) {
        match (kind, actor) {
            (EventKind::Called { call }, Actor::Program(host, program)) => self.called((host, program), id, call),
            (EventKind::Returned { call, outcome }, Actor::Program(host, program)) => {
                self.returned((host, program), id, *call, outcome);
            }
            (EventKind::Exited, Actor::Program(host, program)) => self.sockets.exit((host, program), id),
            (EventKind::State { tcb, from, to }, Actor::Stack(host)) => {
                let call = cause.and_then(|cause| self.run.trace().event(cause));
                let by = call.and_then(|event| match (&event.kind, event.actor) {
                    (EventKind::Called { call }, Actor::Program(host, program)) => Some(((host, program), &**call)),
                    _ => None,
                });
                self.sockets.state(host, *tcb, (*from, *to), by, id);
            }
            _ => {}
        }
    }

    fn called(&mut self, who: Who, id: EventId, call: &Call) {
        self.sockets.call(who, id, call);
        let bytes = match call {
            Call::Send { data, .. } | Call::SendTo { data, .. } => data.clone(),
            _ => match call.answer(self.received.get(&who).map_or(&[], |data| &**data)) {
                Some(bytes) => Payload::from(bytes),
                None => return,
            },
        };
        let Some(socket) = sockets::variable(call).and_then(|name| self.sockets.open(who, name)) else { return };
        let tcb = socket.tcb.filter(|_| socket.kind == Kind::Stream);
        if tcb.is_some() || socket.kind == Kind::Datagram {
            self.drafts.push(Draft { who, made: id, tcb, bytes, failed: false });
        }
    }

    fn returned(&mut self, who: Who, id: EventId, call: EventId, outcome: &Outcome) {
        let Some(EventKind::Called { call: made }) = self.run.trace().event(call).map(|event| &event.kind) else {
            return;
        };
        let (data, from) = match outcome {
            Outcome::Received { data } => (data, None),
            Outcome::ReceivedFrom { data, from } => (data, Some(*from)),
            Outcome::Failed { .. } => {
                if let Some(draft) = self.drafts.iter_mut().rev().find(|draft| draft.made == call) {
                    draft.failed = true;
                }
                return self.sockets.fail(who, made);
            }
            Outcome::Done => return self.sockets.accept(who, id, made),
            _ => return,
        };
        self.received.insert(who, data.clone());
        let socket = sockets::variable(made).and_then(|name| self.sockets.open(who, name));
        let tcb = socket.filter(|socket| socket.kind == Kind::Stream).and_then(|socket| socket.tcb);
        self.got.push(Got { who, tcb, from, data: data.clone(), event: id });
    }
}

/// The messages that were datagrams.
fn datagrams(run: &Run, drafts: &[Draft], got: &[Got]) -> Vec<Message> {
    let trace = run.trace();
    let mut carriers: BTreeMap<EventId, Vec<&PacketSpan>> = BTreeMap::new();
    let datagram = |span: &&PacketSpan| matches!(span.packet.transport, Transport::Udp(_) | Transport::Fragment(_));
    for span in trace.packets().iter().filter(datagram) {
        if let Some(cause) = trace.event(span.sent).and_then(|event| event.cause) {
            carriers.entry(cause).or_default().push(span);
        }
    }
    let mut messages: Vec<Message> = Vec::new();
    for draft in drafts.iter().filter(|draft| draft.tcb.is_none()) {
        let Some(spans) = carriers.get(&draft.made) else { continue };
        let Some(first) = spans.first() else { continue };
        let (local, remote) = ends(trace, draft, first);
        let whole = spans.iter().all(|span| matches!(span.fate, Fate::Arrived { .. } | Fate::Cut { .. }));
        let lost =
            spans.iter().filter(|span| matches!(span.fate, Fate::Lost { .. })).filter_map(|span| span.end_event());
        let answers = messages.iter().any(|other| (other.local, other.remote) == (remote, local));
        messages.push(Message {
            from: draft.who,
            to: trace.host_at(remote.address),
            reader: None,
            local,
            remote,
            stream: false,
            answers,
            bytes: draft.bytes.clone(),
            made: draft.made,
            left: Some(first.sent),
            arrived: if whole { spans.iter().filter_map(|span| span.end_event()).max() } else { None },
            read: None,
            lost: if whole { None } else { lost.min() },
            packets: u32::try_from(spans.iter().filter(|span| span.copy_of.is_none()).count()).unwrap_or(u32::MAX),
            again: 0,
        });
    }
    for got in got.iter().filter(|got| got.tcb.is_none()) {
        let is_it = |message: &&mut Message| {
            message.read.is_none()
                && message.made < got.event
                && message.to == Some(got.who.0)
                && got.from.is_none_or(|from| from == message.local)
                && message.bytes.starts_with(&got.data)
        };
        if let Some(message) = messages.iter_mut().find(is_it) {
            (message.read, message.reader, message.lost) = (Some(got.event), Some(got.who.1), None);
        }
    }
    messages
}

/// Between which sockets a datagram goes. A piece of one does not say its ports.
fn ends(trace: &super::Trace, draft: &Draft, first: &PacketSpan) -> (SocketAddr, SocketAddr) {
    if let Transport::Udp(_) = first.packet.transport {
        return (first.packet.source(), first.packet.destination());
    }
    let ip = &first.packet.ip;
    let port = match trace.event(draft.made).map(|event| &event.kind) {
        Some(EventKind::Called { call }) => match &**call {
            Call::SendTo { port, .. } => *port,
            _ => 0,
        },
        _ => 0,
    };
    (SocketAddr { address: ip.source, port: 0 }, SocketAddr { address: ip.destination, port })
}

#[cfg(test)]
mod tests;
