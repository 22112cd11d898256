//! What the reader steers with.

mod changes;
mod notices;
mod player;
mod scrub;

pub(super) use notices::notices;
pub(super) use player::Player;
