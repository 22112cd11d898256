//! One graph: the picture, what lies over it, and the values beneath. A pointer or the arrow keys read values, a click or Enter goes there.

use super::picture::{ChartRef, Picture};
use super::tools::Change;
use super::values::{legend, readings, spoken};
use super::{SeriesRef, words};
use crate::scene::chart::{Chart, Graph, Plot, Window, Words};
use crate::sim::{Span, Time};
use crate::text::{Lang, workbench as say};
use crate::ui::figures::px;
use crate::ui::session::RunRef;
use std::rc::Rc;
use web_sys::{Element, EventTarget};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PlotProps {
    pub lang: Lang,
    pub run: RunRef,
    pub series: SeriesRef,
    pub flow: usize,
    pub graph: Graph,
    pub window: Window,
    pub width: f64,
    pub height: f64,
    /// The present.
    pub now: Time,
    /// The time that is being read.
    pub probe: Option<Time>,
    pub on_probe: Callback<Option<Time>>,
    pub on_seek: Callback<Time>,
    pub change: Callback<Change>,
}

#[component]
pub(super) fn PlotView(props: &PlotProps) -> Html {
    let PlotProps { lang, series, window, .. } = props;
    let lang = *lang;
    let plot = use_memo((series.clone(), props.flow, props.graph), |(series, flow, graph)| {
        series.0.flows.get(*flow).and_then(|flow| Plot::new(*graph, &series.0, flow))
    });
    let key = ((series.clone(), props.flow, props.graph), lang, *window, px(props.width), px(props.height));
    let chart = use_memo(key, |_| {
        let (plot, flow) = Option::zip((*plot).as_ref(), series.0.flows.get(props.flow))?;
        let name = |what| words::quantity(lang, (&props.run, &series.0, flow), what);
        let stage = |stage| words::stage(lang, stage);
        let words = Words { name: &name, stage: &stage, counted: &|unit| words::counted(lang, unit) };
        Some(Rc::new(Chart::new(plot, *window, (props.width, props.height), words)))
    });
    let drawn = Option::zip((*plot).as_ref(), (*chart).as_ref());
    let content = match drawn {
        Some((plot, chart)) => html! { <div>{ graph(props, plot, chart) }</div> },
        None => html! { <p class="hint">{ say::graphs_no_sender(lang) }</p> },
    };
    html! { <div class="graphs-plot">{ content }</div> }
}

fn graph(props: &PlotProps, plot: &Plot, chart: &Rc<Chart>) -> Html {
    let PlotProps { lang, run, series, now, probe, .. } = props;
    let lang = *lang;
    let time = probe.unwrap_or(*now);
    let written = words::time(lang, time, props.window.length());
    let when =
        if probe.is_some() { say::graphs_at_probe(lang, &written) } else { say::graphs_at_present(lang, &written) };
    let name = |what| {
        let flow = series.0.flows.get(props.flow);
        flow.map_or_else(String::new, |flow| words::quantity(lang, (run, &series.0, flow), what))
    };
    let readings = readings(lang, plot, time, &name);
    let (onpointermove, onclick) = {
        let (on_probe, on_seek) = (props.on_probe.clone(), props.on_seek.clone());
        let width = chart.width;
        let (one, other) = (Rc::clone(chart), Rc::clone(chart));
        let read = move |event: PointerEvent| {
            on_probe.emit(place(event.target(), event.client_x(), width).map(|x| one.time_at(x)));
        };
        let seek = move |event: MouseEvent| {
            if let Some(x) = place(event.target(), event.client_x(), width) {
                on_seek.emit(other.time_at(x));
            }
        };
        (Callback::from(read), Callback::from(seek))
    };
    let onpointerleave = props.on_probe.reform(|_: PointerEvent| None);
    let onblur = props.on_probe.reform(|_: FocusEvent| None);
    let label = say::graphs_label(lang, words::graph(lang, plot.graph));
    let thousandth = |time: Time| (time.0 / 1_000).to_string();
    html! {
        <>
            <svg class="graphs-svg" viewBox={format!("0 0 {} {}", px(chart.width), px(chart.height))} tabindex="0" role="slider" aria-label={label} aria-valuemin={thousandth(chart.window.from)} aria-valuemax={thousandth(chart.window.to)} aria-valuenow={thousandth(time.clamp(chart.window.from, chart.window.to))} aria-valuetext={spoken(lang, &when, plot, time, &readings)} {onpointermove} {onpointerleave} {onclick} {onblur} onkeydown={keys(props, chart)}>
                <rect class="graphs-ground" x="0" y="0" width={px(chart.width)} height={px(chart.height)} />
                <Picture chart={ChartRef(Rc::clone(chart))} />
                { overlay(chart, plot, *now, *probe) }
            </svg>
            { legend(lang, &when, plot, chart, time, &readings) }
            <p class="graphs-note">{ note(lang, plot) }</p>
        </>
    }
}

