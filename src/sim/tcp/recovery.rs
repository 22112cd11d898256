//! Loss that duplicate ACKs tell of: fast retransmit and fast recovery as Tahoe, Reno and NewReno have them (RFC 5681 3.2, RFC 6582), by the
//! reports of SACK (RFC 6675), and limited transmit (RFC 3042). With the timing of Linux the window shrinks in proportion to what arrives
//! (RFC 6937).
//!
//! Decides what is taken to be lost and what the congestion window is meanwhile. What is sent then is `output`'s; what a timeout does
//! begins in `output` and comes here for its bookkeeping.

use super::config::{LossRecovery, Reduction, WHOLE};
use super::effect::Effects;
use super::tcb::Endpoint;
use crate::sim::time::Time;
use crate::wire::{Flags, Segment, SeqNum};
use serde::Serialize;

/// How many duplicate ACKs make a loss (RFC 5681 3.2, RFC 6675 2: `DupThresh`).
pub(super) const DUPLICATES: u32 = 3;

/// How a sender stands to loss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Nothing is taken to be lost.
    #[default]
    Open,
    /// The echo of a mark told of congestion; nothing is lost (RFC 3168 6.1.2).
    Reduced,
    /// Duplicate ACKs told of a loss; it is being repaired.
    FastRecovery,
    /// The retransmission timer told of a loss, or Tahoe took duplicate ACKs for that much.
    Loss,
}

impl Phase {
    /// Whether the window comes down, or has just come down.
    pub(super) fn is_slowing(self) -> bool {
        matches!(self, Phase::FastRecovery | Phase::Reduced)
    }
}

/// What a sender remembers about loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recovery {
    /// Where it stands.
    pub phase: Phase,
    /// The highest number that had been sent when the last loss was found: what lies beyond is acknowledged only after it is repaired
    /// (RFC 6582 3.2, `recover`; RFC 6675 2, `RecoveryPoint`).
    pub recover: SeqNum,
    /// How many duplicate ACKs have come in a row.
    pub duplicate_acks: u32,
    /// Bytes that limited transmit has sent since the first of them; they do not count into the flight size.
    limited: u32,
    /// The last segment has been sent again although nothing is known of it (RFC 6675 2, `RescueRxt`).
    pub(super) rescued: bool,
    /// An ACK has come that repaired a part.
    partial: bool,
    /// Segments that duplicate ACKs told of without naming them (proportional rate reduction without SACK).
    reported: u32,
    /// Bytes that arrived, and bytes that were sent, since the recovery began (RFC 6937 3.1, `prr_delivered`, `prr_out`).
    delivered: u32,
    sent: u32,
    /// The congestion window when it began.
    window_before: u32,
}

impl Recovery {
    /// Of a sender whose initial sequence number is this.
    pub(super) fn new(iss: SeqNum) -> Recovery {
        Recovery {
            phase: Phase::Open,
            recover: iss,
            duplicate_acks: 0,
            limited: 0,
            rescued: false,
            partial: false,
            reported: 0,
            delivered: 0,
            sent: 0,
            window_before: 0,
        }
    }

    fn begin(&mut self, phase: Phase, snd_nxt: SeqNum) {
        *self = Recovery { phase, duplicate_acks: self.duplicate_acks, ..Recovery::new(snd_nxt - 1_u32) };
    }
}

impl Endpoint {
    /// Whether an ACK says again what was known (RFC 5681 section 2), or with SACK: tells of something beyond a gap (RFC 6675 2).
    pub(super) fn is_duplicate_ack(&self, segment: &Segment, sacked: u32) -> bool {
        if self.uses_sack() {
            return sacked > 0;
        }
        !self.in_flight.is_empty()
            && segment.ack == self.tcb.snd_una
            && segment.payload.is_empty()
            && !segment.flags.has(Flags::FIN)
            && u32::from(segment.window) << self.tcb.agreed.snd_wind_shift == self.tcb.snd_wnd
    }

