//! Course text: typed nodes to elements. No HTML strings anywhere; a link that acts gives a command.

use super::session::{Choice, Command};
use crate::course::{AsideKind, Block, Inline, Run};
use crate::text::{self, Lang};
use yew::prelude::*;

/// What a lesson's run is for the session.
pub(super) fn choice(run: &'static Run) -> Choice {
    Choice { preset: &run.preset, drops: run.drops.clone(), ..Choice::default() }
}

/// The packets that a lesson loses, as the page carries them.
pub(super) fn drops(run: &'static Run) -> Option<String> {
    (!run.drops.is_empty()).then(|| run.drops.join(" "))
}

/// Blocks, one after the other.
pub(super) fn blocks(lang: Lang, blocks: &'static [Block], act: &Callback<Command>) -> Html {
    html! { <>{ for blocks.iter().map(|block| self::block(lang, block, act)) }</> }
}

fn block(lang: Lang, block: &'static Block, act: &Callback<Command>) -> Html {
    match block {
        Block::Paragraph(text) => html! { <p>{ inlines(text, act) }</p> },
        Block::List { ordered: true, items } => html! { <ol>{ list_items(lang, items, act) }</ol> },
        Block::List { ordered: false, items } => html! { <ul>{ list_items(lang, items, act) }</ul> },
        Block::Table { head, rows } => html! {
            <div class="table" tabindex="0" role="group" aria-label={text::table_scroll(lang)}><table>
                <thead><tr>{ for head.iter().map(|cell| html! { <th scope="col">{ inlines(cell, act) }</th> }) }</tr></thead>
                <tbody>{ for rows.iter().map(|row| html! {
                    <tr>{ for row.iter().map(|cell| html! { <td>{ inlines(cell, act) }</td> }) }</tr>
                }) }</tbody>
            </table></div>
        },
        Block::Code { text, .. } => html! { <pre tabindex="0"><code>{ text.as_str() }</code></pre> },
        Block::Aside { kind, body } => aside(lang, *kind, body, act),
    }
}

fn list_items(lang: Lang, items: &'static [Vec<Block>], act: &Callback<Command>) -> Html {
    items.iter().map(|item| html! { <li>{ blocks(lang, item, act) }</li> }).collect()
}

fn aside(lang: Lang, kind: AsideKind, body: &'static [Block], act: &Callback<Command>) -> Html {
    let (class, label) = match kind {
        AsideKind::Try => ("try", text::aside_try(lang)),
        AsideKind::Trap => ("trap", text::aside_trap(lang)),
        AsideKind::Note => ("note", text::aside_note(lang)),
        AsideKind::Question => return question(lang, body, act),
    };
    html! {
        <div class={classes!("aside", class)} role="note">
            <p class="aside-label">{ label }</p>
            { blocks(lang, body, act) }
        </div>
    }
}

/// A question: its first paragraph is shown, the rest is unfolded.
fn question(lang: Lang, body: &'static [Block], act: &Callback<Command>) -> Html {
    let Some((question, answer)) = body.split_first() else { return html! {} };
    html! {
        <details class="aside question">
            <summary>
                <span class="aside-label">{ text::aside_question(lang) }</span>
                { block(lang, question, act) }
            </summary>
            <div class="answer">{ blocks(lang, answer, act) }</div>
        </details>
    }
}

/// Text within a line.
pub(super) fn inlines(inlines: &'static [Inline], act: &Callback<Command>) -> Html {
    html! { <>{ for inlines.iter().map(|inline| self::inline(inline, act)) }</> }
}

fn inline(inline: &'static Inline, act: &Callback<Command>) -> Html {
    match inline {
        Inline::Text(text) => html! { text.as_str() },
        Inline::Code(text) => html! { <code>{ text.as_str() }</code> },
        Inline::Emphasis(body) => html! { <em>{ inlines(body, act) }</em> },
        Inline::Strong(body) => html! { <strong>{ inlines(body, act) }</strong> },
        Inline::Link { to, body } => link(to, body, act),
        Inline::Act { run, at, body } => {
            let command = Command::Load(choice(run), at.clone());
            let onclick = act.reform(move |_: MouseEvent| command.clone());
            html! { <button type="button" class="act" data-run={run.preset.as_str()} data-drop={drops(run)} data-at={at.as_deref()} {onclick}>{ inlines(body, act) }</button> }
        }
    }
}

/// A link out, or to a place in this text; the latter leaves the state in the address alone.
fn link(to: &'static str, body: &'static [Inline], act: &Callback<Command>) -> Html {
    let Some(id) = to.strip_prefix('#') else {
        return html! { <a href={to} rel="noopener noreferrer" target="_blank">{ inlines(body, act) }</a> };
    };
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        super::browser::mark_place();
        super::browser::scroll_to(id);
    });
    html! { <a href={to} {onclick}>{ inlines(body, act) }</a> }
}
