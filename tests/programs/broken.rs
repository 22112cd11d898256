//! What calls return on a connection that broke, as Linux has it: errors are told once, and an end of file is never taken back.

use super::{attempt, call, client, of, run, said, server, sleep};
use serde_json::json;

/// The classic: the first write to a peer that has gone succeeds, the second one does not.
#[test]
fn writing_to_a_peer_that_has_gone_breaks_the_pipe() {
    let send = json!({"call": "send", "text": "x"});
    let shut = json!({"call": "shutdown", "how": "write"});
    let tries = [sleep(500), send.clone(), sleep(500), call("recv"), send.clone(), send, call("recv"), shut];
    let tries: Vec<_> = tries.iter().map(attempt).collect();
    let run = run(&[client(&tries)], &[server(&[call("accept"), of("close", "c")])]);
    assert_eq!(said(&run, " recv ="), ["a/0 recv = 0 bytes (end of file)", "a/0 recv = 0 bytes (end of file)"]);
    assert_eq!(said(&run, " send ="), ["a/0 send = 1 bytes", "a/0 send = EPIPE", "a/0 send = EPIPE"]);
    assert_eq!(said(&run, " shutdown ="), ["a/0 shutdown = ENOTCONN"]);
}

#[test]
fn calls_on_what_is_no_connection() {
    let calls = [call("recv"), json!({"call": "send", "text": "x"}), json!({"call": "shutdown", "how": "write"})];
    let fresh: Vec<_> = [&[call("socket")][..], &calls.each_ref().map(attempt)].concat();
    let none: Vec<_> = calls.iter().map(attempt).collect();
    let errors =
        |run| said(&run, " = E").iter().map(|line| line.split(" = ").last().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(errors(run(&[json!(fresh)], &[])), ["ENOTCONN", "EPIPE", "ENOTCONN"]);
    assert_eq!(errors(run(&[json!(none)], &[])), ["EBADF", "EBADF", "EBADF"]);
}

#[test]
fn a_connected_socket_does_not_connect_again() {
    let again = attempt(&super::connect()[1]);
    let run = run(&[client(&[again])], &[server(&[call("accept"), of("recv", "c")])]);
    assert_eq!(said(&run, " = E"), ["a/0 connect = EISCONN"]);
}
