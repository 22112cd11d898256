//! Loss that duplicate ACKs tell of: four ways to take it (RFC 5681 3.2, RFC 6582, RFC 6675), and limited transmit (RFC 3042).

use super::*;

/// Twenty segments of 1 000 bytes are in flight, and nothing more is to be sent; the window was twenty segments.
fn twenty(config: TcpConfig) -> Patient {
    let mut patient =
        Patient::open_to(TcpConfig { mss: 1_000, ..config }, "SYN+ACK seq 7000 ack 1001 mss 1000 sackok 1");
    patient.endpoint.tcb.congestion.cwnd = 20_000;
    assert_eq!(patient.sends(&vec![0; 20_000]).len(), 20);
    patient
}

fn config(loss_recovery: LossRecovery) -> TcpConfig {
    TcpConfig { loss_recovery, ..TcpConfig::textbook() }
}

const AGAIN: &str = "ACK seq 7001 ack 1001";

fn window(patient: &Patient) -> (u32, u32) {
    let congestion = patient.endpoint.tcb().congestion;
    (congestion.cwnd, congestion.ssthresh)
}

#[test]
fn three_equal_acks_are_two_duplicates_and_a_fourth_makes_three() {
    let mut patient = twenty(config(LossRecovery::Reno));
    // The ACK that acknowledged the SYN's answer was sent by us; the first of the peer's equal ACKs is a duplicate already.
    assert_eq!(patient.gets(AGAIN), [""; 0]);
    assert_eq!(patient.gets(AGAIN), [""; 0]);
    assert_eq!(patient.gets(AGAIN), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(window(&patient), (13_000, 10_000), "half of the flight, and the three that have left");
}

#[test]
fn an_ack_with_data_or_another_window_is_no_duplicate() {
    let mut patient = twenty(config(LossRecovery::Reno));
    for text in ["seq 7001 ack 1001 len 1", "seq 7002 ack 1001 win 60000", "seq 7002 ack 1001 win 60001"] {
        patient.gets(&format!("ACK {text}"));
    }
    assert_eq!(patient.endpoint.tcb().snd_wnd, 60_001, "they were looked at");
    assert_eq!(patient.endpoint.tcb().recovery.duplicate_acks, 0);
}

#[test]
fn tahoe_begins_anew_from_one_segment() {
    let mut patient = twenty(config(LossRecovery::Tahoe));
    (0..2).for_each(|_| assert_eq!(patient.gets(AGAIN), [""; 0]));
    assert_eq!(patient.gets(AGAIN), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(window(&patient), (1_000, 10_000));
    assert_eq!(patient.gets(AGAIN), [""; 0], "later duplicates change nothing");
    assert_eq!(
        patient.gets("ACK seq 7001 ack 2001"),
        ["ACK seq 2001 ack 7001 len 1000", "ACK seq 3001 ack 7001 len 1000"]
    );
    assert_eq!(window(&patient).0, 2_000, "slow start");
}

/// Segments 1 and 3 are lost. Reno takes the first new ACK for the end, and is left with a timer for the second loss.
#[test]
fn reno_repairs_one_loss_a_window() {
    let mut patient = twenty(config(LossRecovery::Reno));
    (0..18).for_each(|_| drop(patient.gets(AGAIN)));
    assert_eq!(window(&patient).0, 28_000, "inflated by each duplicate");
    assert_eq!(patient.gets("ACK seq 7001 ack 3001"), [""; 0]);
    assert_eq!(window(&patient), (10_000, 10_000));
    assert_eq!(patient.endpoint.tcb().recovery.phase, Phase::Open);
    assert_eq!(patient.fires(TimerKind::Retransmission), ["ACK seq 3001 ack 7001 len 1000"]);
}

/// The same for NewReno: the partial ACK points at the second hole.
#[test]
fn newreno_goes_from_hole_to_hole() {
    let mut patient = twenty(config(LossRecovery::NewReno));
    (0..18).for_each(|_| drop(patient.gets(AGAIN)));
    assert_eq!(patient.gets("ACK seq 7001 ack 3001"), ["ACK seq 3001 ack 7001 len 1000"]);
    assert_eq!(patient.endpoint.tcb().recovery.phase, Phase::FastRecovery);
    assert_eq!(patient.gets("ACK seq 7001 ack 21001"), [""; 0]);
    assert_eq!((patient.endpoint.tcb().recovery.phase, window(&patient)), (Phase::Open, (2_000, 10_000)), "no burst");
}

#[test]
fn only_the_first_partial_ack_restarts_the_timer() {
    let mut patient = twenty(config(LossRecovery::NewReno));
    (0..3).for_each(|_| drop(patient.gets(AGAIN)));
    patient.after(Span::millis(100)).gets("ACK seq 7001 ack 3001");
    let deadline = patient.endpoint.deadline(TimerKind::Retransmission);
    assert_eq!(deadline, Some(patient.now + patient.endpoint.tcb().rto.current()));
    patient.after(Span::millis(100)).gets("ACK seq 7001 ack 5001");
    assert_eq!(patient.endpoint.deadline(TimerKind::Retransmission), deadline);
}

#[test]
fn without_fast_retransmit_the_timer_is_waited_for() {
    let mut patient = twenty(config(LossRecovery::Off));
    (0..9).for_each(|_| assert_eq!(patient.gets(AGAIN), [""; 0]));
    assert_eq!(patient.fires(TimerKind::Retransmission), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(window(&patient), (1_000, 10_000));
}

/// Late duplicates of a repaired loss do not begin a second recovery (RFC 6582 3.2, `recover`).
#[test]
fn duplicates_of_what_a_timeout_repaired_are_not_believed() {
    let mut patient = twenty(config(LossRecovery::NewReno));
    patient.fires(TimerKind::Retransmission);
    patient.gets("ACK seq 7001 ack 2001");
    let before = window(&patient);
    (0..5).for_each(|_| drop(patient.gets("ACK seq 7001 ack 2001")));
    assert_eq!(window(&patient), before);
}

#[test]
fn limited_transmit_lets_out_two_and_they_do_not_count() {
    let mut patient = twenty(TcpConfig { limited_transmit: true, ..config(LossRecovery::NewReno) });
    assert_eq!(patient.sends(&[0; 5_000]), [""; 0], "the window is full");
    assert_eq!(patient.gets(AGAIN), ["ACK seq 21001 ack 7001 len 1000"]);
    assert_eq!(patient.gets(AGAIN), ["ACK seq 22001 ack 7001 len 1000"]);
    assert_eq!(patient.gets(AGAIN), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(window(&patient).1, 10_000);
}

/// Segments 1, 3 and 5 are lost, and the peer says so.
#[test]
fn with_sack_only_the_holes_are_filled_and_the_end() {
    let mut patient = twenty(TcpConfig::sack());
    let report = |patient: &mut Patient, blocks: &str| patient.gets(&format!("ACK seq 7001 ack 1001 {blocks}"));
    assert_eq!(report(&mut patient, "from 2001 to 3001"), [""; 0]);
    assert_eq!(report(&mut patient, "from 4001 to 5001 from 2001 to 3001"), [""; 0]);
    let third = "from 6001 to 7001 from 4001 to 5001 from 2001 to 3001";
    assert_eq!(report(&mut patient, third), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(window(&patient), (10_000, 10_000));
    let mut said = Vec::new();
    for end in (8_001..=21_001).step_by(1_000) {
        said.extend(report(&mut patient, &format!("from 6001 to {end} from 4001 to 5001 from 2001 to 3001")));
    }
    let last = "ACK seq 20001 ack 7001 len 1000";
    assert_eq!(said, ["ACK seq 3001 ack 7001 len 1000", "ACK seq 5001 ack 7001 len 1000", last], "each once");
    assert_eq!(patient.gets("ACK seq 7001 ack 21001"), [""; 0]);
    assert_eq!((patient.endpoint.tcb().recovery.phase, window(&patient).0), (Phase::Open, 10_000));
}

/// A receiver may take back what it reported; a timeout with the oldest segment reported is the sign (RFC 2018 8).
#[test]
fn what_is_reported_is_still_kept() {
    let mut patient = twenty(TcpConfig::sack());
    patient.gets("ACK seq 7001 ack 1001 from 1001 to 21001");
    assert_eq!(patient.fires(TimerKind::Retransmission), ["ACK seq 1001 ack 7001 len 1000"]);
    assert_eq!(patient.gets("ACK seq 7001 ack 2001").len(), 2, "the rest is sent again, too");
}
