//! A UDP socket: a port, perhaps a peer, and datagrams that wait for the reader (RFC 768, RFC 1122 4.1).
//!
//! Nothing is repeated, ordered or acknowledged here. A datagram that finds the buffer full is gone. An error that the network reports is
//! told once, by the next call, and only if the socket is connected (RFC 1122 4.1.3.3; Linux likewise).

use super::tcp::Failure;
use crate::wire::{Payload, SocketAddr};
use std::collections::VecDeque;

/// What a waiting datagram takes up beside its data, so that empty ones fill a buffer, too.
const BOOKKEEPING_BYTES: u32 = 64;

/// A datagram that waits, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub from: SocketAddr,
    pub data: Payload,
}

/// A UDP socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UdpSocket {
    /// Its port; 0 before it has one.
    pub port: u16,
    /// Whom `connect` named: others are not heard.
    pub peer: Option<SocketAddr>,
    waiting: VecDeque<Waiting>,
    failure: Option<Failure>,
    /// Nothing is read any more.
    pub read_shut: bool,
    /// Nothing is sent any more.
    pub write_shut: bool,
}

impl UdpSocket {
    pub(crate) fn new(port: u16) -> UdpSocket {
        UdpSocket { port, peer: None, waiting: VecDeque::new(), failure: None, read_shut: false, write_shut: false }
    }

    /// How well it fits a datagram: not at all, by its port, by both ends.
    pub(crate) fn fits(&self, to_port: u16, from: SocketAddr) -> u8 {
        match self.peer {
            _ if self.port != to_port => 0,
            Some(peer) if peer == from => 2,
            Some(_) => 0,
            None => 1,
        }
    }

    /// A datagram comes; gives whether there is room for it in a buffer of so many bytes.
    pub(crate) fn take(&mut self, from: SocketAddr, data: Payload, buffer: u32) -> bool {
        let size = |data: &Payload| data.len_u32() + BOOKKEEPING_BYTES;
        let held: u32 = self.waiting.iter().map(|waiting| size(&waiting.data)).sum();
        let fits = self.waiting.is_empty() || held + size(&data) <= buffer;
        if fits {
            self.waiting.push_back(Waiting { from, data });
        }
        fits
    }

    /// The next datagram, cut off after `most` bytes: what is not asked for is gone.
    pub(crate) fn read(&mut self, most: usize) -> Option<Waiting> {
        let Waiting { from, data } = self.waiting.pop_front()?;
        let data = data.get(..most).map_or_else(|| data.clone(), Payload::from);
        Some(Waiting { from, data })
    }

    /// The network reports that what was sent to the peer did not arrive.
    pub(crate) fn fail(&mut self, failure: Failure) {
        self.failure = self.peer.map(|_| failure);
    }

    /// The error that is still to be told.
    pub(crate) fn tell_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(port: u16) -> SocketAddr {
        SocketAddr { address: [10, 0, 0, 1].into(), port }
    }

    #[test]
    fn a_datagram_is_read_whole_or_cut_off_but_never_joined_to_the_next() {
        let mut socket = UdpSocket::new(53);
        for text in ["first", "", "third"] {
            assert!(socket.take(end(9), Payload::from(text.as_bytes()), 1_000));
        }
        let mut read = |most| socket.read(most).map(|waiting| waiting.data.to_vec());
        assert_eq!(read(3), Some(b"fir".to_vec()));
        assert_eq!(read(99), Some(Vec::new()), "an empty datagram is one");
        assert_eq!(read(99), Some(b"third".to_vec()));
        assert_eq!(read(99), None);
    }

    #[test]
    fn a_full_buffer_takes_no_more() {
        let mut socket = UdpSocket::new(53);
        let data = Payload::from(vec![0; 400]);
        let taken = (0..4).map(|_| socket.take(end(9), data.clone(), 1_000)).collect::<Vec<_>>();
        assert_eq!(taken, [true, true, false, false]);
    }

    #[test]
    fn a_connected_socket_hears_only_its_peer_and_its_errors() {
        let mut socket = UdpSocket::new(53);
        assert_eq!((socket.fits(53, end(9)), socket.fits(54, end(9))), (1, 0));
        socket.fail(Failure::Refused);
        assert_eq!(socket.tell_failure(), None);
        socket.peer = Some(end(9));
        assert_eq!((socket.fits(53, end(9)), socket.fits(53, end(8))), (2, 0));
        socket.fail(Failure::Refused);
        assert_eq!([socket.tell_failure(), socket.tell_failure()], [Some(Failure::Refused), None]);
    }
}
