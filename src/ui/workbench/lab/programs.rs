//! The section on programs: each is a list of calls, of which one is open at a time.

use super::calls::{CALLS, Call, find};
use super::desk::{Desk, Wish};
use super::edit::Edit;
use super::notation::{Notation, is_loop};
use super::row;
use super::row::{refused, row, rows};
use super::table::{ROLE, START, TITLE};
use crate::scenario::Limits;
use crate::text::workbench as say;
use crate::ui::workbench::select::Select;
use serde_json::{Value, json};
use yew::prelude::*;

/// All programs, host by host.
pub(super) fn programs(desk: &Desk) -> Html {
    let hosts = (0..desk.base.hosts.len()).map(|index| host(desk, index));
    html! { <div class="editor-list">{ for hosts }</div> }
}

/// What a new program does: the smallest conversation.
pub(super) fn first(peer: &str) -> Value {
    let calls = ["socket", "connect", "send", "recv_to_end", "close"];
    let lines = calls.iter().filter_map(|call| find(call)).map(|call| call.first(peer, None));
    json!({ "start_ms": 0, "lines": lines.collect::<Vec<_>>() })
}

fn host(desk: &Desk, index: usize) -> Html {
    let lang = desk.lang;
    let Some(host) = desk.base.hosts.get(index) else { return Html::default() };
    let list = format!("hosts[{index}].programs");
    let count = host.programs.len();
    let programs = (0..count).map(|nth| program(desk, index, &list, nth));
    let add_id = format!("{list}-add");
    let new = first(desk.peer(index));
    let add = desk.does(&list, Edit::Insert(list.clone(), count, new), None, Some(format!("{list}[{count}].start_ms")));
    let nothing = (count == 0).then(|| html! { <p class="editor-soft">{ say::editor_no_programs(lang) }</p> });
    html! {
        <section key={index} class="editor-item" aria-label={host.name.clone()}>
            <h4>{ &host.name }</h4>
            <div>{ for nothing }</div>
            <div class="editor-list">{ for programs }</div>
            { refused(desk, &list) }
            <button type="button" class="plain" id={add_id} disabled={count >= Limits::PROGRAMS_PER_HOST} aria-label={format!("{}: {}", host.name, say::editor_program_add(lang))} onclick={add}>{ say::editor_program_add(lang) }</button>
        </section>
    }
}

fn program(desk: &Desk, host: usize, list: &str, nth: usize) -> Html {
    let lang = desk.lang;
    let of = format!("{list}[{nth}]");
    let title = say::editor_program(lang, &(nth + 1).to_string());
    let remove = desk.does(&of, Edit::Remove(list.to_owned(), nth), None, Some(format!("{list}-add")));
    html! {
        <div key={nth} class="editor-program" role="group" aria-label={title.clone()}>
            <div class="editor-program-head">
                <b>{ &title }</b>
                <button type="button" class="plain" aria-label={say::editor_remove_of(lang, &title)} onclick={remove}>{ say::editor_remove(lang) }</button>
            </div>
            { for [&START, &ROLE, &TITLE].map(|field| row(desk, field, &field.path(&of), "", None)) }
            { lines(desk, host, &format!("{of}.lines"), &title, &mut Notation::new(&desk.base, host, nth)) }
            { refused(desk, &of) }
        </div>
    }
}

fn lines(desk: &Desk, host: usize, list: &str, title: &str, python: &mut Notation) -> Html {
    let step = |index| {
        let path = format!("{list}[{index}]");
        let Some(step) = desk.at(&path) else { return Html::default() };
        let open = desk.open.as_deref() == Some(path.as_str());
        let to = if open { None } else { Some(path.clone()) };
        let onclick = desk.unfold.reform(move |_: MouseEvent| to.clone());
        let inner = format!("{path}.lines");
        let text = python.take();
        let within = is_loop(step).then(|| {
            let within = lines(desk, host, &inner, title, python);
            python.close();
            within
        });
        html! {
            <li key={index}>
                <button type="button" class="editor-step" id={format!("{path}-open")} aria-expanded={open.to_string()} {onclick}><code>{ &text }</code></button>
                <div class="editor-step-place">{ for open.then(|| opened(desk, host, list, (index, step, &text))) }</div>
                <div>{ for within }</div>
            </li>
        }
    };
    let steps: Vec<Html> = (0..desk.count(list)).map(step).collect();
    html! { <ol class="editor-lines" aria-label={title.to_owned()}>{ for steps }</ol> }
}

