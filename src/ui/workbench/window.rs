//! Bytes and window: what has been sent and acknowledged, what is in flight, what may follow; the buffers; the scoreboard.

use crate::text::Lang;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(_lang: Lang, _session: &Session, _act: &Callback<Command>) -> Html {
    html! { <p class="hint">{ "window" }</p> }
}
