//! The index: the little that every page knows of every chapter without having its text. Generated as statics by `build/`.
//!
//! The text itself has a place here, empty until somebody asks for it natively, or brings it in a browser.

use super::nodes::Chapter;
use crate::text::Lang;
use std::sync::OnceLock;

/// A chapter in all languages.
#[derive(Debug)]
pub struct Entry {
    /// The last part of its address, the same in every language.
    pub slug: &'static str,
    /// Its place in the course.
    pub number: u8,
    /// The runs of its experiments, in reading order.
    pub runs: &'static [Experiment],
    pub(super) en: Words,
    pub(super) zh: Words,
}

/// The run of an experiment; [`super::Run`], known without the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Experiment {
    /// The preset's name.
    pub preset: &'static str,
    /// Names of packets, as in `client.syn.1`.
    pub drops: &'static [&'static str],
}

/// What is known of a chapter in one language.
#[derive(Debug)]
pub struct Words {
    /// The whole title.
    pub title: &'static str,
    /// The title where there is little room.
    pub short: &'static str,
    pub(super) text: Stored,
}

/// Where a chapter's text is, and what was read from it.
#[derive(Debug)]
pub(super) struct Stored {
    /// A browser reads the page instead, so that the program carries no text.
    #[cfg(not(target_os = "unknown"))]
    bytes: &'static [u8],
    chapter: OnceLock<Chapter>,
}

impl Entry {
    /// Its words in this language.
    pub fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl Words {
    /// Takes the text as it was found. If it is there already, that stays.
    pub fn install(&self, chapter: Chapter) {
        self.text.chapter.get_or_init(|| chapter);
    }

    /// The text, if it is there.
    pub fn chapter(&self) -> Option<&Chapter> {
        #[cfg(not(target_os = "unknown"))]
        if self.text.chapter.get().is_none() {
            self.install(postcard::from_bytes(self.text.bytes).ok()?);
        }
        self.text.chapter.get()
    }
}

impl Stored {
    #[cfg(not(target_os = "unknown"))]
    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, chapter: OnceLock::new() }
    }

    #[cfg(target_os = "unknown")]
    pub(super) const fn new() -> Self {
        Self { chapter: OnceLock::new() }
    }
}
