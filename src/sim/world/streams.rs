//! What programs' calls do to TCP sockets, with the results and errno values of Linux. What they do to a connection is in `tcp`.

use super::World;
use super::calls::{RECV_MOST, Tried, Who, done, errno_of, failed};
use crate::sim::event::{Actor, EventKind};
use crate::sim::host::Listener;
use crate::sim::ids::{EventId, HostId, TcbId};
use crate::sim::program::{Draft, Handle, Options};
use crate::sim::socket::{Call, Errno, How, Outcome, SocketOption};
use crate::sim::tcp::{Effects, Endpoint, KeepAlive, Nagle, Read, State, TcpConfig, Written};
use crate::wire::SocketAddr;
use std::collections::VecDeque;

/// Ports below this need a privilege (Linux: `ip_unprivileged_port_start`).
pub(super) const PRIVILEGED_BELOW: u16 = 1_024;

/// A host's TCP as a program has set it for one socket.
fn configured(mut config: TcpConfig, options: Options) -> TcpConfig {
    for option in [SocketOption::NoDelay, SocketOption::LingerZero, SocketOption::KeepAlive, SocketOption::NoQuickAck] {
        if options.has(option) {
            set_option(&mut config, option);
        }
    }
    config
}

fn set_option(config: &mut TcpConfig, option: SocketOption) {
    match option {
        SocketOption::NoDelay => config.nagle = Nagle::Off,
        SocketOption::LingerZero => config.linger_zero = true,
        SocketOption::KeepAlive => config.keep_alive = config.keep_alive.or(Some(KeepAlive::LINUX)),
        SocketOption::NoQuickAck => config.quick_acks = false,
        SocketOption::ReuseAddress => {}
    }
}

impl World {
    /// A call on a TCP socket, under the variable `socket`.
    pub(super) fn try_on_stream(
        &mut self,
        who: Who,
        (socket, handle): (&str, Handle),
        call: &Call,
        event: EventId,
    ) -> Tried {
        match call {
            Call::Bind { port, .. } => self.try_bind(who, (socket, handle), *port),
            Call::SetOption { option, .. } => self.try_option(who, (socket, handle), *option),
            Call::Listen { backlog, .. } => self.try_listen(who, (socket, handle), *backlog, event),
            Call::Accept { connection, .. } => self.try_accept(who, handle, connection, event),
            Call::Connect { host, port, .. } => self.try_connect(who, (socket, handle), (HostId(*host), *port), event),
            // On a connection the address that `sendto` names is not looked at.
            Call::Send { data, .. } | Call::SendTo { data, .. } => self.try_send(who, handle, data, event),
            Call::Reply { .. } | Call::Answer { .. } => {
                let received = self.program_mut(who).and_then(|program| program.received.clone());
                let data = call.answer(received.as_ref().map_or(&[][..], |(data, _)| &**data)).unwrap_or_default();
                self.try_send(who, handle, &data, event)
            }
            Call::Recv { most, .. } | Call::RecvFrom { most, .. } => {
                self.try_recv(who, handle, usize::try_from(*most).unwrap_or(RECV_MOST), event)
            }
            Call::RecvToEnd { .. } => match self.try_recv(who, handle, RECV_MOST, event) {
                Tried::Returned(outcome @ Outcome::Received { .. }, _) => Tried::Returned(outcome, false),
                tried => tried,
            },
            Call::Shutdown { how, .. } => self.try_shutdown(who, handle, *how, event),
            Call::Socket { .. } | Call::Close { .. } | Call::Sleep { .. } => failed(Errno::EInval),
        }
    }

    fn try_bind(&mut self, who: Who, (socket, handle): (&str, Handle), port: u16) -> Tried {
        let Handle::Fresh(draft @ Draft { port: 0, options }) = handle else { return failed(Errno::EInval) };
        let reuse = options.has(SocketOption::ReuseAddress);
        match self.host(who.host) {
            Some(host) if port < PRIVILEGED_BELOW && !host.privileged => failed(Errno::EAcces),
            Some(host) if host.port_in_use(port, reuse) => failed(Errno::EAddrInUse),
            _ => self.replace_handle(who, socket, Handle::Fresh(Draft { port, ..draft })),
        }
    }

