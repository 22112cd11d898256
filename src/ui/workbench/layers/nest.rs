//! Header around header, under three rulers. Each level is a button.

use super::{AnatomyRef, level_name};
use crate::scene::layers::{Cell, Level, Nesting, PartBox, PartKind, Row};
use crate::text::{Lang, workbench as say};
use crate::ui::browser;
use crate::ui::figures::px;
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct NestProps {
    pub lang: Lang,
    pub anatomy: AnatomyRef,
    pub width: f64,
    /// The open level.
    pub level: Level,
    pub choose: Callback<Level>,
}

#[component]
pub(super) fn Nest(props: &NestProps) -> Html {
    let NestProps { lang, anatomy, width, level, choose } = props;
    let (lang, level) = (*lang, *level);
    let scene = use_memo((anatomy.clone(), px(*width), lang), |(anatomy, _, lang)| {
        Nesting::new(&anatomy.0, *width, |kind, bytes, short| label(*lang, kind, bytes, short))
    });
    let onclick = {
        let choose = choose.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(level) = level_at(event.target_dyn_into()) {
                choose.emit(level);
            }
        })
    };
    let onkeydown = keys(choose);
    let heads = scene.heads.iter().enumerate().map(|(ruler, x)| {
        html! { <text key={ruler.to_string()} class="layers-ruler" x={px(*x)} y="14">{ ["OSI 7", "TCP/IP 5", "TCP/IP 4"].get(ruler).copied().unwrap_or_default() }</text> }
    });
    let rows = scene.rows.iter().map(|row| row_button(lang, &scene, row, level));
    let cells = scene.cells.iter().map(|own| cell(lang, own, level));
    let boxes = scene.boxes.iter().map(|own| part(lang, anatomy, own, level));
    html! {
        <svg class="layers-nest" viewBox={format!("0 0 {} {}", px(scene.width), px(scene.height))} width={px(scene.width)} height={px(scene.height)} role="group" aria-label={say::layers_nest_label(lang)} {onclick} {onkeydown}>
            <g>{ for heads }</g>
            <g>{ for rows }</g>
            <g class="layers-cells">{ for cells }</g>
            <g>{ for boxes }</g>
            { wave(lang, &scene, &anatomy.0.bytes) }
        </svg>
    }
}

/// The words in a part.
fn label(lang: Lang, kind: PartKind, bytes: usize, short: bool) -> String {
    let name = match kind {
        PartKind::Ethernet if short => "Eth",
        PartKind::Ethernet => say::layers_ethernet(lang),
        PartKind::Ip => "IP",
        PartKind::Tcp => "TCP",
        PartKind::Udp => "UDP",
        PartKind::Icmp => "ICMP",
        PartKind::Data => say::layers_data(lang),
        PartKind::Piece => say::layers_piece(lang),
        PartKind::Quoted => say::layers_quoted(lang),
        PartKind::Fcs => "FCS",
    };
    format!("{name} {bytes}")
}

/// How a part is coloured and patterned.
pub(super) fn kind_class(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Ethernet | PartKind::Fcs => "frame",
        PartKind::Ip => "ip",
        PartKind::Tcp | PartKind::Udp | PartKind::Icmp => "transport",
        PartKind::Data | PartKind::Piece | PartKind::Quoted => "data",
    }
}

fn row_button(lang: Lang, scene: &Nesting, row: &Row, open: Level) -> Html {
    let on = row.level == open;
    html! {
        <rect key={row.level.id()} class={classes!("layers-row", on.then_some("on"))} x="0.75" y={px(row.y - 2.0)} width={px(scene.width - 1.5)} height={px(row.height + 3.0)} rx="7"
            role="button" tabindex={if on { "0" } else { "-1" }} aria-pressed={on.to_string()} aria-label={level_name(lang, row.level)} data-level={row.level.id()} />
    }
}

fn cell(lang: Lang, cell: &Cell, open: Level) -> Html {
    let (x, y, width, height) = cell.place;
    let last = cell.level.depth() + cell.levels;
    let on = (cell.level.depth()..last).contains(&open.depth());
    let class = classes!("layers-cell", on.then_some("on"));
    let name = say::layers_name(lang, cell.name);
    let words = cell.number.map_or_else(|| name.clone(), |number| format!("{number} {name}"));
    let (middle, centre) = (x + width / 2.0, y + height / 2.0);
    html! {
        <g key={format!("{}-{}-{}", cell.ruler, cell.name, cell.level.id())} {class} data-level={cell.level.id()}>
            <rect x={px(x + 0.5)} y={px(y)} width={px(width - 1.0)} height={px(height)} rx="5" />
            <text x={px(middle)} y={px(centre + 4.0)}>{ words }</text>
        </g>
    }
}

fn part(lang: Lang, anatomy: &AnatomyRef, own: &PartBox, open: Level) -> Html {
    let Some(part) = anatomy.0.parts.get(own.part) else { return html! { <g key="none" /> } };
    let (x, y, width, height) = own.place;
    let short = crate::scene::text_width(&label(lang, part.kind, part.bytes, false), 12.0) + 6.0 > width;
    let class = classes!(
        "layers-part",
        kind_class(part.kind),
        own.own.then_some("own"),
        (part.level == open && own.row == open).then_some("on"),
    );
    html! {
        <g key={format!("{}-{}", own.row.id(), own.part)} {class} data-level={part.level.id()}>
            <rect x={px(x + 1.0)} y={px(y)} width={px(width - 2.0)} height={px(height)} rx="5" />
            <text x={px(x + width / 2.0)} y={px(y + height / 2.0 + 4.2)}>{ label(lang, part.kind, part.bytes, short) }</text>
        </g>
    }
}

/// The first bits of the packet as a cable could carry them.
fn wave(lang: Lang, scene: &Nesting, bytes: &[u8]) -> Html {
    let Some(row) = scene.rows.last() else { return html! { <g /> } };
    let (top, bottom) = (row.parts_y + 4.0, row.parts_y + 15.0);
    let room = scene.width - scene.parts_x - 8.0;
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1));
    let (mut path, mut x) = (String::new(), scene.parts_x + 4.0);
    let step = 5.0;
    for bit in bits {
        if x + step > scene.parts_x + room {
            break;
        }
        let y = if bit { top } else { bottom };
        path += &format!("{}{} {} H{} ", if path.is_empty() { "M" } else { "L" }, px(x), px(y), px(x + step));
        x += step;
    }
    html! {
        <g class="layers-wave">
            <path d={path} />
            <text x={px(scene.parts_x + 4.0)} y={px(row.parts_y + 29.0)}>{ say::layers_bits(lang, &(bytes.len() * 8).to_string()) }</text>
        </g>
    }
}

fn level_at(target: Option<Element>) -> Option<Level> {
    let element = target?.closest("[data-level]").ok().flatten()?;
    Level::of_id(&element.get_attribute("data-level")?)
}

/// Arrow keys go from level to level and open it.
fn keys(choose: &Callback<Level>) -> Callback<KeyboardEvent> {
    let choose = choose.clone();
    Callback::from(move |event: KeyboardEvent| {
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Enter" | " " => 0,
            _ => return,
        };
        event.prevent_default();
        let picture = target.closest(".layers-nest").ok().flatten();
        let focused = picture.and_then(|picture| browser::move_focus(&picture, ".layers-row", by));
        if let Some(level) = level_at(focused) {
            choose.emit(level);
        }
    })
}
