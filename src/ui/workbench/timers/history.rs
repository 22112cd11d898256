//! The timers of the recent past, on an axis of time that ends with what is to come.

use super::which;
use crate::scene::timers::{BAR, Bar, End, History, Lane};
use crate::sim::Time;
use crate::text::{self, Lang, workbench as say};
use crate::trace::{Connection, TimerEnd, TimerSpan, Trace};
use crate::ui::figures::px;
use crate::ui::session::{Command, command_if};
use crate::ui::workbench::roam::roam;
use crate::ui::{capitalised, clock};
use web_sys::Element;
use yew::prelude::*;

/// What the picture's names are made of.
pub(super) struct Titles<'a> {
    pub known: &'a [Connection],
    pub spans: &'a [&'a TimerSpan],
    pub running: &'a [&'a TimerSpan],
}

/// The picture and its legend.
pub(super) fn draw(
    lang: Lang,
    trace: &Trace,
    history: &History,
    titles: &Titles,
    now: Time,
    act: &Callback<Command>,
) -> Html {
    let onclick = command_if(act, |event: MouseEvent| seek_at(&event.target_dyn_into()?));
    let onkeydown = command_if(act, |event: KeyboardEvent| roam(&event, (".timers-history", ".timers-bar"), seek_at));
    let (width, height, at) = (history.width, history.height, history.now);
    let lanes = history.lanes.iter().enumerate().map(|(index, lane)| row(lang, trace, lane, index == 0, titles));
    let time = clock(now);
    html! {
        <section>
            <p class="panel-title">{ say::timers_history(lang) }</p>
            <svg class="timers-history" viewBox={format!("0 0 {} {}", px(width), px(height))} role="group" aria-label={say::timers_history_label(lang)} {onclick} {onkeydown}>
                <rect class="timers-future" x={px(at)} y="0" width={px((width - at).max(0.0))} height={px(height - 16.0)} />
                <g>{ for lanes }</g>
                <g class="timers-line" aria-hidden="true">
                    <line x1={px(at)} x2={px(at)} y1="0" y2={px(height - 16.0)} />
                    <text class="timers-from" x="0" y={px(height - 3.0)} font-size="11.5">{ if history.from < now { clock(history.from) } else { String::new() } }</text>
                    <text x={px(at.max(40.0))} y={px(height - 3.0)} text-anchor="middle" font-size="11.5">{ time }</text>
                </g>
            </svg>
            <ul class="timers-legend">
                { for [("fired", say::timers_legend_fired(lang)), ("stopped", say::timers_legend_stopped(lang)), ("running", say::timers_legend_running(lang))].map(|(class, words)| {
                    let (left, right) = (1.0, 27.0);
                    html! { <li key={class}><svg viewBox="0 0 34 14" width="34" height="14" aria-hidden="true"><g class={format!("timers-bar {class}")}>{ shape(left, right, 1.5, class == "fired") }</g></svg>{ words }</li> }
                }) }
            </ul>
        </section>
    }
}

/// Where a click on this leads.
fn seek_at(element: &Element) -> Option<Command> {
    let bar = element.closest("[data-seek]").ok().flatten()?;
    bar.get_attribute("data-seek")?.parse().ok().map(Command::Seek)
}

fn row(lang: Lang, trace: &Trace, timer: &Lane, first: bool, titles: &Titles) -> Html {
    let spans =
        || titles.spans.iter().chain(titles.running).filter(|span| (span.tcb, span.timer) == (timer.tcb, timer.timer));
    let host = spans().next().map_or_else(String::new, |span| text::host_word(lang, trace.host_name(span.host)));
    let name = say::timers_name(lang, timer.timer.id());
    let bars = timer.bars.iter().enumerate().map(|(index, bar)| {
        let label = spans().find(|span| is_of(bar, span)).map(|span| bar_name(lang, span, bar, &capitalised(&host), &name));
        let class = match bar.end {
            End::Fired => "fired",
            End::Stopped => "stopped",
            End::Running | End::Beyond => "running",
        };
        let tab = if first && index == 0 { "0" } else { "-1" };
        html! {
            <g key={bar.event.0} class={format!("timers-bar {class}")} role="button" tabindex={tab} data-seek={(bar.event.0 + 1).to_string()} aria-label={label.clone()}>
                <title>{ label }</title>
                { shape(bar.left, bar.right, timer.top, bar.end == End::Fired) }
                if bar.end == End::Beyond { <path class="timers-beyond" d={format!("M{} {}l5 5.5l-5 5.5", px(bar.right - 7.0), px(timer.top))} /> }
            </g>
        }
    });
    html! {
        <g key={format!("{}-{}", timer.tcb.0, timer.timer.id())} class={format!("end-{}", which(titles.known, timer.tcb))}>
            <text class="timers-lane" x="0" y={px(timer.top - 5.0)} font-size="12"><tspan class="timers-host">{ capitalised(&host) }</tspan>{ format!(" · {name}") }</text>
            <g>{ for bars }</g>
        </g>
    }
}

/// A bar; one that fired has a dot at its end.
fn shape(left: f64, right: f64, top: f64, fired: bool) -> Html {
    html! {
        <>
            <rect x={px(left)} y={px(top)} width={px(right - left)} height={px(BAR)} rx="2" />
            if fired { <circle cx={px(right)} cy={px(top + BAR / 2.0)} r="4.5" /> }
        </>
    }
}

/// Whether the bar stands for this span.
fn is_of(bar: &Bar, span: &TimerSpan) -> bool {
    let end = match span.end {
        TimerEnd::Running => None,
        TimerEnd::Fired { event, .. } | TimerEnd::Stopped { event, .. } => Some(event),
    };
    match bar.end {
        End::Fired | End::Stopped => end == Some(bar.event),
        End::Running | End::Beyond => span.set == bar.event,
    }
}

fn bar_name(lang: Lang, span: &TimerSpan, bar: &Bar, host: &str, timer: &str) -> String {
    let from = clock(span.set_at);
    match (bar.end, span.end) {
        (End::Fired, TimerEnd::Fired { at, .. }) => say::timers_bar_fired(lang, &from, host, timer, &clock(at)),
        (End::Stopped, TimerEnd::Stopped { at, .. }) => say::timers_bar_stopped(lang, &from, host, timer, &clock(at)),
        _ => say::timers_bar_running(lang, &from, host, timer, &clock(span.deadline)),
    }
}
