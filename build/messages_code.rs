//! Writes messages as Rust functions, each one call with its place in the table, and the table of each language: one message a line.
//!
//! A line is text with arguments by number, `{0} after {1} s`, and choices by an argument, `{0?1:one packet|:{0} packets}`, the last of
//! which has no key. What reads it is `src/text/table.rs`.

use std::fmt::Write as _;

use super::fluent::{Key, Piece};
use super::messages::{Compiled, Function, Kind};

/// The code of all functions, which expects `Lang`, `literal` and `filled` in scope, and the tables.
pub(crate) fn write(functions: &[Function]) -> Compiled {
    let code: String = functions.iter().enumerate().map(|(index, function)| self::function(index, function)).collect();
    let shape = format!("{:016x}", hash(&code));
    let codes = functions.first().map(|function| function.bodies.iter().map(|(code, _)| *code).collect::<Vec<_>>());
    let table = |lang: &str| {
        let bodies = functions.iter().filter_map(|function| {
            let (_, pieces) = function.bodies.iter().find(|(code, _)| *code == lang)?;
            Some(line(function, pieces))
        });
        bodies.fold(shape.clone(), |table, line| table + "\n" + &line)
    };
    let tables: Vec<_> = codes.into_iter().flatten().map(|lang| (lang, table(lang))).collect();
    let count = functions.len();
    let code = format!(
        "/// Says whether a table belongs to this program.\npub(in crate::text) const SHAPE: &str = {shape:?};\n\n\
         /// How many messages there are.\npub(in crate::text) const COUNT: usize = {count};\n\n{code}"
    );
    Compiled { code, tables }
}

fn function(index: usize, function: &Function) -> String {
    let mut parameters = String::from("lang: Lang");
    let mut values = Vec::new();
    for (name, kind) in &function.arguments {
        let (kind, value) = match kind {
            Kind::Text => ("&str", snake(name)),
            Kind::Count => ("u64", format!("&{}.to_string()", snake(name))),
        };
        let _ = write!(parameters, ", {}: {kind}", snake(name));
        values.push(value);
    }
    let (id, name) = (&function.id, snake(&function.id));
    let (result, body) = if values.is_empty() {
        ("&'static str", format!("literal(lang, {index})"))
    } else {
        ("String", format!("filled(lang, {index}, &[{}])", values.join(", ")))
    };
    format!("/// The message `{id}`.\npub fn {name}({parameters}) -> {result} {{\n    {body}\n}}\n\n")
}

fn line(function: &Function, pieces: &[Piece]) -> String {
    let place = |name: &str| function.arguments.keys().position(|known| known == name).unwrap_or_default();
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.replace('\n', " "),
        Piece::Argument(name) => format!("{{{}}}", place(name)),
        Piece::Choice { argument, variants, .. } => {
            let variants =
                variants.iter().map(|(key, pieces)| format!("{}:{}", self::key(key), line(function, pieces)));
            format!("{{{}?{}}}", place(argument), variants.collect::<Vec<_>>().join("|"))
        }
    };
    pieces.iter().map(piece).collect()
}

fn key(key: &Key) -> String {
    match key {
        Key::Number(number) => number.to_string(),
        Key::Word(word) => word.clone(),
        Key::Default => String::new(),
    }
}

/// FNV-1a: a table of another build has another one.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}
