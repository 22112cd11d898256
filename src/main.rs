//! The browser's entry: reads the address, takes the text, draws the page. boot.js loads this and watches over it.

use wirewalk::ui::app::AppProps;
use wirewalk::ui::{App, rescue};

fn main() {
    let root = gloo::utils::document().get_element_by_id("app");
    let Some((root, props)) = root.zip(AppProps::from_address()) else { return rescue() };
    if props.take_text().is_err() {
        return rescue();
    }
    gloo::utils::document_element().class_list().add_1("live").unwrap_or_default();
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
