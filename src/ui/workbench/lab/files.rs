//! Files, links, and the set-up as text. What cannot be read changes nothing, and the text stays to be mended.

use super::desk::Wish;
use super::edit::{Edit, Refusal};
use super::wrong;
use crate::scenario::{self, Invalid, Scenario, Wrong, file};
use crate::text::{Lang, workbench as say};
use crate::ui::browser;
use serde_json::error::Category;
use std::rc::Rc;
use yew::prelude::*;

/// The largest file that is read, in bytes.
const FILE_BYTES_MOST: u32 = 1_048_576;

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bad {
    /// It is not JSON, or not this format: what, and in which line and column.
    Json(Category, usize, usize),
    /// It is not this format: what is odd about which name, and in which line and column.
    Name(Odd, String, usize, usize),
    /// It is a scenario that cannot be run.
    Refused(Refusal),
    /// The file is larger than what is read.
    TooLarge,
    /// The file cannot be read.
    Unreadable,
}

/// What is odd about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// There is no such field.
    Field,
    /// The field has to be there.
    Missing,
    /// It is not one of those that may be chosen.
    Choice,
}

/// How much of a name is shown, in characters.
const SHOWN_CHARS: usize = 32;

impl Bad {
    /// From what the reader of JSON says. It names fields and choices in its sentence only.
    fn of(error: &serde_json::Error) -> Bad {
        let (sentence, line, column) = (error.to_string(), error.line(), error.column());
        let odd =
            [("unknown field `", Odd::Field), ("missing field `", Odd::Missing), ("unknown variant `", Odd::Choice)];
        let named = odd.into_iter().find_map(|(start, odd)| {
            let (name, _) = sentence.strip_prefix(start)?.split_once('`')?;
            Some((odd, name.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS).collect()))
        });
        match named {
            Some((odd, name)) => Bad::Name(odd, name, line, column),
            None => Bad::Json(error.classify(), line, column),
        }
    }

    fn words(&self, lang: Lang) -> String {
        match self {
            Bad::Json(category, line, column) => {
                let (line, column) = (line.to_string(), column.to_string());
                match category {
                    Category::Data => say::editor_json_form(lang, &column, &line),
                    Category::Eof => say::editor_json_end(lang, &column, &line),
                    Category::Syntax | Category::Io => say::editor_json_syntax(lang, &column, &line),
                }
            }
            Bad::Name(odd, name, line, column) => {
                let say = match odd {
                    Odd::Field => say::editor_json_field,
                    Odd::Missing => say::editor_json_missing,
                    Odd::Choice => say::editor_json_choice,
                };
                say(lang, &column.to_string(), &line.to_string(), name)
            }
            Bad::Refused(refusal) => wrong::words(lang, refusal, "text"),
            Bad::TooLarge => say::editor_too_large(lang, &(FILE_BYTES_MOST / 1_024).to_string()),
            Bad::Unreadable => say::editor_unreadable(lang).to_owned(),
        }
    }
}

/// A scenario from a text, if it can be run.
pub(super) fn read(text: &str) -> Result<Scenario, Bad> {
    let text = text.trim_start_matches('\u{feff}');
    let scenario = file::read(text).map_err(|error| newer(text).unwrap_or_else(|| Bad::of(&error)))?;
    scenario.setup().map_err(|invalid| Bad::Refused(Refusal::Invalid(invalid)))?;
    Ok(scenario)
}

/// Whether it is of another version: then that is what is wrong, whatever else this one does not know.
fn newer(text: &str) -> Option<Bad> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let version = value.get("wirewalk")?.as_u64().and_then(|version| u32::try_from(version).ok())?;
    let wrong = Invalid { field: "wirewalk".to_owned(), reason: Wrong::Version(version) };
    (version != scenario::VERSION).then_some(Bad::Refused(Refusal::Invalid(wrong)))
}

/// The text in an address that is itself the file.
pub(super) fn address(text: &str) -> String {
    let mut address = "data:application/json;charset=utf-8,".to_owned();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address += &format!("%{byte:02X}");
        }
    }
    address
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FilesProps {
    pub lang: Lang,
    pub base: Rc<Scenario>,
    pub wish: Callback<Wish>,
}

