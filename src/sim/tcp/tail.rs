//! The end of a flight (RFC 8985 7, TLP): if nothing comes for two round trips, one segment is sent to bring about an ACK, so that a loss at
//! the very end is repaired like any other and not after a timeout.
//!
//! Also says which of three timers runs while something is in flight: this one, the one for reordering, or the retransmission timer. Only
//! one of them does (8).

use super::config::WHOLE;
use super::effect::Effects;
use super::options::duplicate_report;
use super::rack::LINUX_LEAST;
use super::recovery::Phase;
use super::tcb::Endpoint;
use super::timers::TimerKind;
use crate::sim::time::{Span, Time};
use crate::wire::{Flags, Segment, SeqNum};
use serde::Serialize;

/// How long the peer may hold back the ACK of a single segment (7.2: `TLP.max_ack_delay`); Linux allows as much.
const ACK_DELAY_MOST: Span = Span::millis(200);

/// How long to wait where no round trip has been measured (7.2).
const WITHOUT_SAMPLE: Span = Span::seconds(1);

/// A probe that has been sent and whose outcome is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Probe {
    /// `TLP.end_seq`: SND.NXT after it.
    pub end: SeqNum,
    /// `TLP.is_retrans`: it was sent before.
    pub again: bool,
}

/// What is remembered of probes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tail {
    /// The one that is out: at most one is.
    pub probe: Option<Probe>,
    /// A round trip has been measured since the last one.
    pub(super) measured: bool,
    /// Since when the retransmission timer would run, if it did.
    pub(super) since: Time,
    /// A timer is to be set for what is in flight.
    pub(super) unsettled: bool,
}

impl Endpoint {
    /// Starts one of the three and stops the others (8).
    pub(super) fn start_alone(&mut self, timer: TimerKind, deadline: Time, rule: &'static str, effects: &mut Effects) {
        self.stop_all_but(Some(timer), rule, effects);
        self.start(timer, deadline, rule, effects);
    }

    /// Nothing is in flight, or one of them is about to be started.
    pub(super) fn stop_all_but(&mut self, timer: Option<TimerKind>, rule: &'static str, effects: &mut Effects) {
        for other in [TimerKind::Retransmission, TimerKind::Reordering, TimerKind::LossProbe] {
            if timer != Some(other) {
                self.stop(other, rule, effects);
            }
        }
    }

    /// Something new is acknowledged while more is in flight: its time begins anew (RFC 6298 5.3).
    pub(super) fn time_anew(&mut self, now: Time, effects: &mut Effects) {
        if self.uses_rack() {
            (self.tcb.tail.since, self.tcb.tail.unsettled) = (now, true);
        } else {
            self.start_alone(TimerKind::Retransmission, now + self.tcb.rto.current(), "RFC 6298 5.3", effects);
        }
    }

    /// A segment is sent: it is timed, unless something is already (RFC 6298 5.1). A probe waits for the last one (RFC 8985 7.2).
    pub(super) fn time_what_is_sent(&mut self, now: Time, effects: &mut Effects) {
        if self.deadline(TimerKind::Retransmission).or(self.deadline(TimerKind::Reordering)).is_some() {
            return;
        }
        if !self.uses_rack() {
            self.start(TimerKind::Retransmission, now + self.tcb.rto.current(), "RFC 6298 5.1", effects);
            return;
        }
        if self.deadline(TimerKind::LossProbe).is_none() {
            self.tcb.tail.since = now;
        }
        self.tcb.tail.unsettled = true;
    }

    /// After everything that may be sent has been sent: sets the timer that was put off until then.
    pub(super) fn settle_timer(&mut self, now: Time, effects: &mut Effects) {
        let settled = !core::mem::take(&mut self.tcb.tail.unsettled) || self.in_flight.is_empty();
        if settled || self.deadline(TimerKind::Reordering).is_some() {
            return;
        }
        let rto = self.tcb.rto.current();
        if self.may_probe() {
            let deadline = (now + self.probe_timeout()).min(self.tcb.tail.since + rto);
            self.start_alone(TimerKind::LossProbe, deadline, "RFC 8985 7.2", effects);
        } else {
            self.start_alone(TimerKind::Retransmission, now + rto, "RFC 6298 5.3", effects);
        }
    }

