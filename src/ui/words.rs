//! Brings the text of a page before it is drawn: the program carries no chapter. The page that it starts on has its own; the text of
//! another language is on that language's page. An embedded figure needs none.

use super::{browser, reading};
use crate::course::{self, Words};
use crate::link::{self, Page};
use crate::text::Lang;

/// The text of a page cannot be had: the network, the host or a sandbox is against it, or it is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

/// Takes the text of the page that is being looked at, as it was sent.
pub(super) fn take(lang: Lang, page: &Page) -> Result<(), Missing> {
    if matches!(page, Page::Chapter(slug) if course::entry(slug).is_none()) {
        // The page is there and can be read; it is no chapter of this program.
        return Err(Missing);
    }
    match lacking(lang, page) {
        Some((entry, words)) => browser::document().and_then(|page| install(&page, entry, words)).ok_or(Missing),
        None => Ok(()),
    }
}

/// Sees to it that the text of a page is there. `root` is the path of the site's root, ending in `/`.
pub(super) async fn bring(lang: Lang, page: &Page, root: &str) -> Result<(), Missing> {
    let Some((entry, words)) = lacking(lang, page) else { return Ok(()) };
    let page = browser::fetch_page(&format!("{root}{}", link::path(lang, page))).await.ok_or(Missing)?;
    install(&page, entry, words).ok_or(Missing)
}

/// The chapter whose text is still to come. One that does not exist says so without a text.
fn lacking(lang: Lang, page: &Page) -> Option<(&'static course::Entry, &'static Words)> {
    let Page::Chapter(slug) = page else { return None };
    let entry = course::entry(slug)?;
    let words = entry.words(lang);
    words.chapter().is_none().then_some((entry, words))
}

fn install(page: &web_sys::Document, entry: &course::Entry, words: &Words) -> Option<()> {
    words.install(reading::chapter(page, entry, words)?);
    Some(())
}

/// Says on the static page that the figure cannot start; the page stays as it is.
pub fn rescue() {
    browser::unhide("no-wasm");
}
