//! Trunk, called with exactly the tools that Trunk.toml names.

use crate::{
    failure::{Failure, at},
    place, progress, run,
    tools::{self, TRUNK, WASM_BINDGEN},
};
use std::{env, fs, path::PathBuf, process::Command};

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
    squeeze_scripts()
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
