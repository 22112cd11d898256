//! Whether an acknowledgment may wait (RFC 9293 3.8.6.3): nothing is decided here about what is acknowledged, only about when.
//!
//! Linux's way is the one of its `tcp_input.c` and `tcp_timer.c`: the first ACKs go out at once; once data flows both ways within the
//! time an ACK may wait, answers are expected to carry the ACKs; and a reader that has emptied the buffer sends the ACK of a small segment off.

use super::config::{AckPolicy, TcpConfig};
use crate::sim::time::{Span, Time};

/// How long an ACK may wait with the timing of Linux.
const LINUX_WAIT: Span = Span::millis(40);

/// How long an ACK of something without data may wait where no data has ever come: until the next tick.
const LINUX_WAIT_BEFORE_DATA: Span = Span::millis(4);

/// How many ACKs Linux sends at once when data begins to come, and after a pause. (Of the first it counts 16, but none while its receive window
/// grows, which at first it does.)
const LINUX_QUICK_ACKS: (u32, u32) = (22, 16);

/// How large Linux takes the peer's segments to be before it has seen one (RFC 9293 3.7.1: the default MSS).
const SEGMENT_BEFORE_ANY: u32 = 536;

/// What bears on whether an ACK may wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    policy: AckPolicy,
    /// The receive buffer, in bytes.
    buffer: u32,
    /// Numbers that arrived in order since an ACK was last sent.
    unacked: u32,
    /// Full-sized segments among them.
    full: u8,
    /// Small or pushed segments among them.
    small: u8,
    /// The largest segment seen.
    segment: u32,
    /// The length of the latest.
    latest: u32,
    /// How many more ACKs go out at once (Linux).
    quick: u8,
    /// Answers are expected to carry the ACKs (Linux).
    dialogue: bool,
    /// When data last came.
    last: Option<Time>,
}

impl Waiting {
    /// On a connection whose segments hold at most `mss` bytes.
    pub(super) fn new(config: &TcpConfig, mss: u32) -> Waiting {
        let (policy, dialogue) = (config.ack_policy, !config.quick_acks);
        let segment = SEGMENT_BEFORE_ANY.min(mss);
        let buffer = config.receive_buffer;
        Waiting { policy, buffer, unacked: 0, full: 0, small: 0, segment, latest: 0, quick: 0, dialogue, last: None }
    }

    /// The program wants the first ACKs at once, or does not (Linux: `TCP_QUICKACK`; as there, not for ever).
    pub(super) fn set_quick(&mut self, quick: bool) {
        self.dialogue |= !quick;
    }

    /// From now on ACKs wait otherwise.
    pub(super) fn set_policy(&mut self, policy: AckPolicy) {
        self.policy = policy;
    }

    /// The network is congested, and the sender must learn of it soon (Linux).
    pub(super) fn hurry(&mut self) {
        self.quick = self.quick.max(2);
    }

    /// A segment came with `length` bytes, by which `fresh` bytes became readable. `full`: how many make a full-sized one. A pause
    /// of more than `rto` begins the quick ACKs anew.
    pub(super) fn on_data(&mut self, (length, fresh): (u32, u32), pushed: bool, full: u32, now: Time, rto: Span) {
        if self.last.is_none_or(|last| now - last > rto) {
            let (first, later) = LINUX_QUICK_ACKS;
            let most = if self.last.is_none() { first } else { later };
            let quick = (self.buffer / (2 * self.segment.max(length))).clamp(2, most);
            self.quick = self.quick.max(u8::try_from(quick).unwrap_or(u8::MAX));
        }
        self.last = Some(now);
        self.latest = length;
        self.unacked = self.unacked.saturating_add(fresh);
        self.full = self.full.saturating_add(u8::from(length >= full));
        if self.unacked >= full.saturating_mul(2) {
            // As many bytes as two of them hold.
            self.full = self.full.max(2);
        }
        if length < self.segment {
            self.small = self.small.saturating_add(1);
        } else {
            self.segment = length;
            self.small = self.small.max(u8::from(pushed));
        }
    }

    /// Numbers that arrived in order since an ACK was last sent.
    pub(super) fn unacked(&self) -> u32 {
        self.unacked
    }

    /// The peer's FIN came: it takes up a number, and Linux waits for what we have to say to it.
    pub(super) fn on_fin(&mut self) {
        self.unacked = self.unacked.saturating_add(1);
        self.latest = self.latest.saturating_add(1);
        self.dialogue = true;
    }

    /// Whether the ACK of what came must not wait any longer. `room`: the bytes that it could offer, `offered`: what is left of the window; Linux
    /// does not hurry to say that it has become smaller because nobody read what came before.
    pub(super) fn is_due(&self, room: u32, offered: u32) -> bool {
        match self.policy {
            AckPolicy::Immediate => true,
            AckPolicy::Delayed { .. } => self.full >= 2,
            AckPolicy::Linux => {
                let keeps_up = room.saturating_add(self.latest) >= offered.saturating_add(self.unacked);
                (self.quick > 0 && !self.dialogue) || (self.unacked > self.segment && keeps_up)
            }
        }
    }

