//! What a sender with reports of SACK sends again in a recovery although nothing says that it is lost: there is room, nothing is known to be
//! lost and nothing new is there to send (RFC 6675 4, `NextSeg` rules 3 and 4). Not where time tells of losses (RFC 8985).

use super::effect::Effects;
use super::recovery::Phase;
use super::tcb::Endpoint;
use crate::sim::time::Time;

impl Endpoint {
    /// There is room, nothing known to be lost and nothing new to send: the holes that may yet be filled (RFC 6675 4, `NextSeg` rule 3).
    pub(super) fn fill_holes(&mut self, now: Time, effects: &mut Effects) {
        let by_count = self.uses_sack() && !self.is_proportional() && !self.uses_rack();
        let applies = by_count && self.tcb.recovery.phase == Phase::FastRecovery;
        while let Some(index) = self.in_flight.first_hole().filter(|_| applies && !self.in_flight.has_lost()) {
            if self.pipe() + self.tcb.snd_mss > self.tcb.congestion.cwnd {
                return;
            }
            self.in_flight.count_twice(index);
            self.transmit(index, "RFC 6675 4", now, effects);
        }
        if applies {
            self.rescue(now, effects);
        }
    }

    /// And once in a recovery the last segment, beyond all reports, of which no later one could tell that it is lost (rule 4). One that has been
    /// sent again already needs no rescue.
    fn rescue(&mut self, now: Time, effects: &mut Effects) {
        let room = self.pipe() + self.tcb.snd_mss <= self.tcb.congestion.cwnd;
        let new = self.outgoing.end().after(self.tcb.snd_nxt) && self.offered_window() > 0;
        let last = self.in_flight.last_unreported().filter(|_| !new && room && !self.tcb.recovery.rescued);
        if let Some(index) = last.filter(|_| !self.in_flight.has_lost() && self.in_flight.first_hole().is_none()) {
            self.tcb.recovery.rescued = true;
            self.in_flight.count_twice(index);
            self.transmit(index, "RFC 6675 4", now, effects);
        }
    }
}
