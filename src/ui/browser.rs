//! The browser, asked politely: each thing may be missing (in a sandbox, in a frame, on a disk), and then nothing happens.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, Storage, Window, XmlHttpRequest, XmlHttpRequestResponseType,
};

/// The window, in a browser.
pub(super) fn window() -> Option<Window> {
    if is_here() { web_sys::window() } else { None }
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// Whether there is a browser at all. The prerenderer has none, and leaves out what nobody could use.
pub(super) fn is_here() -> bool {
    cfg!(target_os = "unknown")
}

/// The path and the fragment of the page's address.
pub(super) fn address() -> Option<(String, String)> {
    let location = window()?.location();
    let hash = location.hash().ok()?;
    // The browser has encoded what it was given; what cannot be decoded stays as it is.
    let decoded = |text: String| js_sys::decode_uri_component(&text).map_or_else(|_| text.clone(), String::from);
    Some((decoded(location.pathname().ok()?), decoded(hash)))
}

/// Whether the address changed in nothing but its fragment.
pub(super) fn is_same_page(event: &web_sys::Event) -> bool {
    let event: Option<&web_sys::HashChangeEvent> = wasm_bindgen::JsCast::dyn_ref(event);
    let page = |address: String| address.split('#').next().map(str::to_owned);
    event.is_some_and(|event| page(event.old_url()) == page(event.new_url()))
}

/// Puts a state into the address without a new entry in the history. Browsers limit how often, some without a word: gives whether
/// it is there.
pub(super) fn replace_fragment(fragment: &str) -> bool {
    let wanted = format!("#{fragment}");
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _may_be_refused = history.replace_state_with_url(&JsValue::NULL, "", Some(&wanted));
    }
    window().and_then(|window| window.location().hash().ok()).is_none_or(|hash| hash == wanted)
}

/// Another page of this site has come into place: its path, and the fragment as it is.
pub(super) fn push_path(path: &str) {
    let Some(window) = window() else { return };
    let fragment = window.location().hash().unwrap_or_default();
    if let Ok(history) = window.history() {
        let _may_be_refused = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{fragment}")));
    }
}

/// Leaves for another path by a normal load, with the fragment as it is.
pub(super) fn leave_for(path: &str) {
    if let Some(location) = window().map(|window| window.location()) {
        let fragment = location.hash().unwrap_or_default();
        let _may_be_refused = location.assign(&format!("{path}{fragment}"));
    }
}

/// Loads the page of the present address anew.
pub(super) fn reload() {
    if let Some(window) = window() {
        let _may_be_refused = window.location().reload();
    }
}

/// The page at this address, as it is sent. Not by `fetch`: that gives text, and to make a page of text is what the page's policy forbids.
pub(super) async fn fetch_page(address: &str) -> Option<Document> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("GET", address).ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Document);
    let done = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send().ok()?;
    JsFuture::from(done).await.ok()?;
    let page = request.response().ok()?.dyn_into().ok();
    page.filter(|_| request.status().is_ok_and(|status| status == 200))
}

/// Shows an element that the page keeps hidden.
pub(super) fn unhide(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let _cannot_fail = element.remove_attribute("hidden");
    }
}

/// The page's language and title.
pub(super) fn set_page(html_lang: &str, title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            let _cannot_fail = root.set_attribute("lang", html_lang);
        }
    }
}

/// The theme on the page: `light`, `dark`, or none for what the system prefers.
pub(super) fn set_theme(theme: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _cannot_fail = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

pub(super) fn prefers_dark() -> bool {
    prefers("(prefers-color-scheme: dark)")
}

pub(super) fn prefers_reduced_motion() -> bool {
    prefers("(prefers-reduced-motion: reduce)")
}

/// Whether the figure shares a small screen with the text, as the stylesheet decides.
pub(super) fn has_little_room() -> bool {
    prefers("(max-width: 899px)")
}

fn prefers(query: &str) -> bool {
    let list = window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Local storage; in somebody else's frame it may throw.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

pub(super) fn remember(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _may_be_full = storage.set_item(key, value);
    }
}

pub(super) fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Moves the focus, and scrolls to it if need be.
pub(super) fn focus(element: &Element) {
    focus_with(element, &FocusOptions::new());
}

/// Moves the focus and leaves everything where it is.
pub(super) fn focus_in_place(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    focus_with(element, &options);
}

fn focus_with(element: &Element, options: &FocusOptions) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _cannot_fail = element.focus_with_options(options);
    } else if let Some(element) = element.dyn_ref::<web_sys::SvgElement>() {
        let _cannot_fail = element.focus_with_options(options);
    }
}

