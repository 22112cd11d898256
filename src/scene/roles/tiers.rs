//! In which row each machine stands: the users' first, then those that they ask, then those that these ask.

use crate::scenario::{Role, Scenario, Step};
use crate::sim::ids::HostId;

/// More rows than this would not be read.
const TIERS_MOST: usize = 4;

/// Who asks whom, as the programs say: by connecting, or by sending a datagram to a name.
pub(super) fn edges(scenario: &Scenario) -> Vec<(HostId, HostId)> {
    let mut edges = Vec::new();
    for (from, host) in (0..).map(HostId).zip(&scenario.hosts) {
        let lines = host.programs.iter().flat_map(|program| &program.lines);
        for line in lines {
            collect(scenario, from, line, &mut edges);
        }
    }
    edges
}

fn collect(scenario: &Scenario, from: HostId, step: &Step, edges: &mut Vec<(HostId, HostId)>) {
    match step {
        Step::Connect { to, .. }
        | Step::SendTo { to, .. }
        | Step::SendBytesTo { to, .. }
        | Step::SendHexTo { to, .. } => {
            let named = (0..).map(HostId).zip(scenario.host_names()).find(|(_, name)| name == to);
            let edge = named.map(|(host, _)| (from, host)).filter(|edge| edge.1 != from && !edges.contains(edge));
            edges.extend(edge);
        }
        Step::Try { step } => collect(scenario, from, step, edges),
        Step::Repeat { lines, .. } => lines.iter().for_each(|step| collect(scenario, from, step, edges)),
        _ => {}
    }
}

/// Whether a program there says that it is a name server.
pub(super) fn is_name_server(scenario: &Scenario, host: HostId) -> bool {
    let host = usize::try_from(host.0).ok().and_then(|host| scenario.hosts.get(host));
    host.is_some_and(|host| host.programs.iter().any(|program| program.role == Some(Role::NameServer)))
}

/// The tier of each host. Two that ask each other stand side by side, the first before the second.
pub(super) fn tiers(scenario: &Scenario) -> Vec<usize> {
    let edges = edges(scenario);
    let mut tiers = vec![0; scenario.hosts.len()];
    let place = |host: HostId| usize::try_from(host.0).unwrap_or(usize::MAX);
    for _ in 0..tiers.len().min(TIERS_MOST) {
        for (from, to) in &edges {
            let is_mutual = edges.contains(&(*to, *from)) && to < from;
            let behind = tiers.get(place(*from)).map_or(0, |tier| tier + 1).min(TIERS_MOST - 1);
            if let Some(tier) = tiers.get_mut(place(*to)).filter(|tier| **tier < behind && !is_mutual) {
                *tier = behind;
            }
        }
    }
    if tiers.iter().all(|tier| *tier == 0) {
        for tier in tiers.iter_mut().skip(1) {
            *tier = 1;
        }
    }
    // In a ring nobody would be first.
    let first = tiers.iter().min().copied().unwrap_or(0);
    for tier in &mut tiers {
        *tier -= first;
    }
    tiers
}
