//! What has been sent and not yet acknowledged, segment by segment: the retransmission queue, and what is known of the fate of each.
//!
//! Counts as it goes, so that a full window costs no more to ask about than an empty one. Decides nothing: what is lost and what
//! is sent again is said by `recovery` and `output`.

use crate::sim::time::Time;
use crate::wire::SeqNum;
use serde::Serialize;
use std::collections::VecDeque;

/// What a sender takes a segment to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// In the network.
    #[default]
    InFlight,
    /// Lost, and to be sent again.
    Lost,
    /// Arrived beyond a gap: the peer has reported it (RFC 2018).
    Sacked,
}

/// A segment that has been sent and not yet acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// Its first number.
    pub seq: SeqNum,
    /// Its bytes.
    pub len: u32,
    /// It carries SYN.
    pub syn: bool,
    /// It carries FIN.
    pub fin: bool,
    /// How often it has been sent.
    pub transmissions: u8,
    /// When it was last sent.
    pub sent_at: Time,
    /// What is known of it.
    pub fate: Fate,
    /// It has been sent again in the present recovery (RFC 6675 2, `HighRxt`).
    pub repaired: bool,
    /// How many of it the network may hold: two, if it was sent again although it is not known to be lost.
    pub copies: u8,
}

impl Sent {
    /// How many numbers it takes up.
    pub fn seq_len(&self) -> u32 {
        self.len + u32::from(self.syn) + u32::from(self.fin)
    }

    /// The number after its last.
    pub fn end(&self) -> SeqNum {
        self.seq + self.seq_len()
    }
}

/// The segments in the order of their numbers, without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scoreboard {
    segments: VecDeque<Sent>,
    pipe: u32,
    lost: usize,
    sacked: usize,
}

impl Scoreboard {
    pub(super) fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    pub(super) fn clear(&mut self) {
        *self = Scoreboard::default();
    }

