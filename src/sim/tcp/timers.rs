//! The timers of a connection: at most one of each kind, each with its deadline.

use super::tcb::Endpoint;
use crate::sim::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimerKind {
    /// The one retransmission timer (RFC 6298 section 5).
    Retransmission,
    /// A question whether a shut window has opened (RFC 9293 3.8.6.1).
    Persist,
    /// An ACK that waits (RFC 9293 3.8.6.3).
    DelayedAck,
    /// A question whether the peer is still there (RFC 9293 3.8.4).
    KeepAlive,
    /// The end of FIN-WAIT-2 for a socket that its program has closed.
    FinWait2,
    /// 2 MSL in TIME-WAIT (RFC 9293 3.4.2).
    TimeWait,
    /// What may have been overtaken on its way gets so long before it is taken to be lost (RFC 8985 6.2).
    Reordering,
    /// So long nothing may come before a probe is sent (RFC 8985 7.2).
    LossProbe,
}

impl TimerKind {
    /// Every kind.
    pub const ALL: [TimerKind; 8] = [
        TimerKind::Retransmission,
        TimerKind::Persist,
        TimerKind::DelayedAck,
        TimerKind::KeepAlive,
        TimerKind::FinWait2,
        TimerKind::TimeWait,
        TimerKind::Reordering,
        TimerKind::LossProbe,
    ];

    /// Lower case, for links, ids and texts.
    pub fn id(self) -> &'static str {
        match self {
            TimerKind::Retransmission => "retransmission",
            TimerKind::Persist => "persist",
            TimerKind::DelayedAck => "delayed-ack",
            TimerKind::KeepAlive => "keep-alive",
            TimerKind::FinWait2 => "fin-wait",
            TimerKind::TimeWait => "time-wait",
            TimerKind::Reordering => "reordering",
            TimerKind::LossProbe => "loss-probe",
        }
    }
}

/// How late a timer of Linux may be: it counts ticks, and never fires before its time.
const LINUX_TICK: Span = Span::millis(4);

impl Endpoint {
    /// How long after its deadline a timer may still be forestalled by what arrives.
    pub fn may_be_late(&self) -> Span {
        if self.config.is_linux() { LINUX_TICK } else { Span(0) }
    }
}

/// The deadlines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Timers {
    retransmission: Option<Time>,
    persist: Option<Time>,
    delayed_ack: Option<Time>,
    keep_alive: Option<Time>,
    fin_wait_2: Option<Time>,
    time_wait: Option<Time>,
    reordering: Option<Time>,
    loss_probe: Option<Time>,
}

impl Timers {
    /// When the timer is due, if it runs.
    pub fn deadline(&self, kind: TimerKind) -> Option<Time> {
        match kind {
            TimerKind::Retransmission => self.retransmission,
            TimerKind::Persist => self.persist,
            TimerKind::DelayedAck => self.delayed_ack,
            TimerKind::KeepAlive => self.keep_alive,
            TimerKind::FinWait2 => self.fin_wait_2,
            TimerKind::TimeWait => self.time_wait,
            TimerKind::Reordering => self.reordering,
            TimerKind::LossProbe => self.loss_probe,
        }
    }

    /// Starts, moves or stops a timer. Gives what it was before.
    pub fn set(&mut self, kind: TimerKind, deadline: Option<Time>) -> Option<Time> {
        let slot = match kind {
            TimerKind::Retransmission => &mut self.retransmission,
            TimerKind::Persist => &mut self.persist,
            TimerKind::DelayedAck => &mut self.delayed_ack,
            TimerKind::KeepAlive => &mut self.keep_alive,
            TimerKind::FinWait2 => &mut self.fin_wait_2,
            TimerKind::TimeWait => &mut self.time_wait,
            TimerKind::Reordering => &mut self.reordering,
            TimerKind::LossProbe => &mut self.loss_probe,
        };
        core::mem::replace(slot, deadline)
    }
}
