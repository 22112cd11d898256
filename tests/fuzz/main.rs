//! Hostile bytes: what is kept in fuzz/corpus/, and a bounded number of fresh inputs made from it. For long runs, cargo-fuzz takes the same
//! targets (fuzz/README.md).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

mod targets;

use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has no corpus");
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// A byte changed, bytes cut out, bytes put in twice.
fn damage(bytes: &mut Vec<u8>, (kind, place, value): (u8, prop::sample::Index, u8)) {
    if bytes.is_empty() {
        return;
    }
    let at = place.index(bytes.len());
    let end = (at + usize::from(value % 32)).min(bytes.len());
    match kind {
        0 => bytes.splice(at..=at, [value]).for_each(drop),
        1 => bytes.drain(at..end).for_each(drop),
        _ => {
            let again = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, again).for_each(drop);
        }
    }
}

fn fresh(target: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let damages = prop::collection::vec((0_u8..3, any::<prop::sample::Index>(), any::<u8>()), 1..6);
    (prop::sample::select(corpus(target)), damages).prop_map(|(mut bytes, damages)| {
        for one in damages {
            damage(&mut bytes, one);
        }
        bytes
    })
}

#[test]
fn what_is_kept_harms_nobody() {
    for (target, try_it) in
        [("wire", targets::wire as fn(&[u8])), ("scenario", targets::scenario), ("script", targets::script)]
    {
        for bytes in corpus(target) {
            try_it(&bytes);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_packet_does(bytes in fresh("wire")) {
        targets::wire(&bytes);
    }

    #[test]
    fn no_scenario_does(bytes in fresh("scenario")) {
        targets::scenario(&bytes);
    }

    #[test]
    fn no_script_does(bytes in fresh("script")) {
        targets::script(&bytes);
    }
}
