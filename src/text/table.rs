//! The messages of each language, a line each, and how a line becomes a sentence.
//!
//! On a command line the tables are built in; in a browser the page brings that of its own language (`install`), and another
//! language's page brings the other. What a line looks like is said in `build/messages_code.rs`, which writes them.

use super::Lang;
use super::messages::{COUNT, SHAPE};
use std::sync::OnceLock;

type Lines = Vec<&'static str>;

static TABLES: [OnceLock<Lines>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];

fn table(lang: Lang) -> Option<&'static OnceLock<Lines>> {
    TABLES.get(lang as usize)
}

/// Whether the words of a language are there.
pub fn has_words(lang: Lang) -> bool {
    table(lang).is_some_and(|table| table.get().is_some())
}

/// Takes a language's table from a page; gives whether it is one of this program's. Words that are there already stay.
pub fn install(lang: Lang, source: &str) -> bool {
    if has_words(lang) {
        return true;
    }
    let Some(lines) = read(source) else { return false };
    table(lang).is_some_and(|table| table.set(lines).is_ok())
}

/// The lines live as long as the program, as literals would.
fn read(source: &str) -> Option<Lines> {
    lines_of(String::leak(source.to_owned()), SHAPE, COUNT)
}

/// The lines of a table, if it is the one that is meant.
fn lines_of(source: &'static str, shape: &str, count: usize) -> Option<Lines> {
    let lines: Lines = source.strip_prefix(shape)?.strip_prefix('\n')?.split('\n').collect();
    (lines.len() == count).then_some(lines)
}

/// A language's table, for its pages.
#[cfg(not(target_os = "unknown"))]
pub fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!(concat!(env!("OUT_DIR"), "/messages.en.txt")),
        Lang::Zh => include_str!(concat!(env!("OUT_DIR"), "/messages.zh.txt")),
    }
}

#[cfg(not(target_os = "unknown"))]
fn lines(lang: Lang) -> Option<&'static Lines> {
    table(lang).map(|table| table.get_or_init(|| read(source(lang)).unwrap_or_default()))
}

#[cfg(target_os = "unknown")]
fn lines(lang: Lang) -> Option<&'static Lines> {
    table(lang)?.get()
}

/// A message without arguments.
#[inline(never)]
pub(super) fn literal(lang: Lang, index: usize) -> &'static str {
    lines(lang).and_then(|lines| lines.get(index)).copied().unwrap_or_default()
}

/// A message with its arguments in their places.
#[inline(never)]
pub(super) fn filled(lang: Lang, index: usize, arguments: &[&str]) -> String {
    let mut text = String::new();
    fill(literal(lang, index), arguments, &mut text);
    text
}

/// The words of the workbench. Only its own program has them, and that has them in every language: who asks for so much more need not ask
/// again.
#[cfg(feature = "workbench")]
pub(super) mod built_in {
    use super::{Lang, Lines, fill, lines_of};
    use crate::text::workbench::{COUNT, SHAPE};
    use std::sync::OnceLock;

    static TABLES: [OnceLock<Lines>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];

    pub(in crate::text) fn literal(lang: Lang, index: usize) -> &'static str {
        let source = match lang {
            Lang::En => include_str!(concat!(env!("OUT_DIR"), "/workbench.en.txt")),
            Lang::Zh => include_str!(concat!(env!("OUT_DIR"), "/workbench.zh.txt")),
        };
        let table = TABLES.get(lang as usize);
        let lines = table.map(|table| table.get_or_init(|| lines_of(source, SHAPE, COUNT).unwrap_or_default()));
        lines.and_then(|lines| lines.get(index)).copied().unwrap_or_default()
    }

    pub(in crate::text) fn filled(lang: Lang, index: usize, arguments: &[&str]) -> String {
        let mut text = String::new();
        fill(literal(lang, index), arguments, &mut text);
        text
    }
}

fn fill(mut line: &str, arguments: &[&str], text: &mut String) {
    while let Some((plain, rest)) = line.split_once('{') {
        text.push_str(plain);
        let (place, rest) = split_outside(rest, '}');
        line = rest;
        let argument = |index: &str| index.parse().ok().and_then(|index: usize| arguments.get(index)).copied();
        match place.split_once('?') {
            None => text.push_str(argument(place).unwrap_or_default()),
            Some((index, variants)) => fill(choose(variants, argument(index).unwrap_or_default()), arguments, text),
        }
    }
    text.push_str(line);
}

/// The variant of this key, or the last, which has none.
fn choose<'l>(mut variants: &'l str, key: &str) -> &'l str {
    loop {
        let (variant, rest) = split_outside(variants, '|');
        match variant.split_once(':') {
            Some((known, text)) if known == key || known.is_empty() => return text,
            _ if rest.is_empty() => return "",
            _ => variants = rest,
        }
    }
}

/// What stands before and behind the first `mark` that is not inside braces.
fn split_outside(line: &str, mark: char) -> (&str, &str) {
    let mut depth = 0_u32;
    let at = line.find(|letter| {
        let found = letter == mark && depth == 0;
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        found
    });
    at.and_then(|at| line.split_at_checked(at))
        .map_or((line, ""), |(before, rest)| (before, rest.get(1..).unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled_with(line: &str, arguments: &[&str]) -> String {
        let mut text = String::new();
        fill(line, arguments, &mut text);
        text
    }

    #[test]
    fn arguments_stand_in_their_places_and_choices_are_made_by_them() {
        assert_eq!(filled_with("{1} after {0} s", &["3", "RTO"]), "RTO after 3 s");
        let packets = "{0?0:nothing|1:{0} packet|:{0} {1?a:big: |:}packets} lost";
        let said = |count, size| filled_with(packets, &[count, size]);
        assert_eq!(said("0", ""), "nothing lost");
        assert_eq!(said("1", ""), "1 packet lost");
        assert_eq!(said("7", "a"), "7 big: packets lost");
        assert_eq!(said("7", "{0}|"), "7 packets lost", "an argument is never read as a line");
    }

    #[test]
    fn nothing_in_a_line_can_break_it() {
        for line in ["{", "}", "{0", "{9}", "{0?", "{0?a:b", "{x?y|z}", "||", "{{}}}"] {
            filled_with(line, &["a"]);
        }
    }

    #[test]
    fn a_table_of_another_build_is_refused() {
        assert!(read(source(Lang::En)).is_some());
        assert!(read("0000000000000000\nhello").is_none());
        assert!(read(&format!("{SHAPE}\none line")).is_none());
    }
}
