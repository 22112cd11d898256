//! Machines, programs and users, and what they say to each other.

use crate::text::Lang;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(_: Lang, _: &Session, _: &Callback<Command>) -> Html {
    Html::default()
}
