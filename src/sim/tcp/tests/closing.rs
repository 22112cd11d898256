//! Closing: every order of the two FINs, half-close, TIME-WAIT, and data that nobody will read (RFC 9293 3.6, 3.10.4).

use super::*;

#[test]
fn the_active_closer_waits_the_passive_one_does_not() {
    let mut active = Patient::open();
    assert_eq!(active.closes(), ["FIN+ACK seq 1001 ack 7001"]);
    active.is(State::FinWait1);
    active.gets("ACK seq 7001 ack 1002");
    active.is(State::FinWait2);
    assert_eq!(active.gets("FIN+ACK seq 7001 ack 1002"), ["ACK seq 1002 ack 7002"]);
    active.is(State::TimeWait);
    active.fires(TimerKind::TimeWait);
    active.is(State::Closed);
    assert_eq!(active.now, Time(0) + Span::seconds(240));

    let mut passive = Patient::open();
    assert_eq!(passive.gets("FIN+ACK seq 7001 ack 1001"), ["ACK seq 1001 ack 7002"]);
    passive.is(State::CloseWait);
    assert_eq!(passive.closes(), ["FIN+ACK seq 1001 ack 7002"]);
    passive.is(State::LastAck);
    assert_eq!(passive.gets("ACK seq 7002 ack 1002"), [""; 0]);
    passive.is(State::Closed);
}

#[test]
fn three_segments_are_enough() {
    let mut active = Patient::open();
    active.closes();
    assert_eq!(active.gets("FIN+ACK seq 7001 ack 1002"), ["ACK seq 1002 ack 7002"]);
    active.is(State::TimeWait);
}

#[test]
fn closing_at_once_leaves_both_in_time_wait() {
    let mut one = Patient::open();
    one.closes();
    assert_eq!(one.gets("FIN+ACK seq 7001 ack 1001"), ["ACK seq 1002 ack 7002"]);
    one.is(State::Closing);
    one.gets("ACK seq 7002 ack 1002");
    one.is(State::TimeWait);
    assert_eq!(one.endpoint.deadline(TimerKind::Retransmission), None);
}

#[test]
fn a_late_copy_of_the_fin_begins_time_wait_anew() {
    let mut active = Patient::open();
    active.closes();
    active.gets("FIN+ACK seq 7001 ack 1002");
    active.after(Span::seconds(100));
    assert_eq!(active.gets("FIN+ACK seq 7001 ack 1002"), ["ACK seq 1002 ack 7002"]);
    assert_eq!(active.endpoint.deadline(TimerKind::TimeWait), Some(Time(0) + Span::seconds(340)));
    active.after(Span::seconds(100));
    assert_eq!(active.gets("ACK seq 7002 ack 1002"), [""; 0], "a plain ACK does not");
    assert_eq!(active.endpoint.deadline(TimerKind::TimeWait), Some(Time(0) + Span::seconds(340)));
}

#[test]
fn half_closed_it_still_receives_and_the_other_still_sends() {
    let mut done = Patient::open();
    done.shuts_down();
    done.gets("ACK seq 7001 ack 1002");
    assert_eq!(done.gets("ACK seq 7001 ack 1002 len 100"), ["ACK seq 1002 ack 7101"]);
    assert_eq!(done.reads().len(), 100);
    done.is(State::FinWait2);

    let mut other = Patient::open();
    other.gets("FIN+ACK seq 7001 ack 1001");
    assert_eq!(other.sends(b"still here"), ["ACK seq 1001 ack 7002 len 10"]);
    other.is(State::CloseWait);
    assert_eq!(other.endpoint.recv(10, other.now, &mut other.effects), Read::EndOfFile);
}

#[test]
fn nothing_is_written_after_the_fin() {
    let mut patient = Patient::open();
    patient.shuts_down();
    assert_eq!(patient.endpoint.send(b"more", patient.now, &mut patient.effects), Written::Closed);
    assert_eq!(patient.shuts_down(), [""; 0], "a second shutdown says nothing");
}

#[test]
fn the_fin_follows_the_last_byte_and_is_repeated_until_it_is_acknowledged() {
    let mut patient = Patient::open();
    patient.sends(&[1; 100]);
    assert_eq!(patient.shuts_down(), ["FIN+ACK seq 1101 ack 7001"]);
    assert_eq!(patient.gets("ACK seq 7001 ack 1101"), [""; 0]);
    patient.is(State::FinWait1);
    assert_eq!(patient.fires(TimerKind::Retransmission), ["FIN+ACK seq 1101 ack 7001"]);
    patient.gets("ACK seq 7001 ack 1102");
    patient.is(State::FinWait2);
}

#[test]
fn a_fin_beyond_a_gap_waits_for_the_gap_to_close() {
    let mut patient = Patient::open();
    assert_eq!(patient.gets("FIN+ACK seq 7101 ack 1001"), ["ACK seq 1001 ack 7001"]);
    patient.is(State::Established);
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 100"), ["ACK seq 1001 ack 7102"]);
    patient.is(State::CloseWait);
}

#[test]
fn closing_with_unread_data_is_a_reset() {
    let mut patient = Patient::open();
    patient.gets("ACK seq 7001 ack 1001 len 100");
    assert_eq!(patient.closes(), ["RST+ACK seq 1001 ack 7101"]);
    patient.is(State::Closed);
}

#[test]
fn data_after_close_is_a_reset() {
    let mut patient = Patient::open();
    patient.closes();
    patient.gets("ACK seq 7001 ack 1002");
    assert_eq!(patient.gets("ACK seq 7001 ack 1002 len 1"), ["RST+ACK seq 1002 ack 7001"]);
    patient.is(State::Closed);
    let mut linux = Patient::open_with(TcpConfig::classic().with_linux_timing());
    linux.closes();
    assert_eq!(linux.gets("ACK seq 7001 ack 1001 len 1"), ["RST seq 1001"]);
    linux.is(State::Closed);
}

#[test]
fn an_unanswered_fin_ends_in_giving_up() {
    let mut patient = Patient::open();
    patient.closes();
    let mut tries = 0;
    while patient.endpoint.state() != State::Closed {
        tries += patient.fires(TimerKind::Retransmission).len();
    }
    assert_eq!(tries, 10);
    assert_eq!(patient.endpoint.tell_failure(), Some(Failure::TimedOut));
}
