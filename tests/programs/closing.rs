//! Closing with something still on its way, and closing what is closed.

use super::{call, client, of, run, said, server, sleep};
use serde_json::json;
use wirewalk::trace::Run;

/// The state changes at the call, although the FIN has to wait for the data before it (RFC 9293 3.10.4).
#[test]
fn closing_with_data_to_send_changes_the_state_at_once() {
    let shut = |socket: &str| json!({"call": "shutdown", "socket": socket, "how": "write"});
    let writes = [json!({"call": "send_bytes", "count": 65_536}), shut("s"), call("recv_to_end")];
    let run = run(&[client(&writes)], &[server(&[call("accept"), shut("c"), of("recv_to_end", "c")])]);
    let states: Vec<_> = said(&run, "-> ").into_iter().filter(|line| line.starts_with("a ")).skip(2).collect();
    assert_eq!(
        states,
        ["a ESTABLISHED -> FIN-WAIT-1", "a FIN-WAIT-1 -> CLOSING", "a CLOSING -> TIME-WAIT", "a TIME-WAIT -> CLOSED"]
    );
    assert_eq!(said(&run, "end of file").len(), 2);
}

/// A FIN takes up a number: it waits until the window covers it, and nobody is given up meanwhile (RFC 9293 3.8.6.1).
#[test]
fn a_fin_waits_for_a_window_that_covers_it() {
    let shut = json!({"call": "shutdown", "how": "write"});
    let writes = [json!({"call": "send_bytes", "count": 64_240}), sleep(5_000), shut, call("recv")];
    let run = run(&[client(&writes)], &[server(&[call("accept"), sleep(400_000), of("recv_to_end", "c")])]);
    let fins = said(&run, "Flags [F").into_iter().filter(|line| line.contains("IP 10.0.0.1"));
    assert_eq!(fins.count(), 1, "sent once, when it can be taken");
    assert!(said(&run, "Persist timer fires").len() > 3, "and asked about before");
    assert_eq!(said(&run, " = E"), [""; 0]);
    assert_eq!(said(&run, "end of file").len(), 2);
}

#[test]
fn closing_in_time_wait_resets_nobody() {
    let shut = json!({"call": "shutdown", "how": "write"});
    let writes = [shut, sleep(2_000), call("close"), sleep(1)];
    let run = run(
        &[client(&writes)],
        &[server(&[call("accept"), json!({"call": "send", "socket": "c", "text": "bye"}), of("close", "c")])],
    );
    assert_eq!(said(&run, "Flags [R"), [""; 0]);
    assert_eq!(said(&run, "TIME-WAIT -> CLOSED").len(), said(&run, "-> TIME-WAIT").len());
}

/// Its descriptors have numbers, and a listening socket has a lower one than what it accepted.
#[test]
fn a_process_that_ends_closes_its_listening_socket_first() {
    let waits = || client(&[sleep(500)]);
    let run = run(&[waits(), waits()], &[server(&[call("accept"), sleep(200)])]);
    let ends = said(&run, "IP 10.0.0.2.80 >").into_iter().filter(|line| line.contains("[R") || line.contains("[F"));
    let flags: Vec<_> =
        ends.filter_map(|line| line.split_once("Flags ").map(|(_, rest)| rest[..4].to_owned())).collect();
    assert_eq!(flags, ["[R.]", "[F.]"], "who was not accepted is reset, then who was hears that it is over");
}

/// The server's FIN is lost, and with it the ACK of the client's. Sent again, it arrives in the moment in which the client would send its own
/// again. Timers of Linux are late, never early.
#[test]
fn with_linux_timing_what_arrives_is_before_a_timer() {
    let host = |name: &str, address: &str, lines: serde_json::Value| {
        let tcp = json!({"preset": "classic", "linux_timing": true});
        json!({"name": name, "address": address, "tcp": tcp, "programs": [{"lines": lines}]})
    };
    let shut = json!({"call": "shutdown", "how": "write"});
    let writes = [json!({"call": "send_bytes", "count": 100}), shut, call("recv_to_end")];
    let reads = [call("accept"), of("recv_to_end", "c"), of("close", "c")];
    let scenario = json!({
        "wirewalk": 1,
        "hosts": [host("a", "10.0.0.1", client(&writes)), host("b", "10.0.0.2", server(&reads))],
        "link": {"delay_us": 25_000, "rate_bps": 10_000_000},
        "faults": [{"packet": "b.fin.1", "action": "drop"}],
    });
    let run = Run::new(serde_json::from_value(scenario).unwrap()).unwrap();
    let fins = said(&run, "Flags [F").into_iter().filter(|line| line.contains("IP 10.0.0.1"));
    assert_eq!(fins.count(), 1);
}
