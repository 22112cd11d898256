//! That scripts can fail, and say where.

use super::Script;

const OPEN: &str =
    "connect = blocks\n> SYN seq 1000 mss 1460\n< SYN+ACK seq 7000 ack 1001 mss 1460\n> ACK seq 1001 ack 7001\n";

fn failures(text: &str) -> Vec<String> {
    match Script::parse(text) {
        Ok(script) => script.run().iter().map(ToString::to_string).collect(),
        Err(failure) => vec![failure.to_string()],
    }
}

#[test]
fn what_happens_as_it_is_written_passes() {
    let text = format!(
        "{OPEN}returns ok\nstate ESTABLISHED\nsend 5 = 5\n> ACK seq 1001 ack 7001 len 5\n+1 > ACK seq 1001 len 5 time 2\n"
    );
    assert_eq!(failures(&text), [""; 0]);
}

#[test]
fn what_does_not_is_named_with_its_line() {
    let after_open = |line: &str| failures(&format!("{OPEN}{line}\n"));
    assert_eq!(after_open("state SYN-SENT"), ["line 5: the state is ESTABLISHED"]);
    assert_eq!(after_open("> ACK seq 1"), ["line 5: nothing was sent"]);
    assert_eq!(after_open("recv = 7"), ["line 5: the call gives Blocks"]);
    assert_eq!(after_open("check snd_una 5"), ["line 5: snd_una is 1001"]);
    assert_eq!(after_open("timer time-wait 5"), ["line 5: the timer is off"]);
    assert_eq!(
        after_open("send 3")[0],
        "line 5: at the end: sent was besides, 0.000 after: ACK seq 1001 ack 7001 len 3 win 64240"
    );
    assert_eq!(
        after_open("send 3\n> ACK seq 1002 len 3")[0],
        "line 6: sent was: ACK seq 1001 ack 7001 len 3 win 64240"
    );
    assert_eq!(after_open("send 3\n> ACK len 3\n+0.5 > ACK len 3"), ["line 7: nothing was sent"]);
}

#[test]
fn cases_begin_anew_and_fail_each_for_itself() {
    let text = format!("{OPEN}case one\nstate ESTABLISHED\ncase two\nstate CLOSED\ncase three\nstate LISTEN\n");
    let expected = ["line 8 (two): the state is ESTABLISHED", "line 10 (three): the state is ESTABLISHED"];
    assert_eq!(failures(&text), expected);
}

#[test]
fn what_is_no_script_is_refused() {
    for (text, problem) in [
        ("jump", "line 1: \"jump\" begins no line"),
        ("# fine\n\n> ACKK", "line 3: \"ACKK\": flags are names joined by +, as SYN+ACK"),
        ("> ACK seq", "line 1: seq needs a number"),
        ("+x nothing", "line 1: \"x\" is no time in seconds"),
        ("state OPEN", "line 1: \"OPEN\" is no state"),
        ("nothing\ntcp {}", "line 2: tcp stands at the beginning"),
        ("tcp {\"mss\": 1}", "line 1: tcp.mss: 1 is not between 64 and 65495"),
        ("send 99999999", "line 1: \"99999999\" is no number, or too large"),
    ] {
        let said = failures(text);
        assert!(
            said.first()
                .is_some_and(|said| said.contains(problem.split_once("tcp.").map_or(problem, |(_, rest)| rest))),
            "{said:?}"
        );
    }
}
