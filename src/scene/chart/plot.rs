//! Which quantities stand in which graph: lines and marks with their values, not yet drawn.

use super::axis::{Unit, nice_step};
use crate::sim::{Span, Time};
use crate::trace::series::{Flow, LaneSeries, Range, Sender, Series, Steps};
use std::rc::Rc;

/// The graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Graph {
    /// How much may be in flight, and how much is.
    Windows,
    /// Sequence numbers over time.
    Sequence,
    /// Round trips and the timeout.
    RoundTrip,
    /// Bits a second.
    Rate,
    /// Packets that wait before the cables.
    Queue,
}

impl Graph {
    /// All, in the order in which they are offered.
    pub const ALL: [Graph; 5] = [Graph::Windows, Graph::Sequence, Graph::RoundTrip, Graph::Rate, Graph::Queue];

    /// Lower case, for ids.
    pub fn id(self) -> &'static str {
        match self {
            Graph::Windows => "windows",
            Graph::Sequence => "sequence",
            Graph::RoundTrip => "round-trip",
            Graph::Rate => "rate",
            Graph::Queue => "queue",
        }
    }

    /// Whether it is about a sender of a connection; others are about anything that is sent.
    pub fn needs_sender(self) -> bool {
        matches!(self, Graph::Windows | Graph::Sequence | Graph::RoundTrip)
    }
}

/// A line or a kind of mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The congestion window.
    Cwnd,
    /// The congestion window of the run that this one is compared with.
    Rival,
    /// The slow start threshold.
    Ssthresh,
    /// What is in flight.
    Flight,
    /// The window that the peer offers.
    PeerWindow,
    /// A round trip that was measured.
    Sample,
    /// The smoothed round-trip time.
    Srtt,
    /// The retransmission timeout.
    Rto,
    /// A segment that is sent for the first time.
    First,
    /// A segment that is sent again.
    Again,
    /// A segment that does not arrive.
    Lost,
    /// What is reported beyond a gap.
    Sacked,
    /// What is acknowledged.
    Acked,
    /// Up to where the peer's window lets one send.
    Edge,
    /// Bits a second on the way.
    Throughput,
    /// Bits a second for the program.
    Goodput,
    /// What the slowest cable takes.
    LinkRate,
    /// Packets that wait: the number of the queue on the way there, or on the way back.
    Waiting(u8),
    /// How many packets a queue holds.
    QueueLimit,
    /// A packet that found no room.
    Refused,
}

impl Quantity {
    /// Lower case, for classes.
    pub fn id(self) -> &'static str {
        match self {
            Quantity::Cwnd => "cwnd",
            Quantity::Rival => "rival",
            Quantity::Ssthresh => "ssthresh",
            Quantity::Flight => "flight",
            Quantity::PeerWindow => "peer-window",
            Quantity::Sample => "sample",
            Quantity::Srtt => "srtt",
            Quantity::Rto => "rto",
            Quantity::First => "first",
            Quantity::Again => "again",
            Quantity::Lost => "lost",
            Quantity::Sacked => "sacked",
            Quantity::Acked => "acked",
            Quantity::Edge => "edge",
            Quantity::Throughput => "throughput",
            Quantity::Goodput => "goodput",
            Quantity::LinkRate => "link-rate",
            Quantity::Waiting(0) => "waiting-0",
            Quantity::Waiting(1) => "waiting-1",
            Quantity::Waiting(2) => "waiting-2",
            Quantity::Waiting(_) => "waiting-3",
            Quantity::QueueLimit => "queue-limit",
            Quantity::Refused => "refused",
        }
    }
}

/// A line's values.
#[derive(Clone, Debug)]
pub struct PlotLine {
    /// Of what.
    pub what: Quantity,
    /// The values.
    pub steps: Rc<Steps>,
    /// A bound that may lie far beyond what it bounds: it is drawn to scale only if it is at most so many times as large.
    pub bound_most: Option<u64>,
}

/// A kind of mark.
#[derive(Clone, Debug)]
pub struct PlotMarks {
    /// Of what.
    pub what: Quantity,
    /// In order of time.
    pub ranges: Rc<Vec<Range>>,
}

/// A graph's content.
#[derive(Clone, Debug)]
pub struct Plot {
    /// Which graph.
    pub graph: Graph,
    /// What its height counts.
    pub unit: Unit,
    /// The lines, the most important last, so that it lies on top.
    pub lines: Vec<PlotLine>,
    /// The marks.
    pub marks: Vec<PlotMarks>,
    /// Where congestion control stands, beneath the lines.
    pub stages: Option<Rc<Steps>>,
    /// Over how long rates are a mean.
    pub interval: Span,
}

