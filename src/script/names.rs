//! Numbers that a script cannot know because the host chooses them, as a SYN cookie is: the line that first expects one gives it a name.

use std::collections::BTreeMap;

/// A sequence number as it is written: `1001`, `cookie`, `cookie+1`.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The name of the number from which it is counted; without one it is itself.
    name: Option<String>,
    plus: u32,
}

impl Number {
    pub(super) fn parse(text: &str) -> Option<Number> {
        if !text.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Some(Number { name: None, plus: text.parse().ok()? });
        }
        let (name, plus) = match text.split_once('+') {
            Some((name, plus)) => (name, plus.parse().ok()?),
            None => (text, 0),
        };
        let is_name = name.chars().all(|letter| letter.is_ascii_lowercase());
        is_name.then(|| Number { name: Some(name.to_owned()), plus })
    }
}

/// The numbers that have names.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, u32>);

impl Names {
    /// What a number is.
    pub(super) fn value(&self, number: &Number) -> Result<u32, String> {
        let Some(name) = &number.name else { return Ok(number.plus) };
        let known = self.0.get(name).ok_or_else(|| format!("no number has the name {name} yet"))?;
        Ok(known.wrapping_add(number.plus))
    }

    /// The same of a number that was expected and came as `sent`: a new name means that one from now on.
    pub(super) fn take(&mut self, number: &Number, sent: u32) -> u32 {
        let Some(name) = &number.name else { return number.plus };
        let known = self.0.entry(name.clone()).or_insert_with(|| sent.wrapping_sub(number.plus));
        known.wrapping_add(number.plus)
    }
}
