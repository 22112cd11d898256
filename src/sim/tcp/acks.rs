//! The acknowledgment field of an arriving segment (RFC 9293 3.10.7.4, fifth; RFC 5961 5.2; RFC 6298 5.2, 5.3).

use super::effect::{Discard, Effect, Effects};
use super::state::State;
use super::tcb::Endpoint;
use super::timers::TimerKind;
use crate::sim::time::Time;
use crate::wire::{Flags, Segment, SeqNum};

const RULE: &str = "RFC 9293 3.10.7.4";

impl Endpoint {
    /// Gives whether the segment is to be looked at further.
    pub(super) fn on_acknowledgment(&mut self, segment: &Segment, now: Time, effects: &mut Effects) -> bool {
        let ack = segment.ack;
        if self.tcb.state == State::SynReceived {
            if !(ack.after(self.tcb.snd_una) && ack.at_or_before(self.tcb.snd_nxt)) {
                effects.discard(Discard::AckOfNothing, RULE);
                self.send_reset_at(ack, RULE, now, effects);
                return false;
            }
            self.acknowledge(segment, now, effects);
            self.enter(State::Established, RULE, effects);
            self.on_open(now, effects);
            self.set_window(segment);
            return true;
        }
        self.on_answer(ack, now);
        if ack.after(self.tcb.snd_nxt) {
            // Two ends that both do not know what the other speaks of could go on for ever (RFC 5961 7).
            effects.discard(Discard::AckOfNothing, RULE);
            self.challenge(RULE, now);
            return false;
        }
        // Linux also knows how much there has been to acknowledge at all.
        let ever = if self.config.is_linux() { self.tcb.snd_una - self.tcb.iss } else { u32::MAX };
        if ack.before(self.tcb.snd_una - self.tcb.max_snd_wnd.min(ever)) {
            effects.discard(Discard::AckTooOld, "RFC 5961 5.2");
            self.challenge("RFC 5961 5.2", now);
            return false;
        }
        let (una, closing) = (self.tcb.snd_una, self.tcb.state == State::Closing);
        self.note_arrivals(segment, now);
        self.undo_timeout(segment, effects);
        let sacked = self.take_sack(segment);
        self.judge_probe(segment, effects);
        if ack.after(self.tcb.snd_una) {
            let (data, before) = (self.data_acknowledged(ack), self.tcb.congestion.cwnd);
            let segments = self.acknowledge(segment, now, effects);
            let congested = self.take_echo(segment, effects);
            self.on_new_ack((data, segments, sacked), congested, now, effects);
            if !self.tcb.recovery.phase.is_slowing() && self.tcb.congestion.cwnd != before {
                self.note_congestion("RFC 5681 3.1", effects);
            }
        } else {
            self.take_echo(segment, effects);
            if self.is_duplicate_ack(segment, sacked) {
                self.on_duplicate_ack(sacked, now, effects);
            }
        }
        self.update_window(segment);
        self.follow_f_rto(una, sacked);
        if self.tcb.snd_wnd == 0 {
            // The peer answers: as long as it does, a shut window is no reason to give up (RFC 9293 3.8.6.1).
            self.tcb.retries = 0;
        }
        self.after_fin_acknowledged(now, effects);
        // In CLOSING a segment that does not acknowledge our FIN says nothing more; with Linux one that does.
        let over = closing && (self.tcb.state == State::Closing) != self.config.is_linux();
        !over && self.tcb.state != State::Closed
    }

    /// Numbers up to `ack` have arrived: the retransmission queue shrinks, the timer stops or starts afresh.
    /// Gives how many whole segments that were.
    pub(super) fn acknowledge(&mut self, segment: &Segment, now: Time, effects: &mut Effects) -> u32 {
        let ack = segment.ack;
        self.tcb.snd_una = ack;
        self.soft_failure = None;
        let segments = self.in_flight.acknowledge(ack);
        self.outgoing.acknowledge(ack);
        self.tcb.retries = 0;
        if let Some(sample) = self.tcb.rto.on_ack(ack, self.round_trip(segment, now), now) {
            self.tcb.tail.measured = true;
            effects.push(Effect::RttSample { sample, rto: self.tcb.rto.current() }, "RFC 6298 2");
        }
        if self.in_flight.is_empty() {
            self.stop_all_but(None, "RFC 6298 5.2", effects);
        } else if !self.is_impatient() {
            self.time_anew(now, effects);
        }
        segments
    }

    /// How many bytes of data `ack` acknowledges for the first time: SYN and FIN are no data.
    fn data_acknowledged(&self, ack: SeqNum) -> u32 {
        let last = if self.outgoing.end().before(ack) { self.outgoing.end() } else { ack };
        if last.after(self.tcb.snd_una) { last - self.tcb.snd_una } else { 0 }
    }

    /// SND.WND, but not from a segment older than the one that last set it.
    fn update_window(&mut self, segment: &Segment) {
        let tcb = &self.tcb;
        let newer =
            tcb.snd_wl1.before(segment.seq) || (tcb.snd_wl1 == segment.seq && tcb.snd_wl2.at_or_before(segment.ack));
        if segment.ack.at_or_after(tcb.snd_una) && newer {
            self.set_window(segment);
        }
    }

    fn set_window(&mut self, segment: &Segment) {
        let tcb = &mut self.tcb;
        let shift = if segment.flags.has(Flags::SYN) { 0 } else { tcb.agreed.snd_wind_shift };
        tcb.snd_wnd = u32::from(segment.window) << shift;
        tcb.max_snd_wnd = tcb.max_snd_wnd.max(tcb.snd_wnd);
        tcb.snd_wl1 = segment.seq;
        tcb.snd_wl2 = segment.ack;
    }

    /// What the acknowledgment of our FIN changes.
    fn after_fin_acknowledged(&mut self, now: Time, effects: &mut Effects) {
        if !self.fin_sent() || self.tcb.snd_una != self.tcb.snd_nxt {
            return;
        }
        match self.tcb.state {
            State::FinWait1 => {
                self.enter(State::FinWait2, RULE, effects);
                self.limit_fin_wait_2(now, effects);
            }
            State::Closing => self.enter_time_wait(now, effects),
            State::LastAck => self.enter(State::Closed, RULE, effects),
            _ => {}
        }
    }

    pub(super) fn enter_time_wait(&mut self, now: Time, effects: &mut Effects) {
        self.enter(State::TimeWait, RULE, effects);
        for timer in [TimerKind::Retransmission, TimerKind::KeepAlive, TimerKind::FinWait2] {
            self.stop(timer, RULE, effects);
        }
        self.start(TimerKind::TimeWait, now + self.config.time_wait, RULE, effects);
    }
}