/// Whether the focus is on the element or within it.
pub(super) fn has_focus_within(element: &Element) -> bool {
    let active = document().and_then(|document| document.active_element());
    element.contains(active.as_ref().map(AsRef::as_ref))
}

/// Whether what had the focus has gone, or is hidden and will lose it before the next frame.
pub(super) fn focus_is_lost() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY" || element.closest("[hidden]").ok().flatten().is_some())
}

/// Moves the focus to the next or previous of the elements that match, from the one that has it; gives the one that has it then.
pub(super) fn move_focus(container: &Element, selector: &str, by: i32) -> Option<Element> {
    let list = container.query_selector_all(selector).ok()?;
    let elements: Vec<Element> =
        (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<Element>().ok()).collect();
    let active = document().and_then(|document| document.active_element());
    let now = elements.iter().position(|element| Some(element) == active.as_ref());
    let next = now.map_or(0, |now| now.saturating_add_signed(isize::try_from(by).unwrap_or_default()));
    let element = elements.get(next.min(elements.len().saturating_sub(1)))?;
    focus(element);
    Some(element.clone())
}

/// Scrolls the element's surroundings, and not the page, until its lower edge shows.
pub(super) fn scroll_within(element: &Element, surroundings: &str) {
    let Some(around) = element.closest(surroundings).ok().flatten() else { return };
    let below = element.get_bounding_client_rect().bottom() + 8.0 - around.get_bounding_client_rect().bottom();
    if below > 0.0 {
        scroll_by(&around, below);
    }
}

#[cfg(feature = "workbench")]
/// Scrolls the surroundings so that the first element that matches stands in their upper part.
pub(super) fn scroll_to_match(surroundings: &Element, selector: &str) {
    if let Some(element) = surroundings.query_selector(selector).ok().flatten() {
        let wished = surroundings.get_bounding_client_rect().top() + f64::from(surroundings.client_height()) * 0.3;
        scroll_by(surroundings, element.get_bounding_client_rect().top() - wished);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
fn scroll_by(element: &Element, pixels: f64) {
    element.set_scroll_top(element.scroll_top() + pixels as i32);
}

/// An entry in the history for a jump within the page: going back comes back here.
pub(super) fn mark_place() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _may_be_refused = history.push_state(&JsValue::NULL, "");
    }
}

/// Whether the reader has gone anywhere in the page yet, or the browser has brought them back to where they were.
pub(super) fn is_scrolled() -> bool {
    window().and_then(|window| window.scroll_y().ok()).is_some_and(|y| y > 0.0)
}

/// Brings the first element of the page that matches into view; whether there is one.
pub(super) fn show_match(selector: &str) -> bool {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    element.is_some_and(|element| show(&element).is_some())
}

/// Scrolls this page and no other: in a frame `scrollIntoView` would move the page around it, too.
fn show(element: &Element) -> Option<()> {
    let window = window()?;
    let styles = window.get_computed_style(&document()?.document_element()?).ok().flatten()?;
    let padding = styles.get_property_value("scroll-padding-top").unwrap_or_default();
    let padding = js_sys::parse_float(&padding);
    let padding = if padding.is_nan() { 0.0 } else { padding };
    let top = element.get_bounding_client_rect().top() + window.scroll_y().ok()?;
    window.scroll_to_with_x_and_y(0.0, top - padding);
    Some(())
}

