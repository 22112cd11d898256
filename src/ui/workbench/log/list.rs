//! The list of packets: a grid of which only the rows in view, and some around them, are on the page.

use super::detail::ask;
use super::words::{line, protocol, short, worth};
use super::{Known, Left, go, say};
use crate::sim::{DropReason, PacketId};
use crate::text::Lang;
use crate::trace::expert::{Remark, Severity};
use crate::trace::{Fate, PacketSpan, Trace};
use crate::ui::clock;
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Below this width in pixels a row has two lines.
const NARROW: f64 = 820.0;
/// The height of a row in pixels, as the stylesheet has it: one line, or two.
const ROW: [i32; 2] = [28, 46];
/// The height of the head.
const HEAD: i32 = 28;
/// How many rows are kept on the page above what is in view.
const ABOVE: usize = 12;
/// How many rows are on the page.
const ROWS: usize = 48;
/// By how many rows the page keys go.
const PAGE: usize = 10;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ListProps {
    pub lang: Lang,
    pub run: RunRef,
    pub known: Known,
    /// The packets that the filter leaves.
    pub left: Left,
    pub position: u32,
    /// The chosen row.
    pub active: Option<PacketId>,
    pub activate: Callback<PacketId>,
    pub act: Callback<Command>,
}

/// The row that an event came from.
fn row_at(event: &Event) -> Option<PacketId> {
    let element = event.target_dyn_into::<Element>()?.closest("[data-row]").ok().flatten()?;
    element.get_attribute("data-row")?.parse().ok().map(PacketId)
}

/// As many pixels as these rows take, for an element that stands in their place.
fn stand_in(node: &NodeRef, rows: usize, height: i32) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let pixels = i64::try_from(rows).unwrap_or(i64::MAX).saturating_mul(height.into());
        // Through the object model: a style attribute would need a laxer Content-Security-Policy.
        let _known = element.style().set_property("height", &format!("{pixels}px"));
    }
}

#[component]
pub(super) fn List(props: &ListProps) -> Html {
    let ListProps { lang, run, known, left, position, active, act, .. } = props;
    let (lang, trace, count) = (*lang, run.trace(), left.0.len());
    let (view, before, behind) = (use_node_ref(), use_node_ref(), use_node_ref());
    let narrow = use_width(&view) < NARROW;
    let height = if narrow { ROW[1] } else { ROW[0] };
    let place = active.and_then(|id| left.place_of(id));
    let top = use_state_eq(|| place.unwrap_or_default().saturating_sub(ABOVE / 2));
    let first = top.saturating_sub(ABOVE).min(count.saturating_sub(1));
    let last = (first + ROWS).min(count);
    {
        let (before, behind) = (before.clone(), behind.clone());
        use_effect_with((first, count - last, height), move |(above, below, height)| {
            stand_in(&before, *above, *height);
            stand_in(&behind, *below, *height);
        });
    }
    use_follow(&view, place, (height, if narrow { 0 } else { HEAD }), count);
    let onscroll = {
        let top = top.setter();
        Callback::from(move |event: Event| {
            let element = event.target_dyn_into::<Element>();
            let seen = element.map_or(0, |element| element.scroll_top() / height.max(1));
            // In steps, or every pixel would draw all rows.
            top.set(usize::try_from(seen).unwrap_or_default() / 6 * 6);
        })
    };
    let onclick = {
        let (run, act) = (run.clone(), act.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(id) = row_at(&event) {
                go(&run, id, &act);
            }
        })
    };
    let onkeydown = keys(props, place);
    let rows = left.0.iter().enumerate().skip(first).take(last - first).map(|(index, id)| {
        let id = PacketId(*id);
        row(lang, trace, known, (index, id), *position, *active == Some(id))
    });
    let heads = say::log_columns(lang).split(';').enumerate().map(|(index, word)| {
        html! { <span key={index.to_string()} role="columnheader" class={format!("log-c{index}")}>{ word }</span> }
    });
    // A row that is scrolled away is not on the page.
    let drawn = place.filter(|place| (first..last).contains(place));
    let now = active.filter(|_| drawn.is_some()).map(|id| format!("log-row-{}", id.0));
    html! {
        <div class={classes!("log-list", narrow.then_some("narrow"))}>
            <div class="log-grid" role="grid" tabindex="0" aria-label={say::log_label(lang)} aria-rowcount={(count + 1).to_string()} aria-activedescendant={now} aria-describedby="log-keys" ref={view} {onscroll} {onclick} {onkeydown}>
                <div class="log-row log-head" role="row" aria-rowindex="1">{ for heads }</div>
                <div class="log-space" ref={before} role="presentation" />
                <div class="log-rows" role="presentation">{ for rows }</div>
                <div class="log-space" ref={behind} role="presentation" />
            </div>
            <p class="log-none hint">if count == 0 { { say::log_none(lang) } }</p>
            <p id="log-keys" class="log-keys">{ say::log_keys(lang) }</p>
        </div>
    }
}

