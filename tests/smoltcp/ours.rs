//! Our endpoint, with a program that writes everything, reads to the end, and closes.

use super::network::{Network, To};
use wirewalk::sim::Time;
use wirewalk::sim::tcp::{Effect, Effects, Endpoint, Read, State, TcpConfig, TimerKind, Written, reply_to_stray};
use wirewalk::wire::{Flags, Ipv4, Packet, SeqNum, SocketAddr, Transport, decode, ecn, encode};

pub(super) const OURS: SocketAddr = SocketAddr { address: std::net::Ipv4Addr::new(10, 0, 0, 1), port: 4_000 };
pub(super) const THEIRS: SocketAddr = SocketAddr { address: std::net::Ipv4Addr::new(10, 0, 0, 2), port: 5_000 };

pub(super) struct Ours {
    config: TcpConfig,
    we_open: bool,
    endpoint: Option<Endpoint>,
    out: Vec<u8>,
    written: usize,
    pub(super) read: Vec<u8>,
    shut: bool,
    ended: bool,
}

impl Ours {
    pub(super) fn new(config: TcpConfig, we_open: bool, out: Vec<u8>) -> Ours {
        Ours { config, we_open, endpoint: None, out, written: 0, read: Vec::new(), shut: false, ended: false }
    }

    pub(super) fn is_done(&self) -> bool {
        let gone = |endpoint: &Endpoint| matches!(endpoint.state(), State::TimeWait | State::Closed);
        self.ended && self.shut && self.endpoint.as_ref().is_some_and(gone)
    }

    pub(super) fn next_at(&self) -> Option<Time> {
        let endpoint = self.endpoint.as_ref()?;
        TimerKind::ALL.into_iter().filter_map(|timer| endpoint.deadline(timer)).min()
    }

    pub(super) fn poll(&mut self, now: Time, network: &mut Network) {
        let mut effects = Effects::default();
        if self.we_open && self.endpoint.is_none() {
            self.endpoint = Some(Endpoint::connect(OURS, THEIRS, SeqNum(1_000), self.config, now, &mut effects));
        }
        while let Some(bytes) = network.receive(To::Ours, now) {
            if let Ok(packet) = decode(&bytes) {
                self.take(&packet, now, &mut effects);
            }
        }
        if let Some(endpoint) = &mut self.endpoint {
            for timer in TimerKind::ALL {
                if endpoint.deadline(timer).is_some_and(|deadline| deadline <= now) {
                    endpoint.on_timer(timer, now, &mut effects);
                }
            }
        }
        self.work(now, &mut effects);
        for (effect, _) in effects.drain() {
            if let Effect::Send { segment, .. } = effect {
                let ip = Ipv4 {
                    source: OURS.address,
                    destination: THEIRS.address,
                    identification: 0,
                    ttl: 64,
                    dont_fragment: true,
                    dscp: 0,
                    ecn: ecn::NOT_ECT,
                };
                network.send(To::Theirs, encode(&Packet { ip, transport: Transport::Tcp(segment) }), now);
            }
        }
    }

    fn take(&mut self, packet: &Packet, now: Time, effects: &mut Effects) {
        let Some(segment) = packet.segment() else { return };
        // A host answers for connections that it has forgotten.
        if self.endpoint.as_ref().is_some_and(|endpoint| endpoint.state() == State::Closed) {
            if let Some(reset) = reply_to_stray(segment) {
                effects.send(reset, "RFC 9293 3.10.7.1");
            }
            return;
        }
        let fresh = self.endpoint.as_ref().is_none_or(|endpoint| endpoint.state() == State::Listen);
        if !fresh {
            self.endpoint.as_mut().unwrap().on_segment(segment, false, now, effects);
        } else if segment.flags.has(Flags::SYN) && !segment.flags.has(Flags::ACK) {
            let accepted = Endpoint::accept(OURS, THEIRS, SeqNum(1_000), self.config, segment, now, effects);
            self.endpoint = Some(accepted);
        }
    }

    /// The program's turn.
    fn work(&mut self, now: Time, effects: &mut Effects) {
        let Some(endpoint) = &mut self.endpoint else { return };
        if self.written < self.out.len() {
            match endpoint.send(&self.out[self.written..], now, effects) {
                Written::Bytes(count) => self.written += count,
                Written::WouldBlock => {}
                other => panic!("writing: {other:?}"),
            }
        } else if !self.shut {
            self.shut = endpoint.shutdown_write(now, effects);
        }
        while !self.ended {
            match endpoint.recv(4_096, now, effects) {
                Read::Bytes(bytes) => self.read.extend_from_slice(&bytes),
                Read::EndOfFile => self.ended = true,
                Read::WouldBlock => break,
                Read::Failed(failure) => panic!("reading: {failure:?}"),
            }
        }
    }
}
