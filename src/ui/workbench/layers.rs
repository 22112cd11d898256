//! A packet through the layers, under three rulers, down to bits and bytes.

use crate::text::Lang;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(_lang: Lang, _session: &Session, _act: &Callback<Command>) -> Html {
    html! { <p class="hint">{ "layers" }</p> }
}
