//! What the reader can take along: a figure as a picture, the run as a capture, a table or a text, the scenario.
//!
//! A button that unfolds a list. Files are made when they are asked for, in the page; nothing is sent anywhere.

mod file;

use super::picture::{Raster, Subject, picture, raster};
use crate::link::View;
use crate::scene::picture::Picture;
use crate::sim::{EventId, HostId};
use crate::text::{Lang, workbench as say};
use crate::trace::{csv, pcapng, text};
use crate::ui::session::{RunRef, Session};
use crate::ui::{browser, clock, panels};
use web_sys::{Blob, Element};
use yew::prelude::*;

/// What can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A figure as it is.
    Svg(Subject),
    /// A figure as pixels.
    Png(Subject),
    Pcapng,
    Csv,
    Text,
    Scenario,
}

impl Kind {
    /// What can be saved while this is open, and whether the stage is there.
    fn all(view: Option<View>, stage: bool) -> Vec<Kind> {
        let subjects = stage.then_some(Subject::Stage).into_iter().chain(view.map(Subject::View));
        let figures = subjects.flat_map(|subject| [Kind::Svg(subject), Kind::Png(subject)]);
        figures.chain([Kind::Pcapng, Kind::Csv, Kind::Text, Kind::Scenario]).collect()
    }

    /// As an id, and as the end of a file's name.
    fn ending(self) -> &'static str {
        match self {
            Kind::Svg(_) => "svg",
            Kind::Png(_) => "png",
            Kind::Pcapng => "pcapng",
            Kind::Csv => "csv",
            Kind::Text => "txt",
            Kind::Scenario => "json",
        }
    }

    fn media(self) -> &'static str {
        match self {
            Kind::Svg(_) => "image/svg+xml",
            Kind::Png(_) => "image/png",
            Kind::Pcapng => "application/vnd.tcpdump.pcap",
            Kind::Csv => "text/csv;charset=utf-8",
            Kind::Text => "text/plain;charset=utf-8",
            Kind::Scenario => "application/json",
        }
    }

    fn subject(self) -> Option<Subject> {
        match self {
            Kind::Svg(subject) | Kind::Png(subject) => Some(subject),
            _ => None,
        }
    }

    fn words(self, lang: Lang) -> String {
        match self {
            Kind::Svg(subject) => say::save_svg(lang, figure_name(lang, subject)),
            Kind::Png(subject) => say::save_png(lang, figure_name(lang, subject)),
            Kind::Pcapng => say::save_pcapng(lang).to_owned(),
            Kind::Csv => say::save_csv(lang).to_owned(),
            Kind::Text => say::save_text(lang).to_owned(),
            Kind::Scenario => say::save_scenario(lang).to_owned(),
        }
    }

    /// `wirewalk-opening-states.svg`.
    fn file_name(self, run: &str) -> String {
        let figure = self.subject().map_or_else(String::new, |subject| format!("-{}", subject.id()));
        format!("wirewalk-{run}{figure}.{}", self.ending())
    }
}

fn figure_name(lang: Lang, subject: Subject) -> &'static str {
    match subject {
        Subject::Stage => say::save_stage(lang),
        Subject::View(view) => panels::name(view, lang),
    }
}

/// The bytes of a file that is made of the run alone.
fn bytes(kind: Kind, run: &RunRef) -> Vec<u8> {
    let trace = run.trace();
    match kind {
        // As the first host saw it: the one that asks.
        Kind::Pcapng => pcapng::write(trace, HostId(0)),
        Kind::Csv => csv::write(trace).into_bytes(),
        Kind::Text => (0..trace.len()).map(|id| text::line(trace, EventId(id)) + "\n").collect::<String>().into_bytes(),
        // With what the reader does to packets: it is to give the same run again.
        Kind::Scenario => crate::scenario::file::write(run.scenario()).into_bytes(),
        Kind::Svg(_) | Kind::Png(_) => Vec::new(),
    }
}

