//! The timers that run, and how much is left of each.

use crate::text::Lang;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(_lang: Lang, _session: &Session, _act: &Callback<Command>) -> Html {
    html! { <p class="hint">{ "timers" }</p> }
}
