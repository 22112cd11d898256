//! What an edge means, and who has walked it when: the one that is pointed at, else the last.

use super::Walker;
use crate::scene::states::{EDGES, between};
use crate::text::{self, Lang, workbench as say};
use crate::trace::{Step, Trace, trigger};
use crate::ui::clock;
use crate::ui::session::Command;
use yew::prelude::*;

/// Event, action and section of an edge, and a line for each end that has walked it.
pub(super) fn detail(
    lang: Lang,
    trace: &Trace,
    pointed: Option<usize>,
    walkers: &[Walker],
    act: &Callback<Command>,
) -> Html {
    let last = walkers.iter().filter_map(|walker| walker.walked.last()).max_by_key(|step| step.event);
    let shown = pointed.or_else(|| last.and_then(|step| between(step.from, step.to)));
    let Some((index, edge)) = shown.and_then(|index| Some((index, EDGES.get(index)?))) else {
        return html! { <div class="states-detail"><p class="hint">{ say::states_point(lang) }</p></div> };
    };
    let walks: Vec<Html> = walkers
        .iter()
        .flat_map(|walker| {
            let steps = walker.walked.iter().enumerate().filter(|(_, step)| between(step.from, step.to) == Some(index));
            steps.map(|(number, step)| walk(lang, trace, walker, number, step, act))
        })
        .collect();
    let nobody = walks.is_empty().then(|| html! { <p class="hint">{ say::states_not_walked(lang) }</p> });
    html! {
        <div class="states-detail">
            <p class="states-edge-title">{ format!("{} → {}", edge.from.rfc_name(), edge.to.rfc_name()) }<span class="rule">{ edge.rule }</span></p>
            <dl>
                <div><dt>{ say::states_detail_event(lang) }</dt><dd>{ say::states_event(lang, edge.id) }</dd></div>
                <div><dt>{ say::states_detail_action(lang) }</dt><dd>{ say::states_action(lang, edge.id) }</dd></div>
            </dl>
            <div>{ for walks }</div>
            <div>{ for nobody }</div>
        </div>
    }
}

/// Who went this way, when and because of what.
fn walk(lang: Lang, trace: &Trace, walker: &Walker, number: usize, step: &Step, act: &Callback<Command>) -> Html {
    let event = step.event;
    let onclick = act.reform(move |_: MouseEvent| Command::Seek(event.0 + 1));
    let why = trigger(trace, event).map(|cause| text::narrate(lang, trace, cause));
    html! {
        <p key={event.0} class={format!("states-walk end-{}", walker.which)}>
            <button type="button" class="event" {onclick}>
                { say::states_step(lang, &walker.name, &(number + 1).to_string()) }{ " · " }{ clock(step.at) }
            </button>
            { " " }{ for why }
        </p>
    }
}