    /// Whether a read makes the ACK due that was waiting. `drained`: it emptied the buffer.
    pub(super) fn is_due_on_read(&self, drained: bool) -> bool {
        let small = self.small >= 2 || (self.small == 1 && !self.dialogue);
        self.policy == AckPolicy::Linux && (self.unacked > self.segment || (drained && small))
    }

    /// The peer's FIN may wait for ours to carry its ACK.
    pub(super) fn fin_may_wait(&self) -> bool {
        self.policy == AckPolicy::Linux
    }

    /// How long an ACK may wait.
    pub(super) fn longest(&self) -> Span {
        match self.policy {
            AckPolicy::Delayed { timeout } => timeout,
            AckPolicy::Linux if self.last.is_none() => LINUX_WAIT_BEFORE_DATA,
            AckPolicy::Linux | AckPolicy::Immediate => LINUX_WAIT,
        }
    }

    /// New data is sent: an answer, if it follows data soon enough.
    pub(super) fn on_data_sent(&mut self, now: Time) {
        self.dialogue |= self.last.is_some_and(|last| now - last < LINUX_WAIT);
    }

    /// A segment went out that carries our acknowledgment. `owed`: one was due or waiting.
    pub(super) fn on_acknowledged(&mut self, owed: bool) {
        self.quick = self.quick.saturating_sub(u8::from(owed));
        (self.unacked, self.full, self.small) = (0, 0, 0);
    }

    /// The ACK waited in vain: no answer came to carry it.
    pub(super) fn on_timeout(&mut self) {
        self.dialogue = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RTO: Span = Span::millis(250);
    const ROOM: u32 = 65_535;

    fn waiting(ack_policy: AckPolicy) -> Waiting {
        Waiting::new(&TcpConfig { ack_policy, ..TcpConfig::textbook() }, 1_460)
    }

    fn at(millis: u64) -> Time {
        Time(0) + Span::millis(millis)
    }

    #[test]
    fn linux_sends_so_many_at_once_then_every_second_segment() {
        let mut waiting = waiting(AckPolicy::Linux);
        let mut at_once = Vec::new();
        for number in 0..30 {
            waiting.on_data((1_460, 1_460), false, 1_460, at(number), RTO);
            at_once.push(waiting.is_due(ROOM, 0));
            if waiting.is_due(ROOM, 0) {
                waiting.on_acknowledged(true);
            }
        }
        assert!(at_once[..22].iter().all(|due| *due));
        assert_eq!(at_once[22..], [false, true, false, true, false, true, false, true]);
        // A long pause begins anew.
        let more = (0..18).take_while(|number| {
            waiting.on_data((1_460, 1_460), false, 1_460, at(400 + number), RTO);
            let due = waiting.is_due(ROOM, 0);
            waiting.on_acknowledged(due);
            due
        });
        assert_eq!(more.count(), 16);
    }

    #[test]
    fn linux_with_a_small_buffer_is_quick_for_as_many_as_it_holds_pairs() {
        let mut waiting = Waiting { buffer: 10_220, ..waiting(AckPolicy::Linux) };
        for number in 0..3 {
            waiting.on_data((1_460, 1_460), false, 1_460, at(number), RTO);
            assert!(waiting.is_due(0, 0), "{number}");
            waiting.on_acknowledged(true);
        }
        waiting.on_data((1_460, 1_460), false, 1_460, at(4), RTO);
        waiting.on_data((1_460, 1_460), false, 1_460, at(5), RTO);
        assert!(waiting.is_due(4_380, 2_920), "what came before has been read");
        assert!(!waiting.is_due(2_920, 2_920), "nobody reads");
    }

    #[test]
    fn in_a_dialogue_the_answer_carries_the_ack() {
        let mut waiting = waiting(AckPolicy::Linux);
        waiting.on_data((100, 100), true, 1_460, at(0), RTO);
        waiting.on_acknowledged(true);
        waiting.on_data_sent(at(5));
        waiting.on_data((100, 100), true, 1_460, at(50), RTO);
        assert!(!waiting.is_due(ROOM, 0) && !waiting.is_due_on_read(true));
        waiting.on_timeout();
        assert!(waiting.is_due(ROOM, 0));
    }

    #[test]
    fn delayed_is_every_second_full_segment() {
        let mut waiting = waiting(AckPolicy::Delayed { timeout: Span::millis(200) });
        waiting.on_data((1_460, 1_460), false, 1_460, at(0), RTO);
        waiting.on_data((100, 100), true, 1_460, at(1), RTO);
        assert!(!waiting.is_due(ROOM, 0));
        waiting.on_data((1_460, 1_460), false, 1_460, at(2), RTO);
        assert!(waiting.is_due(ROOM, 0));
    }
}
