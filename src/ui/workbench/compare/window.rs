//! The congestion windows of both runs in one small chart.

use crate::scene::chart::{Chart, Graph, Plot, PlotLine, Quantity, Unit, Window, Words};
use crate::sim::{Span, Time};
use crate::text::{Lang, workbench as say};
use crate::trace::series::Series;
use crate::ui::figures::px;
use crate::ui::hooks::use_width;
use crate::ui::session::RunRef;
use crate::ui::workbench::graphs::picture::{ChartRef, Picture, swatch};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct WindowsProps {
    pub lang: Lang,
    pub run: RunRef,
    pub other: RunRef,
    /// The present.
    pub now: Time,
}

const HEIGHT: f64 = 210.0;

/// Both windows, and the time that they take.
fn plot(run: &RunRef, other: &RunRef) -> Option<(Plot, Window)> {
    let series = [run, other].map(|run| Series::new(run));
    let whats = [Quantity::Cwnd, Quantity::Rival];
    let lines = series.iter().zip(whats).rev().filter_map(|(series, what)| {
        let sender = series.flows.get(series.main_flow())?.sender.as_ref()?;
        Some(PlotLine { what, steps: Rc::clone(&sender.cwnd), bound_most: None })
    });
    let lines: Vec<PlotLine> = lines.filter(|line| !line.steps.is_empty()).collect();
    let ends = series.iter().map(|series| series.active);
    let (from, to) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    let interval = Span(0);
    let plot = Plot { graph: Graph::Windows, unit: Unit::Bytes, lines, marks: Vec::new(), stages: None, interval };
    (!plot.lines.is_empty()).then(|| (plot, Window::whole((from, to))))
}

#[component]
pub(super) fn Windows(props: &WindowsProps) -> Html {
    let WindowsProps { lang, run, other, now } = props;
    let (lang, place) = (*lang, use_node_ref());
    let width = use_width(&place);
    let plotted = use_memo((run.clone(), other.clone()), |(run, other)| plot(run, other));
    let chart = use_memo((run.clone(), other.clone(), px(width), lang), |_| {
        let (plot, window) = (*plotted).as_ref()?;
        let name = |what| name(lang, what).to_owned();
        let words = Words { name: &name, stage: &|_| ("", ""), counted: &|_| "" };
        Some(Rc::new(Chart::new(plot, *window, (width, HEIGHT), words)))
    });
    let drawn = (*chart).as_ref().zip((*plotted).as_ref());
    let picture = drawn.map(|(chart, (plot, _))| {
        let x = px(chart.x(*now));
        let foot = px(chart.frame.bottom);
        let legend = plot.lines.iter().rev().map(|line| {
            html! { <li key={line.what.id()}>{ swatch(line.what) }<span>{ name(lang, line.what) }</span></li> }
        });
        html! {
            <figure class="compare-chart">
                <figcaption class="panel-title">{ say::compare_windows(lang) }</figcaption>
                <svg class="graphs-svg" viewBox={format!("0 0 {} {}", px(chart.width), px(chart.height))} role="img" aria-label={say::compare_windows(lang)}>
                    <Picture chart={ChartRef(Rc::clone(chart))} />
                    <line class="graphs-now" x1={x.clone()} x2={x} y1="10" y2={foot} />
                </svg>
                <ul class="compare-legend">{ for legend }</ul>
            </figure>
        }
    });
    html! { <div ref={place}>{ for picture }</div> }
}

fn name(lang: Lang, what: Quantity) -> &'static str {
    if what == Quantity::Rival { say::compare_there(lang) } else { say::compare_here(lang) }
}
