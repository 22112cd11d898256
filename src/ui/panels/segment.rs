//! The segment: the packet the cursor or the reader has chosen, as bytes with names.

use super::header::{grid, hex, verdict};
use crate::sim::PacketId;
use crate::text::{self, Lang};
use crate::ui::session::RunRef;
use crate::ui::{browser, capitalised};
use crate::wire::fields::{Field, FieldId, Layer, fields};
use crate::wire::{Checksums, Transport, checksums, encode};
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct SegmentProps {
    pub lang: Lang,
    pub run: RunRef,
    /// As little as it needs: while the packet stays, a step draws nothing here.
    pub packet: Option<PacketId>,
}

#[component]
pub(super) fn SegmentPanel(props: &SegmentProps) -> Html {
    let SegmentProps { lang, run, packet } = props;
    let lang = *lang;
    let active = use_state_eq(|| None::<usize>);
    let span = packet.and_then(|id| run.trace().packet(id));
    let bytes = use_memo((run.clone(), *packet), |_| span.map(|span| encode(&span.packet)).unwrap_or_default());
    let Some(span) = span else {
        return html! { <p class="hint">{ text::segment_nothing(lang) }</p> };
    };
    let all = fields(&bytes);
    let sums = checksums(&bytes);
    let shown = active
        .filter(|index| *index < all.len())
        .or_else(|| all.iter().position(|field| field.id == FieldId::SequenceNumber))
        .or_else(|| all.iter().position(|field| field.id.layer() != Layer::Ipv4));
    let of = |layer| {
        all.iter()
            .enumerate()
            .filter(move |(_, field)| field.id.layer() == layer)
            .map(|(index, field)| (index, field.clone()))
            .collect::<Vec<_>>()
    };
    let header = match &span.packet.transport {
        Transport::Tcp(_) => Some((text::header_tcp(lang), Layer::Tcp)),
        Transport::Udp(_) => Some((text::header_udp(lang), Layer::Udp)),
        Transport::Icmp(_) => Some((text::header_icmp(lang), Layer::Icmp)),
        Transport::Fragment(_) => None,
    };
    let point = {
        let setter = active.setter();
        move |target: Option<web_sys::EventTarget>| {
            if let Some(index) = field_at(target) {
                setter.set(Some(index));
            }
        }
    };
    let (enter, focus) = (point.clone(), point.clone());
    let onkeydown = Callback::from(roam);
    html! {
        <div class="segment" onpointerover={move |event: PointerEvent| enter(event.target())} onfocusin={move |event: FocusEvent| focus(event.target())} onclick={move |event: MouseEvent| point(event.target())} {onkeydown}>
            <p class="segment-title"><strong>{ capitalised(&text::ordinal_name(lang, run.trace(), span.name)) }</strong>{ " · " }{ text::packet_words(lang, &span.packet) }</p>
            { explain(lang, &all, shown, sums) }
            if let Some((title, layer)) = header {
                <p class="panel-title">{ title }</p>
                { grid(lang, &of(layer), shown, sums) }
            }
            <p class="panel-title">{ text::header_hex(lang) }</p>
            { hex(lang, &bytes, &all, shown) }
            <details class="ip-header">
                <summary>{ text::header_ipv4(lang) }</summary>
                { grid(lang, &of(Layer::Ipv4), shown, sums) }
            </details>
        </div>
    }
}

/// The field that the reader points at, in words.
fn explain(lang: Lang, fields: &[Field], shown: Option<usize>, sums: Checksums) -> Html {
    let Some(field) = shown.and_then(|index| fields.get(index)) else { return html! { <p class="explain" /> } };
    let checked =
        verdict(field.id, sums).map(|good| if good { text::checksum_good(lang) } else { text::checksum_bad(lang) });
    html! {
        <p class="explain">
            <strong>{ text::field_name(lang, field.id) }</strong>{ " = " }<code>{ text::field_value(lang, field) }</code>{ " " }
            <span class="good">{ for checked }</span>{ " " }<span>{ text::field_meaning(lang, field.id) }</span>
        </p>
    }
}

fn field_at(target: Option<web_sys::EventTarget>) -> Option<usize> {
    let element: Element = wasm_bindgen::JsCast::dyn_into(target?).ok()?;
    element.closest("[data-field]").ok().flatten()?.get_attribute("data-field")?.parse().ok()
}

/// Arrow keys go from field to field of the picture that has the focus.
#[expect(clippy::needless_pass_by_value, reason = "the shape of an event handler")]
fn roam(event: KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return,
    };
    let grid = event.target_dyn_into::<Element>().and_then(|element| element.closest(".bits, .hex").ok().flatten());
    if let Some(grid) = grid {
        event.prevent_default();
        browser::move_focus(&grid, "[data-field]", by);
    }
}
