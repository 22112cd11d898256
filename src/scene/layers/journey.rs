//! Where a packet is on its way through the stacks: down the sender's, across, up and down again in a router, up the receiver's.

use super::Level;
use crate::sim::{DropReason, EventId, EventKind, Time};
use crate::trace::{Fate, PacketSpan, Run, Trace};

/// Height of a level in a stack.
const LEVEL_HEIGHT: f64 = 24.0;
/// Room for a stack's name.
const NAME_HEIGHT: f64 = 24.0;
/// How far the way runs beside a stack.
const BESIDE: f64 = 11.0;

/// A packet's way: host numbers as the trace counts them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Journey {
    /// Who sent it.
    pub from: u32,
    /// The router between.
    pub over: Option<u32>,
    /// Whose address it has; none if nobody's.
    pub to: Option<u32>,
    /// When the router passed it on.
    forwarded: Option<(EventId, Time)>,
}

/// Where a packet is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Not sent yet.
    Before,
    /// On a cable: the first or the second, and what share of the way on it is done.
    OnCable(usize, f64),
    /// There.
    Arrived,
    /// Lost, on a cable after a share of the way, and why.
    Lost(usize, f64, DropReason),
    /// The router has cut it to pieces.
    Cut,
}

impl Journey {
    /// The way of a packet.
    pub fn of(run: &Run, span: &PacketSpan) -> Journey {
        let trace = run.trace();
        let hosts = || (0..).zip(trace.hosts());
        let router = run.scenario().router.and_then(|router| hosts().find(|(_, host)| host.address == router.address));
        let router = router.map(|(index, _): (u32, _)| index);
        let to = hosts().find(|(_, host)| host.address == span.packet.ip.destination).map(|(index, _)| index);
        let over = router.filter(|router| *router != span.name.from.0 && Some(*router) != to);
        let end = span.end_event().map_or(trace.len(), |end| end.0);
        let between = trace.numbered().skip(usize::try_from(span.sent.0).unwrap_or(usize::MAX));
        let between = between.take_while(|(id, _)| id.0 < end);
        let is_own = |kind: &EventKind| matches!(kind, EventKind::Forwarded { id, .. } if *id == span.id);
        let forwarded = over.and_then(|_| between.into_iter().find(|(_, event)| is_own(&event.kind)));
        Journey { from: span.name.from.0, over, to, forwarded: forwarded.map(|(id, event)| (id, event.at)) }
    }

    /// Whether the router has passed the packet on at a position.
    pub fn is_past_router(&self, position: u32) -> bool {
        self.forwarded.is_some_and(|(event, _)| event.0 < position)
    }

    /// Where the packet is at a position.
    pub fn place(&self, trace: &Trace, span: &PacketSpan, position: u32) -> Place {
        if span.sent.0 >= position {
            return Place::Before;
        }
        let is_over = span.end_event().is_some_and(|end| end.0 < position);
        let cable = usize::from(self.is_past_router(position));
        let begin = if cable == 1 { self.forwarded.map_or(span.sent_at, |(_, at)| at) } else { span.sent_at };
        let now = trace.time_at(position);
        match span.fate {
            Fate::Arrived { .. } if is_over => Place::Arrived,
            Fate::Cut { .. } if is_over => Place::Cut,
            // In a queue, by the router or at the end of the way: the reason says which.
            Fate::Lost { reason, at, .. } if is_over => {
                let share = match reason {
                    // The sender's queue, or the router's.
                    DropReason::QueueFull if at == span.sent_at => 0.0,
                    DropReason::QueueFull
                    | DropReason::Firewall
                    | DropReason::TimeToLive
                    | DropReason::NoRoute
                    | DropReason::Damaged => 1.0,
                    _ => 0.55,
                };
                Place::Lost(cable, share, reason)
            }
            Fate::Lost { at, .. } | Fate::Arrived { at, .. } | Fate::Cut { at, .. } => {
                let end = self.forwarded.filter(|_| cable == 0).map_or(at, |(_, at)| at);
                Place::OnCable(cable, share(begin, now, end))
            }
            Fate::OnTheWay => Place::OnCable(cable, 0.5),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share for a picture")]
fn share(begin: Time, now: Time, end: Time) -> f64 {
    let whole = end.0.saturating_sub(begin.0);
    if whole == 0 { 0.0 } else { (now.0.saturating_sub(begin.0) as f64 / whole as f64).min(1.0) }
}

/// A stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Whose: a host's number, as the trace counts them; none for an address that nobody has.
    pub host: Option<u32>,
    /// Its left edge.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Its highest level.
    pub top: Level,
}

/// The stacks along the way, and the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacks {
    /// The picture's width.
    pub width: f64,
    /// The picture's height.
    pub height: f64,
    /// From the sender to the receiver.
    pub columns: Vec<Column>,
    /// The corners of the way.
    pub way: Vec<(f64, f64)>,
    /// For each cable the corner at which it begins.
    cables: Vec<usize>,
}

impl Stacks {
    /// The picture of a way; `top` is the highest level of the hosts that has to do with the packet, `is_router` whether a number is the router.
    pub fn new(journey: &Journey, top: Level, is_router: impl Fn(u32) -> bool, width: f64) -> Stacks {
        let whose: Vec<Option<u32>> =
            [Some(Some(journey.from)), journey.over.map(Some), Some(journey.to)].into_iter().flatten().collect();
        let count = whose.iter().map(|_| 1.0).sum::<f64>();
        let column = ((width - (count - 1.0) * 2.0 * (BESIDE + 4.0)) / count).min(150.0);
        let gap = if count > 1.0 { (width - count * column) / (count - 1.0) } else { 0.0 };
        let mut columns = Vec::new();
        let mut x = 0.0;
        for host in whose {
            let top = if host.is_some_and(&is_router) { Level::Network } else { Level::Application };
            columns.push(Column { host, x, width: column, top });
            x += column + gap;
        }
        let height = NAME_HEIGHT + LEVEL_HEIGHT * 5.0 + 2.0;
        let (way, cables) = way(&columns, top);
        Stacks { width, height, columns, way, cables }
    }

