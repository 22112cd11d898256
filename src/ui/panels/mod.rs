//! The panels beneath the stage: one cursor, several lenses.

mod header;
#[cfg(not(feature = "workbench"))]
mod more;
mod segment;
#[cfg(not(feature = "workbench"))]
mod why;

use crate::link::View;
use crate::text::{self, Lang};
use crate::ui::browser;
use crate::ui::session::{Command, Session};
#[cfg(feature = "workbench")]
use crate::ui::workbench as more;
use segment::SegmentPanel;
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PanelsProps {
    pub lang: Lang,
    pub session: UseReducerHandle<Session>,
    pub act: Callback<Command>,
}

/// What a view is called.
pub(super) fn name(view: View, lang: Lang) -> &'static str {
    match view {
        View::Segment => text::panel_segment(lang),
        View::Why => text::panel_why(lang),
        View::Log => text::panel_log(lang),
        View::States => text::panel_states(lang),
        View::Window => text::panel_window(lang),
        View::Timers => text::panel_timers(lang),
        View::Graphs => text::panel_graphs(lang),
        View::Code => text::panel_code(lang),
        View::Layers => text::panel_layers(lang),
        View::Compare => text::panel_compare(lang),
        View::Roles => text::panel_roles(lang),
    }
}

/// What a view shows.
pub(super) fn content(lang: Lang, view: View, session: &Session, act: &Callback<Command>) -> Html {
    match view {
        View::Segment => {
            html! { <SegmentPanel {lang} run={session.run.clone()} packet={session.packet().map(|span| span.id)} /> }
        }
        #[cfg(not(feature = "workbench"))]
        View::Why => why::chain(lang, session, act),
        more => more::view(lang, more, session, act),
    }
}

#[component]
pub(super) fn Panels(props: &PanelsProps) -> Html {
    let PanelsProps { lang, session, act } = props;
    let lang = *lang;
    let open = session.view;
    {
        // Where there is little room the panels wait until they are asked for.
        let act = act.clone();
        use_effect_with((), move |()| {
            if browser::has_little_room() && !open.is_some_and(View::is_more) {
                act.emit(Command::View(None));
            }
        });
    }
    let tabs = View::ALL.map(|tab| {
        let on = open == Some(tab);
        let first = open.is_none() && tab == View::Segment;
        let onclick = act.reform(move |_: MouseEvent| Command::View(if on { None } else { Some(tab) }));
        html! {
            <button type="button" role="tab" id={format!("tab-{}", tab.id())} aria-controls={on.then(|| format!("panel-{}", tab.id()))} aria-selected={on.to_string()} tabindex={if on || first { "0" } else { "-1" }} {onclick}>{ name(tab, lang) }</button>
        }
    });
    let onkeydown = {
        let (act, now) = (act.clone(), open);
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                _ => return,
            };
            event.prevent_default();
            let index = View::ALL.iter().position(|tab| Some(*tab) == now).unwrap_or_default();
            let next = index.saturating_add_signed(by).min(View::ALL.len() - 1);
            act.emit(Command::View(View::ALL.get(next).copied()));
            if let Some(list) = event.target_dyn_into::<Element>().and_then(|element| element.parent_element()) {
                browser::move_focus(&list, "[role=tab]", i32::try_from(by).unwrap_or_default());
            }
        })
    };
    let panel = open.map(|tab| {
        let content = content(lang, tab, session, act);
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
