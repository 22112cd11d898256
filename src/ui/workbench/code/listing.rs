//! One program: its lines, what stands beside them, and where it is.

use super::copy::CopyButton;
use super::packets::packets;
use super::values::{Icon, blocked_word, icon, value, when};
use super::{Shown, ShownRef, role};
use crate::scenario::python::{PythonLine, TokenKind, source, tokens};
use crate::sim::{PacketId, Time};
use crate::text::{self, Lang, workbench as say};
use crate::trace::execution::{Made, Standing};
use crate::ui::browser;
use crate::ui::session::{Command, RunRef};
use web_sys::Element;
use yew::prelude::*;

/// Of a shorter wait it is not said how long it is, in nanoseconds.
const SHORT_NS: u64 = 500_000;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ListingProps {
    pub lang: Lang,
    pub run: RunRef,
    pub shown: ShownRef,
    pub position: u32,
    pub selected: Option<PacketId>,
    pub act: Callback<Command>,
}

#[component]
pub(super) fn Listing(props: &ListingProps) -> Html {
    let ListingProps { lang, run, shown, position, selected, act } = props;
    let (lang, position, program) = (*lang, *position, &*shown.0);
    let (hovered, focused) = (use_state_eq(|| None::<usize>), use_state_eq(|| None::<usize>));
    let list = use_node_ref();
    let trace = run.trace();
    let standing = program.execution.at(position);
    let now = match standing {
        Standing::At(made) | Standing::Waits(made) => made.line,
        Standing::NotStarted | Standing::Ended(_) => None,
    };
    let behind = selected.and_then(|packet| program.execution.line_of(packet));
    let asked = hovered.or(*focused).or(behind).or(now);
    let name = trace.host_name(program.execution.host);
    let address = usize::try_from(program.execution.host.0).ok().and_then(|host| trace.hosts().get(host));
    let first = now.or_else(|| program.lines.iter().find_map(|line| line.step));
    let rows = program.lines.iter().enumerate().map(|(index, line)| {
        let is = |step: Option<usize>| line.main && step.is_some() && line.step == step;
        row(lang, program, (index, line), position, Marks { now: is(now), behind: is(behind), stop: is(first) })
    });
    let (over, leave, focus) = (hovered.setter(), hovered.setter(), focused.setter());
    let onkeydown = keys(shown, position, act);
    html! {
        <section class={classes!("code-program", role(run, program.execution.host))} aria-label={say::code_program(lang, &text::host_word(lang, name))}>
            <div class="code-head">
                <strong class="code-host">{ name }</strong>
                <code>{ for address.map(|host| host.address.to_string()) }</code>
                <CopyButton {lang} host={name.to_owned()} text={AttrValue::from(source(&program.lines))} list={list.clone()} />
            </div>
            { status(lang, run, program, standing, position) }
            <div class="code-lines" ref={list} {onkeydown} onclick={clicks(shown, position, act)}
                onpointerover={move |event: PointerEvent| over.set(line_at(event.target_dyn_into()))}
                onpointerleave={move |_: PointerEvent| leave.set(None)}
                onfocusin={move |event: FocusEvent| focus.set(line_at(event.target_dyn_into()))}>
                { for rows }
            </div>
            <div class="code-foot">{ packets(lang, run, program, asked, position, *selected, act) }</div>
        </section>
    }
}

/// What is special about a line.
#[derive(Clone, Copy)]
struct Marks {
    /// The program stands here.
    now: bool,
    /// The chosen packet follows from it.
    behind: bool,
    /// It is where the tab key stops.
    stop: bool,
}

fn row(lang: Lang, program: &Shown, (index, line): (usize, &PythonLine), position: u32, marks: Marks) -> Html {
    let execution = &program.execution;
    let step = line.step.filter(|_| line.main);
    let made = step.and_then(|step| execution.latest(step, position));
    let waits = marks.now && matches!(execution.at(position), Standing::Waits(_));
    let round = step.and_then(|step| execution.round(step, position));
    let indent = format!("code-indent-{}", line.indent.min(8));
    let (mark, class) = match made {
        _ if waits => (icon(Icon::Waits), "waits"),
        _ if marks.now => (icon(Icon::Here), "now"),
        Some(made) if made.fatal => (html! { "✗" }, "done"),
        None if round.is_none() => (html! {}, "ahead"),
        _ => (html! { "✓" }, "done"),
    };
    let runs = step.is_some_and(|step| execution.of(step).next().is_some());
    let class =
        classes!("code-line", class, line.step.is_none().then_some("code-plain"), marks.behind.then_some("behind"));
    let pieces = tokens(&line.text).into_iter().enumerate().map(|(at, token)| {
        html! { <span key={at.to_string()} class={token_class(token.kind)}>{ token.text }</span> }
    });
    let before = "    ".repeat(line.indent);
    let text = html! { <>{ before }{ for pieces }</> };
    let code = match step.filter(|_| runs) {
        Some(step) => html! {
            <code class="code-text" role="button" tabindex={if marks.stop { "0" } else { "-1" }} data-line={step.to_string()} aria-current={marks.now.then_some("step")}>{ text }</code>
        },
        None => html! { <code class="code-text">{ text }</code> },
    };
    html! {
        <div key={index.to_string()} {class}>
            <span class="code-number" aria-hidden="true">{ index + 1 }</span>
            <span class="code-mark" aria-hidden="true">{ mark }</span>
            <div class={classes!("code-body", indent)}>
                { code }
                <span class="code-beside">{ beside(lang, made, round, line, position) }</span>
                <span class="code-beside">if marks.behind { <span class="code-behind">{ "✉ " }{ say::code_behind(lang) }</span> }</span>
            </div>
        </div>
    }
}

