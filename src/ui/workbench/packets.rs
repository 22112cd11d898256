//! What can be done to a chosen packet beyond losing it, and the list of what was done.

use super::Deed;
use super::edit::EditForm;
use crate::scenario::{Action, Fault, packet_name, parse_packet_name};
use crate::text::{self, Lang, workbench as say};
use crate::trace::PacketSpan;
use crate::ui::session::{Command, Session};
use crate::wire::edit::most;
use crate::wire::fields::FieldId;
use crate::wire::{Transport, encode};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How long a packet is held up if the reader does not say, in milliseconds.
const DELAY_MS: u64 = 200;
/// The longest that a reader can hold one up.
const DELAY_MS_MOST: u64 = 600_000;

/// The buttons on the card of a packet.
pub(in crate::ui) fn offers(lang: Lang, session: &Session, span: &PacketSpan, act: &Callback<Command>) -> Html {
    let packet = packet_name(span.name, session.run.scenario().host_names());
    let ect = matches!(span.packet.transport, Transport::Tcp(_)) && span.packet.ip.ecn != 0;
    let offer = |key: &'static str, label: &'static str, action: Action| {
        let deed = Deed::Fault(Fault { packet: packet.clone(), action });
        let onclick = act.reform(move |_: MouseEvent| Command::More(deed.clone()));
        html! { <button key={key} type="button" class="plain" {onclick}>{ label }</button> }
    };
    let mut offers = vec![
        offer("delay", say::packet_delay(lang), Action::Delay { by_ms: DELAY_MS }),
        offer("twice", say::packet_twice(lang), Action::Duplicate { after_ms: 0 }),
        offer("flip", say::packet_flip(lang), Action::Corrupt { bit: last_byte(span) }),
    ];
    if let Some(next) = next_of_flow(session, span) {
        offers.push(offer("behind", say::packet_behind(lang), Action::HoldBehind { packet: next }));
    }
    if ect {
        offers.push(offer("mark", say::packet_mark(lang), Action::Mark));
    }
    html! {
        <div class="card-more">
            <div class="card-offers" role="group" aria-label={say::packet_offers(lang)}>{ for offers }</div>
            <EditForm key={packet} {lang} run={session.run.clone()} id={span.id} act={act.clone()} />
        </div>
    }
}

/// The first bit of its last byte: data if it has any.
fn last_byte(span: &PacketSpan) -> u32 {
    u32::try_from(encode(&span.packet).len()).unwrap_or(40).saturating_sub(1) * 8
}

/// The packet that its sender sends next to the same place: what could overtake it.
fn next_of_flow(session: &Session, span: &PacketSpan) -> Option<String> {
    let spans = session.run.trace().packets();
    let later = spans.iter().filter(|other| other.sent > span.sent && other.name != span.name);
    let next = later.into_iter().find(|other| {
        other.packet.source() == span.packet.source() && other.packet.destination() == span.packet.destination()
    })?;
    Some(packet_name(next.name, session.run.scenario().host_names()))
}

/// What was done to packets, each to be changed and to be taken back.
pub(in crate::ui) fn done(lang: Lang, session: &Session, act: &Callback<Command>) -> Vec<Html> {
    session.choice.more.faults.iter().map(|fault| entry(lang, session, fault, act)).collect()
}

fn entry(lang: Lang, session: &Session, fault: &Fault, act: &Callback<Command>) -> Html {
    let name = parse_packet_name(&fault.packet, session.run.scenario().host_names());
    let words = name.map_or_else(|_| fault.packet.clone(), |name| text::ordinal_name(lang, session.run.trace(), name));
    let met = name.is_ok_and(|name| session.run.trace().packets().iter().any(|span| span.name == name));
    let what = match &fault.action {
        Action::Delay { .. } => say::done_delay(lang, &words),
        Action::Duplicate { .. } => say::done_twice(lang, &words),
        Action::Corrupt { .. } => say::done_flip(lang, &words),
        Action::Mark => say::done_mark(lang, &words),
        Action::HoldBehind { .. } => say::done_behind(lang, &words),
        Action::Set { field, byte, stale_checksum, .. } => {
            let field = FieldId::of_id(field).map_or("", |field| text::field_name(lang, field));
            let at = if *byte == 0 { String::new() } else { format!(" {byte}") };
            let field = format!("{field}{at}");
            if *stale_checksum {
                say::done_edit_stale(lang, &field, &words)
            } else {
                say::done_edit(lang, &field, &words)
            }
        }
        _ => words.clone(),
    };
    let key = match &fault.action {
        Action::Set { field, byte, .. } => format!("fault-{}-{field}-{byte}", fault.packet),
        _ => format!("fault-{}", fault.packet),
    };
    let forgiven = fault.clone();
    let forgive = act.reform(move |_: MouseEvent| Command::More(Deed::Forgive(forgiven.clone())));
    html! {
        <li {key} class={classes!("change", "done", (!met).then_some("unmet"))}>
            <span>{ what }</span>
            <span class="done-value">{ for value(lang, fault, &words, act) }</span>
            <button type="button" class="plain" onclick={forgive} aria-label={format!("{}: {words}", say::done_undo(lang))}>{ say::done_undo(lang) }</button>
        </li>
    }
}

/// The number of a change that has one, to be typed over.
fn value(lang: Lang, fault: &Fault, words: &str, act: &Callback<Command>) -> Option<Html> {
    let (now, most, unit, label) = match &fault.action {
        Action::Delay { by_ms } => (*by_ms, DELAY_MS_MOST, "ms", say::done_delay_label(lang, words)),
        Action::Corrupt { bit } => ((*bit).into(), 524_280, "", say::done_flip_label(lang, words)),
        Action::Set { field, value, .. } => {
            let known = FieldId::of_id(field)?;
            (
                u64::from(*value),
                most(known)?.into(),
                "",
                say::done_edit_label(lang, text::field_name(lang, known), words),
            )
        }
        _ => return None,
    };
    let fault = fault.clone();
    let onchange = crate::ui::session::command_if(act, move |event: Event| {
        let typed = event.target_dyn_into::<HtmlInputElement>()?.value();
        let value = typed.trim().parse::<u64>().ok()?.min(most);
        let number = u32::try_from(value).unwrap_or_default();
        let mut changed = fault.clone();
        match &mut changed.action {
            Action::Delay { by_ms } => *by_ms = value,
            Action::Corrupt { bit } => *bit = number,
            Action::Set { value, .. } => *value = number,
            _ => return None,
        }
        Some(Command::More(Deed::Fault(changed)))
    });
    Some(html! {
        <label><input type="number" min="0" max={most.to_string()} value={now.to_string()} aria-label={label} {onchange} />{ unit }</label>
    })
}
