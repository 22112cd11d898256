//! Scenarios as JSON text. All of the program reads and writes them here: each further way into or out of the format (a byte slice, a
//! tree of values, another style of writing) is compiled for every type of the format once more, 60 to 100 KB of it.

use super::Scenario;
use serde::Serialize;
use serde_json::Value;

/// A scenario from a file's text: whether it makes sense, [`Scenario::setup`] says. The error has line and column.
pub fn read(text: &str) -> Result<Scenario, serde_json::Error> {
    serde_json::from_str(text)
}

/// As a file that people read.
pub fn write(scenario: &Scenario) -> String {
    pretty(scenario)
}

/// A scenario, or a part of one, as a tree of values that can be edited.
pub fn to_value<T: Serialize>(part: &T) -> Value {
    serde_json::from_str(&pretty(part)).unwrap_or_default()
}

/// A scenario from a tree of values.
pub fn from_value(value: &Value) -> Result<Scenario, serde_json::Error> {
    read(&value.to_string())
}

fn pretty<T: Serialize>(part: &T) -> String {
    serde_json::to_string_pretty(part).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::gallery;

    #[test]
    fn a_scenario_is_the_same_by_every_way() {
        for name in gallery::names() {
            let scenario = gallery::scenario(name).unwrap();
            assert_eq!(read(&write(&scenario)).unwrap(), scenario, "{name}");
            assert_eq!(from_value(&to_value(&scenario)).unwrap(), scenario, "{name}");
        }
    }

    #[test]
    fn an_error_has_its_place() {
        let error = read("{\n  \"hosts\": 7\n}").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 12));
    }
}
