//! Loss that time tells of (RFC 8985, RACK): a segment is lost if one that was sent later has arrived, and it has had as long as that one
//! took and a little more, the reordering window. So a segment that was sent again and lost again is found, too, and one that is merely
//! late is not sent again.
//!
//! Takes the place of the three duplicates of RFC 6675 where both ends have SACK. What follows from a loss is in `recovery`. Left out: a
//! least round trip that is forgotten after a while, which whoever makes a way longer during a run could notice.

use super::config::{LossRecovery, WHOLE};
use super::effect::Effects;
use super::options::{duplicate_report, tells_of};
use super::recovery::Phase;
use super::scoreboard::Sent;
use super::tcb::Endpoint;
use super::timers::TimerKind;
use crate::sim::time::{Span, Time};
use crate::wire::{Segment, SeqNum};
use serde::Serialize;

const RULE: &str = "RFC 8985 6.2";

/// For how many recoveries a widened window stays wide (6.2, step 4).
const PERSISTENCE: u8 = 16;

/// So many segments beyond a gap make a loss while nothing has been seen to overtake (6.2, step 4: `DupThresh`).
const DUPLICATES: usize = 3;

/// The least that Linux sets this timer to beyond its time.
pub(super) const LINUX_LEAST: Span = Span::millis(2);

/// What is remembered of the segments that have arrived (RFC 8985 5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rack {
    /// RACK.segment: of those that have arrived the one that was sent last: when, and the number after it.
    pub segment: Option<(Time, SeqNum)>,
    /// RACK.rtt: how long the latest arrival took.
    pub rtt: Span,
    /// `RACK.min_RTT`.
    pub min_rtt: Option<Span>,
    /// RACK.fack: the highest number that has arrived.
    pub fack: SeqNum,
    /// A segment has arrived after one that was sent later.
    pub reordering_seen: bool,
    /// By how many quarters of the least round trip segments may be late.
    pub reo_wnd_mult: u32,
    persist: u8,
    /// Until this is acknowledged further reports of duplicates count as one (`RACK.dsack_round`).
    dsack_round: Option<SeqNum>,
}

impl Rack {
    pub(super) fn new(iss: SeqNum) -> Rack {
        Rack {
            segment: None,
            rtt: Span(0),
            min_rtt: None,
            fack: iss,
            reordering_seen: false,
            reo_wnd_mult: 1,
            persist: PERSISTENCE,
            dsack_round: None,
        }
    }

    /// Steps 1 to 3, for one segment. `ambiguous`: it may be an earlier transmission of it that arrived.
    fn on_arrival(&mut self, sent: &Sent, ambiguous: bool, now: Time) {
        let rtt = now - sent.sent_at;
        let again = sent.transmissions > 1;
        if !again {
            self.min_rtt = Some(self.min_rtt.map_or(rtt, |least| least.min(rtt)));
        }
        if sent.end().after(self.fack) {
            self.fack = sent.end();
        } else if !again {
            self.reordering_seen = true;
        }
        if again && (ambiguous || rtt < self.min_rtt.unwrap_or_default()) {
            return;
        }
        self.rtt = rtt;
        if self.segment.is_none_or(|latest| is_sent_after((sent.sent_at, sent.end()), latest)) {
            self.segment = Some((sent.sent_at, sent.end()));
        }
    }

    /// Step 4: something was sent again in vain, once in a round trip.
    fn on_duplicate(&mut self, una: SeqNum, nxt: SeqNum, duplicate: bool) {
        self.dsack_round = self.dsack_round.filter(|round| una.before(*round));
        if duplicate && self.dsack_round.is_none() {
            self.dsack_round = Some(nxt);
            self.reo_wnd_mult += 1;
            self.persist = PERSISTENCE;
        }
    }

    /// Step 4: a recovery is over.
    pub(super) fn on_recovered(&mut self) {
        self.persist = self.persist.saturating_sub(1);
        if self.persist == 0 {
            self.reo_wnd_mult = 1;
        }
    }
}

/// Of two segments sent at the same instant the one with the higher number was the later.
fn is_sent_after(one: (Time, SeqNum), other: (Time, SeqNum)) -> bool {
    one.0 > other.0 || (one.0 == other.0 && one.1.after(other.1))
}