/// A call that is being edited.
fn opened(desk: &Desk, host: usize, list: &str, (index, step, text): (usize, &Value, &str)) -> Html {
    let outer = format!("{list}[{index}]");
    let tried = step.get("step");
    let path = if tried.is_some() { format!("{outer}.step") } else { outer.clone() };
    let call = tried.unwrap_or(step);
    let name = call.get("call").and_then(Value::as_str).unwrap_or_default();
    let own = desk.base.hosts.get(host).map(|host| host.name.as_str());
    let fields = find(name).map_or(&[][..], |call| call.fields);
    html! {
        <div class="editor-call">
            { choice(desk, host, &outer, &path, call) }
            { rows(desk, fields, &path, desk.peer(host), own) }
            <div>{ for (name != "repeat").then(|| may_fail(desk, &outer, step)) }</div>
            { refused(desk, &outer) }
            { buttons(desk, list, index, text) }
        </div>
    }
}

/// Which call it is.
fn choice(desk: &Desk, host: usize, outer: &str, path: &str, before: &Value) -> Html {
    let lang = desk.lang;
    let name = before.get("call").and_then(Value::as_str).unwrap_or_default();
    let id = format!("{outer}.call");
    let (wish, before, peer) = (desk.wish.clone(), before.clone(), desk.peer(host).to_owned());
    let (at, outer, path) = (id.clone(), outer.to_owned(), path.to_owned());
    let typed = Callback::from(move |typed: String| {
        let Some(call) = find(&typed) else { return };
        // A loop cannot be tried.
        let place = if call.name == "repeat" { &outer } else { &path };
        let edit = Ok(Edit::Set(place.clone(), Some(call.first(&peer, Some(&before)))));
        wish.emit(Wish { at: at.clone(), typed, edit, open: None, focus: None });
    });
    let options =
        CALLS.iter().map(|Call { name, label, .. }| ((*name).to_owned(), format!("{name} · {}", label(lang))));
    let wrong = desk.drafts.contains_key(&id).then(|| row::wrong_id(&id));
    html! {
        <div class="editor-field wide">
            <label for={id.clone()}>{ say::editor_call(lang) }</label>
            <span class="editor-value"><Select id={id.clone()} chosen={name.to_owned()} options={options.collect::<Vec<_>>()} {wrong} {typed} /></span>
            { row::refused(desk, &id) }
        </div>
    }
}

/// Whether the program goes on if the call fails.
fn may_fail(desk: &Desk, outer: &str, step: &Value) -> Html {
    let tried = step.get("step");
    let (id, label) = (format!("{outer}.try"), say::editor_may_fail(desk.lang));
    let other = tried.cloned().unwrap_or_else(|| json!({ "call": "try", "step": step }));
    let (wish, at) = (desk.wish.clone(), outer.to_owned());
    let onchange = Callback::from(move |_: Event| {
        let edit = Ok(Edit::Set(at.clone(), Some(other.clone())));
        wish.emit(Wish { at: at.clone(), typed: String::new(), edit, open: None, focus: None });
    });
    html! {
        <div class="editor-field">
            <label for={id.clone()}>{ label }</label>
            <span class="editor-value"><input type="checkbox" id={id} checked={tried.is_some()} {onchange} /></span>
            { row::explained(desk.lang, label, say::editor_may_fail_help(desk.lang), Html::default()) }
        </div>
    }
}

fn buttons(desk: &Desk, list: &str, index: usize, what: &str) -> Html {
    let lang = desk.lang;
    let count = desk.count(list);
    let at = format!("{list}[{index}]");
    let button = |name: &'static str,
                  word: &'static str,
                  label: String,
                  off: bool,
                  edit: Edit,
                  to: usize,
                  focus: &str| {
        let there = format!("{list}[{to}]");
        let focus = format!("{there}{focus}");
        let onclick = desk.does(&at, edit, Some(there), Some(focus));
        html! { <button key={name} type="button" class="plain" id={format!("{at}-{name}")} disabled={off} aria-label={label} {onclick}>{ word }</button> }
    };
    let swap = |other: usize| Edit::Swap(list.to_owned(), index, other);
    let (above, below) = (index.saturating_sub(1), index + 1);
    let new = find("sleep").map(|call| call.first("", None)).unwrap_or_default();
    let up_focus = if above == 0 { "-down" } else { "-up" };
    let down_focus = if below + 1 >= count { "-up" } else { "-down" };
    html! {
        <div class="editor-buttons">
            { button("up", say::editor_up(lang), say::editor_up_of(lang, what), index == 0, swap(above), above, up_focus) }
            { button("down", say::editor_down(lang), say::editor_down_of(lang, what), below >= count, swap(below), below, down_focus) }
            { button("insert", say::editor_insert(lang), say::editor_insert(lang).to_owned(), false, Edit::Insert(list.to_owned(), below, new), below, ".call") }
            { button("remove", say::editor_remove(lang), say::editor_remove_of(lang, what), count <= 1, Edit::Remove(list.to_owned(), index), above, "-open") }
        </div>
    }
}
