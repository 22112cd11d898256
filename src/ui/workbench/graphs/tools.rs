//! What can be chosen: the graph, a second one, whose, and how much of the time.

use super::words;
use crate::scene::chart::Graph;
use crate::text::{Lang, workbench as say};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// A change of what is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Another graph.
    Graph(Graph),
    /// Another second graph, or none.
    Second(Option<Graph>),
    /// Another flow.
    Flow(usize),
    /// Half the time.
    Closer,
    /// Twice the time.
    Farther,
    /// All the time.
    All,
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ToolsProps {
    pub lang: Lang,
    pub graph: Graph,
    pub second: Option<Graph>,
    pub flow: usize,
    pub flows: Rc<Vec<String>>,
    /// Whether one can look closer.
    pub closer: bool,
    /// Whether one does.
    pub zoomed: bool,
    pub change: Callback<Change>,
}

#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let lang = props.lang;
    // Radio buttons and lists need the keys that otherwise step through the run.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if !event.ctrl_key() && !event.meta_key() && event.key() != "Escape" {
            event.stop_propagation();
        }
    });
    html! {
        <div class="graphs-tools" {onkeydown}>
            { radios(props) }
            { second(props) }
            <span class="graphs-flow">{ for (props.flows.len() > 1).then(|| flows(props)) }</span>
            <div class="graphs-zoom" role="group" aria-label={say::graphs_zoom(lang)}>
                { button(props, "+", say::graphs_closer(lang), props.closer, Change::Closer) }
                { button(props, "−", say::graphs_farther(lang), props.zoomed, Change::Farther) }
                { button(props, say::graphs_all(lang), say::graphs_all(lang), props.zoomed, Change::All) }
            </div>
        </div>
    }
}

fn radios(props: &ToolsProps) -> Html {
    let choices = Graph::ALL.map(|graph| {
        let onchange = props.change.reform(move |_: Event| Change::Graph(graph));
        html! {
            <label key={graph.id()} class="graphs-choice">
                <input type="radio" name="graphs-graph" value={graph.id()} checked={graph == props.graph} {onchange} />
                <span>{ words::graph(props.lang, graph) }</span>
            </label>
        }
    });
    html! { <div class="graphs-choices" role="radiogroup" aria-label={say::graphs_chooser(props.lang)}>{ for choices }</div> }
}

fn second(props: &ToolsProps) -> Html {
    let change = props.change.clone();
    let onchange = Callback::from(move |event: Event| {
        let wanted = chosen(&event);
        let graph = Graph::ALL.into_iter().find(|graph| Some(graph.id()) == wanted.as_deref());
        change.emit(Change::Second(graph));
    });
    let others = Graph::ALL.into_iter().filter(|graph| *graph != props.graph);
    let options = others.map(|graph| {
        let name = format!("+ {}", words::graph(props.lang, graph));
        html! { <option key={graph.id()} value={graph.id()} selected={Some(graph) == props.second}>{ name }</option> }
    });
    html! {
        <select class="graphs-select graphs-second" aria-label={say::graphs_second(props.lang)} {onchange}>
            <option key="none" value="none" selected={props.second.is_none()}>{ say::graphs_second_none(props.lang) }</option>
            { for options }
        </select>
    }
}

fn flows(props: &ToolsProps) -> Html {
    let change = props.change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(flow) = chosen(&event).and_then(|flow| flow.parse().ok()) {
            change.emit(Change::Flow(flow));
        }
    });
    let options = props.flows.iter().enumerate().map(|(index, name)| {
        let value = index.to_string();
        html! { <option key={value.clone()} {value} selected={index == props.flow}>{ name.clone() }</option> }
    });
    html! { <select class="graphs-select" aria-label={say::graphs_flow(props.lang)} {onchange}>{ for options }</select> }
}

fn button(props: &ToolsProps, sign: &'static str, label: &'static str, can: bool, change: Change) -> Html {
    let onclick = props.change.reform(move |_: MouseEvent| change);
    // Not `disabled`: the focus would be lost with the last step.
    html! { <button type="button" class="graphs-button" aria-label={label} title={label} aria-disabled={(!can).to_string()} {onclick}>{ sign }</button> }
}

/// The value of a list.
fn chosen(event: &Event) -> Option<String> {
    js_sys::Reflect::get(&event.target()?.into(), &JsValue::from_str("value")).ok()?.as_string()
}
