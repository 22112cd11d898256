//! Reads the Fluent files of one language into messages whose references are already replaced by what they refer to.
//!
//! Knows one language at a time and no Rust. Left out of Fluent, each refused with a problem: functions, terms with
//! arguments or attributes, selectors that are not a variable, and plural categories that the language does not have.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::{parser, unicode};

use super::names::is_kebab;
use super::{Language, Problem, Source, line_of};

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    Argument(String),
    Choice { argument: String, counted: bool, variants: Vec<(Key, Vec<Piece>)> },
}

/// What must be so for a variant to be taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// This number; English's plural category `one` is the number 1.
    Number(u64),
    Word(String),
    /// None of the others; always the last.
    Default,
}

/// A message, or an attribute of one under the name `message-attribute`.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) pieces: Vec<Piece>,
}

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What stands under a name before references are replaced.
struct Raw<'s> {
    source: &'s Source,
    name: &'s str,
    pattern: Pattern<&'s str>,
}

/// Reads all messages of a language. Problems are added to `problems`; the messages without any are returned.
pub(crate) fn read(language: &Language, problems: &mut Vec<Problem>) -> BTreeMap<String, Message> {
    let mut raws = BTreeMap::new();
    for source in &language.sources {
        collect(source, &mut raws, problems);
    }
    let mut messages = BTreeMap::new();
    for (id, raw) in &raws {
        if id.starts_with('-') {
            continue;
        }
        let mut reader = Reader { raws: &raws, code: language.code, open: vec![id.clone()], source: raw.source };
        match reader.pattern(&raw.pattern) {
            Ok(pieces) => {
                let (file, line) = (raw.source.file.clone(), line_at(raw.source, raw.name));
                let name = id.replace('.', "-");
                if messages.contains_key(&name) {
                    problems.push(Problem::new(&file, line, format!("`{id}` and `{name}` would be one function")));
                }
                messages.insert(name, Message { file, line, pieces: joined(pieces) });
            }
            Err(problem) => problems.push(problem),
        }
    }
    messages
}

/// Puts a file's entries under their names: `message`, `message.attribute`, `-term`.
fn collect<'s>(source: &'s Source, raws: &mut BTreeMap<String, Raw<'s>>, problems: &mut Vec<Problem>) {
    let resource = match parser::parse(source.text.as_str()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = line_of(&source.text, error.pos.start);
                problems.push(Problem::new(&source.file, line, format!("syntax: {error}")));
            }
            resource
        }
    };
    for entry in resource.body {
        let (prefix, id, value, attributes) = match entry {
            Entry::Message(message) => ("", message.id, message.value, message.attributes),
            Entry::Term(term) => ("-", term.id, Some(term.value), term.attributes),
            _ => continue,
        };
        let values = value.into_iter().map(|pattern| (format!("{prefix}{}", id.name), id.name, pattern));
        let attributes = attributes.into_iter().map(|attribute| {
            (format!("{prefix}{}.{}", id.name, attribute.id.name), attribute.id.name, attribute.value)
        });
        for (key, name, pattern) in values.chain(attributes) {
            let mut refuse = |text: String| problems.push(Problem::new(&source.file, line_at(source, name), text));
            if !is_kebab(name) {
                refuse(format!("`{name}` must be small letters and digits joined by hyphens"));
            } else if let Some(first) = raws.get(&key) {
                let place = format!("{}:{}", first.source.file, line_at(first.source, first.name));
                refuse(format!("`{key}` is already defined at {place}"));
            } else {
                raws.insert(key, Raw { source, name, pattern });
            }
        }
    }
}

/// The line of a name that is a slice of the file's own text.
fn line_at(source: &Source, slice: &str) -> usize {
    line_of(&source.text, (slice.as_ptr() as usize).saturating_sub(source.text.as_ptr() as usize))
}

struct Reader<'r, 's> {
    raws: &'r BTreeMap<String, Raw<'s>>,
    code: &'static str,
    /// The names being replaced right now: meeting one again is a circle.
    open: Vec<String>,
    /// The file of the pattern being read.
    source: &'s Source,
}