    /// The oldest.
    pub(super) fn front(&self) -> Option<&Sent> {
        self.segments.front()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Sent> {
        self.segments.get(index)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Sent> + ExactSizeIterator {
        self.segments.iter()
    }

    /// Numbers in the network: sent, not acknowledged in any way, not taken to be lost.
    pub(super) fn pipe(&self) -> u32 {
        self.pipe
    }

    /// Numbers sent and not cumulatively acknowledged: `FlightSize` (RFC 5681 section 2).
    pub(super) fn outstanding(&self) -> u32 {
        match (self.segments.front(), self.segments.back()) {
            (Some(first), Some(last)) => last.end() - first.seq,
            _ => 0,
        }
    }

    /// How many segments are to be sent again.
    pub(super) fn lost(&self) -> usize {
        self.lost
    }

    /// How many segments are known to have arrived beyond a gap.
    pub(super) fn sacked(&self) -> usize {
        self.sacked
    }

    /// Whether something is to be sent again.
    pub(super) fn has_lost(&self) -> bool {
        self.lost > 0
    }

    /// The first that is to be sent again.
    pub(super) fn first_lost(&self) -> Option<usize> {
        if self.lost == 0 { None } else { self.segments.iter().position(|sent| sent.fate == Fate::Lost) }
    }

    /// Adds a segment behind the others and gives its place.
    pub(super) fn push(&mut self, seq: SeqNum, len: u32, syn: bool, fin: bool) -> usize {
        let sent_at = Time(0);
        let sent =
            Sent { seq, len, syn, fin, transmissions: 0, sent_at, fate: Fate::InFlight, repaired: false, copies: 1 };
        self.pipe += sent.seq_len();
        self.segments.push_back(sent);
        self.segments.len() - 1
    }

    /// The segment is put on the wire; gives it as it is then.
    pub(super) fn on_transmission(&mut self, index: usize, now: Time) -> Option<Sent> {
        let sent = self.segments.get_mut(index)?;
        sent.sent_at = now;
        sent.transmissions = sent.transmissions.saturating_add(1);
        if sent.transmissions > 1 {
            sent.repaired = true;
        }
        if sent.fate == Fate::Lost {
            sent.fate = Fate::InFlight;
            self.lost -= 1;
            self.pipe += sent.seq_len();
        }
        Some(sent.clone())
    }

    /// Numbers up to `ack` have arrived. Gives how many whole segments that were.
    pub(super) fn acknowledge(&mut self, ack: SeqNum) -> u32 {
        let mut gone = 0;
        while self.segments.front().is_some_and(|sent| sent.end().at_or_before(ack)) {
            let Some(sent) = self.segments.pop_front() else { break };
            self.forget(&sent, sent.seq_len());
            self.lost -= usize::from(sent.fate == Fate::Lost);
            self.sacked -= usize::from(sent.fate == Fate::Sacked);
            gone += 1;
        }
        if let Some(sent) = self.segments.front_mut()
            && sent.seq.before(ack)
        {
            let cut = (ack - sent.seq).min(sent.len);
            sent.len -= cut;
            sent.seq = ack;
            let sent = sent.clone();
            self.forget(&sent, cut);
        }
        gone
    }

    /// The oldest is about to be sent again: the ones behind it are joined to it as far as they have room in `most` bytes, end before `edge`,
    /// and have not been reported.
    pub(super) fn join_following(&mut self, most: u32, edge: SeqNum) {
        while let Some((sent, next)) = self.segments.front().zip(self.segments.get(1)) {
            let together = sent.len + next.len;
            let apart = sent.syn || sent.fate == Fate::Sacked || next.fate == Fate::Sacked;
            if apart || sent.len >= most || together > most || next.end().after(edge) {
                return;
            }
            let (sent, next) = (sent.clone(), next.clone());
            self.forget(&sent, sent.seq_len());
            self.forget(&next, next.seq_len());
            self.lost -= usize::from(next.fate == Fate::Lost);
            let joined = Sent { len: together, fin: next.fin, ..sent };
            if joined.fate == Fate::InFlight {
                self.pipe += joined.seq_len() * u32::from(joined.copies);
            }
            self.segments.drain(..2);
            self.segments.push_front(joined);
        }
    }

    fn forget(&mut self, sent: &Sent, numbers: u32) {
        if sent.fate == Fate::InFlight {
            self.pipe -= numbers * u32::from(sent.copies);
        }
    }

    /// The segment is about to be sent again although it is not known to be lost: the pipe holds it twice (RFC 6675 5, C.4).
    pub(super) fn count_twice(&mut self, index: usize) {
        if let Some(sent) = self.segments.get_mut(index).filter(|sent| sent.fate == Fate::InFlight && sent.copies == 1)
        {
            sent.copies = 2;
            self.pipe += sent.seq_len();
        }
    }

    /// The peer has `start` up to, not including, `end`. Gives how many numbers that is news of. What is reported in part counts when all
    /// of it is.
    pub(super) fn sack(&mut self, start: SeqNum, end: SeqNum) -> u32 {
        let mut news = 0;
        for sent in &mut self.segments {
            if sent.seq.before(start) || sent.end().after(end) {
                continue;
            }
            match core::mem::replace(&mut sent.fate, Fate::Sacked) {
                Fate::InFlight => self.pipe -= sent.seq_len() * u32::from(core::mem::replace(&mut sent.copies, 1)),
                Fate::Lost => self.lost -= 1,
                Fate::Sacked => continue,
            }
            self.sacked += 1;
            news += sent.seq_len();
        }
        news
    }

    /// Takes a segment to be lost, unless it is known to have arrived.
    pub(super) fn mark_lost(&mut self, index: usize) {
        if let Some(sent) = self.segments.get_mut(index).filter(|sent| sent.fate == Fate::InFlight) {
            sent.fate = Fate::Lost;
            self.lost += 1;
            self.pipe -= sent.seq_len() * u32::from(core::mem::replace(&mut sent.copies, 1));
        }
    }

    /// Takes those that are in the network to be lost of which this is true.
    pub(super) fn mark_lost_if(&mut self, mut is_lost: impl FnMut(&Sent) -> bool) {
        for index in 0..self.segments.len() {
            if self.segments.get(index).is_some_and(|sent| sent.fate == Fate::InFlight && is_lost(sent)) {
                self.mark_lost(index);
            }
        }
    }

    /// Nothing was lost after all.
    pub(super) fn forget_lost(&mut self) {
        for sent in self.segments.iter_mut().filter(|sent| sent.fate == Fate::Lost) {
            sent.fate = Fate::InFlight;
            self.pipe += sent.seq_len();
        }
        self.lost = 0;
    }

    /// What is larger than this was too large for the way: it is cut, and what was in the network is lost.
    pub(super) fn split_larger_than(&mut self, most: u32) {
        let segments = core::mem::take(&mut self.segments);
        for sent in segments {
            let too_large = sent.len > most && sent.fate != Fate::Sacked;
            if !too_large {
                self.segments.push_back(sent);
                continue;
            }
            self.forget(&sent, sent.seq_len());
            self.lost -= usize::from(sent.fate == Fate::Lost);
            let mut offset = 0;
            while offset < sent.len {
                let len = most.min(sent.len - offset);
                let last = offset + len == sent.len;
                let (seq, fin) = (sent.seq + offset, sent.fin && last);
                self.segments.push_back(Sent { seq, len, fin, fate: Fate::Lost, copies: 1, ..sent.clone() });
                self.lost += 1;
                offset += len;
            }
        }
    }

    /// Takes everything to be lost that is not known to have arrived.
    pub(super) fn mark_all_lost(&mut self) {
        (0..self.segments.len()).for_each(|index| self.mark_lost(index));
        self.begin_recovery();
    }

    /// Marks as lost what has not been sent again in this recovery and has at least `threshold` segments' worth reported beyond it
    /// (RFC 6675 4, `IsLost`).
    pub(super) fn mark_lost_below(&mut self, threshold: u32, smss: u32) {
        if self.sacked == 0 {
            return;
        }
        let (mut bytes, mut runs, mut in_run) = (0, 0, false);
        for index in (0..self.segments.len()).rev() {
            let Some(sent) = self.segments.get(index) else { break };
            if sent.fate == Fate::Sacked {
                bytes += sent.seq_len();
                runs += u32::from(!in_run);
                in_run = true;
                continue;
            }
            in_run = false;
            let lost = bytes > (threshold - 1) * smss || runs >= threshold;
            if lost && !sent.repaired {
                self.mark_lost(index);
            }
        }
    }

    /// The first hole below what has been reported that has not been sent again (RFC 6675 4, `NextSeg` rule 3).
    pub(super) fn first_hole(&self) -> Option<usize> {
        let last = self.segments.iter().rposition(|sent| sent.fate == Fate::Sacked)?;
        self.segments.iter().take(last).position(|sent| sent.fate == Fate::InFlight && !sent.repaired)
    }

    /// The last that has not been reported, unless it has been sent again (RFC 6675 4, `NextSeg` rule 4).
    pub(super) fn last_unreported(&self) -> Option<usize> {
        let last = self.segments.iter().rposition(|sent| sent.fate != Fate::Sacked)?;
        self.segments.get(last).filter(|sent| !sent.repaired).map(|_| last)
    }

    /// A recovery begins: nothing has been sent again in it.
    pub(super) fn begin_recovery(&mut self) {
        self.segments.iter_mut().for_each(|sent| sent.repaired = false);
    }

    /// The peer has taken back what it had reported (reneging): it may, until it acknowledges.
    pub(super) fn forget_sacked(&mut self) {
        for sent in &mut self.segments {
            if sent.fate == Fate::Sacked {
                sent.fate = Fate::InFlight;
                self.pipe += sent.seq_len();
            }
        }
        self.sacked = 0;
    }
}

#[cfg(test)]
mod tests;
