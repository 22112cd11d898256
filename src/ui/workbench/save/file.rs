//! A file that the browser saves. Its address is one of the page's own memory (`blob:`), followed by a link that is never in the page: no rule
//! of the page's policy is about either, so none had to be widened.

use crate::ui::browser;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the bytes are kept: until the slowest browser has read them, in milliseconds.
const KEPT_MS: u32 = 60_000;

/// Bytes of a kind.
pub(super) fn blob(bytes: &[u8], media: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).ok()
}

/// Has the browser save them under a name. Whether it does, it does not say.
pub(super) fn hand_over(blob: &Blob, name: &str) -> Option<()> {
    let link: HtmlAnchorElement = browser::document()?.create_element("a").ok()?.dyn_into().ok()?;
    let address = Url::create_object_url_with_blob(blob).ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let forget = move || drop(Url::revoke_object_url(&address));
    gloo::timers::callback::Timeout::new(KEPT_MS, forget).forget();
    Some(())
}
