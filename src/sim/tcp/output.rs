//! What is sent and what is sent again (RFC 9293 3.7, 3.8; RFC 6298 section 5; RFC 5681 3.1).

use super::config::{InitialWindow, Nagle};
use super::effect::{Effect, Effects};
use super::failure::Failure;
use super::scoreboard::{Fate, Sent};
use super::state::State;
use super::tcb::{AckDue, Endpoint};
use super::timers::TimerKind;
use crate::sim::time::Time;
use crate::wire::{Flags, Payload};

/// How often Linux sends again for a program that has closed its socket (`tcp_orphan_retries`).
const ORPHAN_RETRIES: u8 = 8;

impl Endpoint {
    /// Puts our SYN, or SYN+ACK, on the wire for the first time.
    pub(super) fn send_syn(&mut self, rule: &'static str, now: Time, effects: &mut Effects) {
        let seq = self.tcb.iss;
        self.tcb.snd_nxt = seq + 1;
        let index = self.in_flight.push(seq, 0, true, false);
        self.transmit(index, rule, now, effects);
    }

    /// Sends whatever may be sent now: first what is taken to be lost, then new data and the FIN, then an ACK if one is still owed.
    pub(super) fn output(&mut self, now: Time, effects: &mut Effects) {
        if matches!(self.tcb.state, State::Closed | State::Listen) {
            return;
        }
        self.restart_after_idle(now, effects);
        self.resend_lost(now, effects);
        while self.send_next(now, effects) {}
        self.fill_holes(now, effects);
        match self.ack_due {
            AckDue::No => {}
            AckDue::Now => self.send_ack(self.ack_rule, now, effects),
            AckDue::Later => self.delay_ack(now, effects),
        }
        self.persist(now, effects);
        self.settle_timer(now, effects);
    }

    /// New data after a pause (RFC 5681 4.1).
    fn restart_after_idle(&mut self, now: Time, effects: &mut Effects) {
        let (rto, waits) = (self.tcb.rto.current(), self.outgoing.end().after(self.tcb.snd_nxt));
        let pause = self.last_data.map(|last| now - last).filter(|pause| *pause > rto);
        if let Some(pause) = pause.filter(|_| self.config.restart_after_idle && waits && self.in_flight.is_empty()) {
            let before = self.tcb.congestion.cwnd;
            self.tcb.congestion.on_restart(pause, rto);
            self.last_data = Some(now);
            if self.tcb.congestion.cwnd != before {
                self.note_congestion("RFC 5681 4.1", effects);
            }
        }
    }

    fn resend_lost(&mut self, now: Time, effects: &mut Effects) {
        while let Some(index) = self.in_flight.first_lost().filter(|_| !self.tcb.f_rto.waits) {
            let len = self.in_flight.get(index).map_or(0, Sent::seq_len);
            if self.pipe() > 0 && self.pipe() + len > self.tcb.congestion.cwnd {
                return;
            }
            self.transmit(index, "RFC 5681 3.1", now, effects);
        }
    }

    /// Sends the next new segment if window, congestion window and Nagle's algorithm let it; gives whether it did.
    fn send_next(&mut self, now: Time, effects: &mut Effects) -> bool {
        if !self.tcb.state.may_send() || self.fin_sent() || (self.in_flight.has_lost() && !self.tcb.f_rto.waits) {
            return false;
        }
        let seq = self.tcb.snd_nxt;
        let unsent = self.outgoing.end() - seq;
        let len = unsent.min(self.data_room()).min(self.usable_window());
        // The FIN has a number, too: it waits for a window that covers it, but not for the congestion window.
        let fin = self.fin_wanted && len == unsent && self.offered_window() > len;
        if (len == 0 && !fin) || (len > 0 && self.should_wait(len, unsent, fin)) {
            return false;
        }
        let rule = if len == 0 { "RFC 9293 3.10.4" } else { "RFC 9293 3.10.2" };
        self.send_segment(len, fin, rule, now, effects);
        true
    }

    /// Sends what a small window lets out, although it is small.
    pub(super) fn send_what_fits(&mut self, now: Time, effects: &mut Effects) {
        let unsent = self.outgoing.end() - self.tcb.snd_nxt;
        let len = unsent.min(self.data_room()).min(self.usable_window());
        if len > 0 {
            self.send_segment(len, false, "RFC 9293 3.10.2", now, effects);
        }
    }

    pub(super) fn send_segment(&mut self, len: u32, fin: bool, rule: &'static str, now: Time, effects: &mut Effects) {
        let seq = self.tcb.snd_nxt;
        self.tcb.asked = false;
        let index = self.in_flight.push(seq, len, false, fin);
        self.tcb.snd_nxt = seq + len + u32::from(fin);
        if fin && self.tcb.state == State::CloseWait {
            self.enter(State::LastAck, "RFC 9293 3.10.4", effects);
        }
        self.transmit(index, rule, now, effects);
    }

