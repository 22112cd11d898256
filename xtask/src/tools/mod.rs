//! The programs that building needs: found when the right version is there, else set up.
//!
//! Exactly one version of each is right, because wasm-bindgen's program and crate must be equal to the digit and the
//! others were tried with it. Nothing outside the cache is ever changed or replaced.

mod download;
pub(crate) mod npm;
pub(crate) mod rust;
mod source;

use crate::{
    failure::{Failure, at},
    place, progress, run,
};
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A program that comes as a prebuilt release and as a crate.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// The crate it is built from, with the flags that make that quick.
    pub(crate) krate: &'static str,
    pub(crate) flags: &'static [&'static str],
    /// How long that takes on two cores, for the person who waits.
    pub(crate) minutes: &'static str,
}

/// Builds the app and serves it.
pub(crate) const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    krate: "trunk",
    flags: &["--locked", "--no-default-features"],
    minutes: "about 4 minutes",
};

/// Joins Rust's wasm with JavaScript. Without `--locked`: its lock file names a release that was withdrawn.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    version: "0.2.130",
    krate: "wasm-bindgen-cli",
    flags: &["--bin", "wasm-bindgen"],
    minutes: "about 2 minutes",
};

/// Makes the wasm small. It comes with the npm packages.
pub(crate) const WASM_OPT_VERSION: &str = "version_132";

impl Tool {
    /// The program, set up if it is missing.
    pub(crate) fn ensure(&self) -> Result<PathBuf, Failure> {
        if let Some(found) = self.find()? {
            return Ok(found);
        }
        let folder = self.folder()?;
        let watch = progress::Watch::start();
        progress::setting_up(&format!("{} {}: trying its prebuilt release", self.name, self.version));
        if let Err(why) = download::download(self, &folder) {
            let text =
                format!("{} {}: no prebuilt release ({why}); building it, {}", self.name, self.version, self.minutes);
            progress::setting_up(&text);
            source::build(self, &folder)?;
        }
        let program = self.program(&folder);
        if !self.is_right(&program) {
            let what = program.display();
            return Err(Failure::from(format!("{what} does not say that it is {} {}", self.name, self.version)));
        }
        progress::setting_up(&format!("{} {} ready after {}", self.name, self.version, watch.read()));
        Ok(program)
    }

    fn find(&self) -> Result<Option<PathBuf>, Failure> {
        let mut places = place::all_on_path(self.name);
        places.extend(place::cargo_bin().map(|folder| folder.join(self.name)));
        places.push(self.program(&self.folder()?));
        Ok(places.into_iter().find(|program| self.is_right(program)))
    }

    /// Both programs answer `--version` with their name and their version.
    fn is_right(&self, program: &Path) -> bool {
        let answer = run::ask(Command::new(program).arg("--version")).unwrap_or_default();
        answer.split_whitespace().take(2).eq([self.name, self.version])
    }

    fn folder(&self) -> Result<PathBuf, Failure> {
        Ok(place::cache()?.join(format!("{}-{}", self.name, self.version)))
    }

    fn program(&self, folder: &Path) -> PathBuf {
        folder.join("bin").join(self.name)
    }
}

/// A PATH on which exactly these programs are found first, whatever else lies in their folders.
pub(crate) fn path_with(programs: &[(&str, &Path)]) -> Result<OsString, Failure> {
    let folder = place::target().join("xtask-bin");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    for (name, program) in programs {
        let link = folder.join(name);
        if fs::read_link(&link).ok().as_deref() != Some(*program) {
            // It may not be there yet, and then there is nothing to remove.
            let _ = fs::remove_file(&link);
            std::os::unix::fs::symlink(program, &link).map_err(at(&link))?;
        }
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(folder).chain(env::split_paths(&path)))
        .map_err(|error| Failure::from(format!("PATH: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Versions are written where each tool looks for them; this keeps the places equal.
    #[test]
    fn versions_are_the_same_everywhere() {
        let read = |name| fs::read_to_string(place::root().join(name)).unwrap();
        let trunk = read("Trunk.toml");
        assert!(trunk.contains(&format!("trunk-version = \"={}\"", TRUNK.version)));
        assert!(trunk.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
        assert!(trunk.contains(&format!("wasm_opt = \"{WASM_OPT_VERSION}\"")));
        assert!(read("Cargo.toml").contains(&format!("version = \"={}\"", WASM_BINDGEN.version)));
        let number = WASM_OPT_VERSION.trim_start_matches("version_");
        assert!(read("xtask/npm/package.json").contains(&format!("\"binaryen\": \"{number}.0.0\"")));
    }

    /// `npm ci` follows the addresses in a lock file; without any it asks whatever registry the person has set.
    #[test]
    fn the_lock_names_no_address() {
        let lock = fs::read_to_string(place::npm().join("package-lock.json")).unwrap();
        assert!(!lock.contains("\"resolved\""));
    }
}
