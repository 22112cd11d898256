//! What a link asked for and could not be done: one sentence each, naming the bad value as text.

use crate::link::Problem;
use crate::text::{self, Lang};
use crate::ui::session::Command;
use yew::prelude::*;

/// The sentences, until the reader has read them.
pub(in crate::ui) fn notices(lang: Lang, problems: &[Problem], act: &Callback<Command>) -> Html {
    let dismiss = act.reform(|_: MouseEvent| Command::Dismiss);
    html! {
        <div class="notices" role="status">
            if !problems.is_empty() {
                <div class="notice">
                    <ul>{ for problems.iter().map(|problem| html! { <li>{ sentence(lang, problem) }</li> }) }</ul>
                    <button type="button" class="plain" onclick={dismiss}>{ text::notice_dismiss(lang) }</button>
                </div>
            }
        </div>
    }
}

fn sentence(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::TooLong => text::problem_too_long(lang).to_owned(),
        Problem::Version(value) => text::problem_version(lang, value),
        Problem::Key(value) => text::problem_key(lang, value),
        Problem::Run(value) => text::problem_run(lang, value),
        Problem::Packet(value) => text::problem_packet(lang, value),
        Problem::TooManyDrops => text::problem_too_many(lang).to_owned(),
        Problem::At(value) => text::problem_at(lang, value),
        Problem::Lab => text::problem_lab(lang).to_owned(),
        Problem::View(value) => text::problem_view(lang, value),
        Problem::More(count) => text::problem_more(lang, u64::from(*count)),
    }
}
