//! A field as a row: its label, what is typed, its unit, what is wrong with it, and a question mark that explains it.

use super::desk::Desk;
use super::field::{Absent, Field, Form, Kind, RATES, rate_parts, shown, tag};
use super::wrong;
use crate::text::{Lang, workbench as say};
use crate::ui::browser;
use crate::ui::workbench::select::Select;
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The fields of what stands at `of`.
pub(super) fn rows(desk: &Desk, fields: &[Field], of: &str, peer: &str, own: Option<&str>) -> Html {
    let rows = fields.iter().map(|field| {
        let path = field.path(of);
        html! { <div key={field.key} class="editor-part">{ row(desk, field, &path, peer, own) }</div> }
    });
    html! { <div class="editor-rows">{ for rows }</div> }
}

/// A field, and those that belong to its form.
pub(super) fn row(desk: &Desk, field: &Field, path: &str, peer: &str, own: Option<&str>) -> Html {
    row_with(desk, field, path, peer, own, Html::default())
}

/// The same with something else before what is typed.
pub(super) fn row_with(desk: &Desk, field: &Field, path: &str, peer: &str, own: Option<&str>, before: Html) -> Html {
    let typed = desk.typed(*field, path.to_owned(), peer);
    let value = desk.at(path);
    let forms = if let Kind::Forms(forms) = field.kind { forms } else { &[] };
    let form = forms.iter().find(|form| Some(form.tag) == value.map(tag) && !form.fields.is_empty());
    html! {
        <>
            <div class="editor-field">
                <label for={path.to_owned()}>{ (field.label)(desk.lang) }</label>
                <span class="editor-before">{ before }</span>
                <span class="editor-value">{ control(desk, field, path, &typed, own) }</span>
                { refused(desk, path) }
                { help(desk, field, path) }
            </div>
            <div class="editor-form">{ for form.map(|form| rows(desk, form.fields, &format!("{path}.{}", form.tag), peer, own)) }</div>
        </>
    }
}

/// What is wrong at a place.
pub(super) fn refused(desk: &Desk, path: &str) -> Html {
    let words = desk.drafts.get(path).map(|draft| wrong::words(desk.lang, &draft.refusal, path));
    html! { <span class="editor-wrong" id={wrong_id(path)} role="alert">{ for words }</span> }
}

/// The id of what says what is wrong at a place.
pub(super) fn wrong_id(path: &str) -> String {
    format!("{path}!")
}

/// What a field is, its limits, and what counts if nothing is chosen.
fn help(desk: &Desk, field: &Field, path: &str) -> Html {
    let lang = desk.lang;
    let with_unit = |number: String, unit: Option<&str>| match unit {
        Some(unit @ "%") => format!("{number}{unit}"),
        Some(unit) if lang == Lang::En => format!("{number} {unit}"),
        Some(unit) => format!("{number}{unit}"),
        None => number,
    };
    let range = match field.kind {
        Kind::Number { least, most, per, unit } => {
            let end = with_unit(shown(most, per), unit.map(|unit| unit(lang)));
            Some(say::editor_range(lang, &shown(least, per), &end))
        }
        Kind::Rate(least, most) => {
            let rate = |bps| rate_parts(bps);
            let (least, most) = (rate(least), rate(most));
            Some(say::editor_range(lang, &format!("{} {}", least.0, least.1), &format!("{} {}", most.0, most.1)))
        }
        _ => None,
    };
    let usual = match field.kind {
        Kind::Number { .. } | Kind::Rate(..) => default_words(desk, field, path),
        _ => None,
    };
    let usual = usual.map(|value| say::editor_range_default(lang, &value));
    let range = html! { <span class="editor-range">{ for range }{ " " }{ for usual }</span> };
    explained(lang, (field.label)(lang), (field.help)(lang), range)
}

