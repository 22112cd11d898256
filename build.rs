//! Compiles the words: `static/text/` and `static/workbench/` to one function a message and one table a language, `static/course/` to one packed
//! file a chapter and language and an index of them, all in `$OUT_DIR`.
//!
//! Only reading directories, writing files and speaking to Cargo is done here; the compilers in `build/` are pure, from
//! sources to code or problems, and are tested in `tests/text_build/`. Every problem is told, not only the first.

#[path = "build/mod.rs"]
mod compile;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use compile::{LANGS, Language, Outcome, Source};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=static/text");
    println!("cargo::rerun-if-changed=static/workbench");
    println!("cargo::rerun-if-changed=static/course");
    let text =
        messages("static/text", "messages").and_then(|text| Ok(messages("static/workbench", "workbench")? && text));
    match text.and_then(|text| Ok(course()? && text)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

/// Compiles the messages below `root`; false if there were problems.
fn messages(root: &str, name: &str) -> io::Result<bool> {
    let Some(made) = told(compile::messages::compile(&languages(root, "ftl")?)) else { return Ok(false) };
    write(&format!("{name}.rs"), made.code.as_bytes())?;
    for (lang, table) in &made.tables {
        write(&format!("{name}.{lang}.txt"), table.as_bytes())?;
    }
    Ok(true)
}

/// Compiles the chapters; false if there were problems.
fn course() -> io::Result<bool> {
    let Some(course) = told(compile::course::compile(&languages("static/course", "md")?)) else { return Ok(false) };
    for (path, bytes) in &course.files {
        write(path, bytes)?;
    }
    write("course.rs", course.index.as_bytes())?;
    Ok(true)
}

/// What was made; its problems are told.
fn told<T>(outcome: Outcome<T>) -> Option<T> {
    for problem in outcome.as_ref().err().into_iter().flatten() {
        println!("cargo::error={problem}");
    }
    outcome.ok()
}

fn write(path: &str, bytes: &[u8]) -> io::Result<()> {
    let directory = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(Path::new(&directory).join(path), bytes)
}

/// All files of this kind below `root`.
fn languages(root: &str, extension: &str) -> io::Result<Vec<Language>> {
    let mut languages = Vec::new();
    for code in LANGS {
        languages.push(Language { code, sources: read_all(&format!("{root}/{code}"), extension)? });
    }
    Ok(languages)
}

/// The files of a directory, in the order of their names.
fn read_all(directory: &str, extension: &str) -> io::Result<Vec<Source>> {
    let said = |error: io::Error, path: &str| io::Error::new(error.kind(), format!("{path}: {error}"));
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).map_err(|error| said(error, directory))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|found| found == extension) {
            names.push(name);
        }
    }
    names.sort();
    let mut sources = Vec::new();
    for name in names {
        let file = format!("{directory}/{name}");
        let text = fs::read_to_string(&file).map_err(|error| said(error, &file))?;
        sources.push(Source { file, text });
    }
    Ok(sources)
}
