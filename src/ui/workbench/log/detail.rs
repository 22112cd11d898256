//! The chosen row: what an analyst remarks on its packet, why it was sent, and what can be done to it.

use super::words::{line, long, severity, short};
use super::{Known, go, say};
use crate::sim::{DropReason, PacketId};
use crate::text::{self, Lang};
use crate::trace::{Fate, PacketSpan};
use crate::ui::capitalised;
use crate::ui::session::{Command, RunRef, Session};
use crate::ui::workbench::offers;
use yew::prelude::*;

/// What loses the packet, or lets it pass: neither, if the network has lost it by itself.
pub(super) fn deed(session: &Session, span: &PacketSpan) -> Option<(&'static str, Command)> {
    match span.fate {
        Fate::Lost { reason: DropReason::Fault(_), .. } if session.drops(span.name) => {
            Some(("pass", Command::Pass(span.name)))
        }
        Fate::Lost { .. } => None,
        _ => Some(("drop", Command::Drop(span.name))),
    }
}

/// Why a packet was sent: its chain.
pub(super) fn ask(run: &RunRef, id: PacketId, act: &Callback<Command>) {
    go(run, id, act);
    act.emit(Command::View(Some(crate::link::View::Why)));
}

/// The chosen row at length.
pub(super) fn of(lang: Lang, session: &Session, known: &Known, id: Option<PacketId>, act: &Callback<Command>) -> Html {
    let trace = session.run.trace();
    let Some(span) = id.and_then(|id| trace.packet(id)) else { return html! { <div class="log-detail" /> } };
    let remarks = known.expert().on(span.id).iter().map(|remark| {
        let level = remark.severity();
        html! {
            <li key={remark.id()} class={classes!("log-remark-long", level.id())}>
                <strong>{ short(lang, *remark) }</strong>
                <span class="log-level">{ severity(lang, level) }</span>{ " " }
                <span>{ long(lang, trace, *remark) }</span>
            </li>
        }
    });
    let lost = match span.fate {
        Fate::Lost { reason, .. } => Some(text::lost_word(lang, reason)),
        _ => None,
    };
    let deed = deed(session, span).map(|(class, command)| {
        let label = if class == "pass" { text::packet_pass(lang) } else { text::packet_drop(lang) };
        let onclick = act.reform(move |_: MouseEvent| command.clone());
        html! { <button type="button" class={classes!("plain", class)} {onclick}>{ label }</button> }
    });
    let on_packet = |what: fn(&RunRef, PacketId, &Callback<Command>)| {
        let (run, act, id) = (session.run.clone(), act.clone(), span.id);
        Callback::from(move |_: MouseEvent| what(&run, id, &act))
    };
    html! {
        <div class="log-detail" role="group" aria-label={say::log_detail(lang)}>
            <p class="log-title"><strong>{ capitalised(&text::ordinal_name(lang, trace, span.name)) }</strong>{ " · " }{ line(lang, known, span) }<span class="fate">{ for lost }</span></p>
            <ul class="log-remarks">{ for remarks }</ul>
            <div class="log-deeds">
                <button type="button" class="plain log-go" onclick={on_packet(go)}>{ say::log_go(lang) }</button>
                <button type="button" class="plain log-why" onclick={on_packet(ask)}>{ say::log_why(lang) }</button>
                <span class="deed">{ for deed }</span>
            </div>
            { offers(lang, session, span, act) }
        </div>
    }
}