    /// An option of a socket without a connection is kept for the connection; of one with, it counts from now on.
    fn try_option(&mut self, who: Who, (socket, handle): (&str, Handle), option: SocketOption) -> Tried {
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        match handle {
            Handle::Fresh(draft) => {
                let options = draft.options.with(option);
                return self.replace_handle(who, socket, Handle::Fresh(Draft { options, ..draft }));
            }
            Handle::Listener(listener) => {
                if let Some(listener) = host.listeners.get_mut(&listener) {
                    set_option(&mut listener.config, option);
                }
            }
            Handle::Connection(tcb) | Handle::Connecting(tcb, _) => {
                if let Some(endpoint) = host.endpoints.get_mut(&tcb) {
                    endpoint.configure(|config| set_option(config, option));
                }
            }
            Handle::Datagram(_) => {}
        }
        done(Outcome::Done)
    }

    /// Another state of the same socket: nothing is closed.
    fn replace_handle(&mut self, who: Who, socket: &str, handle: Handle) -> Tried {
        if let Some(program) = self.program_mut(who) {
            program.handles.insert(socket.to_owned(), handle);
        }
        done(Outcome::Done)
    }

    fn try_listen(&mut self, who: Who, (socket, handle): (&str, Handle), backlog: u16, event: EventId) -> Tried {
        let Handle::Fresh(draft) = handle else { return failed(Errno::EInval) };
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        let config = configured(host.tcp, draft.options);
        let port = if draft.port == 0 { host.free_port() } else { Some(draft.port) };
        let Some(port) = port.filter(|port| host.listener_on(*port).is_none()) else {
            return failed(Errno::EAddrInUse);
        };
        let tcb = self.new_tcb();
        let listener = Listener { port, backlog, config, ready: VecDeque::new() };
        if let Some(host) = self.host_mut(who.host) {
            host.listeners.insert(tcb, listener);
        }
        let kind = EventKind::State { tcb, from: State::Closed, to: State::Listen };
        self.note(Actor::Stack(who.host), Some(event), Some("RFC 9293 3.10.1"), kind);
        self.set_handle(who, socket, Handle::Listener(tcb), event)
    }

    fn try_accept(&mut self, who: Who, handle: Handle, connection: &str, event: EventId) -> Tried {
        let Handle::Listener(listener) = handle else { return failed(Errno::EInval) };
        let ready = self.host_mut(who.host).and_then(|host| host.listeners.get_mut(&listener)?.ready.pop_front());
        match ready {
            None => Tried::Blocks,
            Some(tcb) => self.set_handle(who, connection, Handle::Connection(tcb), event),
        }
    }

    fn try_connect(&mut self, who: Who, (socket, handle): (&str, Handle), to: (HostId, u16), event: EventId) -> Tried {
        match handle {
            Handle::Listener(_) | Handle::Datagram(_) => failed(Errno::EInval),
            Handle::Fresh(draft) => self.begin_connect(who, socket, draft, to, event),
            Handle::Connection(_) => failed(Errno::EIsConn),
            Handle::Connecting(tcb, draft) => self.go_on_connecting(who, socket, tcb, draft, event),
        }
    }

    /// Whether the handshake is done. If it failed, the socket is as it was before.
    fn go_on_connecting(&mut self, who: Who, socket: &str, tcb: TcbId, draft: Draft, event: EventId) -> Tried {
        let host = self.host_mut(who.host);
        let Some(endpoint) = host.and_then(|host| host.endpoints.get_mut(&tcb)) else { return failed(Errno::ENotConn) };
        match (endpoint.state(), endpoint.tell_failure()) {
            (_, Some(failure)) => {
                self.set_handle(who, socket, Handle::Fresh(draft), event);
                failed(errno_of(failure))
            }
            (State::SynSent | State::SynReceived, None) => Tried::Blocks,
            (_, None) => self.replace_handle(who, socket, Handle::Connection(tcb)),
        }
    }

    fn try_shutdown(&mut self, who: Who, handle: Handle, how: How, event: EventId) -> Tried {
        let tcb = handle.connection();
        let shut = tcb.and_then(|tcb| {
            self.with_endpoint(who.host, tcb, event, |endpoint, now, effects| {
                let reading = how.reads() && endpoint.shutdown_read();
                let writing = how.writes() && endpoint.shutdown_write(now, effects);
                reading || writing
            })
        });
        if shut == Some(true) { done(Outcome::Done) } else { failed(Errno::ENotConn) }
    }

