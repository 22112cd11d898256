//! Reads the chapters of all languages and holds their structure against the first language's.
//!
//! The words may differ as they like; ids, runs and moments may not, because addresses, links and the figure are the same in
//! every language.

use super::chapter::{self, Written};
use super::nodes::{Run, Section};
use super::{Language, Outcome, Problem, course_index};

/// What the chapters become.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The code of the index.
    pub(crate) index: String,
    /// Paths below the output directory, and what goes there: one file a chapter and language.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// Compiles the chapters of all languages.
pub(crate) fn compile(languages: &[Language]) -> Outcome<Compiled> {
    let mut problems = Vec::new();
    let mut courses = Vec::new();
    for language in languages {
        let mut chapters = Vec::new();
        for source in &language.sources {
            match chapter::read(source) {
                Ok(written) => chapters.push(written),
                Err(problem) => problems.push(problem),
            }
        }
        chapters.sort_by_key(|written| written.chapter.number);
        check_numbers(&chapters, &mut problems);
        courses.push((language.code, chapters));
    }
    // A chapter that cannot be read would be "missing": say only what is really wrong.
    if let Some((first, others)) = courses.split_first()
        && problems.is_empty()
    {
        for other in others {
            compare(first, other, &mut problems);
        }
    }
    let mut files = Vec::new();
    for (code, chapters) in &courses {
        for written in chapters {
            match postcard::to_allocvec(&written.chapter) {
                Ok(bytes) => files.push((course_index::path(code, &written.chapter), bytes)),
                Err(_) => problems.push(Problem::new(&written.file, 1, "this chapter cannot be packed")),
            }
        }
    }
    if problems.is_empty() {
        return Ok(Compiled { index: course_index::write(&courses), files });
    }
    problems.sort();
    Err(problems)
}

fn check_numbers(chapters: &[Written], problems: &mut Vec<Problem>) {
    for (one, next) in chapters.iter().zip(chapters.iter().skip(1)) {
        let number = next.chapter.number;
        if one.chapter.number == number {
            let text = format!("number {number} is also that of {}", one.file);
            problems.push(Problem::new(&next.file, 1, text));
        }
    }
}

pub(crate) type Course = (&'static str, Vec<Written>);

fn compare((first_code, first): &Course, (code, chapters): &Course, problems: &mut Vec<Problem>) {
    let same = |one: &Written, other: &Written| one.chapter.slug == other.chapter.slug;
    for written in first {
        match chapters.iter().find(|other| same(written, other)) {
            Some(other) => problems.extend(compare_chapters(written, other, first_code)),
            None => problems.push(Problem::new(&written.file, 1, format!("this chapter is missing in `{code}`"))),
        }
    }
    for written in chapters {
        if !first.iter().any(|other| same(written, other)) {
            problems.push(Problem::new(&written.file, 1, format!("this chapter does not exist in `{first_code}`")));
        }
    }
}

/// The first difference between two chapters: later ones mostly follow from it.
fn compare_chapters(first: &Written, other: &Written, first_code: &str) -> Option<Problem> {
    let number = first.chapter.number;
    if number != other.chapter.number {
        return Some(Problem::new(&other.file, 1, format!("the number is {number} in `{first_code}`")));
    }
    let (expected, found) = (outline(first), outline(other));
    let length = expected.len().max(found.len());
    (0..length).find_map(|index| match (expected.get(index), found.get(index)) {
        (Some((_, one)), Some((_, two))) if one == two => None,
        (Some((line, one)), Some((at, two))) => {
            Some(Problem::new(&other.file, *at, format!("{two} stands here, but {one} in {}:{line}", first.file)))
        }
        (Some((line, one)), None) => {
            Some(Problem::new(&first.file, *line, format!("{one} is missing in {}", other.file)))
        }
        (None, Some((at, two))) => {
            Some(Problem::new(&other.file, *at, format!("{two} does not exist in {}", first.file)))
        }
        (None, None) => None,
    })
}

/// Every section and step in words, with its line.
fn outline(written: &Written) -> Vec<(usize, String)> {
    let of_section = |section: &Section| {
        let run = section.run.as_ref().map(run_text).unwrap_or_default();
        let mut lines = vec![format!("section `{}`{run}", section.id)];
        lines.extend(section.steps.iter().map(|step| format!("step `{}` at={}", step.id, step.at)));
        lines
    };
    let texts = written.chapter.sections.iter().flat_map(of_section);
    written.lines.iter().copied().zip(texts).collect()
}

fn run_text(run: &Run) -> String {
    let mut text = format!(" run={}", run.preset);
    for drop in &run.drops {
        text.push_str(" drop=");
        text.push_str(drop);
    }
    text
}
