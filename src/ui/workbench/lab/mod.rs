//! The lab: a scenario that the reader edits, and the run that follows each edit at once.
//!
//! The editor knows the scenario format and its limits. It holds no state of its own but what is being typed: the scenario is the session's.

mod calls;
mod desk;
mod edit;
mod editor;
mod field;
mod files;
mod hosts;
mod network;
mod notation;
mod programs;
mod row;
mod table;
mod wrong;
mod wrongs;

use crate::scenario::gallery;
use crate::text::{Lang, workbench as say};
use crate::ui::figures::Stage;
use crate::ui::session::{Choice, Command, Session};
use crate::ui::workbench::select::Select;
use editor::Editor;
use std::rc::Rc;
use yew::prelude::*;

/// What the lab begins with.
pub(in crate::ui) const FIRST_IN_LAB: &str = "request";

/// The page.
pub(in crate::ui) fn lab(lang: Lang, session: &UseReducerHandle<Session>, act: &Callback<Command>) -> Html {
    html! {
        <main class="chapter lab">
            <div class="text opening" id="text" tabindex="-1">
                <h1>{ say::lab_heading(lang) }</h1>
                <p class="lead">{ say::lab_lead(lang) }</p>
                { gallery_list(lang, session, act) }
            </div>
            <div class="figure"><Stage {lang} session={session.clone()} /></div>
            <div class="text sections"><Editor {lang} base={Rc::new(session.base())} act={act.clone()} /></div>
        </main>
    }
}

/// The set-ups to begin with.
fn gallery_list(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let names: Vec<&'static str> = gallery::names().collect();
    let current =
        names.iter().copied().find(|name| *name == session.choice.preset && session.choice.more.lab.is_none());
    let act = act.clone();
    let typed = Callback::from(move |name: String| {
        if let Some(preset) = names.iter().copied().find(|known| *known == name) {
            act.emit(Command::Load(Choice { preset, ..Choice::default() }, None));
        }
    });
    let options = gallery::names().map(|name| (name.to_owned(), title(lang, name).to_owned()));
    let options: Vec<_> = [(String::new(), say::lab_own(lang).to_owned())].into_iter().chain(options).collect();
    html! {
        <div class="lab-gallery">
            <label>{ say::lab_gallery(lang) }
                <Select chosen={current.unwrap_or_default().to_owned()} {options} {typed} />
            </label>
            <p class="lab-about">{ for current.map(|name| about(lang, name)) }</p>
        </div>
    }
}

/// A set-up's title; what the gallery does not name has its own.
pub(super) fn title(lang: Lang, name: &str) -> &'static str {
    words(lang, name).0
}

fn about(lang: Lang, name: &str) -> &'static str {
    words(lang, name).1
}

/// The title of a set-up, and what is to be seen in it.
fn words(lang: Lang, name: &str) -> (&'static str, &'static str) {
    match name {
        "request" => (say::gallery_request(lang), say::gallery_request_about(lang)),
        "request-udp" => (say::gallery_request_udp(lang), say::gallery_request_udp_about(lang)),
        "three-clients" => (say::gallery_three_clients(lang), say::gallery_three_clients_about(lang)),
        "shop-client" => (say::gallery_shop_client(lang), say::gallery_shop_client_about(lang)),
        "shop-browser" => (say::gallery_shop_browser(lang), say::gallery_shop_browser_about(lang)),
        "ack-lost" => (say::gallery_ack_lost(lang), say::gallery_ack_lost_about(lang)),
        "third-packet" => (say::gallery_third_packet(lang), say::gallery_third_packet_about(lang)),
        "three-lost" => (say::gallery_three_lost(lang), say::gallery_three_lost_about(lang)),
        "congestion" => (say::gallery_congestion(lang), say::gallery_congestion_about(lang)),
        "cubic" => (say::gallery_cubic(lang), say::gallery_cubic_about(lang)),
        "bufferbloat" => (say::gallery_bufferbloat(lang), say::gallery_bufferbloat_about(lang)),
        "zero-window" => (say::gallery_zero_window(lang), say::gallery_zero_window_about(lang)),
        "slow-reader" => (say::gallery_slow_reader(lang), say::gallery_slow_reader_about(lang)),
        "nagle" => (say::gallery_nagle(lang), say::gallery_nagle_about(lang)),
        "close" => (say::gallery_close(lang), say::gallery_close_about(lang)),
        "half-close" => (say::gallery_half_close(lang), say::gallery_half_close_about(lang)),
        "simultaneous-close" => (say::gallery_simultaneous_close(lang), say::gallery_simultaneous_close_about(lang)),
        "reset" => (say::gallery_reset(lang), say::gallery_reset_about(lang)),
        "cable" => (say::gallery_cable(lang), say::gallery_cable_about(lang)),
        "wrong-bit" => (say::gallery_wrong_bit(lang), say::gallery_wrong_bit_about(lang)),
        "udp" => (say::gallery_udp(lang), say::gallery_udp_about(lang)),
        "fragments" => (say::gallery_fragments(lang), say::gallery_fragments_about(lang)),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests;
