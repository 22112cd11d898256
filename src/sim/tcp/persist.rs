//! The persist timer: asking a peer that has shut its window whether it has opened it again, lest both wait for ever (RFC 9293 3.8.6.1).
//!
//! It runs when there is something to send, nothing in flight, and the peer's window does not let it out. It is not the retransmission timer:
//! a peer that answers is never given up, however long its window stays shut.

use super::effect::Effects;
use super::failure::Failure;
use super::tcb::Endpoint;
use super::timers::TimerKind;
use crate::sim::time::{Span, Time};
use crate::wire::{Flags, Payload};

const RULE: &str = "RFC 9293 3.8.6.1";

impl Endpoint {
    /// After everything has been sent that may be: whether there is cause to ask.
    pub(super) fn persist(&mut self, now: Time, effects: &mut Effects) {
        let unsent = self.tcb.state.may_send() && !self.fin_sent() && (self.has_unsent() || self.fin_wanted);
        if !unsent || !self.in_flight.is_empty() {
            (self.tcb.questions, self.tcb.unanswered) = (0, 0);
            self.stop(TimerKind::Persist, RULE, effects);
        } else if self.deadline(TimerKind::Persist).is_none() {
            let deadline = now + self.next_question();
            self.start(TimerKind::Persist, deadline, RULE, effects);
        }
    }

    fn has_unsent(&self) -> bool {
        self.outgoing.end().after(self.tcb.snd_nxt)
    }

    /// Like the retransmission timeout, doubled with each question.
    fn next_question(&self) -> Span {
        let factor = 1_u64.checked_shl(u32::from(self.tcb.questions)).unwrap_or(u64::MAX);
        self.tcb.rto.current().times_up_to(factor, self.config.rto_max)
    }

    /// The timer fired: a small window is taken after all; into a shut one goes one byte, or what Linux sends, which is nothing new.
    pub(super) fn ask(&mut self, now: Time, effects: &mut Effects) {
        if self.tcb.unanswered >= self.config.data_retries {
            self.fail(Failure::TimedOut, "RFC 9293 3.8.3", effects);
            return;
        }
        self.tcb.questions = self.tcb.questions.saturating_add(1);
        self.tcb.unanswered = self.tcb.unanswered.saturating_add(1);
        if self.offered_window() > 0 {
            // The override of 3.8.6.2.1: too little to be worth a segment, but nothing else is going to come.
            self.send_what_fits(now, effects);
        } else if self.config.is_linux() || !self.has_unsent() {
            let segment = self.segment(self.tcb.snd_una - 1_u32, Flags::ACK, Payload::empty(), now);
            effects.send(segment, RULE);
        } else {
            // The byte is the first of those that wait, and is sent again with them if the peer does not take it.
            let payload = self.outgoing.copy(self.tcb.snd_nxt, 1);
            self.tcb.asked = true;
            let segment = self.segment(self.tcb.snd_nxt, Flags::ACK, payload, now);
            effects.send(segment, RULE);
        }
        self.persist(now, effects);
    }

    /// The peer has said something: it is there. If it has taken the byte that was a question, that byte has been sent.
    pub(super) fn on_answer(&mut self, ack: crate::wire::SeqNum, now: Time) {
        self.tcb.unanswered = 0;
        if self.tcb.asked && ack == self.tcb.snd_nxt + 1 {
            self.tcb.asked = false;
            let index = self.in_flight.push(self.tcb.snd_nxt, 1, false, false);
            self.in_flight.on_transmission(index, now);
            self.tcb.snd_nxt += 1;
        }
    }
}
