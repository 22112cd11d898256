//! The 32-bit header picture, and the hex dump beside it: the same fields twice, linked by number.

use crate::text::{self, Lang};
use crate::wire::Checksums;
use crate::wire::fields::{Field, FieldId, Layer};
use yew::prelude::*;

/// A header, 32 bits a row, as the RFCs draw it.
pub(super) fn grid(lang: Lang, fields: &[(usize, Field)], active: Option<usize>, sums: Checksums) -> Html {
    let cells = fields.iter().enumerate().map(|(order, (index, field))| {
        let bits = field.bits.len().min(32);
        let checked = verdict(field.id, sums).map(|good| if good { " ✓" } else { " ✗" });
        let class = classes!(
            "cell",
            format!("w{bits}"),
            (active == Some(*index)).then_some("on"),
            (bits == 1 && field.value == 1).then_some("set"),
        );
        html! {
            <button type="button" key={index.to_string()} {class} data-field={index.to_string()} tabindex={if order == 0 { "0" } else { "-1" }}>
                <small>{ text::field_name(lang, field.id) }</small>
                <span class="value">{ value(lang, field) }{ for checked }</span>
            </button>
        }
    });
    html! {
        <div class="bits" role="group" aria-label={text::header_label(lang)}>
            { for cells }
        </div>
    }
}

/// Whether a field is a checksum, and if so a right one.
pub(super) fn verdict(field: FieldId, sums: Checksums) -> Option<bool> {
    match field {
        FieldId::HeaderChecksum => Some(sums.ipv4),
        FieldId::Checksum | FieldId::UdpChecksum | FieldId::IcmpChecksum => Some(sums.transport),
        _ => None,
    }
}

fn value(lang: Lang, field: &Field) -> String {
    if field.bits.len() <= 8 { field.value.to_string() } else { text::field_value(lang, field) }
}

/// The packet's bytes. A byte belongs to the field that has its first bit; of fields within one byte, the byte names the first.
pub(super) fn hex(lang: Lang, bytes: &[u8], fields: &[Field], active: Option<usize>) -> Html {
    let bits = active.and_then(|index| fields.get(index)).map(|field| field.bits.clone());
    let byte = |at: usize, byte: &u8| {
        let index = fields.iter().position(|field| field.bits.contains(&(at * 8)));
        let layer = match index.and_then(|index| fields.get(index)).map(|field| field.id.layer()) {
            Some(Layer::Ipv4) => "ipv4",
            Some(Layer::Tcp | Layer::Udp | Layer::Icmp) => "tcp",
            _ => "data",
        };
        let on = bits.as_ref().is_some_and(|bits| bits.start < at * 8 + 8 && bits.end > at * 8);
        html! {
            <span key={at.to_string()} class={classes!("byte", layer, on.then_some("on"))} data-field={index.map(|index| index.to_string())} tabindex={if at == 0 { "0" } else { "-1" }}>{ format!("{byte:02x}") }</span>
        }
    };
    let rows = bytes.chunks(16).enumerate().map(|(row, chunk)| {
        html! {
            <div key={row.to_string()} class="hex-row"><span class="offset">{ format!("{:04x}", row * 16) }</span>
                { for chunk.iter().enumerate().map(|(column, value)| byte(row * 16 + column, value)) }
            </div>
        }
    });
    html! { <div class="hex" role="group" aria-label={text::header_hex(lang)}>{ for rows }</div> }
}
