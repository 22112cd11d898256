//! The ladder: lifelines coloured by state, packets as slanted arrows between them, timers as arcs, waits folded.
//!
//! Of a long run only a part is laid out, around what can be seen: a picture costs what it shows, not what happened.

use super::arrows::{self, Flows, texts};
use super::boxes::{Placed, text_width};
use super::lane::{LANE_HALF, Lane, seconds};
use super::place::{ColumnLabel, Way, on_way};
use super::scale::{self, Fold, TimeScale};
use crate::sim::fault::PacketKind;
use crate::sim::ids::HostId;
use crate::sim::tcp::TimerKind;
use crate::sim::{DropReason, PacketId, Span};
use crate::trace::{Fate, PacketSpan, TimerEnd, Trace};
use core::net::Ipv4Addr;
use std::rc::Rc;

/// The words that stand in the picture, in the reader's language.
#[derive(Clone, Copy)]
pub struct Words {
    /// Behind a packet that is sent again: `again`.
    pub again: &'static str,
    /// Across a folded wait: how long it was.
    pub left_out: fn(&str) -> String,
    /// Beside the cross of a lost packet.
    pub lost: fn(DropReason) -> &'static str,
}

/// A packet.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Which.
    pub id: PacketId,
    /// Its kind, for colour.
    pub kind: PacketKind,
    /// It is sent again.
    pub again: bool,
    /// It goes from left to right.
    pub rightwards: bool,
    /// Its way, as far as it came.
    pub way: Way,
    /// It was lost: where and why its cross says.
    pub lost: Option<(DropReason, Option<Placed>)>,
    /// Its label, if there is room.
    pub label: Option<(String, Placed)>,
}

/// A timer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// The lifeline's middle.
    pub x: f64,
    /// The side on which it bulges.
    pub side: f64,
    /// From its start.
    pub top: f64,
    /// To its end.
    pub bottom: f64,
    /// It fired; otherwise it was stopped.
    pub fired: bool,
}

/// The whole picture, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The size of its main text.
    pub text_size: f64,
    /// The lifelines, from left to right.
    pub lanes: Vec<Lane>,
    /// The packets of this part, in the order in which they were sent.
    pub arrows: Vec<Arrow>,
    /// The timers.
    pub arcs: Vec<Arc>,
    /// The folded waits, and how long each was.
    pub folds: Vec<(Fold, String, Placed)>,
    scale: Rc<TimeScale>,
}

/// From this height to that one.
pub type Part = (f64, f64);

/// Everything.
pub const WHOLE: Part = (f64::NEG_INFINITY, f64::INFINITY);

/// Packets that follow closer upon one another, in pixels, are one line to the eye.
const CLOSEST: f64 = 3.0;

fn touches((top, bottom): (f64, f64), part: Part) -> bool {
    bottom >= part.0 && top <= part.1
}

impl Ladder {
    /// The picture of a part of a trace at this width.
    pub fn new(trace: &Trace, scale: &Rc<TimeScale>, width: f64, words: Words, part: Part) -> Ladder {
        let narrow = width < 520.0;
        let text_size = if narrow { 10.5 } else { 13.0 };
        let (lanes, scale) = (lanes(trace, scale, width, part), Rc::clone(scale));
        let arcs = arcs(trace, &scale, &lanes, part);
        let (height, arrows, folds) = (scale.height(), Vec::new(), Vec::new());
        let mut ladder = Ladder { width, height, text_size, lanes, arrows, arcs, folds, scale };
        ladder.arrows = ladder.arrows_of(trace, part);
        let folds = ladder.scale.folds().iter().filter(|fold| touches((fold.top, fold.bottom), part));
        ladder.folds = folds.map(|fold| ladder.fold(*fold, words)).collect();
        ladder.label_arrows(trace, words);
        ladder
    }

    /// The height of a position.
    pub fn y_at(&self, position: u32) -> f64 {
        self.scale.at(position)
    }

    /// The scale of time.
    pub fn scale(&self) -> &TimeScale {
        &self.scale
    }

