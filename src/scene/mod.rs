//! Pictures of a run: from a trace and a width to shapes with ids. No browser, no prose: words that stand in a picture come in as
//! [`Words`], so that their room can be kept free.
//!
//! A layout depends on the trace and the width, never on the position: moving through a run moves only what lies on top of it
//! ([`ladder::Ladder::y_at`], [`wire::in_flight`]).

mod arrows;
mod boxes;
pub mod chart;
pub mod ladder;
mod lane;
pub mod layers;
pub mod minimap;
pub mod picture;
mod place;
pub mod roles;
mod scale;
pub mod states;
pub mod timers;
pub mod twin;
pub mod window;
pub mod wire;

pub use arrows::Flows;
pub use boxes::{Placed, text_width};
pub use ladder::{Arc, Arrow, Ladder, Part, WHOLE, Words};
pub use lane::{LANE_HALF, Lane, StateSpan};
pub use place::{ColumnLabel, LabelKind, Way};
pub use scale::{Fold, TimeScale};

#[cfg(test)]
mod tests;
