//! Explicit congestion notification (RFC 3168): a router marks packets instead of dropping them, the receiver echoes the mark, the sender
//! slows down as after a loss and says so.
//!
//! Left out: accurate ECN (RFC 9768), and marks on SYN+ACK (RFC 5562).

use super::config::{TcpConfig, WHOLE};
use super::effect::Effects;
use super::recovery::Phase;
use super::tcb::Endpoint;
use crate::wire::{Flags, Segment};
use serde::Serialize;

/// Where a connection stands with ECN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ecn {
    /// Both ends understand marks.
    pub agreed: bool,
    /// A mark has come and the sender has not yet said that it slowed down: every ACK carries ECE (6.1.3).
    pub echoing: bool,
    /// We slowed down; the next new data says so with CWR (6.1.2).
    pub slowed: bool,
}

impl Ecn {
    /// What our offer and the peer's SYN come to: a SYN offers with ECE and CWR, a SYN+ACK agrees with ECE alone (6.1.1).
    pub(super) fn with(config: &TcpConfig, syn: &Segment) -> Ecn {
        let flags = syn.flags;
        let answers = flags.has(Flags::ACK);
        let willing = flags.has(Flags::ECE) && flags.has(Flags::CWR) != answers;
        Ecn { agreed: WHOLE && config.ecn && willing, ..Ecn::default() }
    }
}

impl Endpoint {
    /// The ECN flags of a segment with these flags: of a SYN sent for the first time the offer, of a SYN+ACK the consent, of an ACK the echo.
    pub(super) fn echo(&self, flags: Flags) -> Flags {
        let ecn = &self.tcb.ecn;
        let (syn, ack) = (flags.has(Flags::SYN), flags.has(Flags::ACK));
        match (syn, ack) {
            // A SYN that got no answer may have met somebody who does not like the offer: the next comes without (6.1.1.1).
            (true, false) if WHOLE && self.config.ecn && self.tcb.retries == 0 => Flags::ECE | Flags::CWR,
            (true, true) if ecn.agreed => Flags::ECE,
            (false, true) if ecn.echoing && !flags.has(Flags::RST) => Flags::ECE,
            _ => Flags::default(),
        }
    }

    /// New data goes out: whether it says that we slowed down.
    pub(super) fn says_slowed(&mut self) -> bool {
        core::mem::take(&mut self.tcb.ecn.slowed)
    }

    /// A segment has come: the peer may have slowed down, or the packet may carry a mark (6.1.3).
    pub(super) fn take_mark(&mut self, segment: &Segment, marked: bool) {
        if !self.tcb.ecn.agreed {
            return;
        }
        let linux = self.config.is_linux();
        if segment.flags.has(Flags::CWR) {
            self.tcb.ecn.echoing = false;
            if linux && !segment.payload.is_empty() {
                self.owe_ack("RFC 3168 6.1.3");
            }
        }
        if marked && !segment.payload.is_empty() {
            if linux && !self.tcb.ecn.echoing {
                self.waiting.hurry();
            }
            self.tcb.ecn.echoing = true;
        }
    }

    /// An ACK carries the echo of a mark: once in a round trip that means what a loss would (6.1.2). Gives whether the window is not to grow.
    pub(super) fn take_echo(&mut self, segment: &Segment, effects: &mut Effects) -> bool {
        if !self.tcb.ecn.agreed || !segment.flags.has(Flags::ECE) || segment.flags.has(Flags::SYN) {
            return false;
        }
        if self.tcb.recovery.phase == Phase::Open {
            self.tcb.ecn.slowed = true;
            self.slow_down(effects);
        }
        true
    }
}
