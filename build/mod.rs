//! The compilers of the words: from sources in every language to Rust code and packed text, or to problems with
//! file and line.
//!
//! Pure: nothing here reads a file or speaks to Cargo, so that the tests can run it on sources of their own. Nothing here
//! knows the simulator: names of presets are only spelt right, that they exist is a test of the whole.

pub(crate) mod chapter;
pub(crate) mod course;
pub(crate) mod course_index;
pub(crate) mod fluent;
pub(crate) mod markdown;
pub(crate) mod messages;
pub(crate) mod messages_code;
pub(crate) mod names;

// What a chapter is made of is said once, where the page draws it.
#[allow(dead_code, unreachable_pub, reason = "public for the page; not everything is of use here")]
#[path = "../src/course/nodes.rs"]
pub(crate) mod nodes;

use std::fmt;

/// The codes of the languages; the first is the one that the others are held against.
pub(crate) const LANGS: [&str; 2] = ["en", "zh"];

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its path as problems name it.
    pub(crate) file: String,
    pub(crate) text: String,
}

/// Everything written in one language.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    pub(crate) code: &'static str,
    pub(crate) sources: Vec<Source>,
}

/// Generated code, or whatever else is made, or everything that is wrong.
pub(crate) type Outcome<T = String> = Result<T, Vec<Problem>>;

/// Something wrong in a source, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn new(file: &str, line: usize, text: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, text: text.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// The number of the line in which this byte stands, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}
