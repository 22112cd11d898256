//! What can be done to a scenario, as data. A place in it is written as the checks write it, `hosts[1].tcp.mss`, so that what they find wrong is
//! found again in the editor.
//!
//! An edit is done to the scenario as JSON, which is what the format is: absent fields stay absent. Nothing here knows a page.

use super::hosts;
use crate::scenario::{Invalid, Scenario, file};
use serde_json::{Map, Value};

/// An edit.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Edit {
    /// This stands there; no value: nothing does, and what is left out counts.
    Set(String, Option<Value>),
    /// One more in the list, before this index.
    Insert(String, usize, Value),
    /// One less.
    Remove(String, usize),
    /// Two of the list change places.
    Swap(String, usize, usize),
    /// A host has another name, wherever it is named.
    Rename(usize, String),
    /// One more host, and a router if it takes one.
    AddHost,
    /// One host less, and whatever names it.
    RemoveHost(usize),
    /// Another scenario.
    Whole(Box<Scenario>),
}

/// Why an edit is not done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refusal {
    /// It would not be a scenario that can be run.
    Invalid(Invalid),
    /// It would not be a scenario: what is there is not of the right kind.
    Form,
    /// What was typed is not a number.
    Number,
    /// A number beyond its limits, as they are shown.
    Between(String, String),
    /// Nothing was typed.
    Empty,
}

impl Edit {
    /// The scenario after it.
    pub(super) fn apply(&self, base: &Scenario) -> Result<Scenario, Refusal> {
        let scenario = match self {
            Edit::Whole(scenario) => (**scenario).clone(),
            Edit::Rename(index, name) => hosts::rename(base, *index, name),
            Edit::AddHost => hosts::add(base),
            Edit::RemoveHost(index) => hosts::remove(base, *index),
            edit => {
                let mut value = json(base);
                edit.apply_to(&mut value).ok_or(Refusal::Form)?;
                file::from_value(&value).map_err(|_| Refusal::Form)?
            }
        };
        scenario.setup().map_err(Refusal::Invalid)?;
        Ok(scenario)
    }

    fn apply_to(&self, root: &mut Value) -> Option<()> {
        match self {
            Edit::Set(path, Some(value)) => *slot(root, path)? = value.clone(),
            Edit::Set(path, None) => {
                let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
                slot(root, parent)?.as_object_mut()?.remove(key);
            }
            Edit::Insert(path, index, value) => {
                let list = list(root, path)?;
                list.insert((*index).min(list.len()), value.clone());
            }
            Edit::Remove(path, index) => {
                let list = list(root, path)?;
                if *index < list.len() {
                    list.remove(*index);
                }
            }
            Edit::Swap(path, one, other) => {
                let list = list(root, path)?;
                if one.max(other) < &list.len() {
                    list.swap(*one, *other);
                }
            }
            Edit::Rename(..) | Edit::AddHost | Edit::RemoveHost(_) | Edit::Whole(_) => {}
        }
        Some(())
    }

    /// Whether places have other names after it.
    pub(super) fn moves(&self) -> bool {
        !matches!(self, Edit::Set(..) | Edit::Rename(..))
    }
}

/// A scenario as JSON.
pub(super) fn json(scenario: &Scenario) -> Value {
    file::to_value(scenario)
}

/// What stands at a place.
pub(super) fn get<'a>(root: &'a Value, path: &str) -> Option<&'a Value> {
    keys(path).try_fold(root, |value, key| match key {
        Key::Field(name) => value.get(name),
        Key::Index(index) => value.get(index),
    })
}

/// A list at a place, made if it was left out.
fn list<'a>(root: &'a mut Value, path: &str) -> Option<&'a mut Vec<Value>> {
    let slot = slot(root, path)?;
    if slot.is_null() {
        *slot = Value::Array(Vec::new());
    }
    slot.as_array_mut()
}

/// A place to write to; what it lies in is made if it was left out.
fn slot<'a>(root: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    keys(path).try_fold(root, |value, key| match key {
        Key::Index(index) => value.get_mut(index),
        Key::Field(name) => {
            if value.is_null() {
                *value = Value::Object(Map::new());
            }
            Some(value.as_object_mut()?.entry(name).or_insert(Value::Null))
        }
    })
}

enum Key<'a> {
    Field(&'a str),
    Index(usize),
}

fn keys(path: &str) -> impl Iterator<Item = Key<'_>> {
    path.split(['.', '[']).filter(|part| !part.is_empty()).map(|part| {
        let index = part.strip_suffix(']').and_then(|index| index.parse().ok());
        index.map_or(Key::Field(part), Key::Index)
    })
}
