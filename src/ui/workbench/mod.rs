//! The workbench: the figures beneath the stage that a first lesson can do without, and the lab. It is in the second program only (feature
//! `workbench`), which takes the page over when a reader asks for more.
//!
//! Each figure is a scene of its own in [`crate::scene`] and a thin component here.

mod alone;
mod code;
mod compare;
mod deed;
mod edit;
mod graphs;
mod lab;
mod later;
mod layers;
mod log;
mod minimap;
mod packets;
mod picture;
mod roam;
mod roles;
mod save;
mod select;
mod states;
mod timers;
mod tools;
mod waiting;
mod why;
mod window;

pub(super) use alone::Alone;
pub(super) use deed::{Bench, Deed};
pub(super) use lab::{FIRST_IN_LAB, lab};
pub(super) use minimap::Overview;
pub(super) use packets::{done, offers};
pub(super) use tools::tools;
pub(super) use waiting::waiting;

use crate::link::View;
use crate::text::{Lang, workbench as say};
use crate::trace::fingerprint;
use crate::ui::session::{Command, RunRef, Session};
use yew::prelude::*;

/// A view beneath the stage.
pub(super) fn view(lang: Lang, view: View, session: &Session, act: &Callback<Command>) -> Html {
    match view {
        View::States => states::view(lang, session, act),
        View::Window => window::view(lang, session, act),
        View::Timers => timers::view(lang, session, act),
        View::Graphs => graphs::view(lang, session, act),
        View::Code => code::view(lang, session, act),
        View::Layers => layers::view(lang, session, act),
        View::Roles => roles::view(lang, session, act),
        View::Compare => compare::view(lang, session, act),
        View::Log => log::view(lang, session, act),
        View::Why => why::view(lang, session, act),
        // This is in every program.
        View::Segment => Html::default(),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FingerprintProps {
    pub lang: Lang,
    pub run: RunRef,
}

/// The run's fingerprint, to be compared with another machine's.
#[component]
pub(super) fn Fingerprint(props: &FingerprintProps) -> Html {
    let print = use_memo(props.run.clone(), |run| fingerprint(run.trace()));
    html! { <p class="fingerprint">{ say::fingerprint_label(props.lang) }{ " " }<code>{ &*print }</code></p> }
}

#[cfg(test)]
mod tests;
