//! Where a field stands in a scenario, and the checks of its value. The words for both are made only when something is wrong: nearly every scenario
//! is right, and words are what costs a reader's time.

use crate::scenario::limits::Limits;
use crate::sim::Span;
use core::fmt;

/// Why a scenario cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field: `hosts[1].programs[0].lines[3].port`.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.reason)
    }
}

impl std::error::Error for Invalid {}

/// A value, or what is wrong.
pub(super) type Check<T> = Result<T, Box<Invalid>>;

/// A field of a scenario, or one of a list: a way back to the whole.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    name: &'static str,
    index: Option<usize>,
}

impl<'a> Place<'a> {
    /// A field of the scenario itself.
    pub(super) const fn root(name: &'static str) -> Place<'static> {
        Place { parent: None, name, index: None }
    }

    /// A field of this one.
    pub(super) fn at(&'a self, name: &'static str) -> Place<'a> {
        Place { parent: Some(self), name, index: None }
    }

    /// One of this list.
    pub(super) fn nth(&self, index: usize) -> Place<'a> {
        Place { index: Some(index), ..*self }
    }

    /// Something is wrong here.
    #[cold]
    #[inline(never)]
    pub(super) fn wrong<T>(&self, reason: String) -> Check<T> {
        Err(Box::new(Invalid { field: self.to_string(), reason }))
    }

    #[inline(never)]
    fn within(&self, value: u64, least: u64, most: u64) -> Check<()> {
        if value < least || value > most {
            return self.wrong(format!("{value} is not between {least} and {most}"));
        }
        Ok(())
    }

    /// A number between two others.
    pub(super) fn number<N: Copy + Into<u64>>(&self, value: N, least: N, most: N) -> Check<N> {
        self.within(value.into(), least.into(), most.into())?;
        Ok(value)
    }

    /// So many of something.
    pub(super) fn count(&self, count: usize, least: usize, most: usize) -> Check<()> {
        let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        self.within(wide(count), wide(least), wide(most))
    }

    /// A stretch of simulated time in milliseconds.
    pub(super) fn millis(&self, ms: u64, least: u64) -> Check<Span> {
        Ok(Span::millis(self.number(ms, least, Limits::MILLISECONDS)?))
    }

    /// A name of a host or a variable.
    pub(super) fn name(&self, value: &str) -> Check<String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if value.is_empty() || value.len() > Limits::NAME_CHARS || !value.chars().all(plain) {
            let most = Limits::NAME_CHARS;
            return self.wrong(format!("a name is 1 to {most} lower-case letters, digits, hyphens or underscores"));
        }
        Ok(value.to_owned())
    }
}

/// As a path: `hosts[1].programs[0].lines[3].port`.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}.")?;
        }
        f.write_str(self.name)?;
        self.index.map_or(Ok(()), |index| write!(f, "[{index}]"))
    }
}
