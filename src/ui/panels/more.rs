//! What a lesson's program cannot draw: it asks for the workbench, which takes the page over with everything as it is.

use crate::link::View;
use crate::text::{self, Lang};
use crate::ui::browser;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The place of a view that is being loaded.
pub(super) fn view(lang: Lang, view: View, _: &Session, _: &Callback<Command>) -> Html {
    html! { <Loading key={view.id()} {lang} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct LoadingProps {
    lang: Lang,
}

#[component]
fn Loading(props: &LoadingProps) -> Html {
    let failed = use_state_eq(|| false);
    let setter = failed.setter();
    use_effect_with((), move |()| {
        let listener = browser::window()
            .map(|window| gloo::events::EventListener::once(&window, "wirewalk-missing", move |_| setter.set(true)));
        browser::tell_page("wirewalk-more");
        move || drop(listener)
    });
    let says = if *failed { text::panel_unloadable } else { text::panel_loading };
    html! { <p class="hint" role="status">{ says(props.lang) }</p> }
}
