//! Packet names as text: `client.syn.1`, `server.synack.1.2`. Scenarios, links and lessons use the same notation.

use crate::sim::fault::{PacketKind, PacketName, Selector};
use crate::sim::ids::HostId;
use crate::wire::Flags;
use core::fmt;

/// What is wrong with a packet's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Not `host.kind.number` or `host.kind.number.transmission`.
    Form,
    /// No host is called that.
    Host,
    /// No kind is called that.
    Kind,
    /// A number that is not one, or 0.
    Number,
    /// No flag is called that.
    Flag,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NameError::Form => "a packet's name is host.kind.number or host.kind.number.transmission",
            NameError::Host => "there is no host of this name",
            NameError::Kind => "a packet's kind is syn, synack, ack, data, fin, rst, udp, icmp, fragment or forged",
            NameError::Flag => "there is no flag of this name",
            NameError::Number => "the number must be 1 or more",
        })
    }
}

/// The name as text.
pub fn packet_name<'a>(name: PacketName, hosts: impl IntoIterator<Item = &'a str>) -> String {
    let host = usize::try_from(name.from.0).ok().and_then(|index| hosts.into_iter().nth(index)).unwrap_or("?");
    let first = format!("{host}.{}.{}", name.kind.id(), name.nth);
    if name.transmission > 1 { format!("{first}.{}", name.transmission) } else { first }
}

/// The text as a name. `hosts` are the names of the scenario's hosts, in order.
pub fn parse_packet_name<'a>(text: &str, hosts: impl IntoIterator<Item = &'a str>) -> Result<PacketName, NameError> {
    let parts: Vec<&str> = text.split('.').collect();
    let (host, kind, nth, transmission) = match *parts.as_slice() {
        [host, kind, nth] => (host, kind, nth, "1"),
        [host, kind, nth, transmission] => (host, kind, nth, transmission),
        _ => return Err(NameError::Form),
    };
    let (from, _) = (0..).zip(hosts).find(|(_, name)| *name == host).ok_or(NameError::Host)?;
    let kind = PacketKind::ALL.into_iter().find(|known| known.id() == kind).ok_or(NameError::Kind)?;
    Ok(PacketName { from: HostId(from), kind, nth: number(nth)?, transmission: number(transmission)? })
}

/// A number from 1 on, as it is written plainly.
fn number<N: core::str::FromStr>(text: &str) -> Result<N, NameError> {
    let plain = text.starts_with(|first: char| first.is_ascii_digit() && first != '0');
    Some(text).filter(|_| plain).and_then(|text| text.parse().ok()).ok_or(NameError::Number)
}

/// The text as a way to pick a packet: its name, `client.packet.3`, `client.flag.psh.2`, or `client.seq.1461`.
pub(super) fn parse_selector<'a>(
    text: &str,
    hosts: impl IntoIterator<Item = &'a str> + Clone,
) -> Result<Selector, NameError> {
    let parts: Vec<&str> = text.split('.').collect();
    let host = |name: &str| {
        let known = (0..).zip(hosts.clone()).find(|(_, known)| *known == name);
        known.map(|(host, _)| HostId(host)).ok_or(NameError::Host)
    };
    Ok(match *parts.as_slice() {
        [from, "packet", nth] => Selector::Nth { from: host(from)?, nth: number(nth)? },
        [from, "flag", flag, nth] => {
            let flag = Flags::from_names(&flag.to_ascii_uppercase()).ok_or(NameError::Flag)?;
            Selector::Flag { from: host(from)?, flag, nth: number(nth)? }
        }
        [from, "seq", seq] => Selector::Seq { from: host(from)?, seq: number(seq)?, transmission: 1 },
        [from, "seq", seq, transmission] => {
            Selector::Seq { from: host(from)?, seq: number(seq)?, transmission: number(transmission)? }
        }
        _ => Selector::Name(parse_packet_name(text, hosts)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTS: [&str; 2] = ["client", "server"];

    #[test]
    fn names_go_there_and_back() {
        for text in ["client.syn.1", "server.synack.1.2", "client.data.300", "server.rst.2"] {
            assert_eq!(packet_name(parse_packet_name(text, HOSTS).unwrap(), HOSTS), text);
        }
    }

    #[test]
    fn packets_can_be_picked_otherwise() {
        let picked = |text| parse_selector(text, HOSTS);
        assert_eq!(picked("server.packet.3"), Ok(Selector::Nth { from: HostId(1), nth: 3 }));
        let flag = Flags::SYN | Flags::ACK;
        assert_eq!(picked("server.flag.syn+ack.1"), Ok(Selector::Flag { from: HostId(1), flag, nth: 1 }));
        assert_eq!(picked("client.seq.1461.2"), Ok(Selector::Seq { from: HostId(0), seq: 1_461, transmission: 2 }));
        assert!(matches!(picked("client.syn.1"), Ok(Selector::Name(_))));
        assert_eq!(picked("client.flag.bold.1"), Err(NameError::Flag));
        assert_eq!(picked("client.seq.0"), Err(NameError::Number));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, error) in [
            ("client.syn", NameError::Form),
            ("client.syn.1.1.1", NameError::Form),
            ("router.syn.1", NameError::Host),
            ("client.hello.1", NameError::Kind),
            ("client.syn.0", NameError::Number),
            ("client.syn.1.x", NameError::Number),
            ("client.syn.+1", NameError::Number),
            ("client.syn.01", NameError::Number),
            ("client.syn.99999999999", NameError::Number),
        ] {
            assert_eq!(parse_packet_name(text, HOSTS), Err(error), "{text}");
        }
    }
}
