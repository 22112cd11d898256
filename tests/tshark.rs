//! Wireshark's dissector reads every capture that we export: checksums good, nothing malformed, our comments on their packets, and its
//! own analysis counts the retransmissions that we made.
//!
//! Without tshark these tests fail: install it (`apt-get install tshark`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::path::PathBuf;
use std::process::Command;
use wirewalk::scenario::{Action, Fault, Scenario, ShutdownHow, Step, gallery, presets};
use wirewalk::sim::HostId;
use wirewalk::trace::{Fate, PacketSpan, Run, pcapng};

const FIELDS: [&str; 6] = [
    "frame.comment",
    "ip.checksum.status",
    "tcp.checksum.status",
    "_ws.malformed",
    "_ws.expert.severity",
    "tcp.analysis.retransmission",
];

/// Wireshark's number for a checksum that was verified and is right.
const GOOD: &str = "1";

/// Wireshark's number for an expert remark of severity "error": a malformed packet, a wrong checksum.
const ERROR: &str = "8388608";

/// One line for each packet of the capture: the fields, in their order.
fn dissect(name: &str, capture: &[u8]) -> Vec<Vec<String>> {
    dissect_fields(name, capture, &FIELDS)
}

fn dissect_fields(name: &str, capture: &[u8], fields: &[&str]) -> Vec<Vec<String>> {
    // The bytes are no HTTP, although the port says so: it would complain of what it then puts together.
    dissect_with(name, capture, fields, "tcp.desegment_tcp_streams:FALSE")
}

