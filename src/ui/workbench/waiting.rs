//! A long run on its way: it goes on between two drawings of the page, says how far it is, and can be given up.

use super::Deed;
use crate::scenario::Limits;
use crate::sim::Time;
use crate::text::{Lang, workbench as say};
use crate::ui::clock;
use crate::ui::session::{Command, Pending, Session};
use gloo::timers::callback::Interval;
use yew::prelude::*;

/// How long the page is kept busy at a time, in milliseconds: what the reader does meanwhile waits no longer.
const BUSY_MS: f64 = 12.0;
/// How many events are computed between two looks at the clock.
const EVENTS_A_LOOK: u32 = 1_000;
/// After how many turns the numbers are drawn anew.
const TURNS_A_DRAWING: u32 = 8;

/// What is waited for, if something is.
pub(in crate::ui) fn waiting(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let bar = session.pending.clone().map(|pending| html! { <Waiting {lang} {pending} act={act.clone()} /> });
    html! { <div class="waiting-place" role="status">{ for bar }</div> }
}

#[derive(Clone, PartialEq, Properties)]
struct WaitingProps {
    lang: Lang,
    pending: Pending,
    act: Callback<Command>,
}

#[component]
fn Waiting(props: &WaitingProps) -> Html {
    let WaitingProps { lang, pending, act } = props;
    let reached = use_state(|| (0, Time(0)));
    {
        let (setter, act) = (reached.setter(), act.clone());
        use_effect_with(pending.clone(), move |pending| {
            let (pending, mut turns) = (pending.clone(), 0_u32);
            let interval = Interval::new(0, move || match turn(&pending) {
                Some(there) => {
                    turns += 1;
                    if turns % TURNS_A_DRAWING == 1 {
                        setter.set(there);
                    }
                }
                None => act.emit(Command::More(Deed::Arrive)),
            });
            move || drop(interval)
        });
    }
    let (events, time) = *reached;
    let cancel = act.reform(|_: MouseEvent| Command::More(Deed::Cancel));
    let events = events.to_string();
    // A run may end at any event; only the most it can have is known.
    html! {
        <div class="waiting">
            <progress max={Limits::EVENTS.to_string()} value={events.clone()} aria-label={say::waiting_label(*lang)} />
            <span class="waiting-words" aria-live="off">{ say::waiting_words(*lang, &events, &clock(time)) }</span>
            <button type="button" class="plain" onclick={cancel}>{ say::waiting_cancel(*lang) }</button>
        </div>
    }
}

/// One turn. Where the run is then, while there is more to come.
pub(super) fn turn(pending: &Pending) -> Option<(u32, Time)> {
    let until = js_sys::Date::now() + BUSY_MS;
    let mut reached = pending.go_on(EVENTS_A_LOOK)?;
    while js_sys::Date::now() < until {
        reached = pending.go_on(EVENTS_A_LOOK)?;
    }
    Some(reached)
}
