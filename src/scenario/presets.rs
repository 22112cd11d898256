//! The scenarios that lessons and the runner know by name.

use super::format::{Action, Fault, Host, Inbound, Isn, Link, Program, Scenario, SocketKind, Step, Tcp, VERSION};
use std::net::Ipv4Addr;

/// The names, in the order in which a reader meets them.
pub const NAMES: [&str; 5] = ["opening", "opening-hello", "closed-port", "silent-host", "old-duplicate-syn"];

/// When the client's program starts: late enough to see both hosts at rest.
const CLIENT_STARTS_MS: u64 = 20;

/// How long the network holds the first SYN up in `old-duplicate-syn`.
const OLD_SYN_DELAY_MS: u64 = 3_000;

/// The scenario of this name.
pub fn preset(name: &str) -> Option<Scenario> {
    match name {
        "opening" => Some(two_hosts(client_lines(vec![recv()]), server_lines())),
        "opening-hello" => Some(two_hosts(client_lines(vec![send("hello"), recv()]), server_lines())),
        "closed-port" => Some(two_hosts(client_lines(vec![recv()]), Vec::new())),
        "silent-host" => Some(silent_host()),
        "old-duplicate-syn" => Some(old_duplicate_syn()),
        _ => None,
    }
}

fn two_hosts(client: Vec<Step>, server: Vec<Step>) -> Scenario {
    Scenario {
        wirewalk: VERSION,
        seed: 1,
        hosts: vec![
            host("client", Ipv4Addr::new(192, 0, 2, 10), 1_000, CLIENT_STARTS_MS, client),
            host("server", Ipv4Addr::new(198, 51, 100, 5), 7_000, 0, server),
        ],
        link: Link::default(),
        router: None,
        faults: Vec::new(),
        forged: Vec::new(),
        turns: Vec::new(),
        until_ms: 600_000,
    }
}

fn host(name: &str, address: Ipv4Addr, isn: u32, start_ms: u64, lines: Vec<Step>) -> Host {
    let programs =
        if lines.is_empty() { Vec::new() } else { vec![Program { start_ms, role: None, title: String::new(), lines }] };
    Host {
        name: name.to_owned(),
        address,
        tcp: Tcp { isn: Isn::Chosen { first: isn, step: 1_000 }, ..Tcp::default() },
        inbound: Inbound::Accept,
        privileged: true,
        link: None,
        cuts: Vec::new(),
        first_port: 50_000,
        programs,
    }
}

/// A firewall at the server throws everything away.
fn silent_host() -> Scenario {
    let mut scenario = two_hosts(client_lines(vec![recv()]), server_lines());
    if let Some(server) = scenario.hosts.get_mut(1) {
        server.inbound = Inbound::Drop;
    }
    scenario
}

/// RFC 9293 3.5 figure 8: the SYN of an attempt that was given up arrives during the next one, from the same port. For the RST to arrive
/// before the new SYN, as in the figure, the network holds that one up as well.
fn old_duplicate_syn() -> Scenario {
    let from_same_port = || Step::Bind { socket: "s".to_owned(), port: 50_000 };
    let client = vec![
        socket(),
        from_same_port(),
        Step::Try { step: Box::new(connect(Some(500))) },
        Step::Close { socket: "s".to_owned() },
        Step::Sleep { ms: 2_510 },
        socket(),
        from_same_port(),
        connect(None),
        recv(),
    ];
    let delay = |packet: &str, by_ms| Fault { packet: packet.to_owned(), action: Action::Delay { by_ms } };
    Scenario {
        faults: vec![delay("client.syn.1", OLD_SYN_DELAY_MS), delay("client.syn.2", 100)],
        ..two_hosts(client, server_lines())
    }
}

fn server_lines() -> Vec<Step> {
    vec![
        socket(),
        Step::Bind { socket: "s".to_owned(), port: 80 },
        Step::Listen { socket: "s".to_owned(), backlog: 5 },
        Step::Accept { socket: "s".to_owned(), connection: "c".to_owned() },
        Step::RecvToEnd { socket: "c".to_owned() },
    ]
}

fn client_lines(rest: Vec<Step>) -> Vec<Step> {
    let mut lines = vec![socket(), connect(None)];
    lines.extend(rest);
    lines
}

fn socket() -> Step {
    Step::Socket { socket: "s".to_owned(), kind: SocketKind::Stream }
}

fn connect(timeout_ms: Option<u64>) -> Step {
    Step::Connect { socket: "s".to_owned(), to: "server".to_owned(), port: 80, timeout_ms }
}

fn send(text: &str) -> Step {
    Step::Send { socket: "s".to_owned(), text: text.to_owned() }
}

fn recv() -> Step {
    Step::Recv { socket: "s".to_owned(), most: 4_096, timeout_ms: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lesson's program has no more of TCP than this (`sim::tcp::WHOLE`).
    #[test]
    fn lessons_ask_for_nothing_that_their_program_lacks() {
        use crate::sim::tcp::{Choices, Growth, Reduction};
        for name in NAMES {
            let scenario = preset(name).unwrap();
            let plain = |fault: &Fault| matches!(fault.action, Action::Drop | Action::Delay { .. });
            assert!(
                scenario.router.is_none() && scenario.forged.is_empty() && scenario.faults.iter().all(plain),
                "{name}"
            );
            for host in scenario.setup().unwrap().hosts {
                let tcp = host.tcp;
                assert!(
                    !(tcp.sack || tcp.timestamps || tcp.ecn || tcp.rack || tcp.tail_loss_probe || tcp.f_rto),
                    "{name}"
                );
                assert!(tcp.window_scale.is_none() && tcp.keep_alive.is_none() && tcp.syn_backlog.is_none(), "{name}");
                let choices = (tcp.choices, tcp.growth, tcp.reduction);
                assert_eq!(choices, (Choices::Rfc, Growth::Linear, Reduction::AtOnce), "{name}");
            }
        }
    }

    #[test]
    fn every_preset_is_valid() {
        for name in NAMES {
            assert!(preset(name).unwrap().setup().is_ok(), "{name}");
        }
        assert_eq!(preset("nothing"), None);
    }
}
