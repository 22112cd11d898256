//! Our remarks on packets are Wireshark's, packet by packet, in every preset and every set-up of the gallery, but where a run knows more than a
//! capture can tell; those places are one table.
//!
//! Without tshark these tests fail: install it (`apt-get install tshark`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use wirewalk::scenario::{Action, Fault, Scenario, gallery, packet_name, presets};
use wirewalk::sim::HostId;
use wirewalk::trace::expert::{Expert, Remark};
use wirewalk::trace::{PacketSpan, Run, pcapng};

/// Wireshark's flags, and ours for the same thing. Its four kinds of sending again are compared as one: which it is, it must guess.
const FLAGS: [(&str, &str); 14] = [
    ("tcp.analysis.retransmission", "retransmission"),
    ("tcp.analysis.fast_retransmission", "retransmission"),
    ("tcp.analysis.spurious_retransmission", "retransmission"),
    ("tcp.analysis.out_of_order", "retransmission"),
    ("tcp.analysis.duplicate_ack_num", "duplicate-ack"),
    ("tcp.analysis.lost_segment", "previous-missing"),
    ("tcp.analysis.zero_window", "zero-window"),
    ("tcp.analysis.window_full", "window-full"),
    ("tcp.analysis.window_update", "window-update"),
    ("tcp.analysis.zero_window_probe", "zero-window-probe"),
    ("tcp.analysis.zero_window_probe_ack", "zero-window-probe-ack"),
    ("tcp.analysis.keep_alive", "keep-alive"),
    ("tcp.analysis.keep_alive_ack", "keep-alive-ack"),
    ("tcp.analysis.reused_ports", "ports-reused"),
];

/// Where we do not agree, and why that is meant: what (`+` what only Wireshark says, `-` what only we say), and of which packet where.
const MEANT: [(&str, &str); 7] = [
    ("cable client.data.4.4 at server -retransmission", NEVER_SEEN),
    ("cable client.data.5.2 at server -retransmission", NEVER_SEEN),
    ("opening-client.syn.1 client.syn.1.2 at server -retransmission", NEVER_SEEN),
    ("opening-server.synack.1 server.synack.1.2 at client -retransmission", NEVER_SEEN),
    (
        "wrong-bit client.fin.1 at server -previous-missing",
        "The data before it came with a wrong bit, so the server has not got it; Wireshark counts what it sees.",
    ),
    ("old-duplicate-syn server.synack.2 at client +previous-missing", ANOTHER_NUMBERING),
    ("old-duplicate-syn server.synack.2 at client +ports-reused", ANOTHER_NUMBERING),
];

/// A listener answers a second, other SYN; where the first answer was taken, the second looks like a third connection.
const ANOTHER_NUMBERING: &str =
    "It begins another numbering: Wireshark takes it for a gap, or for ports used again; a SYN+ACK is neither.";

/// No earlier transmission came to this host, so its capture cannot tell that there was one.
const NEVER_SEEN: &str = "The earlier transmissions never came here: a capture cannot know of them, the run does.";

/// What Wireshark says of each packet of a capture: our comment on it, and its flags.
fn said(name: &str, capture: &[u8]) -> Vec<(String, BTreeSet<String>)> {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("remarks-{name}.pcapng"));
    std::fs::write(&file, capture).unwrap();
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(&file).args(["-n", "-T", "fields", "-E", "separator=|", "-E", "occurrence=f"]);
    tshark.args(["-o", "tcp.desegment_tcp_streams:FALSE", "-e", "frame.comment"]);
    tshark.args(FLAGS.iter().flat_map(|(field, _)| ["-e", field]));
    let output = tshark.output().unwrap_or_else(|error| panic!("tshark cannot be run ({error}); install it"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let mut fields = line.split('|');
        let comment = fields.next().unwrap().to_owned();
        let flags = fields.zip(FLAGS).filter(|(value, _)| !value.is_empty()).map(|(value, (_, ours))| match ours {
            "duplicate-ack" => format!("{ours} {value}"),
            _ => ours.to_owned(),
        });
        (comment, flags.collect())
    };
    text.lines().map(line).collect()
}

/// What we say of a packet where it is seen.
fn ours(expert: &Expert, span: &PacketSpan, outgoing: bool) -> BTreeSet<String> {
    let words = expert.on(span.id).iter().filter_map(|remark| match remark {
        Remark::PreviousMissing if outgoing => None,
        Remark::WindowFull if !outgoing => None,
        Remark::DuplicateAck(count) => Some(format!("duplicate-ack {count}")),
        Remark::OutOfOrder => (!outgoing).then(|| "retransmission".to_owned()),
        remark if remark.is("retransmission") => Some("retransmission".to_owned()),
        remark => FLAGS.iter().find(|(_, ours)| *ours == remark.id()).map(|(_, ours)| (*ours).to_owned()),
    });
    words.collect()
}

/// The differences at every host: `+` what Wireshark says and we do not, `-` what only we say.
fn differences(name: &str, scenario: Scenario) -> Vec<String> {
    let run = Run::new(scenario).unwrap();
    let trace = run.trace();
    let expert = Expert::of(trace);
    let mut all = Vec::new();
    for (at, host) in (0..).map(HostId).zip(trace.hosts()) {
        if host.is_router {
            continue;
        }
        for (comment, theirs) in said(&format!("{name}-{}", host.name), &pcapng::write(trace, at)) {
            let packet = comment.split(';').next().unwrap();
            let copy = comment.contains("a copy");
            let span = trace.packets().iter().find(|span| {
                packet_name(span.name, run.scenario().host_names()) == packet && span.copy_of.is_some() == copy
            });
            let span = span.unwrap_or_else(|| panic!("{name}: no packet {packet}"));
            let outgoing = span.name.from == at;
            // The last byte of the window that its sender knows of: its receiver may have told of more since.
            let theirs: BTreeSet<String> =
                theirs.into_iter().filter(|flag| outgoing || flag != "window-full").collect();
            let ours = ours(&expert, span, outgoing);
            let place = format!("{name} {packet}{} at {}", if copy { " copy" } else { "" }, host.name);
            all.extend(theirs.difference(&ours).map(|flag| format!("{place} +{flag}")));
            all.extend(ours.difference(&theirs).map(|flag| format!("{place} -{flag}")));
        }
    }
    all
}

#[test]
fn remarks_are_those_of_wireshark() {
    let mut all = Vec::new();
    for name in presets::NAMES {
        all.extend(differences(name, presets::preset(name).unwrap()));
    }
    for name in gallery::names() {
        all.extend(differences(name, gallery::scenario(name).unwrap()));
    }
    for packet in ["client.syn.1", "server.synack.1", "client.data.1"] {
        let mut scenario = presets::preset("opening").unwrap();
        scenario.faults.push(Fault { packet: packet.to_owned(), action: Action::Drop });
        all.extend(differences(&format!("opening-{packet}"), scenario));
    }
    let meant: Vec<&str> = MEANT.iter().map(|(what, _)| *what).collect();
    let other: Vec<&String> = all.iter().filter(|what| !meant.contains(&what.as_str())).collect();
    assert!(other.is_empty(), "{other:#?}");
    for (what, reason) in MEANT {
        assert!(all.iter().any(|known| known == what), "{what} is no difference any more: {reason}");
    }
}
