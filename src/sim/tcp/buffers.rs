//! Bytes on their way: handed over but not yet acknowledged, arrived out of order, arrived and not yet read.

use crate::wire::{Payload, SeqNum};
use serde::Serialize;
use std::collections::VecDeque;

/// A segment that has been sent and not yet acknowledged. The retransmission queue is made of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Sent {
    /// Its first number.
    pub seq: SeqNum,
    /// Its bytes.
    pub len: u32,
    /// It carries SYN.
    pub syn: bool,
    /// It carries FIN.
    pub fin: bool,
    /// How often it has been sent.
    pub transmissions: u8,
    /// It is taken to be lost and is to be sent again.
    pub lost: bool,
}

impl Sent {
    /// How many numbers it takes up.
    pub(super) fn seq_len(&self) -> u32 {
        self.len + u32::from(self.syn) + u32::from(self.fin)
    }

    /// The number after its last.
    pub(super) fn end(&self) -> SeqNum {
        self.seq + self.seq_len()
    }
}

/// What the application has written and the peer has not yet acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SendBuffer {
    /// The number of the first byte held.
    start: SeqNum,
    bytes: VecDeque<u8>,
    /// Where each `send` call ended: the segment with that byte carries PSH.
    pushes: VecDeque<SeqNum>,
    /// A writer waits for room.
    waited_for: bool,
}

impl SendBuffer {
    pub(super) fn new(start: SeqNum) -> SendBuffer {
        SendBuffer { start, bytes: VecDeque::new(), pushes: VecDeque::new(), waited_for: false }
    }

    /// The number after the last byte written.
    pub(super) fn end(&self) -> SeqNum {
        self.start + u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn len(&self) -> u32 {
        self.end() - self.start
    }

    /// How many of `wanted` bytes a writer may add to a buffer of this capacity. One that had to wait is woken only when a third of
    /// it is free, not for every segment.
    pub(super) fn admit(&mut self, wanted: usize, capacity: u32) -> usize {
        let room = capacity.saturating_sub(self.len());
        let enough = !self.waited_for || room >= capacity / 3;
        let count = if enough { wanted.min(usize::try_from(room).unwrap_or(usize::MAX)) } else { 0 };
        self.waited_for = count < wanted;
        count
    }

    /// Whether a writer waits for room.
    pub(super) fn is_waited_for(&self) -> bool {
        self.waited_for
    }

    /// Adds the bytes of one `send` call.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
        self.pushes.push_back(self.end());
    }

    /// Copies `len` bytes from `seq` on.
    pub(super) fn copy(&self, seq: SeqNum, len: u32) -> Payload {
        let skip = usize::try_from(seq - self.start).unwrap_or(usize::MAX).min(self.bytes.len());
        let take = usize::try_from(len).unwrap_or(usize::MAX).min(self.bytes.len() - skip);
        Payload::from(self.bytes.range(skip..skip + take).copied().collect::<Vec<u8>>())
    }

    /// Whether a `send` call ended with one of the `len` bytes from `seq` on.
    pub(super) fn is_push(&self, seq: SeqNum, len: u32) -> bool {
        self.pushes.iter().any(|end| *end - 1_u32 - seq < len)
    }

    /// Forgets what has been acknowledged.
    pub(super) fn acknowledge(&mut self, ack: SeqNum) {
        let gone = (ack - self.start).min(self.len());
        if ack.at_or_before(self.start) {
            return;
        }
        self.bytes.drain(..usize::try_from(gone).unwrap_or_default());
        self.start += gone;
        let start = self.start;
        self.pushes.retain(|end| end.after(start));
    }
}

/// What has arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReceiveBuffer {
    ready: VecDeque<u8>,
    /// Pieces beyond a gap, by first number, not overlapping and not touching what is expected next.
    beyond: Vec<(SeqNum, Payload)>,
}

impl ReceiveBuffer {
    /// Bytes that wait for the reader.
    pub(super) fn ready(&self) -> u32 {
        u32::try_from(self.ready.len()).unwrap_or(u32::MAX)
    }

    /// Takes up to `most` bytes for the reader.
    pub(super) fn read(&mut self, most: usize) -> Payload {
        let take = most.min(self.ready.len());
        Payload::from(self.ready.drain(..take).collect::<Vec<u8>>())
    }

    /// Adds bytes that begin exactly where the next one is expected, then what they connect to. Gives how many became readable.
    pub(super) fn append(&mut self, next: SeqNum, bytes: &[u8]) -> u32 {
        self.ready.extend(bytes);
        let mut end = next + u32::try_from(bytes.len()).unwrap_or_default();
        while let Some(index) = self.beyond.iter().position(|(seq, _)| seq.at_or_before(end)) {
            let (seq, piece) = self.beyond.remove(index);
            let known = usize::try_from(end - seq).unwrap_or(usize::MAX);
            if let Some(fresh) = piece.get(known..) {
                self.ready.extend(fresh);
                end += u32::try_from(fresh.len()).unwrap_or_default();
            }
        }
        end - next
    }

    /// Keeps bytes that lie beyond a gap. Of what is held already, the held copy stays.
    pub(super) fn hold(&mut self, seq: SeqNum, bytes: &Payload) {
        let held = |at: SeqNum| self.beyond.iter().any(|(start, piece)| at.within(*start, piece.len_u32()));
        let fresh = (0..bytes.len_u32()).find(|offset| !held(seq + *offset));
        if let Some(offset) = fresh
            && let Some(piece) = bytes.get(usize::try_from(offset).unwrap_or(usize::MAX)..)
        {
            self.beyond.push((seq + offset, Payload::from(piece)));
        }
    }

    /// Bytes beyond a gap, counted once for each piece they came in.
    pub(super) fn held(&self) -> u32 {
        self.beyond.iter().map(|(_, piece)| piece.len_u32()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acknowledged_bytes_go_and_push_marks_with_them() {
        let mut buffer = SendBuffer::new(SeqNum(u32::MAX - 1));
        buffer.write(b"hello");
        buffer.write(b"you");
        assert_eq!(&*buffer.copy(SeqNum(0), 3), b"llo");
        assert!(buffer.is_push(SeqNum(u32::MAX - 1), 5) && !buffer.is_push(SeqNum(u32::MAX - 1), 4));
        buffer.acknowledge(SeqNum(3));
        assert_eq!((&*buffer.copy(SeqNum(3), 9), buffer.len()), (&b"you"[..], 3));
        assert!(buffer.is_push(SeqNum(3), 3));
    }

    #[test]
    fn pieces_join_whatever_their_order_and_overlap() {
        let mut buffer = ReceiveBuffer::default();
        buffer.hold(SeqNum(6), &Payload::from(&b"ghi"[..]));
        buffer.hold(SeqNum(3), &Payload::from(&b"defgh"[..]));
        buffer.hold(SeqNum(4), &Payload::from(&b"ef"[..]));
        assert_eq!(buffer.append(SeqNum(0), b"abcd"), 9);
        assert_eq!(&*buffer.read(99), b"abcdefghi");
        assert_eq!(buffer.held(), 0);
    }
}
