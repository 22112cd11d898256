//! The packets that a line led to, as buttons that choose them.

use super::listing::number_of;
use super::{Shown, role};
use crate::sim::PacketId;
use crate::text::{self, Lang, workbench as say};
use crate::trace::Fate;
use crate::ui::session::{Command, RunRef};
use yew::prelude::*;

/// So many are shown at most: those around the present.
const SHOWN_MOST: usize = 12;

/// The packets of a line.
pub(super) fn packets(
    lang: Lang,
    run: &RunRef,
    program: &Shown,
    line: Option<usize>,
    position: u32,
    selected: Option<PacketId>,
    act: &Callback<Command>,
) -> Html {
    let Some(line) = line else { return html! { <p class="code-packets">{ say::code_ask(lang) }</p> } };
    let (all, number) = (program.execution.packets(line), number_of(program, Some(line)));
    if all.is_empty() {
        return html! { <p class="code-packets">{ say::code_no_packets(lang, &number) }</p> };
    }
    let is_past = |id: &PacketId| run.trace().packet(*id).is_some_and(|span| span.sent.0 < position);
    let present = all.partition_point(is_past);
    let first = present.saturating_sub(SHOWN_MOST / 2).min(all.len().saturating_sub(SHOWN_MOST));
    let shown = all.iter().skip(first).take(SHOWN_MOST);
    let buttons = shown.filter_map(|id| run.trace().packet(*id)).map(|span| {
        let on = selected == Some(span.id);
        let id = span.id;
        let onclick = act.reform(move |_: MouseEvent| Command::Select(Some(id)));
        let name = text::ordinal_name(lang, run.trace(), span.name);
        let lost = matches!(span.fate, Fate::Lost { .. });
        let words = format!("{name}: {}", text::packet_words(lang, &span.packet));
        let class = classes!(
            "code-packet",
            role(run, span.name.from),
            lost.then_some("lost"),
            (span.sent.0 >= position).then_some("ahead"),
        );
        let kind = text::kind_word(lang, span.name.kind);
        let again = if span.name.transmission > 1 { " ↻" } else { "" };
        html! {
            <button key={id.0.to_string()} type="button" {class} {onclick} aria-pressed={on.to_string()} aria-label={words.clone()} title={words}>
                { kind }{ " " }{ span.name.nth }{ again }
                if lost { { " ✗ " }{ say::code_lost(lang) } }
            </button>
        }
    });
    let more = all.len().saturating_sub(SHOWN_MOST);
    html! {
        <div class="code-packets">
            <span class="code-packets-title">{ say::code_packets(lang, &number) }</span>
            <span class="code-packets-list">{ for buttons }</span>
            <span>if more > 0 { { say::code_more(lang, &more.to_string()) } }</span>
        </div>
    }
}
