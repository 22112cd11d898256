//! A field of a packet is changed on the way, and everybody acts on what then arrives.

use super::{B, delivered, discarded, lost, packet, pattern, run, said};
use proptest::prelude::*;
use wirewalk::sim::tcp::Discard;
use wirewalk::sim::{DropReason, EventKind};
use wirewalk::trace::{Run, fingerprint, pcapng};
use wirewalk::wire::Flags;
use wirewalk::wire::edit::{editable, most};

/// A transfer of which this field of this packet is changed.
fn edited(packet: &str, set: &str) -> Run {
    let fault = r#"{@TRANSFER,"faults":[{"packet":"@PACKET","action":{"set":@SET}}]}"#;
    run(&fault.replace("@PACKET", packet).replace("@SET", set))
}

fn all_is_there(run: &Run) {
    assert_eq!(delivered(run, B), pattern(30_000));
}

#[test]
fn a_window_of_zero_makes_the_sender_ask() {
    let run = edited("b.ack.1", r#"{"field":"window","value":0}"#);
    assert_eq!(packet(&run, "b.ack.1").arrived_as.as_ref().unwrap().segment().unwrap().window, 0);
    let shut = said(&edited("b.synack.1", r#"{"field":"window","value":0}"#), "Persist timer until");
    assert!(!shut.is_empty(), "the first window that it hears of is shut: it must ask");
    all_is_there(&run);
}

#[test]
fn an_acknowledgment_of_what_was_never_sent_is_answered_and_not_used() {
    let run = edited("b.ack.2", r#"{"field":"acknowledgment-number","value":4000000000}"#);
    let refused = run.trace().events().iter().filter(|event| {
        matches!(event.kind, EventKind::Discarded { reason: Discard::AckOfNothing | Discard::AckTooOld, .. })
    });
    assert_eq!(refused.count(), 1);
    all_is_there(&run);
}

#[test]
fn a_number_outside_the_window_is_refused_and_sent_again() {
    let run = edited("a.data.2", r#"{"field":"sequence-number","value":3000000000}"#);
    assert_eq!(discarded(&run, B, Discard::OutsideWindow), 1);
    all_is_there(&run);
}

#[test]
fn a_checksum_left_wrong_is_found_and_the_segment_sent_again() {
    for set in [
        r#"{"field":"window","value":1,"stale_checksum":true}"#,
        r#"{"field":"data","value":255,"byte":3,"stale_checksum":true}"#,
        r#"{"field":"checksum","value":1}"#,
        r#"{"field":"header-checksum","value":1}"#,
        r#"{"field":"time-to-live","value":1,"stale_checksum":true}"#,
    ] {
        let run = edited("a.data.2", set);
        assert_eq!(discarded(&run, B, Discard::Damaged), 1, "{set}");
        assert_eq!(said(&run, "(transmission 2)").len(), 1, "{set}");
        all_is_there(&run);
    }
}

#[test]
fn data_changed_with_its_checksum_is_taken_for_true() {
    let run = edited("a.data.1", r#"{"field":"data","value":255,"byte":3}"#);
    let mut wanted = pattern(30_000);
    wanted[3] = 255;
    assert!(delivered(&run, B) == wanted, "nobody can notice");
}

#[test]
fn a_flag_ends_what_it_ends() {
    let run = edited("a.data.3", r#"{"field":"rst","value":1}"#);
    assert!(packet(&run, "a.data.3").arrived_as.as_ref().unwrap().segment().unwrap().flags.has(Flags::RST));
    assert!(!said(&run, "ECONNRESET").is_empty(), "the program is told");
}

#[test]
fn a_field_that_the_packet_has_not_changes_nothing() {
    for set in [r#"{"field":"udp-source-port","value":1}"#, r#"{"field":"data","value":1,"byte":9000}"#] {
        let run = edited("a.data.2", set);
        assert_eq!(packet(&run, "a.data.2").arrived_as, None);
        all_is_there(&run);
    }
}

#[test]
fn hops_used_up_are_used_up_at_the_router() {
    let run = run(r#"{@ROUTER,@TRANSFER,
        "faults":[{"packet":"a.data.2","action":{"set":{"field":"time-to-live","value":1}}},
            {"packet":"a.data.4","action":{"set":{"field":"time-to-live","value":9,"stale_checksum":true}}}]}"#);
    assert_eq!((lost(&run, DropReason::TimeToLive), lost(&run, DropReason::Damaged)), (1, 1));
    all_is_there(&run);
}

#[test]
fn what_cannot_be_changed_is_named() {
    for (set, field) in [
        (r#"{"field":"total-length","value":1}"#, "faults[0].set.field"),
        (r#"{"field":"window","value":65536}"#, "faults[0].set.value"),
    ] {
        let text = r#"{"wirewalk":1,"hosts":[{"name":"a","address":"10.0.0.1"},{"name":"b","address":"10.0.0.2"}],
            "faults":[{"packet":"a.syn.1","action":{"set":@SET}}]}"#;
        let scenario = serde_json::from_str(&text.replace("@SET", set)).unwrap();
        assert_eq!(Run::new(scenario).unwrap_err().field, field);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is changed: the run ends, is the same a second time, and can be captured.
    #[test]
    fn any_field_of_any_packet_may_be_anything(
        field in prop::sample::select(editable().collect::<Vec<_>>()),
        packet in prop::sample::select(vec!["a.packet.1", "a.packet.2", "a.packet.4", "b.packet.1", "b.packet.2", "b.packet.5", "a.fragment.1", "a.udp.1"]),
        value: u32, byte in 0_u16..40, stale_checksum: bool, router: bool,
    ) {
        let value = u64::from(value) % (u64::from(most(field).unwrap()) + 1);
        let field = field.id();
        let faults = format!(r#"[{{"packet":"{packet}","action":{{"set":{{"field":"{field}","value":{value},"byte":{byte},"stale_checksum":{stale_checksum}}}}}}}]"#);
        let network = if router { "@ROUTER," } else { "" };
        let text = r#"{"wirewalk":1,@NETWORK"until_ms":60000,"faults":@FAULTS,"hosts":[{@A,"programs":[@SENDER,
            {"lines":[@UDP,{"call":"send_bytes_to","to":"b","port":9,"count":4000},
                {"call":"send_to","to":"b","port":9,"text":"hello"}]}]},{@B,"link":{"mtu":900},"programs":[@SINK]}]}"#;
        let text = text.replace("@NETWORK", network).replace("@FAULTS", &faults);
        let (once, again) = (run(&text), run(&text));
        prop_assert_eq!(fingerprint(once.trace()), fingerprint(again.trace()));
        prop_assert!(!pcapng::write(once.trace(), B).is_empty());
    }
}
