//! What can be changed in the midst of a run: what an administrator or a program can change on a living host, and what can happen to a
//! cable. Until then the run is the same as without the change.

use super::ids::HostId;
use super::link::LinkConfig;
use super::tcp::{AckPolicy, Choices, Growth, LossRecovery, Nagle, TcpConfig};
use super::time::{Span, Time};
use serde::Serialize;

/// How long an ACK may wait where Linux does not decide.
const ACK_WAIT: Span = Span::millis(200);

/// One setting, and what it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// How the congestion window grows (Linux: `TCP_CONGESTION`).
    Growth(Growth),
    /// What three duplicate ACKs do without SACK.
    LossRecovery(LossRecovery),
    /// Whether small segments wait (`TCP_NODELAY` is its contrary).
    Nagle(bool),
    /// Whether ACKs wait (Linux: `TCP_QUICKACK` is its contrary).
    DelayedAck(bool),
    /// Whether new connections offer SACK (Linux: `tcp_sack`).
    Sack(bool),
    /// Whether the window begins anew after a pause (Linux: `tcp_slow_start_after_idle`).
    RestartAfterIdle(bool),
    /// Bits a second.
    RateBps(u64),
    /// From one end of the cable to the other.
    Delay(Span),
    /// How many packets may wait before the cable.
    QueuePackets(u32),
    /// Packets lost at random, in a million.
    LossPerMillion(u32),
}

/// A change in the midst of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When. At the same time it comes before everything but what was there from the beginning.
    pub at: Time,
    /// Of which host, or of whose cable; none: of all.
    pub host: Option<HostId>,
    /// What changes.
    pub settings: Vec<Setting>,
}

impl Setting {
    /// Whether it is about a cable; otherwise it is about a host's TCP.
    pub fn is_of_cable(self) -> bool {
        matches!(self, Setting::RateBps(_) | Setting::Delay(_) | Setting::QueuePackets(_) | Setting::LossPerMillion(_))
    }

    /// The standard that describes it.
    pub(super) fn rule(self) -> Option<&'static str> {
        Some(match self {
            Setting::Growth(Growth::Cubic) => "RFC 9438",
            Setting::Growth(Growth::Linear) => "RFC 5681 3.1",
            Setting::LossRecovery(LossRecovery::NewReno) => "RFC 6582",
            Setting::LossRecovery(_) => "RFC 5681 3.2",
            Setting::Nagle(_) => "RFC 9293 3.7.4",
            Setting::DelayedAck(_) => "RFC 9293 3.8.6.3",
            Setting::Sack(_) => "RFC 2018",
            Setting::RestartAfterIdle(_) => "RFC 5681 4.1",
            _ => return None,
        })
    }

    /// Changes a host's TCP, or one connection's.
    pub(super) fn apply(self, config: &mut TcpConfig) {
        let linux = config.choices == Choices::Linux;
        match self {
            Setting::Growth(growth) => config.growth = growth,
            Setting::LossRecovery(recovery) => config.loss_recovery = recovery,
            Setting::Nagle(false) => config.nagle = Nagle::Off,
            Setting::Nagle(true) => config.nagle = if linux { Nagle::SmallOnly } else { Nagle::Rfc896 },
            Setting::DelayedAck(false) => config.ack_policy = AckPolicy::Immediate,
            Setting::DelayedAck(true) if linux => config.ack_policy = AckPolicy::Linux,
            Setting::DelayedAck(true) => config.ack_policy = AckPolicy::Delayed { timeout: ACK_WAIT },
            Setting::Sack(sack) => config.sack = sack,
            Setting::RestartAfterIdle(restart) => config.restart_after_idle = restart,
            _ => {}
        }
    }

    /// Changes a direction of a cable. What is on its way, or waits, goes as it was.
    pub(super) fn apply_to_cable(self, config: &mut LinkConfig) {
        match self {
            Setting::RateBps(rate) => config.rate_bps = rate,
            Setting::Delay(delay) => config.delay = delay,
            Setting::QueuePackets(packets) => config.queue_packets = packets,
            Setting::LossPerMillion(share) => config.loss_per_million = share,
            _ => {}
        }
    }
}