/// A question mark that explains something.
pub(super) fn explained(lang: Lang, label: &str, what: &str, more: Html) -> Html {
    html! {
        <details class="editor-help">
            <summary aria-label={say::editor_about(lang, label)}>{ "?" }</summary>
            <p>{ what }{ more }</p>
        </details>
    }
}

/// What counts where a field is left out, in words.
fn default_words(desk: &Desk, field: &Field, path: &str) -> Option<String> {
    match field.absent {
        Absent::None(word) => Some(word(desk.lang).to_owned()),
        Absent::Preset => Some(preset_words(desk, field, path)),
        _ => field.default(),
    }
}

/// What a host's preset has.
fn preset_words(desk: &Desk, field: &Field, path: &str) -> String {
    let host = path.strip_prefix("hosts[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let name = field.key.strip_prefix("tcp.").unwrap_or(field.key);
    let value = host.and_then(|host| desk.presets.get(host)?.get(name)).unwrap_or(&Value::Null);
    match (field.kind, value) {
        (Kind::Switch, Value::Bool(on)) => on_off(desk.lang, *on).to_owned(),
        // Nagle's rule has several forms.
        (Kind::Switch, Value::String(rule)) => on_off(desk.lang, rule != "off").to_owned(),
        (Kind::Choice(words), Value::String(id)) => words
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.clone(), |(_, word)| word(desk.lang).to_owned()),
        (_, Value::Null) => say::editor_off(desk.lang).to_owned(),
        (_, value) => value.to_string(),
    }
}

fn on_off(lang: Lang, on: bool) -> &'static str {
    if on { say::editor_on(lang) } else { say::editor_off(lang) }
}

/// What is typed into.
fn control(desk: &Desk, field: &Field, path: &str, typed: &Callback<String>, own: Option<&str>) -> Html {
    let draft = desk.drafts.get(path);
    let written = field.write(desk.at(path));
    let text = draft.map_or(&written, |draft| &draft.typed).clone();
    let attributes = Attributes { path, wrong: draft.is_some() };
    let lang = desk.lang;
    let is_preset = matches!(field.absent, Absent::Preset);
    match field.kind {
        Kind::Number { least, most, per, unit } => {
            let range = (shown(least, per), shown(most, per));
            let value = if text.is_empty() { field.default().unwrap_or_default() } else { text };
            let empty = if value.is_empty() { default_words(desk, field, path) } else { None };
            html! { <>{ number(&attributes, value, empty, range, per, typed) }<span class="editor-unit">{ for unit.map(|unit| unit(lang)) }</span></> }
        }
        Kind::Rate(..) => rate(desk, field, &attributes, &text, typed),
        Kind::Switch if is_preset => {
            let words = [("true", say::editor_on as super::field::Word), ("false", say::editor_off)];
            choice(&attributes, &text, options(lang, &words), Some(as_preset(desk, field, path)), typed)
        }
        Kind::Switch | Kind::Part(_) => {
            let on = if text.is_empty() { field.default().is_some_and(|on| on == "true") } else { text == "true" };
            checkbox(&attributes, on, typed)
        }
        Kind::Choice(words) => {
            let empty = is_preset.then(|| as_preset(desk, field, path));
            let text = if text.is_empty() { field.default().unwrap_or_default() } else { text };
            choice(&attributes, &text, options(lang, words), empty, typed)
        }
        Kind::Forms(forms) => {
            let text = if text.is_empty() { field.default().unwrap_or_default() } else { text };
            let of = forms.iter().map(|form: &Form| (form.tag.to_owned(), (form.label)(lang).to_owned()));
            choice(&attributes, &text, of.collect(), None, typed)
        }
        Kind::Host => {
            let names = desk.base.hosts.iter().map(|host| &host.name).filter(|name| Some(name.as_str()) != own);
            let of = names.map(|name| (name.clone(), name.clone()));
            choice(&attributes, &text, of.collect(), None, typed)
        }
        Kind::Text(most) => {
            let text = if text.is_empty() { field.default().unwrap_or_default() } else { text };
            input(&attributes, text, most, typed)
        }
    }
}

