//! What a scenario does to chosen packets: each way to choose one, and each thing that can happen to it.

use super::{A, B, delivered, discarded, lost, messages, named, outcomes, packet, pattern, run, said};
use wirewalk::sim::tcp::Discard;
use wirewalk::sim::{DropReason, Span};
use wirewalk::trace::{Fate, Run};
use wirewalk::wire::{Flags, IcmpKind, ecn};

fn is_lost(run: &Run, name: &str) -> bool {
    matches!(packet(run, name).fate, Fate::Lost { reason: DropReason::Fault(_), .. })
}

fn arrived(run: &Run, name: &str) -> u64 {
    packet(run, name).end_at().unwrap().0
}

fn all_is_there(run: &Run) {
    assert_eq!(delivered(run, B), pattern(30_000));
    assert_eq!(said(run, " = E"), [""; 0]);
}

#[test]
fn a_packet_is_chosen_by_its_name() {
    let run =
        run(r#"{@TRANSFER,"faults":[{"packet":"a.data.3","action":"drop"},{"packet":"a.data.3.2","action":"drop"},
        {"packet":"b.synack.1","action":"drop"}]}"#);
    assert!(is_lost(&run, "a.data.3") && is_lost(&run, "a.data.3.2") && is_lost(&run, "b.synack.1"));
    assert_eq!([0, 1, 2].map(|fault| lost(&run, DropReason::Fault(fault))), [1; 3], "and no other packet");
    let [first, second] = ["a.data.3", "a.data.3.2"].map(|name| packet(&run, name).packet.segment().unwrap().seq);
    assert_eq!(first, second, "the same segment");
    all_is_there(&run);
}

#[test]
fn a_packet_is_chosen_by_its_place_among_those_of_its_host() {
    let run = run(
        r#"{@TRANSFER,"faults":[{"packet":"a.packet.4","action":"drop"},{"packet":"b.packet.2","action":"drop"}]}"#,
    );
    let nth = |host, nth: usize| run.trace().packets().iter().filter(move |span| span.name.from == host).nth(nth - 1);
    for span in [nth(A, 4), nth(B, 2)] {
        assert!(matches!(span.unwrap().fate, Fate::Lost { reason: DropReason::Fault(_), .. }));
    }
    assert_eq!([0, 1].map(|fault| lost(&run, DropReason::Fault(fault))), [1; 2]);
    all_is_there(&run);
}

#[test]
fn a_packet_is_chosen_by_a_flag() {
    let run = run(
        r#"{@TRANSFER,"faults":[{"packet":"a.flag.fin.1","action":"drop"},{"packet":"b.flag.syn+ack.1","action":"drop"}]}"#,
    );
    assert!(is_lost(&run, "a.fin.1") && is_lost(&run, "b.synack.1"));
    assert_eq!([0, 1].map(|fault| lost(&run, DropReason::Fault(fault))), [1; 2]);
    all_is_there(&run);
}

#[test]
fn a_packet_is_chosen_by_its_first_byte_and_by_which_time_it_is_sent() {
    let run = run(
        r#"{@TRANSFER,"faults":[{"packet":"a.seq.1461","action":"drop"},{"packet":"a.seq.1461.2","action":"drop"}]}"#,
    );
    assert!(is_lost(&run, "a.data.2") && is_lost(&run, "a.data.2.2"));
    assert!(matches!(packet(&run, "a.data.2.3").fate, Fate::Arrived { .. }));
    assert_eq!([0, 1].map(|fault| lost(&run, DropReason::Fault(fault))), [1; 2]);
    all_is_there(&run);
}

