//! Opening: the active open, the passive one, and what a segment that belongs to nobody gets (RFC 9293 3.5, 3.10.1, 3.10.7.1, 3.10.7.2).

use super::config::TcpConfig;
use super::congestion::Congestion;
use super::ecn::Ecn;
use super::effect::{Discard, Effects};
use super::options::Agreed;
use super::path::mss_for;
use super::state::State;
use super::tcb::{Endpoint, PeerFin};
use super::waiting::Waiting;
use crate::sim::time::Time;
use crate::wire::{Flags, Payload, Segment, SeqNum, SocketAddr, TcpOptions};

/// MSS that is assumed of a peer that does not name one (RFC 9293 3.7.1).
const MSS_DEFAULT: u16 = 536;

/// Linux does not send smaller segments than that, whatever the peer says (`tcp_min_snd_mss`).
const MSS_LEAST_LINUX: u16 = 48;

impl Endpoint {
    /// The active open: SYN out, SYN-SENT (3.10.1).
    pub fn connect(
        local: SocketAddr,
        remote: SocketAddr,
        iss: SeqNum,
        config: TcpConfig,
        now: Time,
        effects: &mut Effects,
    ) -> Endpoint {
        let mut endpoint = Endpoint::new(local, remote, iss, config, false);
        endpoint.enter(State::SynSent, "RFC 9293 3.10.1", effects);
        endpoint.send_syn("RFC 9293 3.10.1", now, effects);
        endpoint
    }

    /// The passive open, second half: a SYN came to a listening socket; SYN+ACK out, SYN-RECEIVED (3.10.7.2, third).
    pub fn accept(
        local: SocketAddr,
        remote: SocketAddr,
        iss: SeqNum,
        config: TcpConfig,
        syn: &Segment,
        now: Time,
        effects: &mut Effects,
    ) -> Endpoint {
        const RULE: &str = "RFC 9293 3.10.7.2";
        let mut endpoint = Endpoint::new(local, remote, iss, config, true);
        endpoint.tcb.state = State::Listen;
        endpoint.take_syn(syn);
        endpoint.enter(State::SynReceived, RULE, effects);
        endpoint.send_syn(RULE, now, effects);
        endpoint
    }

    /// The passive open, as the ACK of a SYN cookie tells of it: the initial sequence number that was sent, and the MSS that it holds.
    pub fn from_cookie(
        local: SocketAddr,
        remote: SocketAddr,
        (iss, mss): (SeqNum, u16),
        config: TcpConfig,
        ack: &Timed,
        effects: &mut Effects,
    ) -> Endpoint {
        let options = TcpOptions { mss: Some(mss), ..TcpOptions::default() };
        let (seq, payload) = (ack.segment.seq - 1_u32, Payload::empty());
        let syn = Segment { seq, flags: Flags::SYN, options, payload, ..ack.segment.clone() };
        let mut endpoint = Endpoint::new(local, remote, iss, config, true);
        endpoint.tcb.state = State::Listen;
        endpoint.take_syn(&syn);
        endpoint.tcb.snd_nxt = iss + 1;
        endpoint.enter(State::SynReceived, "RFC 4987 3.6", effects);
        endpoint.on_segment(ack.segment, false, ack.now, effects);
        endpoint
    }

    /// Takes over what the peer's SYN says: its first number, its window (never scaled), its MSS.
    pub(super) fn take_syn(&mut self, syn: &Segment) {
        let tcb = &mut self.tcb;
        tcb.irs = syn.seq;
        tcb.rcv_nxt = syn.seq + 1;
        tcb.snd_wnd = u32::from(syn.window);
        tcb.max_snd_wnd = tcb.snd_wnd;
        tcb.snd_wl1 = syn.seq;
        tcb.snd_wl2 = syn.ack;
        let least = if self.config.is_linux() { MSS_LEAST_LINUX } else { 1 };
        let announced = syn.options.mss.unwrap_or(MSS_DEFAULT).max(least);
        tcb.agreed = Agreed::with(&self.config, syn, tcb.iss.0);
        // A SYN that was repeated went without the offer (RFC 3168 6.1.1.1).
        let offered = tcb.state != State::SynSent || tcb.retries == 0;
        tcb.ecn = if offered { Ecn::with(&self.config, syn) } else { Ecn::default() };
        // What we announce ourselves is how much we take, not how much we send (RFC 9293 3.7.1).
        let most = u32::from(announced).min(mss_for(self.config.link_mtu));
        tcb.snd_mss = most.saturating_sub(tcb.agreed.bytes_always()).max(1);
        tcb.congestion = Congestion::new(&self.config, tcb.snd_mss);
        self.waiting = Waiting::new(&self.config, tcb.snd_mss);
        // A FIN on it is kept until the connection is open (3.10.7.2, 3.10.7.3); Linux lets the peer send it again.
        if syn.flags.has(Flags::FIN) && syn.payload.is_empty() && !self.config.is_linux() {
            self.peer_fin = PeerFin::Beyond(syn.seq + 1);
        }
    }
}

/// A segment and when it came.
#[derive(Clone, Copy, Debug)]
pub struct Timed<'a> {
    /// The segment.
    pub segment: &'a Segment,
    /// When.
    pub now: Time,
}

/// The SYN+ACK of a host that remembers nothing of it (RFC 4987 3.6).
pub fn syn_ack_without_state(syn: &Segment, iss: SeqNum, config: &TcpConfig) -> Segment {
    Segment {
        source_port: syn.destination_port,
        destination_port: syn.source_port,
        seq: iss,
        ack: syn.seq + 1,
        flags: Flags::SYN | Flags::ACK,
        window: u16::try_from(config.receive_buffer).unwrap_or(u16::MAX),
        urgent: 0,
        options: TcpOptions { mss: Some(config.mss), ..TcpOptions::default() },
        payload: Payload::empty(),
    }
}

/// What a host with no connection and no listening socket for a segment sends back (3.10.7.1): RST+ACK with sequence number 0 to a
/// segment without ACK, RST with the number it acknowledges to one with. To an RST, nothing.
pub fn reply_to_stray(segment: &Segment) -> Option<Segment> {
    if segment.flags.has(Flags::RST) {
        return None;
    }
    let (seq, ack, flags) = if segment.flags.has(Flags::ACK) {
        (segment.ack, SeqNum(0), Flags::RST)
    } else {
        (SeqNum(0), segment.seq_end(), Flags::RST | Flags::ACK)
    };
    Some(Segment {
        source_port: segment.destination_port,
        destination_port: segment.source_port,
        seq,
        ack,
        flags,
        window: 0,
        urgent: 0,
        options: TcpOptions::default(),
        payload: Payload::empty(),
    })
}

/// What a listening socket makes of a segment (3.10.7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// A SYN: open a connection.
    Open,
    /// An ACK has no business here: answer with RST.
    Reset,
    /// Nothing.
    Ignore(Discard),
}

impl Demand {
    /// In the RFC's order: RST first, then ACK, then SYN. Linux takes a SYN that brings a FIN for an attempt to get past a firewall.
    pub fn of(segment: &Segment, config: &TcpConfig) -> Demand {
        let has = |flag| segment.flags.has(flag);
        if has(Flags::RST) {
            Demand::Ignore(Discard::StrayReset)
        } else if has(Flags::ACK) {
            Demand::Reset
        } else if has(Flags::SYN) && !(has(Flags::FIN) && config.is_linux()) {
            Demand::Open
        } else {
            Demand::Ignore(Discard::NoSyn)
        }
    }
}
