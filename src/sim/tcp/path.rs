//! What the network says of the way: how large a packet may be (RFC 9293 3.7.2, RFC 1191), and that something did not arrive (RFC 9293
//! 3.9.2.2, RFC 5461).
//!
//! Anybody can forge such a message. So one counts only if it quotes a number that is in flight (RFC 5927 4.1).

use super::effect::{Effect, Effects};
use super::failure::Failure;
use super::state::State;
use super::tcb::Endpoint;
use crate::sim::time::Time;
use crate::wire::{IcmpKind, Quoted};

const RULE: &str = "RFC 9293 3.9.2.2";

/// Bytes of the headers of IPv4 and TCP without options.
const HEADERS_BYTES: u16 = 40;

/// The smallest packet that a path must carry (RFC 791 3.2).
const MTU_LEAST: u16 = 68;

/// Sizes to try where a router does not say how much it takes (RFC 1191 7.1).
const PLATEAUS: [u16; 10] = [32_000, 17_914, 8_166, 4_352, 2_002, 1_492, 1_006, 508, 296, MTU_LEAST];

/// How large a packet may be after one of this size was too large; `told` is what the router says, 0 if it is older than RFC 1191.
pub(crate) fn mtu_told(told: u16, size: u16) -> u16 {
    let guess = || PLATEAUS.into_iter().find(|plateau| *plateau < size).unwrap_or(MTU_LEAST);
    if told == 0 { guess() } else { told.max(MTU_LEAST) }
}

/// The most bytes of data that a packet of this size has room for.
pub(super) fn mss_for(mtu: u16) -> u32 {
    u32::from(mtu.saturating_sub(HEADERS_BYTES)).max(1)
}

impl Endpoint {
    /// The network, or the other host, says what became of a segment.
    pub fn on_message(&mut self, kind: IcmpKind, quoted: &Quoted, now: Time, effects: &mut Effects) {
        if !self.is_in_flight(quoted.seq) {
            effects.discard(super::effect::Discard::StrayMessage, "RFC 5927 4.1");
            return;
        }
        if let IcmpKind::FragmentationNeeded { mtu } = kind {
            self.on_too_large(mtu, quoted.total_len, now, effects);
            return;
        }
        let Some(failure) = Failure::told_by(kind) else { return };
        let opening = matches!(self.tcb.state, State::SynSent | State::SynReceived);
        let hard = matches!(failure, Failure::Refused | Failure::ProtocolUnreachable);
        // While it opens, Linux believes everything, afterwards nothing.
        let fatal = if self.config.is_linux() { opening } else { hard };
        if fatal {
            self.fail(failure, RULE, effects);
        } else {
            self.soft_failure = Some(failure);
        }
    }

    /// A segment was too large for a link on the way: from now on they are smaller, and what was too large goes again, also if the size is no
    /// news because another connection has learned it. That is no sign of congestion (RFC 1191 6.2, 6.4).
    fn on_too_large(&mut self, told: u16, size: u16, now: Time, effects: &mut Effects) {
        let mtu = mtu_told(told, size);
        if !self.config.path_mtu_discovery || mtu > self.config.link_mtu {
            return;
        }
        self.learn_mtu(mtu, "RFC 1191 3", effects);
        self.in_flight.split_larger_than(self.tcb.snd_mss);
        if self.tcb.state.is_synchronized() {
            self.output(now, effects);
        }
    }

    /// The way to the peer takes packets of this size at most: segments become smaller, if they were larger.
    pub fn learn_mtu(&mut self, mtu: u16, rule: &'static str, effects: &mut Effects) {
        if !self.config.path_mtu_discovery || mtu >= self.config.link_mtu {
            return;
        }
        self.config.link_mtu = mtu;
        let most = mss_for(mtu).saturating_sub(self.tcb.agreed.bytes_always()).max(1);
        let before = self.tcb.snd_mss;
        self.tcb.snd_mss = before.min(most);
        if self.tcb.snd_una == self.tcb.iss + 1 {
            // Nothing has arrived yet: the first window was meant for segments of this size (RFC 5681 3.1).
            self.tcb.congestion.cwnd = self.tcb.congestion.cwnd / before * self.tcb.snd_mss;
            self.note_congestion("RFC 5681 3.1", effects);
        }
        self.tcb.congestion.set_segment_size(self.tcb.snd_mss);
        effects.push(Effect::PathMtu { mtu }, rule);
    }
}