#[test]
fn a_packet_that_nobody_sends_is_met_by_nothing() {
    let plain = run("{@TRANSFER}");
    let run =
        run(r#"{@TRANSFER,"faults":[{"packet":"a.data.900","action":"drop"},{"packet":"b.rst.1","action":"drop"}]}"#);
    assert_eq!(plain.trace().events(), run.trace().events());
}

#[test]
fn a_delayed_packet_comes_so_much_later() {
    let plain = run("{@TRANSFER}");
    let run = run(r#"{@TRANSFER,"faults":[{"packet":"a.data.1","action":{"delay":{"by_ms":70}}}]}"#);
    assert_eq!(arrived(&run, "a.data.1") - arrived(&plain, "a.data.1"), 70_000_000);
    assert_eq!(packet(&run, "a.data.1").delayed, Some(Span::millis(70)));
    assert!(arrived(&run, "a.data.1") > arrived(&run, "a.data.2"), "others overtake it");
    all_is_there(&run);
}

#[test]
fn a_doubled_packet_comes_twice_and_counts_once() {
    let run = run(r#"{@TRANSFER,"faults":[{"packet":"a.data.2","action":{"duplicate":{"after_ms":30}}},
        {"packet":"a.syn.1","action":{"duplicate":{}}}]}"#);
    let [first, copy] = named(&run, "a.data.2")[..] else { panic!("there must be two") };
    assert_eq!(copy.copy_of, Some(first.id));
    assert_eq!(copy.end_at().unwrap() - first.end_at().unwrap(), Span::millis(30));
    let [first, copy] = named(&run, "a.syn.1")[..] else { panic!("there must be two") };
    assert_eq!(copy.end_at(), first.end_at());
    assert_eq!(said(&run, "-> SYN-RECEIVED").len(), 1, "one connection");
    all_is_there(&run);
}

#[test]
fn a_wrong_bit_anywhere_is_found_and_the_segment_sent_again() {
    // In the addresses, in the IPv4 checksum, in the ports, in a sequence number, in the TCP checksum, in the data.
    for bit in [0, 8, 50, 64, 72, 85, 100, 130, 161, 180, 200, 300, 500, 11_999] {
        let faults = r#"{@TRANSFER,"faults":[{"packet":"a.data.2","action":{"corrupt":{"bit":@BIT}}}]}"#;
        let run = run(&faults.replace("@BIT", &bit.to_string()));
        assert_eq!(packet(&run, "a.data.2").flipped, Some(bit));
        assert_eq!(discarded(&run, B, Discard::Damaged), 1, "bit {bit}");
        assert!(matches!(packet(&run, "a.data.2.2").fate, Fate::Arrived { .. }));
        all_is_there(&run);
    }
}

#[test]
fn a_packet_is_marked_only_if_its_sender_offers_that() {
    let run = run(r#"{"wirewalk":1,"hosts":[{@A,"tcp":{"ecn":true},"programs":[@SENDER]},
        {@B,"tcp":{"ecn":true},"programs":[@SINK]}],
        "faults":[{"packet":"a.data.2","action":"mark"},{"packet":"a.syn.1","action":"mark"}]}"#);
    assert_eq!(packet(&run, "a.data.2").arrived_as.as_ref().unwrap().ip.ecn, ecn::CE);
    assert_eq!(packet(&run, "a.syn.1").arrived_as, None, "a SYN is not ECN-capable (RFC 3168 6.1.1)");
    let echoes =
        run.trace().packets().iter().filter(|span| span.name.from == B).filter_map(|span| span.packet.segment());
    assert!(echoes.filter(|it| !it.flags.has(Flags::SYN)).any(|it| it.flags.has(Flags::ECE)));
    assert_eq!(named(&run, "a.data.2.2").len(), 0);
    all_is_there(&run);
    let plain = super::run(r#"{@TRANSFER,"faults":[{"packet":"a.data.2","action":"mark"}]}"#);
    assert_eq!(packet(&plain, "a.data.2").arrived_as, None);
}

#[test]
fn a_packet_is_held_until_a_time() {
    let run = run(r#"{@TRANSFER,"faults":[{"packet":"a.data.1","action":{"hold_until":{"at_ms":400}}},
        {"packet":"a.data.9","action":{"hold_until":{"at_ms":1}}}]}"#);
    assert_eq!(arrived(&run, "a.data.1"), 400_000_000);
    let plain = super::run(r#"{@TRANSFER,"faults":[{"packet":"a.data.1","action":{"hold_until":{"at_ms":400}}}]}"#);
    assert_eq!(arrived(&run, "a.data.9"), arrived(&plain, "a.data.9"), "what is over holds nothing");
    all_is_there(&run);
}

#[test]
fn a_packet_is_held_until_another_is_sent_and_comes_right_behind_it() {
    let run = run(r#"{@TRANSFER,"faults":[{"packet":"a.data.1","action":{"hold_behind":{"packet":"a.data.3"}}}]}"#);
    assert_eq!(arrived(&run, "a.data.1"), arrived(&run, "a.data.3"));
    let end = |name| packet(&run, name).end_event().unwrap();
    assert!(end("a.data.2") < end("a.data.3") && end("a.data.3") < end("a.data.1"));
    all_is_there(&run);
}

#[test]
fn a_packet_is_answered_with_what_the_network_says() {
    let run = run(
        r#"{"wirewalk":1,"hosts":[{@A,"tcp":{"syn_retries":1},"programs":[{"lines":[@OPEN]}]},{@B,"programs":[@SINK]}],
        "faults":[{"packet":"a.syn.1","action":{"answer":{"with":"host_unreachable"}}},
            {"packet":"a.syn.1.2","action":{"answer":{"with":"host_unreachable"}}}]}"#,
    );
    assert!(is_lost(&run, "a.syn.1") && is_lost(&run, "a.syn.1.2"), "it may be over soon: it is tried again");
    assert_eq!(messages(&run), [IcmpKind::HostUnreachable; 2]);
    assert_eq!(outcomes(&run, A, 0), ["connect = EHOSTUNREACH"]);
    let run =
        super::run(r#"{@TRANSFER,"faults":[{"packet":"a.data.2","action":{"answer":{"with":"host_unreachable"}}}]}"#);
    assert!(is_lost(&run, "a.data.2"));
    all_is_there(&run);
}

#[test]
fn a_segment_that_is_too_large_for_some_hop_is_sent_again_in_smaller_ones() {
    let run = run(r#"{@TRANSFER,"faults":[{"packet":"a.data.2",
        "action":{"answer":{"with":{"fragmentation_needed":{"mtu":800}}}}}]}"#);
    assert_eq!(messages(&run), [IcmpKind::FragmentationNeeded { mtu: 800 }]);
    assert_eq!(said(&run, "path MTU 800").len(), 1);
    all_is_there(&run);
}
