//! A program as the Python 3 that it stands for: complete, to be copied and run. Each line knows which step it comes from.
//!
//! Leaves out when a program starts (whoever starts it decides that) and what it prints (nothing). Python raises `NameError` where a
//! program here uses a variable that it never assigned and gets EBADF.

mod exception;
mod literal;
mod names;
mod steps;
mod tokens;

use super::format::{Scenario, SocketOption, Step};
use steps::Writer;

pub use exception::{OutOfTime, raised};
pub use literal::bytes_shown;
pub use tokens::{Token, TokenKind, tokens};

/// A line of Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PythonLine {
    /// How far it is indented, in steps of four spaces.
    pub indent: usize,
    /// Its text behind the indentation.
    pub text: String,
    /// The number of the step that it comes from, counted as [`crate::sim::program::ProgramSetup`] counts its lines.
    pub step: Option<usize>,
    /// It holds the step's call or is its loop's head; not so the lines around it that the step needs besides.
    pub main: bool,
}

impl PythonLine {
    /// The line as a file has it.
    pub fn source(&self) -> String {
        if self.text.is_empty() { String::new() } else { format!("{}{}", "    ".repeat(self.indent), self.text) }
    }
}

/// The lines of a host's program; none if there is no such program.
pub fn python(scenario: &Scenario, host: usize, program: usize) -> Vec<PythonLine> {
    let program = scenario.hosts.get(host).and_then(|host| host.programs.get(program));
    let Some(program) = program else { return Vec::new() };
    let mut every = Vec::new();
    collect(&program.lines, &mut every);
    let mut writer = Writer::new(scenario, &every);
    writer.head(&every);
    writer.steps(&program.lines, false);
    writer.lines
}

/// The program as a file.
pub fn source(lines: &[PythonLine]) -> String {
    lines.iter().map(|line| line.source() + "\n").collect()
}

/// Every call, also those in loops, in the order in which they are written.
fn collect<'a>(steps: &'a [Step], every: &mut Vec<&'a Step>) {
    for step in steps {
        match step {
            Step::Repeat { lines, .. } => collect(lines, every),
            Step::Try { step } => every.push(step),
            step => every.push(step),
        }
    }
}

/// The modules that the calls need.
fn modules(every: &[&Step]) -> Vec<&'static str> {
    let lingers = |step: &&&Step| matches!(step, Step::SetOption { option: SocketOption::LingerZero, .. });
    let mut modules = vec!["socket"];
    modules.extend(every.iter().find(lingers).map(|_| "struct"));
    modules.extend(every.iter().find(|step| matches!(step, Step::Sleep { .. })).map(|_| "time"));
    modules
}

#[cfg(test)]
mod tests;
