//! Trunk, called with exactly the tools that Trunk.toml names.

use crate::{
    failure::{Failure, at},
    place, progress, run,
    tools::{self, TRUNK, WASM_BINDGEN},
};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What every build of the site needs.
pub(crate) struct Trunk {
    program: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_opt: Option<PathBuf>,
}

impl Trunk {
    /// For looking at it: not optimised, so neither wasm-opt nor Node.js is needed.
    pub(crate) fn for_serving() -> Result<Self, Failure> {
        tools::rust::wasm_target()?;
        tools::rust::crates()?;
        Ok(Self { program: TRUNK.ensure()?, wasm_bindgen: WASM_BINDGEN.ensure()?, wasm_opt: None })
    }

    /// For releasing it.
    pub(crate) fn for_releasing() -> Result<Self, Failure> {
        Ok(Self { wasm_opt: Some(tools::npm::wasm_opt()?), ..Self::for_serving()? })
    }

    /// A call of Trunk, off the network.
    pub(crate) fn command(&self) -> Result<Command, Failure> {
        let mut programs = vec![(WASM_BINDGEN.name, self.wasm_bindgen.as_path())];
        programs.extend(self.wasm_opt.as_deref().map(|program| ("wasm-opt", program)));
        let mut trunk = Command::new(&self.program);
        trunk.current_dir(place::root()).env("PATH", tools::path_with(&programs)?);
        trunk.env("TRUNK_OFFLINE", "true").env("TRUNK_SKIP_VERSION_CHECK", "true");
        if env::var_os("NO_COLOR").is_some() {
            // Trunk 0.21 refuses the usual value 1.
            trunk.env("NO_COLOR", "true");
        }
        run::leave_out_our_own(&mut trunk);
        run::leave_out_places(&mut trunk);
        Ok(trunk)
    }
}

/// `cargo xtask build`.
pub(crate) fn build() -> Result<(), Failure> {
    let watch = progress::Watch::start();
    release(&Trunk::for_releasing()?)?;
    progress::say("built", &format!("the site is in {} after {}", place::dist().display(), watch.read()));
    Ok(())
}

/// The release site in dist/.
pub(crate) fn release(trunk: &Trunk) -> Result<(), Failure> {
    run::run(trunk.command()?.args(["build", "--release"]))?;
    squeeze_scripts()?;
    shorten_names()
}

/// The glue and the program know each other's functions by names with 16 hexadecimal digits each, which nobody can compress. Numbered instead
/// they cost a reader 2 KB less. Lengths stay, so that nothing else in the program moves.
fn shorten_names() -> Result<(), Failure> {
    let dist = place::dist();
    let mut count = 0;
    for entry in fs::read_dir(&dist).map_err(at(&dist))? {
        let glue = entry.map_err(at(&dist))?.path();
        let program = glue.with_extension("").to_string_lossy().into_owned() + "_bg.wasm";
        if glue.extension().is_some_and(|ending| ending == "js") && Path::new(&program).is_file() {
            shorten_names_of(&glue, Path::new(&program))?;
            count += 1;
        }
    }
    if count == 0 { Err(Failure::from(format!("{} holds no program with its glue", dist.display()))) } else { Ok(()) }
}

fn shorten_names_of(glue: &Path, program: &Path) -> Result<(), Failure> {
    let mut script = fs::read(glue).map_err(at(glue))?;
    let mut wasm = fs::read(program).map_err(at(program))?;
    for (number, digits) in hashes(&script).into_iter().enumerate() {
        let short = format!("{number:016}");
        for bytes in [&mut script, &mut wasm] {
            replace(bytes, digits.as_bytes(), short.as_bytes());
        }
    }
    fs::write(glue, script).map_err(at(glue))?;
    fs::write(program, wasm).map_err(at(program))
}

/// Every run of exactly 16 hexadecimal digits at the end of a name of wasm-bindgen's, once.
fn hashes(script: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(script);
    let names = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let ours = names.filter(|name| name.contains("wbg_") || name.contains("wasm_bindgen_"));
    let ends = ours.filter_map(|name| name.get(name.len().checked_sub(16)?..));
    ends.filter(|end| end.bytes().all(|digit| digit.is_ascii_hexdigit())).map(str::to_owned).collect()
}

/// Puts `to` wherever `from` stands; they are of one length.
fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.windows(from.len()).position(|part| part == from)) {
        let place = at + found;
        if let Some(part) = bytes.get_mut(place..place + from.len()) {
            part.copy_from_slice(to);
        }
        at = place + from.len();
    }
}

/// The glue that wasm-bindgen writes is made to be read; a reader's browser is served with less than half of it.
fn squeeze_scripts() -> Result<(), Failure> {
    let (terser, dist) = (tools::npm::terser()?, place::dist());
    for entry in fs::read_dir(&dist).map_err(at(&dist))? {
        let script = entry.map_err(at(&dist))?.path();
        if script.extension().is_some_and(|ending| ending == "js") {
            run::run(
                Command::new(&terser)
                    .arg(&script)
                    .args(["--module", "--compress", "--mangle", "--output"])
                    .arg(&script),
            )?;
        }
    }
    Ok(())
}
