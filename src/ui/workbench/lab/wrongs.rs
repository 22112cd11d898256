//! The section on what goes wrong: faults that belong to the scenario, and segments that somebody else sends.

use super::calls::{FAULT, FORGED};
use super::desk::Desk;
use super::edit::Edit;
use super::field::Field;
use super::row::{refused, rows};
use crate::scenario::Limits;
use crate::text::workbench as say;
use serde_json::{Map, Value, json};
use yew::prelude::*;

/// Faults and forged segments.
pub(super) fn wrongs(desk: &Desk) -> Html {
    let lang = desk.lang;
    let of_first = |rest: &str| format!("{}.{rest}", desk.base.hosts.first().map_or("", |host| host.name.as_str()));
    let fault = json!({ "packet": of_first("data.1"), "action": "drop" });
    let faults = List {
        path: "faults",
        title: say::editor_faults(lang),
        none: say::editor_no_faults(lang),
        add: say::editor_fault_add(lang),
        fields: &FAULT,
        new: fault,
        peer: &of_first("data.2"),
        first: "packet",
    };
    let forged = List {
        path: "forged",
        title: say::editor_forged_list(lang),
        none: say::editor_no_forged(lang),
        add: say::editor_forged_add(lang),
        fields: &FORGED,
        new: forgery(desk),
        peer: "",
        first: "at_ms",
    };
    html! { <>{ faults.draw(desk) }{ forged.draw(desk) }</> }
}

/// A reset for the second host's server, in the place of the first host.
pub(super) fn forgery(desk: &Desk) -> Value {
    let name = |index: usize| desk.base.hosts.get(index).map_or("", |host| host.name.as_str());
    let mut new =
        FORGED.iter().filter_map(|field| Some((field.key.to_owned(), field.first(name(0))?))).collect::<Map<_, _>>();
    new.insert("to".to_owned(), name(1).into());
    Value::Object(new)
}

struct List<'a> {
    path: &'static str,
    title: &'static str,
    none: &'static str,
    add: &'static str,
    fields: &'static [Field],
    new: Value,
    peer: &'a str,
    first: &'static str,
}

impl List<'_> {
    fn draw(&self, desk: &Desk) -> Html {
        let (lang, list) = (desk.lang, self.path);
        let count = desk.count(list);
        let add_id = format!("{list}-add");
        let entries = (0..count).map(|index| {
            let path = format!("{list}[{index}]");
            let what = format!("{} {}", self.title, index + 1);
            let remove = desk.does(&path, Edit::Remove(list.to_owned(), index), None, Some(add_id.clone()));
            html! {
                <li key={index}>
                    { rows(desk, self.fields, &path, self.peer, None) }
                    { refused(desk, &path) }
                    <button type="button" class="plain" aria-label={say::editor_remove_of(lang, &what)} onclick={remove}>{ say::editor_remove(lang) }</button>
                </li>
            }
        });
        let edit = Edit::Insert(list.to_owned(), count, self.new.clone());
        let add = desk.does(list, edit, None, Some(format!("{list}[{count}].{}", self.first)));
        let nothing = (count == 0).then(|| html! { <p class="editor-soft">{ self.none }</p> });
        html! {
            <section class="editor-item" aria-label={self.title}>
                <h4>{ self.title }</h4>
                <div>{ for nothing }</div>
                <ol class="editor-entries">{ for entries }</ol>
                { refused(desk, list) }
                <button type="button" class="plain" id={add_id.clone()} disabled={count >= Limits::FAULTS} onclick={add}>{ self.add }</button>
            </section>
        }
    }
}