    /// The upper edge of a level.
    pub fn level_y(level: Level) -> f64 {
        NAME_HEIGHT + LEVEL_HEIGHT * Level::ALL.iter().take(level.depth()).map(|_| 1.0).sum::<f64>()
    }

    /// The height of a level.
    pub fn level_height() -> f64 {
        LEVEL_HEIGHT
    }

    /// The way up to a place: its last point is where the packet is.
    pub fn done(&self, place: Place) -> Vec<(f64, f64)> {
        let upto = |cable: usize, share: f64| {
            let Some(corner) = self.cables.get(cable).or(self.cables.last()) else { return Vec::new() };
            let mut points: Vec<(f64, f64)> = self.way.iter().take(corner + 1).copied().collect();
            if let (Some((x, y)), Some((to, _))) = (self.way.get(*corner), self.way.get(corner + 1)) {
                points.push((x + (to - x) * share, *y));
            }
            points
        };
        match place {
            Place::Before => self.way.iter().take(1).copied().collect(),
            Place::OnCable(cable, share) | Place::Lost(cable, share, _) => upto(cable, share),
            Place::Arrived => self.way.clone(),
            // At the router's network layer.
            Place::Cut => {
                let mut points: Vec<(f64, f64)> = self.way.iter().take(5).copied().collect();
                if let (Some((left, y)), Some((right, _))) = (self.way.get(4), self.way.get(5)) {
                    points.push((f64::midpoint(*left, *right), *y));
                }
                points
            }
        }
    }
}

/// The corners, and at which of them each cable begins.
fn way(columns: &[Column], top: Level) -> (Vec<(f64, f64)>, Vec<usize>) {
    let middle = |level: Level| Stacks::level_y(level) + LEVEL_HEIGHT / 2.0;
    let (bottom, last) = (middle(Level::Physical), columns.len().saturating_sub(1));
    let (mut way, mut cables) = (Vec::new(), Vec::new());
    for (index, column) in columns.iter().enumerate() {
        let (left, right) = (column.x, column.x + column.width);
        // In the router it runs above the highest level, so as to leave its name readable.
        let is_between = index > 0 && index < last;
        let high = if is_between { Stacks::level_y(column.top) - 8.0 } else { middle(top.max(column.top)) };
        if index > 0 {
            way.extend([(left - BESIDE, bottom), (left - BESIDE, high)]);
        }
        if index == 0 || index == last {
            way.push((if index == 0 { right } else { left }, high));
        }
        if index < last {
            way.push((right + BESIDE, high));
            cables.push(way.len());
            way.push((right + BESIDE, bottom));
        }
    }
    (way, cables)
}
