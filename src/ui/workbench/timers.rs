//! The timers that run, and how much is left of each.

mod estimate;
mod history;

use super::say;
use super::states::token;
use crate::scene::timers::{History, share_left};
use crate::sim::tcp::{State, Tcb};
use crate::sim::{HostId, Span, TcbId, Time};
use crate::text::{self, Lang};
use crate::trace::{Clocks, Connection, TimerSpan, Trace, connections};
use crate::ui::figures::px;
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef, Session};
use crate::ui::{capitalised, clock};
use yew::prelude::*;

/// How many timers that are over are shown.
const PAST_MOST: usize = 24;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    html! { <Timers {lang} run={session.run.clone()} position={session.position} act={act.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct TimersProps {
    lang: Lang,
    run: RunRef,
    position: u32,
    act: Callback<Command>,
}

/// Whose timers: an end of a connection that is there at the position.
struct Owner {
    host: HostId,
    id: TcbId,
    /// 0 for the end that came first, 1 for the other.
    which: usize,
    /// As a title.
    name: String,
    tcb: Tcb,
}

#[component]
fn Timers(props: &TimersProps) -> Html {
    let TimersProps { lang, run, position, act } = props;
    let (lang, position, trace) = (*lang, *position, run.trace());
    let place = use_node_ref();
    let width = use_width(&place);
    let clocks = use_memo(run.clone(), |run| Clocks::new(run.trace()));
    let known = use_memo(run.clone(), |run| connections(run.trace()));
    let configs = use_memo(run.clone(), |run| {
        run.scenario()
            .setup()
            .map(|setup| setup.hosts.iter().map(|host| host.tcp).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let settled =
        use_memo((run.clone(), position, lang), |(run, position, lang)| owners(*lang, run, &known, *position));
    // A step is told in several events, but nothing in it is half done: timers and numbers are those after the step.
    let (owners, position) = (&settled.0, settled.1);
    let now = trace.time_at(position);
    let (running, past) = (clocks.running(trace, position), clocks.recent(trace, position, PAST_MOST));
    let sections = owners.iter().map(|owner| {
        let cards = running.iter().filter(|span| span.tcb == owner.id).map(|span| card(lang, trace, span, now, act));
        let sample = clocks.sample_at(owner.id, position);
        let config = usize::try_from(owner.host.0).ok().and_then(|host| configs.get(host));
        html! {
            <section key={owner.id.0} class={format!("timers-end end-{}", owner.which)}>
                <p class="timers-owner">
                    { token(owner.which, &owner.name.chars().take(1).collect::<String>()) }
                    <span>{ owner.name.clone() }</span>
                    <span class="timers-ends">{ format!("{} → {} · {}", owner.tcb.local, owner.tcb.remote, owner.tcb.state.rfc_name()) }</span>
                </p>
                <div class="timers-cards">
                    <div class="timers-running">{ for cards }</div>
                    { for config.filter(|_| sends(&owner.tcb)).map(|config| estimate::estimate(lang, trace, &owner.tcb, config, sample, act)) }
                </div>
            </section>
        }
    });
    let quiet = running.is_empty().then(|| nothing(lang, trace));
    let history = History::new(&past, &running, now, width).map(|history| {
        history::draw(
            lang,
            trace,
            &history,
            &history::Titles { known: &known, spans: &past, running: &running },
            now,
            act,
        )
    });
    html! {
        <div class="timers" ref={place}>
            <div>{ for quiet }</div>
            <div class="timers-all">{ for sections }</div>
            <div>{ for history }</div>
        </div>
    }
}

/// No timer runs.
fn nothing(lang: Lang, trace: &Trace) -> Html {
    if trace.timers().is_empty() {
        return html! { <p class="hint">{ say::timers_none_ever(lang) }</p> };
    }
    html! { <p class="hint"><strong>{ say::timers_none(lang) }</strong>{ " " }{ say::timers_would_start(lang) }</p> }
}

/// Whether an end may still have to send something again.
fn sends(tcb: &Tcb) -> bool {
    !matches!(tcb.state, State::FinWait2 | State::TimeWait)
}

/// The ends that are there after the step to which the position belongs, with their variables, and the position after it.
fn owners(lang: Lang, run: &RunRef, known: &[Connection], position: u32) -> (Vec<Owner>, u32) {
    let Some(world) = run.world_at(position) else { return (Vec::new(), position) };
    let owner = |(host, id, tcb): (HostId, TcbId, Tcb)| {
        let name = capitalised(&text::host_word(lang, run.trace().host_name(host)));
        Owner { host, id, which: which(known, id), name, tcb }
    };
    (world.tcbs().filter(|(.., tcb)| tcb.state != State::Closed).map(owner).collect(), world.event_count())
}

/// Whether a control block came first in its connection, or second.
fn which(known: &[Connection], id: TcbId) -> usize {
    usize::from(known.iter().any(|connection| connection.second.as_ref().is_some_and(|end| end.tcb == id)))
}

/// A timer that runs.
fn card(lang: Lang, trace: &Trace, span: &TimerSpan, now: Time, act: &Callback<Command>) -> Html {
    let (left, whole) = (length(lang, span.deadline - now), length(lang, span.deadline - span.set_at));
    let cause = trace.event(span.set).and_then(|event| event.cause).unwrap_or(span.set);
    let rule = trace.event(span.set).and_then(|event| event.rule);
    let onclick = act.reform({
        let set = span.set;
        move |_: MouseEvent| Command::Seek(set.0 + 1)
    });
    let id = span.timer.id();
    html! {
        <article key={id} class="timers-card">
            <p class="timers-name">{ say::timers_name(lang, id) }<span class="rule">{ for rule }</span></p>
            <svg class="timers-left" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="timers-whole" width="100" height="6" /><rect class="timers-rest" width={px(100.0 * share_left(span, now))} height="6" />
            </svg>
            <p class="timers-numbers"><strong>{ say::timers_left(lang, &left, &whole) }</strong>{ " · " }{ say::timers_due(lang, &clock(span.deadline)) }</p>
            <dl>
                <dt>{ say::timers_why(lang) }</dt>
                <dd><button type="button" class="event" {onclick}>{ clock(span.set_at) }{ " " }{ text::narrate(lang, trace, cause) }</button></dd>
                <dt>{ say::timers_then(lang) }</dt>
                <dd>{ say::timers_fires(lang, id) }</dd>
            </dl>
        </article>
    }
}

/// A length of time as a reader wants it: `80 ms`, `1.2 s`.
fn length(lang: Lang, span: Span) -> String {
    let trimmed = |number: String| {
        let short = number.trim_end_matches('0').trim_end_matches('.').to_owned();
        if number.contains('.') { short } else { number }
    };
    let tenths = (span.0 + 50_000) / 100_000;
    if tenths < 10_000 {
        text::span_millis(lang, &trimmed(format!("{}.{}", tenths / 10, tenths % 10)))
    } else {
        text::span_seconds(lang, &trimmed(span.to_string()))
    }
}
