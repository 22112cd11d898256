//! One host more, one less, or another name: edits that concern the whole scenario, because hosts are named all over it.

use crate::scenario::{Action, Host, Inbound, Limits, ROUTER, Router, Scenario, Step, Tcp};
use std::net::Ipv4Addr;

/// The host with another name, wherever it is named.
pub(super) fn rename(base: &Scenario, index: usize, name: &str) -> Scenario {
    let mut scenario = base.clone();
    let Some(host) = scenario.hosts.get_mut(index) else { return scenario };
    let before = core::mem::replace(&mut host.name, name.to_owned());
    let renamed = |known: &mut String| {
        if *known == before {
            name.clone_into(known);
        }
    };
    each_step(&mut scenario, &mut |step| {
        if let Some(to) = peer(step) {
            renamed(to);
        }
    });
    let renamed_packet = |packet: &mut String| {
        if let Some(rest) = packet.strip_prefix(&before).and_then(|rest| rest.strip_prefix('.')) {
            *packet = format!("{name}.{rest}");
        }
    };
    for fault in &mut scenario.faults {
        renamed_packet(&mut fault.packet);
        if let Action::HoldBehind { packet } = &mut fault.action {
            renamed_packet(packet);
        }
    }
    for forged in &mut scenario.forged {
        renamed(&mut forged.from);
        renamed(&mut forged.to);
    }
    scenario
}

/// One more host, without programs.
pub(super) fn add(base: &Scenario) -> Scenario {
    let mut scenario = base.clone();
    if scenario.hosts.len() >= Limits::HOSTS_WITHOUT_ROUTER && scenario.router.is_none() {
        scenario.router = Some(Router { address: free_address(&scenario, 1) });
    }
    let taken = |name: &str| name == ROUTER || scenario.hosts.iter().any(|host| host.name == name);
    let name = (scenario.hosts.len() + 1..=99).map(|number| format!("host-{number}")).find(|name| !taken(name));
    let host = Host {
        name: name.unwrap_or_default(),
        address: free_address(&scenario, 10),
        tcp: Tcp::default(),
        inbound: Inbound::Accept,
        privileged: true,
        link: None,
        cuts: Vec::new(),
        first_port: 50_000,
        programs: Vec::new(),
    };
    scenario.hosts.push(host);
    scenario
}

/// The first address of the documentation's network, from this number on, that nobody has.
pub(super) fn free_address(scenario: &Scenario, from: u8) -> Ipv4Addr {
    let taken = |address: &Ipv4Addr| {
        scenario.hosts.iter().any(|host| host.address == *address)
            || scenario.router.is_some_and(|router| router.address == *address)
    };
    (from..=254)
        .map(|last| Ipv4Addr::new(192, 0, 2, last))
        .find(|address| !taken(address))
        .unwrap_or(Ipv4Addr::LOCALHOST)
}

/// One host less: without it, nothing that names it can stay.
pub(super) fn remove(base: &Scenario, index: usize) -> Scenario {
    let mut scenario = base.clone();
    if index >= scenario.hosts.len() {
        return scenario;
    }
    let gone = scenario.hosts.remove(index).name;
    for host in &mut scenario.hosts {
        for program in &mut host.programs {
            without(&gone, &mut program.lines);
        }
        host.programs.retain(|program| !program.lines.is_empty());
    }
    let of_it = |packet: &str| packet.split('.').next() == Some(gone.as_str());
    scenario.faults.retain(|fault| {
        let behind = matches!(&fault.action, Action::HoldBehind { packet } if of_it(packet));
        !behind && !of_it(&fault.packet)
    });
    scenario.forged.retain(|forged| forged.from != gone && forged.to != gone);
    scenario
}

/// Takes out the calls to a host, and the loops that have no other.
fn without(gone: &str, lines: &mut Vec<Step>) {
    lines.retain_mut(|step| match step {
        Step::Repeat { lines, .. } => {
            without(gone, lines);
            !lines.is_empty()
        }
        Step::Try { step } => peer(step).is_none_or(|to| *to != *gone),
        step => peer(step).is_none_or(|to| *to != *gone),
    });
}

/// The host that a call names.
fn peer(step: &mut Step) -> Option<&mut String> {
    match step {
        Step::Connect { to, .. }
        | Step::SendTo { to, .. }
        | Step::SendBytesTo { to, .. }
        | Step::SendHexTo { to, .. } => Some(to),
        _ => None,
    }
}

fn each_step(scenario: &mut Scenario, change: &mut impl FnMut(&mut Step)) {
    fn each(lines: &mut [Step], change: &mut impl FnMut(&mut Step)) {
        for step in lines {
            match step {
                Step::Repeat { lines, .. } => each(lines, change),
                Step::Try { step } => change(step),
                step => change(step),
            }
        }
    }
    for program in scenario.hosts.iter_mut().flat_map(|host| &mut host.programs) {
        each(&mut program.lines, change);
    }
}
