//! From which value to which a chart reaches.

use super::axis::nice_step;
use super::decimate;
use super::plot::{Graph, Plot, PlotLine, Quantity};
use super::window::Window;
use crate::trace::series::Range;

/// The ranges within a window.
pub(super) fn seen(ranges: &[Range], window: Window) -> &[Range] {
    let (begin, end) =
        (ranges.partition_point(|range| range.at < window.from), ranges.partition_point(|range| range.at <= window.to));
    ranges.get(begin..end).unwrap_or_default()
}

/// The least and the largest value that is to be seen. All but sequence numbers begin at nothing.
pub(super) fn range(plot: &Plot, window: Window) -> (u64, u64) {
    let largest = |line: &PlotLine| line.steps.between(window.from, window.to).filter_map(|(_, value)| value).max();
    let lines = plot.lines.iter().filter(|line| line.bound_most.is_none()).filter_map(largest).max();
    let marks = plot.marks.iter().flat_map(|marks| seen(&marks.ranges, window)).map(|range| range.high).max();
    let own = lines.max(marks);
    let low = if plot.graph == Graph::Sequence { least(plot, window) } else { 0 };
    let bounds = plot.lines.iter().filter_map(|line| {
        let (most, value) = (line.bound_most?, largest(line)?);
        let fits = own.is_none_or(|own| value - low.min(value) <= (own - low).saturating_mul(most));
        // A timeout that backs off is worth seeing, whatever becomes of the rest.
        let backs_off = line.what == Quantity::Rto && smallest(line, window).is_some_and(|least| value >= 2 * least);
        (fits || backs_off).then_some(value)
    });
    let bounds = bounds.max();
    // Where nothing happens for a moment, one byte must not fill the picture.
    let all = plot.marks.iter().filter_map(|marks| marks.ranges.last()).map(|range| range.high).max();
    let floor = if plot.graph == Graph::Sequence { all.unwrap_or_default() / 20 } else { 0 };
    (low, own.max(bounds).unwrap_or(1).max(low + floor.max(1)))
}

fn smallest(line: &PlotLine, window: Window) -> Option<u64> {
    line.steps.between(window.from, window.to).filter_map(|(_, value)| value).min()
}

fn least(plot: &Plot, window: Window) -> u64 {
    let marks = plot.marks.iter().flat_map(|marks| seen(&marks.ranges, window)).map(|range| range.low).min();
    let lines = plot.lines.iter().filter(|line| line.bound_most.is_none());
    let lines = lines.filter_map(|line| smallest(line, window)).min();
    marks.into_iter().chain(lines).min().unwrap_or_default()
}

/// The range widened to round values, and the step between ticks.
pub(super) fn rounded((low, high): (u64, u64), unit: u64, height: f64) -> (u64, u64, u64) {
    let parts = decimate::whole((height - 60.0) / 32.0).max(2).unsigned_abs();
    let step = nice_step(high - low, parts.min(6));
    // Numbers below a tenth of the unit would be all noughts.
    let step = step.max(if unit >= 1_000 { unit / 100 } else { 1 });
    (low / step * step, high.div_ceil(step) * step, step)
}
