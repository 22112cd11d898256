//! The state machine of each end, and the way that each has taken through it.

use crate::text::Lang;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(_lang: Lang, _session: &Session, _act: &Callback<Command>) -> Html {
    html! { <p class="hint">{ "states" }</p> }
}
