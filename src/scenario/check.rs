//! From a scenario to a world's parts: every field within its limit, every name known. What is wrong is named with its place.

mod faults;
mod link;
mod place;
mod programs;
mod tcp;
mod turns;

pub use place::{Invalid, Wrong};

use super::format::{Host, Inbound, Isn, Scenario, VERSION};
use super::limits::Limits;
use crate::sim::host::{HostSetup, IsnRule};
use crate::sim::{Setup, Time};
use place::{Check, Place};

/// What the router is called.
pub(crate) const ROUTER: &str = "router";

impl Scenario {
    /// The names of the hosts, in order.
    pub fn host_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.hosts.iter().map(|host| host.name.as_str())
    }

    /// A world's parts, if everything is in order.
    pub fn setup(&self) -> Result<Setup, Invalid> {
        self.parts().map_err(|invalid| *invalid)
    }

    fn parts(&self) -> Check<Setup> {
        if self.wirewalk != VERSION {
            return Place::root("wirewalk").wrong(Wrong::Version(self.wirewalk));
        }
        let until = Place::root("until_ms").millis(self.until_ms, 1)?;
        let hosts = self.all_hosts()?;
        self.within_memory()?;
        Ok(Setup {
            seed: self.seed,
            hosts,
            router: self.router.map(|router| router.address),
            faults: self.faults()?,
            forged: self.forged()?,
            turns: self.turns()?,
            until: Time(0) + until,
            events_most: Limits::EVENTS,
        })
    }

    fn all_hosts(&self) -> Check<Vec<HostSetup>> {
        let place = Place::root("hosts");
        let most = if self.router.is_some() { Limits::HOSTS } else { Limits::HOSTS_WITHOUT_ROUTER };
        if self.hosts.len() < 2 || self.hosts.len() > most {
            return place.wrong(Wrong::Hosts { count: self.hosts.len(), most });
        }
        let mut hosts = Vec::new();
        for (index, host) in self.hosts.iter().enumerate() {
            let place = place.nth(index);
            hosts.push(self.host(&place, host)?);
            let same = |other: &Host| other.name == host.name || other.address == host.address;
            let is_router = self.router.is_some_and(|router| router.address == host.address) || host.name == ROUTER;
            if is_router {
                return place.wrong(Wrong::Router);
            }
            if self.hosts.iter().take(index).any(same) {
                return place.wrong(Wrong::Twice);
            }
        }
        Ok(hosts)
    }

    /// What all programs together write is held in memory.
    fn within_memory(&self) -> Check<()> {
        let programs = self.hosts.iter().flat_map(|host| &host.programs);
        let bytes =
            programs.flat_map(|program| &program.lines).map(programs::bytes_written).fold(0, u64::saturating_add);
        if bytes > Limits::BYTES_WRITTEN {
            return Place::root("hosts").wrong(Wrong::Memory(bytes));
        }
        Ok(())
    }

    fn host(&self, place: &Place, host: &Host) -> Check<HostSetup> {
        place.at("name").name(&host.name)?;
        if host.address.is_unspecified() || host.address.is_broadcast() || host.address.is_multicast() {
            return place.at("address").wrong(Wrong::Address(host.address));
        }
        let mut programs = Vec::new();
        let of_programs = place.at("programs");
        of_programs.count(host.programs.len(), 0, Limits::PROGRAMS_PER_HOST)?;
        for (index, program) in host.programs.iter().enumerate() {
            programs.push(self.program(&of_programs.nth(index), &host.name, program)?);
        }
        Ok(HostSetup {
            address: host.address,
            tcp: tcp::config(&place.at("tcp"), &host.tcp)?,
            isn: match host.tcp.isn {
                Isn::Rfc6528 => IsnRule::Rfc6528,
                Isn::Chosen { first, step } => IsnRule::Chosen { first, step },
            },
            drops_incoming: host.inbound == Inbound::Drop,
            privileged: host.privileged,
            link: match &host.link {
                Some(own) => link::config(&place.at("link"), own)?,
                None => link::config(&Place::root("link"), &self.link)?,
            },
            cuts: link::cuts(&place.at("cuts"), &host.cuts)?,
            first_port: place.at("first_port").number(host.first_port, 1, u16::MAX)?,
            programs,
        })
    }
}
