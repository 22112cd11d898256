//! Another run beside the present one: where they part and why, both ladders on one scale of time, the numbers of both.
//!
//! What the other run is belongs to the session ([`crate::link::Rival`]); it is run here, once, while the view is open.

mod ladders;
mod numbers;
mod offers;
mod other;
mod pairs;
mod turns;
mod window;
mod words;

pub(super) use pairs::{PAIRS, Pair};

use super::Deed;
use crate::link::Rival;
use crate::scenario::Scenario;
use crate::text::{Lang, workbench as say};
use crate::trace::compare::{Parting, Totals, parting};
use crate::ui::session::{Choice, Command, RunRef, Session};
use ladders::Ladders;
use other::use_other;
use std::rc::Rc;
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let seen = Seen { run: session.run.clone(), choice: session.choice.clone(), position: session.position };
    html! { <Compare {lang} {seen} zoom={session.zoom} base={Rc::new(session.base())} act={act.clone()} /> }
}

/// What of the session is seen here.
#[derive(Clone, PartialEq)]
struct Seen {
    run: RunRef,
    choice: Choice,
    position: u32,
}

#[derive(Clone, PartialEq, Properties)]
struct CompareProps {
    lang: Lang,
    seen: Seen,
    zoom: u8,
    /// The present scenario, without what is done to its packets.
    base: Rc<Scenario>,
    act: Callback<Command>,
}

/// What is known of both runs, compared by identity.
struct Report {
    parting: Option<Parting>,
    totals: [Totals; 2],
}

#[component]
fn Compare(props: &CompareProps) -> Html {
    let CompareProps { lang, seen, act, .. } = props;
    let lang = *lang;
    let other = use_other(seen.choice.more.against.as_ref(), seen.choice.preset);
    let report = use_memo((seen.run.clone(), other.clone()), |(run, other)| {
        let other = other.as_ref()?;
        Some(Report { parting: parting(run, other), totals: [Totals::new(run.trace()), Totals::new(other.trace())] })
    });
    let content = match (&seen.choice.more.against, other.as_ref().zip((*report).as_ref())) {
        (None, _) => html! { <div key="alone">{ offers::alone(lang, act) }</div> },
        (Some(_), None) => html! { <p key="wait" class="hint" role="status">{ say::compare_running(lang) }</p> },
        (Some(against), Some((other, report))) => {
            html! { <div key="both">{ beside(props, against, other, report) }</div> }
        }
    };
    html! { <div class="compare">{ content }</div> }
}

/// Both runs.
fn beside(props: &CompareProps, against: &Rival, other: &RunRef, report: &Report) -> Html {
    let CompareProps { lang, seen, act, .. } = props;
    let (lang, run) = (*lang, &seen.run);
    let measures = numbers::table(lang, run, other, &report.totals);
    html! {
        <>
            { head(props, against, report) }
            <div class="compare-why" role="status">{ words::explained(lang, [run, other], report.parting.as_ref()) }</div>
            { turns::controls(lang, seen, &props.base, against, act) }
            <Ladders {lang} run={run.clone()} other={other.clone()} position={seen.position} zoom={props.zoom} parting={report.parting.as_ref().map(|parting| (parting.shared, parting.first))} act={act.clone()} />
            <div class="compare-beneath">
                <div class="compare-part">{ measures }</div>
                <div class="compare-part"><window::Windows {lang} run={run.clone()} other={other.clone()} now={run.trace().time_at(seen.position)} /></div>
            </div>
            <p class="compare-fate">{ say::compare_fate(lang) }</p>
            <details class="compare-more">
                <summary>{ say::compare_other_pairs(lang) }</summary>
                { offers::pairs(lang, act) }
            </details>
        </>
    }
}

/// What both are, and what can be done with them.
fn head(props: &CompareProps, against: &Rival, report: &Report) -> Html {
    let CompareProps { lang, seen, act, .. } = props;
    let lang = *lang;
    let deed = |class: &'static str, label: &'static str, command: Command| {
        let onclick = act.reform(move |_: MouseEvent| command.clone());
        html! { <button type="button" class={classes!("plain", class)} {onclick}>{ label }</button> }
    };
    let part = report.parting.as_ref().map(|parting| {
        deed("compare-go", say::compare_go(lang), Command::Seek((parting.shared + 1).min(seen.run.trace().len())))
    });
    let here = words::run_name(lang, seen.choice.preset, seen.choice.more.lab.as_deref());
    let there = words::run_name(lang, against.run.unwrap_or(seen.choice.preset), against.lab.as_deref());
    let forked = against.at.map(|at| {
        let time = crate::ui::clock(seen.run.trace().time_at(at));
        html! { <p class="compare-forked">{ say::compare_forked(lang, &time) }</p> }
    });
    html! {
        <div class="compare-head">
            <dl class="compare-names">
                <div><dt>{ say::compare_here(lang) }</dt><dd>{ here }</dd></div>
                <div><dt>{ say::compare_there(lang) }</dt><dd>{ there }</dd></div>
            </dl>
            <div class="compare-deeds" role="group" aria-label={say::compare_deeds(lang)}>
                <span>{ for part }</span>
                { deed("compare-fork", say::compare_fork_anew(lang), Command::More(Deed::Fork)) }
                { deed("compare-swap", say::compare_swap(lang), Command::More(Deed::Swap)) }
                { deed("compare-end", say::compare_end(lang), Command::More(Deed::Unfork)) }
            </div>
            <div>{ for forked }</div>
        </div>
    }
}

#[cfg(test)]
mod tests;