/// What is said about the last thing done here.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Applied,
    Bad(Bad),
    Copied,
    /// There is no clipboard; here is the link.
    Link(String),
}

/// Files, link, text.
#[component]
pub(super) fn Files(props: &FilesProps) -> Html {
    let lang = props.lang;
    let typed = use_state_eq(|| None::<String>);
    let said = use_state_eq(|| None::<Said>);
    // Once there is something to be mended in the text, it stays in sight.
    let shown = use_state_eq(|| false);
    let json = use_memo(props.base.clone(), |base| file::write(base));
    let take = {
        let (wish, typed, said, shown) = (props.wish.clone(), typed.setter(), said.setter(), shown.setter());
        Callback::from(move |text: String| match read(&text) {
            Ok(scenario) => {
                typed.set(None);
                said.set(Some(Said::Applied));
                let edit = Ok(Edit::Whole(Box::new(scenario)));
                wish.emit(Wish { at: "text".to_owned(), typed: String::new(), edit, open: None, focus: None });
            }
            Err(bad) => {
                typed.set(Some(text));
                shown.set(true);
                said.set(Some(Said::Bad(bad)));
            }
        })
    };
    let onopen = {
        let (take, said) = (take.clone(), said.setter());
        Callback::from(move |event: Event| {
            let (take, said) = (take.clone(), said.clone());
            browser::read_file(event.target(), FILE_BYTES_MOST, move |text| match text {
                Ok(text) => take.emit(text),
                Err(large) => said.set(Some(Said::Bad(if large { Bad::TooLarge } else { Bad::Unreadable }))),
            });
        })
    };
    let oncopy = {
        let said = said.setter();
        Callback::from(move |_: MouseEvent| {
            let said = said.clone();
            let link = browser::href().unwrap_or_default();
            browser::copy(&link.clone(), move |copied| {
                said.set(Some(if copied { Said::Copied } else { Said::Link(link.clone()) }));
            });
        })
    };
    let text = typed.as_ref().map_or_else(|| (*json).clone(), Clone::clone);
    let onapply = take.reform({
        let text = text.clone();
        move |_: MouseEvent| text.clone()
    });
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(browser::value_of(event.target())))
    };
    let bad = matches!(*said, Some(Said::Bad(_)));
    html! {
        <div class="editor-files">
            <div class="editor-buttons">
                <label class="plain editor-open">{ say::editor_open(lang) }<input class="visually-hidden" type="file" accept=".json,application/json" onchange={onopen} /></label>
                <a class="plain" download="wirewalk.json" href={address(&json)}>{ say::editor_save(lang) }</a>
                <button type="button" class="plain" onclick={oncopy}>{ say::editor_copy(lang) }</button>
            </div>
            <div class={classes!("editor-said", bad.then_some("editor-wrong"))} id="editor-said" role="status">{ for said.as_ref().map(|said| words(lang, said)) }</div>
            <details class="editor-more" open={*shown}>
                <summary>{ say::editor_text(lang) }</summary>
                <textarea id="editor-text" aria-label={say::editor_text_label(lang)} aria-invalid={bad.then_some("true")} aria-describedby="editor-said" spellcheck="false" rows="14" value={text} {oninput} />
                <button type="button" class="plain" onclick={onapply}>{ say::editor_apply(lang) }</button>
            </details>
        </div>
    }
}

fn words(lang: Lang, said: &Said) -> Html {
    match said {
        Said::Applied => html! { <p>{ say::editor_applied(lang) }</p> },
        Said::Copied => html! { <p>{ say::editor_copied(lang) }</p> },
        Said::Bad(bad) => html! { <p>{ bad.words(lang) }</p> },
        Said::Link(link) => html! {
            <label>{ say::editor_copy_by_hand(lang) }<input type="text" readonly=true aria-label={say::editor_link(lang)} value={link.clone()} onfocus={|event: FocusEvent| browser::select_all(event.target())} /></label>
        },
    }
}
