//! The programs as the Python they stand for: the line each stands at, what blocks, what came back.

mod copy;
mod listing;
mod packets;
mod values;

use crate::scenario::Step;
use crate::scenario::python::{PythonLine, python};
use crate::sim::{HostId, PacketId, Time};
use crate::text::{Lang, workbench as say};
use crate::trace::execution::{Execution, executions};
use crate::ui::session::{Command, RunRef, Session};
use listing::Listing;
use std::rc::Rc;
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let (run, position, selected) = (session.run.clone(), session.position, session.selected);
    html! { <Code {lang} {run} {position} {selected} act={act.clone()} /> }
}

/// How a program ran, and its lines.
struct Shown {
    execution: Execution,
    lines: Vec<PythonLine>,
}

impl Shown {
    /// When the process ended.
    fn ended_at(&self, run: &RunRef) -> Option<Time> {
        self.execution.exited.map(|exited| run.trace().time_of(exited))
    }
}

/// One of these, compared by identity.
#[derive(Clone)]
struct ShownRef(Rc<Shown>);

impl PartialEq for ShownRef {
    fn eq(&self, other: &ShownRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CodeProps {
    lang: Lang,
    run: RunRef,
    position: u32,
    selected: Option<PacketId>,
    act: Callback<Command>,
}

#[component]
fn Code(props: &CodeProps) -> Html {
    let CodeProps { lang, run, position, selected, act } = props;
    let shown = use_memo(run.clone(), shown);
    if shown.is_empty() {
        return html! { <p class="hint">{ say::code_empty(*lang) }</p> };
    }
    let listings = shown.iter().enumerate().map(|(index, shown)| {
        html! {
            <Listing key={index.to_string()} lang={*lang} run={run.clone()} shown={shown.clone()} position={*position} selected={*selected} act={act.clone()} />
        }
    });
    html! {
        <div class="code-view">
            <p class="hint">{ say::code_hint(*lang) }</p>
            <div class="code-programs">{ for listings }</div>
        </div>
    }
}

fn shown(run: &RunRef) -> Vec<ShownRef> {
    let all = executions(run).into_iter().map(|execution| {
        let host = usize::try_from(execution.host.0).unwrap_or(usize::MAX);
        let program = usize::try_from(execution.program).unwrap_or(usize::MAX);
        let lines = python(run.scenario(), host, program);
        ShownRef(Rc::new(Shown { execution, lines }))
    });
    all.collect()
}

/// What a host is in this run: who gives a socket a port of its own serves.
pub(super) fn role(run: &RunRef, host: HostId) -> &'static str {
    let host = usize::try_from(host.0).ok().and_then(|host| run.scenario().hosts.get(host));
    let Some(host) = host else { return "router" };
    if host.programs.iter().any(|program| binds(&program.lines)) { "server" } else { "client" }
}

fn binds(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step {
        Step::Bind { .. } => true,
        Step::Try { step } => matches!(**step, Step::Bind { .. }),
        Step::Repeat { lines, .. } => binds(lines),
        _ => false,
    })
}
