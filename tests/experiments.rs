//! The experiments of chapter 4 as text: what the simulator does in each, readable, and kept from changing unnoticed.
//!
//! `WIREWALK_BLESS=1 cargo test --test experiments` writes them anew; then read the difference before you commit it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::fmt::Write as _;
use std::path::PathBuf;
use wirewalk::scenario::{Action, Fault, presets};
use wirewalk::sim::EventId;
use wirewalk::trace::{Run, text};

fn lines(preset: &str, drops: &[&str]) -> String {
    let mut scenario = presets::preset(preset).unwrap();
    let drops = drops.iter().map(|packet| Fault { packet: (*packet).to_owned(), action: Action::Drop });
    scenario.faults.extend(drops);
    let run = Run::new(scenario).unwrap();
    (0..run.trace().len()).map(|id| text::line(run.trace(), EventId(id)) + "\n").collect()
}

/// The lines that differ, with the longest common beginning and end left out.
fn difference(kept: &str, now: &str) -> String {
    let (kept, now): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), now.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut kept.iter().zip(&now));
    let after = same(&mut kept[before..].iter().rev().zip(now[before..].iter().rev()));
    let mut text = format!("from line {}:\n", before + 1);
    for (mark, lines) in [('-', &kept[before..kept.len() - after]), ('+', &now[before..now.len() - after])] {
        for line in lines {
            let _infallible = writeln!(text, "{mark} {line}");
        }
    }
    text
}

fn experiment(name: &str, preset: &str, drops: &[&str]) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/experiments").join(format!("{name}.txt"));
    let now = lines(preset, drops);
    if std::env::var_os("WIREWALK_BLESS").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == now, "{name} has changed, {}", difference(&kept, &now));
}

#[test]
fn normal_opening() {
    experiment("normal", "opening", &[]);
}

#[test]
fn syn_lost() {
    experiment("syn-lost", "opening", &["client.syn.1"]);
}

#[test]
fn syn_ack_lost() {
    experiment("synack-lost", "opening", &["server.synack.1"]);
}

#[test]
fn last_ack_lost() {
    experiment("ack-lost", "opening", &["client.ack.1"]);
}

#[test]
fn last_ack_lost_but_data_follows() {
    experiment("ack-lost-hello", "opening-hello", &["client.ack.1"]);
}

#[test]
fn port_closed() {
    experiment("closed-port", "closed-port", &[]);
}

#[test]
fn host_silent() {
    experiment("silent-host", "silent-host", &[]);
}

#[test]
fn old_duplicate_syn() {
    experiment("old-duplicate", "old-duplicate-syn", &[]);
}
