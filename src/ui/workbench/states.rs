//! The state machine of each end, and the way that each has taken through it.

mod detail;
mod picture;

pub(super) use picture::token;

use super::say;
use crate::scene::states::Machine;
use crate::text::{self, Lang};
use crate::trace::{Connection, End, Step, Trace, connection_at, connections, trigger};
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef, Session};
use crate::ui::{capitalised, clock};
use crate::wire::Transport;
use yew::prelude::*;

/// From this width on, words stand beside the picture instead of below it.
const WORDS_BESIDE_FROM: f64 = 980.0;
/// How wide they are there, with the gap, as the stylesheet has it.
const WORDS_BESIDE: f64 = 332.0;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    html! { <States {lang} run={session.run.clone()} position={session.position} act={act.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct StatesProps {
    lang: Lang,
    run: RunRef,
    position: u32,
    act: Callback<Command>,
}

#[component]
fn States(props: &StatesProps) -> Html {
    let StatesProps { lang, run, position, act } = props;
    let lang = *lang;
    let place = use_node_ref();
    let width = use_width(&place);
    let beside = width >= WORDS_BESIDE_FROM;
    let room = if beside { width - WORDS_BESIDE } else { width };
    let machine = use_memo((lang, room), |(lang, room)| {
        Machine::new(*room, |edge| {
            let action = say::states_action(*lang, edge.id);
            (say::states_event(*lang, edge.id), if action == "–" { String::new() } else { action })
        })
    });
    let known = use_memo(run.clone(), |run| connections(run.trace()));
    // The reader's own choice, as long as the run is the same.
    let chosen = use_state_eq(|| None::<(RunRef, usize)>);
    let pointed = use_state_eq(|| None::<usize>);
    let own = chosen.as_ref().filter(|(of, _)| of == run).map(|(_, index)| *index);
    let index = own.unwrap_or_else(|| connection_at(run.trace(), &known, *position));
    let choose = {
        let (setter, run) = (chosen.setter(), run.clone());
        Callback::from(move |index| setter.set(Some((run.clone(), index))))
    };
    let drawn = known.get(index).map(|connection| {
        let walkers = walkers(lang, run.trace(), connection, *position);
        let pointing = { let setter = pointed.setter(); Callback::from(move |edge| setter.set(edge)) };
        html! {
            <div class={if beside { "states-figure beside" } else { "states-figure" }}>
                <div class="states-place">{ picture::draw(lang, &machine, &walkers, &pointing, act) }{ legend(lang) }</div>
                <div class="states-words">
                    { detail::detail(lang, run.trace(), *pointed, &walkers, act) }
                    { for walkers.iter().map(|walker| way(lang, run.trace(), walker, act)) }
                    <div>{ for alone(lang, connection) }</div>
                </div>
            </div>
        }
    });
    html! {
        <div class="states" ref={place}>
            <div>{ chooser(lang, &known, index, &choose) }</div>
            <div>{ drawn.unwrap_or_else(|| html! { <p class="hint">{ nobody(lang, run.trace()) }</p> }) }</div>
        </div>
    }
}

/// An end on its way: what the picture and the words need of it.
struct Walker<'a> {
    /// 0 for the end that came first, drawn round and blue; 1 for the other, square and vermilion.
    which: usize,
    /// Its host's name, as a title.
    name: String,
    /// What stands in its token.
    letter: String,
    end: &'a End,
    /// Its steps so far.
    walked: &'a [Step],
}

fn walkers<'a>(lang: Lang, trace: &Trace, connection: &'a Connection, position: u32) -> Vec<Walker<'a>> {
    let name = |end: &End| capitalised(&text::host_word(lang, trace.host_name(end.host)));
    let first = |name: &str| name.chars().next().map(String::from).unwrap_or_default();
    let names: Vec<String> = connection.ends().map(name).collect();
    let alike = names.iter().skip(1).any(|other| names.first().is_some_and(|name| first(name) == first(other)));
    let walker = |(which, (end, name)): (usize, (&'a End, String))| {
        let letter = if alike { (which + 1).to_string() } else { first(&name) };
        Walker { which, letter, name, end, walked: end.walked(position) }
    };
    connection.ends().zip(names).enumerate().map(walker).collect()
}

