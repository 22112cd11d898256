//! Opening: both ways, at once, in vain, and in answer to old segments (RFC 9293 3.5, 3.10.7.1 to 3.10.7.3).

use super::*;

#[test]
fn the_three_way_handshake_from_either_side() {
    Patient::open();
    let mut server = Patient::accepting(TcpConfig::textbook());
    server.is(State::SynReceived);
    assert_eq!(server.gets("ACK seq 7001 ack 1001"), [""; 0]);
    server.is(State::Established);
}

#[test]
fn data_on_the_third_segment_is_taken() {
    let mut server = Patient::accepting(TcpConfig::textbook());
    assert_eq!(server.gets("ACK seq 7001 ack 1001 len 5"), ["ACK seq 1001 ack 7006"]);
    server.is(State::Established);
    assert_eq!(server.reads(), bytes_from(SeqNum(7_001), 5).to_vec());
}

#[test]
fn a_refusal_counts_only_if_it_acknowledges_the_syn() {
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    for stray in ["RST seq 0", "RST+ACK seq 0 ack 1000", "RST+ACK seq 0 ack 1002"] {
        assert_eq!(client.gets(stray), [""; 0]);
        client.is(State::SynSent);
    }
    assert_eq!(client.gets("RST+ACK seq 0 ack 1001"), [""; 0]);
    client.is(State::Closed);
    assert_eq!(client.endpoint.tell_failure(), Some(Failure::Refused));
}

#[test]
fn an_answer_to_an_old_syn_gets_an_rst_with_its_number() {
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    assert_eq!(client.gets("SYN+ACK seq 7000 ack 900"), ["RST seq 900"]);
    assert_eq!(client.gets("ACK seq 7000 ack 1002"), ["RST seq 1002"]);
    assert_eq!(client.gets("ACK seq 7000 ack 1001"), [""; 0], "acceptable, but neither SYN nor RST");
    client.is(State::SynSent);
}

#[test]
fn figure_7_both_open_at_once() {
    let mut one = Patient::connecting(TcpConfig::textbook(), 1_000);
    assert_eq!(one.gets("SYN seq 7000"), ["SYN+ACK seq 1000 ack 7001"]);
    one.is(State::SynReceived);
    assert_eq!(one.gets("SYN+ACK seq 7000 ack 1001"), [""; 0]);
    one.is(State::Established);
    assert_eq!(one.endpoint.deadline(TimerKind::Retransmission), None);
}

#[test]
fn both_open_at_once_and_one_syn_ack_is_lost() {
    let mut one = Patient::connecting(TcpConfig::textbook(), 1_000);
    one.gets("SYN seq 7000");
    assert_eq!(one.fires(TimerKind::Retransmission), ["SYN+ACK seq 1000 ack 7001"]);
    assert_eq!(one.gets("ACK seq 7001 ack 1001"), [""; 0]);
    one.is(State::Established);
}

#[test]
fn syn_is_repeated_with_doubled_pauses_and_given_up() {
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    let mut times = Vec::new();
    while client.endpoint.state() == State::SynSent {
        client.fires(TimerKind::Retransmission);
        times.push(client.now.0 / 1_000_000_000);
    }
    assert_eq!(times, [1, 3, 7, 15, 31, 63, 127, 255]);
    assert_eq!(client.endpoint.tell_failure(), Some(Failure::TimedOut));
}

#[test]
fn with_linux_timing_the_first_pauses_are_equal() {
    let mut client = Patient::connecting(TcpConfig::classic().with_linux_timing(), 1_000);
    let mut times = Vec::new();
    while client.endpoint.state() == State::SynSent {
        client.fires(TimerKind::Retransmission);
        times.push(client.now.0 / 1_000_000_000);
    }
    assert_eq!(times, [1, 2, 3, 4, 5, 7, 11, 19, 35, 67, 131]);
}

#[test]
fn a_known_syn_is_answered_with_an_ack_or_by_linux_with_syn_ack() {
    let mut server = Patient::accepting(TcpConfig::textbook());
    assert_eq!(server.gets("SYN seq 7000"), ["ACK seq 1001 ack 7001"]);
    server.is(State::SynReceived);
    let mut linux = Patient::accepting(TcpConfig::classic().with_linux_timing());
    linux.after(Span::millis(700));
    assert_eq!(linux.gets("SYN seq 7000"), ["SYN+ACK seq 1000 ack 7001"]);
    assert_eq!(linux.endpoint.deadline(TimerKind::Retransmission), Some(Time(0) + Span::millis(1_700)));
}

#[test]
fn after_a_repeated_syn_the_timeout_is_three_seconds_and_no_sample_is_taken() {
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    client.fires(TimerKind::Retransmission);
    client.gets("SYN+ACK seq 7000 ack 1001");
    let rto = client.endpoint.tcb().rto;
    assert_eq!((rto.srtt, rto.current()), (None, Span::seconds(3)));
}

#[test]
fn strays_get_what_the_rfc_says() {
    let reply = |to: &str| reply_to_stray(&segment(to)).map(|reply| text(&reply));
    assert_eq!(reply("SYN seq 7000").as_deref(), Some("RST+ACK seq 0 ack 7001"));
    assert_eq!(reply("FIN seq 7000 len 10").as_deref(), Some("RST+ACK seq 0 ack 7011"));
    assert_eq!(reply("ACK seq 7000 ack 4711").as_deref(), Some("RST seq 4711"));
    assert_eq!(reply("RST seq 7000"), None);
    assert_eq!(reply("RST+ACK seq 7000 ack 1"), None);
}

#[test]
fn what_a_listening_socket_wants() {
    let (rfc, linux) = (TcpConfig::textbook(), TcpConfig::textbook().with_linux_timing());
    for (text, demand) in [
        ("SYN seq 1", Demand::Open),
        ("SYN+ACK seq 1 ack 5", Demand::Reset),
        ("ACK seq 1 ack 5", Demand::Reset),
        ("RST seq 1", Demand::Ignore(Discard::StrayReset)),
        ("SYN+RST seq 1", Demand::Ignore(Discard::StrayReset)),
        ("FIN seq 1", Demand::Ignore(Discard::NoSyn)),
    ] {
        assert_eq!(Demand::of(&segment(text), &rfc), demand, "{text}");
        assert_eq!(Demand::of(&segment(text), &linux), demand, "{text}, Linux");
    }
    let both = segment("SYN+FIN seq 1");
    assert_eq!(Demand::of(&both, &rfc), Demand::Open);
    assert_eq!(Demand::of(&both, &linux), Demand::Ignore(Discard::NoSyn));
}

#[test]
fn the_mss_is_the_smaller_one_and_536_if_none_is_named() {
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    client.gets("SYN+ACK seq 7000 ack 1001 mss 100");
    assert_eq!(client.sends(&[7; 250])[0], "ACK seq 1001 ack 7001 len 100");
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    let mut bare = segment("SYN+ACK seq 7000 ack 1001");
    bare.options.mss = None;
    client.endpoint.on_segment(&bare, false, client.now, &mut client.effects);
    assert_eq!(client.endpoint.tcb().snd_mss, 536);
}

#[test]
fn closing_before_the_answer_leaves_nothing() {
    let mut client = Patient::connecting(TcpConfig::textbook(), 1_000);
    assert_eq!(client.closes(), [""; 0]);
    client.is(State::Closed);
    assert_eq!(client.endpoint.deadline(TimerKind::Retransmission), None);
}
