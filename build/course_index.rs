//! Writes the index of the chapters as Rust statics, and names the files of their texts. It expects the types of
//! `wirewalk::course::index` and the macro `text!(file)` in scope.

use super::course::Course;
use super::nodes::{Chapter, Run};

/// The path of a text below the output directory.
pub(crate) fn path(code: &str, chapter: &Chapter) -> String {
    format!("{code}-{}.bin", chapter.slug)
}

/// The static `INDEX`: the first language's chapters, each with its words in all languages.
pub(crate) fn write(courses: &[Course]) -> String {
    let chapters = courses.first().map(|(_, chapters)| chapters.as_slice()).unwrap_or_default();
    let entries: String = chapters.iter().map(|written| entry(&written.chapter, courses)).collect();
    format!("pub(super) static INDEX: [Entry; {}] = [{entries}];\n", chapters.len())
}

fn entry(chapter: &Chapter, courses: &[Course]) -> String {
    let Chapter { slug, number, .. } = chapter;
    let runs: String = chapter.sections.iter().filter_map(|section| section.run.as_ref()).map(experiment).collect();
    let mut words = String::new();
    for (code, chapters) in courses {
        if let Some(other) = chapters.iter().map(|written| &written.chapter).find(|other| other.slug == *slug) {
            let Chapter { title, short, .. } = other;
            let text = format!("text!({:?})", path(code, other));
            words += &format!("\n    {code}: Words {{ title: {title:?}, short: {short:?}, text: {text} }},");
        }
    }
    format!("\nEntry {{ slug: {slug:?}, number: {number}, runs: &[{runs}],{words}\n}},")
}

fn experiment(run: &Run) -> String {
    // The lists are written as Rust writes them for debugging.
    format!("Experiment {{ preset: {:?}, drops: &{:?} }}, ", run.preset, run.drops)
}
