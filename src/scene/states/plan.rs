//! Where each state and each edge of the diagram has its place, by hand: a plan for wide figures and one for narrow ones.
//!
//! Three columns, seven rows: the end that closes first goes down on the left, the other on the right. No two edges cross.

use super::edges::COUNT;
use crate::sim::tcp::State;

/// The way of an edge.
#[derive(Clone, Copy)]
pub(super) enum Run {
    /// Straight up or down, this far from the middle (in half widths of a box).
    Down(f64),
    /// Straight across, this far below the middle (in pixels).
    Across(f64),
    /// Up or down first, this far from the middle (in half widths); then across, this far below the target's middle (in pixels).
    DownAcross(f64, f64),
    /// Across first, this far below the middle (in pixels); then up or down, this far from the target's middle (in half widths).
    AcrossDown(f64, f64),
    /// A short way down, this far from the middle (in half widths), that ends in a cross.
    Out(f64),
}

/// On which side of its place a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How the lines of a label lie about its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// All above it.
    Above,
    /// All below it.
    Below,
    /// Around it.
    Around,
    /// The event above, the action below, as the RFC writes it.
    Fraction,
}

/// The place of a label: column and row (parts of one are between two), then half widths and pixels to the right.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub column: f64,
    pub row: f64,
    pub halves: f64,
    pub right: f64,
    pub down: f64,
    pub anchor: Anchor,
    pub lie: Lie,
}

/// A plan.
pub(super) struct Plan {
    /// The ways of the edges, in their order.
    pub runs: [Run; COUNT],
    /// The places of their labels; none for a quiet edge.
    pub spots: [Option<Spot>; COUNT],
}

/// Column and row of each box; CLOSED is there twice, before and after.
pub(super) const BOXES: [(State, f64, f64); 12] = [
    (State::Closed, 1.0, 0.0),
    (State::Listen, 0.0, 1.0),
    (State::SynSent, 2.0, 1.0),
    (State::SynReceived, 0.0, 2.0),
    (State::Established, 1.0, 3.0),
    (State::FinWait1, 0.0, 4.0),
    (State::FinWait2, 0.0, 5.0),
    (State::Closing, 1.0, 5.0),
    (State::CloseWait, 2.0, 4.0),
    (State::LastAck, 2.0, 5.0),
    (State::TimeWait, 0.0, 6.0),
    (State::Closed, 2.0, 6.0),
];

const fn spot(at: (f64, f64), halves: f64, (right, down): (f64, f64), anchor: Anchor, lie: Lie) -> Spot {
    Spot { column: at.0, row: at.1, halves, right, down, anchor, lie }
}

use Anchor::{End, Middle, Start};
use Lie::{Above, Around, Below, Fraction};
use Run::{Across, AcrossDown, Down, DownAcross, Out};

pub(super) const WIDE: Plan = Plan {
    runs: [
        AcrossDown(-6.0, -0.16),
        DownAcross(0.16, 6.0),
        AcrossDown(-6.0, 0.16),
        DownAcross(-0.16, 6.0),
        Down(-0.2),
        Down(0.2),
        Across(0.0),
        DownAcross(-0.36, 0.0),
        DownAcross(0.36, 0.0),
        DownAcross(0.36, 0.0),
        Down(-0.36),
        Out(-0.76),
        DownAcross(-0.36, -7.0),
        DownAcross(0.36, 0.0),
        Out(0.0),
        Down(0.0),
        AcrossDown(7.0, 0.0),
        Out(-0.76),
        Down(0.0),
        Out(-0.76),
        DownAcross(0.0, -7.0),
        Out(-0.76),
        Down(0.0),
        Out(0.76),
        Down(0.0),
        Across(7.0),
    ],
    spots: [
        Some(spot((0.5, 0.0), -0.6, (0.0, -10.0), Middle, Above)),
        Some(spot((0.5, 0.0), -0.4, (0.0, 11.0), Middle, Below)),
        Some(spot((1.5, 0.0), 0.6, (0.0, -10.0), Middle, Above)),
        Some(spot((1.5, 0.0), 0.4, (0.0, 11.0), Middle, Below)),
        Some(spot((0.0, 1.5), -0.2, (-10.0, -1.0), End, Around)),
        Some(spot((0.0, 1.5), 0.2, (10.0, -1.0), Start, Around)),
        Some(spot((1.0, 1.0), 0.0, (0.0, 0.0), Middle, Fraction)),
        Some(spot((1.0, 2.0), 0.0, (0.0, 0.0), Middle, Fraction)),
        Some(spot((1.5, 3.0), 0.6, (0.0, 0.0), Middle, Fraction)),
        Some(spot((0.5, 3.0), -0.6, (0.0, -4.0), Middle, Above)),
        Some(spot((0.0, 3.0), -0.36, (-10.0, 0.0), End, Around)),
        None,
        Some(spot((0.5, 4.0), 0.2, (0.0, -11.0), Middle, Above)),
        Some(spot((1.5, 4.0), -0.4, (0.0, 0.0), Middle, Fraction)),
        None,
        Some(spot((0.0, 4.5), 0.0, (10.0, -1.0), Start, Around)),
        Some(spot((1.0, 4.5), 0.0, (10.0, -1.0), Start, Around)),
        None,
        Some(spot((0.0, 5.5), 0.0, (10.0, -1.0), Start, Around)),
        None,
        Some(spot((1.0, 5.5), 0.0, (10.0, -1.0), Start, Around)),
        None,
        Some(spot((2.0, 4.5), 0.0, (-10.0, -1.0), End, Around)),
        None,
        Some(spot((2.0, 5.5), 0.0, (-10.0, -1.0), End, Around)),
        Some(spot((1.5, 6.0), -0.6, (0.0, 7.0), Middle, Fraction)),
    ],
};