    /// How many new bytes both the peer's window and the congestion window still let out.
    pub(super) fn usable_window(&self) -> u32 {
        let window = self.tcb.congestion.cwnd + self.limited_transmit();
        self.offered_window().min(window.saturating_sub(self.pipe()))
    }

    /// How many numbers beyond SND.NXT the peer's window covers.
    pub(super) fn offered_window(&self) -> u32 {
        let edge = self.tcb.snd_una + self.tcb.snd_wnd;
        if edge.after(self.tcb.snd_nxt) { edge - self.tcb.snd_nxt } else { 0 }
    }

    /// Whether a segment waits: because it is not full and more is there (silly window, 3.8.6.2.1), or by Nagle (3.7.4).
    fn should_wait(&self, len: u32, unsent: u32, fin: bool) -> bool {
        // Linux does not let the end of the stream wait.
        if len >= self.data_room() || (fin && self.config.is_linux()) {
            return false;
        }
        if len < unsent {
            let idle = self.in_flight.is_empty() || self.config.nagle == Nagle::Off;
            return len < self.tcb.max_snd_wnd / 2 || !idle;
        }
        if self.outgoing.is_waited_for() && !self.in_flight.is_empty() {
            // The rest of the same `send` is about to follow.
            return true;
        }
        match self.config.nagle {
            Nagle::Off => false,
            Nagle::Rfc896 => !self.in_flight.is_empty(),
            Nagle::SmallOnly => self.in_flight.iter().any(|sent| sent.len > 0 && sent.len < self.tcb.snd_mss),
        }
    }

    /// Sends our SYN+ACK again because the peer asks again, not because a timer fired; the timer starts afresh.
    pub(super) fn repeat_syn(&mut self, rule: &'static str, now: Time, effects: &mut Effects) {
        self.syn_repeated = self.syn_repeated.saturating_add(1);
        self.transmit(0, rule, now, effects);
        self.start(TimerKind::Retransmission, now + self.tcb.rto.current(), rule, effects);
    }

    /// Puts one segment of the retransmission queue on the wire, for the first time or again.
    pub(super) fn transmit(&mut self, index: usize, rule: &'static str, now: Time, effects: &mut Effects) {
        self.refresh_window();
        let Some(sent) = self.in_flight.on_transmission(index, now) else { return };
        self.count_for_recovery(sent.len, sent.transmissions > 1);
        let mut segment = self.segment_of(&sent, now);
        // Only new data may be marked, and says that we slowed down (RFC 3168 6.1.2, 6.1.5).
        let ect = self.tcb.ecn.agreed && sent.len > 0 && sent.transmissions == 1;
        if ect && self.says_slowed() {
            segment.flags = segment.flags | Flags::CWR;
        }
        if sent.transmissions == 1 {
            self.tcb.rto.on_sent(sent.end(), now);
            if sent.len > 0 {
                self.waiting.on_data_sent(now);
                self.last_data = Some(now);
            }
        } else {
            self.tcb.rto.on_retransmission();
        }
        effects.push(Effect::Send { segment, transmission: sent.transmissions, ect }, rule);
        self.acknowledged_by_sending(effects);
        self.time_what_is_sent(now, effects);
    }

    fn segment_of(&self, sent: &Sent, now: Time) -> crate::wire::Segment {
        let mut flags = Flags::default();
        if sent.syn {
            flags = flags | Flags::SYN;
        }
        if sent.fin {
            flags = flags | Flags::FIN;
        }
        if self.tcb.state != State::SynSent {
            flags = flags | Flags::ACK;
        }
        if sent.len > 0 && self.outgoing.is_push(sent.seq, sent.len) {
            flags = flags | Flags::PSH;
        }
        let payload = if sent.len > 0 { self.outgoing.copy(sent.seq, sent.len) } else { Payload::empty() };
        self.segment(sent.seq, flags, payload, now)
    }

    /// Sends an ACK that carries nothing else. It takes up no number and is never sent again.
    pub(super) fn send_ack(&mut self, rule: &'static str, now: Time, effects: &mut Effects) {
        self.refresh_window();
        let segment = self.segment(self.tcb.snd_nxt, Flags::ACK, Payload::empty(), now);
        effects.send(segment, rule);
        self.acknowledged_by_sending(effects);
    }

    /// Whatever was just sent carried our acknowledgment.
    fn acknowledged_by_sending(&mut self, effects: &mut Effects) {
        let owed = core::mem::take(&mut self.ack_due) != AckDue::No;
        self.waiting.on_acknowledged(owed);
        self.incoming.on_reported();
        self.note_ack_sent();
        self.stop(TimerKind::DelayedAck, "RFC 9293 3.8.6.3", effects);
    }

    fn delay_ack(&mut self, now: Time, effects: &mut Effects) {
        if self.deadline(TimerKind::DelayedAck).is_none() {
            self.start(TimerKind::DelayedAck, now + self.waiting.longest(), "RFC 9293 3.8.6.3", effects);
        }
    }

