//! Header around header: a row for each level, with the rulers of seven, five and four layers beside it, or above it where there is
//! little room.

use super::{Anatomy, Level, PartKind};
use crate::scene::text_width;

/// Narrower than this, the rulers lie above their rows.
const WIDE_LEAST: f64 = 600.0;
/// The widths of the rulers' columns, where there is room.
const RULERS: [f64; 3] = [104.0, 88.0, 84.0];
/// Between columns, and between rows.
const GAP: f64 = 5.0;
/// Height of the rulers' names.
const HEAD: f64 = 24.0;
/// Height of a part.
const PART_HEIGHT: f64 = 32.0;
/// Height of a ruler's cell above a row.
const CELL_HEIGHT: f64 = 20.0;
/// Size of the words in parts.
const PART_TEXT: f64 = 12.0;

/// A cell of a ruler.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Which ruler: 0 has seven layers, 1 five, 2 four.
    pub ruler: usize,
    /// The layer's name, an id for words.
    pub name: &'static str,
    /// Its number in OSI.
    pub number: Option<u8>,
    /// The (upper) level that it lies beside.
    pub level: Level,
    /// How many levels it spans.
    pub levels: usize,
    /// Left, top, width, height.
    pub place: (f64, f64, f64, f64),
}

/// A level's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The level.
    pub level: Level,
    /// Its upper edge.
    pub y: f64,
    /// Its height, ruler cells above it included.
    pub height: f64,
    /// The upper edge of its parts.
    pub parts_y: f64,
}

/// A part in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct PartBox {
    /// Its number in [`Anatomy::parts`].
    pub part: usize,
    /// The row.
    pub row: Level,
    /// The row is that of the level that adds it.
    pub own: bool,
    /// Left, top, width, height.
    pub place: (f64, f64, f64, f64),
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Nesting {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The rulers lie above their rows.
    pub is_narrow: bool,
    /// The left edge of the parts.
    pub parts_x: f64,
    /// The rulers' names: middle of each.
    pub heads: [f64; 3],
    /// The cells of the rulers.
    pub cells: Vec<Cell>,
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// The parts.
    pub boxes: Vec<PartBox>,
}

/// Name, number in OSI, first level, and how many levels or (for OSI above the transport layer) which third of one.
const OSI: [(&str, u8, Level); 7] = [
    ("application", 7, Level::Application),
    ("presentation", 6, Level::Application),
    ("session", 5, Level::Application),
    ("transport", 4, Level::Transport),
    ("network", 3, Level::Network),
    ("link", 2, Level::Link),
    ("physical", 1, Level::Physical),
];

/// The ruler of four: names, first level, levels.
const FOUR: [(&str, Level, usize); 4] = [
    ("application", Level::Application, 1),
    ("transport", Level::Transport, 1),
    ("internet", Level::Network, 1),
    ("interface", Level::Link, 2),
];

impl Nesting {
    /// Lays a packet out; `label` gives the words of a part, in a short form if asked.
    pub fn new(anatomy: &Anatomy, width: f64, label: impl Fn(PartKind, usize, bool) -> String) -> Nesting {
        let is_narrow = width < WIDE_LEAST;
        let parts_x = if is_narrow { 0.0 } else { RULERS.iter().sum::<f64>() + 2.0 * GAP + 3.0 * GAP };
        let rows = rows(is_narrow);
        let height = rows.last().map_or(0.0, |row| row.y + row.height);
        let third = (width - 2.0 * GAP) / 3.0;
        let columns = if is_narrow { [third; 3] } else { RULERS };
        let starts = [0.0, columns[0] + GAP, columns[0] + columns[1] + 2.0 * GAP];
        let heads = [0, 1, 2].map(|ruler: usize| {
            starts.get(ruler).copied().unwrap_or_default() + columns.get(ruler).copied().unwrap_or_default() / 2.0
        });
        let cells = cells(&rows, is_narrow, &starts, &columns);
        let widths = widths(anatomy, width - parts_x, label);
        let boxes = boxes(anatomy, &rows, parts_x, &widths);
        Nesting { width, height, is_narrow, parts_x, heads, cells, rows, boxes }
    }
}

