//! The open level in words: its task, unit, address, devices and protocols.

use super::level_name;
use crate::scene::layers::{Anatomy, Level, PartKind};
use crate::text::{Lang, workbench as say};
use crate::trace::PacketSpan;
use crate::wire::Transport;
use yew::prelude::*;

/// The card of a level.
pub(super) fn open(lang: Lang, span: &PacketSpan, anatomy: &Anatomy, level: Level) -> Html {
    let packet = &span.packet;
    let unit = match (level, &packet.transport) {
        (Level::Transport, Transport::Tcp(_)) => say::layers_unit(lang, "segment"),
        (Level::Transport, Transport::Udp(_)) => say::layers_unit(lang, "datagram"),
        (Level::Network, Transport::Fragment(_)) => say::layers_unit(lang, "fragment"),
        _ => say::layers_unit(lang, level.id()),
    };
    let here = match level {
        Level::Transport if matches!(packet.transport, Transport::Tcp(_) | Transport::Udp(_)) => {
            Some(format!("{} → {}", packet.source().port, packet.destination().port))
        }
        Level::Network => Some(format!("{} → {}", packet.ip.source, packet.ip.destination)),
        _ => None,
    };
    let size: usize = anatomy.parts.iter().filter(|part| part.level <= level).map(|part| part.bytes).sum();
    let own = anatomy.parts.iter().any(|part| part.level == level) && level != Level::Physical;
    let absent = match level {
        Level::Application => !anatomy.parts.iter().any(|part| part.kind == PartKind::Data),
        Level::Transport => !own,
        _ => false,
    };
    let row =
        |name: &'static str, words: Html| html! { <div class="layers-fact"><dt>{ name }</dt><dd>{ words }</dd></div> };
    let address = html! { <>{ say::layers_address(lang, level.id()) }if let Some(here) = here { { " " }<code>{ here }</code> }</> };
    let unit = html! { <>{ unit }if own { { " · " }{ crate::text::value_bytes(lang, u64::try_from(size).unwrap_or_default()) } }</> };
    html! {
        <div class={classes!("layers-open", level.id())} aria-live="polite">
            <p class="layers-job"><strong>{ level_name(lang, level) }</strong>{ " " }{ say::layers_job(lang, level.id()) }</p>
            <p class="layers-absent">if absent { { say::layers_absent(lang, level.id()) } }</p>
            <dl class="layers-facts">
                { row(say::layers_unit_word(lang), unit) }
                { row(say::layers_address_word(lang), address) }
                { row(say::layers_devices_word(lang), html! { { say::layers_devices(lang, level.id()) } }) }
                { row(say::layers_protocols_word(lang), html! { { say::layers_protocols(lang, level.id()) } }) }
            </dl>
        </div>
    }
}
