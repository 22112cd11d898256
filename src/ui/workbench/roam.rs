//! Roaming through a picture by keys: the arrows go from part to part, Enter and the space bar go to the part's moment.

use crate::ui::browser;
use crate::ui::session::Command;
use web_sys::Element;
use yew::prelude::*;

/// What a key does in the picture that matches `picture`, whose parts match `part`. `go`: to a part's moment.
pub(super) fn roam(
    event: &KeyboardEvent,
    (picture, part): (&str, &str),
    go: impl FnOnce(&Element) -> Option<Command>,
) -> Option<Command> {
    let target: Element = event.target_dyn_into()?;
    let by = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => -1,
        "Enter" | " " => 0,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    if by == 0 {
        return go(&target);
    }
    browser::move_focus(&target.closest(picture).ok().flatten()?, part, by);
    None
}
