//! Several hosts around a router: whose packets go where, and what happens where cables meet.

use super::{A, B, C, delivered, lost, messages, outcomes, pattern, run, said};
use wirewalk::sim::{Actor, DropReason, EventKind, HostId};
use wirewalk::trace::Fate;
use wirewalk::wire::{IcmpKind, ecn};

#[test]
fn three_hosts_talk_at_once_and_each_gets_its_own_bytes() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[@SINK,{"lines":[@OPEN,{"call":"send","text":"from a to b"}]}]},
        {@B,"programs":[@SINK,{"lines":[{"call":"socket"},{"call":"connect","to":"c","port":80},
            {"call":"send","text":"from b to c"}]}]},
        {@C,"programs":[@SINK,{"lines":[{"call":"socket"},{"call":"connect","to":"a","port":80},
            {"call":"send","text":"from c to a"}]}]}]}"#);
    assert_eq!(delivered(&run, A), b"from c to a");
    assert_eq!(delivered(&run, B), b"from a to b");
    assert_eq!(delivered(&run, C), b"from b to c");
    assert!(messages(&run).is_empty());
}

#[test]
fn a_server_tells_three_clients_with_the_same_port_apart() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send","text":"i am a"},{"call":"shutdown","how":"write"},{"call":"recv_to_end"}]}]},
        {@B,"programs":[{"lines":[{"call":"socket"},{"call":"bind","port":80},{"call":"listen"},
            {"call":"repeat","times":3,"lines":[{"call":"accept"},{"call":"recv","socket":"c"},
                {"call":"reply","socket":"c","text":"hello, "},{"call":"close","socket":"c"}]}]}]},
        {@C,"programs":[{"lines":[@OPEN,{"call":"send","text":"i am c"},{"call":"shutdown","how":"write"},{"call":"recv_to_end"}]}]},
        {@D,"programs":[{"lines":[@OPEN,{"call":"send","text":"i am d"},{"call":"shutdown","how":"write"},{"call":"recv_to_end"}]}]}]}"#);
    for (host, answer) in [(A, "hello, i am a"), (C, "hello, i am c"), (HostId(3), "hello, i am d")] {
        assert_eq!(String::from_utf8(delivered(&run, host)).unwrap(), answer);
    }
    let ports = run.trace().packets().iter().filter(|span| span.name.from != B && span.packet.segment().is_some());
    assert!(ports.map(|span| span.packet.source().port).all(|port| port == 50_000), "only the addresses differ");
}

#[test]
fn each_packet_has_a_hop_less_when_it_arrives() {
    let run = run("{@TRANSFER,@ROUTER}");
    for span in run.trace().packets() {
        assert_eq!(span.packet.ip.ttl, 64);
        assert!(matches!(span.fate, Fate::Arrived { .. }));
        assert_eq!(span.arrived_as.as_ref().unwrap().ip.ttl, 63);
    }
    let direct = super::run("{@TRANSFER}");
    assert!(direct.trace().packets().iter().all(|span| span.arrived_as.is_none()), "a cable changes nothing");
}

#[test]
fn two_senders_share_a_slow_cable_and_its_queue() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send_bytes","count":100000}]}]},
        {@B,"link":{"rate_bps":1000000,"queue_packets":5},"programs":[
            {"lines":[@ACCEPT,{"call":"accept","connection":"d"},{"call":"recv_to_end","socket":"c"},
                {"call":"recv_to_end","socket":"d"}]}]},
        {@C,"programs":[{"lines":[@OPEN,{"call":"send_bytes","count":100000}]}]}]}"#);
    let router = HostId(3);
    let full = run
        .trace()
        .events()
        .iter()
        .filter(|event| matches!(event.kind, EventKind::Dropped { reason: DropReason::QueueFull, .. }));
    let actors: Vec<Actor> = full.map(|event| event.actor).collect();
    assert!(actors.len() > 1);
    assert!(actors.iter().all(|actor| matches!(actor, Actor::Link(way) if way.from == router && way.to == B)));
    let mut both = pattern(100_000);
    both.extend(pattern(100_000));
    assert_eq!(delivered(&run, B), both);
    assert_eq!(said(&run, " = E"), [""; 0]);
}

#[test]
fn a_router_that_marks_loses_nothing_of_those_who_heed_it() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"tcp":{"ecn":true},"programs":[{"lines":[@OPEN,{"call":"send_bytes","count":100000}]}]},
        {@B,"tcp":{"ecn":true},"link":{"rate_bps":1000000,"queue_packets":40,"mark_from_packets":4},"programs":[@SINK]}]}"#);
    assert_eq!(lost(&run, DropReason::QueueFull), 0);
    let packets = run.trace().packets().iter();
    let marked: Vec<_> =
        packets.filter(|span| span.arrived_as.as_ref().is_some_and(|it| it.ip.ecn == ecn::CE)).collect();
    assert!(!marked.is_empty());
    assert!(marked.iter().all(|span| span.name.from == A && span.packet.ip.ecn == ecn::ECT_0));
    assert!(run.trace().packets().iter().all(|span| span.name.transmission == 1), "nothing was sent twice");
    assert_eq!(delivered(&run, B), pattern(100_000));
}

#[test]
fn the_same_queue_marks_nobody_who_did_not_offer_it() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send_bytes","count":100000}]}]},
        {@B,"tcp":{"ecn":true},"link":{"rate_bps":1000000,"queue_packets":10,"mark_from_packets":4},"programs":[@SINK]}]}"#);
    assert_eq!(said(&run, "marked CE"), [""; 0]);
    assert!(lost(&run, DropReason::QueueFull) > 0);
    assert_eq!(delivered(&run, B), pattern(100_000));
}

#[test]
fn a_closed_port_behind_a_router_refuses_for_itself() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[{@A,"programs":[{"lines":[@OPEN]}]},{@B},{@C}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["connect = ECONNREFUSED"]);
    let run = super::run(
        r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"connect","to":"b","port":9},{"call":"send","text":"x"},{"call":"recv"}]}]},
        {@B},{@C}]}"#,
    );
    assert_eq!(outcomes(&run, A, 0)[2], "recv = ECONNREFUSED");
    assert_eq!(messages(&run), [IcmpKind::PortUnreachable]);
    assert_eq!(super::packet(&run, "b.icmp.1").name.from, B, "not the router");
}
