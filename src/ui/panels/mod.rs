//! The panels beneath the stage: one cursor, several lenses.

mod header;
mod log;
mod segment;
mod why;

use crate::text::{self, Lang};
use crate::ui::browser;
use crate::ui::session::{Command, Session};
use log::Log;
use segment::SegmentPanel;
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PanelsProps {
    pub lang: Lang,
    pub session: UseReducerHandle<Session>,
    pub act: Callback<Command>,
}

#[derive(Clone, Copy, PartialEq)]
enum Tab {
    Segment,
    Why,
    Log,
}

impl Tab {
    const ALL: [Tab; 3] = [Tab::Segment, Tab::Why, Tab::Log];

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Tab::Segment => text::panel_segment(lang),
            Tab::Why => text::panel_why(lang),
            Tab::Log => text::panel_log(lang),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Tab::Segment => "segment",
            Tab::Why => "why",
            Tab::Log => "log",
        }
    }
}

#[component]
pub(super) fn Panels(props: &PanelsProps) -> Html {
    let PanelsProps { lang, session, act } = props;
    let lang = *lang;
    let open = use_state_eq(|| Some(Tab::Segment));
    {
        // Where there is little room the panels wait until they are asked for.
        let setter = open.setter();
        use_effect_with((), move |()| {
            if browser::has_little_room() {
                setter.set(None);
            }
        });
    }
    let tabs = Tab::ALL.map(|tab| {
        let setter = open.setter();
        let on = *open == Some(tab);
        let first = open.is_none() && tab == Tab::Segment;
        html! {
            <button type="button" role="tab" id={format!("tab-{}", tab.id())} aria-controls={on.then(|| format!("panel-{}", tab.id()))} aria-selected={on.to_string()} tabindex={if on || first { "0" } else { "-1" }} onclick={move |_| setter.set(if on { None } else { Some(tab) })}>{ tab.name(lang) }</button>
        }
    });
    let onkeydown = {
        let (setter, now) = (open.setter(), *open);
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                _ => return,
            };
            event.prevent_default();
            let index = Tab::ALL.iter().position(|tab| Some(*tab) == now).unwrap_or_default();
            let next = index.saturating_add_signed(by).min(Tab::ALL.len() - 1);
            if let Some(tab) = Tab::ALL.get(next) {
                setter.set(Some(*tab));
            }
            if let Some(list) = event.target_dyn_into::<Element>().and_then(|element| element.parent_element()) {
                browser::move_focus(&list, "[role=tab]", i32::try_from(by).unwrap_or_default());
            }
        })
    };
    let panel = open.map(|tab| {
        let content = match tab {
            Tab::Segment => html! { <SegmentPanel {lang} run={session.run.clone()} packet={session.packet().map(|span| span.id)} /> },
            Tab::Why => why::chain(lang, session, act),
            Tab::Log => html! { <Log {lang} run={session.run.clone()} position={session.position} act={act.clone()} /> },
        };
        html! {
            <div key={tab.id()} class="panel" role="tabpanel" id={format!("panel-{}", tab.id())} aria-labelledby={format!("tab-{}", tab.id())} tabindex="0">{ content }</div>
        }
    });
    html! {
        <div class="panels">
            <div class="tabs" role="tablist" aria-label={text::panels_label(lang)} {onkeydown}>{ for tabs }</div>
            <div class="panel-place">{ for panel }</div>
        </div>
    }
}
