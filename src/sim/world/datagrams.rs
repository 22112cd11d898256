//! What programs' calls do to UDP sockets, and datagrams that arrive, with the results and errno values of Linux.

use super::calls::{RECV_MOST, Tried, Who, done, errno_of, failed};
use super::streams::PRIVILEGED_BELOW;
use super::{Origin, World};
use crate::sim::event::{Actor, EventKind};
use crate::sim::host::Host;
use crate::sim::ids::{EventId, HostId, TcbId};
use crate::sim::program::Handle;
use crate::sim::socket::{Call, Errno, How, Outcome};
use crate::sim::tcp::{Discard, WHOLE};
use crate::sim::udp::UdpSocket;
use crate::wire::{
    Datagram, IPV4_HEADER_BYTES, IcmpKind, Ipv4, Packet, Payload, SocketAddr, Transport, UDP_DATA_BYTES_MOST,
    UDP_HEADER_BYTES,
};

/// How much a socket holds for its reader, in bytes (Linux: `rmem_default`).
const BUFFER_BYTES: u32 = 212_992;

impl World {
    pub(super) fn new_datagram_socket(&mut self, who: Who) -> Handle {
        let id = self.new_tcb();
        if let Some(host) = self.host_mut(who.host) {
            host.sockets.insert(id, UdpSocket::new(0));
        }
        Handle::Datagram(id)
    }

    /// A call on a UDP socket.
    pub(super) fn try_on_datagrams(&mut self, who: Who, id: TcbId, call: &Call, event: EventId) -> Tried {
        if !WHOLE {
            return failed(Errno::EOpNotSupp);
        }
        let address = self.address_of(call);
        let received = self.program_mut(who).and_then(|program| program.received.clone());
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        match call {
            Call::Bind { port, .. } => bind(host, id, *port),
            Call::Connect { port, .. } => connect(host, id, address.map(|address| SocketAddr { address, port: *port })),
            Call::Shutdown { how, .. } => shutdown(host, id, *how),
            Call::Send { data, .. } => self.try_send_datagram(who, id, None, data, event),
            Call::SendTo { port, data, .. } => {
                let to = address.map(|address| SocketAddr { address, port: *port });
                self.try_send_datagram(who, id, to, data, event)
            }
            Call::Reply { .. } | Call::Answer { .. } => {
                let connected = host.sockets.get(&id).is_some_and(|socket| socket.peer.is_some());
                let to = received.as_ref().map(|(_, from)| *from).filter(|_| !connected);
                let data = call.answer(received.as_ref().map_or(&[][..], |(data, _)| &**data)).unwrap_or_default();
                self.try_send_datagram(who, id, to, &Payload::from(data), event)
            }
            Call::Recv { most, .. } | Call::RecvFrom { most, .. } => {
                let tells_sender = matches!(call, Call::RecvFrom { .. });
                self.try_receive_datagram(who, id, usize::try_from(*most).unwrap_or(RECV_MOST), tells_sender)
            }
            Call::SetOption { .. } => done(Outcome::Done),
            Call::Listen { .. } | Call::Accept { .. } | Call::RecvToEnd { .. } => failed(Errno::EOpNotSupp),
            Call::Socket { .. } | Call::Close { .. } | Call::Sleep { .. } => failed(Errno::EInval),
        }
    }

    /// The address of the host that a call names.
    fn address_of(&self, call: &Call) -> Option<std::net::Ipv4Addr> {
        match call {
            Call::Connect { host, .. } | Call::SendTo { host, .. } => self.host(HostId(*host)).map(|host| host.address),
            _ => None,
        }
    }

    fn try_send_datagram(
        &mut self,
        who: Who,
        id: TcbId,
        to: Option<SocketAddr>,
        data: &Payload,
        event: EventId,
    ) -> Tried {
        let Some(host) = self.host_mut(who.host) else { return failed(Errno::EInval) };
        let port = match port_of(host, id) {
            Ok(port) => port,
            Err(errno) => return failed(errno),
        };
        let Some(socket) = host.sockets.get_mut(&id) else { return failed(Errno::EBadF) };
        if let Some(failure) = socket.tell_failure() {
            return failed(errno_of(failure));
        }
        let Some(to) = to.or(socket.peer) else { return failed(Errno::EDestAddrReq) };
        if socket.write_shut {
            return failed(Errno::EPipe);
        }
        if data.len() > UDP_DATA_BYTES_MOST {
            return failed(Errno::EMsgSize);
        }
        let whole = IPV4_HEADER_BYTES + UDP_HEADER_BYTES + data.len();
        // What fits goes with "don't fragment", what does not is cut here, as Linux does.
        let dont_fragment = whole <= usize::from(host.mtu_to(to.address));
        let ip = Ipv4 { dont_fragment, ..host.ip_header(to.address) };
        let datagram = Datagram { source_port: port, destination_port: to.port, payload: data.clone() };
        let origin = Origin { tcb: Some(id), rule: Some("RFC 768"), ..Origin::plain(who.host, event) };
        self.send_packet(origin, Packet { ip, transport: Transport::Udp(datagram) });
        done(Outcome::Sent { bytes: data.len_u32() })
    }