    /// An ACK that acknowledges nothing new told of `sacked` numbers beyond a gap, or without SACK of one segment.
    pub(super) fn on_duplicate_ack(&mut self, sacked: u32, now: Time, effects: &mut Effects) {
        let recovery = &mut self.tcb.recovery;
        recovery.duplicate_acks += 1;
        if self.config.loss_recovery == LossRecovery::Off {
            return;
        }
        if !self.uses_sack() && self.is_proportional() && !self.count_reported() {
            return;
        }
        self.mark_lost(now, effects);
        match self.tcb.recovery.phase {
            Phase::FastRecovery => self.on_arrival_in_recovery(sacked.max(self.one_segment()), false, effects),
            Phase::Open | Phase::Loss | Phase::Reduced => {
                let news = self.tcb.snd_una.after(self.tcb.recovery.recover);
                let three = self.tcb.recovery.duplicate_acks == DUPLICATES && !self.uses_rack();
                let enough = three || self.in_flight.has_lost();
                // What was sent before the last loss is no news, except to Reno, which remembers none.
                let reno = self.config.loss_recovery == LossRecovery::Reno && !self.uses_sack();
                let open = self.tcb.recovery.phase == Phase::Open && reno;
                let reduced = self.tcb.recovery.phase == Phase::Reduced;
                if (news || reduced || open) && enough {
                    self.enter_recovery(sacked, now, effects);
                }
            }
        }
    }

    /// An ACK acknowledged `data` bytes, `segments` whole segments, for the first time, and `sacked` numbers beyond a gap. `congested`: it
    /// carried the echo of a mark.
    pub(super) fn on_new_ack(
        &mut self,
        (data, segments, sacked): (u32, u32, u32),
        congested: bool,
        now: Time,
        effects: &mut Effects,
    ) {
        let recovery = &mut self.tcb.recovery;
        recovery.duplicate_acks = 0;
        recovery.limited = 0;
        let over = self.is_recovered();
        let lost = self.in_flight.lost();
        if over && matches!(self.tcb.recovery.phase, Phase::FastRecovery | Phase::Loss) {
            self.tcb.rack.on_recovered();
        }
        match self.tcb.recovery.phase {
            Phase::FastRecovery if over => self.leave_recovery(effects),
            Phase::Reduced if self.is_proportional() => {
                if over {
                    self.leave_recovery(effects);
                } else {
                    let fresh = if self.uses_sack() { sacked + data } else { segments * self.tcb.snd_mss };
                    self.on_arrival_in_recovery(fresh, true, effects);
                }
            }
            Phase::FastRecovery => self.on_partial_ack(data, segments, sacked, now, effects),
            Phase::Open | Phase::Loss | Phase::Reduced => {
                self.tcb.recovery.reported = 0;
                if over {
                    self.tcb.recovery.phase = Phase::Open;
                }
                if data > 0 && !congested {
                    let rtt = self.tcb.rto.srtt.unwrap_or_default();
                    self.tcb.congestion.on_ack(data, now, rtt);
                }
                if sacked > 0 {
                    self.tcb.recovery.duplicate_acks = 1;
                }
            }
        }
        if self.uses_rack() && self.tcb.recovery.phase != Phase::FastRecovery {
            self.mark_lost(now, effects);
            let calm = self.tcb.recovery.phase != Phase::Loss;
            if calm && self.in_flight.has_lost() && (over || self.in_flight.lost() > lost) {
                self.enter_recovery(sacked, now, effects);
            }
        }
    }

    /// Whether all is acknowledged that had been sent when the loss was found.
    fn is_recovered(&self) -> bool {
        let (una, recover) = (self.tcb.snd_una, self.tcb.recovery.recover);
        if self.tcb.recovery.phase == Phase::Reduced {
            return una.after(recover + 1);
        }
        if self.tcb.recovery.phase == Phase::FastRecovery && !self.uses_sack() {
            if self.is_proportional() {
                // Linux waits for one more ACK, lest late duplicates begin a second recovery.
                return una.after(recover + 1);
            }
            return self.config.loss_recovery == LossRecovery::Reno || una.after(recover);
        }
        una.after(recover)
    }

    /// A duplicate ACK tells of one more segment that has arrived, unless every one but the holes has already; gives whether it did.
    fn count_reported(&mut self) -> bool {
        let holes = self.in_flight.lost().max(1);
        let most = u32::try_from(self.in_flight.iter().len().saturating_sub(holes)).unwrap_or(u32::MAX);
        let recovery = &mut self.tcb.recovery;
        let more = recovery.reported < most;
        recovery.reported = (recovery.reported + 1).min(most);
        more
    }

    /// By the reports of SACK: how many there are beyond a segment, or when it was sent.
    fn mark_lost(&mut self, now: Time, effects: &mut Effects) {
        if self.uses_rack() {
            self.mark_lost_by_time(now, effects);
        } else if self.uses_sack() {
            self.in_flight.mark_lost_below(DUPLICATES, self.tcb.snd_mss);
        }
    }

