//! Brings the text of a page before it is shown: the program carries no chapter. An embedded figure needs none.

use super::browser;
use crate::course;
use crate::link::{self, Page};
use crate::text::Lang;

/// The text of a page cannot be had: the network, the host or a sandbox is against it, or it is another build's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

/// Sees to it that the text of a page is there. `root` is the path of the site's root, ending in `/`.
pub(super) async fn bring(lang: Lang, page: &Page, root: &str) -> Result<(), Missing> {
    let chapter = match page {
        Page::Chapter(slug) => course::entry(slug),
        Page::Embed(_) => None,
    };
    // A chapter that does not exist says so without a text.
    let Some(words) = chapter.map(|entry| entry.words(lang)) else { return Ok(()) };
    if words.chapter().is_some() {
        return Ok(());
    }
    let address = format!("{root}{}{}", link::path(lang, page), words.file());
    let bytes = browser::fetch(&address).await.ok_or(Missing)?;
    words.install(&bytes).map_err(|_| Missing)
}

/// Says on the static page that the figure cannot start; the page stays as it is.
pub fn rescue() {
    browser::unhide("no-wasm");
}
