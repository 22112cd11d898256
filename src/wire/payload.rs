//! Data on its way: bytes that packets, buffers and the trace share.

use core::fmt;
use core::ops::Deref;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::rc::Rc;

/// Data in a packet. Cheap to clone: packets live in the trace, on the link and in buffers at once.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Payload(Rc<[u8]>);

impl Payload {
    /// No data.
    pub fn empty() -> Payload {
        Payload(Rc::from([]))
    }

    /// `len` bytes from `skip` on of two slices that follow each other, as a ring of bytes gives them: copied once, if they lie in one of them.
    pub fn of_ring((first, second): (&[u8], &[u8]), skip: usize, len: usize) -> Payload {
        let end = skip + len;
        let part = |slice: &'_ [u8], begin: usize| {
            let place = |at: usize| at.saturating_sub(begin).min(slice.len());
            (place(skip), place(end))
        };
        let (one, other) = (part(first, 0), part(second, first.len()));
        let one = first.get(one.0..one.1).unwrap_or_default();
        let other = second.get(other.0..other.1).unwrap_or_default();
        match (one.is_empty(), other.is_empty()) {
            (false, false) => Payload::from([one, other].concat()),
            (false, true) => Payload::from(one),
            (true, _) => Payload::from(other),
        }
    }

    /// The length as the protocol counts it. A payload never exceeds an IPv4 packet.
    pub fn len_u32(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Payload {
        Payload(bytes.into())
    }
}

impl From<&[u8]> for Payload {
    fn from(bytes: &[u8]) -> Payload {
        Payload(bytes.into())
    }
}

impl Deref for Payload {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter())
    }
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Payload, D::Error> {
        Vec::deserialize(deserializer).map(Payload::from)
    }
}
