//! The stacks along the way, and the packet on it.

use super::super::code::role;
use super::{is_router, level_name};
use crate::scene::layers::{Column, Journey, Level, Place, Stacks};
use crate::scene::text_width;
use crate::sim::HostId;
use crate::text::{self, Lang, workbench as say};
use crate::trace::PacketSpan;
use crate::ui::capitalised;
use crate::ui::figures::px;
use crate::ui::session::RunRef;
use yew::prelude::*;

/// Size of the levels' names.
const LEVEL_TEXT: f64 = 12.0;

/// The picture. `levels`: the highest that has to do with the packet, and the one that is open.
pub(super) fn stacks(
    lang: Lang,
    run: &RunRef,
    span: &PacketSpan,
    journey: &Journey,
    place: Place,
    levels: (Level, Level),
    width: f64,
) -> Html {
    let picture = Stacks::new(journey, levels.0, |host| is_router(run, host), width);
    let columns = picture.columns.iter().enumerate().map(|(index, own)| {
        html! { <g key={index.to_string()}>{ column(lang, run, own, levels) }</g> }
    });
    let bottom = Stacks::level_y(Level::Physical) + Stacks::level_height() / 2.0;
    let cables = picture.columns.windows(2).enumerate().filter_map(|(index, pair)| {
        let [left, right] = pair else { return None };
        Some(html! { <line key={index.to_string()} class="layers-cable" x1={px(left.x + left.width)} y1={px(bottom)} x2={px(right.x)} y2={px(bottom)} /> })
    });
    let done = picture.done(place);
    html! {
        <svg class="layers-stacks" viewBox={format!("0 0 {} {}", px(picture.width), px(picture.height))} width={px(picture.width)} height={px(picture.height)} role="img" aria-label={say::layers_way_label(lang)}>
            { for cables }
            { for columns }
            <polyline class="layers-way" points={points(&picture.way)} />
            <polyline class="layers-done" points={points(&done)} />
            { packet(span, place, done.last().copied().unwrap_or_default()) }
        </svg>
    }
}

fn column(lang: Lang, run: &RunRef, column: &Column, (top, open): (Level, Level)) -> Html {
    let middle = column.x + column.width / 2.0;
    let name = match column.host {
        Some(host) if is_router(run, host) => capitalised(say::layers_router(lang)),
        Some(host) => capitalised(&text::host_word(lang, run.trace().host_name(HostId(host)))),
        None => capitalised(say::layers_nobody(lang)),
    };
    let class = column.host.map(|host| role(run, HostId(host)));
    let levels = Level::ALL.into_iter().filter(|level| *level >= column.top).map(|level| {
        let idle = level < top && column.top == Level::Application;
        let class = classes!("layers-level", (level == open).then_some("on"), idle.then_some("idle"));
        let y = Stacks::level_y(level);
        html! {
            <g key={level.id()} {class}>
                <rect x={px(column.x + 0.75)} y={px(y + 1.0)} width={px(column.width - 1.5)} height={px(Stacks::level_height() - 2.0)} rx="4" />
                <text x={px(middle)} y={px(y + 16.0)}>{ fitting(&level_name(lang, level), column.width) }</text>
            </g>
        }
    });
    let top_y = Stacks::level_y(column.top);
    // A router's name stands over its way.
    let name_y = if column.top == Level::Application { top_y - 8.0 } else { top_y - 16.0 };
    html! {
        <g class={class}>
            <text class="layers-host" x={px(middle)} y={px(name_y)}>{ name }</text>
            { for levels }
        </g>
    }
}

/// A name, or its beginning where there is no room.
fn fitting(name: &str, width: f64) -> String {
    let mut shown = name.to_owned();
    while text_width(&shown, LEVEL_TEXT) > width - 4.0 && shown.chars().count() > 4 {
        shown.pop();
        if text_width(&shown, LEVEL_TEXT) <= width - 12.0 {
            shown.push('.');
            break;
        }
    }
    shown
}

fn points(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", px(*x), px(*y))).collect::<Vec<_>>().join(" ")
}

/// The packet: a full dot, hollow before it is sent, a cross where it was lost.
fn packet(span: &PacketSpan, place: Place, (x, y): (f64, f64)) -> Html {
    let at = |dx: f64, dy: f64| format!("{} {}", px(x + dx), px(y + dy));
    match place {
        Place::Lost(..) | Place::Cut => html! {
            <path class="layers-cross" d={format!("M{} L{} M{} L{}", at(-6.0, -6.0), at(6.0, 6.0), at(-6.0, 6.0), at(6.0, -6.0))} />
        },
        Place::Before => html! { <circle class="layers-dot before" cx={px(x)} cy={px(y)} r="5.5" /> },
        _ => {
            let class = if span.name.transmission > 1 { "layers-dot again" } else { "layers-dot" };
            html! { <circle {class} cx={px(x)} cy={px(y)} r="6" /> }
        }
    }
}
