//! A window that is shut, and the questions whether it has opened (RFC 9293 3.8.6.1, 3.8.6.2.1).

use super::*;

/// The peer has taken 1 000 bytes, half of what it offered, and shut its window; 3 000 more wait.
fn shut(config: TcpConfig) -> Patient {
    let mut patient = Patient::open_to(config, "SYN+ACK seq 7000 ack 1001 win 2000 mss 1460");
    assert_eq!(patient.sends(&[1; 1_000]), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(patient.gets("ACK seq 7001 ack 2001 win 0"), [""; 0]);
    assert_eq!(patient.sends(&[2; 3_000]), [""; 0]);
    patient
}

const STILL_SHUT: &str = "ACK seq 7001 ack 2001 win 0";

#[test]
fn a_shut_window_is_asked_about_with_one_byte() {
    let mut patient = shut(TcpConfig::textbook());
    assert_eq!(patient.endpoint.deadline(TimerKind::Retransmission), None, "nothing is in flight");
    assert_eq!(patient.fires(TimerKind::Persist), ["ACK seq 2001 ack 7001 len 1"]);
    assert_eq!(patient.gets(STILL_SHUT), [""; 0]);
    assert_eq!(patient.fires(TimerKind::Persist), ["ACK seq 2001 ack 7001 len 1"]);
    let opened = patient.gets("ACK seq 7001 ack 2001 win 5000");
    assert_eq!(
        opened,
        ["ACK seq 2001 ack 7001 len 1460", "ACK seq 3461 ack 7001 len 1460"],
        "the byte goes with the others"
    );
    assert_eq!(patient.endpoint.deadline(TimerKind::Persist), None);
}

#[test]
fn the_byte_may_be_taken() {
    let mut patient = shut(TcpConfig::textbook());
    patient.fires(TimerKind::Persist);
    assert_eq!(patient.gets("ACK seq 7001 ack 2002 win 0"), [""; 0]);
    assert_eq!(patient.endpoint.tcb().snd_una, SeqNum(2_002));
    assert_eq!(patient.fires(TimerKind::Persist), ["ACK seq 2002 ack 7001 len 1"]);
}

#[test]
fn linux_asks_with_an_old_number_and_no_byte() {
    let mut patient = shut(TcpConfig::textbook().with_linux_timing());
    assert_eq!(patient.fires(TimerKind::Persist), ["ACK seq 2000 ack 7001"]);
}

#[test]
fn the_questions_become_rarer() {
    let mut patient = shut(TcpConfig::textbook());
    let mut waits = Vec::new();
    for _ in 0..10 {
        let before = patient.now;
        patient.fires(TimerKind::Persist);
        waits.push((patient.now - before).0 / 1_000_000_000);
        patient.gets(STILL_SHUT);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
}

#[test]
fn a_peer_that_answers_is_never_given_up() {
    let mut patient = shut(TcpConfig::textbook());
    for _ in 0..40 {
        patient.fires(TimerKind::Persist);
        patient.gets(STILL_SHUT);
    }
    patient.is(State::Established);
    for _ in 0..10 {
        assert_eq!(patient.fires(TimerKind::Persist).len(), 1, "and one that does not, for a while");
    }
    assert_eq!(patient.fires(TimerKind::Persist), [""; 0]);
    assert_eq!(patient.endpoint.tell_failure(), Some(Failure::TimedOut));
}

#[test]
fn a_window_too_small_to_be_worth_it_is_taken_in_the_end() {
    let mut patient = shut(TcpConfig::textbook());
    assert_eq!(patient.gets("ACK seq 7001 ack 2001 win 100"), [""; 0], "silly");
    assert_eq!(patient.fires(TimerKind::Persist), ["ACK seq 2001 ack 7001 len 100"]);
    assert!(patient.endpoint.deadline(TimerKind::Retransmission).is_some());
}

#[test]
fn a_fin_that_waits_for_the_window_is_asked_about_too() {
    let mut patient = Patient::open_to(TcpConfig::textbook(), "SYN+ACK seq 7000 ack 1001 win 1000 mss 1460");
    patient.sends(&[1; 1_000]);
    patient.gets("ACK seq 7001 ack 2001 win 0");
    assert_eq!(patient.shuts_down(), [""; 0]);
    assert_eq!(patient.fires(TimerKind::Persist), ["ACK seq 2000 ack 7001"]);
    assert_eq!(patient.gets("ACK seq 7001 ack 2001 win 1"), ["FIN+ACK seq 2001 ack 7001"]);
}