    /// Sends an RST and forgets the connection.
    pub(super) fn reset(&mut self, rule: &'static str, now: Time, effects: &mut Effects) {
        let segment = self.segment(self.tcb.snd_nxt, Flags::RST | Flags::ACK, Payload::empty(), now);
        effects.send(segment, rule);
        self.in_flight.clear();
        self.enter(State::Closed, rule, effects);
    }

    /// A timer that was set has come to its deadline.
    pub fn on_timer(&mut self, timer: TimerKind, now: Time, effects: &mut Effects) {
        self.tcb.timers.set(timer, None);
        match timer {
            TimerKind::Retransmission => self.on_retransmission_timeout(now, effects),
            TimerKind::Persist => self.ask(now, effects),
            TimerKind::DelayedAck => {
                self.waiting.on_timeout();
                if self.ack_due != AckDue::No {
                    self.send_ack("RFC 9293 3.8.6.3", now, effects);
                }
            }
            TimerKind::KeepAlive => self.ask_whether_alive(now, effects),
            TimerKind::FinWait2 => self.enter(State::Closed, "RFC 9293 3.6.1", effects),
            TimerKind::TimeWait => self.enter(State::Closed, "RFC 9293 3.10.8", effects),
            TimerKind::Reordering => self.on_reordering_timeout(now, effects),
            TimerKind::LossProbe => self.on_probe_timeout(now, effects),
        }
        self.settle_timer(now, effects);
    }

    /// RFC 6298 5.4 to 5.7, RFC 5681 3.1.
    fn on_retransmission_timeout(&mut self, now: Time, effects: &mut Effects) {
        let Some(oldest) = self.in_flight.front().cloned() else { return };
        let retries_most = match self.tcb.state {
            State::SynReceived if self.passive => self.config.synack_retries,
            State::SynSent | State::SynReceived => self.config.syn_retries,
            _ if self.is_orphan() && self.config.is_linux() => self.config.data_retries.min(ORPHAN_RETRIES),
            _ => self.config.data_retries,
        };
        if self.tcb.retries >= retries_most {
            // What the network said meanwhile is the better reason (RFC 1122 4.2.3.9; Linux likewise).
            let failure = self.soft_failure.unwrap_or(Failure::TimedOut);
            self.fail(failure, "RFC 9293 3.8.3", effects);
            return;
        }
        let flight_size = self.in_flight.outstanding();
        let first = self.tcb.retries == 0;
        self.tcb.retries += 1;
        let linear = self.tcb.state == State::SynSent && self.syn_repeated < self.config.syn_linear_timeouts;
        let before = self.tcb.rto.current();
        self.tcb.rto.on_timeout(linear);
        if self.tcb.rto.current() != before {
            effects.push(Effect::RtoChanged { rto: self.tcb.rto.current() }, "RFC 6298 5.5");
        }
        if oldest.syn {
            self.syn_repeated = self.syn_repeated.saturating_add(1);
        } else {
            self.begin_f_rto(!first);
            self.tcb.congestion.on_timeout(flight_size, first);
            self.note_congestion("RFC 5681 3.1", effects);
        }
        self.on_timeout_in_recovery();
        if oldest.fate == Fate::Sacked {
            self.in_flight.forget_sacked();
        }
        if self.uses_rack() && oldest.fate != Fate::Sacked {
            self.mark_lost_on_timeout(now);
        } else {
            self.in_flight.mark_all_lost();
        }
        if self.config.is_linux() {
            // What was sent behind it goes along, as far as it fits: small segments, a FIN.
            let edge = self.tcb.snd_una + self.tcb.snd_wnd.max(self.tcb.snd_mss);
            self.in_flight.join_following(self.data_room(), edge);
        }
        self.transmit(0, "RFC 6298 5.4", now, effects);
    }

    /// After the handshake: what a lost SYN changes (RFC 6298 5.7, RFC 5681 3.1, RFC 6928 2).
    pub(super) fn on_open(&mut self, now: Time, effects: &mut Effects) {
        self.begin_listening_for_silence(now, effects);
        self.tcb.rack.min_rtt = self.tcb.rto.srtt;
        let forgiven = u8::from(self.config.initial_window == InitialWindow::Rfc6928);
        // Linux believes the round trip that a timestamp has told of.
        let measured = self.config.is_linux() && self.tcb.rto.srtt.is_some();
        if self.syn_repeated > 0 && !measured {
            self.tcb.rto.on_open_after_lost_syn();
            effects.push(Effect::RtoChanged { rto: self.tcb.rto.current() }, "RFC 6298 5.7");
        }
        if self.syn_repeated > forgiven {
            self.tcb.congestion.on_lost_syn();
            self.note_congestion("RFC 5681 3.1", effects);
        }
    }

    pub(super) fn note_congestion(&self, rule: &'static str, effects: &mut Effects) {
        let congestion = &self.tcb.congestion;
        effects.push(Effect::Congestion { cwnd: congestion.cwnd, ssthresh: congestion.ssthresh }, rule);
    }
}
