//! The text and the FIN of an arriving segment, and when it is acknowledged (RFC 9293 3.10.7.4, seventh and eighth; 3.8.6).

use super::effect::{Effect, Effects};
use super::state::State;
use super::tcb::{AckDue, DELAYED_ACK, Endpoint, PeerFin, Reader};
use crate::sim::time::Time;
use crate::wire::{Flags, Payload, Segment, SeqNum};

const RULE: &str = "RFC 9293 3.10.7.4";
/// Why news of a gap does not wait.
const GAP: &str = "RFC 5681 4.2";

impl Endpoint {
    /// Takes the part of the segment that is new and in the window; behind the peer's FIN there can be nothing.
    pub(super) fn on_text(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        if !self.tcb.state.may_receive() {
            self.on_text_after_fin(segment, now, effects);
            return;
        }
        let text_end = segment.seq + segment.payload.len_u32();
        // Of a FIN beyond the window's edge nothing is known; Linux takes it all the same.
        let edge = self.tcb.rcv_nxt + self.tcb.rcv_wnd;
        let refused = self.is_orphan() && !segment.payload.is_empty();
        if segment.seq_len() > 0 && segment.seq == edge && self.tcb.rcv_wnd > 0 && !refused {
            // Its acknowledgment counted, with Linux.
            self.owe_ack(RULE);
            return;
        }
        let covers = text_end.before(edge) || self.config.is_linux();
        let finishes = segment.flags.has(Flags::FIN) && covers;
        if !segment.payload.is_empty() && text_end.after(self.tcb.rcv_nxt) {
            let unwanted = self.reader == Reader::Shut && self.tcb.state != State::Established;
            if self.is_orphan() || unwanted {
                self.refuse_text(segment, now, effects);
                return;
            }
            self.take_text(segment, now, effects);
        } else if !segment.payload.is_empty() {
            self.note_duplicate(segment.seq, text_end);
            if !(finishes && text_end == self.tcb.rcv_nxt && self.config.is_linux()) {
                self.owe_ack(RULE);
            }
        }
        if finishes && text_end.at_or_after(self.tcb.rcv_nxt) {
            self.peer_fin = PeerFin::Beyond(text_end);
        }
        match self.peer_fin {
            PeerFin::Beyond(fin) if fin == self.tcb.rcv_nxt => self.on_fin(now, effects),
            // More came behind it: it was none.
            PeerFin::Beyond(fin) if fin.before(self.tcb.rcv_nxt) => self.peer_fin = PeerFin::None,
            _ if segment.flags.has(Flags::FIN) => self.owe_ack(RULE),
            _ => {}
        }
        if self.ack_due == AckDue::Later && self.waiting.is_due(self.window_room(), self.tcb.rcv_wnd) {
            self.owe_ack(DELAYED_ACK);
        }
    }

    /// The peer has finished: a FIN can only be the one that is known, or nonsense. Linux answers what came before it, and in TIME-WAIT everything
    /// that is more than an ACK.
    fn on_text_after_fin(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        let waits = self.tcb.state == State::TimeWait;
        let more = if self.config.is_linux() {
            segment.seq_len() > 0 && (waits || segment.seq.before(self.tcb.rcv_nxt))
        } else {
            segment.flags.has(Flags::FIN)
        };
        if more {
            self.owe_ack(RULE);
            if waits {
                self.restart_time_wait(now, effects);
            }
        }
    }

    /// Nobody will ever read it: the sender must learn that (3.6.1).
    fn refuse_text(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        const RULE: &str = "RFC 9293 3.6.1";
        if !self.config.is_linux() {
            return self.reset(RULE, now, effects);
        }
        self.send_reset_at(segment.ack, RULE, now, effects);
        self.in_flight.clear();
        self.enter(State::Closed, RULE, effects);
    }

    /// Numbers that have arrived a second time. Those from before the peer's SYN never arrived a first time.
    pub(super) fn note_duplicate(&mut self, start: SeqNum, end: SeqNum) {
        let start = start.latest(self.tcb.irs + 1);
        if start.before(end) {
            self.incoming.note_duplicate(start, end);
        }
    }

