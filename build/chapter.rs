//! Reads one file into a chapter: front matter, sections, steps. Knows one file; the languages meet in `course.rs`.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::HeadingLevel;

use super::markdown::{Heading, Reader};
use super::names::{is_kebab, is_moment, is_packet};
use super::nodes::{Block, Chapter, Run, Section, Step};
use super::{Problem, Source};

/// A chapter and where it was written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) file: String,
    /// The line of every section and step, in reading order.
    pub(crate) lines: Vec<usize>,
    pub(crate) chapter: Chapter,
}

const FRONT: [&str; 4] = ["number", "title", "short", "description"];

/// Reads a chapter; the first problem ends it.
pub(crate) fn read(source: &Source) -> Result<Written, Problem> {
    let file = source.file.as_str();
    let (front, text, before) = front_matter(source)?;
    let field = |name: &str| front.get(name).map(|(_, value)| (*value).to_owned()).unwrap_or_default();
    let number_line = front.get("number").map_or(1, |(line, _)| *line);
    let number = field("number").parse().map_err(|_| Problem::new(file, number_line, "number must be 0 to 255"))?;
    let slug = file.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default().to_owned();
    if !is_kebab(&slug) {
        return Err(Problem::new(file, 1, "the file's name must be small letters and digits joined by hyphens"));
    }
    let mut reader = Reader::new(file, text, before);
    let lead = reader.blocks()?;
    let (sections, lines) = sections(file, &mut reader)?;
    let (title, short, description) = (field("title"), field("short"), field("description"));
    let chapter = Chapter { slug, number, title, short, description, lead, sections };
    let written = Written { file: file.to_owned(), lines, chapter };
    check_ids(&written, &reader.links)?;
    Ok(written)
}

type Front<'s> = BTreeMap<&'s str, (usize, &'s str)>;

/// The fields between the two lines `---`, the text after them, and how many lines stand before it.
fn front_matter(source: &Source) -> Result<(Front<'_>, &str, usize), Problem> {
    let problem = |line, text: String| Problem::new(&source.file, line, text);
    let mut rest = source.text.strip_prefix("---\n").ok_or_else(|| problem(1, "the first line must be ---".into()))?;
    let mut front = Front::new();
    for line in 2.. {
        let Some((text, after)) = rest.split_once('\n') else {
            return Err(problem(line, "the front matter must end with ---".into()));
        };
        rest = after;
        if text == "---" {
            if let Some(missing) = FRONT.iter().find(|name| !front.contains_key(**name)) {
                return Err(problem(line, format!("the front matter lacks `{missing}`")));
            }
            return Ok((front, rest, line));
        }
        match text.split_once(':') {
            Some((name, value)) if FRONT.contains(&name) && !value.trim().is_empty() && !front.contains_key(name) => {
                front.insert(name, (line, value.trim()));
            }
            _ => return Err(problem(line, format!("`{text}` is not one of {}, each once", FRONT.join(", ")))),
        }
    }
    Err(problem(1, "the front matter does not end".into()))
}

fn sections(file: &str, reader: &mut Reader) -> Result<(Vec<Section>, Vec<usize>), Problem> {
    let (mut sections, mut lines) = (Vec::<Section>::new(), Vec::new());
    while let Some(heading) = reader.heading()? {
        let line = heading.line;
        lines.push(line);
        let body = reader.blocks()?;
        let problem = |text: String| Problem::new(file, line, text);
        match heading.level {
            HeadingLevel::H2 => sections.push(section(heading, body).map_err(problem)?),
            HeadingLevel::H3 => match sections.last_mut() {
                Some(section) if section.run.is_some() => section.steps.push(step(heading, body).map_err(problem)?),
                _ => return Err(problem("a step needs a section with run=… before it".into())),
            },
            _ => return Err(problem("only ## (a section) and ### (a step) are headings".into())),
        }
    }
    Ok((sections, lines))
}

fn section(heading: Heading, body: Vec<Block>) -> Result<Section, String> {
    let id = id(&heading)?;
    let (mut preset, mut drops) = (None, Vec::new());
    for (key, value) in &heading.attributes {
        let value = value.as_deref().unwrap_or_default();
        match key.as_str() {
            "run" if preset.is_none() && is_kebab(value) => preset = Some(value.to_owned()),
            "run" => return Err(format!("`{value}` is not a preset's name, or a second one")),
            "drop" if is_packet(value) => drops.push(value.to_owned()),
            "drop" => return Err(format!("`{value}` is not a packet's name")),
            _ => return Err(format!("a section has no attribute `{key}`")),
        }
    }
    if preset.is_none() && !drops.is_empty() {
        return Err("drop=… needs run=…".to_owned());
    }
    let run = preset.map(|preset| Run { preset, drops });
    Ok(Section { id, title: heading.title, run, body, steps: Vec::new() })
}

fn step(heading: Heading, body: Vec<Block>) -> Result<Step, String> {
    let id = id(&heading)?;
    let mut at = None;
    for (key, value) in &heading.attributes {
        let value = value.as_deref().unwrap_or_default();
        match key.as_str() {
            "at" if at.is_none() && is_moment(value) => at = Some(value.to_owned()),
            "at" => return Err(format!("`{value}` is not a moment's name, or a second one")),
            _ => return Err(format!("a step has no attribute `{key}`")),
        }
    }
    let at = at.ok_or_else(|| "a step needs at=…".to_owned())?;
    Ok(Step { id, title: heading.title, at, body })
}

fn id(heading: &Heading) -> Result<String, String> {
    match &heading.id {
        _ if !heading.classes.is_empty() => Err("a heading has no classes".to_owned()),
        Some(id) if is_kebab(id) => Ok(id.clone()),
        Some(id) => Err(format!("the id `{id}` must be small letters and digits joined by hyphens")),
        None => Err("a heading needs {#id}".to_owned()),
    }
}

/// Every id is there once, and every internal link leads to one.
fn check_ids(written: &Written, links: &[(usize, String)]) -> Result<(), Problem> {
    let mut ids = BTreeSet::new();
    let all = written.chapter.sections.iter().flat_map(|section| {
        std::iter::once(section.id.as_str()).chain(section.steps.iter().map(|step| step.id.as_str()))
    });
    for (id, line) in all.zip(&written.lines) {
        if !ids.insert(id) {
            return Err(Problem::new(&written.file, *line, format!("the id `{id}` is there twice")));
        }
    }
    match links.iter().find(|(_, to)| !ids.contains(to.as_str())) {
        Some((line, to)) => Err(Problem::new(&written.file, *line, format!("there is no section or step `{to}`"))),
        None => Ok(()),
    }
}
