//! The two queues of a listening socket: when they are full, and what becomes of them when it is closed.

use super::{attempt, call, client, connect, of, run, said, server, sleep};
use serde_json::json;

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
