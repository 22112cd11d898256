//! The log: everything that happens in the run, in words. The present is marked, the future faded.

use crate::text::{self, Lang};
use crate::ui::session::{Command, RunRef, command_if};
use crate::ui::{browser, clock};
use web_sys::Element;
use yew::prelude::*;

/// How many rows are shown around the cursor: a long run must not make a long page.
const ROWS_AROUND: u32 = 60;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct LogProps {
    pub lang: Lang,
    pub run: RunRef,
    pub position: u32,
    pub act: Callback<Command>,
}

#[component]
pub(super) fn Log(props: &LogProps) -> Html {
    let LogProps { lang, run, position, act } = props;
    let trace = run.trace();
    let (first, last) = (position.saturating_sub(ROWS_AROUND), (position + ROWS_AROUND).min(trace.len()));
    let onclick = command_if(act, |event: MouseEvent| {
        let row = event.target_dyn_into::<Element>()?.closest("[data-position]").ok().flatten()?;
        row.get_attribute("data-position")?.parse().ok().map(Command::Seek)
    });
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
    html! {
        <div class="log-panel">
            <ol class="log" ref={list} {onclick}>{ for (first..last).map(|event| row(*lang, run, event, row_state(event + 1, *position))) }</ol>
            { foot(*lang, run) }
        </div>
    }
}

/// What a lesson can do without.
#[cfg(feature = "workbench")]
fn foot(lang: Lang, run: &RunRef) -> Html {
    html! { <crate::ui::workbench::Fingerprint {lang} run={run.clone()} /> }
}

#[cfg(not(feature = "workbench"))]
fn foot(_: Lang, _: &RunRef) -> Html {
    html! {}
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
