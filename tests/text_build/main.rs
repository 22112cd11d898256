//! The compilers of the words, on small sources of our own: what they accept, and that every mistake an author can make is
//! refused with the file and the line where it stands.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

#[path = "../../build/mod.rs"]
mod compile;

mod chapters;
mod messages;

use std::fmt::Debug;

use compile::{LANGS, Language, Outcome, Source};

/// Sources of one kind in both languages, as the build script would have read them.
fn languages(extension: &str, en: &str, zh: &str) -> Vec<Language> {
    let source = |code, text: &str| {
        let file = format!("{code}/tcp-opening.{extension}");
        Language { code, sources: vec![Source { file, text: text.to_owned() }] }
    };
    vec![source(LANGS[0], en), source(LANGS[1], zh)]
}

/// Checks that compiling fails and that the first problem is this.
fn check_refused<T: Debug>(outcome: Outcome<T>, expected: &str) {
    match outcome {
        Ok(made) => panic!("expected the problem {expected:?}, but it compiled to\n{made:?}"),
        Err(problems) => assert_eq!(problems[0].to_string(), expected),
    }
}
