//! What two scenarios have different, and which of that is behind the first event that differs.

use super::Side;
use crate::scenario::{Fault, Scenario, Turn};
use crate::sim::ids::HostId;
use crate::sim::{Actor, Direction, EventId, EventKind};
use crate::trace::Run;
use serde_json::Value;

/// A field that two scenarios have different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it stands: `hosts[0].tcp.growth`.
    pub path: String,
    /// What it is, as it is written in a file, the present run's first; none where it is left out.
    pub values: [Option<String>; 2],
}

/// Why two runs part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Something happens to a packet in one of them.
    Fault {
        /// In this one.
        side: Side,
        /// What.
        fault: Fault,
    },
    /// Something is changed in the midst of one of them.
    Turn {
        /// Of this one.
        side: Side,
        /// What.
        turn: Turn,
    },
    /// A program makes other calls.
    Program {
        /// On this host.
        host: HostId,
    },
    /// A setting is another one; and so many more are.
    Setting {
        /// The one that is nearest to the event.
        change: Change,
        /// How many others there are.
        more: usize,
    },
}

/// Every field that two scenarios have different, apart from what happens to packets and what changes in the midst of a run.
pub fn changes(here: &Scenario, there: &Scenario) -> Vec<Change> {
    let plain = |scenario: &Scenario| {
        let plain = Scenario { faults: Vec::new(), turns: Vec::new(), ..scenario.clone() };
        serde_json::to_value(plain).unwrap_or_default()
    };
    let mut found = Vec::new();
    differ(String::new(), [Some(&plain(here)), Some(&plain(there))], &mut found);
    found
}

/// The differences of two values, the outermost fields that have no fields of their own.
fn differ(path: String, pair: [Option<&Value>; 2], found: &mut Vec<Change>) {
    match pair {
        [one, other] if one == other => {}
        [Some(Value::Object(one)), Some(Value::Object(other))] => {
            let only = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(only) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                differ(path, [one.get(key), other.get(key)], found);
            }
        }
        [Some(Value::Array(one)), Some(Value::Array(other))] if !path.ends_with("lines") => {
            for index in 0..one.len().max(other.len()) {
                differ(format!("{path}[{index}]"), [one.get(index), other.get(index)], found);
            }
        }
        _ => found.push(Change { path, values: pair.map(|value| value.map(written)) }),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// What is behind the first events that differ.
pub(super) fn reason(runs: [&Run; 2], first: Side, event: EventId) -> Option<Reason> {
    for side in [first, first.other()] {
        let (one, other) = (side.of(&runs), side.other().of(&runs));
        let Some(kind) = one.trace().event(event).map(|event| &event.kind) else { continue };
        if let Some(fault) = super::fault_of(kind).and_then(|fault| nth(&one.scenario().faults, fault))
            && !other.scenario().faults.contains(fault)
        {
            return Some(Reason::Fault { side, fault: fault.clone() });
        }
        if let EventKind::Turned { turn, .. } = kind
            && let Some(turn) = nth(&one.scenario().turns, *turn)
        {
            return Some(Reason::Turn { side, turn: turn.clone() });
        }
    }
    let [here, there] = runs;
    let changes = changes(here.scenario(), there.scenario());
    let actor = first.of(&runs).trace().event(event).map(|event| event.actor);
    let host = match actor {
        Some(Actor::Stack(host) | Actor::Program(host, _) | Actor::Link(Direction { from: host, .. })) => Some(host),
        _ => None,
    };
    let of_host = |part: &str| host.map(|host| format!("hosts[{}].{part}", host.0));
    let find = |start: Option<String>| {
        changes.iter().find(|change| start.as_ref().is_some_and(|it| change.path.starts_with(it)))
    };
    if let (Some(Actor::Program(host, _)), Some(_)) = (actor, find(of_host("programs"))) {
        return Some(Reason::Program { host });
    }
    let near = find(of_host("tcp")).or_else(|| find(of_host("")));
    let change = near.or_else(|| changes.iter().find(|change| change.path != "seed")).or(changes.first())?;
    Some(Reason::Setting { change: change.clone(), more: changes.len() - 1 })
}

fn nth<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?)
}
