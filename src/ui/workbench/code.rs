//! The programs as the Python they stand for: the line each stands at, what blocks, what came back.

use crate::text::Lang;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(_lang: Lang, _session: &Session, _act: &Callback<Command>) -> Html {
    html! { <p class="hint">{ "code" }</p> }
}
