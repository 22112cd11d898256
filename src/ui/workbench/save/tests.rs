//! What is offered, under which names, and that a saved scenario gives the run again.

use super::*;
use crate::link::Shared;
use crate::scenario::Scenario;
use crate::trace::{Run, fingerprint};
use crate::ui::session::Choice;

fn session() -> Session {
    let own = Choice { preset: "opening", drops: vec!["client.syn.1".to_owned()], ..Choice::default() };
    Session::new(&own, &Shared::default(), Vec::new()).unwrap()
}

#[test]
fn what_can_be_seen_can_be_saved() {
    let names = |view, stage| -> Vec<String> {
        Kind::all(view, stage).into_iter().map(|kind| kind.file_name("opening")).collect()
    };
    let run = ["pcapng", "csv", "txt", "json"].map(|ending| format!("wirewalk-opening.{ending}"));
    let both = names(Some(View::States), true);
    let figures = ["stage.svg", "stage.png", "states.svg", "states.png"].map(|end| format!("wirewalk-opening-{end}"));
    assert_eq!(both, [&figures[..], &run[..]].concat());
    assert_eq!(names(None, true), [&figures[..2], &run[..]].concat());
    assert_eq!(names(Some(View::States), false), [&figures[2..], &run[..]].concat());
}

#[test]
fn a_saved_scenario_gives_the_same_run() {
    let session = session();
    let saved: Scenario = serde_json::from_slice(&bytes(Kind::Scenario, &session.run)).unwrap();
    let again = Run::new(saved).unwrap();
    assert_eq!(fingerprint(again.trace()), fingerprint(session.run.trace()));
}

#[test]
fn the_run_is_whole_in_every_form() {
    let run = session().run;
    let text = |kind| String::from_utf8(bytes(kind, &run)).unwrap();
    assert_eq!(text(Kind::Csv).matches("\r\n").count(), run.trace().packets().len() + 1);
    assert_eq!(text(Kind::Text).lines().count(), run.trace().events().len());
    assert_eq!(bytes(Kind::Pcapng, &run)[..4], [0x0a, 0x0d, 0x0d, 0x0a]);
}

#[test]
fn what_was_done_is_said_with_its_scale() {
    let said = Said::Painted("x.png".to_owned(), 1_504, 2_960, 200).words(Lang::En);
    assert_eq!(said, "Saved: x.png, 1504 × 2960 pixels, 2× as fine as the page");
    assert!(Said::Painted("x.png".to_owned(), 1, 2, 75).words(Lang::Zh).contains("0.75×"));
}
