//! The second program: the same crate with the feature `workbench`. Trunk builds one program a page; this one is built beside it with the same
//! tools, which Trunk's hook finds on its PATH.

use crate::{
    failure::{Failure, at},
    place, run,
    tools::rust::WASM,
};
use std::{fs, path::Path, process::Command};

/// What its files begin with; the prerenderer looks for them by this.
const NAME: &str = "workbench";
const BINARY: &str = "wirewalk-web";

/// As in index.html for the first program.
const OPTIMISE: &str = "-Oz --converge --low-memory-unused --one-caller-inline-max-function-size=20 --flatten --rereloop -Oz -Oz \
--reorder-functions-by-name --strip-producers --strip-target-features";

/// Puts the program and its glue into the site.
pub(crate) fn build(directory: &Path, release: bool) -> Result<(), Failure> {
    let mut cargo = run::cargo();
    cargo.args(["build", "--target", WASM, "--bin", BINARY, "--features", "workbench"]);
    if release {
        cargo.arg("--release");
    }
    run::run(&mut cargo)?;
    let profile = if release { "release" } else { "debug" };
    let compiled = place::target().join(WASM).join(profile).join(format!("{BINARY}.wasm"));
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.arg(&compiled).args(["--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"]).arg(directory);
    run::run(&mut bindgen)?;
    let (glue, program) = (directory.join("workbench.js"), directory.join("workbench_bg.wasm"));
    if release {
        let mut optimise = Command::new("wasm-opt");
        optimise.arg(&program).arg("-o").arg(&program).args(OPTIMISE.split_whitespace());
        optimise.args(["--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"]);
        optimise.args(["--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"]);
        run::run(&mut optimise)?;
    }
    let styles = directory.join("workbench.css");
    fs::write(&styles, styles_of(&place::root().join("static/workbench/style"))?).map_err(at(&styles))?;
    // Named by what is in it, so that no page gets the program of another build.
    let mut bytes = fs::read(&program).map_err(at(&program))?;
    bytes.extend(fs::read(&styles).map_err(at(&styles))?);
    let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    for (from, ending) in [(glue, ".js"), (program, "_bg.wasm"), (styles, ".css")] {
        let to = directory.join(format!("{NAME}-{hash:08x}{ending}"));
        fs::rename(&from, &to).map_err(at(&from))?;
    }
    Ok(())
}

/// All its styles, in the order of their names.
fn styles_of(folder: &Path) -> Result<String, Failure> {
    let entries = fs::read_dir(folder).map_err(at(folder))?;
    let mut files =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(at(folder))?;
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).map_err(at(file))).collect()
}
