//! Where a field stands in a scenario, and the checks of its value. The words for both are made only when something is wrong: nearly every scenario
//! is right, and words are what costs a reader's time.

use crate::scenario::format::VERSION;
use crate::scenario::limits::Limits;
use crate::scenario::names::NameError;
use crate::sim::Span;
use core::fmt;
use std::net::Ipv4Addr;

/// Why a scenario cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field: `hosts[1].programs[0].lines[3].port`.
    pub field: String,
    /// What is wrong with it.
    pub reason: Wrong,
}

/// What is wrong with a field. The words are made only for who wants them, in their own language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The format has another version.
    Version(u32),
    /// A number or a length beyond its limits.
    Between {
        /// What it is.
        value: u64,
        /// The least that it may be.
        least: u64,
        /// The most.
        most: u64,
    },
    /// Too few hosts, or too many.
    Hosts {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A host has the name or the address of the router.
    Router,
    /// Two hosts have the same name or address.
    Twice,
    /// The programs write too much, in bytes.
    Memory(u64),
    /// Not the address of one host.
    Address(Ipv4Addr),
    /// Not a name.
    Name,
    /// No host has this name.
    Unknown(String),
    /// The host itself.
    Itself(String),
    /// Too many loops in one another.
    Loops,
    /// A loop or another try where only a call can stand.
    NoCall,
    /// Not the name of a packet.
    Packet(String, NameError),
    /// Not bytes in hexadecimal digits.
    Hex,
    /// Not flags.
    Flags(String),
    /// Not a field, or not one that can be changed.
    Field(String),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Version(version) => write!(f, "version {version} is not known; this is version {VERSION}"),
            Wrong::Between { value, least, most } => write!(f, "{value} is not between {least} and {most}"),
            Wrong::Hosts { count, most } => {
                let why = if *most == Limits::HOSTS { "" } else { "; more than two need a router" };
                write!(f, "{count} hosts; there must be 2 to {most}{why}")
            }
            Wrong::Router => f.write_str("it has the name or the address of the router"),
            Wrong::Twice => f.write_str("another host has the same name or address"),
            Wrong::Memory(bytes) => {
                write!(f, "the programs write {bytes} bytes in all; {} are the most", Limits::BYTES_WRITTEN)
            }
            Wrong::Address(address) => write!(f, "{address} is not the address of one host"),
            Wrong::Name => {
                let most = Limits::NAME_CHARS;
                write!(f, "a name is 1 to {most} lower-case letters, digits, hyphens or underscores")
            }
            Wrong::Unknown(name) => write!(f, "“{name}”: there is no host of this name"),
            Wrong::Itself(name) => write!(f, "“{name}” is this host itself, and no link leads there"),
            Wrong::Loops => write!(f, "{} loops in one another are the most", Limits::LOOPS_IN_LOOPS + 1),
            Wrong::NoCall => f.write_str("only a call can stand here"),
            Wrong::Packet(name, error) => write!(f, "“{name}”: {error}"),
            Wrong::Field(field) => write!(f, "“{field}” is no header field that can be changed"),
            Wrong::Hex => f.write_str("bytes are pairs of hexadecimal digits, as 1a2b"),
            Wrong::Flags(flags) => write!(f, "“{flags}”: flags are names joined by +, as SYN+ACK"),
        }
    }
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
    pub(super) fn wrong<T>(&self, reason: Wrong) -> Check<T> {
        Err(Box::new(Invalid { field: self.to_string(), reason }))
    }

    #[inline(never)]
    fn within(&self, value: u64, least: u64, most: u64) -> Check<()> {
        if value < least || value > most {
            return self.wrong(Wrong::Between { value, least, most });
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
            return self.wrong(Wrong::Name);
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
