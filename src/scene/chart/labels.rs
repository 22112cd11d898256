//! Names at the ends of lines, moved apart where lines end close to each other.

use super::{Chart, Plot, Quantity, TEXT, Words};
use crate::scene::text_width;

/// A name to the right of a line's end.
#[derive(Clone, Debug, PartialEq)]
pub struct EndLabel {
    /// Of what.
    pub what: Quantity,
    /// The name.
    pub text: String,
    /// Its baseline.
    pub y: f64,
    /// Where the line ends, for a thin line from there to the name.
    pub from: (f64, f64),
}

/// Between a line's end and its name.
pub const GAP: f64 = 8.0;
/// The least distance of two baselines.
const APART: f64 = 14.0;

/// A name for each line that is drawn, and for each bound above the picture.
pub(super) fn place(chart: &Chart, plot: &Plot, words: Words) -> Vec<EndLabel> {
    let (top, bottom) = (chart.frame.top, chart.frame.bottom);
    let ends = chart.lines.iter().filter_map(|line| {
        let end = line.parts.last()?.last()?;
        Some((line.what, end.1 < top - 1.0, *end))
    });
    let above = chart.above.iter().map(|(what, _)| (*what, true, (0.0, top - 4.0)));
    let room = chart.width - chart.frame.right - GAP;
    let label = |(what, above, from): (Quantity, bool, (f64, f64))| {
        let arrow = if above { " ↑" } else { "" };
        let name = shortened((words.name)(what), room - text_width(arrow, TEXT));
        EndLabel { what, text: name + arrow, y: from.1 + TEXT * 0.35, from }
    };
    let mut labels: Vec<EndLabel> = ends.chain(above).map(label).collect();
    // By height, and at the same height in the plot's order.
    let order = |what: Quantity| plot.lines.iter().rev().position(|line| line.what == what);
    labels.sort_by(|a, b| a.y.total_cmp(&b.y).then_with(|| order(a.what).cmp(&order(b.what))));
    let mut free = f64::NEG_INFINITY;
    for label in &mut labels {
        label.y = label.y.max(free).max(top + 4.0 - TEXT * 0.4);
        free = label.y + APART;
    }
    let mut limit = bottom - 1.0;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(limit);
        limit = label.y - APART;
    }
    labels
}

/// As much of a name as there is room for.
fn shortened(text: String, room: f64) -> String {
    if text_width(&text, TEXT) <= room {
        return text;
    }
    let mut short = text;
    while !short.is_empty() && text_width(&short, TEXT) + TEXT > room {
        short.pop();
    }
    format!("{}…", short.trim_end())
}