    fn take_text(&mut self, segment: &Segment, now: Time, effects: &mut Effects) {
        let next = self.tcb.rcv_nxt;
        let known = if segment.seq.before(next) { next - segment.seq } else { 0 };
        let start = segment.seq + known;
        if known > 0 {
            self.note_duplicate(segment.seq, next);
        }
        let room = (next + self.tcb.rcv_wnd) - start;
        let from = usize::try_from(known).unwrap_or(usize::MAX);
        let fresh = segment.payload.get(from..).unwrap_or_default();
        let fresh = fresh.get(..usize::try_from(room).unwrap_or(usize::MAX)).unwrap_or(fresh);
        if start != next {
            self.incoming.hold(start, &Payload::from(fresh));
            self.owe_ack(GAP);
            return;
        }
        let filled_gap = self.incoming.held() > 0 || matches!(self.peer_fin, PeerFin::Beyond(_));
        let bytes = self.incoming.append(next, fresh);
        self.tcb.rcv_nxt += bytes;
        self.tcb.rcv_wnd -= bytes.min(self.tcb.rcv_wnd);
        effects.push(Effect::DataReady { bytes }, RULE);
        let pushed = segment.flags.has(Flags::PSH);
        let length = segment.payload.len_u32();
        self.waiting.on_data((length, bytes), pushed, self.tcb.snd_mss, now, self.tcb.rto.current());
        // A gap that closes is news that must not wait (RFC 5681 4.2). With a FIN Linux forgets that there was one.
        let ends = segment.flags.has(Flags::FIN) && self.config.is_linux();
        if filled_gap && !ends {
            self.owe_ack(GAP);
        }
        self.ack_due = self.ack_due.max_with(AckDue::Later);
    }

    /// Everything before the peer's FIN has arrived (eighth).
    fn on_fin(&mut self, now: Time, effects: &mut Effects) {
        self.peer_fin = PeerFin::Taken;
        self.tcb.rcv_nxt += 1;
        let closing_first = self.tcb.state == State::Established;
        self.waiting.on_fin();
        let may_wait = closing_first && self.waiting.fin_may_wait();
        if !may_wait {
            self.owe_ack(RULE);
        }
        self.ack_due = self.ack_due.max_with(AckDue::Later);
        match self.tcb.state {
            State::Established => self.enter(State::CloseWait, RULE, effects),
            State::FinWait1 => self.enter(State::Closing, RULE, effects),
            State::FinWait2 => self.enter_time_wait(now, effects),
            _ => {}
        }
    }

    /// Moves the right edge of our window, if it can move far enough to be worth a sender's while (3.8.6.2.2).
    pub(super) fn refresh_window(&mut self) {
        // The field says less than there is, rather than more; but what has been offered once is taken (RFC 7323 2.3, 2.4).
        let shift = self.tcb.agreed.rcv_wind_shift;
        self.tcb.rcv_wnd = self.tcb.rcv_wnd.max(self.next_window() >> shift << shift);
    }

    /// The window that the next segment will offer.
    pub(super) fn next_window(&self) -> u32 {
        let (now, taken, room) = (self.tcb.rcv_wnd, self.incoming.ready(), self.window_room());
        let worth = self.tcb.snd_mss.min(self.config.receive_buffer / 2);
        if room >= now + worth || (room > now && taken == 0) { room } else { now }
    }

    /// What the buffer and the field of the header have room for.
    fn window_room(&self) -> u32 {
        let most = u32::from(u16::MAX) << self.tcb.agreed.rcv_wind_shift;
        self.config.receive_buffer.saturating_sub(self.incoming.ready()).min(most)
    }
}

impl AckDue {
    fn max_with(self, other: AckDue) -> AckDue {
        match (self, other) {
            (AckDue::Now, _) | (_, AckDue::Now) => AckDue::Now,
            (AckDue::Later, _) | (_, AckDue::Later) => AckDue::Later,
            _ => AckDue::No,
        }
    }
}
