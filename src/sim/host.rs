//! A host: its address, its sockets, its programs. Finds whom a packet is for.

use super::assembly::Assemblies;
use super::ids::{HostId, TcbId};
use super::link::LinkConfig;
use super::program::{Handle, Program};
use super::random::{Random, Stream};
use super::table::Table;
use super::tcp::{Endpoint, State, TcpConfig};
use super::time::Time;
use super::udp::UdpSocket;
use crate::wire::{Ipv4, SeqNum, SocketAddr, ecn};
use std::collections::VecDeque;
use std::net::Ipv4Addr;

/// How a host picks its initial sequence numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsnRule {
    /// Chosen, for learning: a first one, and so much more for each further connection.
    Chosen {
        /// The first.
        first: u32,
        /// What is added each time.
        step: u32,
    },
    /// A clock of 4 microseconds plus a secret function of both ends (RFC 6528 3, RFC 9293 3.4.1).
    Rfc6528,
}

/// What a host is made of.
#[derive(Clone, Debug)]
pub struct HostSetup {
    /// Its address.
    pub address: Ipv4Addr,
    /// Its TCP.
    pub tcp: TcpConfig,
    /// How it numbers connections.
    pub isn: IsnRule,
    /// A firewall throws away everything that arrives, without a word.
    pub drops_incoming: bool,
    /// Its programs may take ports below 1024.
    pub privileged: bool,
    /// Its cable.
    pub link: LinkConfig,
    /// When the cable is cut, and when it is mended.
    pub cuts: Vec<(Time, Time)>,
    /// The first port it gives to a socket that did not ask for one.
    pub first_port: u16,
    /// Its programs.
    pub programs: Vec<super::program::ProgramSetup>,
}

/// A listening socket.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listener {
    pub port: u16,
    pub backlog: u16,
    /// What the connections that it takes are like.
    pub config: TcpConfig,
    /// Open connections that wait for `accept`.
    pub ready: VecDeque<TcbId>,
}

/// A host.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Host {
    pub id: HostId,
    pub address: Ipv4Addr,
    pub tcp: TcpConfig,
    pub drops_incoming: bool,
    pub privileged: bool,
    pub endpoints: Table<TcbId, Endpoint>,
    pub listeners: Table<TcbId, Listener>,
    pub sockets: Table<TcbId, UdpSocket>,
    pub assemblies: Assemblies,
    /// What is known of the way to other addresses: the largest packet, in bytes.
    pub path_mtus: Table<Ipv4Addr, u16>,
    pub programs: Vec<Program>,
    /// Since when SYN cookies have been given out; before, no ACK can be one of a cookie.
    pub cookies_since: Option<Time>,
    isn: IsnRule,
    isn_secret: [u32; 2],
    connections: u32,
    next_port: u16,
    next_identification: u16,
}

impl Host {
    pub(crate) fn new(id: HostId, setup: HostSetup, seed: u64) -> Host {
        let mut random = Random::new(seed, Stream::Isn(u64::from(id.0)));
        Host {
            id,
            address: setup.address,
            // No segment is to be larger than the host's own cable takes (RFC 9293 3.7.1).
            tcp: TcpConfig { link_mtu: setup.link.mtu, ..setup.tcp },
            drops_incoming: setup.drops_incoming,
            privileged: setup.privileged,
            endpoints: Table::default(),
            listeners: Table::default(),
            sockets: Table::default(),
            assemblies: Assemblies::default(),
            path_mtus: Table::default(),
            programs: setup.programs.into_iter().map(Program::new).collect(),
            cookies_since: None,
            isn: setup.isn,
            isn_secret: [random.next_u32(), random.next_u32()],
            connections: 0,
            next_port: setup.first_port,
            next_identification: 1,
        }
    }

    /// The connection with these ends: exactly one end a 4-tuple.
    pub(crate) fn endpoint_for(&self, local: SocketAddr, remote: SocketAddr) -> Option<TcbId> {
        let is = |endpoint: &Endpoint| endpoint.ends() == (local, remote) && !is_gone(endpoint);
        self.endpoints.iter().find(|(_, endpoint)| is(endpoint)).map(|(id, _)| *id)
    }

    /// The way to an address takes packets of this size at most; it never grows by what a message says (RFC 1191 3).
    pub(crate) fn learn_mtu(&mut self, address: Ipv4Addr, mtu: u16) {
        let least = self.mtu_to(address).min(mtu);
        self.path_mtus.insert(address, least);
    }

    /// The largest packet that the way to an address is known to take, in bytes.
    pub(crate) fn mtu_to(&self, address: Ipv4Addr) -> u16 {
        self.path_mtus.get(&address).map_or(self.tcp.link_mtu, |mtu| self.tcp.link_mtu.min(*mtu))
    }

    /// Whether a segment with these ends may be sent again: it has not been acknowledged.
    pub(crate) fn may_resend(&self, source: SocketAddr, destination: SocketAddr, seq: SeqNum) -> bool {
        let endpoint = self.endpoint_for(source, destination).and_then(|tcb| self.endpoints.get(&tcb));
        endpoint.is_some_and(|endpoint| endpoint.is_in_flight(seq))
    }