impl Plot {
    /// A graph of a flow; none where it says nothing, because there is no sender.
    pub fn new(graph: Graph, series: &Series, flow: &Flow) -> Option<Plot> {
        let interval = interval(series);
        let sender = flow.sender.as_ref();
        let mut plot = match graph {
            Graph::Windows => windows(sender?),
            Graph::Sequence => sequence(sender?),
            Graph::RoundTrip => round_trip(sender?),
            Graph::Rate => rate(flow, interval),
            Graph::Queue => queue(series, flow),
        };
        plot.graph = graph;
        plot.interval = interval;
        Some(plot)
    }

    /// The value of each line at an instant, in the order in which a reader wants to know.
    pub fn values_at(&self, time: Time) -> impl Iterator<Item = (Quantity, Option<u64>)> {
        self.lines.iter().rev().map(move |line| (line.what, line.steps.at(time)))
    }

    /// The last sample up to an instant.
    pub fn sample_at(&self, time: Time) -> Option<u64> {
        let samples = self.marks.iter().find(|marks| marks.what == Quantity::Sample)?;
        let after = samples.ranges.partition_point(|range| range.at <= time);
        after.checked_sub(1).and_then(|index| samples.ranges.get(index)).map(|range| range.low)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.steps.is_empty()) && self.marks.iter().all(|marks| marks.ranges.is_empty())
    }
}

/// About a fortieth of what happens, at a round length: long enough for some packets, short enough for the course of a transfer to be seen.
fn interval(series: &Series) -> Span {
    let (begin, end) = series.active;
    Span(nice_step((end - begin).0.max(1), 40))
}

fn line(what: Quantity, steps: &Rc<Steps>) -> PlotLine {
    PlotLine { what, steps: Rc::clone(steps), bound_most: None }
}

fn bound(what: Quantity, steps: &Rc<Steps>) -> PlotLine {
    // Windows are many times as large as what is in flight, and it is the small changes of that that count.
    let most = if matches!(what, Quantity::PeerWindow | Quantity::Ssthresh) { 2 } else { 3 };
    PlotLine { bound_most: Some(most), ..line(what, steps) }
}

fn marks(what: Quantity, ranges: &Rc<Vec<Range>>) -> PlotMarks {
    PlotMarks { what, ranges: Rc::clone(ranges) }
}

fn plot(unit: Unit, lines: Vec<PlotLine>, marks: Vec<PlotMarks>) -> Plot {
    Plot { graph: Graph::Windows, unit, lines, marks, stages: None, interval: Span(0) }
}

fn windows(sender: &Sender) -> Plot {
    let lines = vec![
        bound(Quantity::PeerWindow, &sender.peer_window),
        bound(Quantity::Ssthresh, &sender.ssthresh),
        line(Quantity::Flight, &sender.flight),
        line(Quantity::Cwnd, &sender.cwnd),
    ];
    Plot { stages: Some(Rc::clone(&sender.stages)), ..plot(Unit::Bytes, lines, Vec::new()) }
}

fn sequence(sender: &Sender) -> Plot {
    let lines = vec![bound(Quantity::Edge, &sender.edge), line(Quantity::Acked, &sender.acked)];
    let kinds = vec![
        marks(Quantity::Sacked, &sender.sacked),
        marks(Quantity::First, &sender.first),
        marks(Quantity::Again, &sender.again),
        marks(Quantity::Lost, &sender.lost),
    ];
    plot(Unit::Numbers, lines, kinds)
}

fn round_trip(sender: &Sender) -> Plot {
    let lines = vec![bound(Quantity::Rto, &sender.rto), line(Quantity::Srtt, &sender.srtt)];
    plot(Unit::Nanos, lines, vec![marks(Quantity::Sample, &sender.samples)])
}

fn rate(flow: &Flow, interval: Span) -> Plot {
    let mut lines = Vec::new();
    if let Some(rate) = flow.link_rate_bps {
        lines.push(bound(Quantity::LinkRate, &Rc::new(always(rate))));
    }
    lines.push(line(Quantity::Throughput, &Rc::new(flow.throughput(interval))));
    lines.push(line(Quantity::Goodput, &Rc::new(flow.goodput(interval))));
    plot(Unit::BitsPerSecond, lines, Vec::new())
}

fn queue(series: &Series, flow: &Flow) -> Plot {
    let queues: Vec<&LaneSeries> = series.lanes_of(flow).collect();
    let waiting = (0_u8..).zip(&queues).map(|(number, lane)| line(Quantity::Waiting(number), &lane.waiting));
    let mut lines: Vec<PlotLine> = waiting.collect();
    if let Some(least) = queues.iter().map(|lane| lane.limit).min() {
        lines.push(bound(Quantity::QueueLimit, &Rc::new(always(u64::from(least)))));
    }
    lines.reverse();
    let kinds = queues.iter().map(|lane| marks(Quantity::Refused, &lane.refused)).collect();
    plot(Unit::Packets, lines, kinds)
}

fn always(value: u64) -> Steps {
    let mut steps = Steps::default();
    steps.push(Time(0), Some(value));
    steps
}
