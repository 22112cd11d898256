//! The ladder's picture: everything that does not move with the cursor. It is drawn once for a run, a width and a language.

use super::{LadderRef, px};
use crate::scene::{Arc, Arrow, ColumnLabel, Fold, LANE_HALF, LabelKind, Ladder, Lane, Placed};
use crate::sim::PacketId;
use crate::text::{self, Lang};
use crate::trace::Trace;
use crate::ui::browser;
use crate::ui::session::{Command, RunRef, command_if};
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui) struct PictureProps {
    pub lang: Lang,
    pub run: RunRef,
    pub scene: LadderRef,
    pub act: Callback<Command>,
}

#[component]
pub(in crate::ui) fn LadderPicture(props: &PictureProps) -> Html {
    let PictureProps { lang, run, scene, act } = props;
    let scene = &scene.0;
    let onclick = command_if(act, |event: MouseEvent| packet_at(event.target()).map(|id| Command::Select(Some(id))));
    let onkeydown = command_if(act, |event: KeyboardEvent| {
        let list = event.target_dyn_into::<Element>()?.closest(".arrows").ok().flatten()?;
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Enter" | " " => 0,
            _ => return None,
        };
        event.prevent_default();
        let next = browser::move_focus(&list, ".arrow", by)?;
        // An open card goes along; a closed one waits to be asked for.
        let open = by == 0 || list.closest(".ladder:has(.card:not([hidden]))").ok().flatten().is_some();
        packet_at(Some(next.into())).filter(|_| open).map(|id| Command::Select(Some(id)))
    });
    html! {
        <svg class={classes!("picture", (scene.width < 520.0).then_some("narrow"))} viewBox={format!("0 0 {} {}", px(scene.width), px(scene.height))} role="group" aria-label={text::ladder_label(*lang)} {onclick} {onkeydown}>
            <g class="lanes">{ for scene.lanes.iter().map(lane) }</g>
            <g class="folds">{ for scene.folds.iter().map(|(fold, text, place)| self::fold(scene, fold, text, place)) }</g>
            <g class="arcs">{ for scene.arcs.iter().map(|arc| self::arc(arc, if scene.width < 520.0 { 8.0 } else { 15.0 })) }</g>
            <g class="arrows">{ for scene.arrows.iter().enumerate().map(|(index, arrow)| {
                self::arrow(*lang, run.trace(), arrow, index == 0, scene.text_size)
            }) }</g>
            <g class="words">{ for scene.lanes.iter().flat_map(|lane| lane.labels.iter().map(move |label| column_label(lane, label))) }</g>
            <g class="losses">{ for scene.arrows.iter().filter_map(|arrow| self::loss(*lang, arrow, scene.text_size)) }</g>
        </svg>
    }
}

/// The packet whose arrow an event came from.
fn packet_at(target: Option<web_sys::EventTarget>) -> Option<PacketId> {
    let element: Element = wasm_bindgen::JsCast::dyn_into(target?).ok()?;
    let arrow = element.closest("[data-packet]").ok().flatten()?;
    arrow.get_attribute("data-packet")?.parse().ok().map(PacketId)
}

fn lane(lane: &Lane) -> Html {
    let spans = lane.states.iter().filter(|span| span.bottom > span.top).map(|span| {
        html! { <rect class={format!("life state-{}", span.state.id())} x={px(lane.x - LANE_HALF)} y={px(span.top)} width={px(2.0 * LANE_HALF)} height={px(span.bottom - span.top)} /> }
    });
    html! { <g>{ for spans }</g> }
}

/// A word beside a lifeline.
pub(super) fn column_label(lane: &Lane, label: &ColumnLabel) -> Html {
    let x = lane.label_x();
    let anchor = if lane.side < 0.0 { "end" } else { "start" };
    let class = match label.kind {
        LabelKind::State(state) => format!("state-name state-name-{}", state.id()),
        LabelKind::Timer => "timer-name".to_owned(),
        LabelKind::Call => "call-name".to_owned(),
    };
    let lines = label.lines.iter().enumerate().map(|(index, line)| {
        html! { <tspan x={px(x)} dy={if index == 0 { "0" } else { "1.2em" }}>{ line.clone() }</tspan> }
    });
    html! { <text {class} x={px(x)} y={px(label.y)} text-anchor={anchor} font-size={px(label.size)}>{ for lines }</text> }
}

