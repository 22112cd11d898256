//! The course: what is taught in which order, with which scenario.
//!
//! The words are Markdown in `static/course/`, one file a chapter and language; `build/` compiles each into nodes and all of them
//! into an index, and refuses two languages that differ in structure. Natively every text is at hand. In a browser only the index is:
//! a text is there once it was [installed](Words::install), from the page that carries it. Nothing here knows how a chapter looks,
//! what a run does, or how a page is read.

mod index;
mod nodes;

pub use index::{Entry, Experiment, Words};
pub use nodes::{AsideKind, Block, Chapter, Inline, Run, Section, Step, plain};

use crate::text::Lang;

#[allow(clippy::pedantic, reason = "compiled text is data, not code to be read")]
mod compiled {
    use super::index::{Entry, Experiment, Stored, Words};

    #[cfg(not(target_os = "unknown"))]
    macro_rules! text {
        ($file:literal) => {
            Stored::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $file)))
        };
    }
    #[cfg(target_os = "unknown")]
    macro_rules! text {
        ($file:literal) => {
            Stored::new()
        };
    }
    include!(concat!(env!("OUT_DIR"), "/course.rs"));
}

/// All chapters, in order of their number.
pub fn index() -> &'static [Entry] {
    &compiled::INDEX
}

/// The chapter with this slug.
pub fn entry(slug: &str) -> Option<&'static Entry> {
    index().iter().find(|entry| entry.slug == slug)
}

/// The text of a chapter, if it is there.
pub fn chapter(lang: Lang, slug: &str) -> Option<&'static Chapter> {
    entry(slug)?.words(lang).chapter()
}

/// The texts of all chapters in this language, in order of their number: all of them natively, in a browser those installed.
pub fn chapters(lang: Lang) -> impl Iterator<Item = &'static Chapter> {
    index().iter().filter_map(move |entry| entry.words(lang).chapter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chapter_exists_in_every_language_and_in_order() {
        let slugs = || index().iter().map(|entry| entry.slug);
        assert!(slugs().next().is_some());
        assert!(index().windows(2).all(|pair| pair[0].number < pair[1].number));
        for lang in Lang::ALL {
            assert!(chapters(lang).map(|chapter| chapter.slug.as_str()).eq(slugs()));
        }
    }

    #[test]
    fn the_index_says_what_the_text_says() {
        for lang in Lang::ALL {
            for (entry, chapter) in index().iter().zip(chapters(lang)) {
                let words = entry.words(lang);
                assert_eq!(
                    (entry.number, words.title, words.short),
                    (chapter.number, &*chapter.title, &*chapter.short)
                );
                let runs = chapter.sections.iter().filter_map(|section| section.run.as_ref());
                let expected = entry.runs.iter().map(|run| Run {
                    preset: run.preset.to_owned(),
                    drops: run.drops.iter().map(|packet| (*packet).to_owned()).collect(),
                });
                assert!(runs.cloned().eq(expected), "{}", entry.slug);
            }
        }
    }

    #[test]
    fn a_chapter_section_and_step_are_found_by_name() {
        let opening = chapter(Lang::En, "tcp-opening").unwrap();
        let normal = opening.section("normal").unwrap();
        assert_eq!(opening.first_run(), Some(normal));
        assert_eq!(normal.run.as_ref().unwrap().preset, "opening");
        let step = normal.steps.first().unwrap();
        assert_eq!(normal.step(&step.id), Some(step));
        assert_eq!(chapter(Lang::Zh, "no-such-chapter"), None);
        assert_eq!(opening.section("no-such-section"), None);
    }

    #[test]
    fn a_text_that_is_there_stays() {
        let words = |lang| entry("tcp-opening").unwrap().words(lang);
        let there = words(Lang::En).chapter().unwrap();
        words(Lang::En).install(words(Lang::Zh).chapter().unwrap().clone());
        assert!(core::ptr::eq(there, words(Lang::En).chapter().unwrap()));
    }
}
