//! Bytes on their way: handed over but not yet acknowledged, arrived out of order, arrived and not yet read. What is known of each
//! segment sent is in `scoreboard`.

use super::tcb::{Endpoint, PeerFin};
use crate::wire::{Payload, SeqNum};
use std::collections::VecDeque;

/// What an endpoint holds and may still send, as far as its control block does not say it. To be looked at only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// `SO_SNDBUF`, in bytes.
    pub send_buffer: u32,
    /// `SO_RCVBUF`, in bytes.
    pub receive_buffer: u32,
    /// The number after the last byte that the application has written.
    pub written: SeqNum,
    /// The number that our FIN has or will have, if the application will write no more.
    pub fin: Option<SeqNum>,
    /// The number of the peer's FIN, if one has come.
    pub peer_fin: Option<SeqNum>,
    /// What has arrived beyond a gap, by number: the first of each stretch and the one after its last.
    pub out_of_order: Vec<(SeqNum, SeqNum)>,
    /// How many numbers the network is taken to hold (RFC 6675 2, `pipe`).
    pub pipe: u32,
    /// How many new bytes the peer's window and the congestion window let out now.
    pub usable: u32,
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
        Payload::of_ring(self.bytes.as_slices(), skip, take)
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
    /// The stretches that those make, the one that grew last first: what SACK reports (RFC 2018 4).
    stretches: Vec<(SeqNum, SeqNum)>,
    /// What arrived a second time, to be reported once (RFC 2883 4).
    duplicate: Option<(SeqNum, SeqNum)>,
}

impl ReceiveBuffer {
    /// Bytes that wait for the reader.
    pub(super) fn ready(&self) -> u32 {
        u32::try_from(self.ready.len()).unwrap_or(u32::MAX)
    }

    /// Takes up to `most` bytes for the reader.
    pub(super) fn read(&mut self, most: usize) -> Payload {
        let take = most.min(self.ready.len());
        // Whole slices: byte by byte it would be half of the work of a long run.
        let bytes = Payload::of_ring(self.ready.as_slices(), 0, take);
        self.ready.drain(..take);
        bytes
    }

    /// Adds bytes that begin exactly where the next one is expected, then what they connect to. Gives how many became readable.
    pub(super) fn append(&mut self, next: SeqNum, bytes: &[u8]) -> u32 {
        self.ready.extend(bytes);
        let mut end = next + u32::try_from(bytes.len()).unwrap_or_default();
        self.duplicate = self.duplicate.or(self.overlap(next, end));
        while let Some(index) = self.beyond.iter().position(|(seq, _)| seq.at_or_before(end)) {
            let (seq, piece) = self.beyond.remove(index);
            let known = usize::try_from(end - seq).unwrap_or(usize::MAX);
            if let Some(fresh) = piece.get(known..) {
                self.ready.extend(fresh);
                end += u32::try_from(fresh.len()).unwrap_or_default();
            }
        }
        self.stretches.retain(|(_, last)| last.after(end));
        end - next
    }

    /// Keeps bytes that lie beyond a gap. Of what is held already, the held copy stays.
    pub(super) fn hold(&mut self, seq: SeqNum, bytes: &Payload) {
        self.stretch(seq, seq + bytes.len_u32());
        let held = |at: SeqNum| self.beyond.iter().any(|(start, piece)| at.within(*start, piece.len_u32()));
        let fresh = (0..bytes.len_u32()).find(|offset| !held(seq + *offset));
        if let Some(offset) = fresh
            && let Some(piece) = bytes.get(usize::try_from(offset).unwrap_or(usize::MAX)..)
        {
            self.beyond.push((seq + offset, Payload::from(piece)));
        }
    }

    /// The stretch that these numbers belong to now, in front of the others.
    fn stretch(&mut self, start: SeqNum, end: SeqNum) {
        if start == end {
            return;
        }
        self.duplicate = self.overlap(start, end).or(self.duplicate);
        let (mut first, mut last) = (start, end);
        self.stretches.retain(|(other_first, other_last)| {
            let apart = other_last.before(first) || last.before(*other_first);
            if !apart {
                first = if other_first.before(first) { *other_first } else { first };
                last = last.latest(*other_last);
            }
            apart
        });
        self.stretches.insert(0, (first, last));
    }

    /// The first part of these numbers that is held already (RFC 2883 4.2).
    fn overlap(&self, start: SeqNum, end: SeqNum) -> Option<(SeqNum, SeqNum)> {
        let common = self.stretches.iter().map(|(first, last)| {
            let last = if last.before(end) { *last } else { end };
            (first.latest(start), last)
        });
        let common = common.filter(|(first, last)| first.before(*last));
        common.reduce(|one, other| if other.0.before(one.0) { other } else { one })
    }

    /// What arrived a second time, below what is expected next.
    pub(super) fn note_duplicate(&mut self, start: SeqNum, end: SeqNum) {
        self.duplicate = Some((start, end));
    }

    /// The report has gone out.
    pub(super) fn on_reported(&mut self) {
        self.duplicate = None;
    }

    /// At most so many blocks for the SACK option: what came twice, then the stretches beyond gaps, latest first. A FIN beyond a gap has a number,
    /// too: it belongs to the bytes before it, or stands alone.
    pub(super) fn blocks(&self, fin: Option<SeqNum>, most: usize) -> Vec<(SeqNum, SeqNum)> {
        let stretches = self.stretches.iter().map(|(first, last)| (*first, *last + u32::from(fin == Some(*last))));
        let alone = self.lone(fin).map(|fin| (fin, fin + 1));
        self.duplicate.into_iter().chain(stretches).chain(alone).take(most).collect()
    }

    fn lone(&self, fin: Option<SeqNum>) -> Option<SeqNum> {
        fin.filter(|fin| self.stretches.iter().all(|(_, last)| last != fin))
    }

    /// How many blocks [`ReceiveBuffer::blocks`] gives.
    pub(super) fn block_count(&self, fin: Option<SeqNum>, most: usize) -> usize {
        let others = usize::from(self.duplicate.is_some()) + usize::from(self.lone(fin).is_some());
        (self.stretches.len() + others).min(most)
    }

    /// Bytes beyond a gap.
    pub(super) fn held(&self) -> u32 {
        self.stretches.iter().map(|(first, last)| *last - *first).sum()
    }
}

impl Endpoint {
    /// What it holds and may still send.
    pub fn holdings(&self) -> Holdings {
        let open = self.tcb.state.may_send() && !self.fin_sent();
        let mut out_of_order = self.incoming.stretches.clone();
        let expected = self.tcb.rcv_nxt;
        out_of_order.sort_by_key(|(first, _)| *first - expected);
        Holdings {
            send_buffer: self.config.send_buffer,
            receive_buffer: self.config.receive_buffer,
            written: self.outgoing.end(),
            fin: self.fin_wanted.then(|| self.outgoing.end()),
            peer_fin: match self.peer_fin {
                PeerFin::None => None,
                PeerFin::Beyond(fin) => Some(fin),
                PeerFin::Taken => Some(expected - 1_u32),
            },
            out_of_order,
            pipe: self.pipe(),
            usable: if open { self.usable_window() } else { 0 },
        }
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
    fn a_ring_gives_the_same_bytes_wherever_they_lie() {
        let (first, second) = (&b"abcd"[..], &b"efg"[..]);
        for (skip, len, expected) in
            [(0, 3, "abc"), (2, 4, "cdef"), (4, 3, "efg"), (5, 1, "f"), (6, 9, "g"), (3, 0, "")]
        {
            assert_eq!(&*Payload::of_ring((first, second), skip, len), expected.as_bytes());
        }
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
