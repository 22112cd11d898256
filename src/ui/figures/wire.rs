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
/// From several hosts down to the wire that they share.
const BUS: f64 = 18.0;

/// The wire at this position and time; `gliding` if packets move from one step to the next by themselves.
pub(super) fn wire(lang: Lang, run: &RunRef, scene: &Ladder, (position, now): (u32, Time), gliding: bool) -> Html {
    let trace = run.trace();
    let place = Place::of(scene);
    let flying = in_flight(trace, position, now);
    let ends = place.hosts.first().zip(place.hosts.last());
    let (left, right) = ends.and_then(|(first, last)| place.way(first.0, Some(last.0))).unwrap_or_default();
    let middle = place.wire;
    // No lesson has so many.
    let crowd = crate::sim::tcp::WHOLE && flying.len() > if place.hosts.len() > 2 { CROWD / 2 } else { CROWD };
    let link = &run.scenario().link;
    let speed = rate_and_delay(link.rate_bps, link.delay_us);
    html! {
        <svg class={classes!("wire", gliding.then_some("gliding"), place.narrow.then_some("narrow"))} viewBox={format!("0 0 {} {}", px(scene.width), px(place.height))} role="img" aria-label={text::wire_label(lang)}>
            <path class="cable" d={cable(&place, left, right)} />
            if place.hosts.len() == 2 && right - left > text_width(&speed, 12.0) + 12.0 {
                <text class="link" x={px(f64::midpoint(left, right))} y={px(middle - 15.0)} text-anchor="middle" font-size="12">{ speed }</text>
            }
            <g>{ for place.hosts.iter().map(|(id, span)| host(lang, trace, *id, *span, &place)) }</g>
            <g>{ for flying.iter().map(|packet| self::packet(lang, trace, packet, &place, crowd)) }</g>
        </svg>
    }
}

/// More packets than this on the wire, of several hosts than half of it, are drawn small, those that go right above those that go left.
const CROWD: usize = 6;

/// The wire, and from several hosts the way down to it.
fn cable(place: &Place, left: f64, right: f64) -> String {
    let mut cable = format!("M{} {}H{}", px(left), px(place.wire), px(right));
    if crate::sim::tcp::WHOLE && place.hosts.len() > 2 {
        for (_, span) in &place.hosts {
            cable += &format!("M{} {}V{}", px(f64::midpoint(span.0, span.1)), px(TOP + BOX), px(place.wire));
        }
    }
    cable
}

/// Where the hosts stand.
struct Place {
    hosts: Vec<(HostId, (f64, f64))>,
    /// The height of the wire: between two hosts, below several.
    wire: f64,
    height: f64,
    narrow: bool,
}

impl Place {
    fn of(scene: &Ladder) -> Place {
        let narrow = scene.width < 520.0;
        let ids = scene.lanes.iter().map(|lane| (lane.host, lane.x));
        if scene.lanes.len() > 2 {
            let gap = scene.lanes.get(1).zip(scene.lanes.first()).map_or(0.0, |(second, first)| second.x - first.x);
            let half = (gap / 2.0 - 3.0).min(70.0);
            let hosts = ids.map(|(host, x)| (host, (x - half, x + half))).collect();
            return Place { hosts, wire: TOP + BOX + BUS, height: HEIGHT + 2.0 * BUS - TOP, narrow };
        }
        let half = scene.width / 2.0 - 26.0;
        let span = |(host, x): (HostId, f64)| match (narrow, host) {
            (false, _) => (host, (x - 86.0, x + 86.0)),
            (true, HostId(0)) => (host, (6.0, half)),
            (true, _) => (host, (scene.width - half, scene.width - 6.0)),
        };
        Place { hosts: ids.map(span).collect(), wire: TOP + BOX / 2.0, height: HEIGHT, narrow }
    }