impl<'s> Reader<'_, 's> {
    fn pattern(&mut self, pattern: &Pattern<&'s str>) -> Result<Vec<Piece>, Problem> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => pieces.push(Piece::Text((*value).to_owned())),
                PatternElement::Placeable { expression } => self.expression(expression, &mut pieces)?,
            }
        }
        Ok(pieces)
    }

    fn expression(&mut self, expression: &Expression<&'s str>, pieces: &mut Vec<Piece>) -> Result<(), Problem> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, pieces),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                pieces.push(self.choice(id.name, variants)?);
                Ok(())
            }
            Expression::Select { variants, .. } => {
                let at = variants.first().map_or("", |variant| key_text(&variant.key));
                Err(self.problem(at, "a selector must be a variable"))
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'s str>, pieces: &mut Vec<Piece>) -> Result<(), Problem> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                pieces.push(Piece::Text(unicode::unescape_unicode_to_string(value).into_owned()));
            }
            InlineExpression::NumberLiteral { value } => pieces.push(Piece::Text((*value).to_owned())),
            InlineExpression::VariableReference { id } => pieces.push(Piece::Argument(self.argument(id.name)?)),
            InlineExpression::Placeable { expression } => self.expression(expression, pieces)?,
            InlineExpression::MessageReference { id, attribute } => {
                let name =
                    attribute.as_ref().map_or_else(|| id.name.to_owned(), |it| format!("{}.{}", id.name, it.name));
                self.reference(id.name, name, pieces)?;
            }
            InlineExpression::TermReference { id, attribute: None, arguments } if is_empty(arguments.as_ref()) => {
                self.reference(id.name, format!("-{}", id.name), pieces)?;
            }
            InlineExpression::TermReference { id, .. } => {
                return Err(self.problem(id.name, "terms with arguments or attributes are not supported"));
            }
            InlineExpression::FunctionReference { id, .. } => {
                return Err(self.problem(id.name, format!("the function {} is not supported", id.name)));
            }
        }
        Ok(())
    }

    fn reference(&mut self, at: &'s str, name: String, pieces: &mut Vec<Piece>) -> Result<(), Problem> {
        if self.open.contains(&name) {
            return Err(self.problem(at, format!("`{name}` refers to itself")));
        }
        let Some(raw) = self.raws.get(&name) else {
            return Err(self.problem(at, format!("`{name}` is not defined")));
        };
        let outer = std::mem::replace(&mut self.source, raw.source);
        self.open.push(name);
        pieces.extend(self.pattern(&raw.pattern)?);
        self.open.pop();
        self.source = outer;
        Ok(())
    }

    fn choice(&mut self, name: &'s str, variants: &[Variant<&'s str>]) -> Result<Piece, Problem> {
        let is_counted = |key: &VariantKey<&str>| match key {
            VariantKey::NumberLiteral { .. } => true,
            VariantKey::Identifier { name } => CATEGORIES.contains(name),
        };
        let counted = variants.iter().all(|variant| is_counted(&variant.key));
        let mut seen = BTreeSet::new();
        let mut read = Vec::new();
        for (index, variant) in variants.iter().enumerate() {
            let key = self.key(variant, counted)?;
            if variant.default != (index + 1 == variants.len()) {
                return Err(self.problem(key_text(&variant.key), "the default variant must be the last"));
            }
            if !seen.insert(key.clone()) {
                return Err(self.problem(key_text(&variant.key), "this variant stands here twice"));
            }
            read.push((key, joined(self.pattern(&variant.value)?)));
        }
        Ok(Piece::Choice { argument: self.argument(name)?, counted, variants: read })
    }

    fn key(&self, variant: &Variant<&'s str>, counted: bool) -> Result<Key, Problem> {
        let text = key_text(&variant.key);
        match &variant.key {
            VariantKey::Identifier { name } if counted && !self.has_category(name) => {
                Err(self.problem(text, format!("`{}` has no plural category `{name}`", self.code)))
            }
            _ if variant.default => Ok(Key::Default),
            VariantKey::Identifier { name: "other" } if counted => {
                Err(self.problem(text, "the category `other` must be the default"))
            }
            VariantKey::Identifier { .. } if counted => Ok(Key::Number(1)),
            VariantKey::Identifier { name } => Ok(Key::Word((*name).to_owned())),
            VariantKey::NumberLiteral { value } if counted => {
                value.parse().map(Key::Number).map_err(|_| self.problem(text, "only whole numbers can be selected"))
            }
            VariantKey::NumberLiteral { .. } => Err(self.problem(text, "numbers and words do not mix in one selector")),
        }
    }

    fn has_category(&self, name: &str) -> bool {
        name == "other" || (name == "one" && self.code == "en")
    }

    fn argument(&self, name: &'s str) -> Result<String, Problem> {
        if is_kebab(name) {
            Ok(name.to_owned())
        } else {
            Err(self.problem(name, format!("`${name}` must be small letters and digits joined by hyphens")))
        }
    }

    fn problem(&self, at: &'s str, text: impl Into<String>) -> Problem {
        Problem::new(&self.source.file, line_at(self.source, at), text)
    }
}

fn is_empty(arguments: Option<&CallArguments<&str>>) -> bool {
    arguments.is_none_or(|arguments| arguments.positional.is_empty() && arguments.named.is_empty())
}

fn key_text<'s>(key: &VariantKey<&'s str>) -> &'s str {
    match key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// Neighbouring texts made one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut done: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (done.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => done.push(piece),
        }
    }
    done
}
