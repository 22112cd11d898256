//! The real browser that the browser tests drive, and the other programs that only `test` needs.

use crate::{
    apt::{self, Need},
    failure::Failure,
    place, run,
};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

const NEEDS: [Need; 4] = [
    Need { what: "Chromium", is_there: has_chromium, debian: "chromium", ubuntu: "chromium-browser" },
    Need { what: "chromedriver", is_there: has_driver, debian: "chromium-driver", ubuntu: "chromium-chromedriver" },
    Need { what: "a Chinese font", is_there: has_chinese, debian: "fonts-noto-cjk", ubuntu: "fonts-noto-cjk" },
    Need { what: "tshark", is_there: has_tshark, debian: "tshark", ubuntu: "tshark" },
];

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where distributions put the driver besides PATH.
const DRIVERS: [&str; 3] =
    ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver", "/snap/bin/chromium.chromedriver"];

/// Sets up what is missing; the program that lets a test drive Chromium.
pub(crate) fn ensure() -> Result<PathBuf, Failure> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from);
    if let Some(named) = named.filter(|named| !named.is_file()) {
        return Err(Failure::from(format!("CHROMEDRIVER names {}, which is not there", named.display())));
    }
    apt::ensure(&NEEDS)?;
    driver().ok_or_else(|| Failure::from("chromedriver is not found; CHROMEDRIVER can name it"))
}

/// The one that CHROMEDRIVER names, or the one that is found.
fn driver() -> Option<PathBuf> {
    let known = DRIVERS.iter().map(PathBuf::from).find(|path| Path::is_file(path));
    env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| place::on_path("chromedriver")).or(known)
}

fn has_driver() -> bool {
    driver().is_some()
}

fn has_chromium() -> bool {
    NAMES.iter().any(|name| place::on_path(name).is_some()) || Path::new("/snap/bin/chromium").is_file()
}

fn has_tshark() -> bool {
    place::on_path("tshark").is_some()
}

fn has_chinese() -> bool {
    run::ask(Command::new("fc-list").arg(":lang=zh")).is_some_and(|fonts| !fonts.trim().is_empty())
}
