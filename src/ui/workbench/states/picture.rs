//! The diagram with the ways of both ends on it: tokens on their states, numbers on the edges that they have walked.

use super::Walker;
use crate::scene::states::{Anchor, EDGES, Edge, Label, Machine, Way, between};
use crate::sim::tcp::State;
use crate::text::{Lang, workbench as say};
use crate::trace::Step;
use crate::ui::clock;
use crate::ui::figures::px;
use crate::ui::session::{Command, command_if};
use crate::ui::workbench::roam::roam;
use web_sys::Element;
use yew::prelude::*;

/// Half a token or number.
const TOKEN: f64 = 8.0;

/// The whole picture.
pub(super) fn draw(
    lang: Lang,
    machine: &Machine,
    walkers: &[Walker],
    pointing: &Callback<Option<usize>>,
    act: &Callback<Command>,
) -> Html {
    let onclick = command_if(act, |event: MouseEvent| seek_at(&event.target_dyn_into()?));
    let onkeydown = command_if(act, |event: KeyboardEvent| roam(&event, (".states-picture", "[data-item]"), seek_at));
    let onmouseover = pointing.reform(|event: MouseEvent| edge_at(event.target_dyn_into()));
    let onfocusin = pointing.reform(|event: FocusEvent| edge_at(event.target_dyn_into()));
    let onmouseleave = pointing.reform(|_: MouseEvent| None);
    let onfocusout = pointing.reform(|_: FocusEvent| None);
    let size = format!("0 0 {} {}", px(machine.width), px(machine.height));
    let edges = EDGES.iter().zip(&machine.ways).enumerate();
    html! {
        <svg class="states-picture" viewBox={size} width={px(machine.width)} role="group" aria-label={say::states_label(lang)} {onclick} {onkeydown} {onmouseover} {onfocusin} {onmouseleave} {onfocusout}>
            <g>{ for edges.map(|(index, (edge, way))| self::edge(lang, machine, index, (edge, way), walkers)) }</g>
            <g>{ for (0..machine.boxes.len()).map(|index| state(lang, machine, index, walkers)) }</g>
            <g aria-hidden="true">{ for walkers.iter().map(|walker| standing(machine, walker)) }</g>
        </svg>
    }
}

/// Where a click on this leads.
fn seek_at(element: &Element) -> Option<Command> {
    let item = element.closest("[data-seek]").ok().flatten()?;
    item.get_attribute("data-seek")?.parse().ok().map(Command::Seek)
}

/// The edge that this is part of.
fn edge_at(element: Option<Element>) -> Option<usize> {
    let edge = element?.closest("[data-edge]").ok().flatten()?;
    edge.get_attribute("data-edge")?.parse().ok()
}

/// The step of an end along an edge, with its number.
fn walk<'a>(walker: &'a Walker, edge: usize) -> Option<(usize, &'a Step)> {
    let mut steps = walker.walked.iter().enumerate();
    steps.find(|(_, step)| between(step.from, step.to) == Some(edge)).map(|(index, step)| (index + 1, step))
}

fn edge(lang: Lang, machine: &Machine, index: usize, (edge, way): (&Edge, &Way), walkers: &[Walker]) -> Html {
    let walks: Vec<(&Walker, usize, &Step)> =
        walkers.iter().filter_map(|walker| walk(walker, index).map(|(number, step)| (walker, number, step))).collect();
    let possible = walkers.iter().any(|walker| is_next(walker, edge));
    let class = classes!(
        "states-edge",
        edge.is_quiet().then_some("quiet"),
        possible.then_some("possible"),
        (!walks.is_empty()).then_some("walked")
    );
    let d = path(&way.points);
    let lines = walks.iter().map(|(walker, ..)| {
        html! { <path key={walker.which} class={format!("states-walked end-{}", walker.which)} d={d.clone()} /> }
    });
    let both = walks.len() > 1;
    let numbers = walks.iter().zip([17.0, 34.0]).map(|((walker, number, _), before)| {
        let at = if edge.is_quiet() { beyond(way, both, walker.which) } else { way.before_end(before) };
        mark(walker.which, at, &number.to_string())
    });
    let seek = walks.last().map(|(.., step)| (step.event.0 + 1).to_string());
    let lines_shown = way.label.iter().flat_map(|label| label.lines.iter().map(|(text, ..)| text.clone()));
    let numbers_shown = walks.iter().map(|(_, number, _)| number.to_string());
    let shown = lines_shown.chain(numbers_shown).collect::<Vec<_>>().join(" ");
    let label = edge_name(lang, edge, &shown, possible, &walks);
    html! {
        <g key={index} {class} role="button" data-item="edge" data-edge={index.to_string()} data-seek={seek.clone()} aria-disabled={seek.is_none().then_some("true")} tabindex={if index == 0 { "0" } else { "-1" }} aria-label={label}>
            <path class="states-hit" d={d.clone()} />
            <path class="states-line" d={d.clone()} />
            <g>{ for lines }</g>
            { if edge.is_quiet() { cross(way) } else { head(way, walks.last().map(|(walker, ..)| walker.which)) } }
            <g>{ for way.label.iter().map(|label| words(label, machine.text_sizes.1)) }</g>
            <g aria-hidden="true">{ for numbers }</g>
        </g>
    }
}

