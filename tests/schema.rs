//! static/scenario.schema.json is what the types say. `WIREWALK_BLESS=1 cargo test --test schema` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::path::PathBuf;
use wirewalk::scenario::{Scenario, presets, schema};

#[test]
fn the_published_schema_is_that_of_the_types() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("static/scenario.schema.json");
    let now = schema() + "\n";
    if std::env::var_os("WIREWALK_BLESS").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    assert!(std::fs::read_to_string(&file).unwrap_or_default() == now, "{} is out of date", file.display());
}

#[test]
fn presets_survive_being_written_and_read() {
    for name in presets::NAMES {
        let preset = presets::preset(name).unwrap();
        let json = serde_json::to_string(&preset).unwrap();
        assert_eq!(serde_json::from_str::<Scenario>(&json).unwrap(), preset, "{name}");
    }
}
