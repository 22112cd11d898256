//! Pieces of packets that wait for the rest (RFC 791 3.2, RFC 1122 3.3.2).
//!
//! A host keeps the pieces of a packet until they are complete or the time is over. Pieces that overlap without being the same are a sign
//! of an attack: everything of that packet is dropped, as Linux does (RFC 5722's rule, taken to IPv4).

use super::time::{Span, Time};
use crate::wire::{Fragment, Ipv4, Packet, Transport, ecn, join};
use std::net::Ipv4Addr;

/// How long the rest may take, as in Linux; RFC 1122 asks for 60 to 120 s.
pub(crate) const PATIENCE: Span = Span::seconds(30);

/// How many packets may wait for pieces at once.
const WAITING_MOST: usize = 64;

/// Which pieces belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    source: Ipv4Addr,
    destination: Ipv4Addr,
    protocol: u8,
    identification: u16,
}

#[derive(Clone, Debug, PartialEq)]
struct Assembly {
    key: Key,
    ip: Ipv4,
    pieces: Vec<Fragment>,
    until: Time,
}

/// Everything of one host that waits for pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Assemblies(Vec<Assembly>);

/// A packet that was given up.
pub(crate) struct Incomplete {
    /// Its first piece, if that came.
    pub first: Option<Packet>,
}

/// What came of a piece.
pub(crate) enum Assembled {
    /// The packet is complete.
    Whole(Packet),
    /// It is complete, and nothing can be made of it.
    Damaged,
    /// More are needed. If it is the first of its packet: until when they are waited for.
    Waits(Option<(Key, Time)>),
    /// It contradicts another; all of them are gone.
    Overlaps,
}

impl Assemblies {
    /// A piece comes.
    pub(crate) fn take(&mut self, ip: Ipv4, piece: &Fragment, now: Time) -> Assembled {
        let Ipv4 { source, destination, identification, .. } = ip;
        let key = Key { source, destination, protocol: piece.protocol, identification };
        let Some(at) = self.0.iter().position(|assembly| assembly.key == key) else {
            let until = now + PATIENCE;
            if self.0.len() >= WAITING_MOST {
                self.0.remove(0);
            }
            self.0.push(Assembly { key, ip, pieces: vec![piece.clone()], until });
            return Assembled::Waits(Some((key, until)));
        };
        let Some(assembly) = self.0.get_mut(at) else { return Assembled::Overlaps };
        if assembly.pieces.contains(piece) {
            return Assembled::Waits(None);
        }
        let begin = u32::from(piece.offset);
        let overlaps = |other: &Fragment| begin < other.end() && u32::from(other.offset) < piece.end();
        if assembly.pieces.iter().any(overlaps) {
            self.0.remove(at);
            return Assembled::Overlaps;
        }
        let marked = ip.ecn == ecn::CE || assembly.ip.ecn == ecn::CE;
        if piece.offset == 0 {
            // What the packet's header says is what the first piece's says.
            assembly.ip = ip;
        }
        if marked {
            // A mark on any piece is one on the whole (RFC 3168 5.3).
            assembly.ip.ecn = ecn::CE;
        }
        assembly.pieces.push(piece.clone());
        match join(assembly.ip, &assembly.pieces) {
            None => Assembled::Waits(None),
            Some(whole) => {
                self.0.remove(at);
                whole.map_or(Assembled::Damaged, Assembled::Whole)
            }
        }
    }

    /// Whether pieces of this packet are still waited for.
    pub(crate) fn waits_for(&self, key: Key) -> bool {
        self.0.iter().any(|assembly| assembly.key == key)
    }

    /// The time is over. Gives what there is of the packet, if it was still waited for.
    pub(crate) fn give_up(&mut self, key: Key, now: Time) -> Option<Incomplete> {
        let at = self.0.iter().position(|assembly| assembly.key == key && assembly.until <= now)?;
        let Assembly { ip, pieces, .. } = self.0.remove(at);
        let first = pieces.into_iter().find(|piece| piece.offset == 0);
        Some(Incomplete { first: first.map(|piece| Packet { ip, transport: Transport::Fragment(piece) }) })
    }
}
