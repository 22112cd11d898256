//! Where things lie: the repository, the site, the cache of tools.

use crate::failure::Failure;
use std::{
    env,
    path::{Path, PathBuf},
};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The site after a build.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the npm packages.
pub(crate) fn npm() -> PathBuf {
    root().join("xtask").join("npm")
}

/// Where compiled things go; a person may have moved it.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |moved| root().join(moved))
}

/// Tools that were set up for this person, shared by all their copies of the repository.
pub(crate) fn cache() -> Result<PathBuf, Failure> {
    let cache = match env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
        // The specification of that variable says to pass over a relative path.
        Some(cache) if cache.is_absolute() => cache,
        _ => home()?.join(".cache"),
    };
    Ok(cache.join("wirewalk").join("tools"))
}

/// Where `cargo install` puts programs.
pub(crate) fn cargo_bin() -> Option<PathBuf> {
    cargo_home().map(|home| home.join("bin"))
}

/// Cargo's own folder.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| home().ok().map(|home| home.join(".cargo")))
}

/// The first program of that name on PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    all_on_path(name).into_iter().next()
}

/// Every program of that name on PATH, in its order.
pub(crate) fn all_on_path(name: &str) -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).filter(|program| program.is_file()).collect()
}

fn home() -> Result<PathBuf, Failure> {
    env::home_dir().ok_or_else(|| Failure::from("there is no home directory; set HOME or XDG_CACHE_HOME"))
}