    /// The ends of a packet's way on the wire.
    fn way(&self, from: HostId, to: Option<HostId>) -> Option<(f64, f64)> {
        let of = |id: HostId| self.hosts.iter().find(|(host, _)| *host == id).map(|(_, span)| *span);
        let (from, first, last) = (of(from)?, self.hosts.first()?.1, self.hosts.last()?.1);
        let to = to.and_then(of).filter(|to| *to != from).unwrap_or(if from == last { first } else { last });
        if self.hosts.len() > 2 {
            return Some((f64::midpoint(from.0, from.1), f64::midpoint(to.0, to.1)));
        }
        Some(if from.0 < to.0 { (from.1 + 2.0, to.0 - 2.0) } else { (from.0 - 2.0, to.1 + 2.0) })
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

fn host(lang: Lang, trace: &Trace, id: HostId, (left, right): (f64, f64), place: &Place) -> Html {
    let name = trace.host_name(id);
    let address =
        usize::try_from(id.0).ok().and_then(|index| trace.hosts().get(index)).map(|host| host.address.to_string());
    let port = trace.packets().iter().find_map(|span| {
        let ends = [span.packet.source(), span.packet.destination()];
        ends.into_iter().find(|end| Some(end.address.to_string()) == address).map(|end| end.port)
    });
    let address = match port {
        // Of many hosts there is only room for the address, or not even for that.
        _ if right - left < 84.0 => String::new(),
        Some(port) if right - left > 100.0 => format!("{}:{port}", address.unwrap_or_default()),
        _ => address.unwrap_or_default(),
    };
    let middle = px(f64::midpoint(left, right));
    let narrow = place.narrow || right - left < 130.0;
    let (large, small) = if narrow { (13.0, "10.5") } else { (15.0, "12") };
    let name = capitalised(&text::host_word(lang, name));
    let large = px(((right - left - 4.0) * large / text_width(&name, large)).min(large));
    // The one on the right serves, the others ask.
    let side = usize::from(place.hosts.last().is_some_and(|(last, _)| *last == id));
    html! {
        <g class={format!("host host-{side}")}>
            <rect x={px(left)} y={px(TOP)} width={px(right - left)} height={px(BOX)} rx="12" />
            <text class="host-name" x={middle.clone()} y={px(TOP + 21.0)} text-anchor="middle" font-size={large}>{ name }</text>
            <text class="host-address" x={middle} y={px(TOP + 39.0)} text-anchor="middle" font-size={small}>{ address }</text>
        </g>
    }
}

/// A packet on the wire: its flags in a tag that points where it goes, or where there is no room a dot.
fn packet(lang: Lang, trace: &Trace, on: &OnWire, place: &Place, crowd: bool) -> Html {
    let narrow = place.narrow || crowd;
    let Some(span) = trace.packet(on.id) else { return html! {} };
    let Some((from, to)) = place.way(span.name.from, trace.host_at(span.packet.ip.destination)) else {
        return html! {};
    };
    let ahead = if from < to { 1.0 } else { -1.0 };
    let kind = PacketKind::of(&span.packet);
    let class = classes!("packet", format!("kind-{}", kind.id()), on.lost.then_some("lost"));
    let text = match (span.packet.segment(), kind) {
        (Some(segment), PacketKind::Data) => format!("{} B", segment.payload.len()),
        (Some(segment), _) => segment.flags.to_string(),
        (None, kind) => text::kind_word(lang, kind).to_owned(),
    };
    let half = if crowd {
        4.0
    } else if narrow {
        6.0
    } else {
        text_width(&text, 11.0) / 2.0 + 9.0
    };
    let x = from + ahead * half + (to - from - ahead * 2.0 * half) * on.share;
    let (tip, back) = (ahead * (half + 5.0), -ahead * half);
    let y = place.wire - if crowd { ahead * 7.0 } else { 0.0 };
    let tall = if crowd { "4" } else { "10" };
    let outline = format!("M{b} -{tall}H{f}L{tip} 0L{f} {tall}H{b}z", b = px(back), f = px(-back), tip = px(tip));
    html! {
        <g key={on.id.0.to_string()} {class} transform={format!("translate({} {})", px(x), px(y))}>
            if crowd { <path d={outline} /> } else if narrow { <circle r="6" /> } else {
                <path d={outline} />
                <text dy="0.34em" text-anchor="middle" font-size="11">{ text }</text>
            }
            if on.lost { <path class="cross" d="M-8 -8L8 8M8 -8L-8 8" /> }
        </g>
    }
}
