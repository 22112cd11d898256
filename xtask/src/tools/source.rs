//! Building a tool from its crate, quickly: not optimised, which such short-lived programs do not need.

use super::Tool;
use crate::{failure::Failure, failure::at, run};
use std::{fs, path::Path};

/// Measured: optimised builds take three times as long and serve the page no sooner.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

/// Builds into `folder`/bin; cargo's own progress is shown.
pub(super) fn build(tool: &Tool, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    // Kept until the build has succeeded: one that was interrupted goes on where it was.
    let scratch = folder.join("build");
    let mut cargo = run::cargo();
    cargo
        .args(["install", "--force", "--version", tool.version, "--root"])
        .arg(folder)
        .args(tool.flags)
        .arg(tool.krate);
    // Outside the repository, so that its settings do not count.
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", &scratch).envs(QUICK);
    run::run(&mut cargo)?;
    fs::remove_dir_all(&scratch).map_err(at(&scratch))
}