/// A break across both lifelines, and how long it stands for.
fn fold(scene: &Ladder, fold: &Fold, text: &str, place: &Placed) -> Html {
    let middle = f64::midpoint(fold.top, fold.bottom);
    let teeth = scene.lanes.iter().map(|lane| {
        let (x, y) = (lane.x, middle);
        let zigzag = |y: f64| format!("M{} {}l5 -4l5 8l5 -8l5 4", px(x - 10.0), px(y));
        html! {
            <g>
                <rect class="fold-gap" x={px(x - 11.0)} y={px(y - 5.0)} width="22" height="10" />
                <path class="fold-edge" d={zigzag(y - 5.0)} /><path class="fold-edge" d={zigzag(y + 5.0)} />
            </g>
        }
    });
    let (left, right) = (scene.lanes.first().map_or(0.0, |lane| lane.x), scene.lanes.last().map_or(0.0, |lane| lane.x));
    html! {
        <g class="fold">
            <line x1={px(left + 18.0)} x2={px(right - 18.0)} y1={px(middle)} y2={px(middle)} class="fold-line" />
            { for teeth }
            <text class="fold-text" x={px(place.x)} y={px(middle + 4.0)} text-anchor="middle" font-size={px(scene.text_size - 1.0)}>{ text.to_owned() }</text>
        </g>
    }
}

fn arc(arc: &Arc, most: f64) -> Html {
    let x = arc.x + arc.side * (LANE_HALF + 2.0);
    let bulge = x + arc.side * ((arc.bottom - arc.top) * 0.18).max(5.0).min(most);
    let d = format!(
        "M{} {} C{b} {} {b} {} {} {}",
        px(x),
        px(arc.top),
        px(arc.top + (arc.bottom - arc.top) * 0.3),
        px(arc.bottom - (arc.bottom - arc.top) * 0.3),
        px(x),
        px(arc.bottom),
        b = px(bulge)
    );
    html! {
        <g class={if arc.fired { "arc fired" } else { "arc" }}>
            <path {d} />
            if arc.fired { <circle cx={px(x)} cy={px(arc.bottom)} r="2.6" /> }
        </g>
    }
}

fn arrow(lang: Lang, trace: &Trace, arrow: &Arrow, first: bool, size: f64) -> Html {
    let Some(span) = trace.packet(arrow.id) else { return html! {} };
    let (from, to) = (arrow.way.from, arrow.way.to);
    let class = classes!(
        "arrow",
        format!("kind-{}", arrow.kind.id()),
        arrow.again.then_some("again"),
        arrow.lost.map(|_| "lost")
    );
    let line = |class: &'static str| {
        html! { <line {class} x1={px(from.0)} y1={px(from.1)} x2={px(to.0)} y2={px(to.1)} /> }
    };
    // The name begins with the words that can be seen.
    let seen = arrow.label.as_ref().map_or_else(|| text::packet_words(lang, &span.packet), |(text, _)| text.clone());
    let lost = arrow.lost.map_or_else(String::new, |(reason, _)| format!(", {}", text::lost_word(lang, reason)));
    let label = format!("{seen}: {}{lost}", text::ordinal_name(lang, trace, span.name));
    html! {
        <g key={arrow.id.0.to_string()} {class} role="button" data-packet={arrow.id.0.to_string()} tabindex={if first { "0" } else { "-1" }} aria-label={label}>
            { line("hit") }
            { line("shaft") }
            if let Some((text, place)) = &arrow.label { { placed("label", text, place, size) } }
            if arrow.lost.is_some() {
                { cross(to) }
            } else {
                <path class="head" d="M0 0l-9 -4.2v8.4z" transform={head(arrow)} />
            }
        </g>
    }
}

pub(super) fn cross((x, y): (f64, f64)) -> Html {
    html! { <path class="cross" d={format!("M{} {}l12 12m0 -12l-12 12", px(x - 6.0), px(y - 6.0))} /> }
}

/// Why a packet was lost. Beside its arrow, not part of it: the arrow is a button, and this is no name of it.
pub(super) fn loss(lang: Lang, arrow: &Arrow, size: f64) -> Option<Html> {
    let (reason, place) = arrow.lost?;
    Some(placed("lost-text", text::lost_word(lang, reason), &place?, size * 0.92))
}

fn head(arrow: &Arrow) -> String {
    matrix(arrow.way.to, arrow.way.direction())
}

/// To a place, and turned to a direction.
fn matrix((x, y): (f64, f64), (cos, sin): (f64, f64)) -> String {
    let thousandths = |value: f64| format!("{}e-3", px(value * 1_000.0));
    let (cos, sin, back) = (thousandths(cos), thousandths(sin), thousandths(-sin));
    format!("matrix({cos} {sin} {back} {cos} {} {})", px(x), px(y))
}

pub(super) fn placed(class: &'static str, text: &str, place: &Placed, size: f64) -> Html {
    let transform = matrix((place.x, place.y), place.along);
    html! { <text {class} {transform} text-anchor="middle" dy="0.34em" font-size={px(size)}>{ text.to_owned() }</text> }
}
