//! A segment arrives (RFC 9293 3.10.7.3 and 3.10.7.4, with the stricter rules of RFC 5961): the checks, in the RFC's order.

use super::effect::{Discard, Effects};
use super::failure::Failure;
use super::open::reply_to_stray;
use super::state::State;
use super::tcb::Endpoint;
use super::timers::TimerKind;
use crate::sim::time::Time;
use crate::wire::{Flags, Payload, Segment, SeqNum};

const SYN_SENT: &str = "RFC 9293 3.10.7.3";
const OTHERS: &str = "RFC 9293 3.10.7.4";

impl Endpoint {
    /// A segment for this connection has arrived, its checksums good. `marked`: its packet says that the network is congested (RFC 3168 5).
    pub fn on_segment(&mut self, segment: &Segment, marked: bool, now: Time, effects: &mut Effects) {
        self.heard(now);
        match self.tcb.state {
            State::Closed | State::Listen => {}
            State::SynSent => self.in_syn_sent(segment, now, effects),
            _ => self.in_other_states(segment, marked, now, effects),
        }
        if !matches!(self.tcb.state, State::Closed | State::Listen) {
            self.output(now, effects);
        }
    }

    fn in_syn_sent(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        let flags = segment.flags;
        let acknowledges = flags.has(Flags::ACK);
        // First, the ACK: it must acknowledge our SYN and nothing else.
        if acknowledges && !(segment.ack.after(self.tcb.snd_una) && segment.ack.at_or_before(self.tcb.snd_nxt)) {
            effects.discard(Discard::AckOfNothing, SYN_SENT);
            if !flags.has(Flags::RST) {
                self.send_reset_at(segment.ack, SYN_SENT, now, effects);
            }
            return;
        }
        // Second, the RST: it counts only if it acknowledges our SYN, so that a blind one does not.
        if flags.has(Flags::RST) {
            if acknowledges {
                self.fail(Failure::Refused, SYN_SENT, effects);
            } else {
                effects.discard(Discard::NoAck, SYN_SENT);
            }
            return;
        }
        // Fourth, the SYN.
        if !flags.has(Flags::SYN) {
            effects.discard(Discard::NoSyn, SYN_SENT);
            return;
        }
        self.take_syn(segment);
        if acknowledges {
            self.acknowledge(segment, now, effects);
            self.enter(State::Established, SYN_SENT, effects);
            self.on_open(now, effects);
            self.owe_ack(SYN_SENT);
            // What the segment carries besides is looked at as in any open connection; Linux lets the peer send it again.
            if !self.config.is_linux() {
                self.on_text(&without_syn(segment), now, effects);
            }
        } else {
            // Both ends open at once (figure 7): our SYN goes out again, now with an ACK on it.
            self.in_flight.clear();
            self.tcb.retries = 0;
            self.enter(State::SynReceived, SYN_SENT, effects);
            self.send_syn(SYN_SENT, now, effects);
            // It has been sent before, so that its acknowledgment would measure nothing (RFC 6298 3).
            self.tcb.rto.on_retransmission();
        }
    }

    fn in_other_states(&mut self, segment: &Segment, marked: bool, now: Time, effects: &mut Effects) {
        if self.is_answer_to_simultaneous_open(segment) {
            self.on_acknowledgment(segment, now, effects);
            if self.config.is_linux() {
                // Its SYN is one that came before: an old number is answered.
                self.owe_ack(OTHERS);
            }
            return;
        }
        if self.config.is_linux() && self.is_dropped_first(segment, now, effects) {
            return;
        }
        if self.is_reset_after_fin(segment) {
            let closing = self.tcb.state != State::CloseWait;
            self.fail(if closing { Failure::Reset } else { Failure::BrokenPipe }, OTHERS, effects);
            return;
        }
        if self.fails_paws(segment, effects) {
            return;
        }
        if self.asks_again(segment) {
            self.repeat_syn("RFC 9293 3.10.7.4", now, effects);
            return;
        }
        if !self.is_acceptable(segment) {
            self.on_unacceptable(segment, now, effects);
            return;
        }
        // A SYN left of the window whose data reaches into it is cut off, as everything outside is. In a connection that somebody else may want to
        // end it is challenged instead, wherever it is (RFC 5961 4.2).
        let cut;
        let half_open = self.tcb.state == State::SynReceived && self.passive;
        let segment = if half_open && segment.flags.has(Flags::SYN) && segment.seq.before(self.tcb.rcv_nxt) {
            cut = without_syn(segment);
            &cut
        } else {
            segment
        };
        if segment.flags.has(Flags::RST) {
            self.on_reset(segment, now, effects);
            return;
        }
        self.keep_timestamp(segment);
        if segment.flags.has(Flags::SYN) {
            self.on_syn_in_window(segment, now, effects);
            return;
        }
        if !segment.flags.has(Flags::ACK) {
            effects.discard(Discard::NoAck, OTHERS);
            return;
        }
        if self.on_acknowledgment(segment, now, effects) {
            // A mark on what lies outside, and only touches the window, means nothing.
            let text_end = segment.seq + segment.payload.len_u32();
            let inside = text_end.after(self.tcb.rcv_nxt) && segment.seq.before(self.tcb.rcv_nxt + self.tcb.rcv_wnd);
            self.take_mark(segment, marked && inside);
            self.on_text(segment, now, effects);
        }
    }

