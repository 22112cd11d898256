//! The figures: thin components over scenes.

mod card;
mod cursor;
mod ladder;
mod stage;
mod wire;

#[cfg(feature = "workbench")]
pub(super) use ladder::LadderPicture;
pub(super) use stage::Stage;
#[cfg(feature = "workbench")]
pub(super) use stage::{keys, words};

use crate::scene::Ladder;
use std::rc::Rc;
use yew::AttrValue;

/// A scene, compared by identity.
#[derive(Clone)]
pub(super) struct LadderRef(pub Rc<Ladder>);

impl PartialEq for LadderRef {
    fn eq(&self, other: &LadderRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A length for an SVG attribute: tenths of a pixel are enough. (Formatting a float would cost every reader 5 KB.)
#[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
#[inline(never)]
pub(super) fn px(value: f64) -> AttrValue {
    let tenths = (value * 10.0 + 0.5).floor() as i64;
    let (whole, rest) = (tenths.div_euclid(10), tenths.rem_euclid(10));
    AttrValue::from(match (whole, rest) {
        (whole, 0) => whole.to_string(),
        (whole, rest) if whole >= 0 => format!("{whole}.{rest}"),
        (whole, rest) => format!("-{}.{}", -whole - 1, 10 - rest),
    })
}

#[cfg(test)]
mod tests {
    use super::px;

    #[test]
    fn lengths_are_written_in_tenths() {
        let written = [0.0, 1.04, 1.05, 12.96, -0.4, -3.25, -2.0].map(px);
        assert_eq!(written, ["0", "1", "1.1", "13", "-0.4", "-3.2", "-2"]);
    }
}
