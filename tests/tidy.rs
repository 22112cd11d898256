//! What the compiler does not check: the layers, and the rules that every file keeps.
//!
//! Each layer may use those before it and none after; what a layer must not know is listed here, because an absence is not to be
//! seen in any file. ARCHITECTURE.md says why.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

const LINES_MOST: usize = 400;

/// What only the page may name.
const BROWSER: [&str; 5] = ["yew", "web_sys", "js_sys", "gloo", "wasm_bindgen"];

struct Source {
    /// From the repository's root, with slashes.
    path: String,
    text: String,
}

impl Source {
    /// The lines of code with their numbers: comments do not count, nor do tests where `tests` is false.
    fn code(&self, tests: bool) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.contains("/tests") || self.path.starts_with("tests/");
        let all = if is_test && !tests { "" } else { self.text.as_str() };
        let upto = if tests { None } else { all.find("#[cfg(test)]\nmod tests {") };
        let code = all.get(..upto.unwrap_or(all.len())).unwrap_or(all);
        let lines = code.lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or("")));
        lines.filter(|(_, line)| !line.trim().is_empty())
    }

    /// Whether the file belongs to a layer: `src/wire/…`, `src/wire.rs`.
    fn is_in(&self, layer: &str) -> bool {
        self.path.starts_with(&format!("src/{layer}/")) || self.path == format!("src/{layer}.rs")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut sources);
    }
    assert!(sources.len() > 10, "found only {} files", sources.len());
    sources
}

fn collect(place: &Path, sources: &mut Vec<Source>) {
    if place.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for entry in &entries {
            collect(entry, sources);
        }
    } else if place.extension().is_some_and(|extension| extension == "rs") {
        let path = place.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        sources.push(Source { path, text: fs::read_to_string(place).unwrap() });
    }
}

/// Every Rust file of the repository.
fn everything() -> Vec<Source> {
    sources(&["src", "tests", "build", "build.rs", "xtask/src"])
}

/// Whether a word stands in a line by itself: `yew` in `use yew::html`, not in `skew`.
fn names(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

/// Whether a line of a file in `src` names a layer, from outside or from within.
fn uses(line: &str, layer: &str) -> bool {
    ["crate", "wirewalk"].iter().any(|root| names(line, &format!("{root}::{layer}")))
        || line.match_indices("crate::{").any(|(at, _)| names(&line[at..], layer))
}

#[track_caller]
fn none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn layers_know_only_those_before_them() {
    let before: [(&str, &[&str]); 8] = [
        ("wire", &[]),
        ("sim", &["wire"]),
        ("scenario", &["wire", "sim"]),
        ("trace", &["wire", "sim", "scenario"]),
        ("scene", &["wire", "sim", "scenario", "trace"]),
        ("course", &["wire", "sim", "scenario", "trace", "scene", "text", "link"]),
        ("text", &["wire", "sim", "scenario", "trace", "scene", "course", "link"]),
        ("link", &["wire", "sim", "scenario", "trace", "scene", "course", "text"]),
    ];
    let all = before.iter().map(|(layer, _)| *layer).chain(["ui"]).collect::<Vec<_>>();
    let mut found = Vec::new();
    for source in sources(&["src"]) {
        let Some((layer, known)) = before.iter().find(|(layer, _)| source.is_in(layer)) else { continue };
        let strangers = all.iter().filter(|other| *other != layer && !known.contains(other));
        for (number, line) in source.code(true) {
            let named = strangers.clone().filter(|other| uses(line, other));
            found.extend(named.map(|other| format!("{}:{number}: {layer} names {other}", source.path)));
        }
    }
    none("a layer knows only those before it", &found);
}

#[test]
fn only_the_page_knows_a_browser() {
    let may = |path: &str| {
        path.starts_with("src/ui/") || ["src/ui.rs", "src/main.rs", "src/bin/prerender.rs"].contains(&path)
    };
    let mut found = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| !may(&source.path)) {
        for (number, line) in source.code(true) {
            found.extend(
                BROWSER.iter().filter(|word| names(line, word)).map(|word| format!("{}:{number}: {word}", source.path)),
            );
        }
    }
    none("yew, web-sys, js-sys, gloo and wasm-bindgen stay in src/ui, src/main.rs and src/bin/prerender.rs", &found);
}

#[test]
fn the_simulator_counts_in_whole_numbers() {
    let mut found = Vec::new();
    for source in sources(&["src/sim", "src/wire"]) {
        for (number, line) in source.code(false) {
            let floats = ["f32", "f64"].into_iter().filter(|word| names(line, word));
            found.extend(floats.map(|word| format!("{}:{number}: {word}", source.path)));
        }
    }
    none("no floating point in src/sim and src/wire: it differs from machine to machine", &found);
}

#[test]
fn nothing_reads_a_clock_or_depends_on_a_hash() {
    let mut found = Vec::new();
    for source in sources(&["src", "build", "build.rs"]) {
        for (number, line) in source.code(true) {
            let words = ["Instant", "SystemTime", "HashMap", "HashSet"].into_iter().filter(|word| names(line, word));
            found.extend(words.map(|word| format!("{}:{number}: {word}", source.path)));
        }
    }
    none("no clock of the machine, no collection without an order", &found);
}

#[test]
fn no_html_from_text() {
    let words = [
        "inner_html",
        "set_inner_html",
        "innerHTML",
        "outer_html",
        "insert_adjacent_html",
        "from_html_unchecked",
        "from_html",
    ];
    let mut found = Vec::new();
    for source in sources(&["src"]) {
        for (number, line) in source.code(true) {
            found.extend(
                words.iter().filter(|word| names(line, word)).map(|word| format!("{}:{number}: {word}", source.path)),
            );
        }
    }
    none("text becomes nodes, never HTML", &found);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = everything().into_iter().filter(|source| !source.text.starts_with("//! "));
    none("a file opens with a //! header", &silent.map(|source| source.path).collect::<Vec<_>>());
}

#[test]
fn no_file_is_long() {
    let long = everything().into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > LINES_MOST).then(|| format!("{}: {lines} lines", source.path))
    });
    none("a file has at most 400 lines", &long.collect::<Vec<_>>());
}

#[test]
fn no_path_of_somebodys_machine() {
    let here = root().to_str().unwrap().to_owned();
    let places = ["/home/", "/Users/", &format!("/{}/", "root"), "C:\\", &here];
    let mut found = Vec::new();
    for source in everything().iter().filter(|source| source.path != "tests/tidy.rs") {
        for (number, line) in source.text.lines().enumerate() {
            let named = places.iter().filter(|place| line.contains(**place));
            found.extend(named.map(|place| format!("{}:{}: {place}", source.path, number + 1)));
        }
    }
    none("nothing depends on where it is built", &found);
}
