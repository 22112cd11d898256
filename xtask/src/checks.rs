//! `cargo xtask test`: every check, the quick ones first, none ever left out.
//!
//! Few different sets of features and no RUSTFLAGS, because each would compile the dependencies once more: clippy and
//! rustdoc share one set, `cargo test` and the prerenderer another.

use crate::{
    browser,
    failure::Failure,
    place, progress, run,
    site::{self, Trunk},
    size, tools,
};
use std::{path::PathBuf, process::Command};

/// Everything there is, for the checks that only read the code.
const ALL: &str = "wirewalk/prerender,wirewalk/browser-tests";

/// What the checks need besides the sources.
struct Setup {
    trunk: Trunk,
    chromedriver: PathBuf,
    axe: PathBuf,
}

type Check = (&'static str, fn(&Setup) -> Result<(), Failure>);

const CHECKS: [Check; 9] = [
    ("formatting", |_| cargo(&["fmt", "--all", "--", "--check"])),
    ("lints without the browser part", |_| cargo(&["clippy", "--no-default-features", "--", "-D", "warnings"])),
    ("lints", |_| cargo(&["clippy", "--workspace", "--all-targets", "--features", ALL, "--", "-D", "warnings"])),
    ("lints of what the browser runs", |_| {
        let bin = ["--target", tools::rust::WASM, "--bin", "wirewalk-web"];
        run::run(run::cargo().arg("clippy").args(bin).args(["--", "-D", "warnings"]))
    }),
    ("documentation", |_| {
        let doc = ["doc", "--workspace", "--no-deps", "--features", ALL];
        run::run(run::cargo().args(doc).env("RUSTDOCFLAGS", "-D warnings"))
    }),
    ("tests", |_| cargo(&["test", "--workspace", "--features", "wirewalk/prerender"])),
    ("release build", |setup| site::release(&setup.trunk)),
    ("size of the first page", |_| size::size(true)),
    ("tests in a browser", in_a_browser),
];

/// Runs them all, up to the first that fails.
pub(crate) fn test() -> Result<(), Failure> {
    let whole = progress::Watch::start();
    tools::rust::formatter_and_linter()?;
    let setup = Setup { chromedriver: browser::ensure()?, trunk: Trunk::for_releasing()?, axe: tools::npm::axe()? };
    progress::say("set up", &format!("in {}", whole.read()));
    let count = CHECKS.len();
    for (index, (title, check)) in CHECKS.iter().enumerate() {
        let label = format!("[{} of {count}]", index + 1);
        eprintln!();
        progress::say(&label, title);
        let watch = progress::Watch::start();
        if let Err(failure) = check(&setup) {
            let left = count - index - 1;
            return Err(Failure::from(format!(
                "FAILED in check {} of {count}, {title}, after {}: {failure}\n{left} later checks did not run.",
                index + 1,
                watch.read()
            )));
        }
        progress::say(&label, &format!("{title}: passed in {}", watch.read()));
    }
    eprintln!();
    progress::say("passed", &format!("all {count} checks in {}", whole.read()));
    Ok(())
}

fn cargo(arguments: &[&str]) -> Result<(), Failure> {
    run::run(run::cargo().args(arguments))
}

fn in_a_browser(setup: &Setup) -> Result<(), Failure> {
    let mut cargo: Command = run::cargo();
    cargo.args(["test", "--features", "browser-tests", "--test", "browser"]);
    cargo.env("WIREWALK_DIST", place::dist()).env("CHROMEDRIVER", &setup.chromedriver).env("WIREWALK_AXE", &setup.axe);
    run::run(&mut cargo)
}
