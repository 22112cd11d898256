//! The one error of xtask: a sentence for the person at the terminal, who can do more with it than a program can.

use std::{fmt, io, path::Path};

/// What went wrong, and where possible what to type.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<String> for Failure {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<&str> for Failure {
    fn from(sentence: &str) -> Self {
        Self(sentence.to_owned())
    }
}

/// Gives a file error the path it was about, which `io::Error` leaves out.
pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| Failure(format!("{}: {error}", path.display()))
}
