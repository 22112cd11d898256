//! A list of choices that follows what it is told.
//!
//! Once a reader has chosen in a list, a browser no longer looks at which of its options is marked: after undo it would go on to show what was undone. So
//! the list itself is told.

use crate::ui::browser;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui::workbench) struct SelectProps {
    /// Its id.
    #[prop_or_default]
    pub id: Option<String>,
    /// What it is called, where there is no label for it.
    #[prop_or_default]
    pub label: Option<&'static str>,
    #[prop_or_default]
    pub class: Classes,
    /// The id of the chosen option.
    pub chosen: String,
    /// The options: id and words.
    pub options: Vec<(String, String)>,
    /// The id of what says what is wrong with it, where something is.
    #[prop_or_default]
    pub wrong: Option<String>,
    /// Another option was chosen.
    pub typed: Callback<String>,
}

/// The list.
#[component]
pub(in crate::ui::workbench) fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.chosen.clone(), props.options.clone()), move |(chosen, _)| {
            if let Some(list) = node.cast::<HtmlSelectElement>() {
                list.set_value(chosen);
            }
        });
    }
    let typed = props.typed.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(id) = browser::value_of(event.target()) {
            typed.emit(id);
        }
    });
    let options = props.options.iter().map(|(id, words)| {
        html! { <option key={id.clone()} value={id.clone()} selected={*id == props.chosen}>{ words }</option> }
    });
    let invalid = props.wrong.is_some().then_some("true");
    html! {
        <select ref={node} id={props.id.clone()} class={props.class.clone()} aria-label={props.label} aria-invalid={invalid} aria-describedby={props.wrong.clone()} {onchange}>{ for options }</select>
    }
}
