//! The open level's header in fields, and the packet's bytes with those of the level marked.

use super::nest::kind_class;
use crate::scene::layers::{Anatomy, Level, Part, PartKind};
use crate::text::{self, Lang, workbench as say};
use crate::ui::browser;
use crate::wire::fields::{Field, FieldId, Layer};
use web_sys::Element;
use yew::prelude::*;

/// So many bytes are shown: a header, and enough of the data.
const BYTES_SHOWN: usize = 192;
/// So many bytes of data are shown as text.
const TEXT_SHOWN: usize = 400;

/// The level that a field belongs to.
fn level_of(anatomy: &Anatomy, field: &Field) -> Level {
    match field.id.layer() {
        Layer::Ipv4 | Layer::Icmp => Level::Network,
        Layer::Tcp | Layer::Udp => Level::Transport,
        Layer::Data => anatomy.part_at(field.bits.start / 8).map_or(Level::Application, |part| part.level),
    }
}

/// The level's header, 32 bits a row; of the application its text.
pub(super) fn grid(lang: Lang, anatomy: &Anatomy, before: Option<&Anatomy>, level: Level, byte: Option<usize>) -> Html {
    let own = anatomy.fields.iter().filter(|field| level_of(anatomy, field) == level);
    let headers: Vec<&Field> = own.filter(|field| field.id != FieldId::Data).collect();
    match level {
        Level::Application => {
            let data = anatomy.parts.iter().find(|part| part.kind == PartKind::Data);
            html! { <div class="layers-header">{ for data.map(|part| message(lang, anatomy, part)) }</div> }
        }
        Level::Link => frame(lang),
        Level::Physical => {
            html! { <div class="layers-header"><p class="layers-note">{ say::layers_no_signal(lang) }</p></div> }
        }
        _ if headers.is_empty() => {
            html! { <div class="layers-header"><p class="layers-note">{ say::layers_no_header(lang) }</p></div> }
        }
        _ => {
            let cells = headers.into_iter().enumerate().map(|(order, field)| cell(lang, (order, field), before, byte));
            html! { <div class="layers-header"><div class="bits" role="group" aria-label={text::header_label(lang)}>{ for cells }</div></div> }
        }
    }
}

fn cell(lang: Lang, (order, field): (usize, &Field), before: Option<&Anatomy>, byte: Option<usize>) -> Html {
    let width = field.bits.len().min(32);
    let on = byte.is_some_and(|byte| field.bits.start < byte * 8 + 8 && field.bits.end > byte * 8);
    let value =
        |field: &Field| if field.bits.len() <= 8 { field.value.to_string() } else { text::field_value(lang, field) };
    let same_place = |other: &&Field| other.id == field.id && other.bits == field.bits;
    let old = before.and_then(|before| before.fields.iter().find(same_place)).filter(|old| old.value != field.value);
    let class = classes!(
        "cell",
        "layers-field",
        format!("w{width}"),
        on.then_some("on"),
        (width == 1 && field.value == 1).then_some("set")
    );
    html! {
        <button type="button" key={format!("{}-{}", field.id.id(), field.bits.start)} {class} title={text::field_meaning(lang, field.id)} data-byte={(field.bits.start / 8).to_string()} tabindex={if order == 0 { "0" } else { "-1" }}>
            <small>{ text::field_name(lang, field.id) }</small>
            <span class="value">if let Some(old) = old { <del>{ value(old) }</del>{ " " } }{ value(field) }</span>
        </button>
    }
}

/// What the application wrote, as text if it is text.
fn message(lang: Lang, anatomy: &Anatomy, part: &Part) -> Html {
    let bytes = anatomy.bytes.get(part.range.clone()).unwrap_or_default();
    let is_plain = |c: char| !c.is_control() || matches!(c, '\r' | '\n' | '\t');
    let text = core::str::from_utf8(bytes).ok().filter(|text| text.chars().all(is_plain));
    let Some(text) = text else { return html! { <p class="layers-note">{ say::layers_not_text(lang) }</p> } };
    let mut shown: String = text.chars().take(TEXT_SHOWN).map(|c| if c == '\r' { '␍' } else { c }).collect();
    shown = shown.replace('\n', "␊\n");
    if text.chars().nth(TEXT_SHOWN).is_some() {
        shown.push('…');
    }
    html! { <pre class="layers-text">{ shown }</pre> }
}