/// The faded future, the present, and the cross-hair with a ring on each line.
fn overlay(chart: &Chart, plot: &Plot, now: Time, probe: Option<Time>) -> Html {
    let (frame, x) = (chart.frame, chart.x(now));
    let is_past = now >= chart.window.from;
    let from = if is_past { x } else { frame.left };
    let foot = chart.height - 20.0;
    let rings = |time: Time| {
        let drawn = plot.values_at(time).filter(|(what, _)| chart.lines.iter().any(|line| line.what == *what));
        drawn
            .filter_map(|(what, value)| {
                let class = format!("graphs-ring q-{}", what.id());
                Some(html! { <circle key={what.id()} {class} cx={px(chart.x(time))} cy={px(chart.y(value?))} r="3.4" /> })
            })
            .collect::<Vec<_>>()
    };
    let hair = probe.map(|time| {
        let x = px(chart.x(time));
        html! {
            <g>
                <line class="graphs-hair" x1={x.clone()} x2={x} y1={px(frame.top - 6.0)} y2={px(foot)} />
                <g>{ for rings(time) }</g>
            </g>
        }
    });
    html! {
        <g class="graphs-overlay">
            <rect class="graphs-future" x={px(from)} y={px(frame.top - 8.0)} width={px((frame.right - from + 1.0).max(0.0))} height={px(foot - frame.top + 8.0)} />
            <line class="graphs-now" x1={px(x)} x2={px(x)} y1={px(frame.top - 8.0)} y2={px(foot)} />
            <path class="graphs-now-head" d={format!("M{} {}l-5 -7h10z", px(x), px(frame.top - 8.0))} />
            <g>{ for rings(now).into_iter().filter(|_| probe.is_none()) }</g>
            <g>{ for hair }</g>
        </g>
    }
}

/// What one must know of the graph.
fn note(lang: Lang, plot: &Plot) -> String {
    match plot.graph {
        Graph::Rate => say::graphs_interval(lang, &interval(lang, plot.interval)),
        Graph::Sequence => say::graphs_sequence_note(lang).to_owned(),
        Graph::Queue => say::graphs_queue_note(lang).to_owned(),
        Graph::Windows | Graph::RoundTrip => String::new(),
    }
}

fn interval(lang: Lang, span: Span) -> String {
    let millis = crate::scene::chart::written(span.0, 1_000_000, if span.0 >= 1_000_000 { 1_000_000 } else { 10_000 });
    if span.0 >= 1_000_000_000 {
        say::seconds(lang, &(span.0 / 1_000_000_000).to_string())
    } else {
        format!("{millis}\u{a0}ms")
    }
}

/// How many steps of an arrow key a picture is wide.
const STEPS: f64 = 100.0;

fn keys(props: &PlotProps, chart: &Rc<Chart>) -> Callback<KeyboardEvent> {
    let (chart, time) = (Rc::clone(chart), props.probe.unwrap_or(props.now));
    let (on_probe, on_seek, change) = (props.on_probe.clone(), props.on_seek.clone(), props.change.clone());
    let has_probe = props.probe.is_some();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let step = if event.shift_key() { 1.0 } else { (chart.frame.right - chart.frame.left) / STEPS };
        let read = |time: Time| on_probe.emit(Some(time));
        match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => read(chart.time_at(chart.x(time) + step)),
            "ArrowLeft" | "ArrowDown" => read(chart.time_at(chart.x(time) - step)),
            "Home" => read(chart.window.from),
            "End" => read(chart.window.to),
            "Enter" => on_seek.emit(time),
            "+" | "=" => change.emit(Change::Closer),
            "-" => change.emit(Change::Farther),
            "0" => change.emit(Change::All),
            "Escape" if has_probe => on_probe.emit(None),
            _ => return,
        }
        event.prevent_default();
    })
}

/// Where in the picture, in its own pixels, something points.
fn place(target: Option<EventTarget>, client_x: i32, width: f64) -> Option<f64> {
    let element: Element = wasm_bindgen::JsCast::dyn_into(target?).ok()?;
    let svg = element.closest(".graphs-svg").ok().flatten()?;
    let rect = svg.get_bounding_client_rect();
    Some((f64::from(client_x) - rect.left()) / rect.width().max(1.0) * width)
}
