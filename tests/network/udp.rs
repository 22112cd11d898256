//! UDP sockets: datagrams one by one, ports, and errors that come back.

use super::{A, B, delivered, messages, outcomes, run, said};
use wirewalk::wire::IcmpKind;

#[test]
fn a_datagram_goes_there_and_back() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_to","to":"b","port":7,"text":"hello"},{"call":"recv_from"}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from"},{"call":"reply","text":"> "}]}]}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["sendto = 5 bytes", "recvfrom = 7 bytes from 10.0.0.2:7"]);
    assert_eq!(outcomes(&run, B, 0), ["recvfrom = 5 bytes from 10.0.0.1:50000", "reply = 7 bytes"]);
    assert_eq!(delivered(&run, A), b"> hello");
}

#[test]
fn bytes_are_sent_as_they_are_written_and_an_answer_keeps_the_beginning_of_the_question() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_hex_to","to":"b","port":53,"hex":"1a2B 00ff"},{"call":"recv_from"}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":53},{"call":"recv_from"},{"call":"reply_hex","keep":2,"hex":"80"},
            {"call":"reply_hex","keep":9,"hex":"01"}]}]}]}"#);
    assert_eq!(delivered(&run, B), [0x1a, 0x2b, 0x00, 0xff]);
    assert_eq!(outcomes(&run, B, 0)[1..], ["reply = 3 bytes", "reply = 5 bytes"]);
    assert_eq!(delivered(&run, A), [0x1a, 0x2b, 0x80]);
}

#[test]
fn a_connected_socket_learns_by_its_next_call_that_nobody_has_the_port() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[
            {"lines":[@UDP,{"call":"connect","to":"b","port":9},{"call":"send","text":"x"},{"call":"sleep","ms":500},
                {"call":"try","step":{"call":"send","text":"y"}},{"call":"send","text":"z"}]},
            {"lines":[@UDP,{"call":"connect","to":"b","port":9},{"call":"send","text":"x"},{"call":"recv"}]}]},
        {@B}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["connect = ok", "send = 1 bytes", "send = ECONNREFUSED", "send = 1 bytes"]);
    assert_eq!(outcomes(&run, A, 1), ["connect = ok", "send = 1 bytes", "recv = ECONNREFUSED"]);
    assert_eq!(messages(&run), [IcmpKind::PortUnreachable; 3]);
}

#[test]
fn a_socket_that_is_not_connected_learns_nothing() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_to","to":"b","port":9,"text":"x"},{"call":"sleep","ms":500},
            {"call":"send_to","to":"b","port":9,"text":"y"},{"call":"recv_from","timeout_ms":2000}]}]},
        {@B}]}"#);
    assert_eq!(messages(&run), [IcmpKind::PortUnreachable; 2]);
    let own_limit = "recvfrom = timed out (the program's own limit)";
    assert_eq!(outcomes(&run, A, 0), ["sendto = 1 bytes", "sendto = 1 bytes", own_limit]);
}

#[test]
fn a_reader_waits_as_long_as_it_says() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"try","step":{"call":"recv_from","timeout_ms":300}},
            {"call":"recv_from","timeout_ms":300}]}]},
        {@B,"programs":[{"start_ms":400,"lines":[@UDP,{"call":"send_to","to":"a","port":7,"text":"late"}]}]}]}"#);
    let own_limit = "recvfrom = timed out (the program's own limit)";
    assert_eq!(outcomes(&run, A, 0), [own_limit, "recvfrom = 4 bytes from 10.0.0.2:50000"]);
    let limits = run.trace().events().iter().filter(|event| event.at.0 == 300_000_000);
    assert!(limits.count() > 0, "not before and not after");
}

#[test]
fn datagrams_are_never_joined_and_a_short_read_loses_the_rest() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_to","to":"b","port":7,"text":"first"},
            {"call":"send_to","to":"b","port":7,"text":""},{"call":"send_to","to":"b","port":7,"text":"third"}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"sleep","ms":1000},{"call":"recv_from","most":3},
            {"call":"recv_from"},{"call":"recv_from"},{"call":"recv_from","timeout_ms":1000}]}]}]}"#);
    let from = "from 10.0.0.1:50000";
    let expected = [3, 0, 5].map(|bytes| format!("recvfrom = {bytes} bytes {from}"));
    assert_eq!(outcomes(&run, B, 0)[..3], expected);
    assert_eq!(outcomes(&run, B, 0)[3..], ["recvfrom = timed out (the program's own limit)"]);
    assert_eq!(delivered(&run, B), b"firthird");
}

#[test]
fn what_no_datagram_can_hold_is_refused_and_what_one_can_arrives() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"try","step":{"call":"send_bytes_to","to":"b","port":7,"count":65508}},
            {"call":"send_bytes_to","to":"b","port":7,"count":65507}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"recv_from","most":70000}]}]}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["sendto = EMSGSIZE", "sendto = 65507 bytes"]);
    assert_eq!(outcomes(&run, B, 0), ["recvfrom = 65507 bytes from 10.0.0.1:50000"]);
    assert_eq!(delivered(&run, B), super::pattern(65_507));
}

#[test]
fn a_low_port_needs_a_privilege() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"privileged":false,"programs":[
            {"lines":[@UDP,{"call":"bind","port":1024},{"call":"bind","socket":"none","port":5}]},
            {"lines":[@UDP,{"call":"bind","port":1023}]},{"lines":[{"call":"socket"},{"call":"bind","port":80}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":1023},{"call":"sleep","ms":1}]}]}]}"#);
    assert_eq!(said(&run, " = E"), ["a/0 bind = EBADF", "a/1 bind = EACCES", "a/2 bind = EACCES"]);
}

#[test]
fn a_port_is_taken_once_in_each_protocol() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[
            {"lines":[@UDP,{"call":"bind","port":53},{"call":"recv_from"}]},
            {"lines":[@UDP,{"call":"bind","port":53}]},
            {"lines":[{"call":"socket"},{"call":"bind","port":53},{"call":"listen"},{"call":"accept"},
                {"call":"recv_to_end","socket":"c"}]}]},
        {@B,"programs":[
            {"lines":[@UDP,{"call":"send_to","to":"a","port":53,"text":"datagram"}]},
            {"lines":[{"call":"socket"},{"call":"connect","to":"a","port":53},{"call":"send","text":"stream"}]}]}]}"#);
    assert_eq!(said(&run, " = E"), ["a/1 bind = EADDRINUSE"]);
    assert_eq!(outcomes(&run, A, 0), ["recvfrom = 8 bytes from 10.0.0.2:50000"]);
    assert_eq!(outcomes(&run, A, 2), ["accept = ok", "recv = 6 bytes", "recv = 0 bytes (end of file)"]);
}

#[test]
fn a_connected_socket_hears_only_its_peer() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"connect","to":"b","port":7},
            {"call":"recv","timeout_ms":5000}]}]},
        {@B,"programs":[{"start_ms":1000,"lines":[@UDP,{"call":"bind","port":7},
            {"call":"send_to","to":"a","port":7,"text":"peer"}]}]},
        {@C,"programs":[{"lines":[@UDP,{"call":"send_to","to":"a","port":7,"text":"stranger"}]}]}]}"#);
    assert_eq!(delivered(&run, A), b"peer");
    assert_eq!(messages(&run), [IcmpKind::PortUnreachable], "for the stranger nobody is there");
}
