//! The scripts: a host under test, line by line. Each directory is a topic; docs/scripts.md tells how they are written.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::fs;
use std::path::{Path, PathBuf};
use wirewalk::script::Script;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts")
}

/// The files of a topic.
fn files(topic: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(topic)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|name| name == "script")).collect();
    files.sort();
    files
}

fn play(topic: &str) {
    let mut failures = Vec::new();
    let files = files(topic);
    assert!(!files.is_empty(), "{topic} has no script");
    for file in files {
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        let script =
            Script::parse(&fs::read_to_string(&file).unwrap()).unwrap_or_else(|failure| panic!("{name}: {failure}"));
        failures.extend(script.run().iter().map(|failure| format!("{name}: {failure}\n")));
    }
    assert!(failures.is_empty(), "\n{}", failures.concat());
}

macro_rules! topics {
    ($($name:ident)*) => {
        const TOPICS: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { play(stringify!($name)); })*
    };
}

topics! { opening states closing reassembly options timers sending congestion rack icmp udp }

#[test]
fn every_directory_is_a_topic_and_every_script_says_where_its_rules_are() {
    for entry in fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let topic = entry.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(TOPICS.contains(&topic.as_str()), "{topic} is not played");
        for file in files(&topic) {
            assert!(fs::read_to_string(&file).unwrap().contains("RFC "), "{} cites no RFC", file.display());
        }
    }
}
