//! Connections on which nothing happens: asking whether the peer is still there (RFC 9293 3.8.4), and forgetting one that its program has
//! closed and its peer does not finish.

use super::config::WHOLE;
use super::effect::Effects;
use super::failure::Failure;
use super::state::State;
use super::tcb::Endpoint;
use super::timers::TimerKind;
use crate::sim::time::Time;
use crate::wire::{Flags, Payload};

const RULE: &str = "RFC 9293 3.8.4";

impl Endpoint {
    /// The connection is open: from now on silence is counted.
    pub(super) fn begin_listening_for_silence(&mut self, now: Time, effects: &mut Effects) {
        if let Some(keep_alive) = self.config.keep_alive.filter(|_| WHOLE) {
            self.start(TimerKind::KeepAlive, now + keep_alive.idle, RULE, effects);
        }
    }

    /// Something came from the peer.
    pub(super) fn heard(&mut self, now: Time) {
        self.last_heard = now;
        self.tcb.keep_alives = 0;
    }

    /// The keep-alive timer fired. It is not moved by every segment: only here is looked how long the silence has been.
    pub(super) fn ask_whether_alive(&mut self, now: Time, effects: &mut Effects) {
        let Some(keep_alive) = self.config.keep_alive.filter(|_| WHOLE) else { return };
        let idle_until = self.last_heard + keep_alive.idle;
        if self.tcb.keep_alives == 0 && idle_until > now {
            self.start(TimerKind::KeepAlive, idle_until, RULE, effects);
            return;
        }
        // What is in flight is watched over already.
        if self.in_flight.is_empty() {
            if self.tcb.keep_alives >= keep_alive.probes {
                self.reset(RULE, now, effects);
                self.failure = Some(Failure::TimedOut);
                return;
            }
            self.tcb.keep_alives += 1;
            let segment = self.segment(self.tcb.snd_nxt - 1_u32, Flags::ACK, Payload::empty(), now);
            effects.send(segment, RULE);
        }
        self.start(TimerKind::KeepAlive, now + keep_alive.interval, RULE, effects);
    }

    /// Nobody reads any more, and the peer has all we sent: it gets so long to finish.
    pub(super) fn limit_fin_wait_2(&mut self, now: Time, effects: &mut Effects) {
        let Some(limit) = self.config.fin_wait_2.filter(|_| self.is_orphan() && self.tcb.state == State::FinWait2)
        else {
            return;
        };
        if self.deadline(TimerKind::FinWait2).is_none() {
            self.start(TimerKind::FinWait2, now + limit, "RFC 9293 3.6.1", effects);
        }
    }
}
