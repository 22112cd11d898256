//! A segment comes to a listening socket (RFC 9293 3.10.7.2): half-open connections with their limit, SYN cookies beyond it (RFC 4987 3.6), and
//! the queue of those that wait for `accept`.

use super::{Origin, World};
use crate::sim::cookie::{Asked, bake, taste};
use crate::sim::ids::{EventId, HostId, TcbId};
use crate::sim::tcp::WHOLE;
use crate::sim::tcp::{Demand, Discard, Effects, Endpoint, TcpConfig, Timed, syn_ack_without_state};
use crate::wire::{Packet, Segment, SeqNum, SocketAddr, Transport};

pub(super) const RULE: &str = "RFC 9293 3.10.7.2";
const COOKIES: &str = "RFC 4987 3.6";

impl World {
    /// `beyond`: the numbers of an earlier connection with the same ends, which the new one must not come near.
    pub(super) fn arrive_at_listener(
        &mut self,
        to: HostId,
        listener: TcbId,
        (local, remote): (SocketAddr, SocketAddr),
        (segment, beyond): (&Segment, Option<SeqNum>),
        arrived: EventId,
    ) {
        let Some(host) = self.host(to) else { return };
        let full = host.is_backlog_full(local.port);
        let known = host.listeners.get(&listener).map_or(host.tcp, |listener| listener.config);
        let config = TcpConfig { link_mtu: host.mtu_to(remote.address), ..known };
        let crowded = config.syn_backlog.is_some_and(|most| host.half_open(local.port).len() >= usize::from(most));
        let ends = (local, remote);
        match Demand::of(segment, &config) {
            Demand::Reset if self.open_from_cookie(to, ends, segment, &config, full, arrived) => {}
            Demand::Reset => self.answer_stray(to, remote, segment, arrived, RULE),
            Demand::Ignore(reason) => self.discard(to, Some(listener), reason, RULE, arrived),
            Demand::Open if full => self.discard(to, Some(listener), Discard::BacklogFull, RULE, arrived),
            Demand::Open if WHOLE && crowded && config.syn_cookies => {
                self.answer_with_cookie(to, ends, segment, &config, arrived);
            }
            Demand::Open if crowded => self.discard(to, Some(listener), Discard::BacklogFull, RULE, arrived),
            Demand::Open => self.begin_open(to, ends, (segment, beyond), config, arrived),
        }
    }

    fn begin_open(
        &mut self,
        to: HostId,
        (local, remote): (SocketAddr, SocketAddr),
        (segment, beyond): (&Segment, Option<SeqNum>),
        config: TcpConfig,
        arrived: EventId,
    ) {
        let tcb = self.new_tcb();
        let now = self.now;
        let Some(host) = self.host_mut(to) else { return };
        let mut effects = Effects::default();
        let isn = host.next_isn(local, remote, now);
        let least = beyond.map(|old| old + u32::from(u16::MAX));
        let isn = least.map_or(isn, |least| least.latest(isn));
        let endpoint = Endpoint::accept(local, remote, isn, config, segment, now, &mut effects);
        host.endpoints.insert(tcb, endpoint);
        self.apply(to, tcb, arrived, &mut effects);
    }

    /// No room to remember another: a SYN+ACK from which the ACK will tell everything.
    fn answer_with_cookie(
        &mut self,
        to: HostId,
        (local, remote): (SocketAddr, SocketAddr),
        syn: &Segment,
        config: &TcpConfig,
        arrived: EventId,
    ) {
        let now = self.now;
        let Some(host) = self.host_mut(to) else { return };
        host.cookies_since = Some(now);
        let asked = Asked { local, remote, irs: syn.seq };
        let isn = bake(host.secret(), &asked, syn.options.mss.unwrap_or_default(), now);
        let segment = syn_ack_without_state(syn, isn, config);
        let ip = host.ip_header(remote.address);
        let origin = Origin { rule: Some(COOKIES), ..Origin::plain(to, arrived) };
        self.send_packet(origin, Packet { ip, transport: Transport::Tcp(segment) });
    }

    /// An ACK of nothing known: perhaps of a cookie. Gives whether it was.
    fn open_from_cookie(
        &mut self,
        to: HostId,
        (local, remote): (SocketAddr, SocketAddr),
        ack: &Segment,
        config: &TcpConfig,
        full: bool,
        arrived: EventId,
    ) -> bool {
        let now = self.now;
        let Some(host) = self.host(to).filter(|host| WHOLE && host.cookies_since.is_some()) else { return false };
        let asked = Asked { local, remote, irs: ack.seq - 1_u32 };
        let isn = ack.ack - 1_u32;
        let Some(mss) = taste(host.secret(), &asked, isn, now) else { return false };
        if full {
            self.discard(to, None, Discard::BacklogFull, COOKIES, arrived);
            return true;
        }
        let mut effects = Effects::default();
        let config = TcpConfig { sack: false, timestamps: false, window_scale: None, ecn: false, ..*config };
        let at = Timed { segment: ack, now };
        let endpoint = Endpoint::from_cookie(local, remote, (isn, mss), config, &at, &mut effects);
        let tcb = self.new_tcb();
        if let Some(host) = self.host_mut(to) {
            host.endpoints.insert(tcb, endpoint);
        }
        self.apply(to, tcb, arrived, &mut effects);
        true
    }
}
