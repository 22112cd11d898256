//! What can happen in a run: the vocabulary that the simulator writes and every view reads.
//!
//! An event has a time, an actor, a cause and, where a standard asks for it, a rule. It names what happened and with what
//! arguments; the words for it belong to the languages.

use super::socket::{Call, Outcome};
use super::tcp::{Discard, State, TimerKind};
use super::time::{Span, Time};
use super::turn::Setting;
use crate::sim::fault::PacketName;
use crate::sim::ids::{Direction, EventId, HostId, PacketId, TcbId};
use crate::wire::Packet;
use crate::wire::edit::{Edit, Sums};
use serde::Serialize;
use std::rc::Rc;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A host's TCP/IP stack.
    Stack(HostId),
    /// A program on a host: the host and the program's number there.
    Program(HostId, u32),
    /// The link, in one direction.
    Link(Direction),
    /// The simulation itself.
    World,
}

/// Why a packet did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// A fault of the scenario asked for it: its number in the list.
    Fault(u32),
    /// The link loses a share of its packets at random, and this was one.
    Random,
    /// The queue before the link was full.
    QueueFull,
    /// The cable was pulled before the packet could be sent, or while it was on its way.
    Cable,
    /// Too large for the next link, and not to be fragmented.
    TooLarge,
    /// The last hop was used up at a router.
    TimeToLive,
    /// No host has the address.
    NoRoute,
    /// The router found the header's checksum wrong.
    Damaged,
    /// The receiving host's firewall throws away what arrives.
    Firewall,
}

impl DropReason {
    /// Lower case, for ids and texts.
    pub fn id(self) -> &'static str {
        match self {
            DropReason::Fault(_) => "fault",
            DropReason::Random => "random",
            DropReason::QueueFull => "queue-full",
            DropReason::Cable => "cable",
            DropReason::TooLarge => "too-large",
            DropReason::TimeToLive => "time-to-live",
            DropReason::NoRoute => "no-route",
            DropReason::Damaged => "damaged",
            DropReason::Firewall => "firewall",
        }
    }
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// Nothing more is going to happen.
    Quiet,
    /// The scenario's time is over.
    TimeLimit,
    /// There were as many events as one run may have.
    EventLimit,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A program made a socket call.
    Called {
        /// The call.
        call: Rc<Call>,
    },
    /// The call returned, at once or after it had blocked.
    Returned {
        /// The event at which it was made.
        call: EventId,
        /// What it returned.
        outcome: Outcome,
    },
    /// A program ended; its descriptors are closed.
    Exited,
    /// A control block changed its state.
    State {
        /// Which control block.
        tcb: TcbId,
        /// From this state.
        from: State,
        /// To this one.
        to: State,
    },
    /// A packet was handed to the link.
    Sent {
        /// Its number.
        id: PacketId,
        /// What it is called.
        name: PacketName,
        /// The packet.
        packet: Rc<Packet>,
        /// The control block that sent it; none for a host's answer to a segment that belongs to nobody.
        tcb: Option<TcbId>,
        /// How many packets waited before it in the link's queue.
        queued: u32,
    },
    /// The router passed a packet on to the next link.
    Forwarded {
        /// Its number.
        id: PacketId,
        /// How many packets waited before it in that link's queue.
        queued: u32,
    },
    /// The router cut a packet that is too large for the next link to pieces.
    Cut {
        /// Its number.
        id: PacketId,
    },
    /// A packet came to the other end.
    Arrived {
        /// Its number.
        id: PacketId,
        /// The packet as it is now, if the way has changed it: hops used up, marked, a bit wrong.
        changed: Option<Rc<Packet>>,
    },
    /// The link delivers a packet twice.
    Duplicated {
        /// Its number.
        id: PacketId,
        /// The number of the copy.
        copy: PacketId,
        /// The fault that asked for it; none if it was chance.
        fault: Option<u32>,
    },
    /// A bit of a packet was changed on the way.
    Corrupted {
        /// Its number.
        id: PacketId,
        /// Which bit, counted from the first of the IPv4 header.
        bit: u32,
        /// The fault that asked for it; none if it was chance.
        fault: Option<u32>,
    },
    /// A router marked a packet: congestion experienced (RFC 3168 5).
    Marked {
        /// Its number.
        id: PacketId,
        /// The fault that asked for it; none if it was a long queue.
        fault: Option<u32>,
    },
    /// The network holds a packet until the scenario lets it go.
    Held {
        /// Its number.
        id: PacketId,
        /// The fault that asked for it.
        fault: u32,
    },
    /// The cable was cut, or mended.
    Cable {
        /// It was cut.
        cut: bool,
    },
    /// The pieces of a packet are all there.
    Reassembled {
        /// The packet.
        packet: Rc<Packet>,
    },
    /// A packet was lost.
    Dropped {
        /// Its number.
        id: PacketId,
        /// Why.
        reason: DropReason,
    },
    /// The link held a packet up.
    Delayed {
        /// Its number.
        id: PacketId,
        /// For how long, beyond the link's own delay.
        by: Span,
        /// The fault that asked for it; none if it was chance.
        fault: Option<u32>,
    },
    /// A segment was not used.
    Discarded {
        /// The control block it was for, if there is one.
        tcb: Option<TcbId>,
        /// Why.
        reason: Discard,
    },
    /// A timer was started or restarted.
    TimerSet {
        /// Whose.
        tcb: TcbId,
        /// Which.
        timer: TimerKind,
        /// When it will fire.
        deadline: Time,
    },
    /// A timer was stopped.
    TimerStopped {
        /// Whose.
        tcb: TcbId,
        /// Which.
        timer: TimerKind,
    },
    /// A timer fired.
    TimerFired {
        /// Whose.
        tcb: TcbId,
        /// Which.
        timer: TimerKind,
    },
    /// A round trip was measured.
    RttSample {
        /// Whose.
        tcb: TcbId,
        /// The sample.
        sample: Span,
        /// The timeout that follows.
        rto: Span,
    },
    /// The retransmission timeout changed without a measurement: doubled, or set anew after a lost SYN.
    RtoChanged {
        /// Whose.
        tcb: TcbId,
        /// The timeout now.
        rto: Span,
    },
    /// The congestion window or the threshold changed.
    Congestion {
        /// Whose.
        tcb: TcbId,
        /// In bytes.
        cwnd: u32,
        /// In bytes.
        ssthresh: u32,
    },
    /// The path takes packets of this size at most (RFC 1191).
    PathMtu {
        /// Whose.
        tcb: TcbId,
        /// In bytes.
        mtu: u16,
    },
    /// Data became readable.
    DataReady {
        /// Whose.
        tcb: TcbId,
        /// How many bytes.
        bytes: u32,
    },
    /// The run ended.
    Ended {
        /// Why.
        reason: EndReason,
    },
    /// A field of a packet was changed on the way.
    Edited {
        /// Its number.
        id: PacketId,
        /// The field, and what it is now.
        edit: Edit,
        /// What it was before.
        before: u32,
        /// Its checksums, where they do not follow from the rest.
        sums: Sums,
        /// The fault that asked for it.
        fault: u32,
    },
    /// The scenario changed something in the midst of the run.
    Turned {
        /// The number of the change in the scenario's list.
        turn: u32,
        /// What is what now.
        setting: Setting,
    },
}

/// One event of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// When.
    #[serde(rename = "at_ns")]
    pub at: Time,
    /// Who.
    pub actor: Actor,
    /// The event that it follows from.
    pub cause: Option<EventId>,
    /// The RFC and section that ask for it.
    pub rule: Option<&'static str>,
    /// What.
    pub kind: EventKind,
}
