//! Data: order, overlap, the wrap of numbers, windows, Nagle, retransmission (RFC 9293 3.4, 3.7.4, 3.8; RFC 6298 5).

use super::*;

#[test]
fn overlap_is_cut_off_and_duplicates_are_acknowledged_again() {
    let mut patient = Patient::open();
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 100"), ["ACK seq 1001 ack 7101"]);
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 100"), ["ACK seq 1001 ack 7101"]);
    assert_eq!(patient.gets("ACK seq 7051 ack 1001 len 100"), ["ACK seq 1001 ack 7151"]);
    assert_eq!(patient.reads(), bytes_from(SeqNum(7_001), 150).to_vec());
}

#[test]
fn pieces_beyond_gaps_are_kept() {
    let mut patient = Patient::open();
    assert_eq!(patient.gets("ACK seq 7201 ack 1001 len 100"), ["ACK seq 1001 ack 7001"]);
    assert_eq!(patient.gets("ACK seq 7101 ack 1001 len 150"), ["ACK seq 1001 ack 7001"]);
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 120"), ["ACK seq 1001 ack 7301"]);
    assert_eq!(patient.reads(), bytes_from(SeqNum(7_001), 300).to_vec());
    assert_eq!(patient.endpoint.tcb().out_of_order, 0);
}

#[test]
fn what_lies_beyond_the_window_is_cut_off() {
    let config = TcpConfig { receive_buffer: 1_000, ..TcpConfig::textbook() };
    let mut patient = Patient::open_with(config);
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 1400"), ["ACK seq 1001 ack 8001"]);
    assert_eq!(patient.gets("ACK seq 8001 ack 1001 len 1"), ["ACK seq 1001 ack 8001"], "shut");
    assert_eq!(patient.reads().len(), 1_000);
    assert_eq!(patient.says(), ["ACK seq 1001 ack 8001"], "and open again");
    assert_eq!(patient.endpoint.tcb().rcv_wnd, 1_000);
}

#[test]
fn a_reader_in_crumbs_does_not_announce_crumbs() {
    let config = TcpConfig { receive_buffer: 4_000, ..TcpConfig::textbook() };
    let mut patient = Patient::open_with(config);
    for seq in [7_001, 8_461] {
        patient.gets(&format!("ACK seq {seq} ack 1001 len 1460"));
    }
    patient.gets("ACK seq 9921 ack 1001 len 1080");
    let mut updates = 0;
    for _ in 0..40 {
        patient.endpoint.recv(100, patient.now, &mut patient.effects);
        updates += patient.says().len();
    }
    assert!(updates <= 2, "{updates}");
}

#[test]
fn an_ack_rides_on_a_shut_window() {
    let config = TcpConfig { receive_buffer: 1_000, ..TcpConfig::textbook() };
    let mut patient = Patient::open_with(config);
    patient.gets("ACK seq 7001 ack 1001 len 1000");
    patient.sends(b"x");
    assert_eq!(patient.gets("ACK seq 8001 ack 1002 len 5"), ["ACK seq 1002 ack 8001"]);
    assert_eq!(patient.endpoint.tcb().snd_una, SeqNum(1_002));
}

#[test]
fn zero_length_sends_and_segments_are_nothing() {
    let mut patient = Patient::open();
    assert_eq!(patient.sends(b""), [""; 0]);
    assert_eq!(patient.gets("ACK seq 7001 ack 1001"), [""; 0]);
    assert_eq!(
        patient.gets("ACK seq 7000 ack 1001"),
        ["ACK seq 1001 ack 7001"],
        "outside the window: like a keep-alive"
    );
}

#[test]
fn a_transfer_crosses_the_end_of_the_numbers() {
    let iss = u32::MAX - 2_000;
    let mut patient = Patient::connecting(TcpConfig::textbook(), iss);
    let near = u32::MAX - 50;
    patient.gets(&format!("SYN+ACK seq {near} ack {}", iss + 1));
    patient.is(State::Established);
    let said = patient.sends(&[5; 4_380]);
    assert_eq!(said[1], format!("ACK seq {} ack {} len 1460", iss + 1 + 1_460, near + 1));
    assert_eq!(said[2], format!("ACK seq {} ack {} len 1460", 1_460_u32 * 2 - 2_000, near + 1));
    let ack = 4_380 - 2_000;
    assert_eq!(patient.gets(&format!("ACK seq {} ack {ack} len 100", near + 1)), [format!("ACK seq {ack} ack 50")]);
    assert_eq!(patient.reads(), bytes_from(SeqNum(near) + 1, 100).to_vec());
    let tcb = patient.endpoint.tcb();
    assert_eq!((tcb.snd_una, tcb.snd_nxt, tcb.send_buffered), (SeqNum(ack), SeqNum(ack), 0));
    assert_eq!(patient.endpoint.deadline(TimerKind::Retransmission), None);
}