fn as_preset(desk: &Desk, field: &Field, path: &str) -> String {
    say::editor_as_preset(desk.lang, &preset_words(desk, field, path))
}

fn options(lang: Lang, words: &[(&str, super::field::Word)]) -> Vec<(String, String)> {
    words.iter().map(|(id, word)| ((*id).to_owned(), word(lang).to_owned())).collect()
}

/// What every control has.
struct Attributes<'a> {
    path: &'a str,
    wrong: bool,
}

impl Attributes<'_> {
    fn invalid(&self) -> Option<&'static str> {
        self.wrong.then_some("true")
    }

    fn described(&self) -> Option<String> {
        self.wrong.then(|| wrong_id(self.path))
    }

    fn id(&self) -> String {
        self.path.to_owned()
    }
}

fn on_text(typed: &Callback<String>) -> Callback<Event> {
    let typed = typed.clone();
    Callback::from(move |event: Event| {
        if let Some(text) = browser::value_of(event.target()) {
            typed.emit(text);
        }
    })
}

fn number(
    at: &Attributes<'_>,
    value: String,
    empty: Option<String>,
    (least, most): (String, String),
    per: u64,
    typed: &Callback<String>,
) -> Html {
    let step = if per == 1 { "1" } else { "any" };
    html! {
        <input type="number" inputmode="decimal" id={at.id()} min={least} max={most} {step} {value} placeholder={empty} aria-invalid={at.invalid()} aria-describedby={at.described()} onchange={on_text(typed)} />
    }
}

fn input(at: &Attributes<'_>, value: String, most: usize, typed: &Callback<String>) -> Html {
    html! {
        <input type="text" id={at.id()} maxlength={most.to_string()} autocapitalize="off" autocomplete="off" spellcheck="false" {value} aria-invalid={at.invalid()} aria-describedby={at.described()} onchange={on_text(typed)} />
    }
}

fn checkbox(at: &Attributes<'_>, checked: bool, typed: &Callback<String>) -> Html {
    let typed = typed.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            typed.emit(input.checked().to_string());
        }
    });
    html! { <input type="checkbox" id={at.id()} {checked} aria-invalid={at.invalid()} aria-describedby={at.described()} {onchange} /> }
}

/// A list of choices; `empty` is what leaving the field out is called.
fn choice(
    at: &Attributes<'_>,
    chosen: &str,
    of: Vec<(String, String)>,
    empty: Option<String>,
    typed: &Callback<String>,
) -> Html {
    let options: Vec<_> = empty.map(|word| (String::new(), word)).into_iter().chain(of).collect();
    html! { <Select id={at.id()} chosen={chosen.to_owned()} {options} wrong={at.described()} typed={typed.clone()} /> }
}

/// A rate: its number, and its unit.
fn rate(desk: &Desk, field: &Field, at: &Attributes<'_>, text: &str, typed: &Callback<String>) -> Html {
    let default = field.default().unwrap_or_default();
    let text = if text.is_empty() { default.as_str() } else { text };
    let (number, unit) = text.split_once(' ').unwrap_or((text, "bit/s"));
    let with_unit = {
        let unit = unit.to_owned();
        typed.reform(move |number: String| format!("{number} {unit}"))
    };
    let with_number = {
        let number = number.to_owned();
        typed.reform(move |unit: String| format!("{number} {unit}"))
    };
    let options = RATES.map(|(name, _)| (name.to_owned(), name.to_owned())).to_vec();
    html! {
        <>
            <input type="number" inputmode="decimal" id={at.id()} min="0" step="any" value={number.to_owned()} aria-invalid={at.invalid()} aria-describedby={at.described()} onchange={on_text(&with_unit)} />
            <Select class="editor-unit-choice" label={say::editor_rate_unit(desk.lang)} chosen={unit.to_owned()} {options} typed={with_number} />
        </>
    }
}
