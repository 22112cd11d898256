//! smoltcp's end: its interface over our network, its socket, and the same program.

use super::network::{Network, To};
use super::ours::{OURS, THEIRS};
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use smoltcp::time::Instant;
use smoltcp::wire::{HardwareAddress, IpAddress, IpCidr, IpEndpoint};
use std::collections::VecDeque;
use wirewalk::sim::Time;

/// Bytes in and out, kept until the network takes or gives them.
#[derive(Default)]
struct Cable {
    coming: VecDeque<Vec<u8>>,
    going: VecDeque<Vec<u8>>,
}

struct Rx(Vec<u8>);

impl RxToken for Rx {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, take: F) -> R {
        take(&self.0)
    }
}

struct Tx<'a>(&'a mut VecDeque<Vec<u8>>);

impl TxToken for Tx<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, write: F) -> R {
        let mut bytes = vec![0; len];
        let result = write(&mut bytes);
        self.0.push_back(bytes);
        result
    }
}

impl Device for Cable {
    type RxToken<'a> = Rx;
    type TxToken<'a> = Tx<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Rx, Tx<'_>)> {
        self.coming.pop_front().map(|bytes| (Rx(bytes), Tx(&mut self.going)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Tx<'_>> {
        Some(Tx(&mut self.going))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ip;
        capabilities.max_transmission_unit = 1_500;
        capabilities
    }
}

pub(super) struct Theirs {
    cable: Cable,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
    opens: bool,
    out: Vec<u8>,
    written: usize,
    pub(super) read: Vec<u8>,
    shut: bool,
}

impl Theirs {
    pub(super) fn new(opens: bool, out: Vec<u8>, seed: u64) -> Theirs {
        let mut cable = Cable::default();
        let mut config = Config::new(HardwareAddress::Ip);
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut cable, Instant::from_micros(0));
        interface
            .update_ip_addrs(|addresses| addresses.push(IpCidr::new(IpAddress::Ipv4(THEIRS.address), 24)).unwrap());
        let buffer = || SocketBuffer::new(vec![0; 16_384]);
        let mut sockets = SocketSet::new(Vec::new());
        let mut socket = Socket::new(buffer(), buffer());
        if !opens {
            socket.listen(THEIRS.port).unwrap();
        }
        let socket = sockets.add(socket);
        Theirs { cable, interface, sockets, socket, opens, out, written: 0, read: Vec::new(), shut: false }
    }

    pub(super) fn is_done(&self) -> bool {
        let state = self.sockets.get::<Socket>(self.socket).state();
        self.shut && self.written == self.out.len() && matches!(state, State::TimeWait | State::Closed)
    }

    fn at(now: Time) -> Instant {
        Instant::from_micros(i64::try_from(now.0 / 1_000).unwrap())
    }

    pub(super) fn next_at(&mut self, now: Time) -> Option<Time> {
        let at = self.interface.poll_at(Theirs::at(now), &self.sockets)?;
        Some(Time(u64::try_from(at.total_micros()).unwrap_or_default() * 1_000))
    }

    pub(super) fn poll(&mut self, now: Time, network: &mut Network) {
        while let Some(bytes) = network.receive(To::Theirs, now) {
            self.cable.coming.push_back(bytes);
        }
        if core::mem::take(&mut self.opens) {
            let socket = self.sockets.get_mut::<Socket>(self.socket);
            let remote = IpEndpoint::new(IpAddress::Ipv4(OURS.address), OURS.port);
            socket.connect(self.interface.context(), remote, THEIRS.port).unwrap();
        }
        self.interface.poll(Theirs::at(now), &mut self.cable, &mut self.sockets);
        self.work();
        self.interface.poll(Theirs::at(now), &mut self.cable, &mut self.sockets);
        while let Some(bytes) = self.cable.going.pop_front() {
            network.send(To::Ours, bytes, now);
        }
    }

    /// The program's turn.
    fn work(&mut self) {
        let socket = self.sockets.get_mut::<Socket>(self.socket);
        while socket.can_recv() {
            let read = socket.recv(|bytes| (bytes.len(), bytes.to_vec())).unwrap();
            self.read.extend(read);
        }
        if self.written < self.out.len() && socket.can_send() {
            self.written += socket.send_slice(&self.out[self.written..]).unwrap();
        } else if self.written == self.out.len() && !self.shut && socket.may_send() {
            socket.close();
            self.shut = true;
        }
    }
}
