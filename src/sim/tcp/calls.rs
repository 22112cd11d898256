//! What the user's calls do to a connection (RFC 9293 3.10.2 SEND, 3.10.3 RECEIVE, 3.10.4 CLOSE).

use super::effect::Effects;
use super::failure::Failure;
use super::state::State;
use super::tcb::{AckDue, DELAYED_ACK, Endpoint, PeerFin, Reader};
use crate::sim::time::Time;
use crate::wire::Payload;

/// What `send` came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// So many bytes were copied into the send buffer.
    Bytes(usize),
    /// The buffer is full, or the connection is not open yet.
    WouldBlock,
    /// This direction is closed.
    Closed,
    /// The connection broke.
    Failed(Failure),
}

/// What `recv` came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// Bytes, in the order in which they were written.
    Bytes(Payload),
    /// The peer has finished, and everything before that has been read.
    EndOfFile,
    /// Nothing there yet.
    WouldBlock,
    /// The connection broke.
    Failed(Failure),
}

impl Endpoint {
    /// Copies as many bytes as there is room for and sends what may be sent.
    pub fn send(&mut self, bytes: &[u8], now: Time, effects: &mut Effects) -> Written {
        if let Some(failure) = self.tell_failure() {
            return Written::Failed(failure);
        }
        match self.tcb.state {
            State::SynSent | State::SynReceived => return Written::WouldBlock,
            State::Established | State::CloseWait if !self.fin_wanted => {}
            _ => return Written::Closed,
        }
        let count = self.outgoing.admit(bytes.len(), self.config.send_buffer);
        let Some(part) = bytes.get(..count).filter(|part| !part.is_empty() || bytes.is_empty()) else {
            return Written::WouldBlock;
        };
        if !part.is_empty() {
            self.outgoing.write(part);
        }
        self.output(now, effects);
        Written::Bytes(part.len())
    }

    /// Takes up to `most` bytes; opens the window again if that makes a difference (3.8.6.2.2).
    pub fn recv(&mut self, most: usize, now: Time, effects: &mut Effects) -> Read {
        if self.incoming.ready() > 0 {
            let bytes = self.incoming.read(most);
            self.after_read(now, effects);
            return Read::Bytes(bytes);
        }
        // Once the peer's FIN has been taken, that is what reading comes to, whatever happens afterwards.
        if self.fin_taken() {
            return Read::EndOfFile;
        }
        if let Some(failure) = self.tell_failure() {
            return Read::Failed(failure);
        }
        match self.tcb.state {
            _ if self.reader == Reader::Shut => Read::EndOfFile,
            State::SynSent | State::SynReceived | State::Listen => Read::WouldBlock,
            state if state.may_receive() => Read::WouldBlock,
            _ => Read::EndOfFile,
        }
    }

    /// The ACK that a read makes due: one that waited for it, or the news of a window that has opened again. As in Linux, that is an ACK of its
    /// own only if less than half of the buffer was on offer and it at least doubles.
    fn after_read(&mut self, now: Time, effects: &mut Effects) {
        let (offered, next) = (self.tcb.rcv_wnd, self.next_window());
        let opens = self.tcb.state.may_receive()
            && offered.saturating_mul(2) <= self.config.receive_buffer
            && next >= offered.saturating_mul(2).max(1);
        let waited = self.ack_due == AckDue::Later && self.waiting.is_due_on_read(self.incoming.ready() == 0);
        if opens || waited {
            self.owe_ack(if opens { "RFC 9293 3.8.6.2.2" } else { DELAYED_ACK });
            self.output(now, effects);
        }
    }

    fn fin_taken(&self) -> bool {
        self.peer_fin == PeerFin::Taken
    }

    /// How the connection broke, to the first call that asks; afterwards it is merely closed (Linux: `sock_error`).
    pub fn tell_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    /// `shutdown(SHUT_WR)`: a FIN follows the last byte; reading goes on (3.6.1). From ESTABLISHED the state changes at once, also where data
    /// has to go first (3.10.4). Gives whether there is a connection to shut down.
    pub fn shutdown_write(&mut self, now: Time, effects: &mut Effects) -> bool {
        const RULE: &str = "RFC 9293 3.10.4";
        match self.tcb.state {
            State::Closed | State::Listen | State::TimeWait => return false,
            _ if self.fin_wanted => {
                self.limit_fin_wait_2(now, effects);
                return true;
            }
            State::Established | State::SynReceived => self.enter(State::FinWait1, RULE, effects),
            // By the RFC when the FIN is sent, after everything that was written before.
            State::CloseWait if self.config.is_linux() => self.enter(State::LastAck, RULE, effects),
            _ => {}
        }
        self.fin_wanted = true;
        self.output(now, effects);
        true
    }

    /// `shutdown(SHUT_RD)`: nothing more is waited for. What comes all the same is taken and can be read, as in Linux, until our side has
    /// finished, too. Gives whether there is a connection to shut down.
    pub fn shutdown_read(&mut self) -> bool {
        let connected = self.tcb.state.is_synchronized() && self.tcb.state != State::TimeWait;
        if connected && self.reader == Reader::Present {
            self.reader = Reader::Shut;
        }
        connected
    }

    /// The connection goes with an RST (3.10.5); its program never had it.
    pub fn abort(&mut self, now: Time, effects: &mut Effects) {
        self.reader = Reader::Gone;
        if self.tcb.state.is_synchronized() && self.tcb.state != State::TimeWait {
            self.reset("RFC 9293 3.10.5", now, effects);
        }
    }

    /// The connection goes without a word.
    pub fn forget(&mut self, _: Time, effects: &mut Effects) {
        self.reader = Reader::Gone;
        self.in_flight.clear();
        self.enter(State::Closed, "RFC 9293 3.10.5", effects);
    }

    /// `close()`: nobody will read or write any more. Unread data makes it a reset (3.6.1).
    pub fn close(&mut self, now: Time, effects: &mut Effects) {
        self.reader = Reader::Gone;
        match self.tcb.state {
            State::Closed | State::Listen => {}
            State::SynSent => self.enter(State::Closed, "RFC 9293 3.10.4", effects),
            State::TimeWait if !self.config.linger_zero || self.config.is_linux() => {}
            // Both have finished: there is nothing to reset.
            State::Closing | State::LastAck | State::TimeWait if self.config.linger_zero => {
                self.forget(now, effects);
            }
            _ if self.config.linger_zero => self.reset("RFC 9293 3.10.5", now, effects),
            _ if self.incoming.ready() > 0 => self.reset("RFC 9293 3.6.1", now, effects),
            _ => {
                self.shutdown_write(now, effects);
            }
        }
    }
}
