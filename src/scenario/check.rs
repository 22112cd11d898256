//! From a scenario to a world's parts: every field within its limit, every name known. What is wrong is named with its place.

mod faults;
mod link;
mod programs;
mod tcp;

use super::format::{Host, Inbound, Isn, Scenario, VERSION};
use super::limits::Limits;
use crate::sim::host::{HostSetup, IsnRule};
use crate::sim::{Setup, Span, Time};
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

fn invalid<T>(field: impl Into<String>, reason: impl Into<String>) -> Result<T, Invalid> {
    Err(Invalid { field: field.into(), reason: reason.into() })
}

fn between<N: Copy + PartialOrd + fmt::Display>(
    field: impl Into<String>,
    value: N,
    least: N,
    most: N,
) -> Result<N, Invalid> {
    if value < least || value > most {
        return invalid(field, format!("{value} is not between {least} and {most}"));
    }
    Ok(value)
}

/// What the router is called.
pub(crate) const ROUTER: &str = "router";

impl Scenario {
    /// The names of the hosts, in order.
    pub fn host_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.hosts.iter().map(|host| host.name.as_str())
    }

    /// A world's parts, if everything is in order.
    pub fn setup(&self) -> Result<Setup, Invalid> {
        if self.wirewalk != VERSION {
            return invalid("wirewalk", format!("version {} is not known; this is version {VERSION}", self.wirewalk));
        }
        let most = if self.router.is_some() { Limits::HOSTS } else { Limits::HOSTS_WITHOUT_ROUTER };
        if self.hosts.len() < 2 || self.hosts.len() > most {
            let why = if self.router.is_none() { "; more than two need a router" } else { "" };
            return invalid("hosts", format!("{} hosts; there must be 2 to {most}{why}", self.hosts.len()));
        }
        let until = between("until_ms", self.until_ms, 1, Limits::MILLISECONDS)?;
        let hosts = self.hosts.iter().enumerate().map(|(index, host)| self.host(&format!("hosts[{index}]"), host));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        self.within_memory()?;
        for (index, host) in self.hosts.iter().enumerate() {
            let same = |other: &Host| other.name == host.name || other.address == host.address;
            let is_router = self.router.is_some_and(|router| router.address == host.address) || host.name == ROUTER;
            if is_router {
                return invalid(format!("hosts[{index}]"), "it has the name or the address of the router");
            }
            if self.hosts.iter().take(index).any(same) {
                return invalid(format!("hosts[{index}]"), "another host has the same name or address");
            }
        }
        Ok(Setup {
            seed: self.seed,
            hosts,
            router: self.router.map(|router| router.address),
            faults: self.faults()?,
            forged: self.forged()?,
            until: Time(0) + Span::millis(until),
            events_most: Limits::EVENTS,
        })
    }

    /// What all programs together write is held in memory.
    fn within_memory(&self) -> Result<(), Invalid> {
        let programs = self.hosts.iter().flat_map(|host| &host.programs);
        let bytes =
            programs.flat_map(|program| &program.lines).map(programs::bytes_written).fold(0, u64::saturating_add);
        between("hosts", bytes, 0, Limits::BYTES_WRITTEN).map_err(|_| Invalid {
            field: "hosts".to_owned(),
            reason: format!("the programs write {bytes} bytes in all; {} are the most", Limits::BYTES_WRITTEN),
        })?;
        Ok(())
    }

    fn host(&self, field: &str, host: &Host) -> Result<HostSetup, Invalid> {
        name(&format!("{field}.name"), &host.name)?;
        if host.address.is_unspecified() || host.address.is_broadcast() || host.address.is_multicast() {
            return invalid(format!("{field}.address"), format!("{} is not the address of one host", host.address));
        }
        let programs_field = format!("{field}.programs");
        between(programs_field.as_str(), host.programs.len(), 0, Limits::PROGRAMS_PER_HOST)?;
        let programs = host.programs.iter().enumerate();
        let programs =
            programs.map(|(index, program)| self.program(&format!("{programs_field}[{index}]"), &host.name, program));
        Ok(HostSetup {
            address: host.address,
            tcp: tcp::config(&format!("{field}.tcp"), &host.tcp)?,
            isn: match host.tcp.isn {
                Isn::Rfc6528 => IsnRule::Rfc6528,
                Isn::Chosen { first, step } => IsnRule::Chosen { first, step },
            },
            drops_incoming: host.inbound == Inbound::Drop,
            privileged: host.privileged,
            link: match &host.link {
                Some(own) => link::config(&format!("{field}.link"), own)?,
                None => link::config("link", &self.link)?,
            },
            cuts: link::cuts(&format!("{field}.cuts"), &host.cuts)?,
            first_port: between(format!("{field}.first_port"), host.first_port, 1, u16::MAX)?,
            programs: programs.collect::<Result<_, _>>()?,
        })
    }
}

/// A stretch of simulated time in milliseconds.
fn millis(field: impl Into<String>, ms: u64, least: u64) -> Result<Span, Invalid> {
    Ok(Span::millis(between(field, ms, least, Limits::MILLISECONDS)?))
}

fn name(field: &str, value: &str) -> Result<String, Invalid> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if value.is_empty() || value.len() > Limits::NAME_CHARS || !value.chars().all(plain) {
        let most = Limits::NAME_CHARS;
        return invalid(field, format!("a name is 1 to {most} lower-case letters, digits, hyphens or underscores"));
    }
    Ok(value.to_owned())
}