    pub(super) fn enter_recovery(&mut self, sacked: u32, now: Time, effects: &mut Effects) {
        let flight_size = self.in_flight.outstanding() - self.tcb.recovery.limited;
        let before = self.tcb.congestion.cwnd;
        let reported = self.tcb.recovery.reported;
        // The echo of a mark has brought the threshold down in this round trip already.
        if self.tcb.recovery.phase != Phase::Reduced {
            self.tcb.congestion.on_loss(flight_size);
        }
        self.tcb.recovery.begin(Phase::FastRecovery, self.tcb.snd_nxt);
        self.tcb.tail.probe = None;
        self.in_flight.begin_recovery();
        let first = if self.uses_rack() { self.in_flight.first_lost() } else { Some(0) };
        self.tcb.ecn.slowed = self.tcb.ecn.agreed;
        let flavour = self.config.loss_recovery;
        let (ssthresh, smss) = (self.tcb.congestion.ssthresh, self.tcb.snd_mss);
        if self.is_proportional() {
            self.tcb.recovery.window_before = before;
            self.tcb.recovery.reported = reported;
            self.in_flight.mark_lost(first.unwrap_or_default());
            self.on_arrival_in_recovery(sacked.max(self.one_segment()), false, effects);
        } else if self.uses_sack() {
            self.tcb.congestion.cwnd = ssthresh;
            self.note_congestion("RFC 6675 5", effects);
            self.in_flight.mark_lost(first.unwrap_or_default());
            self.transmit(first.unwrap_or_default(), "RFC 6675 5", now, effects);
        } else if flavour == LossRecovery::Tahoe {
            self.tcb.recovery.phase = Phase::Loss;
            self.tcb.congestion.cwnd = smss;
            self.note_congestion("RFC 5681 3.1", effects);
            self.in_flight.mark_all_lost();
        } else {
            self.tcb.congestion.cwnd = ssthresh + DUPLICATES * smss;
            self.note_congestion("RFC 5681 3.2", effects);
            self.transmit(0, "RFC 5681 3.2", now, effects);
        }
    }

    /// Congestion without a loss (RFC 3168 6.1.2): the window comes down as after one, and once in a round trip.
    pub(super) fn slow_down(&mut self, effects: &mut Effects) {
        let before = self.tcb.congestion.cwnd;
        self.tcb.congestion.on_loss(before);
        self.tcb.recovery.begin(Phase::Reduced, self.tcb.snd_nxt);
        if self.is_proportional() {
            self.tcb.recovery.window_before = before;
        } else {
            self.tcb.congestion.cwnd = before.min(self.tcb.congestion.ssthresh);
        }
        self.note_congestion("RFC 3168 6.1.2", effects);
    }

    /// In recovery an ACK repaired a part: without SACK it points at the next hole (RFC 6582 3.2, step 3).
    fn on_partial_ack(&mut self, data: u32, segments: u32, sacked: u32, now: Time, effects: &mut Effects) {
        self.tcb.recovery.partial = true;
        let lost = self.in_flight.lost();
        self.mark_lost(now, effects);
        if self.is_proportional() {
            let recovery = &mut self.tcb.recovery;
            let told = segments.saturating_sub(1).min(recovery.reported);
            recovery.reported -= told;
            if !self.uses_sack() && self.tcb.snd_una.at_or_before(self.tcb.recovery.recover) {
                self.in_flight.mark_lost(0);
            }
            // What duplicate ACKs had told of has been counted then.
            let fresh = if self.uses_sack() { sacked + data } else { (segments - told) * self.tcb.snd_mss };
            let safe = self.in_flight.lost() == lost;
            self.on_arrival_in_recovery(fresh, safe, effects);
        } else if !self.uses_sack() {
            let smss = self.tcb.snd_mss;
            let congestion = &mut self.tcb.congestion;
            congestion.cwnd = congestion.cwnd.saturating_sub(data) + if data >= smss { smss } else { 0 };
            self.note_congestion("RFC 6582 3.2", effects);
            self.transmit(0, "RFC 6582 3.2", now, effects);
        }
    }

