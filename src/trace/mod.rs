//! The run as data: what happened, in order, with causes; and every question that a view asks of it.
//!
//! A [`Trace`] only grows. A [`Run`] is a scenario with its trace and some worlds kept on the way, so that the state at any event is near.
//! A position in a run is a number of events: 0 is before the first.
//!
//! Decides nothing about the protocol, and formats no sentence in a language: [`text`] is the notation of tcpdump, which has none.

mod clocks;
#[cfg(any(feature = "workbench", not(target_os = "unknown")))]
pub mod compare;
pub mod csv;
mod ends;
pub mod execution;
pub mod expert;
pub mod filter;
mod fingerprint;
mod kept;
mod log;
pub mod messages;
mod moment;
pub mod pcapng;
mod run;
mod running;
pub mod series;
mod spans;
mod stops;
pub mod text;
mod why;
pub mod window;

pub use clocks::Clocks;
pub use ends::{Connection, End, Step, connection_at, connections, tcb_of, trigger};
pub use fingerprint::fingerprint;
pub use log::{HostInfo, Trace};
pub use moment::resolve;
pub use run::{Run, Snapshot};
pub use running::Running;
pub use spans::{CallSpan, Fate, LifeSpan, PacketSpan, TimerEnd, TimerSpan};
pub use stops::{Stop, Stride};
pub use why::{Link, Reason, why};

#[cfg(test)]
mod tests;
