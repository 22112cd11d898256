//! What has been done to this run: each lost packet by name, to be let pass again, and the way back.

use crate::scenario::parse_packet_name;
use crate::text::{self, Lang};
use crate::ui::session::{Command, Session};
use yew::prelude::*;

#[cfg(feature = "workbench")]
use crate::ui::workbench::done;

#[cfg(not(feature = "workbench"))]
fn done(_: Lang, _: &Session, _: &Callback<Command>) -> Option<Html> {
    None
}

/// The list, empty while nothing is changed.
pub(super) fn changes(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let trace = session.run.trace();
    let names = session
        .choice
        .drops
        .iter()
        .filter_map(|drop| parse_packet_name(drop, session.run.scenario().host_names()).ok());
    let drops = names.map(|name| {
        let words = text::ordinal_name(lang, trace, name);
        let met = trace.packets().iter().any(|span| span.name == name);
        let onclick = act.reform(move |_: MouseEvent| Command::Pass(name));
        html! {
            <li class={classes!("change", (!met).then_some("unmet"))}>
                <span>{ if met { text::change_dropped(lang, &words) } else { text::change_unmet(lang, &words) } }</span>
                <button type="button" class="plain" {onclick} aria-label={format!("{}: {words}", text::packet_pass(lang))}>{ text::packet_pass(lang) }</button>
            </li>
        }
    });
    let (undo, redo) = (act.reform(|_: MouseEvent| Command::Undo), act.reform(|_: MouseEvent| Command::Redo));
    html! {
        <div class="changes">
            <ul aria-label={text::changes_label(lang)}>{ for drops.chain(done(lang, session, act)) }</ul>
            if session.can_redo() { <button type="button" class="plain redo" onclick={redo}>{ text::redo(lang) }</button> }
            if session.can_undo() { <button type="button" class="plain undo" onclick={undo}>{ text::undo(lang) }</button> }
        </div>
    }
}