    /// Whether silence may be answered with a probe: nothing is known of a loss, and none is out (7.2, 7.3).
    fn may_probe(&self) -> bool {
        let calm = matches!(self.tcb.recovery.phase, Phase::Open | Phase::Reduced);
        let known = self.in_flight.sacked() > 0 || self.in_flight.has_lost() || self.tcb.tail.probe.is_some();
        let measured = self.tcb.tail.measured || self.config.is_linux();
        WHOLE && self.config.tail_loss_probe && self.uses_rack() && calm && !known && measured
    }

    /// PTO (7.2).
    fn probe_timeout(&self) -> Span {
        let twice = self.tcb.rto.srtt.map_or(WITHOUT_SAMPLE, |srtt| srtt + srtt);
        match self.in_flight.iter().len() {
            1 => twice + ACK_DELAY_MOST,
            _ if self.config.is_linux() => twice + LINUX_LEAST,
            _ => twice,
        }
    }

    /// Nothing has come for so long (7.3). Whatever is sent, the retransmission timer is next.
    pub(super) fn on_probe_timeout(&mut self, now: Time, effects: &mut Effects) {
        if self.may_probe() {
            self.send_probe(now, effects);
        }
        self.tcb.tail.unsettled = false;
        self.start_alone(TimerKind::Retransmission, now + self.tcb.rto.current(), "RFC 8985 7.3", effects);
    }

    /// New data, whatever the congestion window and Nagle's algorithm say, else the last segment again.
    fn send_probe(&mut self, now: Time, effects: &mut Effects) {
        const RULE: &str = "RFC 8985 7.3";
        let unsent = self.outgoing.end() - self.tcb.snd_nxt;
        let len = if self.fin_sent() { 0 } else { unsent.min(self.data_room()) };
        let again = len == 0 || len > self.offered_window();
        if again {
            let last = self.in_flight.iter().len().saturating_sub(1);
            self.in_flight.count_twice(last);
            self.transmit(last, RULE, now, effects);
        } else {
            let fin = self.fin_wanted && len == unsent && self.offered_window() > len;
            self.send_segment(len, fin, RULE, now, effects);
        }
        self.tcb.tail.probe = Some(Probe { end: self.tcb.snd_nxt, again });
        self.tcb.tail.measured = false;
    }

    /// What an ACK says of a probe (7.4): new data was no repair. A segment sent again was none if both copies arrived; if what
    /// came afterwards is acknowledged and nobody spoke of a copy, it was, and the network is congested.
    pub(super) fn judge_probe(&mut self, segment: &Segment, effects: &mut Effects) {
        let Some(probe) = self.tcb.tail.probe.filter(|probe| segment.ack.at_or_after(probe.end)) else { return };
        // A FIN at its end is not among the bytes of which the peer tells.
        let copy = |end: SeqNum| end == probe.end || (self.fin_sent() && end + 1 == probe.end);
        let both = duplicate_report(segment).is_some_and(|(_, end)| copy(end));
        let plain = segment.payload.is_empty() && !segment.flags.has(Flags::FIN) && segment.options.sack.is_empty();
        let window = u32::from(segment.window) << self.tcb.agreed.snd_wind_shift;
        let same = plain && segment.ack == self.tcb.snd_una && window == self.tcb.snd_wnd;
        let repaired = probe.again && !both && segment.ack.after(probe.end);
        if !probe.again || both || same || repaired {
            self.tcb.tail.probe = None;
        }
        if repaired {
            let flight_size = self.in_flight.outstanding();
            self.tcb.congestion.on_loss(flight_size);
            self.tcb.congestion.cwnd = self.tcb.congestion.cwnd.min(self.tcb.congestion.ssthresh);
            self.tcb.ecn.slowed = self.tcb.ecn.agreed;
            self.note_congestion("RFC 8985 7.4.2", effects);
        }
    }
}