pub(super) const NARROW: Plan = Plan {
    runs: [
        AcrossDown(-6.0, -0.2),
        DownAcross(0.2, 6.0),
        AcrossDown(-6.0, 0.2),
        DownAcross(-0.2, 6.0),
        Down(-0.9),
        Down(0.97),
        Across(0.0),
        DownAcross(-0.36, 0.0),
        DownAcross(0.36, 0.0),
        DownAcross(0.5, 0.0),
        Down(-0.85),
        Out(-0.3),
        DownAcross(-0.5, -7.0),
        DownAcross(0.5, 0.0),
        Out(0.0),
        Down(-0.85),
        AcrossDown(7.0, 0.0),
        Out(0.1),
        Down(-0.85),
        Out(0.1),
        DownAcross(0.0, -7.0),
        Out(0.6),
        Down(0.85),
        Out(-0.3),
        Down(0.85),
        Across(7.0),
    ],
    spots: [
        Some(spot((0.0, 0.0), 0.0, (8.0, -10.0), Middle, Above)),
        Some(spot((0.0, 0.0), 0.2, (7.0, 16.0), Start, Below)),
        Some(spot((2.0, 0.0), 0.0, (-3.0, -10.0), Middle, Above)),
        Some(spot((2.0, 0.0), -0.2, (-7.0, 16.0), End, Below)),
        Some(spot((0.0, 1.5), -0.9, (4.0, -6.0), Start, Around)),
        Some(spot((0.0, 1.5), 0.97, (6.0, -1.0), Start, Around)),
        Some(spot((1.0, 1.0), 0.0, (0.0, 0.0), Middle, Fraction)),
        Some(spot((1.0, 2.0), 0.0, (0.0, 0.0), Middle, Fraction)),
        Some(spot((2.0, 2.5), 0.36, (-6.0, -4.0), End, Around)),
        Some(spot((0.0, 2.5), 0.5, (6.0, -4.0), Start, Around)),
        Some(spot((0.0, 3.0), -0.85, (6.0, 6.0), Start, Around)),
        None,
        Some(spot((1.0, 3.5), -0.5, (-6.0, 0.0), End, Around)),
        Some(spot((1.0, 3.5), 0.5, (6.0, 0.0), Start, Around)),
        None,
        Some(spot((0.0, 4.5), -0.85, (10.0, 2.0), Start, Around)),
        Some(spot((1.0, 4.5), 0.0, (10.0, -2.0), Start, Around)),
        None,
        Some(spot((0.0, 5.5), -0.85, (10.0, 2.0), Start, Around)),
        None,
        Some(spot((1.0, 5.5), 0.0, (-10.0, -4.0), End, Around)),
        None,
        Some(spot((2.0, 4.5), 0.85, (-10.0, 2.0), End, Around)),
        None,
        Some(spot((2.0, 5.5), 0.85, (-10.0, -4.0), End, Around)),
        Some(spot((1.0, 6.0), -0.3, (0.0, 13.0), Middle, Below)),
    ],
};