/// What came back, or how often a loop has gone round.
fn beside(lang: Lang, made: Option<&Made>, round: Option<u32>, line: &PythonLine, position: u32) -> Html {
    if let Some(made) = made {
        return value(lang, made, position, line.text.contains(".sendall("));
    }
    let Some(round) = round else { return html! {} };
    let times = line.text.strip_prefix("for _ in range(").and_then(|rest| rest.strip_suffix("):"));
    let words = match times {
        Some(times) => say::code_round_of(lang, &round.to_string(), times),
        None => say::code_round(lang, &round.to_string()),
    };
    html! { <span class="code-value">{ "↻ " }{ words }</span> }
}

fn token_class(kind: TokenKind) -> Option<&'static str> {
    match kind {
        TokenKind::Keyword => Some("code-keyword"),
        TokenKind::Text => Some("code-string"),
        TokenKind::Number => Some("code-literal"),
        TokenKind::Comment => Some("code-comment"),
        TokenKind::Call => Some("code-call"),
        TokenKind::Plain => None,
    }
}

fn status(lang: Lang, run: &RunRef, program: &Shown, standing: Standing<'_>, position: u32) -> Html {
    let now = run.trace().time_at(position);
    let line = |made: &Made| number_of(program, made.line);
    let (mark, words) = match standing {
        Standing::NotStarted => (html! {}, say::code_not_started(lang, &when(lang, program.execution.starts))),
        Standing::At(made) => (icon(Icon::Here), say::code_at(lang, &line(made))),
        Standing::Waits(made) if (now - made.since(position)).0 < SHORT_NS => {
            (icon(Icon::Waits), say::code_blocks(lang, &line(made), blocked_word(lang, made)))
        }
        Standing::Waits(made) => {
            let since = made.since(position);
            let (since, so_far) = (when(lang, since), when(lang, Time((now - since).0)));
            (icon(Icon::Waits), say::code_blocked(lang, &line(made), &so_far, &since, blocked_word(lang, made)))
        }
        Standing::Ended(made) => {
            let at = when(lang, program.ended_at(run).unwrap_or(now));
            match made.filter(|made| made.fatal) {
                Some(made) => (html! { "✗" }, say::code_died(lang, &line(made), &at)),
                None => (icon(Icon::Ended), say::code_ended(lang, &at)),
            }
        }
    };
    html! { <p class="code-status"><span class="code-mark" aria-hidden="true">{ mark }</span>{ words }</p> }
}

/// The number of the line that holds a step, as an editor counts it.
pub(super) fn number_of(program: &Shown, step: Option<usize>) -> String {
    let index = program.lines.iter().position(|line| line.main && line.step == step && step.is_some());
    index.map_or_else(|| "?".to_owned(), |index| (index + 1).to_string())
}

fn line_at(target: Option<Element>) -> Option<usize> {
    let row = target?.closest(".code-line").ok().flatten()?;
    row.query_selector("[data-line]").ok().flatten()?.get_attribute("data-line")?.parse().ok()
}

fn clicks(shown: &ShownRef, position: u32, act: &Callback<Command>) -> Callback<MouseEvent> {
    let shown = shown.clone();
    crate::ui::session::command_if(act, move |event: MouseEvent| {
        let line = line_at(event.target_dyn_into())?;
        shown.0.execution.next_stop(line, position).map(Command::Seek)
    })
}

/// Arrow keys go from line to line; Enter and the space bar do what a click does.
fn keys(shown: &ShownRef, position: u32, act: &Callback<Command>) -> Callback<KeyboardEvent> {
    let (shown, act) = (shown.clone(), act.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Enter" | " " => {
                event.prevent_default();
                let stop = line_at(Some(target)).and_then(|line| shown.0.execution.next_stop(line, position));
                if let Some(stop) = stop {
                    act.emit(Command::Seek(stop));
                }
                return;
            }
            _ => return,
        };
        if let Some(list) = target.closest(".code-lines").ok().flatten() {
            event.prevent_default();
            browser::move_focus(&list, "[data-line]", by);
        }
    })
}