/// Why there is nothing to draw.
fn nobody(lang: Lang, trace: &Trace) -> &'static str {
    let udp = trace.packets().iter().any(|span| !matches!(span.packet.transport, Transport::Tcp(_)));
    if udp { say::states_udp(lang) } else { say::states_none(lang) }
}

/// Where nobody answered.
fn alone(lang: Lang, connection: &Connection) -> Option<Html> {
    let nobody = connection.second.is_none();
    nobody.then(|| html! { <p class="hint">{ say::states_alone(lang, &connection.first.remote.to_string()) }</p> })
}

/// Which connection, if there are several.
fn chooser(lang: Lang, known: &[Connection], index: usize, choose: &Callback<usize>) -> Html {
    if known.len() < 2 {
        return html! {};
    }
    let onchange = choose.reform(|event: Event| {
        event
            .target_dyn_into::<web_sys::HtmlInputElement>()
            .and_then(|input| input.value().parse().ok())
            .unwrap_or_default()
    });
    let choices = known.iter().enumerate().map(|(number, connection)| {
        let (from, to) = (connection.first.local.to_string(), connection.first.remote.to_string());
        html! {
            <label key={number} class="states-choice">
                <input type="radio" name="states-connection" value={number.to_string()} checked={number == index} />
                <span>{ say::states_pair(lang, &from, &to) }</span>
            </label>
        }
    });
    html! {
        <fieldset class="states-chooser" {onchange}>
            <legend>{ say::states_choose(lang) }</legend>
            <div class="states-choices">{ for choices }</div>
        </fieldset>
    }
}

/// The way of an end in words, each step a way back to it.
fn way(lang: Lang, trace: &Trace, walker: &Walker, act: &Callback<Command>) -> Html {
    let steps = walker.walked.iter().enumerate().map(|(index, step)| {
        let event = step.event;
        let onclick = act.reform(move |_: MouseEvent| Command::Seek(event.0 + 1));
        let last = index + 1 == walker.walked.len();
        let cause = cause(lang, trace, step);
        html! {
            <li key={event.0} aria-current={last.then_some("step")}>
                <button type="button" class="event" {onclick}>
                    <span class="states-number">{ index + 1 }</span>{ " " }
                    <span class="states-name">{ step.to.rfc_name() }</span>{ " " }
                    <span class="states-when">{ clock(step.at) }</span>{ " " }
                    <span class="states-cause">{ cause }</span>
                </button>
            </li>
        }
    });
    html! {
        <section key={walker.which} class={format!("states-way end-{}", walker.which)}>
            <p class="panel-title">{ token(walker.which, &walker.letter) }<span>{ say::states_path(lang, &text::host_inside(lang, trace.host_name(walker.end.host))) }</span></p>
            <p class="states-start">{ "CLOSED" }</p>
            <ol>{ for steps }</ol>
        </section>
    }
}

/// What set a step off, in two words.
fn cause(lang: Lang, trace: &Trace, step: &Step) -> String {
    use crate::sim::EventKind::{Arrived, Called, TimerFired};
    let Some(event) = trigger(trace, step.event) else { return String::new() };
    match trace.event(event).map(|event| &event.kind) {
        Some(Called { call }) => say::states_cause_call(lang, call.name()),
        Some(Arrived { .. }) => trace.packet_of(event).map_or_else(String::new, |span| {
            say::states_cause_packet(lang, &capitalised(text::kind_word(lang, span.name.kind)))
        }),
        Some(TimerFired { .. }) => say::states_cause_timer(lang).to_owned(),
        _ => String::new(),
    }
}

/// What the lines mean.
fn legend(lang: Lang) -> Html {
    let line = |class: &'static str, words: &'static str| {
        html! {
            <li>
                <svg viewBox="0 0 34 16" width="34" height="16" aria-hidden="true"><path class={format!("states-line {class}")} d="M2 8h30" /></svg>
                { words }
            </li>
        }
    };
    html! {
        <ul class="states-legend">
            { line("walked", say::states_legend_walked(lang)) }
            { line("possible", say::states_legend_possible(lang)) }
            <li>
                <svg viewBox="0 0 34 16" width="34" height="16" aria-hidden="true">
                    <path class="states-line quiet" d="M2 8h22" /><path class="states-cross" d="M21 5l6 6m0 -6l-6 6" />
                </svg>
                { say::states_legend_broken(lang) }
            </li>
        </ul>
    }
}
