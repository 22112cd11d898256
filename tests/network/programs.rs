//! Programs in the file format: loops, replies, options and halves of connections.

use super::{A, B, delivered, outcomes, run, said};
use wirewalk::wire::Flags;

#[test]
fn a_loop_runs_so_often() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"repeat","times":2,"lines":[{"call":"send_to","to":"b","port":7,"text":"."},
            {"call":"repeat","times":3,"lines":[{"call":"send_to","to":"b","port":7,"text":"x"}]}]}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},{"call":"repeat","times":8,"lines":[{"call":"recv_from"}]}]}]}]}"#);
    assert_eq!(delivered(&run, B), b".xxx.xxx");
    assert_eq!(said(&run, "exit").len(), 2);
}

#[test]
fn a_loop_without_a_number_ends_with_the_connection() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"send","text":"one"},{"call":"recv"},{"call":"send","text":"two"},{"call":"recv"},
            {"call":"shutdown","how":"write"},{"call":"recv"}]}]},
        {@B,"programs":[{"lines":[@ACCEPT,{"call":"repeat","lines":[{"call":"recv","socket":"c"},
            {"call":"reply","socket":"c","text":"> "}]},{"call":"close","socket":"c"}]}]}]}"#);
    assert_eq!(delivered(&run, A), b"> one> two");
    let recv = ["recv = 3 bytes", "reply = 5 bytes"];
    assert_eq!(
        outcomes(&run, B, 0)[1..],
        [&recv[..], &recv, &["recv = 0 bytes (end of file)"]].concat(),
        "no reply to an end"
    );
    assert_eq!(outcomes(&run, A, 0).last().unwrap(), "recv = 0 bytes (end of file)");
}

#[test]
fn closing_without_lingering_is_a_reset() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[{"call":"socket"},{"call":"set_option","option":"linger_zero"},
            {"call":"connect","to":"b","port":80},{"call":"send","text":"hello"},{"call":"sleep","ms":1000},{"call":"close"}]}]},
        {@B,"programs":[@SINK]}]}"#);
    assert_eq!(outcomes(&run, B, 0), ["accept = ok", "recv = 5 bytes", "recv = ECONNRESET"]);
    assert_eq!(said(&run, "-> TIME-WAIT"), [""; 0]);
    assert!(run.trace().packets().iter().filter_map(|span| span.packet.segment()).all(|it| !it.flags.has(Flags::FIN)));
}

/// A server that closes first leaves its port in TIME-WAIT.
#[test]
fn a_port_in_time_wait_is_taken_only_with_the_option() {
    let first = r#"{"lines":[@ACCEPT,{"call":"close","socket":"c"},{"call":"close"}]}"#;
    let scenario = r#"{"wirewalk":1,"until_ms":20000,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"recv_to_end"}]},
            {"start_ms":3000,"lines":[{"call":"socket"},{"call":"try","step":{"call":"connect","to":"b","port":80}}]}]},
        {@B,"programs":[@FIRST,{"start_ms":2000,"lines":[{"call":"socket"},@OPTION{"call":"bind","port":80},{"call":"listen"},
            {"call":"accept"}]}]}]}"#;
    let scenario = scenario.replace("@FIRST", first);
    let without = run(&scenario.replace("@OPTION", ""));
    assert_eq!(outcomes(&without, B, 1), ["bind = EADDRINUSE"]);
    assert_eq!(outcomes(&without, A, 1), ["connect = ECONNREFUSED"]);
    let with = run(&scenario.replace("@OPTION", r#"{"call":"set_option","option":"reuse_address"},"#));
    assert_eq!(outcomes(&with, B, 1), ["accept = ok"]);
    assert_eq!(outcomes(&with, A, 1), ["connect = ok"]);
}

#[test]
fn a_listening_port_is_not_taken_even_with_the_option() {
    let run = run(r#"{"wirewalk":1,"until_ms":20000,"hosts":[{@A},{@B,"programs":[
        {"lines":[@ACCEPT]},{"start_ms":1,"lines":[{"call":"socket"},{"call":"set_option","option":"reuse_address"},
            {"call":"bind","port":80},{"call":"listen"}]}]}]}"#);
    assert_eq!(said(&run, " = E"), ["b/1 bind = EADDRINUSE"]);
}

#[test]
fn small_segments_wait_for_an_acknowledgment_unless_told_otherwise() {
    let scenario = r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[{"call":"socket"},@OPTION{"call":"connect","to":"b","port":80},
            {"call":"send","text":"a"},{"call":"send","text":"b"},{"call":"send","text":"c"},{"call":"sleep","ms":1000}]}]},
        {@B,"programs":[@SINK]}]}"#;
    let sizes = |option: &str| -> Vec<usize> {
        let run = run(&scenario.replace("@OPTION", option));
        assert_eq!(delivered(&run, B), b"abc");
        let segments = run.trace().packets().iter().filter_map(|span| span.packet.segment());
        segments.map(|segment| segment.payload.len()).filter(|bytes| *bytes > 0).collect()
    };
    assert_eq!(sizes(""), [1, 2], "Nagle");
    assert_eq!(sizes(r#"{"call":"set_option","option":"no_delay"},"#), [1, 1, 1]);
}

#[test]
fn shutting_down_reading_ends_reading_and_not_writing() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"shutdown","how":"read"},{"call":"recv"},{"call":"send","text":"still"}]}]},
        {@B,"programs":[@SINK]}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["connect = ok", "recv = 0 bytes (end of file)", "send = 5 bytes"]);
    assert_eq!(delivered(&run, B), b"still");
}

#[test]
fn shutting_down_both_ends_both() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"shutdown","how":"both"},{"call":"recv"},
            {"call":"try","step":{"call":"send","text":"no"}},{"call":"sleep","ms":1000}]}]},
        {@B,"programs":[@SINK]}]}"#);
    assert_eq!(outcomes(&run, A, 0), ["connect = ok", "recv = 0 bytes (end of file)", "send = EPIPE"]);
    assert_eq!(outcomes(&run, B, 0), ["accept = ok", "recv = 0 bytes (end of file)"]);
}

#[test]
fn shutting_down_writing_leaves_reading() {
    let run = run(r#"{"wirewalk":1,"hosts":[
        {@A,"programs":[{"lines":[@OPEN,{"call":"shutdown","how":"write"},{"call":"recv_to_end"}]}]},
        {@B,"programs":[{"lines":[@ACCEPT,{"call":"recv_to_end","socket":"c"},{"call":"send","socket":"c","text":"after the end"}]}]}]}"#);
    assert_eq!(delivered(&run, A), b"after the end");
}

#[test]
fn a_reply_to_a_datagram_goes_to_its_sender() {
    let run = run(r#"{"wirewalk":1,@ROUTER,"hosts":[
        {@A,"programs":[{"lines":[@UDP,{"call":"send_to","to":"b","port":7,"text":"a"},{"call":"recv_from"}]}]},
        {@B,"programs":[{"lines":[@UDP,{"call":"bind","port":7},
            {"call":"repeat","times":2,"lines":[{"call":"recv_from"},{"call":"reply","text":"="}]}]}]},
        {@C,"programs":[{"lines":[@UDP,{"call":"send_to","to":"b","port":7,"text":"c"},{"call":"recv_from"}]}]}]}"#);
    assert_eq!((delivered(&run, A), delivered(&run, super::C)), (b"=a".to_vec(), b"=c".to_vec()));
}
