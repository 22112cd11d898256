//! Brings the words of a page before it is drawn: the program carries neither chapters nor messages. The page that it starts on has its
//! own; those of another language are on that language's page. An embedded figure has messages only.

use super::{browser, reading};
use crate::course::{self, Words};
use crate::link::{self, Page};
use crate::text::{self, Lang};

/// The text of a page cannot be had: the network, the host or a sandbox is against it, or it is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

/// Takes the text of the page that is being looked at, as it was sent.
pub(super) fn take(lang: Lang, page: &Page) -> Result<(), Missing> {
    if matches!(page, Page::Chapter(slug) if course::entry(slug).is_none()) {
        // The page is there and can be read; it is no chapter of this program.
        return Err(Missing);
    }
    browser::document().and_then(|document| install(lang, &document, lacking(lang, page))).ok_or(Missing)
}

/// Sees to it that the text of a page is there. `root` is the path of the site's root, ending in `/`.
pub(super) async fn bring(lang: Lang, page: &Page, root: &str) -> Result<(), Missing> {
    let chapter = lacking(lang, page);
    if chapter.is_none() && text::has_words(lang) {
        return Ok(());
    }
    let document = browser::fetch_page(&format!("{root}{}", link::path(lang, page))).await.ok_or(Missing)?;
    install(lang, &document, chapter).ok_or(Missing)
}

/// A chapter and its text in one language.
type Missed = (&'static course::Entry, &'static Words);

/// The chapter whose text is still to come. One that does not exist says so without a text.
fn lacking(lang: Lang, page: &Page) -> Option<Missed> {
    let Page::Chapter(slug) = page else { return None };
    let entry = course::entry(slug)?;
    let words = entry.words(lang);
    words.chapter().is_none().then_some((entry, words))
}

/// Takes the messages of a page, and its chapter.
fn install(lang: Lang, page: &web_sys::Document, chapter: Option<Missed>) -> Option<()> {
    let messages = page.get_element_by_id("messages").and_then(|messages| messages.text_content()).unwrap_or_default();
    if !text::install(lang, &messages) {
        return None;
    }
    if let Some((entry, words)) = chapter {
        words.install(reading::chapter(page, entry, words)?);
    }
    Some(())
}

/// Says on the static page that the figure cannot start; the page stays as it is.
pub fn rescue() {
    browser::unhide("no-wasm");
}
