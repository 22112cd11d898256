//! What lies over the ladder and moves: the faded future, the line of now, packets on their way, the chosen packet.

use super::ladder::{column_label, placed};
use super::px;
use crate::scene::{Arrow, LabelKind, Ladder, text_width};
use crate::sim::PacketId;
use crate::trace::Trace;
use crate::ui::clock;
use crate::ui::hooks::Playhead;
use yew::prelude::*;

/// The overlay at this position.
pub(super) fn cursor(
    trace: &Trace,
    scene: &Ladder,
    position: u32,
    playhead: Playhead,
    selected: Option<PacketId>,
) -> Html {
    let y = playhead.y;
    let time = clock(playhead.now);
    let size = scene.text_size - 1.5;
    let pill = text_width(&time, size) + 14.0;
    let chosen = selected.and_then(|id| scene.arrows.iter().find(|arrow| arrow.id == id));
    html! {
        <svg class="overlay" viewBox={format!("0 0 {} {}", px(scene.width), px(scene.height))} aria-hidden="true">
            <rect class="future" x="0" y={px(y)} width={px(scene.width)} height={px((scene.height - y).max(0.0))} />
            <g>{ for true_now(scene, position, y) }</g>
            <g class="chosen">{ for chosen.map(|arrow| highlight(scene, arrow)) }</g>
            <g class="now" transform={format!("translate(0 {})", px(y))}>
                <line x1="0" x2={px(scene.width)} y1="0" y2="0" />
                if scene.width >= 520.0 {
                    <rect x="3" y="-10" width={px(pill)} height="20" rx="10" />
                    <text x={px(3.0 + pill / 2.0)} y="0" dy="0.34em" text-anchor="middle" font-size={px(size)}>{ time }</text>
                }
            </g>
            <g class="flying">{ for flying(trace, scene, position, y) }</g>
        </svg>
    }
}

/// Words that stand below the line, for want of room, but are true already: the veil must not make them look like the future.
fn true_now(scene: &Ladder, position: u32, y: f64) -> Vec<Html> {
    let lanes = scene.lanes.iter().flat_map(|lane| lane.labels.iter().map(move |label| (lane, label)));
    let veiled = lanes.filter(|(_, label)| label.kind != LabelKind::Timer && label.y + label.size * 1.5 > y);
    let come = veiled.filter(|(_, label)| label.event.is_none_or(|event| event.0 < position));
    come.map(|(lane, label)| column_label(lane, label)).collect()
}

/// The chosen packet, also if it is still to come.
fn highlight(scene: &Ladder, arrow: &Arrow) -> Html {
    let (from, to) = (arrow.way.from, arrow.way.to);
    html! {
        <g class={classes!("arrow", format!("kind-{}", arrow.kind.id()))}>
            <line x1={px(from.0)} y1={px(from.1)} x2={px(to.0)} y2={px(to.1)} />
            if let Some((text, place)) = &arrow.label { { placed("label", text, place, scene.text_size) } }
        </g>
    }
}

/// A dot on the arrow of each packet that is on its way.
fn flying(trace: &Trace, scene: &Ladder, position: u32, y: f64) -> Vec<Html> {
    let spans = trace.packets().iter().filter(|span| span.in_flight_at(position));
    let arrows = spans.filter_map(|span| scene.arrows.iter().find(|arrow| arrow.id == span.id));
    arrows
        .map(|arrow| {
            let (from, to) = (arrow.way.from, arrow.way.to);
            let share = ((y - from.1) / (to.1 - from.1).max(1.0)).max(0.0).min(1.0);
            let (x, y) = arrow.way.point(share);
            html! { <circle key={arrow.id.0.to_string()} class={format!("kind-{}", arrow.kind.id())} cx={px(x)} cy={px(y)} r="5" /> }
        })
        .collect()
}
