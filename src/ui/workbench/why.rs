//! *Why?* as a numbered chain: what is asked at the top, then each cause with its rule, back to the call that began it all.

use super::say;
use crate::sim::EventId;
use crate::text::{self, Lang};
use crate::trace::{Link, Reason, why};
use crate::ui::clock;
use crate::ui::session::{Command, RunRef, Session};
use yew::prelude::*;

/// How many links are shown at once; a long transfer has thousands.
const LINKS_AT_FIRST: usize = 24;
/// From this depth on, links stand no further in.
const DEPTH_MOST: usize = 6;

/// The chain of the event that the session is about.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    match session.event() {
        Some(event) => html! { <Chain {lang} run={session.run.clone()} {event} act={act.clone()} /> },
        None => html! { <p class="hint">{ text::why_nothing(lang) }</p> },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ChainProps {
    lang: Lang,
    run: RunRef,
    event: EventId,
    act: Callback<Command>,
}

#[component]
fn Chain(props: &ChainProps) -> Html {
    let ChainProps { lang, run, event, act } = props;
    let links = use_memo((run.clone(), *event), |(run, event)| why(run.trace(), *event));
    // All of this chain, and of no other.
    let whole = use_state_eq(|| None::<EventId>);
    // What is asked stands at the top.
    let causes = links.get(1..).unwrap_or_default();
    let shown = if *whole == Some(*event) { causes.len() } else { LINKS_AT_FIRST };
    let rest = causes.len().saturating_sub(shown);
    let more = {
        let (whole, event) = (whole.setter(), *event);
        Callback::from(move |_: MouseEvent| whole.set(Some(event)))
    };
    let mut depth = 0;
    let rows = causes.iter().take(shown).enumerate().map(|(index, link)| {
        // A loss stands beside the cause that it explains.
        depth += usize::from(link.reason == Reason::Cause);
        row(*lang, run, *link, index, depth.saturating_sub(1).min(DEPTH_MOST), act)
    });
    let rows: Vec<Html> = rows.collect();
    html! {
        <div class="why-chain">
            <div class="why-question"><strong>{ say::why_asks(*lang) }</strong>{ " " }{ sentence(*lang, run, *event, act) }</div>
            <ol class="why numbered" aria-label={say::why_label(*lang, &causes.len().to_string())}>{ for rows }</ol>
            <p class="why-start hint">if rest == 0 { { say::why_began(*lang) } }</p>
            <div>if rest > 0 { <button type="button" class="plain" onclick={more}>{ say::why_rest(*lang, &rest.to_string()) }</button> }</div>
        </div>
    }
}

fn row(lang: Lang, run: &RunRef, link: Link, index: usize, depth: usize, act: &Callback<Command>) -> Html {
    let (class, word) = match link.reason {
        Reason::Asked | Reason::Cause => ("cause", text::why_cause(lang)),
        Reason::Loss => ("loss", text::why_loss(lang)),
    };
    html! {
        <li key={link.event.0.to_string()} class={classes!(class, format!("in-{depth}"))}>
            <span class="why-word"><span class="why-number">{ (index + 1).to_string() }</span>{ " " }{ word }</span>
            { sentence(lang, run, link.event, act) }
        </li>
    }
}

/// An event with its time and its rule; a button that leads there.
fn sentence(lang: Lang, run: &RunRef, event: EventId, act: &Callback<Command>) -> Html {
    let trace = run.trace();
    let onclick = act.reform(move |_: MouseEvent| Command::Seek(event.0 + 1));
    let rule = trace.event(event).and_then(|event| event.rule);
    html! {
        <span class="why-step">
            <button type="button" class="event" {onclick}>
                <span class="when">{ clock(trace.time_of(event)) }</span>{ " " }{ text::narrate(lang, trace, event) }
            </button>
            <span class="rule">{ rule.unwrap_or_default() }</span>
        </span>
    }
}
