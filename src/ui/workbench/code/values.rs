//! What stands beside a line: what its call waits for, what it returned, what it raised.

use crate::scenario::python::{OutOfTime, bytes_shown, raised};
use crate::sim::socket::{Call, Outcome};
use crate::sim::{Span, Time};
use crate::text::{self, Lang, workbench as say};
use crate::trace::execution::{Made, Return};
use yew::prelude::*;

/// So many bytes of what was received are shown.
const BYTES_SHOWN: usize = 24;

/// A mark beside a line or a sentence.
#[derive(Clone, Copy)]
pub(super) enum Icon {
    /// The program is here.
    Here,
    /// It waits here.
    Waits,
    /// It has ended.
    Ended,
}

/// Drawn, because not every font has these signs.
pub(super) fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Here => "M2 1 L11 6 L2 11 Z",
        Icon::Waits => "M2 1 H5 V11 H2 Z M7 1 H10 V11 H7 Z",
        Icon::Ended => "M2 2 H10 V10 H2 Z",
    };
    html! { <svg class="code-icon" viewBox="0 0 12 12" width="10" height="10" aria-hidden="true"><path d={path} /></svg> }
}

/// A time in seconds, or a span of it.
pub(super) fn when(lang: Lang, time: Time) -> String {
    say::seconds(lang, &Span(time.0).to_string())
}

/// What a call does while it blocks.
pub(super) fn blocked_word(lang: Lang, made: &Made) -> &'static str {
    match &*made.call {
        Call::Accept { .. } => say::code_wait_connection(lang),
        Call::Connect { .. } => say::code_wait_handshake(lang),
        Call::Recv { .. } | Call::RecvToEnd { .. } => say::code_wait_data(lang),
        Call::RecvFrom { .. } => say::code_wait_datagram(lang),
        Call::Send { .. } | Call::SendTo { .. } | Call::Reply { .. } | Call::Answer { .. } => say::code_wait_room(lang),
        Call::Sleep { .. } => say::code_wait_time(lang),
        _ => say::code_wait_other(lang),
    }
}

/// What is to be said of a call at a position. What is sent on a stream is first only copied.
pub(super) fn value(lang: Lang, made: &Made, position: u32, copies: bool) -> Html {
    let returned = made.returned_at(position).map(|it| returned(lang, made, it, position, copies));
    let waits = made.waits && !made.is_over_at(position);
    let wait = waits.then(|| say::code_since(lang, &when(lang, made.since(position)), blocked_word(lang, made)));
    let class = if made.is_over_at(position) && returned.as_ref().is_some_and(|(failed, _)| *failed) {
        "code-value failed"
    } else {
        "code-value"
    };
    html! {
        <>
            <span>if let Some((_, words)) = returned { <span {class}>{ words }</span> }</span>
            <span>if let Some(wait) = wait { <span class="code-value wait">{ icon(Icon::Waits) }{ " " }{ wait }</span> }</span>
        </>
    }
}

/// Whether a return is a failure, and what it says.
fn returned(lang: Lang, made: &Made, it: &Return, position: u32, copies: bool) -> (bool, String) {
    let bytes = |count: u64| text::value_bytes(lang, count);
    let arrow = |words: String| (false, format!("→ {words}"));
    let reads = made.returns.partition_point(|other| other.event.0 < position);
    match &it.outcome {
        Outcome::Done => arrow(match &*made.call {
            Call::Accept { .. } => say::code_accepted(lang).to_owned(),
            _ => say::code_connected(lang).to_owned(),
        }),
        Outcome::Sent { bytes: count } if copies => arrow(say::code_copied_out(lang, &bytes((*count).into()))),
        Outcome::Sent { bytes: count } => arrow(say::code_sent_out(lang, &bytes((*count).into()))),
        Outcome::Received { .. } if reads > 1 => arrow(all(lang, it, reads)),
        Outcome::Received { data } => {
            arrow(say::code_came(lang, &bytes(data.len_u32().into()), &bytes_shown(data, BYTES_SHOWN)))
        }
        Outcome::ReceivedFrom { data, from } => {
            let shown = bytes_shown(data, BYTES_SHOWN);
            arrow(say::code_came_from(lang, &bytes(data.len_u32().into()), &from.to_string(), &shown))
        }
        Outcome::EndOfFile if reads > 1 => {
            arrow(say::code_came_end(lang, &all(lang, it, reads - 1), say::code_end(lang)))
        }
        Outcome::EndOfFile => arrow(say::code_end(lang).to_owned()),
        Outcome::TimeLimit => (true, format!("✗ {}", OutOfTime::TEXT)),
        Outcome::Failed { errno } => (true, format!("✗ {}", raised(*errno))),
    }
}

/// What several receives gave together.
fn all(lang: Lang, it: &Return, reads: usize) -> String {
    say::code_came_all(
        lang,
        &text::value_bytes(lang, it.bytes),
        &reads.to_string(),
        u64::try_from(reads).unwrap_or_default(),
    )
}