    /// When both ends open at once, the peer's SYN+ACK repeats the SYN that we have, so that no number of it is in the window; figure 7
    /// takes its ACK all the same.
    fn is_answer_to_simultaneous_open(&self, segment: &Segment) -> bool {
        self.tcb.state == State::SynReceived
            && !self.passive
            && segment.flags.has(Flags::SYN | Flags::ACK)
            && !segment.flags.has(Flags::RST)
            && segment.seq == self.tcb.irs
            && segment.ack == self.tcb.snd_nxt
    }

    /// What Linux looks at before it looks at the numbers: a segment without ACK says nothing, and one that does not acknowledge the SYN+ACK of
    /// a listening socket is not for that connection.
    fn is_dropped_first(&self, segment: &Segment, now: Time, effects: &mut Effects) -> bool {
        let has = |flag| segment.flags.has(flag);
        if self.tcb.state == State::SynReceived && self.passive {
            let foreign = has(Flags::ACK) && !has(Flags::RST) && segment.ack != self.tcb.snd_nxt;
            if foreign {
                effects.discard(Discard::AckOfNothing, OTHERS);
                self.send_reset_at(segment.ack, OTHERS, now, effects);
            }
            return foreign;
        }
        let mute = !has(Flags::ACK) && !has(Flags::RST) && !has(Flags::SYN) && !self.waits_without_socket();
        if mute {
            effects.discard(Discard::NoAck, OTHERS);
        }
        mute
    }

    /// With Linux: no socket is left, and what still comes is answered by what remembers the connection.
    fn waits_without_socket(&self) -> bool {
        let closed = self.is_orphan() && self.tcb.state == State::FinWait2;
        self.config.is_linux() && (self.tcb.state == State::TimeWait || closed)
    }

    /// Linux believes an RST that was sent before the peer's FIN was known to have arrived: its number is that of the FIN.
    fn is_reset_after_fin(&self, segment: &Segment) -> bool {
        self.config.is_linux()
            && segment.flags.has(Flags::RST)
            && segment.seq + 1 == self.tcb.rcv_nxt
            && matches!(self.tcb.state, State::CloseWait | State::LastAck | State::Closing)
    }

    /// Whether the peer sends the SYN again that it sent before: Linux answers at once.
    fn asks_again(&self, segment: &Segment) -> bool {
        let flags = segment.flags;
        let opening = self.tcb.state == State::SynReceived && self.passive && self.config.is_linux();
        let only_syn = flags.has(Flags::SYN) && !flags.has(Flags::ACK) && !flags.has(Flags::RST);
        opening && only_syn && segment.seq == self.tcb.irs
    }

    /// The four-row test: whether any of the segment's numbers lies in the receive window (3.10.7.4, first).
    fn is_acceptable(&self, segment: &Segment) -> bool {
        let (next, window) = (self.tcb.rcv_nxt, self.tcb.rcv_wnd);
        if self.config.is_linux() && (window > 0 || segment.seq_len() == 0) {
            return self.touches_window(segment.seq, segment.seq_end());
        }
        match (segment.seq_len(), window) {
            (0, 0) => segment.seq == next,
            (0, _) => segment.seq.within(next, window),
            (_, 0) => false,
            (length, _) => segment.seq.within(next, window) || (segment.seq + (length - 1)).within(next, window),
        }
    }

