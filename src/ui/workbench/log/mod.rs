//! The log: the packets as an analyser lists them, with a filter and remarks; and everything that happens, in words.

mod detail;
mod events;
mod filters;
mod list;
mod words;

use super::{Fingerprint, say};
use crate::scene::Flows;
use crate::sim::PacketId;
use crate::text::Lang;
use crate::trace::Trace;
use crate::trace::expert::Expert;
use crate::trace::filter::Sight;
use crate::ui::session::{Command, RunRef, Session};
use events::Events;
use filters::{Chosen, Filters};
use list::List;
use std::rc::Rc;
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    html! { <Log {lang} session={session.clone()} act={act.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct LogProps {
    lang: Lang,
    session: Session,
    act: Callback<Command>,
}

/// What is known of a run besides its trace: made once, compared by identity.
#[derive(Clone)]
pub(super) struct Known(Rc<(Expert, Flows)>);

impl PartialEq for Known {
    fn eq(&self, other: &Known) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Known {
    fn expert(&self) -> &Expert {
        &self.0.0
    }

    fn flows(&self) -> &Flows {
        &self.0.1
    }
}

/// The packets that a filter leaves, by number.
#[derive(Clone)]
pub(super) struct Left(Rc<Vec<u32>>);

impl PartialEq for Left {
    fn eq(&self, other: &Left) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Left {
    fn of(run: &RunRef, known: &Known, chosen: &Chosen) -> Left {
        let trace = run.trace();
        let sight = Sight { trace, expert: known.expert() };
        let takes = |span: &&crate::trace::PacketSpan| chosen.takes(sight, known.flows(), span);
        Left(Rc::new(trace.packets().iter().filter(takes).map(|span| span.id.0).collect()))
    }

    /// The place of the last one that has been sent at a position.
    fn last_sent(&self, trace: &Trace, position: u32) -> Option<usize> {
        let sent = |id: &u32| trace.packet(PacketId(*id)).is_some_and(|span| span.sent.0 < position);
        self.0.iter().rposition(sent)
    }

    fn place_of(&self, id: PacketId) -> Option<usize> {
        self.0.iter().position(|known| *known == id.0)
    }

    fn at(&self, place: usize) -> Option<PacketId> {
        self.0.get(place).copied().map(PacketId)
    }
}

/// To where a packet is sent, with the packet chosen.
pub(super) fn go(run: &RunRef, id: PacketId, act: &Callback<Command>) {
    if let Some(span) = run.trace().packet(id) {
        act.emit(Command::Seek(span.sent.0 + 1));
        act.emit(Command::Select(Some(id)));
    }
}

#[component]
fn Log(props: &LogProps) -> Html {
    let LogProps { lang, session, act } = props;
    let (lang, run) = (*lang, &session.run);
    let events = use_state_eq(|| false);
    let chosen = use_state_eq(Chosen::default);
    let active = use_state_eq(|| None::<PacketId>);
    let known = use_memo(run.clone(), |run| Known(Rc::new((Expert::of(run.trace()), Flows::of(run.trace())))));
    let known = Known::clone(&known);
    let left = use_memo((run.clone(), (*chosen).clone()), |(run, chosen)| Left::of(run, &known, chosen));
    let left = Left::clone(&left);
    {
        // The cursor has moved, or the reader has chosen elsewhere: the list goes along.
        let active = active.setter();
        use_effect_with((run.clone(), session.position, session.selected), move |(_, _, selected)| {
            active.set(*selected);
        });
    }
    let here = session.packet().map(|span| span.id);
    let shown = active.or(here).filter(|id| left.place_of(*id).is_some());
    let shown = shown.or_else(|| left.last_sent(run.trace(), session.position).and_then(|place| left.at(place)));
    let switch = |to: bool, word: &'static str| {
        let events = events.clone();
        let on = *events == to;
        let onclick = Callback::from(move |_: MouseEvent| events.set(to));
        html! { <button type="button" class="plain" aria-pressed={on.to_string()} {onclick}>{ word }</button> }
    };
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |new: Chosen| chosen.set(new))
    };
    let activate = {
        let active = active.setter();
        Callback::from(move |id: PacketId| active.set(Some(id)))
    };
    let content = if *events {
        html! { <Events key="events" {lang} run={run.clone()} position={session.position} act={act.clone()} /> }
    } else {
        html! {
            <div key="packets" class="log-packets">
                <Filters {lang} run={run.clone()} known={known.clone()} left={left.clone()} chosen={(*chosen).clone()} position={session.position} {choose} act={act.clone()} />
                <List {lang} run={run.clone()} known={known.clone()} {left} position={session.position} active={shown} {activate} act={act.clone()} />
                { detail::of(lang, session, &known, shown, act) }
            </div>
        }
    };
    html! {
        <div class="log-panel">
            <div class="log-modes" role="group" aria-label={say::log_modes(lang)}>
                { switch(false, say::log_packets(lang)) }
                { switch(true, say::log_events(lang)) }
            </div>
            <div class="log-content">{ content }</div>
            <Fingerprint {lang} run={run.clone()} />
        </div>
    }
}

#[cfg(test)]
mod tests;
