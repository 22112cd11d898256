//! The scrubber: a mark for each event, at the ladder's own scale, and a knob to drag.

use crate::text::{self, Lang};
use crate::ui::figures::{LadderRef, px};
use crate::ui::session::{Command, RunRef, command_if};
use web_sys::Element;
use yew::prelude::*;

/// The scrubber at this position.
pub(super) fn scrub(lang: Lang, run: &RunRef, ladder: &LadderRef, position: u32, act: &Callback<Command>) -> Html {
    let len = run.trace().len();
    let seek = {
        let (ladder, act) = (ladder.clone(), act.clone());
        move |event: &PointerEvent| {
            let Some(track) = track(event) else { return };
            let rect = track.get_bounding_client_rect();
            let share = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
            act.emit(Command::Seek(nearest(&ladder, len, share)));
        }
    };
    let onpointerdown = {
        let seek = seek.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(track) = track(&event) {
                let _may_be_over = track.set_pointer_capture(event.pointer_id());
            }
            seek(&event);
        })
    };
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            seek(&event);
        }
    });
    let onkeydown = command_if(act, |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            "PageUp" => 5,
            "PageDown" => -5,
            _ => return None,
        };
        event.prevent_default();
        Some(Command::Step(by))
    });
    let here = percent(ladder, len, position);
    let value = text::scrub_value(
        lang,
        &len.to_string(),
        &position.to_string(),
        &crate::sim::Span(run.trace().time_at(position).0).to_string(),
    );
    html! {
        <div class="scrub" role="slider" tabindex="0" aria-label={text::scrub_label(lang)} aria-valuemin="0" aria-valuemax={len.to_string()} aria-valuenow={position.to_string()} aria-valuetext={value} {onpointerdown} {onpointermove} {onkeydown}>
            <svg width="100%" height="28" aria-hidden="true">
                <line class="track" x1="0" x2="100%" y1="14" y2="14" />
                <Marks run={run.clone()} ladder={ladder.clone()} />
                <line class="done" x1="0" x2={here.clone()} y1="14" y2="14" />
                <circle class="knob" cx={here} cy="14" r="7.5" />
            </svg>
        </div>
    }
}

/// The scrubber that an event is about. Its current target is no help: events are listened to at the root of the page.
fn track(event: &PointerEvent) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest(".scrub").ok().flatten()
}

#[derive(Clone, PartialEq, Properties)]
struct MarksProps {
    run: RunRef,
    ladder: LadderRef,
}

/// More marks than this nobody could tell apart.
const MARKS_MOST: u32 = 240;

/// The marks: they stay while the knob moves.
#[component]
fn Marks(props: &MarksProps) -> Html {
    let len = props.run.trace().len();
    let every = len / MARKS_MOST + 1;
    let marks = (1..=len / every).map(|mark| {
        let x = percent(&props.ladder, len, mark * every);
        html! { <line key={mark.to_string()} class="tick" x1={x.clone()} x2={x} y1="9" y2="19" /> }
    });
    html! { <g>{ for marks }</g> }
}

/// Where a position is on the track, from 0 to 1.
fn share(ladder: &LadderRef, len: u32, position: u32) -> f64 {
    let (start, end) = (ladder.0.y_at(0), ladder.0.y_at(len));
    0.01 + 0.98 * (ladder.0.y_at(position) - start) / (end - start).max(1.0)
}

fn percent(ladder: &LadderRef, len: u32, position: u32) -> String {
    format!("{}%", px(share(ladder, len, position) * 100.0))
}

/// The position whose mark is nearest; of several at one place, the last.
fn nearest(ladder: &LadderRef, len: u32, wish: f64) -> u32 {
    // Shares never fall: halve until the last that is not beyond the wish.
    let (mut low, mut high) = (0, len + 1);
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if share(ladder, len, middle) <= wish { low = middle } else { high = middle }
    }
    let distance = |position: u32| (share(ladder, len, position) - wish).abs();
    let next = (low + 1).min(len);
    if distance(next) > distance(low) {
        return low;
    }
    let there = share(ladder, len, next);
    (next..=len).take_while(|position| share(ladder, len, *position) <= there).last().unwrap_or(next)
}
