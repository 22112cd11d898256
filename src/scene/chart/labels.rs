//! Names at the ends of lines, moved apart where lines end close to each other.

use super::{Chart, Plot, Quantity, TEXT, Words};

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

/// The least distance of two baselines.
const APART: f64 = 14.0;

/// A name for each line that is drawn, and for each bound above the picture.
pub(super) fn place(chart: &Chart, plot: &Plot, words: Words) -> Vec<EndLabel> {
    let (top, bottom) = (chart.frame.top, chart.frame.bottom);
    let ends = chart.lines.iter().filter_map(|line| {
        let end = line.parts.last()?.last()?;
        let name = (words.name)(line.what);
        let text = if end.1 < top - 1.0 { format!("{name} ↑") } else { name };
        Some((line.what, text, *end))
    });
    let above = chart.above.iter().map(|(what, _)| (*what, format!("{} ↑", (words.name)(*what)), (0.0, top - 4.0)));
    let mut labels: Vec<EndLabel> =
        ends.chain(above).map(|(what, text, from)| EndLabel { what, text, y: from.1 + TEXT * 0.35, from }).collect();
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
