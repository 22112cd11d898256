//! What the SYNs agree on, and what the options of every later segment say: window scale and timestamps (RFC 7323), SACK (RFC 2018,
//! RFC 2883).
//!
//! Keeps what was agreed and writes it into segments. What a sender makes of a peer's reports is in `recovery` and `scoreboard`.

use super::config::{TcpConfig, WHOLE};
use super::effect::{Discard, Effects};
use super::scoreboard::{Fate, Sent};
use super::tcb::{Endpoint, PeerFin};
use crate::sim::time::{Span, Time};
use crate::wire::{Flags, Segment, SeqNum, TcpOptions, Timestamps};
use serde::Serialize;

/// The largest shift (RFC 7323 2.3).
const SHIFT_MOST: u8 = 14;

/// Bytes that the timestamps option takes, with padding (RFC 7323 3.2).
const TIMESTAMPS_BYTES: u32 = 12;

/// Bytes that SACK blocks take, with padding: so many, and so many for each (RFC 2018 3).
const SACK_BYTES: (u32, u32) = (4, 8);

/// A window of no more than this is not halved (Linux: `TCP_MSS_DEFAULT`).
const SMALL_WINDOW: u32 = 536;

/// What is agreed for a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// Both ends permit SACK.
    pub sack: bool,
    /// Both ends scale their windows.
    pub scales: bool,
    /// Snd.Wind.Shift: the peer's windows are to be multiplied by 2 to this power.
    pub snd_wind_shift: u8,
    /// Rcv.Wind.Shift: ours are divided by 2 to this power.
    pub rcv_wind_shift: u8,
    /// Timestamps, if both SYNs carried them.
    pub timestamps: Option<Clock>,
}

/// The timestamps of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// TS.Recent: the peer's latest value, to be echoed.
    pub ts_recent: u32,
    /// Last.ACK.sent.
    pub last_ack_sent: SeqNum,
    /// Our clock at the beginning of the run, so that no two connections show the same.
    offset: u32,
}

impl Agreed {
    /// Nothing, before the peer's SYN has come.
    pub(super) fn nothing() -> Agreed {
        Agreed { sack: false, scales: false, snd_wind_shift: 0, rcv_wind_shift: 0, timestamps: None }
    }

    /// What our offer and the peer's SYN come to (RFC 7323 2.2, 3.2; RFC 2018 2). `offset`: our timestamp clock's.
    pub(super) fn with(config: &TcpConfig, syn: &Segment, offset: u32) -> Agreed {
        let scales = config.window_scale.filter(|_| WHOLE).zip(syn.options.window_scale);
        let (rcv_wind_shift, snd_wind_shift) = scales.unwrap_or_default();
        let timestamps = syn.options.timestamps.filter(|_| WHOLE && config.timestamps);
        Agreed {
            sack: WHOLE && config.sack && syn.options.sack_permitted,
            scales: scales.is_some(),
            snd_wind_shift: snd_wind_shift.min(SHIFT_MOST),
            rcv_wind_shift: rcv_wind_shift.min(SHIFT_MOST),
            timestamps: timestamps.map(|stamps| Clock { ts_recent: stamps.value, last_ack_sent: syn.seq + 1, offset }),
        }
    }

    /// Bytes that every segment's options take.
    pub(super) fn bytes_always(&self) -> u32 {
        if self.timestamps.is_some() { TIMESTAMPS_BYTES } else { 0 }
    }

    /// How many SACK blocks a segment has room for.
    fn blocks_most(&self) -> usize {
        if self.timestamps.is_some() { 3 } else { 4 }
    }
}

/// The timestamp clock: a millisecond a tick.
fn ticks(now: Time, offset: u32) -> u32 {
    offset.wrapping_add(u32::try_from(now.0 / 1_000_000 % (1 << 32)).unwrap_or_default())
}

/// Whether a block reports what has arrived beyond a gap. Blocks below what is acknowledged report duplicates (RFC 2883); others that were
/// never sent are nonsense.
fn is_report((start, end): (SeqNum, SeqNum), una: SeqNum, nxt: SeqNum) -> bool {
    start.before(end) && start.at_or_after(una) && end.at_or_before(nxt)
}

/// Whether a segment tells for the first time that what was sent has arrived, in numbers or reports.
pub(super) fn tells_of(segment: &Segment, sent: &Sent, nxt: SeqNum) -> bool {
    let holds = |(start, end): &(SeqNum, SeqNum)| {
        is_report((*start, *end), segment.ack, nxt) && sent.seq.at_or_after(*start) && sent.end().at_or_before(*end)
    };
    sent.fate != Fate::Sacked && (sent.end().at_or_before(segment.ack) || segment.options.sack.iter().any(holds))
}

/// What the peer says has arrived twice: the first block, if it lies below what is acknowledged or in the second block (RFC 2883 4).
pub(super) fn duplicate_report(segment: &Segment) -> Option<(SeqNum, SeqNum)> {
    let mut blocks = segment.options.sack.iter();
    let (start, end) = *blocks.next()?;
    let held = blocks.next().is_some_and(|(first, last)| first.at_or_before(start) && end.at_or_before(*last));
    (start.before(segment.ack) || held).then_some((start, end))
}

/// Whether a timestamp is older than another: by less than half of all of them (RFC 7323 5.2).
fn is_earlier(value: u32, recent: u32) -> bool {
    (1..1 << 31).contains(&recent.wrapping_sub(value))
}

impl Endpoint {
    /// Whether reports of SACK are to be expected.
    pub(super) fn uses_sack(&self) -> bool {
        WHOLE && self.tcb.agreed.sack
    }

