//! The runner as somebody at a command line meets it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn wirewalk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirewalk"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// A command's standard output, if it succeeds and complains of nothing.
fn output(arguments: &[&str]) -> String {
    let output = wirewalk(arguments).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{arguments:?}");
    text(&output.stdout).to_owned()
}

/// What a command says as it fails with this status; then it prints nothing else.
fn complaint(status: i32, arguments: &[&str]) -> String {
    let output = wirewalk(arguments).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(status), ""), "{arguments:?}");
    text(&output.stderr).to_owned()
}

fn with_input(arguments: &[&str], input: &str) -> Output {
    let mut child =
        wirewalk(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn place(file: &str) -> String {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(file).to_str().unwrap().to_owned()
}

#[test]
fn presets_are_listed_one_a_line_and_each_runs() {
    let names = output(&["presets"]);
    assert!(names.lines().any(|name| name == "opening"));
    for name in names.lines() {
        assert!(output(&["run", &format!("preset:{name}")]).ends_with("end: Quiet\n"), "{name}");
    }
}

#[test]
fn a_preset_a_file_and_standard_input_are_the_same() {
    let shown = output(&["show", "opening-hello"]);
    let file = place("cli-hello.json");
    std::fs::write(&file, &shown).unwrap();
    let by_name = output(&["run", "preset:opening-hello"]);
    assert_eq!(output(&["run", &file]), by_name);
    let piped = with_input(&["run", "-"], &shown);
    assert_eq!((piped.status.code(), text(&piped.stdout)), (Some(0), by_name.as_str()));
}

#[test]
fn outputs_do_not_spoil_each_other() {
    for arguments in [
        &["run", "preset:opening", "--trace", "-", "--pcapng", "-"][..],
        &["run", "preset:opening", "--trace", "-", "--text"],
        &["run", "preset:opening", "--csv", "-", "--text"],
        &["run", "preset:opening", "--csv", "same", "--trace", "same"],
        &["run", "preset:opening", "--trace", "same", "--pcapng", "same"],
    ] {
        assert!(complaint(1, arguments).contains("only one of the outputs"), "{arguments:?}");
    }
    assert!(complaint(2, &["run", "preset:opening", "--at", "server"]).contains("--pcapng"));
}

/// The preset delays this packet; what is asked for on the command line counts before that.
#[test]
fn drop_counts_before_the_faults_of_the_scenario() {
    let text = output(&["run", "preset:old-duplicate-syn", "--drop", "client.syn.1"]);
    assert!(text.contains("[0] lost: fault 0") && !text.contains("[0] held up"), "{text}");
}

#[test]
fn text_is_one_event_a_line_as_tcpdump_writes() {
    let text = output(&["run", "preset:opening", "--text"]);
    assert_eq!(text, output(&["run", "preset:opening"]), "text is what one gets without asking");
    let syn = "0.020000 client    [0] IP 192.0.2.10.50000 > 198.51.100.5.80: \
               Flags [S], seq 1000, win 64240, options [mss 1460], length 0";
    assert!(text.lines().any(|line| line == syn), "{text}");
}

#[test]
fn drop_loses_one_more_packet() {
    let text = output(&["run", "preset:opening", "--drop", "client.syn.1", "--drop", "client.syn.1.2"]);
    assert_eq!(text.matches("lost: fault").count(), 2);
    assert!(text.contains("3.020000 client    #1 Retransmission timer fires"), "{text}");
}

#[test]
fn packets_are_a_table_for_a_spreadsheet() {
    let file = place("cli-packets.csv");
    assert_eq!(output(&["run", "preset:opening", "--csv", &file]), "");
    let csv = std::fs::read_to_string(&file).unwrap();
    assert_eq!(csv, output(&["run", "preset:opening", "--csv", "-"]));
    let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("number,time_s,name,sender,receiver,"), "{csv}");
    assert!(rows[1].starts_with("0,0.020000000,client.syn.1,client,server,192.0.2.10,50000,"), "{csv}");
}

#[test]
fn a_trace_is_json_with_everything_in_it() {
    let file = place("cli-trace.json");
    assert_eq!(output(&["run", "preset:opening", "--trace", &file]), "");
    let json = std::fs::read_to_string(&file).unwrap();
    assert_eq!(json, output(&["run", "preset:opening", "--trace", "-"]));
    let trace: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(trace["wirewalk"], 1);
    assert_eq!(trace["scenario"]["hosts"][0]["name"], "client");
    assert_eq!(trace["fingerprint"], output(&["run", "preset:opening", "--fingerprint"]).trim());
    let events = trace["events"].as_array().unwrap();
    assert_eq!(events.len(), output(&["run", "preset:opening"]).lines().count());
    assert!(events.iter().any(|event| event["rule"] == "RFC 9293 3.10.7.2" && !event["cause"].is_null()));
    let states: Vec<&str> = trace["snapshots"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|snapshot| snapshot["tcb"]["state"].as_str())
        .collect();
    assert!(states.contains(&"syn-sent") && states.contains(&"established"), "{states:?}");
}

#[test]
fn a_capture_is_pcapng_from_where_one_stands() {
    let at = |host: &[&str]| {
        let file = place(&format!("cli-{}.pcapng", host.len()));
        let arguments = [&["run", "preset:opening", "--drop", "client.syn.1", "--pcapng", &file], host].concat();
        assert_eq!(output(&arguments), "");
        std::fs::read(&file).unwrap()
    };
    let (client, server) = (at(&[]), at(&["--at", "server"]));
    assert_eq!(client[..4], [0x0a, 0x0d, 0x0d, 0x0a]);
    let comments = |capture: &[u8]| String::from_utf8_lossy(capture).matches("client.syn.1").count();
    assert_eq!((comments(&client), comments(&server)), (2, 1), "the lost SYN is seen where it was sent only");
}

#[test]
fn the_fingerprint_is_stable_and_tells_runs_apart() {
    let print = |arguments: &[&str]| output(&[&["run", "--fingerprint"], arguments].concat());
    let opening = print(&["preset:opening"]);
    assert!(opening.len() == 17 && opening.trim().chars().all(|digit| digit.is_ascii_hexdigit()), "{opening}");
    assert_eq!(opening, print(&["preset:opening"]));
    assert_ne!(opening, print(&["preset:opening", "--drop", "client.ack.1"]));
}

#[test]
fn the_schema_is_json_and_describes_a_scenario() {
    let schema: serde_json::Value = serde_json::from_str(&output(&["schema"])).unwrap();
    assert_eq!(schema["title"], "Scenario");
    assert!(schema["properties"]["hosts"].is_object());
}

#[test]
fn help_names_every_command_and_option() {
    let help = output(&["--help"]);
    for command in ["run", "presets", "show", "schema"] {
        assert!(help.contains(command), "{command}");
    }
    let help = output(&["run", "--help"]);
    for option in ["--text", "--trace", "--pcapng", "--at", "--fingerprint", "--drop", "preset:NAME"] {
        assert!(help.contains(option), "{option}");
    }
    assert!(output(&["--version"]).starts_with("wirewalk "));
}

#[test]
fn a_wrong_scenario_is_status_1_with_the_field_and_the_reason() {
    let opening = output(&["show", "opening"]);
    for (right, wrong, field, reason) in [
        (r#""port": 80"#, r#""port": 0"#, "lines[1].port", "0 is not between 1 and 65535"),
        (r#""to": "server""#, r#""to": "nobody""#, "lines[1].to", "no host of this name"),
        (r#""wirewalk": 1"#, r#""wirewalk": 2"#, "wirewalk", "version 2 is not known"),
        (r#""rate_bps": 10000000"#, r#""rate_bps": 1"#, "link.rate_bps", "not between"),
        (r#""address": "198.51.100.5""#, r#""address": "192.0.2.10""#, "hosts[1]", "same name or address"),
        (r#""until_ms": 600000"#, r#""until_ms": 0"#, "until_ms", "0 is not between"),
        (r#""until_ms": 600000"#, r#""until_s": 600"#, "until_s", "unknown field"),
        (r#""address": "198.51.100.5""#, r#""address": "300.1.1.1""#, "hosts[1].address", "invalid IPv4 address"),
        (r#""until_ms": 600000"#, r#""until_ms": "long""#, "until_ms", "invalid type"),
        (r#""name": "client""#, r#""name": "\u001b[2J""#, "hosts[0].name", "lower-case letters"),
        (r#""to": "server""#, r#""to": "client""#, "lines[1].to", "this host itself"),
        (
            r#""start_ms": 0"#,
            r#""title": "A program with a name that is far too long""#,
            "programs[0].title",
            "not between",
        ),
        (
            r#""call": "recv_to_end""#,
            r#""call": "send_hex", "hex": "1a2""#,
            "lines[4].hex",
            "pairs of hexadecimal digits",
        ),
    ] {
        assert!(opening.contains(right), "{right}");
        let output = with_input(&["run", "-"], &opening.replacen(right, wrong, 1));
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{wrong}: {said}");
        assert!(said.starts_with("wirewalk: -: ") && said.contains(field) && said.contains(reason), "{wrong}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let said = complaint(1, &["run", "preset:opening", "--drop", "client.hello.1"]);
    assert!(said.contains("--drop") && said.contains("client.hello.1") && said.contains("kind"), "{said}");
}

#[test]
fn what_is_not_there_is_status_1_and_named() {
    assert!(complaint(1, &["run", "preset:nothing"]).contains("the presets are opening"));
    assert!(complaint(1, &["show", "nothing"]).contains("\"nothing\""));
    assert!(complaint(1, &["run", "no/such/file.json"]).contains("no/such/file.json"));
    assert!(complaint(1, &["run", "preset:opening", "--pcapng", "-", "--at", "router"]).contains("--at router"));
    assert!(complaint(1, &["run", "preset:opening", "--trace", "no/such/place"]).contains("no/such/place"));
    let output = with_input(&["run", "-"], "{");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("line 1"), "{}", text(&output.stderr));
}

#[test]
fn a_command_line_that_is_not_understood_is_status_2() {
    for arguments in [&[][..], &["fly"], &["run"], &["run", "preset:opening", "--speed", "2"], &["show"]] {
        let said = complaint(2, arguments);
        assert!(said.contains("Usage"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = wirewalk(&["run", "preset:silent-host", "--trace", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}
