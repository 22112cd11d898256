//! Quantities over time: windows, round-trip times, sequence numbers, throughput, queue.
//!
//! The series of a run are taken once; a plot is drawn once for a flow, a window of time and a width. What follows the position, the pointer
//! and the keys lies on top.

pub(super) mod picture;
mod plot;
mod tools;
mod values;
mod words;

use super::later::{Pass, use_pass, wait};
use crate::scene::chart::{Graph, Window};
use crate::sim::Time;
use crate::text::{Lang, workbench as say};
use crate::trace::series::{Flow, Series, Survey, position_at};
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef, Session};
use plot::PlotView;
use std::rc::Rc;
use tools::{Change, Tools};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    html! { <Graphs {lang} run={session.run.clone()} position={session.position} act={act.clone()} begin={Choice::default()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct GraphsProps {
    lang: Lang,
    run: RunRef,
    position: u32,
    act: Callback<Command>,
    /// What is seen at first.
    begin: Choice,
}

/// A run's series, compared by identity.
#[derive(Clone)]
struct SeriesRef(Rc<Series>);

impl PartialEq for SeriesRef {
    fn eq(&self, other: &SeriesRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the reader has chosen to see.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Choice {
    /// None: the one that suits the flow.
    graph: Option<Graph>,
    second: Option<Graph>,
    /// As an index into [`Series::flows`]; none: the main one.
    flow: Option<usize>,
    /// How often the time shown is halved.
    zoom: u32,
}

impl Pass for Survey {
    type Made = Series;
    fn begin(run: &RunRef) -> Survey {
        Survey::begin(run)
    }
    fn go_on(&mut self, _: &RunRef, events: u32) -> bool {
        Survey::go_on(self, events)
    }
    fn finish(self, run: &RunRef) -> Series {
        Survey::finish(self, run)
    }
}

#[component]
fn Graphs(props: &GraphsProps) -> Html {
    let series = use_pass::<Survey>(&props.run).map(SeriesRef);
    let GraphsProps { lang, run, position, act, begin } = props;
    match series {
        Some(series) => {
            html! { <Drawn lang={*lang} run={run.clone()} {series} position={*position} act={act.clone()} begin={*begin} /> }
        }
        None => wait(*lang),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DrawnProps {
    lang: Lang,
    run: RunRef,
    series: SeriesRef,
    position: u32,
    act: Callback<Command>,
    begin: Choice,
}

/// The plots of a run that has been gone through.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let DrawnProps { lang, run, series: SeriesRef(series), position, act, begin } = props;
    let (lang, place) = (*lang, use_node_ref());
    let width = use_width(&place);
    let choice = use_state_eq(|| *begin);
    let probe = use_state_eq(|| None::<Time>);
    let (whole, now) = (Window::whole(series.active), run.trace().time_at(*position));
    let names = use_memo((run.clone(), lang), |(run, lang)| flow_names(*lang, run, &series.flows));
    let change = use_change(&choice, whole);
    let flow = choice.flow.filter(|flow| *flow < series.flows.len()).unwrap_or_else(|| series.main_flow());
    let on_probe = {
        let setter = probe.setter();
        use_callback((), move |time: Option<Time>, ()| setter.set(time))
    };
    let on_seek = {
        let act = act.clone();
        use_callback(run.clone(), move |time: Time, run| act.emit(Command::Seek(position_at(run.trace(), time))))
    };
    let datagrams = series.flows.get(flow).is_some_and(|flow| flow.sender.is_none());
    let graph = choice.graph.unwrap_or(if datagrams { Graph::Rate } else { Graph::Windows });
    let second = choice.second.filter(|second| *second != graph);
    let window = whole.zoomed(choice.zoom, now);
    let height = if second.is_some() { 176.0 } else { 236.0 };
    let plots = [Some(graph), second].into_iter().flatten().map(|graph| {
        html! {
            <PlotView key={graph.id()} {lang} run={run.clone()} series={SeriesRef(Rc::clone(series))} {flow} {graph} {window} {width} {height} {now} probe={*probe} on_probe={on_probe.clone()} on_seek={on_seek.clone()} change={change.clone()} />
        }
    });
    html! {
        <div class="graphs" ref={place}>
            if series.flows.is_empty() {
                <p class="hint">{ say::graphs_nothing(lang) }</p>
            } else {
                <div class="graphs-body">
                    <Tools {lang} {graph} {second} {flow} flows={names} closer={whole.can_zoom(choice.zoom)} zoomed={choice.zoom > 0} change={change.clone()} />
                    <div class="graphs-plots">{ for plots }</div>
                </div>
            }
        </div>
    }
}

/// A change of what is seen.
#[hook]
fn use_change(choice: &UseStateHandle<Choice>, whole: Window) -> Callback<Change> {
    let setter = choice.setter();
    use_callback((**choice, whole), move |change: Change, (choice, whole)| {
        let mut next = *choice;
        match change {
            Change::Graph(graph) => next.graph = Some(graph),
            Change::Second(graph) => next.second = graph,
            Change::Flow(flow) => next.flow = Some(flow),
            Change::Closer => next.zoom += u32::from(whole.can_zoom(next.zoom)),
            Change::Farther => next.zoom = next.zoom.saturating_sub(1),
            Change::All => next.zoom = 0,
        }
        setter.set(next);
    })
}

/// The flows by their ends; the port is told where a host has several connections.
fn flow_names(lang: Lang, run: &RunRef, flows: &[Flow]) -> Vec<String> {
    let name = |flow: &Flow| {
        let (from, to) = (words::host(lang, run, Some(flow.from)), words::host(lang, run, flow.to));
        let same = flows.iter().filter(|other| (other.from, other.to) == (flow.from, flow.to)).count();
        if flow.sender.is_none() {
            return say::graphs_flow_udp(lang, &from, &to);
        }
        let end = |name: String, port: u16| if same > 1 { format!("{name}:{port}") } else { name };
        say::graphs_flow_tcp(lang, &end(from, flow.source.port), &end(to, flow.destination.port))
    };
    flows.iter().map(name).collect()
}

#[cfg(test)]
mod tests;
