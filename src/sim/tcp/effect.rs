//! What an endpoint wants done, and what changed in it.

use super::state::State;
use super::timers::TimerKind;
use crate::sim::time::{Span, Time};
use crate::wire::Segment;
use serde::Serialize;

/// Why an arriving segment had no effect on the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Discard {
    /// None of its sequence numbers is in the receive window (3.10.7.4, first).
    OutsideWindow,
    /// It acknowledges something that was never sent (3.10.7.3, 3.10.7.4, fifth).
    AckOfNothing,
    /// An ACK that is too old to be true (RFC 5961 5.2).
    AckTooOld,
    /// An RST whose number is not exactly the next one expected (RFC 5961 3.2).
    ResetNotExact,
    /// A SYN inside an existing connection (RFC 5961 4.2).
    SynInConnection,
    /// No ACK where there must be one (3.10.7.4, fifth).
    NoAck,
    /// Neither SYN nor RST while waiting for a SYN (3.10.7.3, fifth).
    NoSyn,
    /// No timestamp where every segment must have one (RFC 7323 3.2).
    NoTimestamp,
    /// A timestamp older than one that came before: a segment of long ago (PAWS, RFC 7323 5.3).
    OldTimestamp,
    /// The accept queue of the listening socket is full.
    BacklogFull,
    /// An RST, to which nothing is answered.
    StrayReset,
    /// A checksum is wrong, or nothing can be made of the bytes.
    Damaged,
    /// It is addressed to another host.
    NotForUs,
    /// The datagrams that wait for the reader fill the buffer of the socket.
    BufferFull,
    /// Not all fragments came in time (RFC 791 3.2).
    Incomplete,
    /// An ICMP message about nothing that is under way.
    StrayMessage,
}

impl Discard {
    /// Lower case, for ids and texts.
    pub fn id(self) -> &'static str {
        match self {
            Discard::OutsideWindow => "outside-window",
            Discard::AckOfNothing => "ack-of-nothing",
            Discard::AckTooOld => "ack-too-old",
            Discard::ResetNotExact => "reset-not-exact",
            Discard::SynInConnection => "syn-in-connection",
            Discard::NoAck => "no-ack",
            Discard::NoSyn => "no-syn",
            Discard::NoTimestamp => "no-timestamp",
            Discard::OldTimestamp => "old-timestamp",
            Discard::BacklogFull => "backlog-full",
            Discard::Damaged => "damaged",
            Discard::NotForUs => "not-for-us",
            Discard::BufferFull => "buffer-full",
            Discard::Incomplete => "incomplete",
            Discard::StrayMessage => "stray-message",
            Discard::StrayReset => "stray-reset",
        }
    }
}

/// One effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this segment. `transmission` is 1 the first time, 2 when it is sent again, and so on.
    Send {
        /// The segment.
        segment: Segment,
        /// Which time it is sent.
        transmission: u8,
        /// Whether its packet says that the transport is ECN-capable (RFC 3168 5, 6.1).
        ect: bool,
    },
    /// The path takes packets of this size at most (RFC 1191).
    PathMtu {
        /// In bytes.
        mtu: u16,
    },
    /// The state changed.
    State {
        /// From this state.
        from: State,
        /// To this one.
        to: State,
    },
    /// A timer was started or restarted.
    TimerSet {
        /// Which.
        timer: TimerKind,
        /// When it will fire.
        deadline: Time,
    },
    /// A timer that was running was stopped.
    TimerStopped {
        /// Which.
        timer: TimerKind,
    },
    /// A round trip was measured (RFC 6298 section 2).
    RttSample {
        /// The sample.
        sample: Span,
        /// The timeout that follows from it.
        rto: Span,
    },
    /// The retransmission timeout changed without a measurement: doubled (RFC 6298 5.5), or after a lost SYN (5.7).
    RtoChanged {
        /// The timeout now.
        rto: Span,
    },
    /// The congestion window or the slow start threshold changed.
    Congestion {
        /// In bytes.
        cwnd: u32,
        /// In bytes.
        ssthresh: u32,
    },
    /// Data arrived in order and waits for the reader.
    DataReady {
        /// How many bytes became readable.
        bytes: u32,
    },
    /// The segment that arrived was not used.
    Discarded {
        /// Why.
        reason: Discard,
    },
}

/// Effects in the order in which they came about, each with its rule.
#[derive(Clone, Debug, Default)]
pub struct Effects(Vec<(Effect, &'static str)>);

impl Effects {
    /// Adds an effect and the section that asks for it.
    pub fn push(&mut self, effect: Effect, rule: &'static str) {
        self.0.push((effect, rule));
    }

    /// Send a segment that carries nothing to be sent again.
    pub fn send(&mut self, segment: Segment, rule: &'static str) {
        self.push(Effect::Send { segment, transmission: 1, ect: false }, rule);
    }

    /// The segment that arrived was not used.
    pub fn discard(&mut self, reason: Discard, rule: &'static str) {
        self.push(Effect::Discarded { reason }, rule);
    }

    /// Takes all effects.
    pub fn drain(&mut self) -> std::vec::Drain<'_, (Effect, &'static str)> {
        self.0.drain(..)
    }

    /// The effects so far.
    pub fn iter(&self) -> impl Iterator<Item = &(Effect, &'static str)> {
        self.0.iter()
    }
}
