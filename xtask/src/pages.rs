//! The last step of every build: the prerenderer writes the static pages into Trunk's output.
//!
//! Trunk calls this from its `post_build` hook, so that served and released sites cannot differ, but for one thing:
//! pages that are served get a script that reloads them (a file of its own, so the pages' strict policy stays as it is).

use crate::{
    failure::{Failure, at},
    run, workbench,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Set while serving.
pub(crate) const SERVING: &str = "WIREWALK_DEV";

/// The script that only served pages have.
pub(crate) const RELOAD_NAME: &str = "reload.js";
const RELOAD: &str = include_str!("reload.js");

/// `cargo xtask pages [DIR]`.
pub(crate) fn pages(directory: Option<&str>) -> Result<(), Failure> {
    let directory = match directory {
        Some(directory) => PathBuf::from(directory),
        None => PathBuf::from(env::var_os("TRUNK_STAGING_DIR").ok_or("pages: name the directory to write into")?),
    };
    let directory = directory.canonicalize().map_err(at(&directory))?;
    if let Some(profile) = env::var_os("TRUNK_PROFILE") {
        workbench::build(&directory, profile == "release")?;
    }
    // The same features as `cargo test` has in checks.rs, so that the dependencies are compiled once.
    run::run(run::cargo().args(["run", "--features", "prerender", "--bin", "prerender", "--"]).arg(&directory))?;
    if env::var_os(SERVING).is_some() {
        let script = directory.join(RELOAD_NAME);
        fs::write(&script, RELOAD).map_err(at(&script))?;
        add_reload(&directory, RELOAD_NAME)?;
    }
    Ok(())
}

/// Adds the script to every page below `directory`; `address` is the script's, seen from there.
fn add_reload(directory: &Path, address: &str) -> Result<(), Failure> {
    for entry in fs::read_dir(directory).map_err(at(directory))? {
        let path = entry.map_err(at(directory))?.path();
        if path.is_dir() {
            add_reload(&path, &format!("../{address}"))?;
        } else if path.extension().is_some_and(|ending| ending == "html") {
            let page = fs::read_to_string(&path).map_err(at(&path))?;
            fs::write(&path, with_script(&page, address)).map_err(at(&path))?;
        }
    }
    Ok(())
}

fn with_script(page: &str, address: &str) -> String {
    page.replacen("</head>", &format!("<script defer src=\"{address}\"></script></head>"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_the_script_once() {
        let page = with_script("<head></head><body>&lt;/head></body>", "../reload.js");
        assert_eq!(page, "<head><script defer src=\"../reload.js\"></script></head><body>&lt;/head></body>");
    }
}