    fn begin_connect(
        &mut self,
        who: Who,
        socket: &str,
        draft: Draft,
        (to, port): (HostId, u16),
        event: EventId,
    ) -> Tried {
        let now = self.now;
        let Some(address) = self.host(to).map(|host| host.address) else { return failed(Errno::EInval) };
        let remote = SocketAddr { address, port };
        let tcb = self.new_tcb();
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        let local_port = if draft.port == 0 { host.free_port() } else { Some(draft.port) };
        let config = TcpConfig { link_mtu: host.mtu_to(address), ..configured(host.tcp, draft.options) };
        let local = local_port.map(|port| SocketAddr { address: host.address, port });
        let Some(local) = local.filter(|local| host.endpoint_for(*local, remote).is_none()) else {
            return failed(Errno::EAddrNotAvail);
        };
        let isn = host.next_isn(local, remote, now);
        let mut effects = Effects::default();
        let endpoint = Endpoint::connect(local, remote, isn, config, now, &mut effects);
        host.endpoints.insert(tcb, endpoint);
        self.set_handle(who, socket, Handle::Connecting(tcb, draft), event);
        self.apply(who.host, tcb, event, &mut effects);
        Tried::Blocks
    }

    fn try_send(&mut self, who: Who, handle: Handle, data: &[u8], event: EventId) -> Tried {
        let Some(tcb) = handle.connection() else { return failed(Errno::EPipe) };
        let already = self.program_mut(who).map_or(0, |program| program.sent);
        let rest = data.get(already..).unwrap_or_default();
        let send = |endpoint: &mut Endpoint, now, effects: &mut Effects| endpoint.send(rest, now, effects);
        match self.with_endpoint(who.host, tcb, event, send) {
            Some(Written::WouldBlock) => Tried::Blocks,
            None | Some(Written::Closed) => failed(Errno::EPipe),
            Some(Written::Failed(failure)) => failed(errno_of(failure)),
            Some(Written::Bytes(count)) => {
                if let Some(program) = self.program_mut(who) {
                    program.sent = already + count;
                }
                if count < rest.len() {
                    return Tried::Blocks;
                }
                done(Outcome::Sent { bytes: u32::try_from(data.len()).unwrap_or(u32::MAX) })
            }
        }
    }

    fn try_recv(&mut self, who: Who, handle: Handle, most: usize, event: EventId) -> Tried {
        let Some(tcb) = handle.connection() else { return failed(Errno::ENotConn) };
        let recv = |endpoint: &mut Endpoint, now, effects: &mut Effects| endpoint.recv(most, now, effects);
        match self.with_endpoint(who.host, tcb, event, recv) {
            None => failed(Errno::ENotConn),
            Some(Read::WouldBlock) => Tried::Blocks,
            Some(Read::Bytes(data)) => {
                let peer = self.endpoint(who.host, tcb).map(|endpoint| endpoint.ends().1);
                if let Some((program, peer)) = self.program_mut(who).zip(peer) {
                    program.received = Some((data.clone(), peer));
                }
                done(Outcome::Received { data })
            }
            Some(Read::EndOfFile) => done(Outcome::EndOfFile),
            Some(Read::Failed(failure)) => failed(errno_of(failure)),
        }
    }

    pub(super) fn close_handle(&mut self, who: Who, handle: Handle, event: EventId) {
        match handle {
            Handle::Fresh(_) => {}
            Handle::Datagram(id) => {
                if let Some(host) = self.host_mut(who.host) {
                    host.sockets.remove(&id);
                }
            }
            Handle::Connection(tcb) | Handle::Connecting(tcb, _) => {
                self.with_endpoint(who.host, tcb, event, Endpoint::close);
            }
            Handle::Listener(tcb) => {
                let gone = self.host_mut(who.host).and_then(|host| host.listeners.remove(&tcb));
                let kind = EventKind::State { tcb, from: State::Listen, to: State::Closed };
                self.note(Actor::Stack(who.host), Some(event), Some("RFC 9293 3.10.4"), kind);
                if let Some(listener) = gone {
                    self.abandon(who.host, listener, event);
                }
            }
        }
    }

    /// What a listening socket had begun goes with it, as in Linux: half-open connections are forgotten, so that their peers' next
    /// segment gets an RST; those that nobody accepted get theirs at once.
    fn abandon(&mut self, host: HostId, listener: Listener, event: EventId) {
        for tcb in self.host(host).map(|host| host.half_open(listener.port)).unwrap_or_default() {
            self.with_endpoint(host, tcb, event, Endpoint::forget);
        }
        for tcb in listener.ready {
            self.with_endpoint(host, tcb, event, Endpoint::abort);
        }
    }
}
