//! The two queues of a listening socket: when they are full, and what becomes of them when it is closed.

use super::{attempt, call, client, connect, of, run, said, server, sleep};
use serde_json::json;
use wirewalk::trace::Run;
use wirewalk::wire::Flags;

#[test]
fn a_full_backlog_ignores_the_syn_which_comes_again() {
    let late_client = json!([&[sleep(100)][..], &connect(), &[call("recv")]].concat());
    let takes_both = [sleep(500), call("accept"), json!({"call": "accept", "connection": "d"}), of("recv", "d")];
    let run = run(&[client(&[call("recv")]), late_client], &[server(&takes_both)]);
    assert_eq!(said(&run, "BacklogFull").len(), 1);
    assert_eq!(said(&run, "(transmission 2)").len(), 1);
    assert_eq!(said(&run, "accept =").len(), 2);
}

/// Three handshakes run at the same time, and there is room for one: fullness counts at the last ACK as well.
#[test]
fn a_full_backlog_ignores_the_last_ack_too() {
    let clients = [client(&[call("recv")]), client(&[call("recv")]), client(&[call("recv")])];
    let run = run(&clients, &[server(&[sleep(500)])]);
    assert_eq!(said(&run, "SYN-RECEIVED -> ESTABLISHED").len(), 1);
    assert!(said(&run, "BacklogFull").len() >= 2);
    assert!(said(&run, "Flags [S.]").iter().any(|line| line.contains("(transmission 2)") || line.contains("ack")));
}

#[test]
fn a_connection_that_nobody_accepted_is_reset_when_the_listener_closes() {
    let run = run(&[client(&[call("recv")])], &[server(&[sleep(200)])]);
    assert_eq!(said(&run, " = E"), ["a/0 recv = ECONNRESET"]);
    assert_eq!(said(&run, "TIME-WAIT"), [""; 0]);
}

/// The listener closes while the handshake is under way: the last ACK finds nobody and gets an RST.
#[test]
fn a_handshake_dies_with_its_listener() {
    let run = run(&[client(&[call("recv")])], &[server(&[sleep(15)])]);
    assert_eq!(said(&run, "SYN-RECEIVED -> CLOSED"), ["b SYN-RECEIVED -> CLOSED"]);
    assert_eq!(said(&run, " = E"), ["a/0 recv = ECONNRESET"]);
    assert_eq!(said(&run, "end:"), ["- end: Quiet"]);
}

#[test]
fn a_refused_socket_may_try_again() {
    let again = [attempt(&connect()[1]), sleep(100), connect()[1].clone(), call("recv")];
    let client = json!([&[call("socket")][..], &again].concat());
    let late = json!([sleep(50), call("socket"), {"call": "bind", "port": 80}, {"call": "listen"}, {"call": "accept"}]);
    let run = run(&[client], &[late]);
    assert_eq!(said(&run, "connect ="), ["a/0 connect = ECONNREFUSED", "a/0 connect = ok"]);
}

/// The port that the client closed on is still in TIME-WAIT at the server; a new connection from it opens all the same.
#[test]
fn a_connection_in_time_wait_gives_way_to_a_new_one() {
    let bind = json!({"call": "bind", "port": 5_000});
    let visit =
        |wait: u64| [call("socket"), bind.clone(), connect()[1].clone(), call("recv"), call("close"), sleep(wait)];
    let both = json!([visit(1_000), visit(1)].concat());
    let shut = |socket: &str| json!({"call": "shutdown", "socket": socket, "how": "write"});
    let closes_first = [call("accept"), shut("c"), of("recv", "c"), of("close", "c")];
    let run = run(&[both], &[server(&[&closes_first[..], &closes_first].concat())]);
    assert_eq!(said(&run, "connect ="), ["a/0 connect = ok", "a/0 connect = ok"]);
    assert_eq!(said(&run, "-> TIME-WAIT").len(), 2);
    assert_eq!(said(&run, "Flags [R"), [""; 0]);
}

/// Two clients at a socket that may remember one half-open connection. The first one's ACK is lost.
fn crowded(cookies: bool) -> Run {
    let client = |start: u64| {
        let send = json!({"call": "send", "text": "hello"});
        let lines = [&connect()[..], &[send, call("recv")]].concat();
        json!({ "start_ms": start, "lines": lines })
    };
    let server = server(&[call("accept"), of("recv", "c"), sleep(60_000)]);
    let scenario = json!({
        "wirewalk": 1,
        "hosts": [
            { "name": "a", "address": "10.0.0.1", "tcp": {"preset": "modern", "tail_loss_probe": false}, "programs": [client(0), client(200)] },
            {
                "name": "b",
                "address": "10.0.0.2",
                "tcp": {"preset": "modern", "syn_backlog": 1, "syn_cookies": cookies},
                "programs": [{ "lines": server }],
            },
        ],
        "link": { "delay_us": 10_000 },
        "faults": [{"packet": "a.ack.1", "action": "drop"}, {"packet": "a.data.1", "action": "drop"}],
        "until_ms": 900,
    });
    Run::new(serde_json::from_value(scenario).unwrap()).unwrap()
}

#[test]
fn a_cookie_remembers_what_the_listener_cannot() {
    let run = crowded(true);
    assert_eq!(
        said(&run, " recv ="),
        ["b/0 recv = 5 bytes"],
        "the second client's, which came while the first was half open"
    );
    let answer = run.trace().packets().iter().find(|span| span.tcb.is_none()).unwrap();
    let segment = answer.packet.segment().unwrap();
    assert_eq!(segment.flags, Flags::SYN | Flags::ACK);
    let options = &segment.options;
    assert!(!options.sack_permitted && options.window_scale.is_none() && options.timestamps.is_none());
}

#[test]
fn without_cookies_a_crowded_listener_is_deaf() {
    let run = crowded(false);
    assert_eq!(said(&run, " recv ="), [""; 0]);
    assert_eq!(said(&run, "BacklogFull").len(), 1);
}
