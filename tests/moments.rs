//! Chapters and simulator agree: every run of every chapter can be run, and every moment that a text points at comes about in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use wirewalk::course::{Block, Chapter, Inline, Run as CourseRun, chapters};
use wirewalk::scenario::{Action, Fault, presets};
use wirewalk::text::Lang;
use wirewalk::trace::{Fate, Run, resolve};

/// A run that a text asks for, the moment it points at, and where that stands.
struct Wish {
    place: String,
    run: CourseRun,
    at: Option<String>,
}

fn run(wish: &Wish) -> Run {
    let preset: &str = &wish.run.preset;
    let mut scenario = presets::preset(preset).unwrap_or_else(|| panic!("{}: no preset {preset}", wish.place));
    let drops = wish.run.drops.iter().map(|packet| Fault { packet: packet.clone(), action: Action::Drop });
    scenario.faults.extend(drops);
    Run::new(scenario).unwrap_or_else(|invalid| panic!("{}: {invalid}", wish.place))
}

/// Every wish of every chapter in every language.
fn all_wishes() -> Vec<Wish> {
    let mut wishes = Vec::new();
    for lang in Lang::ALL {
        for chapter in chapters(lang) {
            collect(chapter, &format!("{} {}", lang.code(), chapter.slug), &mut wishes);
        }
    }
    wishes
}

fn collect(chapter: &Chapter, name: &str, wishes: &mut Vec<Wish>) {
    acts_in_blocks(&chapter.lead, name, wishes);
    for section in &chapter.sections {
        let place = format!("{name} #{}", section.id);
        acts_in_blocks(&section.body, &place, wishes);
        if let Some(run) = section.run.clone() {
            wishes.push(Wish { place: place.clone(), run, at: None });
        }
        for step in &section.steps {
            let place = format!("{name} #{}", step.id);
            acts_in_blocks(&step.body, &place, wishes);
            let run = section.run.clone().unwrap_or_else(|| panic!("{place}: a step without a run"));
            wishes.push(Wish { place, run, at: Some(step.at.clone()) });
        }
    }
}

fn acts_in_blocks(blocks: &[Block], place: &str, wishes: &mut Vec<Wish>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => acts_in_text(text, place, wishes),
            Block::List { items, .. } => items.iter().for_each(|item| acts_in_blocks(item, place, wishes)),
            Block::Table { head, rows } => {
                let cells = head.iter().chain(rows.iter().flat_map(|row| row.iter()));
                cells.for_each(|cell| acts_in_text(cell, place, wishes));
            }
            Block::Aside { body, .. } => acts_in_blocks(body, place, wishes),
            Block::Code { .. } => {}
        }
    }
}

fn acts_in_text(text: &[Inline], place: &str, wishes: &mut Vec<Wish>) {
    for inline in text {
        match inline {
            Inline::Act { run, at, body } => {
                wishes.push(Wish { place: place.to_owned(), run: run.clone(), at: at.clone() });
                acts_in_text(body, place, wishes);
            }
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Link { body, .. } => {
                acts_in_text(body, place, wishes);
            }
            Inline::Text(_) | Inline::Code(_) => {}
        }
    }
}

#[test]
fn every_moment_of_every_chapter_comes_about() {
    let wishes = all_wishes();
    for wish in &wishes {
        let run = run(wish);
        if let Some(at) = &wish.at {
            let preset = &wish.run.preset;
            assert!(resolve(run.trace(), at).is_some(), "{}: {at} never comes in {preset}", wish.place);
        }
    }
    let moments = wishes.iter().filter(|wish| wish.at.is_some()).count();
    assert!(moments > 50, "only {moments} moments found");
}

#[test]
fn every_packet_that_a_chapter_drops_is_lost() {
    for wish in all_wishes() {
        let run = run(&wish);
        let lost = run.trace().packets().iter().filter(|span| matches!(span.fate, Fate::Lost { .. })).count();
        assert!(lost >= wish.run.drops.len(), "{}: a fault found no packet", wish.place);
    }
}

/// A reader goes down the page: the steps of a section must not jump back in time.
#[test]
fn the_steps_of_a_section_follow_one_another() {
    for chapter in chapters(Lang::En) {
        for section in &chapter.sections {
            let Some(run) = section.run.clone() else { continue };
            let run = self::run(&Wish { place: section.id.clone(), run, at: None });
            let positions = section.steps.iter().filter_map(|step| resolve(run.trace(), &step.at));
            assert!(positions.is_sorted(), "#{}", section.id);
        }
    }
}
