//! Starting other programs, and saying which one failed.

use crate::{failure::Failure, place};
use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

/// Cargo as it was called for us, in the root of the repository.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(place::root());
    leave_out_our_own(&mut cargo);
    leave_out_places(&mut cargo);
    cargo
}

/// A panic in the page names the file it came from: by its crate, not by where this machine keeps crates. So two machines build
/// the same bytes, and readers do not pay for our folders.
pub(crate) fn leave_out_places(command: &mut Command) {
    let sources = place::cargo_home().map(|home| home.join("registry").join("src"));
    let folders = sources.and_then(|sources| sources.read_dir().ok()).into_iter().flatten().flatten();
    let flags = folders.filter_map(|folder| {
        let path = folder.path().into_os_string().into_string().ok()?;
        // The variable is split at spaces; a path with one stays as it is.
        (!path.contains(char::is_whitespace)).then(|| format!("--remap-path-prefix={path}=crates"))
    });
    let flags: Vec<String> = flags.collect();
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
}

/// `cargo run` tells a program about its own package; a cargo started from here must not take that for its own.
pub(crate) fn leave_out_our_own(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if text == "CARGO" || text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
}

/// Runs a command whose output the person sees.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status =
        command.status().map_err(|error| Failure::from(format!("`{}` did not start: {error}", line(command))))?;
    if status.success() { Ok(()) } else { Err(Failure::from(format!("`{}` failed ({status})", line(command)))) }
}

/// Runs a command quietly; what it printed, or nothing when it failed or is not there.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let words = command.get_args().map(|word| match word.to_string_lossy() {
        word if word.is_empty() || word.contains([' ', '*', '$']) => format!("'{word}'"),
        word => word.into_owned(),
    });
    std::iter::once(program).chain(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_typed_again() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["test", "two words"]);
        assert_eq!(line(&command), "cargo test 'two words'");
    }
}
