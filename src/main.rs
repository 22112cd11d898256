//! The browser's entry: reads the address, brings the text, draws the page. boot.js loads this and watches over it.

use wirewalk::ui::app::AppProps;
use wirewalk::ui::{App, rescue};

fn main() {
    wasm_bindgen_futures::spawn_local(start());
}

async fn start() {
    let root = gloo::utils::document().get_element_by_id("app");
    let (Some(root), Some(props)) = (root, AppProps::from_address()) else { return };
    if props.bring_text().await.is_err() {
        return rescue();
    }
    // The static page could be used meanwhile, and its links change the fragment.
    let props = AppProps::from_address().unwrap_or(props);
    gloo::utils::document_element().class_list().add_1("live").unwrap_or_default();
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