    /// The packets of a part. Of a crowd that nobody could tell apart not all are drawn, but all that something happened to.
    fn arrows_of(&self, trace: &Trace, part: Part) -> Vec<Arrow> {
        // Where the last one was drawn, for each way that packets take.
        let mut last: Vec<((HostId, Ipv4Addr), f64)> = Vec::new();
        let sent = trace.packets().iter().take_while(|span| self.scale.of(span.sent) <= part.1);
        // Whoever came to an end above the part was sent there, too: a look at two heights, before anything is laid out.
        let reaches = |span: &&PacketSpan| match span.fate {
            Fate::Arrived { event, .. } => self.scale.of(event) >= part.0,
            _ => true,
        };
        let mut shown = Vec::new();
        for span in sent.filter(reaches) {
            let (way, y) = ((span.name.from, span.packet.ip.destination), self.scale.of(span.sent));
            let before = last.iter_mut().find(|(known, _)| *known == way);
            let crowded = before.as_ref().is_some_and(|(_, before)| y - before < CLOSEST);
            let arrived = matches!(span.fate, Fate::Arrived { .. }) && span.flipped.is_none() && span.copy_of.is_none();
            let plain =
                arrived && span.name.transmission == 1 && matches!(span.name.kind, PacketKind::Data | PacketKind::Ack);
            if crowded && plain {
                continue;
            }
            match before {
                Some((_, before)) => *before = y,
                None => last.push((way, y)),
            }
            shown.push(self.arrow(trace, span));
        }
        shown.retain(|arrow| touches((arrow.way.from.1, arrow.way.to.1), part));
        shown
    }

    fn arrow(&self, trace: &Trace, span: &PacketSpan) -> Arrow {
        let (from_x, to_x) = arrows::ends(trace, span, &self.lanes);
        let rightwards = to_x >= from_x;
        let direction = if rightwards { 1.0 } else { -1.0 };
        let from = (from_x + direction * LANE_HALF, self.scale.of(span.sent));
        let far = to_x - direction * LANE_HALF;
        let (share, end, lost) = match span.fate {
            Fate::Arrived { event, .. } => (1.0, self.scale.of(event), None),
            Fate::Cut { event, .. } => (0.5, self.scale.of(event), None),
            Fate::OnTheWay => (0.7, self.scale.at(trace.len()), None),
            Fate::Lost { event, reason, .. } => (lost_share(reason), self.scale.of(event), Some((reason, None))),
        };
        // Two that leave at the same instant are kept apart at their beginnings; a lost one keeps the slope it would have had.
        let steepest = from.1 + scale::FLIGHT * share;
        let end = if lost.is_some() && span.delayed.is_none() { end.min(steepest.max(from.1 + 12.0)) } else { end };
        let to = (from.0 + (far - from.0) * share, end);
        let again = span.name.transmission > 1;
        Arrow { id: span.id, kind: span.name.kind, again, rightwards, way: Way { from, to }, lost, label: None }
    }

    /// In the middle, or where no arrow passes through it.
    fn fold(&self, fold: Fold, words: Words) -> (Fold, String, Placed) {
        let text = (words.left_out)(&seconds(Span(fold.nanos)));
        let size = self.text_size - 1.0;
        let width = text_width(&text, size);
        let y = f64::midpoint(fold.top, fold.bottom);
        let x = |lane: Option<&Lane>| lane.map_or(0.0, |lane| lane.x);
        let (left, right) = (x(self.lanes.first()), x(self.lanes.last()));
        let through: Vec<f64> = self.arrows.iter().filter_map(|arrow| arrow.way.x_at(y)).collect();
        let places = [0.5, 0.3, 0.7, 0.18, 0.82].map(|share| left + (right - left) * share);
        let free = places.into_iter().find(|x| through.iter().all(|other| (other - x).abs() > width / 2.0 + 12.0));
        let x = free.unwrap_or(f64::midpoint(left, right));
        (fold, text, Placed { x, y, width, height: size * 1.1, along: (1.0, 0.0) })
    }

    /// Crosses get their words first, since they cannot move; then each arrow takes the first free place.
    fn label_arrows(&mut self, trace: &Trace, words: Words) {
        let size = self.text_size;
        let mut taken: Vec<Placed> = self.arrows.iter().filter(|arrow| arrow.lost.is_some()).map(cross).collect();
        taken.extend(self.folds.iter().map(|(_, _, place)| place.grown(2.0)));
        if crate::sim::tcp::WHOLE && self.lanes.len() > 2 {
            taken.extend(self.lanes.iter().flat_map(|lane| lane.labels.iter().map(|label| beside(lane, label))));
        }
        let limits = (self.lanes.first().map_or(0.0, |lane| lane.x), self.lanes.last().map_or(0.0, |lane| lane.x));
        for arrow in &mut self.arrows {
            let to = arrow.way.to;
            if let Some((reason, place)) = &mut arrow.lost {
                let ahead = if arrow.rightwards { 1.0 } else { -1.0 };
                *place = beside_cross((words.lost)(*reason), (to, ahead), size * 0.92, limits, &taken);
                taken.extend(*place);
            }
        }
        let ways: Vec<(PacketId, Placed)> = self.arrows.iter().map(|arrow| (arrow.id, arrow.way.line())).collect();
        let flows = Flows::of(trace);
        for arrow in &mut self.arrows {
            // Most of a long picture is far from here.
            let near = |place: &&Placed| arrow.way.is_near(place);
            let others = ways.iter().filter(|(id, _)| *id != arrow.id).map(|(_, line)| line);
            let others: Vec<Placed> = others.filter(near).copied().collect();
            let words_near: Vec<Placed> = taken.iter().filter(near).copied().collect();
            if let Some(span) = trace.packet(arrow.id) {
                let texts = texts(span, flows.letter(&span.packet), words.again);
                arrow.label = on_way(&arrow.way, &texts, size, (&words_near, &others));
                taken.extend(arrow.label.as_ref().map(|(_, place)| place.grown(1.0)));
            }
        }
    }

