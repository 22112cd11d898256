//! The minimap beneath the ladder of a long run: a strip of the whole, with a frame around what the ladder shows, to be dragged.

use super::say;
use crate::scene::minimap::{Bar, HALF, Minimap};
use crate::text::Lang;
use crate::ui::figures::{LadderRef, px};
use crate::ui::hooks::use_width;
use crate::ui::session::RunRef;
use gloo::events::EventListener;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A ladder lower than this can be looked over without a map.
const LONG: f64 = 1_400.0;
/// The height of the strip.
const HEIGHT: f64 = 2.0 * HALF + 6.0;
/// The narrowest frame that can be taken hold of.
const FRAME_LEAST: f64 = 8.0;

#[derive(Clone, PartialEq, Properties)]
pub(in crate::ui) struct OverviewProps {
    pub lang: Lang,
    pub run: RunRef,
    pub ladder: LadderRef,
    /// What scrolls the ladder.
    pub scroller: NodeRef,
    pub position: u32,
}

/// The strip; nothing where the ladder is short.
#[component]
pub(in crate::ui) fn Overview(props: &OverviewProps) -> Html {
    let OverviewProps { lang, run, ladder, scroller, position } = props;
    let place = use_node_ref();
    let width = use_width(&place);
    let (top, view) = use_shown(scroller, ladder.0.height);
    let map = use_memo((run.clone(), px(width), px(ladder.0.height)), |(run, ..)| {
        Minimap::new(run.trace(), &ladder.0, width)
    });
    let bars =
        use_memo((run.clone(), px(width), px(ladder.0.height)), |_| html! { <g>{ for map.bars.iter().map(bar) }</g> });
    let show = {
        let (scroller, map) = (scroller.clone(), std::rc::Rc::clone(&map));
        move |event: &PointerEvent| {
            let Some(strip) = strip(event) else { return };
            let rect = strip.get_bounding_client_rect();
            let x = (f64::from(event.client_x()) - rect.left()) * width / rect.width().max(1.0);
            scroll_to(&scroller, map.y_of(x) - view / 2.0);
        }
    };
    let onpointerdown = {
        let show = show.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(strip) = strip(&event) {
                let _may_be_over = strip.set_pointer_capture(event.pointer_id());
            }
            show(&event);
        })
    };
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            show(&event);
        }
    });
    let onkeydown = {
        let scroller = scroller.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowDown" => 0.25,
                "ArrowUp" => -0.25,
                "PageDown" => 1.0,
                "PageUp" => -1.0,
                _ => return,
            };
            event.prevent_default();
            scroll_to(&scroller, top + by * view);
        })
    };
    let long = ladder.0.height > LONG;
    let (left, right) = (map.x_of(top), map.x_of(top + view));
    let now = map.x_of(ladder.0.y_at(*position));
    let percent = |x: f64| hundredths(x / width.max(1.0)).to_string();
    html! {
        <div class="minimap-place" hidden={!long}>
            <div class="minimap" ref={place} role="slider" tabindex="0" aria-label={say::minimap_label(*lang)} aria-valuemin="0" aria-valuemax="100" aria-valuenow={percent(left)} aria-valuetext={say::minimap_value(*lang, &percent(left), &percent(right))} {onpointerdown} {onpointermove} {onkeydown}>
                <svg width={px(width)} height={px(HEIGHT)} viewBox={format!("0 0 {} {}", px(width), px(HEIGHT))} aria-hidden="true">
                    <line class="minimap-axis" x1="0" x2={px(width)} y1={px(HEIGHT / 2.0)} y2={px(HEIGHT / 2.0)} />
                    { (*bars).clone() }
                    <rect class="minimap-frame" x={px(left)} y="1" width={px((right - left).max(FRAME_LEAST))} height={px(HEIGHT - 2.0)} rx="3" />
                    <path class="minimap-now" d={format!("M{} 0V{}", px(now), px(HEIGHT))} />
                </svg>
            </div>
        </div>
    }
}

/// A share in hundredths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 1")]
fn hundredths(share: f64) -> u32 {
    (share.max(0.0).min(1.0) * 100.0 + 0.5) as u32
}

/// The strip that an event is about; events are listened to at the root of the page.
fn strip(event: &PointerEvent) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest(".minimap").ok().flatten()
}

/// Scrolls the ladder; the frame hears of it as of any scrolling.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
fn scroll_to(scroller: &NodeRef, top: f64) {
    if let Some(element) = scroller.cast::<HtmlElement>() {
        element.set_scroll_top(top.max(0.0) as i32);
    }
}

/// From where, and how much, the ladder shows.
#[hook]
fn use_shown(scroller: &NodeRef, height: f64) -> (f64, f64) {
    let shown = use_state_eq(|| (0, 300));
    let (setter, scroller) = (shown.setter(), scroller.clone());
    use_effect_with(px(height), move |_| {
        let element = scroller.cast::<Element>();
        let measure = {
            let element = element.clone();
            move || {
                if let Some(element) = &element {
                    setter.set((element.scroll_top(), element.client_height()));
                }
            }
        };
        measure();
        let listener = element.map(|element| EventListener::new(&element, "scroll", move |_| measure()));
        move || drop(listener)
    });
    (f64::from(shown.0), f64::from(shown.1))
}

/// Upwards what goes right, downwards what goes left; a cross where something was lost.
fn bar(bar: &Bar) -> Html {
    let middle = HEIGHT / 2.0;
    let half = |class: &'static str, y: f64, height: f64| {
        html! { <rect {class} x={px(bar.x + 0.5)} y={px(y)} width={px((bar.width - 1.0).max(1.0))} height={px(height)} /> }
    };
    let (x, arm) = (bar.x + bar.width / 2.0, 3.0);
    html! {
        <g key={px(bar.x).to_string()}>
            { half("minimap-right", middle - bar.right, bar.right) }
            { half("minimap-left", middle, bar.left) }
            { for bar.lost.then(|| html! { <path class="minimap-lost" d={format!("M{} {}l6 6m0 -6l-6 6", px(x - arm), px(middle - arm))} /> }) }
        </g>
    }
}