fn dissect_with(name: &str, capture: &[u8], fields: &[&str], option: &str) -> Vec<Vec<String>> {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pcapng"));
    std::fs::write(&file, capture).unwrap();
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(&file).args(["-n", "-T", "fields", "-E", "separator=|", "-E", "occurrence=f"]);
    tshark.args(["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"]);
    tshark.args(["-o", option]);
    tshark.args(fields.iter().flat_map(|field| ["-e", field]));
    let output = tshark.output().unwrap_or_else(|error| panic!("tshark cannot be run ({error}); install it"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: tshark: {errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect()
}

/// Whether the host's interface saw this packet.
fn seen(span: &PacketSpan, at: HostId) -> bool {
    span.name.from == at || matches!(span.fate, Fate::Arrived { .. })
}

/// Packets sent again that can be told to be so there: something at or beyond their numbers was seen before.
fn repetitions(run: &Run, at: HostId) -> usize {
    let when = |span: &PacketSpan| if span.name.from == at { Some(span.sent) } else { span.end_event() };
    let packets: Vec<&PacketSpan> = run.trace().packets().iter().filter(|span| seen(span, at)).collect();
    let known = |span: &PacketSpan, other: &PacketSpan| {
        other.name.from == span.name.from
            && when(other) < when(span)
            && other.packet.segment().unwrap().seq_end().after(span.packet.segment().unwrap().seq)
    };
    let again = packets.iter().filter(|span| span.name.transmission > 1);
    again.filter(|span| packets.iter().any(|other| known(span, other))).count()
}

fn check(name: &str, scenario: Scenario) {
    let run = Run::new(scenario).unwrap();
    for (at, host) in [(HostId(0), "client"), (HostId(1), "server")] {
        let what = format!("{name} at {host}");
        let packets = dissect(&format!("{name}-{host}"), &pcapng::write(run.trace(), at));
        assert_eq!(packets.len(), run.trace().packets().iter().filter(|span| seen(span, at)).count(), "{what}");
        for fields in &packets {
            let [comment, ip, tcp, malformed, severity, _] = fields.as_slice() else { panic!("{what}: {fields:?}") };
            assert!(comment.starts_with("client.") || comment.starts_with("server."), "{what}: comment {comment:?}");
            assert_eq!((ip.as_str(), tcp.as_str()), (GOOD, GOOD), "{what}: {comment}: checksums");
            assert!(malformed.is_empty() && severity != ERROR, "{what}: {comment} is malformed");
        }
        let again = packets.iter().filter(|fields| !fields[5].is_empty()).count();
        assert_eq!(again, repetitions(&run, at), "{what}: retransmissions");
        let said = packets.iter().filter(|fields| fields[0].contains("transmission")).count();
        assert!(said >= again, "{what}: {again} repeated, {said} commented so");
    }
}

fn with_drops(preset: &str, drops: &[&str]) -> Scenario {
    let mut scenario = presets::preset(preset).unwrap();
    let drops = drops.iter().map(|packet| Fault { packet: (*packet).to_owned(), action: Action::Drop });
    scenario.faults.extend(drops);
    scenario
}

#[test]
fn presets() {
    for name in presets::NAMES {
        check(name, with_drops(name, &[]));
    }
}

#[test]
fn losses_in_the_handshake() {
    check("syn-lost", with_drops("opening", &["client.syn.1"]));
    check("synack-lost", with_drops("opening", &["server.synack.1"]));
    check("ack-lost", with_drops("opening", &["client.ack.1"]));
    check("hello-lost", with_drops("opening-hello", &["client.data.1", "client.data.1.2"]));
}

/// A transfer both ways with losses, to the last FIN.
#[test]
fn a_transfer() {
    let drops = ["client.data.3", "server.data.5", "server.fin.1", "server.fin.1.2"];
    let mut scenario = with_drops("opening", &drops);
    let (s, c) = (|| "s".to_owned(), || "c".to_owned());
    let client = [
        Step::SendBytes { socket: s(), count: 20_000 },
        Step::Shutdown { socket: s(), how: ShutdownHow::Write },
        Step::RecvToEnd { socket: s() },
        Step::Close { socket: s() },
    ];
    scenario.hosts[0].programs[0].lines.truncate(2);
    scenario.hosts[0].programs[0].lines.extend(client);
    scenario.hosts[1].programs[0]
        .lines
        .extend([Step::SendBytes { socket: c(), count: 9_000 }, Step::Close { socket: c() }]);
    check("transfer", scenario);
}

/// Every packet of the host's capture has good checksums, but as many as are `damaged`, and none is malformed.
fn reads(name: &str, scenario: &str, host: u32, damaged: usize) -> usize {
    const SUMS: [&str; 6] = [
        "ip.checksum.status",
        "tcp.checksum.status",
        "udp.checksum.status",
        "icmp.checksum.status",
        "_ws.malformed",
        "frame.comment",
    ];
    let run = Run::new(serde_json::from_str(scenario).unwrap()).unwrap();
    let packets = dissect_fields(name, &pcapng::write(run.trace(), HostId(host)), &SUMS);
    // A message quotes only the beginning of a packet: the sums inside it cannot be right.
    let sums = |fields: &[String]| if fields[3].is_empty() { [0, 1, 2] } else { [0, 3, 3] };
    let is_good = |fields: &Vec<String>| sums(fields).iter().all(|at| fields[*at].is_empty() || fields[*at] == GOOD);
    let wrong: Vec<_> = packets.iter().filter(|fields| !is_good(fields)).collect();
    assert_eq!(wrong.len(), damaged, "{name}: {wrong:?}");
    for fields in packets.iter().filter(|fields| is_good(fields)) {
        assert!(fields[4].is_empty(), "{name}: {} is malformed", fields[5]);
    }
    packets.len()
}

/// Datagrams, pieces of them cut by a router, what the network says, a mark, a copy, a wrong bit: seen at three hosts.
#[test]
fn everything_that_a_network_carries() {
    let scenario = r#"{
        "wirewalk": 1,
        "router": {"address": "10.0.9.9"},
        "hosts": [
            {"name": "a", "address": "10.0.0.1", "tcp": {"preset": "modern", "ecn": true}, "programs": [
                {"lines": [{"call": "socket"}, {"call": "connect", "to": "b", "port": 40000}, {"call": "send_bytes", "count": 20000}]},
                {"lines": [{"call": "socket", "kind": "datagram"},
                    {"call": "send_bytes_to", "to": "b", "port": 40001, "count": 3000},
                    {"call": "send_to", "to": "c", "port": 40002, "text": "is anybody there?"}]}]},
            {"name": "b", "address": "10.0.0.2", "tcp": {"preset": "modern", "ecn": true}, "link": {"mtu": 800}, "programs": [
                {"lines": [{"call": "socket"}, {"call": "bind", "port": 40000}, {"call": "listen"}, {"call": "accept"},
                    {"call": "recv_to_end", "socket": "c"}]},
                {"lines": [{"call": "socket", "kind": "datagram"}, {"call": "bind", "port": 40001}, {"call": "recv_from"},
                    {"call": "reply"}]}]},
            {"name": "c", "address": "10.0.0.3"}
        ],
        "faults": [
            {"packet": "a.data.3", "action": "mark"},
            {"packet": "a.data.4", "action": {"duplicate": {}}},
            {"packet": "b.ack.2", "action": {"corrupt": {"bit": 170}}}
        ]
    }"#;
    assert!(reads("network-a", scenario, 0, 1) > 40);
    assert!(reads("network-b", scenario, 1, 0) > 40);
    assert_eq!(reads("network-c", scenario, 2, 0), 2, "a datagram to a port that nobody has, and the answer");
}

/// What a browser says and hears in the gallery's shop is DNS and HTTP to the last byte.
#[test]
fn the_shop_speaks_dns_and_http() {
    const WORDS: [&str; 8] = [
        "dns.qry.name",
        "dns.a",
        "http.request.uri",
        "http.response.code",
        "http.content_length",
        "_ws.malformed",
        "_ws.expert.severity",
        "frame.comment",
    ];
    let run = Run::new(gallery::scenario("shop-browser").unwrap()).unwrap();
    let mut said = Vec::new();
    for (host, name) in (0..).zip(run.scenario().host_names()) {
        let capture = pcapng::write(run.trace(), HostId(host));
        for fields in dissect_with(&format!("shop-{name}"), &capture, &WORDS, "tcp.desegment_tcp_streams:TRUE") {
            let [_, _, _, _, _, malformed, severity, comment] = fields.as_slice() else { panic!("{fields:?}") };
            assert!(malformed.is_empty() && severity != ERROR, "{name}: {comment} is malformed");
            let words = fields[..5].join(" ");
            if name == "laptop" && !words.trim().is_empty() {
                said.push(words.trim().to_owned());
            }
        }
    }
    let expected =
        ["shop.example", "shop.example 198.51.100.5", "/", "200 1484", "/items", "200 97", "/orders  12", "201 30"];
    assert_eq!(said, expected);
}
