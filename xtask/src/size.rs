//! `cargo xtask size`: what the first page transfers, in the three forms in which it can be sent.
//!
//! It follows the references in the page, its styles and its scripts, as a browser would; what a page asks for only
//! after a click is not counted.

mod references;

use crate::{
    failure::{Failure, at},
    pages, place,
};
use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// The page most readers come to first.
const FIRST_PAGE: &str = "en/tcp-opening/index.html";

/// All that crosses the wire until the first lesson can be used, brotli.
const BUDGET_BYTES: usize = 200_000;

/// What most static hosts use.
const GZIP_LEVEL: u32 = 6;
const BROTLI_LEVEL: u32 = 11;
const BROTLI_WINDOW_BITS: u32 = 22;
const BUFFER_BYTES: usize = 4096;

#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table; with `check`, over the budget is a failure.
pub(crate) fn size(check: bool) -> Result<(), Failure> {
    let dist = place::dist();
    let page = dist.join(FIRST_PAGE);
    if !page.is_file() {
        return Err(Failure::from(format!("{} is not there; `cargo xtask build` writes it", page.display())));
    }
    if dist.join(pages::RELOAD_NAME).is_file() {
        return Err(Failure::from(
            "dist/ holds what `serve` built, which is not optimised; run `cargo xtask build` first",
        ));
    }
    let mut total = Sizes::default();
    println!("{:<44} {:>9} {:>9} {:>9}", "first page, in bytes", "raw", "gzip", "brotli");
    for file in transferred(&page)? {
        let sizes = measure(&file)?;
        let name = file.strip_prefix(&dist).unwrap_or(&file).display().to_string();
        row(&name, sizes);
        total.raw += sizes.raw;
        total.gzip += sizes.gzip;
        total.brotli += sizes.brotli;
    }
    row("total", total);
    println!("gzip {GZIP_LEVEL}, brotli {BROTLI_LEVEL}; the budget is {BUDGET_BYTES} bytes brotli");
    if check && total.brotli > BUDGET_BYTES {
        let over = total.brotli - BUDGET_BYTES;
        return Err(Failure::from(format!("the first page is {over} bytes over its budget of {BUDGET_BYTES}")));
    }
    Ok(())
}

fn row(name: &str, sizes: Sizes) {
    println!("{name:<44} {:>9} {:>9} {:>9}", sizes.raw, sizes.gzip, sizes.brotli);
}

/// The page and everything it leads to, each file once.
fn transferred(page: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut found = BTreeSet::new();
    let mut open = vec![page.to_owned()];
    while let Some(file) = open.pop() {
        if !found.insert(file.clone()) {
            continue;
        }
        let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        if !matches!(ending.as_str(), "html" | "css" | "js") {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(at(&file))?;
        for reference in references::of(&ending, &text) {
            let there = file.parent().unwrap_or(&file).join(&reference);
            open.push(there.canonicalize().map_err(|_| {
                Failure::from(format!("{} refers to “{reference}”, which is not there", file.display()))
            })?);
        }
    }
    Ok(found)
}

fn measure(file: &Path) -> Result<Sizes, Failure> {
    let bytes = fs::read(file).map_err(at(file))?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
    gzip.write_all(&bytes).map_err(at(file))?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), BUFFER_BYTES, BROTLI_LEVEL, BROTLI_WINDOW_BITS);
    brotli.write_all(&bytes).map_err(at(file))?;
    // `into_inner` ends the stream.
    Ok(Sizes { raw: bytes.len(), gzip: gzip.finish().map_err(at(file))?.len(), brotli: brotli.into_inner().len() })
}