#[test]
fn the_window_is_not_taken_from_an_old_segment() {
    let mut patient = Patient::open();
    patient.gets("ACK seq 7001 ack 1001 len 10 win 5000");
    patient.gets("ACK seq 7001 ack 1001 win 9000");
    assert_eq!(patient.endpoint.tcb().snd_wnd, 5_000);
    patient.gets("ACK seq 7011 ack 1001 win 7000");
    assert_eq!(patient.endpoint.tcb().snd_wnd, 7_000);
}

#[test]
fn no_more_is_sent_than_the_window_takes() {
    let mut patient = Patient::open();
    patient.gets("ACK seq 7001 ack 1001 win 2000");
    assert_eq!(patient.sends(&[1; 4_000]), ["ACK seq 1001 ack 7001 len 1460"], "the rest would be a crumb");
    assert_eq!(
        patient.gets("ACK seq 7001 ack 2461 win 4000"),
        ["ACK seq 2461 ack 7001 len 1460"],
        "Nagle keeps the tail"
    );
    assert_eq!(patient.gets("ACK seq 7001 ack 3921 win 4000"), ["ACK seq 3921 ack 7001 len 1080"]);
}

#[test]
fn nagle_keeps_small_segments_back_while_something_is_unacknowledged() {
    let mut patient = Patient::open();
    assert_eq!(patient.sends(b"a").len(), 1);
    assert_eq!(patient.sends(b"b"), [""; 0]);
    assert_eq!(patient.sends(b"c"), [""; 0]);
    assert_eq!(patient.gets("ACK seq 7001 ack 1002"), ["ACK seq 1002 ack 7001 len 2"]);
    let mut off = Patient::open_with(TcpConfig { nagle: Nagle::Off, ..TcpConfig::textbook() });
    off.sends(b"a");
    assert_eq!(off.sends(b"b"), ["ACK seq 1002 ack 7001 len 1"]);
}

#[test]
fn a_timeout_repeats_the_oldest_and_backs_off() {
    let mut patient = Patient::open();
    patient.sends(&[1; 2_920]);
    assert_eq!(patient.fires(TimerKind::Retransmission), ["ACK seq 1001 ack 7001 len 1460"]);
    assert_eq!(patient.now, Time(0) + Span::seconds(1));
    assert_eq!(patient.endpoint.deadline(TimerKind::Retransmission), Some(Time(0) + Span::seconds(3)));
    assert_eq!(patient.endpoint.tcb().congestion.cwnd, 1_460);
    assert_eq!(
        patient.gets("ACK seq 7001 ack 2461"),
        ["ACK seq 2461 ack 7001 len 1460"],
        "the next is taken to be lost, too"
    );
    assert_eq!(patient.gets("ACK seq 7001 ack 3921"), [""; 0]);
    assert_eq!(patient.endpoint.deadline(TimerKind::Retransmission), None);
}

#[test]
fn an_ack_in_the_middle_of_a_segment_shortens_what_is_repeated() {
    let mut patient = Patient::open();
    patient.sends(&[1; 1_000]);
    patient.gets("ACK seq 7001 ack 1501");
    assert_eq!(patient.fires(TimerKind::Retransmission), ["ACK seq 1501 ack 7001 len 500"]);
}

#[test]
fn delayed_acks_wait_ride_or_go_with_the_second_segment() {
    let mut patient = Patient::open_with(TcpConfig::classic());
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 1460"), [""; 0]);
    assert_eq!(patient.gets("ACK seq 8461 ack 1001 len 1460"), ["ACK seq 1001 ack 9921"]);
    assert_eq!(patient.gets("ACK seq 9921 ack 1001 len 10"), [""; 0]);
    assert_eq!(patient.fires(TimerKind::DelayedAck), ["ACK seq 1001 ack 9931"]);
    assert_eq!(patient.gets("ACK seq 9931 ack 1001 len 10"), [""; 0]);
    assert_eq!(patient.sends(b"answer"), ["ACK seq 1001 ack 9941 len 6"]);
    assert_eq!(patient.endpoint.deadline(TimerKind::DelayedAck), None);
}

#[test]
fn a_writer_that_had_to_wait_is_woken_when_a_third_is_free() {
    let config = TcpConfig { send_buffer: 3_000, ..TcpConfig::textbook() };
    let mut patient = Patient::open_with(config);
    let write = |patient: &mut Patient, bytes: &[u8]| patient.endpoint.send(bytes, patient.now, &mut patient.effects);
    assert_eq!(write(&mut patient, &[1; 4_000]), Written::Bytes(3_000));
    assert_eq!(write(&mut patient, &[1; 1_000]), Written::WouldBlock);
    patient.gets("ACK seq 7001 ack 1501");
    assert_eq!(write(&mut patient, &[1; 1_000]), Written::WouldBlock);
    patient.gets("ACK seq 7001 ack 2461");
    assert_eq!(write(&mut patient, &[1; 1_000]), Written::Bytes(1_000));
    assert_eq!(patient.gets("ACK seq 7001 ack 3921"), ["ACK seq 3921 ack 7001 len 1080"], "not the 80 bytes alone");
    patient.gets("ACK seq 7001 ack 5001");
    assert_eq!(patient.endpoint.tcb().send_buffered, 0);
}
