//! `cargo xtask`: everything a person types to look at Wirewalk, to check it and to release it.
//!
//! Knows the tools and where they come from. Knows nothing of what Wirewalk does: not a line here is about networks.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "it runs on a developer's machine, not in the page"
)]

mod apt;
mod browser;
mod checks;
mod failure;
mod pages;
mod place;
mod progress;
mod run;
mod serve;
mod site;
mod size;
mod tools;
mod workbench;

use std::{env, process::ExitCode};

const HELP: &str = "\
Wirewalk: look at it, check it, release it.

Usage: cargo xtask COMMAND [OPTIONS]

Commands:
  serve [--port N]   build the book, serve it on http://127.0.0.1:N/ (8080 if not said otherwise),
                     and reload the page whenever a file is edited
  test               run every check: formatting, lints, unit tests, documentation, the release
                     site, its size, and the tests in a real browser; stops at the first that fails
  build              write the site for a static host into dist/
  size [--check]     show what the first page in dist/ transfers: raw, gzip and brotli;
                     with --check, fail when that is over the budget of 200 KB brotli
  pages [DIR]        write the static pages into DIR, where Trunk has put its output
                     (Trunk calls this itself, with DIR in TRUNK_STAGING_DIR)
  help, --help       this text

What is missing is set up by itself: the wasm target (rustup), Trunk and wasm-bindgen (a prebuilt
release, or built from source), wasm-opt, terser and axe-core (npm), and for `test` Chromium with its
driver, a Chinese font and tshark (apt). Trunk and wasm-bindgen are kept in wirewalk/tools below
$XDG_CACHE_HOME or ~/.cache. What cannot be installed is named together with what to type.

Environment: CHROMEDRIVER names a driver to use instead of the one that is found.
Exit status: 0 all went well, 1 something failed, 2 the command line was not understood.
";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve"] => serve::serve(serve::PORT),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) if port > 0 => serve::serve(port),
            _ => return misunderstood(&format!("--port wants a number from 1 to 65535, not “{port}”")),
        },
        ["serve", one] if one.starts_with("--port=") => match one.trim_start_matches("--port=").parse() {
            Ok(port) if port > 0 => serve::serve(port),
            _ => return misunderstood(&format!("--port wants a number from 1 to 65535, not “{one}”")),
        },
        ["test"] => checks::test(),
        ["build"] => site::build(),
        ["size"] => size::size(false),
        ["size", "--check"] => size::size(true),
        ["pages"] => pages::pages(None),
        ["pages", directory] => pages::pages(Some(directory)),
        ["help" | "--help" | "-h"] | [_, "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        [] => return misunderstood("a command is missing"),
        [command @ ("serve" | "test" | "build" | "size" | "pages"), rest @ ..] => {
            return misunderstood(&format!("“{command}” does not take “{}”", rest.join(" ")));
        }
        [command, ..] => return misunderstood(&format!("there is no command “{command}”")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn misunderstood(why: &str) -> ExitCode {
    eprintln!(
        "xtask: {why}\n\nCommands: serve [--port N], test, build, size [--check], pages [DIR]; `cargo xtask --help` explains them."
    );
    ExitCode::from(2)
}