    /// The options of a segment of ours.
    pub(super) fn options(&self, flags: Flags, now: Time) -> TcpOptions {
        let mut options = TcpOptions::default();
        let offset = self.clock_offset();
        if flags.has(Flags::SYN) {
            // A SYN+ACK agrees only to what the SYN offered.
            let answers = flags.has(Flags::ACK);
            let agreed = &self.tcb.agreed;
            options.mss = Some(self.config.mss);
            options.sack_permitted = WHOLE && self.config.sack && (!answers || agreed.sack);
            options.window_scale = self.config.window_scale.filter(|_| WHOLE && (!answers || agreed.scales));
            if WHOLE && self.config.timestamps && !answers {
                options.timestamps = Some(Timestamps { value: ticks(now, offset), echo: 0 });
            }
        }
        if let Some(clock) = self.tcb.agreed.timestamps.filter(|_| WHOLE) {
            options.timestamps = Some(Timestamps { value: ticks(now, offset), echo: clock.ts_recent });
        }
        if self.uses_sack() && flags.has(Flags::ACK) && !flags.has(Flags::SYN) && !flags.has(Flags::RST) {
            options.sack = self.incoming.blocks(self.fin_beyond(), self.tcb.agreed.blocks_most());
        }
        options
    }

    /// The number of a FIN that has come beyond a gap.
    fn fin_beyond(&self) -> Option<SeqNum> {
        let PeerFin::Beyond(fin) = self.peer_fin else { return None };
        Some(fin).filter(|fin| fin.after(self.tcb.rcv_nxt))
    }

    fn clock_offset(&self) -> u32 {
        self.tcb.iss.0
    }

    /// How many bytes of data fit beside the options of the next segment.
    pub(super) fn data_room(&self) -> u32 {
        let blocks = if self.uses_sack() {
            self.incoming.block_count(self.fin_beyond(), self.tcb.agreed.blocks_most())
        } else {
            0
        };
        let sack = match u32::try_from(blocks) {
            Ok(0) | Err(_) => 0,
            Ok(count) => SACK_BYTES.0 + SACK_BYTES.1 * count,
        };
        self.tcb.snd_mss.saturating_sub(sack).min(self.half_window()).max(1)
    }

    /// Linux sends no segment larger than half of the largest window that the peer has offered.
    fn half_window(&self) -> u32 {
        match self.tcb.max_snd_wnd {
            _ if !self.config.is_linux() => u32::MAX,
            window if window > SMALL_WINDOW => window / 2,
            window => window.max(1),
        }
    }

    /// Takes the peer's reports: numbers beyond a gap that are news.
    pub(super) fn take_sack(&mut self, segment: &Segment) -> u32 {
        if !self.uses_sack() {
            return 0;
        }
        let (una, nxt) = (self.tcb.snd_una.latest(segment.ack), self.tcb.snd_nxt);
        let mut news = 0;
        for (start, end) in &segment.options.sack {
            if is_report((*start, *end), una, nxt) {
                news += self.in_flight.sack(*start, *end);
            }
        }
        news
    }

    /// PAWS (RFC 7323 5.3): whether a segment's timestamp is too old, or missing. Such a segment is not looked at.
    pub(super) fn fails_paws(&mut self, segment: &Segment, effects: &mut Effects) -> bool {
        let Some(clock) = self.tcb.agreed.timestamps.filter(|_| !segment.flags.has(Flags::RST)) else { return false };
        match segment.options.timestamps {
            None => {
                effects.discard(Discard::NoTimestamp, "RFC 7323 3.2");
                true
            }
            Some(stamps) if is_earlier(stamps.value, clock.ts_recent) => {
                effects.discard(Discard::OldTimestamp, "RFC 7323 5.3");
                self.owe_ack("RFC 7323 5.3");
                true
            }
            Some(_) => false,
        }
    }

    /// Keeps the timestamp that is to be echoed: of the segment that the last ACK was waiting for (RFC 7323 4.3).
    pub(super) fn keep_timestamp(&mut self, segment: &Segment) {
        if let (Some(clock), Some(stamps)) = (&mut self.tcb.agreed.timestamps, segment.options.timestamps)
            && segment.seq.at_or_before(clock.last_ack_sent)
            && SeqNum(stamps.value).at_or_after(SeqNum(clock.ts_recent))
        {
            clock.ts_recent = stamps.value;
        }
    }

    /// An acknowledgment of ours goes out.
    pub(super) fn note_ack_sent(&mut self) {
        let next = self.tcb.rcv_nxt;
        if let Some(clock) = &mut self.tcb.agreed.timestamps {
            clock.last_ack_sent = next;
        }
    }

    /// Whether what a segment echoes was sent before then.
    pub(super) fn echoes_before(&self, segment: &Segment, sent_at: Time) -> bool {
        let echo =
            segment.options.timestamps.filter(|_| self.tcb.agreed.timestamps.is_some()).map(|stamps| stamps.echo);
        echo.is_some_and(|echo| is_earlier(echo, ticks(sent_at, self.clock_offset())))
    }

    /// The round trip that an echoed timestamp tells of (RFC 7323 4.1): also of a segment that was sent again.
    pub(super) fn round_trip(&self, segment: &Segment, now: Time) -> Option<Span> {
        self.tcb.agreed.timestamps?;
        let echo = segment.options.timestamps?.echo;
        let elapsed = ticks(now, self.clock_offset()).wrapping_sub(echo);
        (echo != 0 && elapsed < 1 << 31).then(|| Span::millis(u64::from(elapsed)))
    }
}
