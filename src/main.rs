//! The browser's entry: reads the address, takes the text, draws the page. boot.js loads this and watches over it.

use gloo::utils::{document, document_element};
use wirewalk::ui::app::AppProps;
use wirewalk::ui::{App, rescue};

fn main() {
    let root = document().get_element_by_id("app");
    let Some((root, props)) = root.zip(AppProps::from_address()) else { return rescue() };
    #[cfg(feature = "workbench")]
    if document_element().class_list().contains("live") {
        return wasm_bindgen_futures::spawn_local(take_over(root, props));
    }
    if props.take_text().is_err() {
        return rescue();
    }
    document_element().class_list().add_1("live").unwrap_or_default();
    draw(root, props);
}

fn draw(root: web_sys::Element, props: AppProps) {
    let app = yew::Renderer::<App>::with_root_and_props(root, props).render();
    // When the workbench takes over, the address says everything that is.
    gloo::events::EventListener::once(&gloo::utils::window(), "wirewalk-leave", move |_| app.destroy()).forget();
}

/// A lesson's program is there and has been asked for more than it has. It goes on until everything is ready.
#[cfg(feature = "workbench")]
async fn take_over(root: web_sys::Element, props: AppProps) {
    if props.bring_text().await.is_err() {
        return wirewalk::ui::tell_page("wirewalk-missing");
    }
    wirewalk::ui::tell_page("wirewalk-leave");
    // What has happened while the text was on its way is in the address by now.
    draw(root, AppProps::from_address().unwrap_or(props));
    wirewalk::ui::focus_view();
}
