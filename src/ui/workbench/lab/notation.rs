//! Which lines of Python a call of a program stands for, by the call's place in the scenario.

use crate::scenario::Scenario;
use crate::scenario::python::{PythonLine, python};
use serde_json::Value;

/// A program's Python, to be handed out call by call in the order in which calls are written.
pub(super) struct Notation {
    lines: Vec<PythonLine>,
    /// The number of the next call.
    next: usize,
}

impl Notation {
    /// Of a host's program.
    pub(super) fn new(scenario: &Scenario, host: usize, program: usize) -> Notation {
        Notation { lines: python(scenario, host, program), next: 0 }
    }

    /// The lines of the next call, or the head of a loop; indented as they are to one another.
    pub(super) fn take(&mut self) -> String {
        let number = self.next;
        self.next += 1;
        let own: Vec<&PythonLine> = self.lines.iter().filter(|line| line.step == Some(number)).collect();
        let least = own.iter().map(|line| line.indent).min().unwrap_or_default();
        let line = |line: &&PythonLine| format!("{}{}", "    ".repeat(line.indent - least), line.text);
        own.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Past the end of a loop, which is a line of the program but none of the language.
    pub(super) fn close(&mut self) {
        self.next += 1;
    }
}

/// Whether a step is a loop.
pub(super) fn is_loop(step: &Value) -> bool {
    step.get("lines").is_some()
}
