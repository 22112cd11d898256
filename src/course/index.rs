//! The index: the little that every page knows of every chapter without having its text. Generated as statics by `build/`.
//!
//! The text itself has a place here, empty until somebody asks for it natively, or brings it in a browser.

use super::nodes::Chapter;
use super::packed::{BadText, unpack};
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

/// Where a chapter's text is: a file, and what was read from it.
#[derive(Debug)]
pub(super) struct Stored {
    fingerprint: u32,
    /// A browser fetches it instead, so that no page carries the text of another.
    #[cfg(not(target_arch = "wasm32"))]
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
    /// The name that the text's file has in the directory of the chapter's page, with what makes the address this build's own.
    pub fn file(&self) -> String {
        format!("{}?{}", super::TEXT_FILE, self.text.fingerprint)
    }

    /// The text's file.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn bytes(&self) -> &'static [u8] {
        self.text.bytes
    }

    /// Takes the text as it was fetched; any bytes may come.
    pub fn install(&self, bytes: &[u8]) -> Result<(), BadText> {
        let chapter = unpack(bytes, self.text.fingerprint)?;
        // If it is there already, it is the same.
        self.text.chapter.get_or_init(|| chapter);
        Ok(())
    }

    /// The text, if it is there.
    pub fn chapter(&self) -> Option<&Chapter> {
        #[cfg(not(target_arch = "wasm32"))]
        if self.text.chapter.get().is_none() {
            self.install(self.text.bytes).ok()?;
        }
        self.text.chapter.get()
    }
}

impl Stored {
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) const fn new(fingerprint: u32, bytes: &'static [u8]) -> Self {
        Self { fingerprint, bytes, chapter: OnceLock::new() }
    }

    #[cfg(target_arch = "wasm32")]
    pub(super) const fn new(fingerprint: u32) -> Self {
        Self { fingerprint, chapter: OnceLock::new() }
    }
}
