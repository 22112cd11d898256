//! Timeouts that were no loss (F-RTO, RFC 5682 3.1, with the reports of SACK): after a timeout only the oldest segment goes again, then new
//! data. If something arrives that was not sent again, the way had only become longer: the window is as before and nothing else is repeated.
//!
//! Left out: a longer retransmission timeout afterwards (RFC 4015), which whoever makes a way longer again and again could notice.

use super::config::WHOLE;
use super::congestion::Congestion;
use super::effect::Effects;
use super::options::tells_of;
use super::recovery::Phase;
use super::tcb::Endpoint;
use crate::wire::{Segment, SeqNum};
use serde::Serialize;

/// What is remembered while a timeout may turn out to have been needless.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FRto {
    /// Congestion control as it was before; none if the loss is taken to be real.
    pub before: Option<Congestion>,
    /// New data goes instead of what is taken to be lost.
    pub(super) waits: bool,
}

impl Endpoint {
    /// The retransmission timer expired (step 1), `again` if for the same segment as before. Not while a loss is being repaired.
    pub(super) fn begin_f_rto(&mut self, again: bool) {
        let f_rto = core::mem::take(&mut self.tcb.f_rto);
        let calm = matches!(self.tcb.recovery.phase, Phase::Open | Phase::Reduced);
        self.tcb.f_rto.before = match f_rto.before {
            _ if !WHOLE || !self.config.f_rto || !self.uses_sack() => None,
            _ if calm => Some(self.tcb.congestion.clone()),
            before => before.filter(|_| again),
        };
    }

    /// Before the scoreboard learns of an ACK: whether it tells of something in flight at the timeout that was sent only once (step 3, b).
    /// Linux needs no new data for that.
    pub(super) fn undo_timeout(&mut self, segment: &Segment, effects: &mut Effects) {
        let (high, nxt) = (self.tcb.recovery.recover + 1, self.tcb.snd_nxt);
        let enough = self.tcb.f_rto.waits || self.config.is_linux();
        let original = self.tcb.f_rto.before.is_some()
            && enough
            && self
                .in_flight
                .iter()
                .any(|sent| sent.transmissions == 1 && sent.end().at_or_before(high) && tells_of(segment, sent, nxt));
        if let Some(before) = self.tcb.f_rto.before.take_if(|_| original) {
            self.tcb.f_rto.waits = false;
            self.tcb.congestion = before;
            self.tcb.recovery.phase = Phase::Open;
            self.tcb.ecn.slowed = false;
            self.in_flight.forget_lost();
            self.note_congestion("RFC 5682 3.1", effects);
        }
    }

    /// After an ACK: what it leaves to be hoped (steps 2 and 3, a). `una`: SND.UNA before it.
    pub(super) fn follow_f_rto(&mut self, una: SeqNum, sacked: u32) {
        if self.tcb.f_rto.before.is_none() {
            return;
        }
        let sent_new = self.tcb.snd_nxt.after(self.tcb.recovery.recover + 1);
        let can_send = self.outgoing.end().after(self.tcb.snd_nxt) && self.offered_window() > 0;
        let first = !sent_new && self.tcb.snd_una.after(una);
        let real = if sent_new { sacked > 0 } else { first && !can_send };
        if real || self.tcb.recovery.phase != Phase::Loss {
            self.tcb.f_rto = FRto::default();
        } else if first {
            self.tcb.f_rto.waits = true;
        }
    }
}
