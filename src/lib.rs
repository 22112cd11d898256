//! Wirewalk: an interactive textbook of networking basics in which every picture is a real simulation.
//!
//! The layers, in reading order; each may use those above it and none below ([`tests/tidy.rs`] holds them to it):
//!
//! - [`wire`]: bytes and values
//! - [`sim`]: hosts, programs, link, TCP: what happens
//! - [`scenario`]: what a run is made of, as data
//! - [`trace`]: the run as data
//! - `script`: a host under test, line by line (not in a browser)
//! - [`scene`]: pictures of a run as shapes, without a browser
//! - [`text`], [`course`], [`link`]: words, chapters, addresses
//! - [`ui`]: the page (feature `web`)
//!
//! [`tests/tidy.rs`]: https://doc.rust-lang.org/cargo/reference/cargo-targets.html#integration-tests

pub mod course;
pub mod link;
pub mod scenario;
pub mod scene;
#[cfg(not(target_os = "unknown"))]
pub mod script;
pub mod sim;
pub mod text;
pub mod trace;
#[cfg(feature = "web")]
pub mod ui;
pub mod wire;