/// Whether the end could go this way next.
fn is_next(walker: &Walker, edge: &Edge) -> bool {
    let state = walker.walked.last().map_or(State::Closed, |step| step.to);
    // What is over stays over: a new connection has a control block of its own.
    let over = state == State::Closed && !walker.walked.is_empty();
    edge.from == state && !over
}

/// What an edge is called. It begins with what is written at it, so that who speaks to a machine can say what they see.
fn edge_name(lang: Lang, edge: &Edge, shown: &str, possible: bool, walks: &[(&Walker, usize, &Step)]) -> String {
    let (event, action) = (say::states_event(lang, edge.id), say::states_action(lang, edge.id));
    let mut name = if shown.is_empty() { String::new() } else { format!("{shown}; ") };
    name += &format!("{} → {}: {event} / {action}", edge.from.rfc_name(), edge.to.rfc_name());
    for (walker, number, step) in walks {
        name += &format!("; {}, {}", say::states_step(lang, &walker.name, &number.to_string()), clock(step.at));
    }
    if possible {
        name += &format!("; {}", say::states_possible(lang));
    }
    name
}

/// A line with round corners.
fn path(points: &[(f64, f64)]) -> String {
    const ROUND: f64 = 7.0;
    let toward = |from: (f64, f64), to: (f64, f64)| {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.abs() + dy.abs();
        let share = if length > 0.0 { (ROUND / length).min(0.5) } else { 0.0 };
        (from.0 + dx * share, from.1 + dy * share)
    };
    match *points {
        [a, b] => format!("M{} {}L{} {}", px(a.0), px(a.1), px(b.0), px(b.1)),
        [a, b, c] => {
            let (before, after) = (toward(b, a), toward(b, c));
            format!(
                "M{} {}L{} {}Q{} {} {} {}L{} {}",
                px(a.0),
                px(a.1),
                px(before.0),
                px(before.1),
                px(b.0),
                px(b.1),
                px(after.0),
                px(after.1),
                px(c.0),
                px(c.1)
            )
        }
        _ => String::new(),
    }
}

/// An arrow's head, in the colour of the end that went last.
fn head(way: &Way, walker: Option<usize>) -> Html {
    let (end, before) = (way.before_end(0.0), way.before_end(1.0));
    let (dx, dy) = (end.0 - before.0, end.1 - before.1);
    let back = (end.0 - dx * 8.0, end.1 - dy * 8.0);
    let side = (dy * 4.0, dx * 4.0);
    let d = format!(
        "M{} {}L{} {}L{} {}z",
        px(end.0),
        px(end.1),
        px(back.0 + side.0),
        px(back.1 + side.1),
        px(back.0 - side.0),
        px(back.1 - side.1)
    );
    html! { <path class={classes!("states-head", walker.map(|which| format!("end-{which}")))} {d} /> }
}

/// Where a way out ends.
fn cross(way: &Way) -> Html {
    let (x, y) = way.before_end(0.0);
    html! { <path class="states-cross" d={format!("M{} {}l6 6m0 -6l-6 6", px(x - 3.0), px(y - 3.0))} /> }
}

/// Below the cross of a way out; side by side, if both ends went there.
fn beyond(way: &Way, both: bool, which: usize) -> (f64, f64) {
    let (x, y) = way.before_end(0.0);
    let aside = match (both, which) {
        (false, _) => 0.0,
        (true, 0) => -TOKEN - 1.0,
        (true, _) => TOKEN + 1.0,
    };
    (x + aside, y + TOKEN + 3.0)
}

