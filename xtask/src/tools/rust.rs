//! What rustup brings: the wasm target, the formatter, the linter; and the crates themselves.

use crate::{failure::Failure, progress, run};
use std::{path::Path, process::Command};

/// The target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for the browser.
pub(crate) fn wasm_target() -> Result<(), Failure> {
    let sysroot = run::ask(Command::new("rustc").args(["--print", "sysroot"]));
    let sysroot = sysroot.ok_or("rustc does not answer; Rust comes with rustup (https://rustup.rs)")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    progress::setting_up(&format!("Rust's target {WASM}"));
    rustup(&["target", "add", WASM])
}

/// `cargo fmt` and `cargo clippy`; the minimal profile of rustup leaves them out.
pub(crate) fn formatter_and_linter() -> Result<(), Failure> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if run::ask(run::cargo().args([command, "--version"])).is_none() {
            progress::setting_up(component);
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

/// Downloads the crates in Cargo.lock, because Trunk is told to keep off the network.
pub(crate) fn crates() -> Result<(), Failure> {
    run::run(run::cargo().args(["fetch", "--locked"])).map_err(|failure| {
        Failure::from(format!(
            "{failure}\nThe crates must be there. After an edit to Cargo.toml, `cargo check` renews Cargo.lock."
        ))
    })
}

fn rustup(arguments: &[&str]) -> Result<(), Failure> {
    run::run(Command::new("rustup").args(arguments)).map_err(|failure| {
        let typed = arguments.join(" ");
        Failure::from(format!(
            "{failure}\nType this, then start again:\n    rustup {typed}\nrustup itself: https://rustup.rs"
        ))
    })
}