/// A packet as a row.
fn row(lang: Lang, trace: &Trace, known: &Known, (index, id): (usize, PacketId), position: u32, active: bool) -> Html {
    let Some(span) = trace.packet(id) else { return html! { <div key={id.0.to_string()} /> } };
    let (from, to) = (trace.host_name(span.name.from), trace.host_at(span.packet.ip.destination));
    let to = to.map_or_else(|| span.packet.ip.destination.to_string(), |to| trace.host_name(to).to_owned());
    let letter = known.flows().letter(&span.packet).map(|letter| format!("{letter} "));
    let lost = matches!(span.fate, Fate::Lost { .. });
    let said = worth(known, span);
    let level = said.iter().map(Remark::severity).max().unwrap_or(Severity::Chat);
    let remarks = said.iter().map(|remark| {
        html! { <span key={remark.id()} class={classes!("log-remark", remark.severity().id())}>{ short(lang, *remark) }</span> }
    });
    let future = span.sent.0 >= position;
    let class =
        classes!("log-row", level.id(), lost.then_some("lost"), future.then_some("future"), active.then_some("active"));
    html! {
        <div key={id.0.to_string()} id={format!("log-row-{}", id.0)} {class} role="row" data-row={id.0.to_string()} aria-rowindex={(index + 2).to_string()} aria-selected={active.to_string()}>
            <span role="gridcell" class="log-c0">{ (id.0 + 1).to_string() }</span>
            <span role="gridcell" class="log-c1">{ clock(span.sent_at) }</span>
            <span role="gridcell" class="log-c2"><b>{ for letter }</b>{ format!("{from} → {to}") }</span>
            <span role="gridcell" class="log-c3">{ protocol(span) }</span>
            <span role="gridcell" class="log-c4">{ line(lang, known, span) }</span>
            <span role="gridcell" class="log-c5">{ span.packet.wire_len().to_string() }</span>
            <span role="gridcell" class="log-c6">
                <span class="log-lost">if lost { { format!("✗ {}", say::log_is_lost(lang)) } }</span>
                { for remarks }
            </span>
        </div>
    }
}

/// Keeps the chosen row in view, below the head.
#[hook]
fn use_follow(view: &NodeRef, place: Option<usize>, sizes: (i32, i32), count: usize) {
    let view = view.clone();
    use_effect_with((place, sizes, count), move |(place, (height, head), _)| {
        let Some((element, place)) = view.cast::<Element>().zip(*place) else { return };
        let top = i32::try_from(place).unwrap_or(i32::MAX).saturating_mul(*height);
        let (seen, room) = (element.scroll_top(), element.client_height() - head);
        if top < seen || top + height > seen + room {
            element.set_scroll_top((top - (room - height) / 3).max(0));
        }
    });
}

/// Loses a packet that is not lost, or lets one pass that is lost on purpose.
fn lose(span: &PacketSpan) -> Option<Command> {
    match span.fate {
        Fate::Lost { reason: DropReason::Fault(_), .. } => Some(Command::Pass(span.name)),
        Fate::Lost { .. } => None,
        _ => Some(Command::Drop(span.name)),
    }
}

/// Keys: rows up and down, there, why, and losing or letting pass.
fn keys(props: &ListProps, place: Option<usize>) -> Callback<KeyboardEvent> {
    let ListProps { run, left, activate, act, .. } = props.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (now, end) = (place.unwrap_or_default(), left.0.len().saturating_sub(1));
        let next = match event.key().as_str() {
            "ArrowDown" => now + 1,
            "ArrowUp" => now.saturating_sub(1),
            "PageDown" => now + PAGE,
            "PageUp" => now.saturating_sub(PAGE),
            "Home" => 0,
            "End" => end,
            key @ ("Enter" | " " | "y" | "Y") => {
                event.prevent_default();
                if let Some(id) = left.at(now) {
                    if key.eq_ignore_ascii_case("y") { ask(&run, id, &act) } else { go(&run, id, &act) }
                }
                return;
            }
            "Delete" => {
                event.prevent_default();
                let span = left.at(now).and_then(|id| run.trace().packet(id));
                if let Some(command) = span.and_then(lose) {
                    act.emit(command);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(id) = left.at(next.min(end)) {
            activate.emit(id);
        }
    })
}
