//! The workbench: the figures beneath the stage that a first lesson can do without, and the lab. It is in the second program only (feature
//! `workbench`), which takes the page over when a reader asks for more.
//!
//! Each figure is a scene of its own in [`crate::scene`] and a thin component here.

use crate::link::View;
use crate::text::{Lang, workbench as say};
use crate::trace::fingerprint;
use crate::ui::session::{Command, RunRef, Session};
use yew::prelude::*;

/// A view beneath the stage.
pub(super) fn view(_lang: Lang, view: View, _session: &Session, _act: &Callback<Command>) -> Html {
    html! { <p class="hint">{ view.id() }</p> }
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
