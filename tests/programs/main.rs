//! Programs and their socket calls as a whole run shows them: what blocks, what fails with which error, what is closed when.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

mod broken;
mod closing;
mod listening;

use serde_json::{Value, json};
use wirewalk::sim::EventId;
use wirewalk::trace::{Run, text};

/// A run of two hosts, `a` and `b`, 10 ms apart, with these programs.
fn run(a: &[Value], b: &[Value]) -> Run {
    let host = |name: &str, address: &str, programs: &[Value]| {
        let programs: Vec<Value> = programs.iter().map(|lines| json!({ "lines": lines })).collect();
        let isn = json!({ "chosen": { "first": if name == "a" { 1_000 } else { 7_000 }, "step": 1_000 } });
        json!({ "name": name, "address": address, "tcp": { "isn": isn }, "programs": programs })
    };
    let scenario = json!({
        "wirewalk": 1,
        "hosts": [host("a", "10.0.0.1", a), host("b", "10.0.0.2", b)],
        "link": { "delay_us": 10_000, "rate_bps": 100_000_000_000_u64 },
    });
    Run::new(serde_json::from_value(scenario).unwrap()).unwrap()
}

/// The lines that contain this, without their times and the numbers of control blocks.
fn said(run: &Run, what: &str) -> Vec<String> {
    let lines = (0..run.trace().len()).map(|id| text::line(run.trace(), EventId(id)));
    let told = lines.filter(|line| line.contains(what));
    let words = |line: String| {
        line.split_whitespace().skip(1).filter(|word| !word.starts_with('#')).collect::<Vec<_>>().join(" ")
    };
    told.map(words).collect()
}

fn connect() -> [Value; 2] {
    [json!({"call": "socket"}), json!({"call": "connect", "to": "b", "port": 80})]
}

fn client(rest: &[Value]) -> Value {
    json!([&connect()[..], rest].concat())
}

fn server(rest: &[Value]) -> Value {
    let opens =
        [json!({"call": "socket"}), json!({"call": "bind", "port": 80}), json!({"call": "listen", "backlog": 0})];
    json!([&opens[..], rest].concat())
}

fn call(name: &str) -> Value {
    json!({ "call": name })
}

fn sleep(ms: u64) -> Value {
    json!({ "call": "sleep", "ms": ms })
}

/// The call, after which the program goes on if it fails.
fn attempt(step: &Value) -> Value {
    json!({ "call": "try", "step": step })
}

fn of(name: &str, socket: &str) -> Value {
    json!({ "call": name, "socket": socket })
}

#[test]
fn a_variable_that_is_assigned_anew_lets_go_of_its_socket() {
    let clients = [client(&[call("recv")]), client(&[call("recv")])];
    let run = run(&clients, &[server(&[call("accept"), call("accept"), of("recv", "c")])]);
    assert_eq!(said(&run, "accept ="), ["b/0 accept = ok", "b/0 accept = ok"]);
    assert_eq!(said(&run, "recv = 0"), ["a/0 recv = 0 bytes (end of file)"], "only the first one was closed");
    assert_eq!(said(&run, "-> FIN-WAIT-1"), ["b ESTABLISHED -> FIN-WAIT-1"]);
}

#[test]
fn the_end_of_a_process_closes_its_sockets() {
    let run = run(&[client(&[])], &[server(&[call("accept"), of("recv_to_end", "c")])]);
    assert_eq!(said(&run, "exit"), ["a/0 exit", "b/0 exit"]);
    assert_eq!(said(&run, "-> TIME-WAIT"), ["a FIN-WAIT-2 -> TIME-WAIT"]);
    assert_eq!(said(&run, "LISTEN -> CLOSED"), ["b LISTEN -> CLOSED"]);
}

#[test]
fn a_port_is_taken_once() {
    let bind = |port: u16| json!({"call": "bind", "socket": "t", "port": port});
    let two = server(&[of("socket", "t"), bind(80)]);
    let run_listening = run(&[], &[two]);
    assert_eq!(said(&run_listening, " = E"), ["b/0 bind = EADDRINUSE"]);
    // Also by a socket that does nothing with it yet.
    let idle = json!([call("socket"), json!({"call": "bind", "port": 90}), of("socket", "t"), bind(90)]);
    assert_eq!(said(&run(&[], &[idle]), " = E"), ["b/0 bind = EADDRINUSE"]);
}

#[test]
fn errors_have_their_names() {
    let reads = |name: &str| json!({"call": "try", "step": {"call": name}});
    let sends = json!({"call": "try", "step": {"call": "send", "text": "x"}});
    // The server closes with unread data: a reset.
    let rude = [call("accept"), sleep(100), of("close", "c")];
    let first = json!({"call": "send", "text": "unread"});
    let run_reset = run(&[client(&[first, reads("recv"), sends.clone()])], &[server(&rude)]);
    assert_eq!(said(&run_reset, " = E"), ["a/0 recv = ECONNRESET", "a/0 send = EPIPE"], "an error is told once");

    let shut = json!({"call": "shutdown", "how": "write"});
    let run_shut = run(&[client(&[shut, sends])], &[server(&[call("accept"), of("recv_to_end", "c")])]);
    assert_eq!(said(&run_shut, " = E"), ["a/0 send = EPIPE"]);

    let run_early = run(&[json!([call("socket"), call("recv")])], &[]);
    assert_eq!(said(&run_early, " = E"), ["a/0 recv = ENOTCONN"]);
    assert_eq!(said(&run_early, "exit"), ["a/0 exit"], "an error that is not expected ends the process");
}

#[test]
fn a_programs_own_limit_is_not_the_systems() {
    let patience = json!([call("socket"), {"call": "connect", "to": "b", "port": 80, "timeout_ms": 5}]);
    let run = run(&[patience], &[server(&[call("accept")])]);
    assert_eq!(said(&run, "connect ="), ["a/0 connect = timed out (the program's own limit)"]);
    // The SYN+ACK finds nobody any more, and its sender learns that.
    assert_eq!(said(&run, "Flags [R]").len(), 2, "sent and arrived");
    assert_eq!(said(&run, "-> LISTEN"), ["b CLOSED -> LISTEN", "b SYN-RECEIVED -> LISTEN"]);
}

#[test]
fn a_writer_waits_for_the_reader() {
    let writes = json!({"call": "send_bytes", "count": 300_000});
    let lazy = [call("accept"), sleep(5_000), of("recv_to_end", "c")];
    let run = run(&[client(&[writes])], &[server(&lazy)]);
    let sent = said(&run, "send =");
    assert_eq!(sent, ["a/0 send = 300000 bytes"]);
    let window_shut = said(&run, "win 0,");
    assert!(!window_shut.is_empty(), "the window must have shut");
    assert_eq!(said(&run, "end:"), ["- end: Quiet"]);
    assert_eq!(said(&run, "end of file").len(), 1, "and everything arrived in the end");
}
