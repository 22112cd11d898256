//! The simulator: hosts, programs, a link, and the events that follow from one another.
//!
//! [`World::step`] takes one thing from the queue and does it, and everything that follows at once from it; whoever watches gets
//! the events ([`crate::trace`]). The same [`crate::scenario::Scenario`] always gives the same events, on every machine.
//!
//! Knows no clock, no browser, no randomness but seeded streams, no floating point, no unordered collection. Formats no sentence.
//! What is modelled and what is left out: docs/model.md.

mod assembly;
mod cookie;
pub mod event;
pub mod fault;
pub mod host;
pub mod ids;
mod link;
pub mod program;
mod queue;
mod random;
pub mod socket;
pub(crate) mod table;
pub mod tcp;
mod time;
pub mod turn;
mod udp;
mod world;

pub use event::{Actor, DropReason, Event, EventKind};
pub use ids::{Direction, EventId, HostId, PacketId, TcbId};
pub use link::LinkConfig;
pub use time::{Span, Time};
pub use world::{Recorder, Setup, World};
