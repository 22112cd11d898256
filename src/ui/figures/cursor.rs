//! What lies over the ladder and moves: the faded future, the line of now, packets on their way, the chosen packet.

use super::ladder::{column_label, cross, loss, placed};
use super::px;
use crate::scene::{Arrow, LabelKind, Ladder, text_width};
use crate::sim::PacketId;
use crate::text::Lang;
use crate::trace::{Fate, Trace};
use crate::ui::clock;
use crate::ui::hooks::Playhead;
use yew::prelude::*;

/// The overlay at this position.
pub(super) fn cursor(
    lang: Lang,
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
    let beside =
        if is_written_on(scene, y - 22.0, y, pill) && !is_written_on(scene, y, y + 22.0, pill) { 11.0 } else { -11.0 };
    let beside = if y < 24.0 { 11.0 } else { beside };
    let chosen = selected.and_then(|id| scene.arrows.iter().find(|arrow| arrow.id == id));
    html! {
        <svg class="overlay" viewBox={format!("0 0 {} {}", px(scene.width), px(scene.height))} aria-hidden="true">
            <rect class="future" x="0" y={px(y)} width={px(scene.width)} height={px((scene.height - y).max(0.0))} />
            <g>{ for true_now(scene, position, y) }</g>
            <g>{ for lost_now(lang, trace, scene, position, y) }</g>
            <g class="chosen">{ for chosen.map(|arrow| highlight(scene, arrow)) }</g>
            <g class="now" transform={format!("translate(0 {})", px(y))}>
                <line x1="0" x2={px(scene.width)} y1="0" y2="0" />
                if scene.width >= 520.0 {
                    <rect x="3" y={px(beside - 10.0)} width={px(pill)} height="20" rx="10" />
                    <text x={px(3.0 + pill / 2.0)} y={px(beside)} dy="0.34em" text-anchor="middle" font-size={px(size)}>{ time }</text>
                }
            </g>
            <g class="flying">{ for flying(trace, scene, position, y) }</g>
        </svg>
    }
}

/// Whether words of the left lifeline reach between these heights into the place of the time, at the left edge.
fn is_written_on(scene: &Ladder, top: f64, bottom: f64, pill: f64) -> bool {
    let labels = scene.lanes.first().into_iter().flat_map(|lane| lane.labels.iter().map(move |label| (lane, label)));
    labels.into_iter().any(|(lane, label)| {
        let width = label.lines.iter().map(|line| text_width(line, label.size)).fold(0.0, f64::max);
        label.y > top && label.y - label.size < bottom && lane.label_x() - width < pill + 6.0
    })
}

/// Words that stand below the line, for want of room, but are true already: the veil must not make them look like the future.
fn true_now(scene: &Ladder, position: u32, y: f64) -> Vec<Html> {
    let lanes = scene.lanes.iter().flat_map(|lane| lane.labels.iter().map(move |label| (lane, label)));
    let veiled = lanes.filter(|(_, label)| label.kind != LabelKind::Timer && label.y + label.size * 1.5 > y);
    let come = veiled.filter(|(_, label)| label.event.is_none_or(|event| event.0 < position));
    come.map(|(lane, label)| column_label(lane, label)).collect()
}

/// A loss is true from the moment at which it happens: the veil lies below it.
fn lost_now(lang: Lang, trace: &Trace, scene: &Ladder, position: u32, y: f64) -> Vec<Html> {
    let lost = scene.arrows.iter().filter(|arrow| arrow.way.to.1 > y - 20.0);
    let come = lost.filter(|arrow| {
        let fate = trace.packet(arrow.id).map(|span| span.fate);
        matches!(fate, Some(Fate::Lost { event, .. }) if event.0 < position)
    });
    come.map(|arrow| html! { <g>{ cross(arrow.way.to) }{ for loss(lang, arrow, scene.text_size) }</g> }).collect()
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
