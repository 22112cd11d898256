//! What does not move: axes, grid, band, lines, marks and names. Drawn once for a chart.

use crate::scene::chart::{BAND, Chart, GAP, Line, Mark, Marks, Quantity, Stretch, TEXT};
use crate::trace::series::Stage;
use crate::ui::figures::px;
use std::rc::Rc;
use yew::prelude::*;

/// A chart, compared by identity.
#[derive(Clone)]
pub(in crate::ui::workbench) struct ChartRef(pub Rc<Chart>);

impl PartialEq for ChartRef {
    fn eq(&self, other: &ChartRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui::workbench) struct PictureProps {
    pub chart: ChartRef,
}

#[component]
pub(in crate::ui::workbench) fn Picture(props: &PictureProps) -> Html {
    let chart = &*props.chart.0;
    let labels = chart.labels.iter().map(|label| {
        let class = format!("graphs-end q-{}", label.what.id());
        html! { <text key={label.what.id()} {class} x={px(chart.frame.right + GAP)} y={px(label.y)} font-size={px(TEXT)}>{ label.text.clone() }</text> }
    });
    html! {
        <g class="graphs-picture">
            { axes(chart) }
            <g>{ for chart.band.iter().enumerate().map(|(index, stretch)| band(chart, index, stretch)) }</g>
            <g>{ for chart.lines.iter().map(line) }</g>
            <g>{ for chart.marks.iter().enumerate().map(|(index, kind)| marks(index, kind)) }</g>
            <g>{ for labels }</g>
        </g>
    }
}

fn axes(chart: &Chart) -> Html {
    let frame = chart.frame;
    let values = chart.values.iter().map(|tick| {
        html! {
            <g key={tick.label.clone()}>
                <line class="graphs-grid" x1={px(frame.left)} x2={px(frame.right)} y1={px(tick.at)} y2={px(tick.at)} />
                <text x={px(frame.left - 6.0)} y={px(tick.at + TEXT * 0.35)} text-anchor="end">{ tick.label.clone() }</text>
            </g>
        }
    });
    let floor = chart.height - 8.0;
    let times = chart.times.iter().map(|tick| {
        html! {
            <g key={tick.label.clone()}>
                <line class="graphs-grid" x1={px(tick.at)} x2={px(tick.at)} y1={px(frame.top)} y2={px(frame.bottom)} />
                <text x={px(tick.at)} y={px(floor)} text-anchor="middle">{ tick.label.clone() }</text>
            </g>
        }
    });
    html! {
        <g class="graphs-axes" font-size={px(TEXT)}>
            <g>{ for values }</g>
            <g>{ for times }</g>
            <line class="graphs-axis" x1={px(frame.left)} x2={px(frame.right)} y1={px(frame.bottom)} y2={px(frame.bottom)} />
            <text class="graphs-unit" x="4" y="11">{ chart.value_unit.clone() }</text>
            <text class="graphs-unit" x={px(frame.left - 16.0)} y={px(floor)} text-anchor="end">{ chart.time_unit }</text>
        </g>
    }
}

fn band(chart: &Chart, index: usize, stretch: &Stretch) -> Html {
    let (top, width) = (chart.frame.bottom + 3.0, stretch.right - stretch.left);
    let middle = f64::midpoint(stretch.left, stretch.right);
    let label = stretch.label.map(|label| {
        html! { <text x={px(middle)} y={px(top + BAND / 2.0 + TEXT * 0.36)} text-anchor="middle" font-size={px(TEXT - 0.5)}>{ label }</text> }
    });
    html! {
        <g key={index.to_string()} class={format!("graphs-stretch stage-{}", stretch.stage.id())}>
            <rect x={px(stretch.left)} y={px(top)} width={px((width - 0.6).max(0.6))} height={px(BAND)} />
            <path d={hatch(stretch, top)} />
            <g>{ for label }</g>
        </g>
    }
}

/// So that stages are told apart without colour: upright lines for a recovery, level ones after a timeout, one along the foot in avoidance.
fn hatch(stretch: &Stretch, top: f64) -> String {
    let (left, width) = (stretch.left, stretch.right - stretch.left);
    let level = |y: f64| format!("M{} {}h{}", px(left), px(y), px(width));
    match stretch.stage {
        Stage::SlowStart => String::new(),
        Stage::Avoidance => level(top + BAND - 1.0),
        Stage::Reduced => level(top + 1.0) + &level(top + BAND - 1.0),
        Stage::Loss => [1.0, 5.0, 9.0, 13.0].map(|down| level(top + down)).concat(),
        Stage::FastRecovery => {
            let mut path = String::new();
            let mut x = left + 2.0;
            while x < stretch.right - 0.6 {
                path += &format!("M{} {}v{}", px(x), px(top), px(BAND));
                x += 5.0;
            }
            path
        }
    }
}

fn line(line: &Line) -> Html {
    let mut d = String::new();
    for part in &line.parts {
        let mut before: Option<(f64, f64)> = None;
        for (x, y) in part {
            match before {
                None => d += &format!("M{} {}", px(*x), px(*y)),
                Some((_, height)) if px(height) == px(*y) => d += &format!("H{}", px(*x)),
                Some(_) => d += &format!("V{}", px(*y)),
            }
            before = Some((*x, *y));
        }
    }
    html! { <path key={line.what.id()} class={format!("graphs-line q-{}", line.what.id())} {d} /> }
}

fn marks(index: usize, marks: &Marks) -> Html {
    // Where there are many, each is smaller.
    let size = if marks.places.len() > 40 { 3.0 } else { 4.5 };
    let d: String = marks.places.iter().map(|mark| shape(marks.what, *mark, size)).collect();
    html! { <path key={index.to_string()} class={format!("graphs-mark q-{}", marks.what.id())} {d} /> }
}

/// Segments are bars; one sent again has a rhombus around it, a lost one a cross; a report of SACK has feet; a sample is a dot. `size`: of half a
/// rhombus or cross.
fn shape(what: Quantity, mark: Mark, size: f64) -> String {
    let middle = f64::midpoint(mark.top, mark.bottom);
    // What is low is made high enough to be seen.
    let half = ((mark.bottom - mark.top) / 2.0).max(1.5);
    let (x, top, tall) = (px(mark.x), px(middle - half), px(half * 2.0));
    match what {
        Quantity::Lost | Quantity::Refused => {
            let (size, whole) = (size * 0.9, px(size * 1.8));
            format!("M{} {}l{whole} {whole}m0 -{whole}l-{whole} {whole}", px(mark.x - size), px(middle - size))
        }
        Quantity::Again => {
            let by = px(size);
            format!("M{x} {top}v{tall}M{} {}l{by} -{by}l{by} {by}l-{by} {by}z", px(mark.x - size), px(middle))
        }
        Quantity::Sacked => format!("M{0} {top}h4m-2 0v{tall}m-2 0h4", px(mark.x - 2.0)),
        Quantity::Sample => format!("M{x} {}h0", px(middle)),
        _ => format!("M{x} {top}v{tall}"),
    }
}

/// A line or a mark as it looks, beside its name.
pub(in crate::ui::workbench) fn swatch(what: Quantity) -> Html {
    let is_mark = matches!(
        what,
        Quantity::Sample | Quantity::First | Quantity::Again | Quantity::Lost | Quantity::Sacked | Quantity::Refused
    );
    let d = if is_mark { shape(what, Mark { x: 12.0, top: 3.0, bottom: 11.0 }, 4.5) } else { "M1 7h22".to_owned() };
    let class = format!("{} q-{}", if is_mark { "graphs-mark" } else { "graphs-line" }, what.id());
    html! { <svg class="graphs-swatch" width="24" height="14" viewBox="0 0 24 14" aria-hidden="true"><path {class} {d} /></svg> }
}
