//! The top of the stage: both hosts, the wire between them, and what is on it now.

use super::px;
use crate::scene::wire::{OnWire, in_flight};
use crate::scene::{Ladder, text_width};
use crate::sim::Time;
use crate::sim::fault::PacketKind;
use crate::sim::ids::HostId;
use crate::text::{self, Lang};
use crate::trace::Trace;
use crate::ui::capitalised;
use crate::ui::session::RunRef;
use yew::prelude::*;

const HEIGHT: f64 = 66.0;
const TOP: f64 = 8.0;
const BOX: f64 = 50.0;

/// The wire at this position and time; `gliding` if packets move from one step to the next by themselves.
pub(super) fn wire(lang: Lang, run: &RunRef, scene: &Ladder, (position, now): (u32, Time), gliding: bool) -> Html {
    let trace = run.trace();
    let place = Place::of(scene);
    let flying = in_flight(trace, position, now);
    let (left, right) = (place.left.1 + 2.0, place.right.0 - 2.0);
    let middle = TOP + BOX / 2.0;
    let link = &run.scenario().link;
    let speed = rate_and_delay(link.rate_bps, link.delay_us);
    html! {
        <svg class={classes!("wire", gliding.then_some("gliding"), place.narrow.then_some("narrow"))} viewBox={format!("0 0 {} {}", px(scene.width), px(HEIGHT))} role="img" aria-label={text::wire_label(lang)}>
            <line class="cable" x1={px(left)} x2={px(right)} y1={px(middle)} y2={px(middle)} />
            if right - left > text_width(&speed, 12.0) + 12.0 {
                <text class="link" x={px(f64::midpoint(left, right))} y={px(middle - 15.0)} text-anchor="middle" font-size="12">{ speed }</text>
            }
            { host(lang, trace, HostId(0), place.left, place.narrow) }
            { host(lang, trace, HostId(1), place.right, place.narrow) }
            <g>{ for flying.iter().map(|packet| self::packet(lang, trace, packet, (left, right), place.narrow)) }</g>
        </svg>
    }
}

/// Where the hosts stand.
struct Place {
    left: (f64, f64),
    right: (f64, f64),
    narrow: bool,
}

impl Place {
    fn of(scene: &Ladder) -> Place {
        let narrow = scene.width < 520.0;
        let x = |index: usize| scene.lanes.get(index).map_or(0.0, |lane| lane.x);
        if narrow {
            let half = scene.width / 2.0 - 26.0;
            return Place { left: (6.0, half), right: (scene.width - half, scene.width - 6.0), narrow };
        }
        Place { left: (x(0) - 86.0, x(0) + 86.0), right: (x(1) - 86.0, x(1) + 86.0), narrow }
    }
}

/// `10 Mbit/s · 40 ms`: units are the same in every language.
fn rate_and_delay(rate_bps: u64, delay_us: u64) -> String {
    let rate = match rate_bps {
        1_000_000.. => format!("{} Mbit/s", rate_bps / 1_000_000),
        _ => format!("{} kbit/s", rate_bps / 1_000),
    };
    let delay =
        if delay_us.is_multiple_of(1_000) { format!("{} ms", delay_us / 1_000) } else { format!("{delay_us} µs") };
    format!("{rate} · {delay}")
}

fn host(lang: Lang, trace: &Trace, id: HostId, (left, right): (f64, f64), narrow: bool) -> Html {
    let name = trace.host_name(id);
    let address =
        usize::try_from(id.0).ok().and_then(|index| trace.hosts().get(index)).map(|host| host.address.to_string());
    let port = trace.packets().iter().find_map(|span| {
        let ends = [span.packet.source(), span.packet.destination()];
        ends.into_iter().find(|end| Some(end.address.to_string()) == address).map(|end| end.port)
    });
    let address = match port {
        Some(port) => format!("{}:{port}", address.unwrap_or_default()),
        None => address.unwrap_or_default(),
    };
    let middle = px(f64::midpoint(left, right));
    let (large, small) = if narrow { ("13", "10.5") } else { ("15", "12") };
    html! {
        <g class={format!("host host-{}", id.0)}>
            <rect x={px(left)} y={px(TOP)} width={px(right - left)} height={px(BOX)} rx="12" />
            <text class="host-name" x={middle.clone()} y={px(TOP + 21.0)} text-anchor="middle" font-size={large}>{ capitalised(&text::host_word(lang, name)) }</text>
            <text class="host-address" x={middle} y={px(TOP + 39.0)} text-anchor="middle" font-size={small}>{ address }</text>
        </g>
    }
}

/// A packet on the wire: its flags in a tag that points where it goes, or where there is no room a dot.
fn packet(lang: Lang, trace: &Trace, on: &OnWire, (left, right): (f64, f64), narrow: bool) -> Html {
    let Some(span) = trace.packet(on.id) else { return html! {} };
    let kind = PacketKind::of(&span.packet);
    let class = classes!("packet", format!("kind-{}", kind.id()), on.lost.then_some("lost"));
    let text = match (span.packet.segment(), kind) {
        (Some(segment), PacketKind::Data) => format!("{} B", segment.payload.len()),
        (Some(segment), _) => segment.flags.to_string(),
        (None, kind) => text::kind_word(lang, kind).to_owned(),
    };
    let half = if narrow { 6.0 } else { text_width(&text, 11.0) / 2.0 + 9.0 };
    let x = left + half + (right - left - 2.0 * half).max(0.0) * on.share;
    let tip = if on.rightwards { half + 5.0 } else { -half - 5.0 };
    let back = if on.rightwards { -half } else { half };
    let outline = format!("M{b} -10H{f}L{tip} 0L{f} 10H{b}z", b = px(back), f = px(-back), tip = px(tip));
    html! {
        <g key={on.id.0.to_string()} {class} transform={format!("translate({} {})", px(x), px(TOP + BOX / 2.0))}>
            if narrow { <circle r="6" /> } else {
                <path d={outline} />
                <text dy="0.34em" text-anchor="middle" font-size="11">{ text }</text>
            }
            if on.lost { <path class="cross" d="M-8 -8L8 8M8 -8L-8 8" /> }
        </g>
    }
}
