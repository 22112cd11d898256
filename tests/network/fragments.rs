//! Packets that are too large for a cable: cut by their sender, cut by the router, or not to be cut.

use super::{A, B, C, delivered, discarded, messages, outcomes, packet, pattern, pieces, run, said};
use wirewalk::sim::tcp::Discard;
use wirewalk::sim::{DropReason, EventKind};
use wirewalk::trace::Fate;
use wirewalk::wire::{IcmpKind, Transport};

#[test]
fn a_large_datagram_is_cut_by_its_sender_and_arrives_whole() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from"}]}]}]}"#);
    assert_eq!(pieces(&run, A), [(0, 1_480), (1_480, 1_480), (2_960, 48)]);
    assert_eq!(outcomes(&run, B, 0), ["recvfrom = 3000 bytes from 10.0.0.1:50000"]);
    assert_eq!(delivered(&run, B), pattern(3_000));
    assert_eq!(said(&run, "reassembled").len(), 1);
}

#[test]
fn a_datagram_that_lacks_a_piece_is_given_up_after_30_seconds_and_its_sender_is_told() {
    let run = run(r#"{"wirewalk":1,"faults":[{"packet":"a.fragment.2","action":"drop"}],"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":100000}]}]}]}"#);
    assert_eq!(delivered(&run, B), b"");
    assert_eq!(discarded(&run, B, Discard::Incomplete), 1);
    assert_eq!(messages(&run), [IcmpKind::ReassemblyTimeExceeded]);
    let told = packet(&run, "b.icmp.1");
    let first = packet(&run, "a.fragment.1").end_at().unwrap();
    assert_eq!((told.sent_at - first).0, 30_000_000_000);
}

#[test]
fn nobody_is_told_when_it_is_the_first_piece_that_is_missing() {
    let run = run(r#"{"wirewalk":1,"faults":[{"packet":"a.fragment.1","action":"drop"}],"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":100000}]}]}]}"#);
    assert_eq!(delivered(&run, B), b"");
    assert_eq!(discarded(&run, B, Discard::Incomplete), 1);
    assert!(messages(&run).is_empty());
}

#[test]
fn pieces_may_come_in_any_order_and_twice() {
    let run = run(r#"{"wirewalk":1,"faults":[{"packet":"a.fragment.1","action":{"delay":{"by_ms":500}}},
            {"packet":"a.fragment.2","action":{"duplicate":{"after_ms":100}}}],"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from"}]}]}]}"#);
    assert_eq!(delivered(&run, B), pattern(3_000));
    assert!(messages(&run).is_empty());
}

#[test]
fn the_router_cuts_pieces_into_smaller_pieces() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"link":{"mtu":576},"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from"}]}]}]}"#);
    assert_eq!(pieces(&run, A), [(0, 1_480), (1_480, 1_480), (2_960, 48)]);
    let smaller = [(0, 552), (552, 552), (1_104, 376), (1_480, 552), (2_032, 552), (2_584, 376)];
    assert_eq!(pieces(&run, C), smaller, "the router is the one behind the last host; the last piece fits");
    assert_eq!(run.trace().packets().iter().filter(|span| matches!(span.fate, Fate::Cut { .. })).count(), 2);
    assert_eq!(delivered(&run, B), pattern(3_000));
}

#[test]
fn tcp_learns_how_large_a_packet_may_be_and_sends_smaller_ones() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[{@A,"programs":[@SENDER]},{@B,"programs":[@SINK]}],"link":{}}"#);
    assert!(messages(&run).is_empty(), "nothing to learn on equal cables");
    let run = super::run(
        r#"{"wirewalk":1,@ROUTER,"hosts":[{@A,"programs":[@SENDER]},
        {@B,"link":{"mtu":600},"tcp":{"mss":1460},"programs":[@SINK]}]}"#,
    );
    assert!(messages(&run).contains(&IcmpKind::FragmentationNeeded { mtu: 600 }));
    assert!(said(&run, "path MTU 600").len() == 1);
    assert_eq!(delivered(&run, B), pattern(30_000));
    assert!(pieces(&run, C).is_empty());
    // Once it knows, it sends nothing larger.
    let learned = run.trace().events().iter().find(|event| matches!(event.kind, EventKind::PathMtu { .. })).unwrap().at;
    let later = run.trace().packets().iter().filter(|span| span.name.from == A && span.sent_at >= learned);
    assert!(later.map(|span| span.packet.wire_len()).all(|bytes| bytes <= 600));
    assert_eq!(super::lost(&run, DropReason::TooLarge), messages(&run).len());
}

#[test]
fn without_path_mtu_discovery_the_router_cuts_segments() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"tcp":{"path_mtu_discovery":false},"programs":[@SENDER]},
        {@B,"link":{"mtu":600},"tcp":{"mss":1460},"programs":[@SINK]}]}"#);
    assert!(messages(&run).is_empty());
    assert!(run.trace().packets().iter().all(|span| span.name.from != A || !span.packet.ip.dont_fragment));
    assert!(said(&run, "cut to pieces").len() >= 20);
    assert_eq!(delivered(&run, B), pattern(30_000));
}

/// RFC 791 leaves the checksum of what is inside to whom it concerns: cutting it repairs nothing.
#[test]
fn a_damaged_packet_stays_damaged_when_the_router_cuts_it() {
    let run = run(
        r#"{"wirewalk":1,@ROUTER,"faults":[{"packet":"a.fragment.1","action":{"corrupt":{"bit":400}}}],"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"link":{"mtu":576},"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":9000}]}]}]}"#,
    );
    assert_eq!(delivered(&run, B), b"", "a wrong byte must not be delivered, nor come right by itself");
    assert_eq!(discarded(&run, B, Discard::Damaged), 1);
}

/// RFC 3168 5.3: a packet of which one piece was marked is marked.
#[test]
fn a_mark_on_any_piece_is_a_mark_on_the_whole() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"tcp":{"ecn":true,"path_mtu_discovery":false},"programs":[{"lines":[@OPEN,{"call":"send_bytes","count":1000}]}]},
        {@B,"link":{"mtu":600,"mark_from_packets":1},"tcp":{"ecn":true,"mss":1460},"programs":[@SINK]}]}"#);
    assert_eq!(said(&run, "marked CE").len(), 1, "the second of two pieces");
    let wholes = run.trace().events().iter().filter_map(|event| match &event.kind {
        EventKind::Reassembled { packet } => Some(packet.ip.ecn),
        _ => None,
    });
    assert_eq!(wholes.collect::<Vec<_>>(), [wirewalk::wire::ecn::CE]);
    assert_eq!(delivered(&run, B), pattern(1_000));
}

#[test]
fn a_wrong_bit_in_one_piece_costs_the_whole() {
    let run = run(r#"{"wirewalk":1,"faults":[{"packet":"a.fragment.2","action":{"corrupt":{"bit":400}}}],"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":7,"count":3000}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":9000}]}]}]}"#);
    assert_eq!(delivered(&run, B), b"");
    assert_eq!(discarded(&run, B, Discard::Damaged), 1);
    let all = run.trace().packets().iter().filter(|span| matches!(span.packet.transport, Transport::Fragment(_)));
    assert_eq!(all.filter(|span| span.flipped.is_some()).count(), 1);
}