    /// The listening socket on this port.
    pub(crate) fn listener_on(&self, port: u16) -> Option<TcbId> {
        self.listeners.iter().find(|(_, listener)| listener.port == port).map(|(id, _)| *id)
    }

    /// Whether the queue of finished connections of the listening socket on this port is full.
    pub(crate) fn is_backlog_full(&self, port: u16) -> bool {
        let listener = self.listener_on(port).and_then(|id| self.listeners.get(&id));
        listener.is_some_and(|listener| listener.ready.len() > usize::from(listener.backlog))
    }

    /// Connections that a listening socket on this port has begun and that are not open yet.
    pub(crate) fn half_open(&self, port: u16) -> Vec<TcbId> {
        let is = |endpoint: &Endpoint| {
            endpoint.is_passive() && endpoint.state() == State::SynReceived && endpoint.ends().0.port == port
        };
        self.endpoints.iter().filter(|(_, endpoint)| is(endpoint)).map(|(id, _)| *id).collect()
    }

    /// Whether a TCP port is taken by a socket that is bound to it, listens or is connected. `reuse`: one that waits in TIME-WAIT does not
    /// count (`SO_REUSEADDR`).
    pub(crate) fn port_in_use(&self, port: u16, reuse: bool) -> bool {
        let is_bound = |handle: &Handle| matches!(handle, Handle::Fresh(draft) if draft.port == port);
        let bound = |program: &Program| program.handles.values().any(is_bound);
        let takes = |endpoint: &Endpoint| {
            let waits_only = reuse && endpoint.state() == State::TimeWait;
            endpoint.ends().0.port == port && !is_gone(endpoint) && !waits_only
        };
        self.listener_on(port).is_some() || self.programs.iter().any(bound) || self.endpoints.values().any(takes)
    }

    /// Whether a UDP port is taken.
    pub(crate) fn udp_port_in_use(&self, port: u16) -> bool {
        self.sockets.values().any(|socket| socket.port == port)
    }

    /// A TCP port for a socket that did not ask for one; none if all are taken.
    pub(crate) fn free_port(&mut self) -> Option<u16> {
        self.first_free(|host, port| host.port_in_use(port, false))
    }

    /// The same for UDP.
    pub(crate) fn free_udp_port(&mut self) -> Option<u16> {
        self.first_free(Host::udp_port_in_use)
    }

    fn first_free(&mut self, is_taken: impl Fn(&Host, u16) -> bool) -> Option<u16> {
        let first = self.next_port.max(1024);
        let port = (first..=u16::MAX).chain(1024..first).find(|port| !is_taken(self, *port))?;
        self.next_port = port.checked_add(1).unwrap_or(1024);
        Some(port)
    }

    /// The UDP socket that a datagram is for: one that is connected to its sender before one that is not.
    pub(crate) fn socket_for(&self, port: u16, from: SocketAddr) -> Option<TcbId> {
        let fits = self.sockets.iter().map(|(id, socket)| (socket.fits(port, from), *id));
        fits.filter(|(fit, _)| *fit > 0).max_by_key(|(fit, _)| *fit).map(|(_, id)| id)
    }

    /// The initial sequence number of the next connection.
    pub(crate) fn next_isn(&mut self, local: SocketAddr, remote: SocketAddr, now: Time) -> SeqNum {
        let count = self.connections;
        self.connections += 1;
        match self.isn {
            IsnRule::Chosen { first, step } => SeqNum(first.wrapping_add(step.wrapping_mul(count))),
            IsnRule::Rfc6528 => {
                let clock = u32::try_from((now.0 / 4_000) & u64::from(u32::MAX)).unwrap_or_default();
                let ends = [u32::from(local.address), u32::from(remote.address)];
                let ports = (u32::from(local.port) << 16) | u32::from(remote.port);
                let mixed = [ends, [ports, 0], self.isn_secret].concat().into_iter().fold(self.isn_secret, mix);
                SeqNum(clock.wrapping_add(mixed[0] ^ mixed[1]))
            }
        }
    }

    /// What only this host knows.
    pub(crate) fn secret(&self) -> [u32; 2] {
        self.isn_secret
    }

    /// The IPv4 header of the next packet to `destination`.
    pub(crate) fn ip_header(&mut self, destination: Ipv4Addr) -> Ipv4 {
        let identification = self.next_identification;
        self.next_identification = identification.wrapping_add(1);
        Ipv4 {
            source: self.address,
            destination,
            identification,
            ttl: 64,
            dont_fragment: true,
            dscp: 0,
            ecn: ecn::NOT_ECT,
        }
    }
}

/// A closed endpoint is kept only so that its program can learn how it ended.
fn is_gone(endpoint: &Endpoint) -> bool {
    endpoint.state() == State::Closed
}

/// One round of a small keyed mix: enough to spread initial numbers over the space. Not a defence: a simulated attacker sees the trace.
pub(crate) fn mix([a, b]: [u32; 2], word: u32) -> [u32; 2] {
    let a = (a ^ word).wrapping_mul(0x9e37_79b1).rotate_left(13);
    let b = (b.wrapping_add(a)).wrapping_mul(0x85eb_ca77).rotate_left(17);
    [a.wrapping_add(b), b ^ a.rotate_left(7)]
}
