//! What a run is made of, as data: hosts, programs, a link, faults, and a seed.
//!
//! A [`Scenario`] is what files, links and lessons carry. It is parsed leniently in form (everything but the hosts has a default) and
//! checked strictly in meaning: [`Scenario::setup`] gives a world's parts or an [`Invalid`] that names the field and the limit.
//!
//! Knows the simulator's values and, in [`mod@file`] alone, JSON; knows nothing of traces or of pages. The format's description is
//! static/scenario.schema.json, which a test holds to these types.

mod check;
#[cfg(any(feature = "workbench", not(target_os = "unknown")))]
pub mod file;
mod format;
#[cfg(any(feature = "workbench", not(target_os = "unknown")))]
pub mod gallery;
mod limits;
mod names;
pub mod presets;
pub mod python;

pub(crate) use check::ROUTER;
pub use check::{Invalid, Wrong};
pub use format::{
    Action, CableTurn, Cut, Fault, Forged, Growth, Host, Inbound, Isn, KeepAlive, Link, LossRecovery, Network, Program,
    Role, Router, Scenario, ShutdownHow, SocketKind, SocketOption, Step, Tcp, TcpPreset, TcpTurn, Turn, VERSION,
};
pub use limits::Limits;
pub use names::{NameError, packet_name, parse_packet_name};

/// The JSON Schema of scenario files, as text.
#[cfg(not(target_os = "unknown"))]
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Scenario)).unwrap_or_default()
}
