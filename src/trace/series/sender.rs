//! One end of a connection as a sender: its variables, and what it sent.

use super::steps::Steps;
use crate::sim::tcp::{Phase, State, Tcb};
use crate::sim::{Span, Time};
use crate::trace::{Fate, PacketSpan};
use crate::wire::SeqNum;
use std::rc::Rc;

/// A stretch of numbers at an instant, from `low` up to but not including `high`; or one value, if they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// When.
    pub at: Time,
    /// The first.
    pub low: u64,
    /// Behind the last.
    pub high: u64,
}

/// Where congestion control stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The window grows by a segment a round trip, or as CUBIC says.
    Avoidance,
    /// The window doubles every round trip.
    SlowStart,
    /// A mark told of congestion; the window has come down.
    Reduced,
    /// Duplicate ACKs told of a loss; it is being repaired.
    FastRecovery,
    /// The timer told of a loss; it is being repaired.
    Loss,
}

impl Stage {
    /// All, the gravest last.
    pub const ALL: [Stage; 5] = [Stage::Avoidance, Stage::SlowStart, Stage::Reduced, Stage::FastRecovery, Stage::Loss];

    /// Lower case, for classes.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Avoidance => "avoidance",
            Stage::SlowStart => "slow-start",
            Stage::Reduced => "reduced",
            Stage::FastRecovery => "fast-recovery",
            Stage::Loss => "loss",
        }
    }

    fn of(tcb: &Tcb) -> Option<Stage> {
        let open = if tcb.congestion.cwnd < tcb.congestion.ssthresh { Stage::SlowStart } else { Stage::Avoidance };
        tcb.state.is_synchronized().then_some(match tcb.recovery.phase {
            Phase::Open => open,
            Phase::Reduced => Stage::Reduced,
            Phase::FastRecovery => Stage::FastRecovery,
            Phase::Loss => Stage::Loss,
        })
    }
}

/// A sender. Lengths and windows are in bytes, times in nanoseconds, sequence numbers relative to the initial one.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The initial sequence number, from which the others are counted.
    pub iss: SeqNum,
    /// The congestion window.
    pub cwnd: Rc<Steps>,
    /// The slow start threshold; none while it is arbitrarily high.
    pub ssthresh: Rc<Steps>,
    /// What has been sent and not yet acknowledged.
    pub flight: Rc<Steps>,
    /// The window that the peer offers.
    pub peer_window: Rc<Steps>,
    /// The smoothed round-trip time.
    pub srtt: Rc<Steps>,
    /// The retransmission timeout, with its backoff.
    pub rto: Rc<Steps>,
    /// What is acknowledged, as the sender knows it.
    pub acked: Rc<Steps>,
    /// The right edge of the peer's window, as the sender knows it.
    pub edge: Rc<Steps>,
    /// Where congestion control stands, as an index into [`Stage::ALL`].
    pub stages: Rc<Steps>,
    /// Round trips that were measured.
    pub samples: Rc<Vec<Range>>,
    /// Segments that were sent for the first time.
    pub first: Rc<Vec<Range>>,
    /// Segments that were sent again.
    pub again: Rc<Vec<Range>>,
    /// Which of both did not arrive.
    pub lost: Rc<Vec<Range>>,
    /// What the peer has reported beyond a gap.
    pub sacked: Rc<Vec<Range>>,
    /// Behind the highest number that was ever sent.
    highest: u64,
}

impl Sender {
    pub(super) fn new(iss: SeqNum) -> Sender {
        let (steps, ranges) = (Rc::<Steps>::default, Rc::<Vec<Range>>::default);
        Sender {
            iss,
            cwnd: steps(),
            ssthresh: steps(),
            flight: steps(),
            peer_window: steps(),
            srtt: steps(),
            rto: steps(),
            acked: steps(),
            edge: steps(),
            stages: steps(),
            samples: ranges(),
            first: ranges(),
            again: ranges(),
            lost: ranges(),
            sacked: ranges(),
            highest: 0,
        }
    }

    /// The control block as it is now; none once it is gone.
    pub(super) fn sample(&mut self, at: Time, tcb: Option<&Tcb>) {
        let tcb = tcb.filter(|tcb| !matches!(tcb.state, State::Closed | State::Listen));
        let iss = self.iss;
        let note = |steps: &mut Rc<Steps>, value: &dyn Fn(&Tcb) -> Option<u64>| {
            Rc::make_mut(steps).push(at, tcb.and_then(value));
        };
        let bytes = |count: u32| Some(u64::from(count));
        let is_known = |tcb: &Tcb| tcb.max_snd_wnd > 0;
        note(&mut self.cwnd, &|tcb| bytes(tcb.congestion.cwnd));
        note(&mut self.ssthresh, &|tcb| bytes(tcb.congestion.ssthresh).filter(|it| *it < u64::from(u32::MAX)));
        note(&mut self.flight, &|tcb| bytes(tcb.snd_nxt - tcb.snd_una));
        note(&mut self.peer_window, &|tcb| bytes(tcb.snd_wnd).filter(|_| is_known(tcb)));
        note(&mut self.srtt, &|tcb| tcb.rto.srtt.map(|srtt| srtt.0));
        note(&mut self.rto, &|tcb| Some(tcb.rto.current().0));
        note(&mut self.acked, &|tcb| bytes(tcb.snd_una - iss));
        note(&mut self.edge, &|tcb| bytes((tcb.snd_una - iss).saturating_add(tcb.snd_wnd)).filter(|_| is_known(tcb)));
        note(&mut self.stages, &|tcb| {
            let stage = Stage::of(tcb)?;
            Stage::ALL.iter().position(|other| *other == stage).and_then(|index| u64::try_from(index).ok())
        });
    }

    /// A round trip was measured.
    pub(super) fn measured(&mut self, at: Time, sample: Span) {
        Rc::make_mut(&mut self.samples).push(Range { at, low: sample.0, high: sample.0 });
    }

    /// It sent a segment; an acknowledgment alone takes up no numbers and is none here.
    pub(super) fn sent(&mut self, span: &PacketSpan) {
        let Some(segment) = span.packet.segment().filter(|segment| segment.seq_len() > 0) else { return };
        let low = u64::from(segment.seq - self.iss);
        let range = Range { at: span.sent_at, low, high: low + u64::from(segment.seq_len()) };
        let again = low < self.highest;
        self.highest = self.highest.max(range.high);
        Rc::make_mut(if again { &mut self.again } else { &mut self.first }).push(range);
        if matches!(span.fate, Fate::Lost { .. }) {
            Rc::make_mut(&mut self.lost).push(range);
        }
    }

    /// The peer's report of what has arrived beyond a gap came.
    pub(super) fn reported(&mut self, at: Time, blocks: &[(SeqNum, SeqNum)]) {
        for (first, behind) in blocks {
            let low = u64::from(*first - self.iss);
            Rc::make_mut(&mut self.sacked).push(Range { at, low, high: low + u64::from(*behind - *first) });
        }
    }

    /// The stage at an instant.
    pub fn stage(&self, at: Time) -> Option<Stage> {
        self.stages.at(at).and_then(stage_of)
    }
}

/// The stage of this index in [`Stage::ALL`].
pub fn stage_of(index: u64) -> Option<Stage> {
    usize::try_from(index).ok().and_then(|index| Stage::ALL.get(index)).copied()
}
