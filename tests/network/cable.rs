//! Cables that are cut, and segments that somebody else puts on them.

use super::{A, B, delivered, discarded, lost, messages, outcomes, packet, pattern, run, said};
use wirewalk::sim::tcp::Discard;
use wirewalk::sim::{DropReason, EventKind};
use wirewalk::wire::Flags;

#[test]
fn a_transfer_goes_on_when_the_cable_is_mended() {
    let run = run(r#"{"wirewalk":1,"hosts":[{@A,"cuts":[{"at_ms":300,"mended_ms":2000}],"programs":[@SENDER]},
        {@B,"programs":[@SINK]}]}"#);
    assert!(lost(&run, DropReason::Cable) > 0);
    assert!(run.trace().packets().iter().any(|span| span.name.transmission > 1));
    let cable = |kind: &EventKind| if let EventKind::Cable { cut } = kind { Some(*cut) } else { None };
    let cables = run.trace().events().iter().filter_map(|event| cable(&event.kind).map(|cut| (event.at.0, cut)));
    assert_eq!(cables.collect::<Vec<_>>(), [(300_000_000, true), (2_000_000_000, false)]);
    assert_eq!(delivered(&run, B), pattern(30_000));
}

/// There is one cable between two hosts: what is cut, is cut for both.
#[test]
fn a_cut_cable_carries_nothing_in_either_direction() {
    let run = run(r#"{"wirewalk":1,"hosts":[{@A,"cuts":[{"at_ms":1000,"mended_ms":5000}],"programs":[
            {"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":9000}]},
            {"start_ms":2000,"lines":[@UDP,{"call":"send_to","to":"b","port":7,"text":"x"}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"sleep","ms":2000},
            {"call":"send_to","to":"a","port":7,"text":"y"}]}]}]}"#);
    assert_eq!(delivered(&run, A), b"");
    assert_eq!(lost(&run, DropReason::Cable), 2);
}

#[test]
fn with_a_router_a_cut_cable_carries_nothing_in_either_direction_and_the_others_do() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[{@A,"cuts":[{"at_ms":1000}],"programs":[
            {"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":9000}]},
            {"start_ms":2000,"lines":[@UDP,{"call":"send_to","to":"b","port":7,"text":"x"}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"sleep","ms":2000},
            {"call":"send_to","to":"a","port":7,"text":"y"},{"call":"send_to","to":"c","port":7,"text":"z"}]}]},
        {@C,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","timeout_ms":9000}]}]}]}"#);
    assert_eq!(delivered(&run, A), b"");
    assert_eq!(delivered(&run, super::C), b"z");
    assert_eq!(lost(&run, DropReason::Cable), 2);
    assert!(messages(&run).is_empty());
}

#[test]
fn a_sender_gives_up_when_the_cable_is_never_mended() {
    let run = run(r#"{"wirewalk":1,"until_ms":7200000,"hosts":[
        {@A,"cuts":[{"at_ms":1000}],"tcp":{"data_retries":4},"programs":[{"lines":[@OPEN,{"call":"sleep","ms":2000},
            {"call":"send","text":"hello"},{"call":"recv"}]}]},
        {@B,"programs":[@SINK]}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["connect = ok", "send = 5 bytes", "recv = ETIMEDOUT"]);
    assert_eq!(delivered(&run, B), b"");
    assert_eq!(lost(&run, DropReason::Cable), 5, "once, and four times again");
}

#[test]
fn a_forged_reset_with_the_exact_number_kills_a_connection() {
    let run = run(
        r#"{"wirewalk":1,"hosts":[{@A,"programs":[{"lines":[@OPEN,{"call":"send","text":"hello"},{"call":"recv"}]}]},
        {@B,"programs":[@SINK]}],
        "forged":[{"at_ms":1000,"from":"a","to":"b","source_port":50000,"destination_port":80,"flags":"RST","seq":6}]}"#,
    );
    assert_eq!(outcomes(&run, B, 0), ["accept = ok", "recv = 5 bytes", "recv = ECONNRESET"]);
    assert_eq!(delivered(&run, B), b"hello");
}

#[test]
fn a_forged_reset_that_is_one_byte_off_gets_a_challenge() {
    let run = run(r#"{"wirewalk":1,"until_ms":20000,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send","text":"hello"},{"call":"sleep","ms":3000},{"call":"send","text":" again"}]}]},
        {@B,"programs":[@SINK]}],
        "forged":[{"at_ms":1000,"from":"a","to":"b","source_port":50000,"destination_port":80,"flags":"RST","seq":7}]}"#);
    assert_eq!(discarded(&run, B, Discard::ResetNotExact), 1);
    let reset = packet(&run, "a.forged.1").end_at().unwrap();
    let answers = run.trace().packets().iter().filter(|span| span.name.from == B && span.sent_at == reset);
    let flags: Vec<Flags> = answers.filter_map(|span| span.packet.segment()).map(|segment| segment.flags).collect();
    assert_eq!(flags, [Flags::ACK]);
    assert_eq!(delivered(&run, B), b"hello again");
}

#[test]
fn forged_data_is_delivered_like_any_other() {
    let run = run(r#"{"wirewalk":1,"until_ms":20000,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send","text":"hello"},{"call":"sleep","ms":9000}]}]},
        {@B,"programs":[{"lines":[@ACCEPT,{"call":"recv","socket":"c"},{"call":"recv","socket":"c"}]}]}],
        "forged":[{"at_ms":1000,"from":"a","to":"b","source_port":50000,"destination_port":80,"flags":"ACK+PSH","seq":6,
            "ack":1,"window":1000,"text":", Mallory was here"}]}"#);
    assert_eq!(delivered(&run, B), b"hello, Mallory was here");
    assert!(discarded(&run, A, Discard::AckOfNothing) > 0, "it never sent what is acknowledged");
}

#[test]
fn forged_data_that_acknowledges_what_was_never_sent_is_not_delivered() {
    let run = run(r#"{"wirewalk":1,"until_ms":20000,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send","text":"hello"},{"call":"sleep","ms":9000}]}]},
        {@B,"programs":[@SINK]}],
        "forged":[{"at_ms":1000,"from":"a","to":"b","source_port":50000,"destination_port":80,"flags":"ACK+PSH","seq":6,
            "ack":500,"window":1000,"text":"x"}]}"#);
    assert_eq!(delivered(&run, B), b"hello");
    assert_eq!(discarded(&run, B, Discard::AckOfNothing), 1);
    assert_eq!(said(&run, " = E"), [""; 0]);
}
