//! The sections on the network and its hosts.

use super::desk::{Desk, Wish};
use super::edit::Edit;
use super::field::{Field, Kind};
use super::row::{refused, row, row_with, rows};
use super::table::{CUT, HOST, KEEP_ALIVE, LINK, LINUX, NAME, OWN_LINK, PRESET, ROUTER_ADDRESS, SEED, TCP, WHOLE};
use crate::scenario::Limits;
use crate::text::workbench as say;
use serde_json::json;
use yew::prelude::*;

/// The network: cables, router, seed, end.
pub(super) fn network(desk: &Desk) -> Html {
    let seed = desk.base.seed.wrapping_mul(5).wrapping_add(7) % 10_000;
    let onclick = desk.does("seed", Edit::Set("seed".to_owned(), Some(seed.into())), None, None);
    let another = html! { <button type="button" class="plain" {onclick}>{ say::editor_another(desk.lang) }</button> };
    html! {
        <>
            { rows(desk, &LINK, "link", "", None) }
            { row_with(desk, &SEED, "seed", "", None, another) }
            { rows(desk, &WHOLE, "", "", None) }
            <div>{ for desk.base.router.map(|_| row(desk, &ROUTER_ADDRESS, "router.address", "", None)) }</div>
        </>
    }
}

/// The hosts.
pub(super) fn hosts(desk: &Desk) -> Html {
    let hosts = (0..desk.base.hosts.len()).map(|index| host(desk, index));
    let add = desk.does("hosts", Edit::AddHost, None, Some(format!("hosts[{}]-fold", desk.base.hosts.len())));
    let full = desk.base.hosts.len() >= Limits::HOSTS;
    html! {
        <>
            <div class="editor-list">{ for hosts }</div>
            { refused(desk, "hosts") }
            <button type="button" class="plain" disabled={full} onclick={add}>{ say::editor_host_add(desk.lang) }</button>
        </>
    }
}

fn host(desk: &Desk, index: usize) -> Html {
    let lang = desk.lang;
    let Some(host) = desk.base.hosts.get(index) else { return Html::default() };
    let of = format!("hosts[{index}]");
    let remove = desk.does(&of, Edit::RemoveHost(index), None, Some("hosts[0]-fold".to_owned()));
    let few = desk.base.hosts.len() <= 2;
    html! {
        <details key={index} class="editor-item">
            <summary id={format!("{of}-fold")}><b>{ &host.name }</b>{ " " }<span class="editor-soft">{ host.address.to_string() }</span></summary>
            { row(desk, &NAME, &format!("{of}.name"), "", None) }
            { presets(desk, &of) }
            { row(desk, &LINUX, &LINUX.path(&of), "", None) }
            { rows(desk, &HOST, &of, "", None) }
            <details class="editor-more">
                <summary>{ say::editor_one_by_one(lang) }</summary>
                { rows(desk, &TCP, &of, "", None) }
                <div class="editor-form">{ for host.tcp.keep_alive.as_ref().map(|_| rows(desk, &KEEP_ALIVE, &of, "", None)) }</div>
            </details>
            <details class="editor-more">
                <summary>{ say::editor_cable(lang) }</summary>
                { row(desk, &OWN_LINK, &OWN_LINK.path(&of), "", None) }
                <div class="editor-form">{ for host.link.as_ref().map(|_| rows(desk, &LINK, &format!("{of}.link"), "", None)) }</div>
                { cuts(desk, &of, host.cuts.len()) }
            </details>
            { refused(desk, &of) }
            <button type="button" class="plain" disabled={few} onclick={remove}>{ say::editor_remove_of(lang, &host.name) }</button>
        </details>
    }
}

/// The presets, side by side.
fn presets(desk: &Desk, of: &str) -> Html {
    let Field { kind: Kind::Choice(words), .. } = PRESET else { return Html::default() };
    let path = PRESET.path(of);
    let now = PRESET.write(desk.at(&path));
    let radios = words.iter().map(|(id, word)| {
        let (wish, at, id) = (desk.wish.clone(), path.clone(), *id);
        let onchange = Callback::from(move |_: Event| {
            let edit = Ok(Edit::Set(at.clone(), Some(id.into())));
            wish.emit(Wish { at: at.clone(), typed: id.to_owned(), edit, open: None, focus: None });
        });
        html! {
            <label key={id}><input type="radio" name={path.clone()} value={id} checked={now == id} {onchange} /><span>{ word(desk.lang) }</span></label>
        }
    });
    html! {
        <fieldset class="editor-presets">
            <legend>{ (PRESET.label)(desk.lang) }</legend>
            <div>{ for radios }</div>
            <p class="editor-soft">{ (PRESET.help)(desk.lang) }</p>
        </fieldset>
    }
}

fn cuts(desk: &Desk, of: &str, count: usize) -> Html {
    let lang = desk.lang;
    let list = format!("{of}.cuts");
    let add_id = format!("{list}-add");
    let cuts = (0..count).map(|index| {
        let title = say::editor_cut_nth(lang, &(index + 1).to_string());
        let remove = desk.does(&list, Edit::Remove(list.clone(), index), None, Some(add_id.clone()));
        html! {
            <li key={index}>
                <b>{ &title }</b>
                { rows(desk, &CUT, &format!("{list}[{index}]"), "", None) }
                <button type="button" class="plain" aria-label={say::editor_remove_of(lang, &title)} onclick={remove}>{ say::editor_remove(lang) }</button>
            </li>
        }
    });
    let cut = json!({ "at_ms": 1_000, "mended_ms": 3_000 });
    let add = desk.does(&list, Edit::Insert(list.clone(), count, cut), None, Some(format!("{list}[{count}].at_ms")));
    html! {
        <>
            <ol class="editor-entries">{ for cuts }</ol>
            { refused(desk, &list) }
            <button type="button" class="plain" id={add_id.clone()} disabled={count >= Limits::CUTS} onclick={add}>{ say::editor_cut_add(lang) }</button>
        </>
    }
}
