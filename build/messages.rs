//! Holds the messages of all languages against the first one and gives each function its arguments.
//!
//! Knows nothing of Fluent's syntax nor of how the code is written.

use std::collections::BTreeMap;

use super::fluent::{self, Message, Piece};
use super::{Language, Outcome, Problem, messages_code};

/// What an argument is in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `&str`.
    Text,
    /// `u64`: something is chosen by its number.
    Count,
}

/// A message in every language.
#[derive(Debug)]
pub(crate) struct Function {
    /// As in the Fluent files, attributes joined by a hyphen.
    pub(crate) id: String,
    /// In the order of their names.
    pub(crate) arguments: BTreeMap<String, Kind>,
    /// A language's code and its words.
    pub(crate) bodies: Vec<(&'static str, Vec<Piece>)>,
}

/// What the messages come to.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// The functions.
    pub(crate) code: String,
    /// Each language's code and its table.
    pub(crate) tables: Vec<(&'static str, String)>,
}

/// Marks of the tables, which no text may contain.
const MARKS: [char; 3] = ['{', '}', '|'];

/// The most arguments of a message: each is one digit in a table.
const ARGUMENTS_MOST: usize = 10;

/// How an argument is used in one place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Shown,
    Word,
    Number,
}

/// Rust's words, and the names that generated code uses itself.
const RESERVED: [&str; 58] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "filled", "final", "fn", "for", "gen", "if", "impl", "in", "lang", "let", "literal",
    "loop", "macro", "match", "messages", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "Self", "static", "str", "struct", "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield",
];

/// Compiles the messages of all languages.
pub(crate) fn compile(languages: &[Language]) -> Outcome<Compiled> {
    let mut problems = Vec::new();
    let tables: Vec<_> =
        languages.iter().map(|language| (language.code, fluent::read(language, &mut problems))).collect();
    let Some((first, others)) = tables.split_first() else { return Ok(Compiled::default()) };
    // A file that cannot be read would make every message of it "missing": say only what is really wrong.
    if problems.is_empty() {
        for other in others {
            compare(first, other, &mut problems);
        }
    }
    let mut functions = Vec::new();
    for (id, message) in &first.1 {
        let bodies: Vec<_> = tables.iter().filter_map(|(code, table)| Some((*code, table.get(id)?))).collect();
        match arguments(id, message, &bodies) {
            Ok(arguments) => {
                let bodies = bodies.into_iter().map(|(code, message)| (code, message.pieces.clone())).collect();
                functions.push(Function { id: id.clone(), arguments, bodies });
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(messages_code::write(&functions));
    }
    problems.sort();
    Err(problems)
}

type Table = (&'static str, BTreeMap<String, Message>);

fn compare((first_code, first): &Table, (code, table): &Table, problems: &mut Vec<Problem>) {
    for (id, message) in first {
        let Some(other) = table.get(id) else {
            problems.push(Problem::new(&message.file, message.line, format!("`{id}` is missing in `{code}`")));
            continue;
        };
        let (expected, found) = (names(&message.pieces), names(&other.pieces));
        if expected != found {
            let text = format!("`{id}` has the arguments [{found}], but [{expected}] in `{first_code}`");
            problems.push(Problem::new(&other.file, other.line, text));
        }
    }
    for (id, message) in table {
        if !first.contains_key(id) {
            problems.push(Problem::new(
                &message.file,
                message.line,
                format!("`{id}` does not exist in `{first_code}`"),
            ));
        }
    }
}

fn names(pieces: &[Piece]) -> String {
    let mut uses = Vec::new();
    find_uses(pieces, &mut uses);
    let mut names: Vec<_> = uses.into_iter().map(|(name, _)| format!("${name}")).collect();
    names.sort();
    names.dedup();
    names.join(", ")
}

fn arguments(id: &str, at: &Message, bodies: &[(&str, &Message)]) -> Result<BTreeMap<String, Kind>, Problem> {
    let refuse = |text: String| Problem::new(&at.file, at.line, text);
    if RESERVED.contains(&id) {
        return Err(refuse(format!("`{id}` cannot be a function's name")));
    }
    if let Some((_, message)) = bodies.iter().find(|(_, message)| has_mark(&message.pieces)) {
        let text = format!("`{id}` must not contain a brace or a bar");
        return Err(Problem::new(&message.file, message.line, text));
    }
    let mut uses = Vec::new();
    for (_, message) in bodies {
        find_uses(&message.pieces, &mut uses);
    }
    let mut arguments = BTreeMap::new();
    for (name, _) in &uses {
        let is_used = |how| uses.contains(&(name, how));
        if RESERVED.contains(name) {
            return Err(refuse(format!("`${name}` cannot be an argument's name")));
        }
        if is_used(Use::Word) && is_used(Use::Number) {
            return Err(refuse(format!("`${name}` selects by words and by numbers")));
        }
        arguments.insert((*name).to_owned(), if is_used(Use::Number) { Kind::Count } else { Kind::Text });
    }
    if arguments.len() > ARGUMENTS_MOST {
        return Err(refuse(format!("`{id}` has more than {ARGUMENTS_MOST} arguments")));
    }
    Ok(arguments)
}

fn has_mark(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(text) => text.contains(MARKS),
        Piece::Argument(_) => false,
        Piece::Choice { variants, .. } => variants.iter().any(|(_, pieces)| has_mark(pieces)),
    })
}

fn find_uses<'p>(pieces: &'p [Piece], uses: &mut Vec<(&'p str, Use)>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Argument(name) => uses.push((name, Use::Shown)),
            Piece::Choice { argument, counted, variants } => {
                uses.push((argument, if *counted { Use::Number } else { Use::Word }));
                for (_, pieces) in variants {
                    find_uses(pieces, uses);
                }
            }
        }
    }
}