    /// Everything that is words between the lifelines, with its box: for checking.
    pub fn label_boxes(&self) -> Vec<Placed> {
        let labels = self.arrows.iter().filter_map(|arrow| arrow.label.as_ref().map(|(_, place)| *place));
        let folds = self.folds.iter().map(|(_, _, place)| *place);
        labels.chain(self.arrows.iter().filter_map(|arrow| arrow.lost?.1)).chain(folds).collect()
    }
}

/// The box of a word beside a lifeline.
fn beside(lane: &Lane, label: &ColumnLabel) -> Placed {
    let width = label.lines.iter().map(|line| text_width(line, label.size)).fold(0.0, f64::max);
    let height = label.lines.iter().map(|_| label.size * 1.2).sum::<f64>();
    let (x, y) = (lane.label_x() + lane.side * width / 2.0, label.y - label.size + height / 2.0);
    Placed { x, y, width, height, along: (1.0, 0.0) }
}

/// How far a lost packet comes.
pub(super) fn lost_share(reason: DropReason) -> f64 {
    match reason {
        DropReason::QueueFull => 0.06,
        DropReason::Firewall => 0.955,
        // On the cable, or at the router.
        _ => 0.5,
    }
}

fn cross(arrow: &Arrow) -> Placed {
    Placed { x: arrow.way.to.0, y: arrow.way.to.1, width: 18.0, height: 18.0, along: (1.0, 0.0) }
}

/// Ahead of the cross, where the packet did not come any more, and above the line of the moment; else behind and below it, else right below.
fn beside_cross(
    text: &str,
    ((x, y), ahead): ((f64, f64), f64),
    size: f64,
    (left, right): (f64, f64),
    taken: &[Placed],
) -> Option<Placed> {
    let width = text_width(text, size);
    let at = |x, y| Placed { x, y, width, height: size * 1.1, along: (1.0, 0.0) };
    let aside = ahead * (14.0 + width / 2.0);
    let places = [at(x + aside, y - 0.8 * size), at(x - aside, y + size), at(x, y + 10.0 + size)];
    let inside = |place: &Placed| place.x - width / 2.0 > left + 8.0 && place.x + width / 2.0 < right - 8.0;
    places.into_iter().find(|place| inside(place) && !taken.iter().any(|other| other.overlaps(place)))
}

/// A lifeline that has another one so near on either side has the words of narrow pages.
const TIGHT: f64 = 130.0;

/// The lifelines of a part: each host's, and the router's if it has something to say.
fn lanes(trace: &Trace, scale: &TimeScale, width: f64, part: Part) -> Vec<Lane> {
    let narrow = width < 520.0;
    let margin = if narrow { (width * 0.29).max(99.0).min(106.0) } else { (width * 0.235).max(146.0).min(200.0) };
    let shown = arrows::shown_hosts(trace);
    let gaps = f64::from(u32::try_from(shown.len()).unwrap_or(2).max(2) - 1);
    let lane = |(index, host): (u32, &HostId)| {
        let x = margin + (width - 2.0 * margin) * f64::from(index) / gaps;
        let side = if index == 0 { -1.0 } else { 1.0 };
        let between = index > 0 && f64::from(index) < gaps;
        let tight = narrow || (between && (width - 2.0 * margin) / gaps < TIGHT);
        Lane::new(trace, scale, *host, (x, side), tight, part)
    };
    (0..).zip(&shown).map(lane).collect()
}

fn arcs(trace: &Trace, scale: &TimeScale, lanes: &[Lane], part: Part) -> Vec<Arc> {
    let shown = trace.timers().iter().filter(|span| span.timer != TimerKind::DelayedAck);
    shown
        .filter_map(|span| {
            let lane = lanes.iter().find(|lane| lane.host == span.host)?;
            let (end, fired) = match span.end {
                TimerEnd::Running => (scale.at(trace.len()), false),
                TimerEnd::Fired { event, .. } => (scale.of(event), true),
                TimerEnd::Stopped { event, .. } => (scale.of(event), false),
            };
            Some(Arc { x: lane.x, side: lane.side, top: scale.of(span.set), bottom: end, fired })
        })
        .filter(|arc| touches((arc.top, arc.bottom), part))
        .collect()
}