/// The button and its list.
pub(super) fn save(lang: Lang, session: &Session) -> Html {
    let name = if session.choice.more.lab.is_some() { "own" } else { session.choice.preset };
    let time = clock(session.run.trace().time_at(session.position));
    html! { <Save {lang} run={session.run.clone()} {name} view={session.view} {time} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct SaveProps {
    lang: Lang,
    run: RunRef,
    /// The run's name, as in files.
    name: &'static str,
    /// What is open beneath the stage, or stands alone.
    view: Option<View>,
    /// The time at the position.
    time: String,
}

/// What is said about the last thing done here.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Painting,
    Done(String),
    /// The file, width and height, and how fine it is, in hundredths.
    Painted(String, u32, u32, u32),
    Nothing,
    Failed,
    Refused,
}

impl Said {
    fn words(&self, lang: Lang) -> String {
        match self {
            Said::Painting => say::save_painting(lang).to_owned(),
            Said::Done(file) => say::save_done(lang, file),
            Said::Painted(file, width, height, percent) => {
                let scale = format!("{}.{:02}", percent / 100, percent % 100);
                let scale = format!("{}×", scale.trim_end_matches('0').trim_end_matches('.'));
                say::save_done_png(lang, file, &height.to_string(), &scale, &width.to_string())
            }
            Said::Nothing => say::save_nothing(lang).to_owned(),
            Said::Failed => say::save_failed(lang).to_owned(),
            Said::Refused => say::save_refused(lang).to_owned(),
        }
    }
}

#[component]
fn Save(props: &SaveProps) -> Html {
    let lang = props.lang;
    let (open, said) = (use_state_eq(|| false), use_state_eq(|| None::<Said>));
    let (place, button) = (use_node_ref(), use_node_ref());
    let shut = {
        let (open, button) = (open.setter(), button.clone());
        Callback::from(move |()| {
            open.set(false);
            if let Some(button) = button.cast::<Element>() {
                browser::focus_in_place(&button);
            }
        })
    };
    let toggle = {
        let (setter, said, now) = (open.setter(), said.setter(), *open);
        Callback::from(move |_: MouseEvent| {
            said.set(None);
            setter.set(!now);
        })
    };
    let onkeydown = keys(&place, &shut, *open);
    let kinds = Kind::all(props.view, browser::has_match(".stage > .wire"));
    let items = kinds.into_iter().filter(|_| *open).map(|kind| {
        let (shut, said, props) = (shut.clone(), said.setter(), props.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            take(kind, &props, &said);
            shut.emit(());
        });
        let words = kind.words(lang);
        html! { <button type="button" key={words.clone()} class="save-item" data-save={kind.ending()} data-figure={kind.subject().map(Subject::id)} {onclick}>{ words }</button> }
    });
    let words = said.as_ref().map(|said| said.words(lang));
    html! {
        <span class="tool save" ref={place} {onkeydown}>
            <button type="button" class="plain save-button" ref={button} aria-expanded={open.to_string()} aria-controls="save-list" onclick={toggle}>{ say::save_label(lang) }</button>
            <span class="tool-list save-list" id="save-list" role="group" aria-label={say::save_list(lang)} hidden={!*open}>{ for items }</span>
            <span class="save-said" role="status">{ for words }</span>
        </span>
    }
}

/// Escape folds the list, the arrows go through it.
fn keys(place: &NodeRef, shut: &Callback<()>, open: bool) -> Callback<KeyboardEvent> {
    let (place, shut) = (place.clone(), shut.clone());
    Callback::from(move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            _ if !open => return,
            "Escape" => 0,
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        // The stage has its own use for these keys.
        event.prevent_default();
        match place.cast::<Element>() {
            Some(place) if by != 0 => drop(browser::move_focus(&place, "button", by)),
            _ => shut.emit(()),
        }
    })
}

/// Makes a file and hands it to the browser.
fn take(kind: Kind, props: &SaveProps, said: &UseStateSetter<Option<Said>>) {
    let name = kind.file_name(props.name);
    let drawn = || kind.subject().and_then(|subject| draw(props, subject));
    let blob = match kind {
        Kind::Svg(_) => match drawn() {
            Some(picture) => file::blob(picture.write().as_bytes(), kind.media()),
            None => return said.set(Some(Said::Nothing)),
        },
        Kind::Png(_) => {
            let Some(picture) = drawn() else { return said.set(Some(Said::Nothing)) };
            said.set(Some(Said::Painting));
            return paint(&picture, name, said.clone());
        }
        _ => file::blob(&bytes(kind, &props.run), kind.media()),
    };
    said.set(Some(if hand_over(blob.as_ref(), &name) { Said::Done(name) } else { Said::Refused }));
}

fn hand_over(blob: Option<&Blob>, name: &str) -> bool {
    blob.and_then(|blob| file::hand_over(blob, name)).is_some()
}

fn draw(props: &SaveProps, subject: Subject) -> Option<Picture> {
    let own = if props.name == "own" { say::save_run_own(props.lang) } else { props.name };
    let title = say::save_title(props.lang, figure_name(props.lang, subject), own, &props.time);
    picture(props.lang, subject, title)
}

fn paint(picture: &Picture, name: String, said: UseStateSetter<Option<Said>>) {
    let (svg, size) = (picture.write(), picture.size());
    wasm_bindgen_futures::spawn_local(async move {
        let done = match raster(svg, size).await {
            Some(Raster { blob, width, height, percent }) if hand_over(Some(&blob), &name) => {
                Said::Painted(name, width, height, percent)
            }
            Some(_) => Said::Refused,
            None => Said::Failed,
        };
        said.set(Some(done));
    });
}

#[cfg(test)]
mod tests;
