//! RST, SYN and ACK where they do not belong: left of the window, inside it, right of it (RFC 9293 3.5.3, 3.10.7.4; RFC 5961).

use super::*;

const CHALLENGE: [&str; 1] = ["ACK seq 1001 ack 7001"];

#[test]
fn only_the_exact_number_resets() {
    let mut patient = Patient::open();
    assert_eq!(patient.gets("RST seq 7000"), [""; 0], "left of the window");
    assert_eq!(patient.gets("RST seq 7002"), CHALLENGE, "inside");
    assert_eq!(patient.gets("RST seq 71240"), CHALLENGE, "its last number");
    assert_eq!(patient.gets("RST seq 71241"), [""; 0], "right of it");
    patient.is(State::Established);
    assert_eq!(patient.gets("RST seq 7001"), [""; 0]);
    patient.is(State::Closed);
    assert_eq!(patient.endpoint.tell_failure(), Some(Failure::Reset));
}

#[test]
fn a_syn_in_a_connection_is_challenged_wherever_it_is() {
    let mut patient = Patient::open();
    for syn in ["SYN seq 7001", "SYN seq 8000", "SYN seq 1", "SYN seq 4000000000", "SYN+ACK seq 7000 ack 1001"] {
        assert_eq!(patient.gets(syn), CHALLENGE, "{syn}");
        patient.is(State::Established);
    }
}

#[test]
fn the_peer_that_has_forgotten_the_connection_confirms_the_challenge() {
    // Figure 9: the peer crashed and opens anew; our challenge makes it send the RST that frees us.
    let mut patient = Patient::open();
    assert_eq!(patient.gets("SYN seq 30000"), CHALLENGE);
    assert_eq!(patient.gets("RST seq 7001"), [""; 0]);
    patient.is(State::Closed);
}

#[test]
fn a_passive_open_goes_back_to_listen() {
    let mut server = Patient::accepting(TcpConfig::textbook());
    server.gets("RST seq 7001");
    server.is(State::Listen);
    assert_eq!(server.endpoint.deadline(TimerKind::Retransmission), None);
    let mut server = Patient::accepting(TcpConfig::textbook());
    assert_eq!(server.gets("SYN seq 8000"), [""; 0], "another SYN in the window: begin anew");
    server.is(State::Listen);
}

#[test]
fn an_active_open_that_became_simultaneous_is_refused() {
    let mut one = Patient::connecting(TcpConfig::textbook(), 1_000);
    one.gets("SYN seq 7000");
    one.gets("RST seq 7001");
    one.is(State::Closed);
    assert_eq!(one.endpoint.tell_failure(), Some(Failure::Refused));
}

#[test]
fn in_syn_received_an_ack_of_something_else_is_reset() {
    let mut server = Patient::accepting(TcpConfig::textbook());
    assert_eq!(server.gets("ACK seq 7001 ack 1000"), ["RST seq 1000"]);
    assert_eq!(server.gets("ACK seq 7001 ack 1002"), ["RST seq 1002"]);
    server.is(State::SynReceived);
}

#[test]
fn acks_of_the_future_and_of_the_distant_past_are_challenged() {
    let mut patient = Patient::open();
    assert_eq!(patient.gets("ACK seq 7001 ack 1002"), CHALLENGE, "never sent");
    assert_eq!(patient.gets("ACK seq 7001 ack 1000"), [""; 0], "a duplicate is nothing");
    assert_eq!(patient.gets("ACK seq 7001 ack 4294900000"), CHALLENGE, "older than any window (RFC 5961 5.2)");
}

#[test]
fn a_segment_without_ack_is_dropped() {
    let mut patient = Patient::open();
    let mut bare = segment("FIN seq 7001 len 5");
    bare.flags = Flags::default();
    patient.endpoint.on_segment(&bare, false, patient.now, &mut patient.effects);
    assert_eq!(patient.says(), [""; 0]);
    assert_eq!(patient.endpoint.tcb().rcv_nxt, SeqNum(7_001));
}

#[test]
fn a_reset_ends_each_closing_state_silently() {
    let mut last_ack = Patient::open();
    last_ack.gets("FIN+ACK seq 7001 ack 1001");
    last_ack.shuts_down();
    last_ack.is(State::LastAck);
    last_ack.gets("RST seq 7002");
    last_ack.is(State::Closed);
    assert_eq!(last_ack.endpoint.tell_failure(), None);

    let mut fin_wait = Patient::open();
    fin_wait.shuts_down();
    fin_wait.gets("RST seq 7001");
    fin_wait.is(State::Closed);
    assert_eq!(fin_wait.endpoint.tell_failure(), Some(Failure::Reset));
}

#[test]
fn linux_believes_a_reset_that_its_fin_overtook() {
    for (config, after) in
        [(TcpConfig::textbook(), State::CloseWait), (TcpConfig::classic().with_linux_timing(), State::Closed)]
    {
        let mut patient = Patient::open_with(config);
        patient.gets("FIN+ACK seq 7001 ack 1001");
        patient.gets("RST seq 7001");
        patient.is(after);
    }
}
