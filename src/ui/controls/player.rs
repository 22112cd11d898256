//! The player: first, back, play, on, last; the scrubber; what is happening, in words; speed.

use super::changes::changes;
use super::scrub::scrub;
use crate::text::{self, Lang};
use crate::ui::clock;
use crate::ui::figures::LadderRef;
use crate::ui::session::{Command, SPEEDS, Session};
use yew::prelude::*;

#[cfg(feature = "workbench")]
use crate::ui::workbench::tools;

#[cfg(not(feature = "workbench"))]
fn tools(_: Lang, _: &Session, _: &Callback<Command>) -> Html {
    Html::default()
}

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui) struct PlayerProps {
    pub lang: Lang,
    pub session: UseReducerHandle<Session>,
    pub ladder: LadderRef,
    pub act: Callback<Command>,
}

#[component]
pub(in crate::ui) fn Player(props: &PlayerProps) -> Html {
    let PlayerProps { lang, session, ladder, act } = props;
    let lang = *lang;
    let (at_start, at_end) = (session.position == 0, session.position >= session.run.trace().len());
    let speed = SPEEDS.get(session.speed).copied().unwrap_or(100);
    let (play, icon) = if session.playing { (text::pause(lang), PAUSE) } else { (text::play(lang), PLAY) };
    let button = |label: &'static str, icon: &'static str, off: bool, command: Command, class: &'static str| {
        let onclick = act.reform(move |_: MouseEvent| command.clone());
        // Not `disabled`: that would throw the focus away at either end.
        html! {
            <button type="button" class={classes!("btn", class)} aria-label={label} title={label} aria-disabled={off.to_string()} {onclick}>
                <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d={icon} /></svg>
            </button>
        }
    };
    let faster = act.reform(|_: MouseEvent| Command::Faster);
    html! {
        <>
        <div class="player" role="group" aria-label={text::player_label(lang)}>
            <div class="buttons">
                { button(text::first(lang), FIRST, at_start, Command::First, "") }
                { button(text::step_back(lang), BACK, at_start, Command::Step(-1), "") }
                { button(play, icon, false, Command::Toggle, "main") }
                { button(text::step_on(lang), ON, at_end, Command::Step(1), "") }
                { button(text::last(lang), LAST, at_end, Command::Last, "") }
            </div>
            { scrub(lang, &session.run, ladder, session.position, act) }
            <button type="button" class="chip speed" onclick={faster} aria-label={text::speed(lang, &speed_name(speed))} title={text::speed(lang, &speed_name(speed))}>{ speed_name(speed) }</button>
            { narrative(lang, session) }
        </div>
        { changes(lang, session, act) }
        { tools(lang, session, act) }
        </>
    }
}

const PLAY: &str = "M6 3.5v13l10.5 -6.5z";
const PAUSE: &str = "M5 4h3.6v12H5zM11.4 4H15v12h-3.6z";
const ON: &str = "M5 4l7 6l-7 6zM13.4 4h2.4v12h-2.4z";
const BACK: &str = "M15 4l-7 6l7 6zM4.2 4h2.4v12H4.2z";
const LAST: &str = "M3 4l6 6l-6 6zM9 4l6 6l-6 6zM15.4 4h2.2v12h-2.2z";
const FIRST: &str = "M17 4l-6 6l6 6zM11 4l-6 6l6 6zM2.4 4h2.2v12H2.4z";

fn speed_name(percent: u32) -> String {
    let text = format!("{}.{:02}", percent / 100, percent % 100);
    format!("{}×", text.trim_end_matches('0').trim_end_matches('.'))
}

/// What has just happened, in words, for everyone; a screen reader hears it when the player stands still.
fn narrative(lang: Lang, session: &Session) -> Html {
    let trace = session.run.trace();
    let (time, words) = match session.position.checked_sub(1).map(crate::sim::EventId) {
        Some(event) => (trace.time_of(event), text::narrate(lang, trace, event)),
        None => (crate::sim::Time(0), text::nothing_yet(lang).to_owned()),
    };
    let count = format!("{}/{}", session.position, trace.len());
    html! {
        <p class="narrative" aria-live={if session.playing { "off" } else { "polite" }}>
            <span class="when">{ clock(time) }</span><span class="count">{ count }</span>{ " " }<span class="what">{ words }</span>
        </p>
    }
}
