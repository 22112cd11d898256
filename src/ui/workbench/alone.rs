//! A view alone: without the stage and its tabs, with the player, for other people's pages.

use crate::link::View;
use crate::scene::{Ladder, TimeScale, Words};
use crate::text::Lang;
use crate::ui::browser;
use crate::ui::controls::{Player, notices};
use crate::ui::figures::{LadderRef, keys};
use crate::ui::hooks::{WIDTH_AT_FIRST, use_playhead};
use crate::ui::panels;
use crate::ui::session::{Command, Session};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui) struct AloneProps {
    pub lang: Lang,
    pub view: View,
    pub session: UseReducerHandle<Session>,
}

/// The player runs on the ladder's scale of time, so there is a ladder, of which nothing is laid out or drawn.
fn unseen(session: &Session) -> Rc<Ladder> {
    let scale = Rc::new(TimeScale::new(session.run.trace(), 1.0));
    let words = Words { again: "", left_out: |_| String::new(), lost: |_| "" };
    Rc::new(Ladder::new(session.run.trace(), &scale, WIDTH_AT_FIRST, words, (0.0, 0.0)))
}

#[component]
pub(in crate::ui) fn Alone(props: &AloneProps) -> Html {
    let AloneProps { lang, view, session } = props;
    let (lang, view) = (*lang, *view);
    let ladder = use_memo(session.run.clone(), |_| unseen(session));
    let _what_moves_is_not_drawn_here = use_playhead(session, &ladder);
    let act = {
        let dispatcher = session.dispatcher();
        use_callback((), move |command: Command, ()| dispatcher.dispatch(command))
    };
    let onkeydown = keys(&act);
    let name = panels::name(view, lang);
    html! {
        <section class="stage alone" aria-label={name} tabindex="0" {onkeydown}>
            { notices(lang, &session.problems, &act) }
            <div class="alone-place">
                <div class="panel" id={format!("panel-{}", view.id())} role="region" aria-label={name} tabindex="0">{ panels::content(lang, view, session, &act) }</div>
            </div>
            if browser::is_here() {
            <Player {lang} session={session.clone()} ladder={LadderRef(Rc::clone(&ladder))} act={act.clone()} />
            }
        </section>
    }
}
