//! Writes messages as Rust functions, each as little as can be: its words, its arguments, and one call that joins them.

use std::fmt::Write as _;

use super::fluent::{Key, Piece};
use super::messages::{Function, Kind};
use super::variant;

/// The code of all functions. It expects `Lang` and `cat(&[&str]) -> String` in scope.
pub(crate) fn write(functions: &[Function]) -> String {
    functions.iter().map(function).collect()
}

fn function(function: &Function) -> String {
    let mut parameters = String::from("lang: Lang");
    for (name, kind) in &function.arguments {
        let kind = match kind {
            Kind::Text => "&str",
            Kind::Count => "u64",
        };
        let _ = write!(parameters, ", {}: {kind}", snake(name));
    }
    let result = if function.arguments.is_empty() { "&'static str" } else { "String" };
    let mut arms = String::new();
    for (code, pieces) in &function.bodies {
        let _ = writeln!(arms, "        Lang::{} => {},", variant(code), body(function, pieces));
    }
    let (id, name) = (&function.id, snake(&function.id));
    format!(
        "/// The message `{id}`.\npub fn {name}({parameters}) -> {result} {{\n    match lang {{\n{arms}    }}\n}}\n\n"
    )
}

fn body(function: &Function, pieces: &[Piece]) -> String {
    if function.arguments.is_empty() {
        // Without arguments there is nothing but text, and texts were joined.
        return parts(function, pieces).pop().unwrap_or_else(|| "\"\"".to_owned());
    }
    if pieces.iter().any(|piece| matches!(piece, Piece::Choice { .. })) {
        return format!("{{ let mut __out = String::new(); {} __out }}", pushes(function, pieces));
    }
    format!("cat(&[{}])", parts(function, pieces).join(", "))
}

/// Expressions of type `&str` for pieces without a choice.
fn parts(function: &Function, pieces: &[Piece]) -> Vec<String> {
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => Some(format!("{text:?}")),
        Piece::Argument(name) => Some(shown(function, name)),
        Piece::Choice { .. } => None,
    };
    pieces.iter().filter_map(part).collect()
}

/// Statements that push the pieces to `__out`.
fn pushes(function: &Function, pieces: &[Piece]) -> String {
    let push = |piece: &Piece| match piece {
        Piece::Text(text) => format!("__out.push_str({text:?});"),
        Piece::Argument(name) => format!("__out.push_str({});", shown(function, name)),
        Piece::Choice { argument, variants, .. } => {
            let arms: Vec<_> = variants
                .iter()
                .map(|(key, pieces)| format!("{} => {{ {} }}", pattern(key), pushes(function, pieces)))
                .collect();
            format!("match {} {{ {} }}", snake(argument), arms.join(" "))
        }
    };
    pieces.iter().map(push).collect::<Vec<_>>().join(" ")
}

fn pattern(key: &Key) -> String {
    match key {
        Key::Number(number) => number.to_string(),
        Key::Word(word) => format!("{word:?}"),
        Key::Default => "_".to_owned(),
    }
}

fn shown(function: &Function, name: &str) -> String {
    match function.arguments.get(name) {
        Some(Kind::Count) => format!("&{}.to_string()", snake(name)),
        Some(Kind::Text) | None => snake(name),
    }
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}
