//! Remarks as a reader sees them beside the packets.

use super::*;
use crate::scenario::{Action, Fault, gallery, packet_name, presets};
use crate::trace::Run;

/// Every remark that is not about flags alone, with the packet's name.
fn remarks(run: &Run) -> Vec<String> {
    let expert = Expert::of(run.trace());
    let names = |span: &PacketSpan| packet_name(span.name, run.scenario().host_names());
    let said = run.trace().packets().iter().flat_map(|span| {
        let worth = expert.on(span.id).iter().filter(|remark| remark.severity() > Severity::Chat);
        worth.map(|remark| format!("{} {}", names(span), remark.id())).collect::<Vec<_>>()
    });
    said.collect()
}

fn with(preset: &str, faults: &[(&str, Action)]) -> Run {
    let mut scenario = presets::preset(preset).or_else(|| gallery::scenario(preset)).unwrap();
    let faults = faults.iter().map(|(packet, action)| Fault { packet: (*packet).to_owned(), action: action.clone() });
    scenario.faults.extend(faults);
    Run::new(scenario).unwrap()
}

#[test]
fn a_run_without_trouble_has_no_remarks_of_weight() {
    assert_eq!(remarks(&with("opening", &[])), Vec::<String>::new());
}

#[test]
fn a_lost_syn_is_sent_again_by_timeout_and_was_needed() {
    assert_eq!(remarks(&with("opening", &[("client.syn.1", Action::Drop)])), ["client.syn.1.2 timeout"]);
}

#[test]
fn a_lost_answer_makes_the_second_syn_spurious() {
    let said = remarks(&with("opening", &[("server.synack.1", Action::Drop)]));
    assert!(said.contains(&"client.syn.1.2 timeout".to_owned()), "{said:?}");
    assert!(said.contains(&"client.syn.1.2 spurious".to_owned()), "the first one had arrived: {said:?}");
    assert!(!said.iter().any(|word| word.starts_with("server.synack.1.2 spurious")), "{said:?}");
}

#[test]
fn a_shut_window_is_asked_about() {
    let said = remarks(&with("zero-window", &[]));
    for word in ["zero-window", "zero-window-probe", "zero-window-probe-ack"] {
        assert!(said.iter().any(|said| said.ends_with(&format!(" {word}"))), "{word}: {said:?}");
    }
}

#[test]
fn every_word_finds_its_remark() {
    for word in Remark::words() {
        assert_eq!(Remark::words().filter(|other| *other == word).count(), 1, "{word}");
    }
    assert_eq!(Remark::Retransmission(Resent::Fast).id(), "fast-retransmission");
    assert!(Remark::Retransmission(Resent::Fast).is("retransmission"));
    assert_eq!(Remark::About(None).id(), "icmp-error");
}