    fn try_receive_datagram(&mut self, who: Who, id: TcbId, most: usize, tells_sender: bool) -> Tried {
        let socket = self.host_mut(who.host).and_then(|host| host.sockets.get_mut(&id));
        let Some(socket) = socket else { return failed(Errno::EBadF) };
        if let Some(failure) = socket.tell_failure() {
            return failed(errno_of(failure));
        }
        let Some(waiting) = socket.read(most) else {
            return if socket.read_shut { done(Outcome::EndOfFile) } else { Tried::Blocks };
        };
        let (data, from) = (waiting.data, waiting.from);
        if let Some(program) = self.program_mut(who) {
            program.received = Some((data.clone(), from));
        }
        done(if tells_sender { Outcome::ReceivedFrom { data, from } } else { Outcome::Received { data } })
    }

    /// A datagram arrives: to the socket that has its port, or back goes that nobody has it (RFC 1122 4.1.3.1).
    pub(super) fn datagram_arrives(&mut self, to: HostId, packet: &Packet, datagram: &Datagram, arrived: EventId) {
        if !WHOLE {
            return;
        }
        let Some(host) = self.host_mut(to) else { return };
        let Some(id) = host.socket_for(datagram.destination_port, packet.source()) else {
            return self.answer(to, packet, IcmpKind::PortUnreachable, arrived);
        };
        let data = datagram.payload.clone();
        let bytes = data.len_u32();
        let fits = host.sockets.get_mut(&id).is_some_and(|socket| socket.take(packet.source(), data, BUFFER_BYTES));
        if fits {
            let kind = EventKind::DataReady { tcb: id, bytes };
            self.note(Actor::Stack(to), Some(arrived), Some("RFC 768"), kind);
        } else {
            self.discard(to, Some(id), Discard::BufferFull, "RFC 768", arrived);
        }
    }
}

/// The port of a socket; it gets one if it has none.
fn port_of(host: &mut Host, id: TcbId) -> Result<u16, Errno> {
    let known = host.sockets.get(&id).map_or(0, |socket| socket.port);
    if known != 0 {
        return Ok(known);
    }
    let port = host.free_udp_port().ok_or(Errno::EAddrInUse)?;
    if let Some(socket) = host.sockets.get_mut(&id) {
        socket.port = port;
    }
    Ok(port)
}

fn bind(host: &mut Host, id: TcbId, port: u16) -> Tried {
    let is_bound = host.sockets.get(&id).is_some_and(|socket| socket.port != 0);
    if is_bound {
        failed(Errno::EInval)
    } else if port < PRIVILEGED_BELOW && !host.privileged {
        failed(Errno::EAcces)
    } else if host.udp_port_in_use(port) {
        failed(Errno::EAddrInUse)
    } else {
        if let Some(socket) = host.sockets.get_mut(&id) {
            socket.port = port;
        }
        done(Outcome::Done)
    }
}

/// Nothing is sent: the socket only remembers its peer (RFC 1122 4.1.4).
fn connect(host: &mut Host, id: TcbId, peer: Option<SocketAddr>) -> Tried {
    if let Err(errno) = port_of(host, id) {
        return failed(errno);
    }
    if let Some(socket) = host.sockets.get_mut(&id) {
        socket.peer = peer;
    }
    done(Outcome::Done)
}

fn shutdown(host: &mut Host, id: TcbId, how: How) -> Tried {
    match host.sockets.get_mut(&id).filter(|socket| socket.peer.is_some()) {
        Some(socket) => {
            socket.read_shut |= how.reads();
            socket.write_shut |= how.writes();
            done(Outcome::Done)
        }
        None => failed(Errno::ENotConn),
    }
}
