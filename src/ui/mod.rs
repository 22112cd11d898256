//! The page: components that draw scenes and words, and one session that everything the reader does goes through.
//!
//! State flows down, commands flow up, and nobody else holds a copy. A component computes no protocol; what moves with the cursor
//! is apart from what does not. `session` and `prose` are as good natively as in a browser: the prerenderer and the tests use
//! them there. Only `browser` and the hooks call it.

pub mod app;
mod browser;
mod controls;
mod figures;
mod hooks;
mod pages;
mod panels;
mod prose;
mod reading;
mod session;
mod shell;
mod words;
#[cfg(feature = "workbench")]
mod workbench;

pub use app::App;
#[cfg(feature = "workbench")]
pub use browser::focus_view;
pub use browser::tell_page;
pub use pages::title;
pub use words::{Missing, rescue};

/// A time as a reader wants it: seconds, to the millisecond.
fn clock(time: crate::sim::Time) -> String {
    format!("{} s", crate::sim::Span(time.0))
}

/// As a title: the first letter large.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
