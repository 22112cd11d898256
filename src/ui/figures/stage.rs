//! The stage: wire, ladder, player and panels around one cursor.

use super::card::Card;
use super::cursor::cursor;
use super::ladder::LadderPicture;
use super::wire::wire;
use super::{LadderRef, px};
use crate::scene::{Ladder, Part, TimeScale, WHOLE, Words};
use crate::text::{self, Lang};
use crate::ui::browser;
use crate::ui::controls::{Player, notices};
use crate::ui::hooks::{use_playhead, use_width};
use crate::ui::panels::Panels;
use crate::ui::session::{Command, Session};
#[cfg(feature = "workbench")]
use crate::ui::workbench::waiting;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A lesson's runs are there at once.
#[cfg(not(feature = "workbench"))]
fn waiting(_: Lang, _: &Session, _: &Callback<Command>) -> Html {
    Html::default()
}

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui) struct StageProps {
    pub lang: Lang,
    pub session: UseReducerHandle<Session>,
}

#[component]
pub(in crate::ui) fn Stage(props: &StageProps) -> Html {
    let StageProps { lang, session } = props;
    let lang = *lang;
    let (stage, scroller) = (use_node_ref(), use_node_ref());
    let width = use_width(&scroller);
    let scale = use_memo((session.run.clone(), session.zoom), |(run, zoom)| {
        Rc::new(TimeScale::new(run.trace(), 1.0 / f64::from(1_u32 << *zoom)))
    });
    let (part, onscroll) = use_part(&scroller, &scale);
    let ladder = use_memo((session.run.clone(), session.zoom, px(width), lang, part), |(run, _, _, lang, part)| {
        Ladder::new(run.trace(), &scale, width, words(*lang), part_at(&scale, *part))
    });
    let playhead = use_playhead(session, &ladder);
    use_follow(&scroller, &ladder, session.position, playhead.y);
    let act = use_act(session, &stage);
    let onkeydown = keys(&act);
    let scene = LadderRef(Rc::clone(&ladder));
    html! {
        <section ref={stage} class="stage" aria-label={text::stage_label(lang)} tabindex="0" {onkeydown}>
            { notices(lang, &session.problems, &act) }
            { waiting(lang, session, &act) }
            { wire(lang, &session.run, &ladder, (session.position, playhead.now), !session.playing) }
            <div class="ladder" ref={scroller.clone()} {onscroll}>
                <LadderPicture {lang} run={session.run.clone()} scene={scene.clone()} act={act.clone()} />
                { cursor(lang, session.run.trace(), &ladder, session.position, playhead, session.selected) }
                <Card {lang} session={session.clone()} scene={scene.clone()} act={act.clone()} />
            </div>
            if browser::is_here() {
            { overview(lang, session, &scene, &scroller) }
            <Player {lang} session={session.clone()} ladder={LadderRef(Rc::clone(&ladder))} act={act.clone()} />
            <Panels {lang} session={session.clone()} {act} />
            }
        </section>
    }
}

/// A map of a long run.
#[cfg(feature = "workbench")]
fn overview(lang: Lang, session: &Session, ladder: &LadderRef, scroller: &NodeRef) -> Html {
    use crate::ui::workbench::Overview;
    html! { <Overview {lang} run={session.run.clone()} ladder={ladder.clone()} scroller={scroller.clone()} position={session.position} /> }
}

/// No lesson has one.
#[cfg(not(feature = "workbench"))]
fn overview(_: Lang, _: &Session, _: &LadderRef, _: &NodeRef) -> Html {
    Html::default()
}

