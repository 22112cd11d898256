//! Silence: keep-alive (RFC 9293 3.8.4), FIN-WAIT-2 without a reader, the limit on challenge ACKs (RFC 5961 7), TIME-WAIT that gives way.

use super::*;

const ASKS: KeepAlive = KeepAlive { idle: Span::seconds(60), interval: Span::seconds(10), probes: 3 };

fn asking() -> Patient {
    Patient::open_with(TcpConfig { keep_alive: Some(ASKS), ..TcpConfig::textbook() })
}

#[test]
fn silence_is_asked_about_and_given_up() {
    let mut patient = asking();
    for _ in 0..3 {
        assert_eq!(patient.fires(TimerKind::KeepAlive), ["ACK seq 1000 ack 7001"]);
    }
    assert_eq!(patient.now, Time(0) + Span::seconds(80));
    assert_eq!(patient.fires(TimerKind::KeepAlive), ["RST+ACK seq 1001 ack 7001"]);
    assert_eq!(patient.endpoint.tell_failure(), Some(Failure::TimedOut));
    patient.is(State::Closed);
}

#[test]
fn an_answer_begins_the_silence_anew() {
    let mut patient = asking();
    patient.fires(TimerKind::KeepAlive);
    patient.gets("ACK seq 7001 ack 1001");
    let answered = patient.now;
    assert_eq!(patient.fires(TimerKind::KeepAlive), [""; 0], "it looks, and it was not silent long enough");
    assert_eq!(patient.fires(TimerKind::KeepAlive).len(), 1);
    assert_eq!(patient.now, answered + ASKS.idle);
}

#[test]
fn what_is_in_flight_is_watched_over_already() {
    let mut patient = asking();
    patient.after(Span::seconds(59)).sends(b"x");
    assert_eq!(patient.fires(TimerKind::KeepAlive), [""; 0]);
    patient.is(State::Established);
}

#[test]
fn nobody_asks_who_was_not_told_to() {
    let patient = Patient::open();
    assert_eq!(patient.endpoint.deadline(TimerKind::KeepAlive), None);
}

#[test]
fn a_peer_that_never_finishes_is_forgotten_once_nobody_reads() {
    let mut patient = Patient::open_with(TcpConfig::classic().with_linux_timing());
    patient.closes();
    patient.gets("ACK seq 7001 ack 1002");
    patient.is(State::FinWait2);
    patient.fires(TimerKind::FinWait2);
    patient.is(State::Closed);
    // The RFC knows no such limit, and a half-close has none either.
    let mut patient = Patient::open();
    patient.closes();
    patient.gets("ACK seq 7001 ack 1002");
    assert_eq!(patient.endpoint.deadline(TimerKind::FinWait2), None);
    let mut patient = Patient::open_with(TcpConfig::classic().with_linux_timing());
    patient.shuts_down();
    patient.gets("ACK seq 7001 ack 1002");
    assert_eq!(patient.endpoint.deadline(TimerKind::FinWait2), None);
    patient.closes();
    assert!(patient.endpoint.deadline(TimerKind::FinWait2).is_some(), "until the program lets go");
}

#[test]
fn challenges_are_limited() {
    let mut patient = Patient::open();
    let answers = (0..30).filter(|_| !patient.gets("SYN seq 7001").is_empty()).count();
    assert_eq!(answers, 10);
    assert_eq!(patient.after(Span::seconds(5)).gets("RST seq 7005"), ["ACK seq 1001 ack 7001"]);
    patient.is(State::Established);
}

#[test]
fn time_wait_gives_way_to_a_syn_beyond_its_numbers_only() {
    let mut patient = Patient::open();
    patient.shuts_down();
    patient.gets("FIN+ACK seq 7001 ack 1002");
    patient.is(State::TimeWait);
    let gives_way = |text: &str| patient.endpoint.gives_way_to(&segment(text));
    assert_eq!(gives_way("SYN seq 7003"), Some(SeqNum(1_002)));
    for other in ["SYN seq 7002", "SYN seq 6000", "SYN+ACK seq 7003 ack 1002", "RST seq 7003", "ACK seq 7003 ack 1002"]
    {
        assert_eq!(gives_way(other), None, "{other}");
    }
}
