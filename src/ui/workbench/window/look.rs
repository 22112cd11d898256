//! What tells the parts apart beside their colour, and the legend.

use super::figure::Stream;
use crate::scene::window::Kind;
use crate::sim::tcp::Fate;
use crate::text::{Lang, workbench as say};
use crate::ui::figures::px;
use yew::prelude::*;

/// The pattern that tells a part without its colour.
pub(super) fn hatch(kind: Kind, (x, width): (AttrValue, AttrValue), y: f64, height: f64) -> Html {
    let pattern = match kind {
        Kind::Sent(Fate::Lost, _) => "lost",
        Kind::Sent(Fate::InFlight, times) if times > 1 => "again",
        Kind::Waiting | Kind::Sendable => "waiting",
        Kind::Gap | Kind::Forgotten => "gap",
        Kind::Held | Kind::Sent(Fate::Sacked, _) => "held",
        _ => return html! { <g /> },
    };
    html! { <g><rect class="window-hatch" fill={format!("url(#window-{pattern})")} {x} y={px(y)} {width} height={px(height)} /></g> }
}

/// The patterns, once for all pictures.
pub(super) fn patterns() -> Html {
    let pattern = |name: &'static str, size: &'static str, d: &'static str| {
        html! { <pattern id={format!("window-{name}")} class={format!("window-pattern window-pattern-{name}")} patternUnits="userSpaceOnUse" width={size} height={size}><path {d} /></pattern> }
    };
    html! {
        <svg class="window-patterns" width="0" height="0" aria-hidden="true">
            <defs>
                { pattern("lost", "8", "M0 0l8 8M0 8l8 -8") }
                { pattern("again", "6", "M0 6l6 -6") }
                { pattern("waiting", "5", "M0 2.5h5") }
                { pattern("gap", "7", "M3.5 0v7") }
                { pattern("held", "6", "M2 3h2") }
            </defs>
        </svg>
    }
}

/// What the parts that are drawn mean.
pub(super) fn legend(lang: Lang, streams: &[Stream]) -> Html {
    let kinds = [
        Kind::Acknowledged,
        Kind::Sent(Fate::InFlight, 1),
        Kind::Sent(Fate::InFlight, 2),
        Kind::Sent(Fate::Sacked, 1),
        Kind::Sent(Fate::Lost, 1),
        Kind::Forgotten,
        Kind::Sendable,
        Kind::Usable,
        Kind::Waiting,
        Kind::Read,
        Kind::Ready,
        Kind::Held,
        Kind::Gap,
        Kind::Offered,
    ];
    let drawn = |kind: &Kind| {
        let shapes = streams.iter().flat_map(|stream| stream.picture.above.iter().chain(&stream.picture.below));
        shapes.into_iter().any(|shape| shape.kind.id() == kind.id())
    };
    let items = kinds.into_iter().filter(drawn).map(|kind| {
        let (x, width) = (AttrValue::from("1"), AttrValue::from("20"));
        html! {
            <li key={kind.id()}>
                <svg class={format!("window-swatch window-part window-{}", kind.id())} viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">
                    <rect class="window-fill" x="1" y="1" width="20" height="12" />{ hatch(kind, (x, width), 1.0, 12.0) }
                </svg>
                { say::window_part(lang, kind.id()) }
            </li>
        }
    });
    html! { <ul class="window-legend" aria-label={say::window_legend_label(lang)}>{ for items }</ul> }
}
