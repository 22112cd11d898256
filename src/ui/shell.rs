//! What surrounds a chapter: the head with the language and the theme.

use super::browser;
use crate::link::{self, Page};
use crate::text::{self, Lang};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ShellProps {
    pub lang: Lang,
    pub on_lang: Callback<Lang>,
    pub root: String,
    pub children: Children,
}

#[component]
pub(super) fn Shell(props: &ShellProps) -> Html {
    let lang = props.lang;
    let (dark, theme) = use_theme();
    let other = lang.other();
    let switch = props.on_lang.reform(move |_: MouseEvent| other);
    // As with the links of the text: the fragment is the reader's state, not a place.
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        browser::scroll_to("text");
    });
    let home = if props.root.is_empty() { "./".to_owned() } else { props.root.clone() };
    let lab = format!("{}{}", props.root, link::path(lang, &Page::Lab));
    html! {
        <>
            <a class="skip" href="#text" onclick={skip}>{ text::skip_to_content(lang) }</a>
            <header class="head">
                <a class="brand" href={home}><span class="mark" aria-hidden="true"></span>{ text::site_name(lang) }</a>
                <nav class="head-nav"><a href={lab}>{ text::lab_title(lang) }</a></nav>
                <div class="head-tools">
                    <button type="button" class="chip" lang={other.html_lang()} onclick={switch}>{ text::language_switch(lang) }</button>
                    <button type="button" class="chip icon" aria-label={text::theme_toggle(lang)} title={text::theme_toggle(lang)} aria-pressed={dark.to_string()} onclick={theme}>
                        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                            <circle cx="8" cy="8" r="6.2" class="theme-ring" /><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" class="theme-half" />
                        </svg>
                    </button>
                </div>
            </header>
            { for props.children.iter() }
        </>
    }
}

/// Light or dark: what the system prefers until the reader says otherwise. Gives whether it is dark, and the switch.
#[hook]
fn use_theme() -> (bool, Callback<MouseEvent>) {
    let dark = use_state_eq(|| false);
    {
        let setter = dark.setter();
        use_effect_with((), move |()| {
            let chosen = browser::recall("theme").filter(|theme| theme == "dark" || theme == "light");
            browser::set_theme(chosen.as_deref());
            setter.set(chosen.map_or_else(browser::prefers_dark, |theme| theme == "dark"));
        });
    }
    let onclick = {
        let (setter, next) = (dark.setter(), !*dark);
        Callback::from(move |_: MouseEvent| {
            let theme = if next { "dark" } else { "light" };
            browser::set_theme(Some(theme));
            browser::remember("theme", theme);
            setter.set(next);
        })
    };
    (*dark, onclick)
}