/// Brings a place of the text into view, and the reader of the keyboard with it if it takes the focus.
pub(super) fn scroll_to(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        show(&element);
        focus_in_place(&element);
    }
}

/// Sets the text of an element that stands outside the app.
pub(super) fn set_text(id: &str, text: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.set_text_content(Some(text));
    }
}

/// Tells the rest of the page something: boot.js, or the other program.
pub fn tell_page(event: &str) {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new(event)) {
        let _not_cancelled = window.dispatch_event(&event);
    }
}

/// What stands in a field of the page now.
#[cfg(feature = "workbench")]
pub(super) fn value_of(field: Option<web_sys::EventTarget>) -> Option<String> {
    let field: JsValue = field?.into();
    js_sys::Reflect::get(&field, &"value".into()).ok()?.as_string()
}

/// Whether anything of the page matches.
#[cfg(feature = "workbench")]
pub(super) fn has_match(selector: &str) -> bool {
    document().is_some_and(|document| document.query_selector(selector).ok().flatten().is_some())
}

/// The page's whole address.
#[cfg(feature = "workbench")]
pub(super) fn href() -> Option<String> {
    window()?.location().href().ok()
}

/// Moves the focus to the element of this id.
#[cfg(feature = "workbench")]
pub(super) fn focus_id(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus(&element);
    }
}

/// Selects what stands in a field.
#[cfg(feature = "workbench")]
pub(super) fn select_all(field: Option<web_sys::EventTarget>) {
    if let Some(input) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.select();
    }
}

/// Calls a method that this browser may not have.
#[cfg(feature = "workbench")]
fn promised(of: &JsValue, method: &str, argument: Option<&JsValue>) -> Option<Promise> {
    let method = js_sys::Reflect::get(of, &method.into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let promise = argument.map_or_else(|| method.call0(of), |argument| method.call1(of, argument));
    promise.ok()?.dyn_into().ok()
}

/// Puts a text onto the clipboard; says whether it is there.
#[cfg(feature = "workbench")]
pub(super) fn copy(text: &str, done: impl Fn(bool) + 'static) {
    let promise = || {
        let window: JsValue = window()?.into();
        let navigator = js_sys::Reflect::get(&window, &"navigator".into()).ok()?;
        let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object)?;
        promised(&clipboard, "writeText", Some(&text.into()))
    };
    let promise = promise();
    wasm_bindgen_futures::spawn_local(async move {
        let copied = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        done(copied);
    });
}

/// Reads the file that was chosen in a field, and clears the field; else says whether it is too large.
#[cfg(feature = "workbench")]
pub(super) fn read_file(
    field: Option<web_sys::EventTarget>,
    bytes_most: u32,
    done: impl Fn(Result<String, bool>) + 'static,
) {
    let file = field.as_ref().and_then(|field| {
        let files = js_sys::Reflect::get(field, &"files".into()).ok()?;
        js_sys::Reflect::get_u32(&files, 0).ok().filter(JsValue::is_object)
    });
    let Some(file) = file else { return };
    let bytes = js_sys::Reflect::get(&file, &"size".into()).ok().and_then(|bytes| bytes.as_f64());
    if bytes.is_some_and(|bytes| bytes > f64::from(bytes_most)) {
        return done(Err(true));
    }
    let promise = promised(&file, "text", None);
    wasm_bindgen_futures::spawn_local(async move {
        let text = match promise {
            Some(promise) => JsFuture::from(promise).await.ok(),
            None => None,
        };
        if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            field.set_value("");
        }
        done(text.and_then(|text| text.as_string()).ok_or(false));
    });
}

/// The reader who asked for a view finds the focus where it was.
#[cfg(feature = "workbench")]
pub fn focus_view() {
    // Once everything has its place.
    let place = || {
        let tab = document()?.query_selector("[role=tab][aria-selected=true]").ok().flatten()?;
        focus_in_place(&tab);
        Some(())
    };
    gloo::timers::callback::Timeout::new(0, move || _ = place()).forget();
}