fn rows(is_narrow: bool) -> Vec<Row> {
    let mut y = HEAD;
    let mut rows = Vec::new();
    for level in Level::ALL {
        let above = if is_narrow { CELL_HEIGHT + 4.0 } else { 0.0 };
        let height = match level {
            Level::Application if !is_narrow => 3.0 * CELL_HEIGHT + 6.0,
            _ => above + PART_HEIGHT + 10.0,
        };
        let parts_y = y + above + (height - above - PART_HEIGHT) / 2.0;
        rows.push(Row { level, y, height, parts_y });
        y += height + GAP;
    }
    rows
}

fn cells(rows: &[Row], is_narrow: bool, starts: &[f64; 3], columns: &[f64; 3]) -> Vec<Cell> {
    let row = |level: Level| rows.get(level.depth()).map_or((0.0, 0.0), |row| (row.y, row.height));
    let mut cells = Vec::new();
    let mut push = |ruler: usize, name, number, level: Level, levels: usize, (y, height): (f64, f64)| {
        let (x, width) = (starts.get(ruler).copied(), columns.get(ruler).copied());
        let place = (x.unwrap_or_default(), y, width.unwrap_or_default(), height);
        cells.push(Cell { ruler, name, number, level, levels, place });
    };
    if is_narrow {
        for level in Level::ALL {
            let (y, _) = row(level);
            let place = (y, CELL_HEIGHT);
            let number = (level != Level::Application).then(|| 5 - u8::try_from(level.depth()).unwrap_or_default());
            push(0, if level == Level::Application { "upper" } else { level.id() }, number, level, 1, place);
            push(1, level.id(), None, level, 1, place);
            let four = FOUR.iter().rev().find(|(_, first, _)| *first <= level);
            push(2, four.map_or("", |(name, ..)| name), None, level, 1, place);
        }
        return cells;
    }
    for (name, number, level) in OSI {
        let (y, height) = row(level);
        let above = f64::from(7_u8.saturating_sub(number));
        let place = if number >= 5 { (y + above * (CELL_HEIGHT + 3.0), CELL_HEIGHT) } else { (y, height) };
        push(0, name, Some(number), level, 1, place);
    }
    for level in Level::ALL {
        push(1, level.id(), None, level, 1, row(level));
    }
    for (name, level, levels) in FOUR {
        let (y, height) = row(level);
        let height = if levels == 2 { height + GAP + row(Level::Physical).1 } else { height };
        push(2, name, None, level, levels, (y, height));
    }
    cells
}

/// The widths of the parts: each has room for its words; what is left goes to those with many bytes.
fn widths(anatomy: &Anatomy, room: f64, label: impl Fn(PartKind, usize, bool) -> String) -> Vec<f64> {
    let least = |short: bool| {
        let text = |part: &super::Part| text_width(&label(part.kind, part.bytes, short), PART_TEXT) + 8.0;
        anatomy.parts.iter().map(text).collect::<Vec<f64>>()
    };
    let gaps = GAP * anatomy.parts.iter().skip(1).map(|_| 1.0).sum::<f64>();
    let mut least_of = least(false);
    if least_of.iter().sum::<f64>() + gaps > room {
        least_of = least(true);
    }
    let total = least_of.iter().sum::<f64>();
    let left = room - gaps - total;
    if left < 0.0 {
        return least_of.into_iter().map(|width| width * (room - gaps) / total).collect();
    }
    let weight = |part: &super::Part| f64::from(u32::try_from(part.bytes.min(80)).unwrap_or_default());
    let weights = anatomy.parts.iter().map(weight).sum::<f64>().max(1.0);
    anatomy.parts.iter().zip(least_of).map(|(part, width)| width + left * weight(part) / weights).collect()
}

fn boxes(anatomy: &Anatomy, rows: &[Row], parts_x: f64, widths: &[f64]) -> Vec<PartBox> {
    let mut boxes = Vec::new();
    for row in rows.iter().filter(|row| row.level != Level::Physical) {
        let mut x = parts_x;
        for (index, (part, width)) in anatomy.parts.iter().zip(widths).enumerate() {
            if part.level <= row.level {
                let place = (x, row.parts_y, *width, PART_HEIGHT);
                boxes.push(PartBox { part: index, row: row.level, own: part.level == row.level, place });
            }
            x += width + GAP;
        }
    }
    boxes
}
