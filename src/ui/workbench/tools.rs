//! The toolbar beneath the player: how far a step goes, where to stop, bookmarks, and how much of the ladder is seen at once.

use super::select::Select;
use super::{Deed, save};
use crate::text::{Lang, workbench as say};
use crate::trace::{Stop, Stride};
use crate::ui::clock;
use crate::ui::session::{Command, Session, command_if};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The toolbar.
pub(in crate::ui) fn tools(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    html! {
        <div class="tools" role="group" aria-label={say::tools_label(lang)}>
            { strides(lang, session, act) }
            { next(lang, act) }
            { breaks(lang, session, act) }
            { marks(lang, session, act) }
            { save::save(lang, session) }
            { zoom(lang, session, act) }
        </div>
    }
}

fn deed(act: &Callback<Command>, deed: Deed) -> Callback<MouseEvent> {
    act.reform(move |_| Command::More(deed.clone()))
}

/// What was chosen in a list, by its place.
fn chosen(event: &Event) -> Option<usize> {
    let list = event.target_dyn_into::<HtmlSelectElement>()?;
    usize::try_from(list.selected_index()).ok()
}

fn strides(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let words = move |stride| match stride {
        Stride::Event => say::stride_event(lang),
        Stride::Segment => say::stride_segment(lang),
        Stride::State => say::stride_state(lang),
        Stride::RoundTrip => say::stride_round_trip(lang),
    };
    let options = Stride::ALL.map(|stride| (words(stride).to_owned(), words(stride).to_owned())).to_vec();
    let typed = command_if(act, move |typed: String| {
        Stride::ALL.into_iter().find(|stride| words(*stride) == typed).map(|stride| Command::More(Deed::Stride(stride)))
    });
    html! { <Select class="tool" label={say::stride_label(lang)} chosen={words(session.bench.stride)} {options} {typed} /> }
}

fn stop_word(lang: Lang, stop: Stop) -> &'static str {
    match stop {
        Stop::Loss => say::stop_loss(lang),
        Stop::Retransmission => say::stop_retransmission(lang),
        Stop::ThreeDuplicates => say::stop_duplicates(lang),
        Stop::Timeout => say::stop_timeout(lang),
        Stop::ZeroWindow => say::stop_window(lang),
        Stop::TimeWait => say::stop_time_wait(lang),
        Stop::Reset => say::stop_reset(lang),
    }
}

/// A list that goes to the next moment of the chosen kind, and then offers itself anew.
fn next(lang: Lang, act: &Callback<Command>) -> Html {
    let onchange = command_if(act, |event: Event| {
        let index = chosen(&event)?.checked_sub(1)?;
        event.target_dyn_into::<HtmlSelectElement>()?.set_selected_index(0);
        Stop::ALL.get(index).map(|stop| Command::More(Deed::Next(*stop)))
    });
    let options =
        Stop::ALL.map(|stop| html! { <option key={stop_word(lang, stop)}>{ stop_word(lang, stop) }</option> });
    html! {
        <select class="tool" aria-label={say::next_label(lang)} {onchange}>
            <option key="none" selected=true>{ say::next_label(lang) }</option>
            { for options }
        </select>
    }
}

fn breaks(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let boxes = Stop::ALL.map(|stop| {
        let checked = session.bench.breaks.contains(&stop);
        let onchange = act.reform(move |_: Event| Command::More(Deed::Break(stop)));
        html! { <label key={stop_word(lang, stop)}><input type="checkbox" {checked} {onchange} />{ stop_word(lang, stop) }</label> }
    });
    let count = session.bench.breaks.len();
    let some = (count > 0).then(|| format!(" ({count})"));
    html! {
        <details class="tool breaks">
            <summary>{ say::breaks_label(lang) }{ for some }</summary>
            <div class="tool-list" role="group" aria-label={say::breaks_label(lang)}>{ for boxes }</div>
        </details>
    }
}

fn marks(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let here = session.position;
    let on = session.bench.marks.contains(&here);
    let label = if on { say::mark_remove(lang) } else { say::mark_set(lang) };
    let go = session.bench.marks.iter().map(|position| {
        let position = *position;
        let onclick = act.reform(move |_: MouseEvent| Command::Seek(position));
        let time = clock(session.run.trace().time_at(position));
        let current = (position == here).then_some("true");
        html! { <button key={position.to_string()} type="button" class="plain" aria-current={current} aria-label={say::mark_go(lang, &time)} {onclick}>{ time }</button> }
    });
    html! {
        <span class="tool marks">
            <button type="button" class="plain" aria-pressed={on.to_string()} onclick={deed(act, Deed::Mark(here))}>{ label }</button>
            <span class="mark-list">{ for go }</span>
            if session.bench.marks.len() > 1 {
                <button type="button" class="plain" aria-pressed={session.bench.loops.to_string()} onclick={deed(act, Deed::Loop)}>{ say::mark_loop(lang) }</button>
            }
        </span>
    }
}

fn zoom(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let button = |label: &'static str, sign: &'static str, by: i8, off: bool| {
        html! { <button type="button" class="plain" aria-label={label} title={label} aria-disabled={off.to_string()} onclick={deed(act, Deed::Zoom(by))}>{ sign }</button> }
    };
    html! {
        <span class="tool zoom">
            { button(say::zoom_out(lang), "−", 1, false) }
            { button(say::zoom_in(lang), "+", -1, session.zoom == 0) }
        </span>
    }
}