    fn leave_recovery(&mut self, effects: &mut Effects) {
        let (ssthresh, smss) = (self.tcb.congestion.ssthresh, self.tcb.snd_mss);
        let cwnd = if self.is_proportional() || self.uses_sack() || self.config.loss_recovery == LossRecovery::Reno {
            ssthresh
        } else {
            ssthresh.min(self.in_flight.outstanding().max(smss) + smss)
        };
        self.tcb.congestion.cwnd = cwnd;
        self.tcb.recovery.phase = Phase::Open;
        self.tcb.recovery.reported = 0;
        self.note_congestion("RFC 5681 3.2", effects);
    }

    /// In recovery `bytes` have left the network: room for new ones. Reno and NewReno count one segment for each duplicate ACK; SACK counts in
    /// the pipe; proportional rate reduction lets out what brings the window down in step with what arrives. `safe`: the ACK acknowledged
    /// something new and told of no further loss.
    fn on_arrival_in_recovery(&mut self, bytes: u32, safe: bool, effects: &mut Effects) {
        if !self.is_proportional() {
            if !self.uses_sack() {
                self.tcb.congestion.cwnd += self.tcb.snd_mss;
                self.note_congestion("RFC 5681 3.2", effects);
            }
            return;
        }
        let pipe = self.pipe();
        let (ssthresh, smss) = (self.tcb.congestion.ssthresh, self.tcb.snd_mss);
        let recovery = &mut self.tcb.recovery;
        recovery.delivered += bytes;
        // In whole segments, as Linux counts.
        let sent = recovery.sent / smss;
        let due = if pipe > ssthresh {
            let share = u64::from(recovery.delivered) * u64::from(ssthresh);
            let share = share.div_ceil(u64::from(recovery.window_before.max(1)) * u64::from(smss));
            u32::try_from(share).unwrap_or(u32::MAX).saturating_sub(sent)
        } else {
            let behind = (recovery.delivered / smss).saturating_sub(sent).max(bytes.div_ceil(smss));
            (behind + u32::from(safe)).min((ssthresh - pipe) / smss)
        };
        self.tcb.congestion.cwnd = (pipe + due.max(u32::from(recovery.sent == 0)) * smss).max(smss);
        self.note_congestion("RFC 6937 3.1", effects);
    }

    /// The retransmission timer expired: whatever recovery there was is over (RFC 6582 3.2, step 4).
    pub(super) fn on_timeout_in_recovery(&mut self) {
        self.tcb.recovery.duplicate_acks = 0;
        self.tcb.tail.probe = None;
        self.tcb.ecn.slowed = self.tcb.ecn.agreed && self.tcb.state.is_synchronized();
        self.tcb.recovery.begin(Phase::Loss, self.tcb.snd_nxt);
    }

    /// Bytes of data are sent while a loss is suspected or repaired.
    pub(super) fn count_for_recovery(&mut self, len: u32, again: bool) {
        let phase = self.tcb.recovery.phase;
        let by_sack = self.uses_sack() && !self.is_proportional() && phase == Phase::Open;
        let suspects = by_sack && self.tcb.recovery.duplicate_acks > 0;
        let limited = !again && (suspects || self.limited_transmit() > 0);
        let recovery = &mut self.tcb.recovery;
        if recovery.phase.is_slowing() {
            recovery.sent += len;
        } else if limited {
            recovery.limited += len;
        }
    }

    /// What may be sent beyond the congestion window while one or two duplicate ACKs have come (RFC 3042 2).
    pub(super) fn limited_transmit(&self) -> u32 {
        let recovery = &self.tcb.recovery;
        let applies = self.config.limited_transmit
            && recovery.phase == Phase::Open
            && !self.uses_sack()
            && !self.is_proportional()
            && recovery.duplicate_acks < DUPLICATES;
        if applies { recovery.duplicate_acks * self.tcb.snd_mss } else { 0 }
    }

    /// Whether a partial ACK leaves the timer alone: only the first of a recovery restarts it (RFC 6582 4, impatient).
    pub(super) fn is_impatient(&self) -> bool {
        let recovery = &self.tcb.recovery;
        recovery.phase == Phase::FastRecovery && recovery.partial && !self.is_proportional()
    }

    /// Numbers in the network, as far as the sender can tell.
    pub(super) fn pipe(&self) -> u32 {
        self.in_flight.pipe().saturating_sub(self.tcb.recovery.reported * self.tcb.snd_mss)
    }

    fn one_segment(&self) -> u32 {
        if self.uses_sack() { 0 } else { self.tcb.snd_mss }
    }

    pub(super) fn is_proportional(&self) -> bool {
        WHOLE && self.config.reduction == Reduction::Proportional
    }
}