fn words(label: &Label, size: f64) -> Html {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let lines = label.lines.iter().enumerate().map(|(index, (text, y, action))| {
        html! { <text key={index} class={if *action { "states-action" } else { "states-event" }} x={px(label.x)} y={px(*y)} text-anchor={anchor} font-size={px(size)}>{ text.clone() }{ " " }</text> }
    });
    html! { <g class="states-label">{ for lines }</g> }
}

/// A round mark for the first end, a square one for the other.
fn mark(which: usize, (x, y): (f64, f64), text: &str) -> Html {
    let shape = if which == 0 {
        html! { <circle cx={px(x)} cy={px(y)} r={px(TOKEN)} /> }
    } else {
        html! { <rect x={px(x - TOKEN)} y={px(y - TOKEN)} width={px(2.0 * TOKEN)} height={px(2.0 * TOKEN)} rx="2" /> }
    };
    html! {
        <g key={which} class={format!("states-mark end-{which}")}>
            { shape }<text x={px(x)} y={px(y)} dy="0.35em" text-anchor="middle" font-size="10.5">{ text.to_owned() }{ " " }</text>
        </g>
    }
}

/// The token of an end, to stand in a line of text.
pub(in crate::ui::workbench) fn token(which: usize, letter: &str) -> Html {
    html! { <svg class="states-token" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{ mark(which, (10.0, 10.0), letter) }</svg> }
}

/// The end's token on the box of its state.
fn standing(machine: &Machine, walker: &Walker) -> Html {
    let (here, _) = place(machine, walker.walked.last());
    let (half_width, half_height) = machine.half;
    let at = machine.boxes.get(here).map(|state| {
        let side = if walker.which == 0 { -1.0 } else { 1.0 };
        (state.x + side * (half_width - 7.0), state.y - half_height)
    });
    html! { <g key={walker.which} class="states-standing">{ for at.map(|at| mark(walker.which, at, &walker.letter)) }</g> }
}

/// The box that a step leads to, and the position after it; the first box without a step.
fn place(machine: &Machine, step: Option<&Step>) -> (usize, u32) {
    step.map_or((machine.box_of(State::Closed, false), 0), |step| {
        let over = step.to == State::Closed && !matches!(step.from, State::Listen | State::SynSent);
        (machine.box_of(step.to, over), step.event.0 + 1)
    })
}

fn state(lang: Lang, machine: &Machine, index: usize, walkers: &[Walker]) -> Html {
    let Some(shown) = machine.boxes.get(index) else { return html! {} };
    let (half_width, half_height) = machine.half;
    let mut name = shown.state.rfc_name().to_owned();
    let (mut seek, mut here) = (None, false);
    for walker in walkers {
        let mut visits = core::iter::once(None).chain(walker.walked.iter().map(Some));
        let visit = visits.rfind(|step| place(machine, *step).0 == index);
        let is_here = place(machine, walker.walked.last()).0 == index;
        here |= is_here;
        if let Some(step) = visit {
            seek = seek.max(Some(place(machine, step).1));
            let when = step.map_or(crate::sim::Time(0), |step| step.at);
            name += &format!("; {}", say::states_been(lang, &walker.name, &clock(when)));
        }
        if is_here {
            name += &format!("; {}", say::states_is_here(lang, &walker.name));
        }
    }
    let class = classes!("states-box", here.then(|| format!("here state-{}", shown.state.id())), seek.map(|_| "been"));
    let first = f64::from(u32::try_from(shown.lines.len()).unwrap_or_default()) / 2.0 - 0.5;
    let size = machine.text_sizes.0;
    let lines = shown.lines.iter().zip(0_u32..).map(|(line, index)| {
        let y = shown.y + (f64::from(index) - first) * size * 1.15 + size * 0.36;
        html! { <text key={index} x={px(shown.x)} y={px(y)} text-anchor="middle" font-size={px(size)}>{ line.clone() }</text> }
    });
    html! {
        <g key={index} {class} role="button" data-item="state" data-seek={seek.map(|seek| seek.to_string())} aria-disabled={seek.is_none().then_some("true")} tabindex="-1" aria-label={name}>
            <rect x={px(shown.x - half_width)} y={px(shown.y - half_height)} width={px(2.0 * half_width)} height={px(2.0 * half_height)} rx="8" />
            <g>{ for lines }</g>
        </g>
    }
}
