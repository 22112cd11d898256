//! Everything that happens in the run, in words. The present is marked, the future faded.

use super::say;
use crate::link::View;
use crate::text::{self, Lang};
use crate::ui::session::{Command, RunRef, command_if};
use crate::ui::{browser, clock};
use web_sys::Element;
use yew::prelude::*;

/// How many rows are shown around the cursor: a long run must not make a long page.
const ROWS_AROUND: u32 = 60;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct EventsProps {
    pub lang: Lang,
    pub run: RunRef,
    pub position: u32,
    pub act: Callback<Command>,
}

#[component]
pub(super) fn Events(props: &EventsProps) -> Html {
    let EventsProps { lang, run, position, act } = props;
    let trace = run.trace();
    let (first, last) = (position.saturating_sub(ROWS_AROUND), (position + ROWS_AROUND).min(trace.len()));
    let onclick = command_if(act, |event: MouseEvent| {
        let row = event.target_dyn_into::<Element>()?.closest("[data-position]").ok().flatten()?;
        row.get_attribute("data-position")?.parse().ok().map(Command::Seek)
    });
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let row = event.target_dyn_into::<Element>().and_then(|row| row.get_attribute("data-position"));
            let asks = event.key().eq_ignore_ascii_case("y") && !event.ctrl_key() && !event.meta_key();
            if let Some(position) = row.and_then(|row| row.parse().ok()).filter(|_| asks) {
                event.prevent_default();
                act.emit(Command::Seek(position));
                act.emit(Command::View(Some(View::Why)));
            }
        })
    };
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(*position, move |_| {
            let panel = list.cast::<Element>().and_then(|list| list.closest(".panel").ok().flatten());
            if let Some(panel) = panel {
                browser::scroll_to_match(&panel, ".present");
            }
        });
    }
    let why = act.reform(|_: MouseEvent| Command::View(Some(View::Why)));
    html! {
        <div class="log-events">
            <p class="log-deeds"><button type="button" class="plain log-why" onclick={why}>{ say::log_why_event(*lang) }</button></p>
            <ol class="log" ref={list} {onclick} {onkeydown}>{ for (first..last).map(|event| row(*lang, run, event, row_state(event + 1, *position))) }</ol>
        </div>
    }
}

fn row_state(row: u32, position: u32) -> &'static str {
    match row.cmp(&position) {
        core::cmp::Ordering::Less => "past",
        core::cmp::Ordering::Equal => "present",
        core::cmp::Ordering::Greater => "future",
    }
}

fn row(lang: Lang, run: &RunRef, event: u32, state: &'static str) -> Html {
    let trace = run.trace();
    let id = crate::sim::EventId(event);
    html! {
        <li key={event.to_string()} class={state} aria-current={(state == "present").then_some("step")}>
            <button type="button" class="event" data-position={(event + 1).to_string()}>
                <span class="when">{ clock(trace.time_of(id)) }</span>{ " " }<span>{ text::narrate(lang, trace, id) }</span>
            </button>
        </li>
    }
}
