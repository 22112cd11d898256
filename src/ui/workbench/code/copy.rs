//! Copying a program. Where there is no clipboard, the lines are marked, so that the reader can copy them.

use crate::text::{self, Lang, workbench as say};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::prelude::*;

/// What the last click came to.
#[derive(Clone, Copy, PartialEq)]
enum Done {
    Copied,
    Marked,
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CopyProps {
    pub lang: Lang,
    pub host: String,
    pub text: AttrValue,
    /// The lines on the page.
    pub list: NodeRef,
}

#[component]
pub(super) fn CopyButton(props: &CopyProps) -> Html {
    let CopyProps { lang, host, text, list } = props;
    let done = use_state_eq(|| None::<Done>);
    let onclick = {
        let (setter, text, list) = (done.setter(), text.clone(), list.clone());
        Callback::from(move |_: MouseEvent| {
            let (setter, list, promise) = (setter.clone(), list.clone(), copy(&text));
            spawn_local(async move {
                let copied = match promise {
                    Some(promise) => JsFuture::from(promise).await.is_ok(),
                    None => false,
                };
                if !copied {
                    list.cast::<Element>().and_then(|list| mark(&list));
                }
                setter.set(Some(if copied { Done::Copied } else { Done::Marked }));
            });
        })
    };
    let words = match *done {
        None => "",
        Some(Done::Copied) => say::code_copied(*lang),
        Some(Done::Marked) => say::code_chosen(*lang),
    };
    html! {
        <span class="code-copy">
            <span role="status">{ words }</span>
            <button type="button" {onclick} aria-label={say::code_copy_label(*lang, &text::host_word(*lang, host))}>{ say::code_copy(*lang) }</button>
        </span>
    }
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// Puts a text on the clipboard, where there is one: by reflection, because in an insecure page it is missing, and a binding would throw.
fn copy(text: &str) -> Option<Promise> {
    let clipboard = property(&property(&js_sys::global(), "navigator")?, "clipboard")?;
    let write: Function = property(&clipboard, "writeText")?.dyn_into().ok()?;
    write.call1(&clipboard, &JsValue::from_str(text)).ok()?.dyn_into().ok()
}

/// Marks everything in an element.
fn mark(element: &Element) -> Option<()> {
    let global: Object = js_sys::global();
    let get: Function = property(&global, "getSelection")?.dyn_into().ok()?;
    let selection = get.call0(&global).ok()?;
    let select: Function = property(&selection, "selectAllChildren")?.dyn_into().ok()?;
    select.call1(&selection, element.as_ref()).ok().map(|_| ())
}
