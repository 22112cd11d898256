//! The buffers of both ends: how large they are, and what is in them.

use crate::scene::window::Edges;
use crate::text::{Lang, workbench as say};
use crate::trace::window::EndNow;
use crate::ui::figures::px;
use yew::prelude::*;

/// What the sender keeps: not yet acknowledged, or not yet sent.
pub(super) fn send_buffer(lang: Lang, end: &EndNow) -> Html {
    let (held, size) = (end.tcb.send_buffered, end.holdings.send_buffer);
    let edges = Edges::of(end);
    let fin = u32::from(end.holdings.fin.is_some());
    let waiting = edges.written.saturating_sub(edges.nxt).saturating_sub(fin).min(held);
    let words = say::window_send_buffer(lang, &held.to_string(), &size.to_string());
    let flight = (held - waiting, "flight", say::window_buffer_flight(lang, &(held - waiting).to_string()));
    buffer(&words, size, &[flight, (waiting, "waiting", say::window_buffer_waiting(lang, &waiting.to_string()))])
}

/// What the receiver keeps: not yet read, or beyond a gap.
pub(super) fn receive_buffer(lang: Lang, end: &EndNow) -> Html {
    let (ready, held, size) = (end.tcb.receive_ready, end.tcb.out_of_order, end.holdings.receive_buffer);
    let words = say::window_receive_buffer(lang, &(ready + held).to_string(), &size.to_string());
    let ready = (ready, "ready", say::window_buffer_ready(lang, &ready.to_string()));
    buffer(&words, size, &[ready, (held, "held", say::window_buffer_held(lang, &held.to_string()))])
}

/// A buffer, how full it is, and of what.
fn buffer(words: &str, size: u32, parts: &[(u32, &'static str, String); 2]) -> Html {
    const WIDTH: f64 = 90.0;
    let mut x = 0.0;
    let bars: Vec<Html> = parts
        .iter()
        .map(|(bytes, kind, _)| {
            let width = (f64::from(*bytes) / f64::from(size.max(1)) * WIDTH).min(WIDTH - x).max(0.0);
            let from = x;
            x += width;
            html! { <g key={*kind} class={format!("window-part window-{kind}")}><rect class="window-fill" x={px(from)} y="1" width={px(width)} height="10" /></g> }
        })
        .collect();
    let counts = parts.iter().filter(|(bytes, ..)| *bytes > 0).map(|(_, kind, words)| {
        html! { <span key={*kind} class="window-count">{ words.clone() }</span> }
    });
    html! {
        <p class="window-buffer-line">
            <svg class="window-gauge" viewBox="0 0 90 12" width="90" height="12" aria-hidden="true"><g>{ for bars }</g><rect class="window-frame" x="0.5" y="0.5" width="89" height="11" rx="2" /></svg>
            <span class="window-buffer-words">{ words.to_owned() }<span class="window-counts">{ for counts }</span></span>
        </p>
    }
}