impl Endpoint {
    pub(super) fn uses_rack(&self) -> bool {
        let reacts = self.config.loss_recovery != LossRecovery::Off;
        WHOLE && self.config.rack && reacts && self.uses_sack() && self.tcb.state.is_synchronized()
    }

    /// What an ACK tells of, in numbers or reports, before the scoreboard learns of it (steps 1 to 4).
    pub(super) fn note_arrivals(&mut self, segment: &Segment, now: Time) {
        if !self.uses_rack() {
            return;
        }
        let (ack, nxt) = (segment.ack, self.tcb.snd_nxt);
        let mut rack = self.tcb.rack.clone();
        let most = if segment.options.sack.is_empty() { ack } else { nxt };
        for sent in self.in_flight.iter().take_while(|sent| sent.end().at_or_before(most)) {
            if tells_of(segment, sent, nxt) {
                rack.on_arrival(sent, self.echoes_before(segment, sent.sent_at), now);
            }
        }
        rack.on_duplicate(ack, nxt, duplicate_report(segment).is_some());
        self.tcb.rack = rack;
    }

    /// How late a segment may be (step 4).
    fn reordering_window(&self) -> Span {
        let rack = &self.tcb.rack;
        let recovers = matches!(self.tcb.recovery.phase, Phase::FastRecovery | Phase::Loss);
        if !rack.reordering_seen && (recovers || self.in_flight.sacked() >= DUPLICATES) {
            return Span(0);
        }
        let quarters =
            Span(rack.min_rtt.unwrap_or_default().0 / 4).times_up_to(rack.reo_wnd_mult.into(), Span(u64::MAX));
        quarters.min(self.tcb.rto.srtt.unwrap_or_default())
    }

    /// Step 5: marks what has had its time, and sets the timer for what has not.
    pub(super) fn mark_lost_by_time(&mut self, now: Time, effects: &mut Effects) {
        let waits = self.deadline(TimerKind::Reordering).is_some();
        if self.in_flight.sacked() == 0 && self.tcb.recovery.phase == Phase::Open && !waits {
            return;
        }
        let Some(latest) = self.tcb.rack.segment else { return };
        let allowed = self.tcb.rack.rtt + self.reordering_window();
        let mut due_last = now;
        self.in_flight.mark_lost_if(|sent| {
            if !is_sent_after(latest, (sent.sent_at, sent.end())) {
                return false;
            }
            let due = sent.sent_at + allowed;
            due_last = due_last.max(due);
            due <= now
        });
        if due_last > now {
            let more = if self.config.is_linux() { LINUX_LEAST } else { Span(0) };
            self.start_alone(TimerKind::Reordering, due_last + more, RULE, effects);
        } else if waits {
            self.stop(TimerKind::Reordering, RULE, effects);
            self.tcb.tail.unsettled = true;
        }
    }

    /// The time of what might have been late is over.
    pub(super) fn on_reordering_timeout(&mut self, now: Time, effects: &mut Effects) {
        self.tcb.tail.unsettled = true;
        let lost = self.in_flight.lost();
        self.mark_lost_by_time(now, effects);
        if self.in_flight.lost() > lost && matches!(self.tcb.recovery.phase, Phase::Open | Phase::Reduced) {
            self.enter_recovery(self.tcb.snd_mss, now, effects);
        }
        self.output(now, effects);
    }

    /// A timeout loses the oldest segment, and of the others those that have had their time (6.3).
    pub(super) fn mark_lost_on_timeout(&mut self, now: Time) {
        let allowed = self.tcb.rack.rtt + self.reordering_window();
        self.in_flight.mark_lost(0);
        self.in_flight.mark_lost_if(|sent| sent.sent_at + allowed <= now);
        self.in_flight.begin_recovery();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_grows_once_a_round_trip_and_shrinks_after_sixteen_recoveries() {
        let mut rack = Rack::new(SeqNum(0));
        rack.on_duplicate(SeqNum(10), SeqNum(20), true);
        rack.on_duplicate(SeqNum(15), SeqNum(30), true);
        assert_eq!(rack.reo_wnd_mult, 2, "the same round trip");
        rack.on_duplicate(SeqNum(20), SeqNum(40), true);
        assert_eq!(rack.reo_wnd_mult, 3);
        (0..15).for_each(|_| rack.on_recovered());
        assert_eq!(rack.reo_wnd_mult, 3);
        rack.on_recovered();
        assert_eq!(rack.reo_wnd_mult, 1);
    }
}
