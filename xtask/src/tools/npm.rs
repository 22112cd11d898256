//! The npm packages: binaryen for wasm-opt, terser for smaller scripts, axe-core for the accessibility test.

use super::WASM_OPT_VERSION;
use crate::{failure::Failure, place, progress, run};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Every place wasm-opt may lie, the right version only.
pub(crate) fn wasm_opt() -> Result<PathBuf, Failure> {
    if let Some(found) = place::all_on_path("wasm-opt").into_iter().find(|program| is_right(program)) {
        return Ok(found);
    }
    packages()?;
    let program = place::npm().join("node_modules/.bin/wasm-opt");
    if is_right(&program) {
        return Ok(program);
    }
    Err(Failure::from(format!("{} does not say that it is {WASM_OPT_VERSION}", program.display())))
}

/// The program that writes a script in fewer bytes.
pub(crate) fn terser() -> Result<PathBuf, Failure> {
    packages()?;
    Ok(place::npm().join("node_modules/.bin/terser"))
}

/// The script that finds what keeps people out.
pub(crate) fn axe() -> Result<PathBuf, Failure> {
    packages()?;
    Ok(place::npm().join("node_modules/axe-core/axe.min.js"))
}

/// `npm ci`, unless what the lock file asks for is there.
fn packages() -> Result<(), Failure> {
    let folder = place::npm();
    let wanted = fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    if ["axe-core", "binaryen", "terser"].iter().all(|name| is_installed(&folder, name, &wanted)) {
        return Ok(());
    }
    if place::on_path("npm").is_none() || place::on_path("node").is_none() {
        return Err(Failure::from(
            "Node.js with npm is missing. Type this, then start again:\n    sudo apt-get install -y nodejs npm",
        ));
    }
    progress::setting_up("npm packages: binaryen (wasm-opt), terser and axe-core");
    run::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder))
}

fn is_installed(folder: &Path, name: &str, wanted: &str) -> bool {
    let installed = fs::read_to_string(folder.join("node_modules").join(name).join("package.json"));
    let version = installed.ok().and_then(|manifest| version(&manifest).map(str::to_owned));
    version.is_some_and(|version| wanted.contains(&format!("\"{name}\": \"{version}\"")))
}

/// The `"version": "…"` of a package.json; enough for packages that are known.
fn version(manifest: &str) -> Option<&str> {
    let (_, rest) = manifest.split_once("\"version\"")?;
    rest.split('"').nth(1)
}

fn is_right(program: &Path) -> bool {
    run::ask(Command::new(program).arg("--version")).is_some_and(|answer| answer.contains(WASM_OPT_VERSION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_a_manifest() {
        assert_eq!(version("{\n  \"name\": \"x\",\n  \"version\": \"1.2.3\"\n}"), Some("1.2.3"));
        assert_eq!(version("{}"), None);
    }
}
