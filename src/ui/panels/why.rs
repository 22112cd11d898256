//! *Why?*: the causes of an event, back to the call that began it all, with the losses behind a timer.

use crate::text::{self, Lang};
use crate::trace::{Reason, why};
use crate::ui::clock;
use crate::ui::session::{Command, Session};
use yew::prelude::*;

/// The chain of the event that the session is about.
pub(super) fn chain(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let trace = session.run.trace();
    let Some(event) = session.event() else { return html! { <p class="hint">{ text::why_nothing(lang) }</p> } };
    let links = why(trace, event).into_iter().map(|link| {
        let (class, word) = match link.reason {
            Reason::Asked => ("asked", text::why_asked(lang)),
            Reason::Cause => ("cause", text::why_cause(lang)),
            Reason::Loss => ("loss", text::why_loss(lang)),
        };
        let onclick = act.reform(move |_: MouseEvent| Command::Seek(link.event.0 + 1));
        let rule = trace.event(link.event).and_then(|event| event.rule);
        html! {
            <li key={link.event.0.to_string()} class={class}>
                <span class="why-word">{ word }</span>
                <button type="button" class="event" {onclick}>
                    <span class="when">{ clock(trace.time_of(link.event)) }</span>{ " " }{ text::narrate(lang, trace, link.event) }
                </button>
                if let Some(rule) = rule { <span class="rule">{ rule }</span> }
            </li>
        }
    });
    html! { <ol class="why">{ for links }</ol> }
}