/// Commands from within the stage. Many a button is gone once it has done its work; the focus then comes back to the packet it was about,
/// or to the stage, not to the top of the page. It does so before the browser gets a turn: the next key is already for the stage.
#[hook]
fn use_act(session: &UseReducerHandle<Session>, stage: &NodeRef) -> Callback<Command> {
    let (in_stage, chosen) = (use_mut_ref(|| false), use_mut_ref(|| None));
    {
        let (in_stage, stage, selected) = (Rc::clone(&in_stage), stage.clone(), session.selected);
        // Without dependencies: after each drawing of the stage, its children included.
        use_effect(move || {
            let chosen = chosen.replace(selected);
            if in_stage.replace(false)
                && browser::focus_is_lost()
                && let Some(stage) = stage.cast::<Element>()
            {
                let arrow = chosen.map(|id| format!("[data-packet='{}']", id.0));
                let arrow = arrow.and_then(|arrow| stage.query_selector(&arrow).ok().flatten());
                browser::focus_in_place(&arrow.unwrap_or(stage));
            }
        });
    }
    let (dispatcher, stage) = (session.dispatcher(), stage.clone());
    use_callback((), move |command: Command, ()| {
        in_stage.replace(stage.cast::<Element>().is_some_and(|stage| browser::has_focus_within(&stage)));
        dispatcher.dispatch(command);
    })
}

/// A picture up to this height is laid out whole.
const WHOLE_MOST: f64 = 4_000.0;
/// Otherwise in parts of this height.
const PART: f64 = 1_000.0;
/// So much more is laid out on either side of a part: what can be seen while its middle is in the part.
const BESIDE: f64 = 700.0;

/// Which part of a long picture is laid out; scrolling brings the next.
#[hook]
fn use_part(scroller: &NodeRef, scale: &Rc<TimeScale>) -> (u32, Callback<Event>) {
    let part = use_state_eq(|| 0);
    let (setter, scroller, long) = (part.setter(), scroller.clone(), scale.height() > WHOLE_MOST);
    let onscroll = Callback::from(move |_: Event| {
        if let Some(element) = scroller.cast::<Element>().filter(|_| long) {
            let middle = f64::from(element.scroll_top()) + f64::from(element.client_height()) / 2.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
            setter.set((middle.max(0.0) / PART) as u32);
        }
    });
    (*part, onscroll)
}

/// The heights of a part.
fn part_at(scale: &TimeScale, part: u32) -> Part {
    if scale.height() <= WHOLE_MOST {
        return WHOLE;
    }
    let top = f64::from(part) * PART;
    (top - BESIDE, top + PART + BESIDE)
}

/// The words that stand in a ladder.
pub(in crate::ui) fn words(lang: Lang) -> Words {
    match lang {
        Lang::En => Words {
            again: text::again_word(Lang::En),
            left_out: |span| text::wait_left_out(Lang::En, span),
            lost: |reason| text::lost_word(Lang::En, reason),
        },
        Lang::Zh => Words {
            again: text::again_word(Lang::Zh),
            left_out: |span| text::wait_left_out(Lang::Zh, span),
            lost: |reason| text::lost_word(Lang::Zh, reason),
        },
    }
}

/// The player's keys, wherever in the stage the focus is, unless something there needs the key itself.
pub(in crate::ui) fn keys(act: &Callback<Command>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && matches!(event.key().as_str(), "z" | "Z" | "y") {
            event.prevent_default();
            act.emit(if event.shift_key() || event.key() == "y" { Command::Redo } else { Command::Undo });
            return;
        }
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
            return;
        }
        let on_control = event
            .target_dyn_into::<Element>()
            .is_some_and(|element| element.closest("button, a, summary, [role=button]").ok().flatten().is_some());
        let command = match event.key().as_str() {
            "ArrowRight" => Command::Step(1),
            "ArrowLeft" => Command::Step(-1),
            "Home" => Command::First,
            "End" => Command::Last,
            " " if !on_control => Command::Toggle,
            "Escape" => Command::Select(None),
            _ => return,
        };
        event.prevent_default();
        act.emit(command);
    })
}

/// Keeps the cursor in the visible part of the ladder.
#[hook]
fn use_follow(scroller: &NodeRef, ladder: &Rc<Ladder>, position: u32, y: f64) {
    let (scroller, height, width) = (scroller.clone(), ladder.height, ladder.width);
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
    use_effect_with((position, (y / 8.0) as i32, width as i32), move |_| {
        let Some(element) = scroller.cast::<HtmlElement>() else { return };
        let (top, view) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
        let (above, below) = (view * 0.2, view * 0.3);
        if y < top + above || y > top + view - below {
            let to = (y - view * 0.45).max(0.0).min((height - view).max(0.0));
            element.set_scroll_top(to as i32);
        }
    });
}
