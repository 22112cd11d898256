//! What holds for every picture.

use super::ladder::{Ladder, WHOLE, Words};
use super::place::{ColumnLabel, LabelKind};
use super::scale::TimeScale;
use super::text_width;
use crate::scenario::presets::{NAMES, preset};
use crate::scenario::{Action, Fault};
use crate::sim::EventId;
use crate::sim::tcp::State;
use crate::trace::Run;
use std::rc::Rc;

const WORDS: Words =
    Words { again: "(again)", left_out: |span| format!("{span} left out"), lost: |_| "lost: you dropped it" };
const WIDTHS: [f64; 5] = [300.0, 336.0, 480.0, 720.0, 900.0];

fn ladder(run: &Run, width: f64) -> Ladder {
    Ladder::new(run.trace(), &Rc::new(TimeScale::new(run.trace(), 1.0)), width, WORDS, WHOLE)
}

fn runs() -> Vec<Run> {
    let drops: [&[&str]; 5] = [
        &[],
        &["client.syn.1"],
        &["server.synack.1"],
        &["client.ack.1"],
        &["client.syn.1", "server.synack.1", "client.ack.1"],
    ];
    let mut runs = Vec::new();
    for name in NAMES {
        for drops in drops {
            let mut scenario = preset(name).unwrap();
            scenario
                .faults
                .extend(drops.iter().map(|packet| Fault { packet: (*packet).to_owned(), action: Action::Drop }));
            runs.push(Run::new(scenario).unwrap());
        }
    }
    runs
}

/// A long picture is laid out in parts: in each of them every lifeline says what state it is in.
#[test]
fn a_part_of_a_long_run_names_its_states() {
    let run = Run::new(crate::scenario::gallery::scenario("congestion").unwrap()).unwrap();
    let scale = Rc::new(TimeScale::new(run.trace(), 1.0));
    let middle = scale.height() / 2.0;
    let part = (middle, middle + 1_000.0);
    let ladder = Ladder::new(run.trace(), &scale, 720.0, WORDS, part);
    for lane in &ladder.lanes {
        let named = lane.labels.iter().filter(|label| matches!(label.kind, LabelKind::State(State::Established)));
        let heights: Vec<f64> = named.map(|label| label.y).collect();
        assert!(heights.len() >= 4 && heights[0] < middle + 40.0, "{heights:?}");
        assert!(heights.iter().all(|y| *y >= part.0 && *y <= part.1), "{heights:?}");
    }
}

#[test]
fn no_label_overlaps_another() {
    for run in runs() {
        for width in WIDTHS {
            let ladder = ladder(&run, width);
            let boxes = ladder.label_boxes();
            for (index, one) in boxes.iter().enumerate() {
                assert!(boxes[index + 1..].iter().all(|other| !one.overlaps(other)), "{width}: {one:?}");
            }
            for lane in &ladder.lanes {
                let mut all: Vec<&ColumnLabel> = lane.labels.iter().collect();
                all.sort_by(|a, b| a.y.total_cmp(&b.y));
                for pair in all.windows(2) {
                    let below = pair[0].y + 1.25 * pair[0].size * f64::from(u8::from(pair[0].lines.len() > 1));
                    assert!(pair[1].y - pair[1].size >= below, "{width}: {pair:?}");
                }
            }
        }
    }
}

#[test]
fn words_beside_lifelines_stay_in_the_picture() {
    for run in runs() {
        for width in WIDTHS {
            let ladder = ladder(&run, width);
            for lane in &ladder.lanes {
                let room = if lane.side < 0.0 { lane.label_x() } else { width - lane.label_x() };
                for label in &lane.labels {
                    for line in &label.lines {
                        assert!(text_width(line, label.size) <= room, "{width}: {line} needs more than {room}");
                    }
                }
            }
        }
    }
}

#[test]
fn later_is_never_higher_and_arrows_never_rise() {
    for run in runs() {
        let ladder = ladder(&run, 720.0);
        let heights: Vec<f64> = (0..run.trace().len()).map(|id| ladder.scale().of(EventId(id))).collect();
        assert!(heights.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(heights.iter().all(|y| *y <= ladder.height));
        assert!(ladder.arrows.iter().all(|arrow| arrow.way.to.1 >= arrow.way.from.1));
    }
}

#[test]
fn every_packet_has_its_arrow_and_most_have_a_label() {
    for run in runs() {
        let ladder = ladder(&run, 720.0);
        assert_eq!(ladder.arrows.len(), run.trace().packets().len());
        let nameless = ladder.arrows.iter().find(|arrow| arrow.label.is_none());
        assert_eq!(nameless, None, "no room for a label in {:?}", run.scenario().faults);
        assert!(ladder.arrows.iter().filter_map(|arrow| arrow.lost).all(|(_, place)| place.is_some()));
    }
}

#[test]
fn a_long_wait_is_folded_and_says_how_long_it_was() {
    let run = Run::new(preset("silent-host").unwrap()).unwrap();
    let ladder = ladder(&run, 720.0);
    assert_eq!(ladder.folds.len(), 8);
    assert!(ladder.height < 2_000.0, "{}", ladder.height);
}

/// Seen from afar, packets that nobody could tell apart are one line; what something happened to is always there.
#[test]
fn a_crowd_is_thinned_but_nothing_that_matters_is_left_out() {
    let run = Run::new(crate::scenario::gallery::scenario("congestion").unwrap()).unwrap();
    let trace = run.trace();
    let ladder = |zoom: f64| Ladder::new(trace, &Rc::new(TimeScale::new(trace, zoom)), 720.0, WORDS, WHOLE);
    let (near, far) = (ladder(1.0), ladder(1.0 / 32.0));
    assert_eq!(near.arrows.len(), trace.packets().len(), "from near everything is drawn");
    assert!(far.arrows.len() * 3 < near.arrows.len(), "{} of {}", far.arrows.len(), near.arrows.len());
    let matters = |ladder: &Ladder| ladder.arrows.iter().filter(|arrow| arrow.lost.is_some() || arrow.again).count();
    assert_eq!(matters(&far), matters(&near));
}