    /// Linux's test: the segment need only touch what lies between the last ACK that was sent and the end of the window, at either edge; where
    /// no socket is behind the connection, or not yet, at the right edge only if it is empty.
    fn touches_window(&self, seq: SeqNum, end: SeqNum) -> bool {
        let (next, edge) = (self.tcb.rcv_nxt, self.tcb.rcv_nxt + self.tcb.rcv_wnd);
        let half_open = self.tcb.state == State::SynReceived && self.passive;
        if half_open || self.waits_without_socket() {
            return seq == next || (end.after(next) && seq.before(edge)) || (seq == edge && end == edge);
        }
        seq.at_or_before(edge) && end.at_or_after(next - self.waiting.unacked())
    }

    /// Old, or from far ahead: say what is expected (first). To a late copy of the peer's FIN, TIME-WAIT begins anew (eighth).
    fn on_unacceptable(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        effects.discard(Discard::OutsideWindow, OTHERS);
        if segment.flags.has(Flags::RST) {
            return;
        }
        self.owe_ack(OTHERS);
        let text_end = segment.seq + segment.payload.len_u32();
        if !segment.payload.is_empty() && text_end.at_or_before(self.tcb.rcv_nxt) {
            self.note_duplicate(segment.seq, text_end);
        }
        // A window that is shut accepts no text, but its acknowledgment is worth having (first, last paragraph but one).
        let acknowledges = segment.flags.has(Flags::ACK) && !segment.flags.has(Flags::SYN);
        if self.tcb.rcv_wnd == 0 && acknowledges && segment.seq == self.tcb.rcv_nxt {
            self.on_acknowledgment(segment, now, effects);
        }
        let late_fin = segment.flags.has(Flags::FIN | Flags::ACK) && segment.seq_end() == self.tcb.rcv_nxt;
        if self.tcb.state == State::TimeWait && late_fin {
            self.restart_time_wait(now, effects);
        }
    }

    /// 2 MSL begin anew (fifth and eighth).
    pub(super) fn restart_time_wait(&mut self, now: Time, effects: &mut Effects) {
        self.start(TimerKind::TimeWait, now + self.config.time_wait, OTHERS, effects);
    }

    /// Second: only the exact number resets; another one in the window asks the peer to confirm (RFC 5961 3.2).
    fn on_reset(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        if segment.seq != self.tcb.rcv_nxt {
            effects.discard(Discard::ResetNotExact, "RFC 5961 3.2");
            if !self.waits_without_socket() {
                self.challenge("RFC 5961 3.2", now);
            }
            return;
        }
        match self.tcb.state {
            State::SynReceived if self.passive => self.enter(State::Listen, OTHERS, effects),
            // Linux says "refused" only of an answer to a SYN.
            State::SynReceived if !self.config.is_linux() => self.fail(Failure::Refused, OTHERS, effects),
            State::CloseWait => self.fail(Failure::BrokenPipe, OTHERS, effects),
            State::Closing | State::LastAck | State::TimeWait => self.enter(State::Closed, OTHERS, effects),
            _ => self.fail(Failure::Reset, OTHERS, effects),
        }
    }

    /// Fourth: a passive open goes back to LISTEN, with Linux after an RST; any other connection asks the peer to confirm (RFC 5961 4.2).
    fn on_syn_in_window(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        effects.discard(Discard::SynInConnection, "RFC 5961 4.2");
        if self.tcb.state != State::SynReceived || !self.passive {
            self.challenge("RFC 5961 4.2", now);
            return;
        }
        if let Some(segment) = reply_to_stray(segment).filter(|_| self.config.is_linux()) {
            effects.send(segment, OTHERS);
        }
        self.enter(State::Listen, OTHERS, effects);
    }

    /// `<SEQ=SEG.ACK><CTL=RST>`: you acknowledge what I never sent.
    pub(super) fn send_reset_at(&self, seq: SeqNum, rule: &'static str, now: Time, effects: &mut Effects) {
        let mut segment = self.segment(seq, Flags::RST, Payload::empty(), now);
        segment.window = 0;
        effects.send(segment, rule);
    }
}

/// What a segment carries beside its SYN.
fn without_syn(segment: &Segment) -> Segment {
    Segment { seq: segment.seq + 1, flags: segment.flags.without(Flags::SYN), ..segment.clone() }
}