/// The fields of a frame, by name and size only.
fn frame(lang: Lang) -> Html {
    let fields = [
        (say::layers_mac_to(lang), 6_u64),
        (say::layers_mac_from(lang), 6),
        (say::layers_ether_type(lang), 2),
        (say::layers_payload(lang), 0),
        (say::layers_check(lang), 4),
    ];
    let cells = fields.into_iter().enumerate().map(|(index, (name, bytes))| {
        let size = if bytes == 0 { html! { { "…" } } } else { html! { { text::value_bytes(lang, bytes) } } };
        html! { <div key={index.to_string()} class="layers-frame-field"><small>{ name }</small><span>{ size }</span></div> }
    });
    html! {
        <div class="layers-header">
            <div class="layers-frame">{ for cells }</div>
            <p class="layers-note">{ say::layers_no_frame(lang) }</p>
        </div>
    }
}

/// The bytes, 16 a row. Those of the open level are marked; a chosen byte tells whose it is.
pub(super) fn hex(lang: Lang, anatomy: &Anatomy, level: Level, chosen: Option<usize>) -> Html {
    let bytes = anatomy.bytes.get(..BYTES_SHOWN).unwrap_or(&anatomy.bytes);
    let first = chosen.unwrap_or_default();
    // The bytes of the header field that the chosen one belongs to.
    let field = chosen.and_then(|at| anatomy.fields.iter().find(|field| field.bits.contains(&(at * 8))));
    let around = field
        .filter(|field| field.id != FieldId::Data)
        .map_or(0..0, |field| field.bits.start / 8..field.bits.end.div_ceil(8));
    let byte = |at: usize, byte: u8| {
        let part = anatomy.part_at(at);
        let on = part.is_some_and(|part| part.level == level);
        let class = classes!(
            "byte",
            "layers-byte",
            part.map(|part| kind_class(part.kind)),
            on.then_some("of-level"),
            (chosen == Some(at) || around.contains(&at)).then_some("on"),
        );
        html! { <span key={at.to_string()} {class} data-byte={at.to_string()} tabindex={if at == first { "0" } else { "-1" }}>{ format!("{byte:02x}") }</span> }
    };
    let rows = bytes.chunks(16).enumerate().map(|(row, chunk)| {
        html! {
            <div key={row.to_string()} class="hex-row"><span class="offset">{ format!("{:04x}", row * 16) }</span>
                { for chunk.iter().enumerate().map(|(column, value)| byte(row * 16 + column, *value)) }
            </div>
        }
    });
    let more = anatomy.bytes.len().saturating_sub(BYTES_SHOWN);
    html! {
        <>
            <p class="panel-title">{ text::header_hex(lang) }</p>
            <p class="layers-whose" aria-live="polite">{ whose(lang, anatomy, chosen) }</p>
            <div class="hex layers-hex" role="group" aria-label={text::header_hex(lang)}>{ for rows }</div>
            <p class="hint">if more > 0 { { say::layers_more_bytes(lang, &more.to_string()) } }</p>
        </>
    }
}

/// Whose a byte is.
fn whose(lang: Lang, anatomy: &Anatomy, byte: Option<usize>) -> Html {
    let asked = byte.and_then(|at| Some((at, anatomy.bytes.get(at)?, anatomy.part_at(at)?)));
    let Some((at, value, part)) = asked else { return html! { { say::layers_ask_byte(lang) } } };
    let own = anatomy.fields.iter().filter(|field| field.bits.start < at * 8 + 8 && field.bits.end > at * 8);
    let names: Vec<String> = own
        .map(|field| match field.id {
            FieldId::Data => text::field_name(lang, field.id).to_owned(),
            _ => format!("{} = {}", text::field_name(lang, field.id), text::field_value(lang, field)),
        })
        .collect();
    let header = match part.kind {
        PartKind::Ip => text::header_ipv4(lang),
        PartKind::Tcp => text::header_tcp(lang),
        PartKind::Udp => text::header_udp(lang),
        PartKind::Icmp => text::header_icmp(lang),
        PartKind::Piece => say::layers_piece(lang),
        PartKind::Quoted => say::layers_quoted(lang),
        _ => text::field_name(lang, FieldId::Data),
    };
    html! {
        <>
            <code>{ format!("{value:02x} = {value:08b}") }</code>{ " " }
            { say::layers_whose(lang, &at.to_string(), header) }{ " " }
            <strong>{ names.join(text::list_comma(lang)) }</strong>
        </>
    }
}

/// Arrow keys go from byte to byte.
#[expect(clippy::needless_pass_by_value, reason = "the shape of an event handler")]
pub(super) fn roam(event: KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        "ArrowDown" => 16,
        "ArrowUp" => -16,
        _ => return,
    };
    let hex =
        event.target_dyn_into::<Element>().and_then(|element| element.closest(".layers-hex, .bits").ok().flatten());
    if let Some(hex) = hex {
        event.prevent_default();
        browser::move_focus(&hex, "[data-byte]", by);
    }
}
