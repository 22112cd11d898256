//! What was said so far, in order: who asked whom what, when, and what it took. A click goes to the moment at which it was over.

use crate::text::{self, Lang, workbench as say};
use crate::trace::messages::{Message, Stage, Talk, first_line};
use crate::ui::session::{Command, RunRef, command_if};
use crate::ui::{browser, capitalised, clock};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// How many of the latest messages are listed.
const ROWS_MOST: usize = 100;

/// The talk of a run, compared by identity.
#[derive(Clone)]
pub(super) struct TalkRef(pub Rc<Talk>);

impl PartialEq for TalkRef {
    fn eq(&self, other: &TalkRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ListProps {
    pub lang: Lang,
    pub run: RunRef,
    pub talk: TalkRef,
    pub position: u32,
    pub act: Callback<Command>,
}

#[component]
pub(super) fn List(props: &ListProps) -> Html {
    let ListProps { lang, run, talk, position, act } = props;
    let (lang, position) = (*lang, *position);
    let list = use_node_ref();
    let messages = &talk.0.messages;
    let said = messages.partition_point(|message| message.made.0 < position);
    let first = said.saturating_sub(ROWS_MOST);
    // The one that the cursor stands at: the last to be over, else the last to be said.
    let shown = messages.iter().enumerate().take(said).skip(first);
    let present =
        shown.clone().filter(|(_, it)| it.over() <= position).max_by_key(|(_, it)| it.over()).map(|(at, _)| at);
    {
        let list = list.clone();
        use_effect_with((said, present), move |_| {
            if let Some(list) = list.cast::<Element>() {
                browser::scroll_to_match(&list, "[aria-current]");
            }
        });
    }
    let onclick = command_if(act, |event: MouseEvent| {
        let row = event.target_dyn_into::<Element>()?.closest("[data-over]").ok().flatten()?;
        row.get_attribute("data-over")?.parse().ok().map(Command::Seek)
    });
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let list = event.target_dyn_into::<Element>().and_then(|row| row.closest("ol").ok().flatten());
        if let Some(list) = list {
            event.prevent_default();
            browser::move_focus(&list, "button", by);
        }
    });
    if said == 0 {
        let words = if messages.is_empty() { say::roles_silent(lang) } else { say::roles_nothing(lang) };
        return html! { <div class="roles-talk"><p class="hint">{ words }</p></div> };
    }
    let tab = present.unwrap_or(said - 1);
    html! {
        <div class="roles-talk">
            <p class="panel-title">{ say::roles_said(lang) }</p>
            <div>{ for (first > 0).then(|| html! { <p class="hint">{ say::roles_earlier(lang, &first.to_string()) }</p> }) }</div>
            <ol class="roles-list" ref={list} {onclick} {onkeydown}>
                { for shown.map(|(number, message)| row(lang, run, (number, message), position, (present == Some(number), tab == number))) }
            </ol>
        </div>
    }
}

fn row(
    lang: Lang,
    run: &RunRef,
    (number, message): (usize, &Message),
    position: u32,
    (present, tab): (bool, bool),
) -> Html {
    let trace = run.trace();
    let name = |host| capitalised(&text::host_word(lang, trace.host_name(host)));
    let to = message.to.map_or_else(|| message.remote.to_string(), name);
    let words = first_line(&message.bytes, (message.local, message.remote), message.stream);
    let packets = if message.stream {
        say::roles_segments(lang, message.packets.into())
    } else {
        say::roles_datagrams(lang, message.packets.into())
    };
    let again = (message.again > 0).then(|| say::roles_again(lang, &message.again.to_string()));
    // What it takes is known when it is over.
    let cost =
        (message.stage_at(position) >= Stage::Unread).then(|| format!(" · {packets}{}", again.unwrap_or_default()));
    let (fate, class) = fate(lang, run, message, position);
    // Who asks stands left, so that a question and its answer read as a pair.
    let (asks, serves) = if message.answers { (to, name(message.from.0)) } else { (name(message.from.0), to) };
    let verb = if message.answers { "answer" } else { "question" };
    html! {
        <li key={number} class={classes!(verb, class)}>
            <button type="button" class="event roles-row" tabindex={if tab { "0" } else { "-1" }} aria-current={present.then_some("step")} data-over={message.over().to_string()}>
                <span class="when">{ clock(trace.time_of(message.made)) }</span>{ " " }
                <span class="roles-who">{ asks }{ if message.answers { " ← " } else { " → " } }{ serves }</span>{ " " }
                <code class="roles-words">{ words }</code>{ " " }
                <span class="roles-cost">{ text::value_bytes(lang, message.bytes.len_u32().into()) }{ for cost }</span>{ " " }
                <span class="roles-fate">{ fate }</span>
            </button>
        </li>
    }
}

/// What became of it so far.
fn fate(lang: Lang, run: &RunRef, message: &Message, position: u32) -> (String, &'static str) {
    let at =
        |event: Option<crate::sim::EventId>| event.map(|event| clock(run.trace().time_of(event))).unwrap_or_default();
    match message.stage_at(position) {
        Stage::ToCome | Stage::Waits => (say::roles_held(lang).to_owned(), "open"),
        Stage::OnTheWay => (say::roles_flying(lang).to_owned(), "open"),
        Stage::Unread => (say::roles_unread(lang, &at(message.arrived)), "open"),
        Stage::Read => (say::roles_read(lang, &at(message.read)), "over"),
        Stage::Lost => (say::roles_lost(lang, &at(message.lost)), "lost"),
    }
}
