//! What every part of the editor is drawn from, and what each can ask for.

use super::edit::{self, Edit, Refusal};
use super::field::Field;
use crate::scenario::Scenario;
use crate::text::Lang;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// What was typed and is refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// As it was typed.
    pub typed: String,
    /// Why.
    pub refusal: Refusal,
}

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// The place beside which a refusal is said.
    pub at: String,
    /// What was typed there.
    pub typed: String,
    /// What is to be done, or why it cannot be.
    pub edit: Result<Edit, Refusal>,
    /// The call that is open afterwards; none: the same as before.
    pub open: Option<String>,
    /// The id of the element that has the focus afterwards; none: the same as before.
    pub focus: Option<String>,
}

/// What the editor is drawn from.
#[derive(Clone)]
pub(super) struct Desk {
    /// The language.
    pub lang: Lang,
    /// The scenario.
    pub base: Rc<Scenario>,
    /// The same as JSON.
    pub value: Rc<Value>,
    /// Each host's TCP as its preset has it.
    pub presets: Rc<Vec<Value>>,
    /// What is refused, by place.
    pub drafts: Rc<BTreeMap<String, Draft>>,
    /// The call that is open.
    pub open: Option<String>,
    /// Where wishes go.
    pub wish: Callback<Wish>,
    /// Opens a call, or closes it.
    pub unfold: Callback<Option<String>>,
}

impl Desk {
    /// What stands at a place.
    pub(super) fn at(&self, path: &str) -> Option<&Value> {
        edit::get(&self.value, path)
    }

    /// How many there are in a list.
    pub(super) fn count(&self, path: &str) -> usize {
        self.at(path).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The host that a program of this one would talk to.
    pub(super) fn peer(&self, host: usize) -> &str {
        let mut others = self.base.hosts.iter().enumerate().filter(|(index, _)| *index != host);
        others.next().map_or("", |(_, other)| other.name.as_str())
    }

    /// Something was typed into a field.
    pub(super) fn typed(&self, field: Field, path: String, peer: &str) -> Callback<String> {
        let (wish, peer) = (self.wish.clone(), peer.to_owned());
        Callback::from(move |typed: String| {
            let edit = field.read(&typed, &peer).map(|value| set(&path, value));
            wish.emit(Wish { at: path.clone(), typed, edit, open: None, focus: None });
        })
    }

    /// A button that does something.
    pub(super) fn does(
        &self,
        at: &str,
        edit: Edit,
        open: Option<String>,
        focus: Option<String>,
    ) -> Callback<MouseEvent> {
        let (wish, at) = (self.wish.clone(), at.to_owned());
        Callback::from(move |_: MouseEvent| {
            let (open, focus) = (open.clone(), focus.clone());
            wish.emit(Wish { at: at.clone(), typed: String::new(), edit: Ok(edit.clone()), open, focus });
        })
    }
}

/// What is done when this is to stand there: a host's name stands in many places.
pub(super) fn set(path: &str, value: Option<Value>) -> Edit {
    let host = path.strip_prefix("hosts[").and_then(|rest| rest.strip_suffix("].name")?.parse().ok());
    match (host, value.as_ref().and_then(Value::as_str)) {
        (Some(host), Some(name)) => Edit::Rename(host, name.to_owned()),
        _ => Edit::Set(path.to_owned(), value),
    }
}
