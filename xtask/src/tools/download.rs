//! Prebuilt releases, from the tools' own release pages.
//!
//! An attempt: when the machine, the network or the page does not allow it, the caller builds from source instead.
//! The program is believed only when it runs and names the right version, which is for the caller to check again.

use super::Tool;
use crate::{
    failure::{Failure, at},
    run,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How long to wait for an answer before building instead.
const CONNECT_SECONDS: &str = "10";
/// How long to wait for the whole archive: a few megabytes.
const WHOLE_SECONDS: &str = "180";

/// Puts the release's program into `folder`/bin.
pub(super) fn download(tool: &Tool, folder: &Path) -> Result<(), Failure> {
    let address = address(tool).ok_or_else(|| Failure::from("none for this machine"))?;
    let scratch = folder.join(format!("download-{}", std::process::id()));
    fs::create_dir_all(&scratch).map_err(at(&scratch))?;
    let outcome = unpack(tool, &address, &scratch, folder);
    // Nobody needs the scratch folder, whether it went well or not.
    let _ = fs::remove_dir_all(&scratch);
    outcome
}

fn unpack(tool: &Tool, address: &str, scratch: &Path, folder: &Path) -> Result<(), Failure> {
    let archive = scratch.join("archive.tar.gz");
    let mut curl = Command::new("curl");
    curl.args(["--fail", "--silent", "--location", "--proto", "=https", "--connect-timeout", CONNECT_SECONDS]);
    curl.args(["--max-time", WHOLE_SECONDS, "--output"]).arg(&archive).arg(address);
    run::ask(&mut curl).ok_or_else(|| Failure::from("it could not be downloaded"))?;
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(&archive).arg("-C").arg(scratch);
    run::ask(&mut tar).ok_or_else(|| Failure::from("its archive could not be unpacked"))?;
    let program = find(scratch, tool.name).ok_or_else(|| Failure::from("the program is not in its archive"))?;
    if !tool.is_right(&program) {
        return Err(Failure::from("it does not run here"));
    }
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).map_err(at(&bin))?;
    fs::rename(&program, bin.join(tool.name)).map_err(at(&bin))
}

/// The archive holds the program itself or one folder with it.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let direct = folder.join(name);
    if direct.is_file() {
        return Some(direct);
    }
    let inner = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path().join(name));
    inner.into_iter().find(|program| program.is_file())
}

fn address(tool: &Tool) -> Option<String> {
    let version = tool.version;
    let linux_libc = |name| if name == "wasm-bindgen" && env::consts::ARCH == "x86_64" { "musl" } else { "gnu" };
    let machine = match (env::consts::OS, env::consts::ARCH) {
        ("linux", arch @ ("x86_64" | "aarch64")) => format!("{arch}-unknown-linux-{}", linux_libc(tool.name)),
        ("macos", arch @ ("x86_64" | "aarch64")) => format!("{arch}-apple-darwin"),
        _ => return None,
    };
    match tool.name {
        "trunk" => {
            Some(format!("https://github.com/trunk-rs/trunk/releases/download/v{version}/trunk-{machine}.tar.gz"))
        }
        "wasm-bindgen" => Some(format!(
            "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{machine}.tar.gz"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{TRUNK, WASM_BINDGEN};
    use super::*;

    #[test]
    fn addresses_name_tool_and_version() {
        for tool in [TRUNK, WASM_BINDGEN] {
            // Other machines build from source.
            if let Some(address) = address(&tool) {
                assert!(address.contains(tool.name) && address.contains(tool.version), "{address}");
            }
        }
    }
}
