//! What one can compare with: this run as it is, or one of the ready pairs.

use super::PAIRS;
use crate::text::{Lang, workbench as say};
use crate::ui::session::Command;
use crate::ui::workbench::Deed;
use yew::prelude::*;

/// While there is no other run.
pub(super) fn alone(lang: Lang, act: &Callback<Command>) -> Html {
    let fork = act.reform(|_: MouseEvent| Command::More(Deed::Fork));
    html! {
        <>
            <p class="compare-intro">{ say::compare_intro(lang) }</p>
            <p class="compare-begin">
                <button type="button" class="plain compare-fork" onclick={fork}>{ say::compare_fork(lang) }</button>
                { " " }<span>{ say::compare_fork_about(lang) }</span>
            </p>
            <p class="panel-title">{ say::compare_pairs(lang) }</p>
            { pairs(lang, act) }
        </>
    }
}

/// The ready pairs.
pub(super) fn pairs(lang: Lang, act: &Callback<Command>) -> Html {
    let pairs = PAIRS.iter().enumerate().map(|(index, pair)| {
        let (title, about) = (pair.words)(lang);
        let onclick = act.reform(move |_: MouseEvent| Command::More(Deed::Pair(index)));
        html! {
            <li key={pair.id}>
                <button type="button" class="compare-pair" data-pair={pair.id} {onclick}><strong>{ title }</strong><span>{ about }</span></button>
            </li>
        }
    });
    html! { <ul class="compare-pairs">{ for pairs }</ul> }
}
