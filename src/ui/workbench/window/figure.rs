//! One direction's picture. Its patterns are in `look`, its buffers in `buffers`.

use super::about::{control_words, shape_words};
use super::buffers::{receive_buffer, send_buffer};
use super::look::hatch;
use crate::scene::window::{
    Anchor, Bracket, Control, Direction, Edges, Kind, LINE, Limit, Mark, Picture, Shape, TEXT, Tick, limit,
};
use crate::sim::PacketId;
use crate::text::{Lang, workbench as say};
use crate::trace::window::EndNow;
use crate::ui::figures::px;
use yew::prelude::*;

/// One direction, with its words.
pub(super) struct Stream {
    lang: Lang,
    /// Which end sends: 0 for the one that sent first.
    pub from: usize,
    /// The sender's name and the receiver's.
    names: [String; 2],
    /// The picture.
    pub picture: Picture,
    limit: Option<Limit>,
    sender: Option<EndNow>,
    receiver: Option<EndNow>,
    /// Numbers are written as they are on the wire.
    absolute: bool,
}

impl Stream {
    pub(super) fn new(
        lang: Lang,
        from: usize,
        (sender, receiver): (Option<&EndNow>, Option<&EndNow>),
        numbers: u32,
        (names, absolute): ([String; 2], bool),
        width: f64,
    ) -> Option<Stream> {
        let word = |kind: Kind| say::window_part(lang, kind.id());
        let picture = Picture::new(&Direction { sender, receiver, numbers, absolute, word: &word }, width)?;
        let (limit, sender, receiver) = (sender.map(limit), sender.cloned(), receiver.cloned());
        Some(Stream { lang, from, names, picture, limit, sender, receiver, absolute })
    }

    /// How a number is written.
    pub(super) fn number(&self, number: u32) -> String {
        let word = |_: Kind| String::new();
        let (sender, receiver) = (self.sender.as_ref(), self.receiver.as_ref());
        Direction { sender, receiver, numbers: 0, absolute: self.absolute, word: &word }.number(number)
    }

    pub(super) fn title(&self, lang: Lang) -> String {
        let [from, to] = &self.names;
        say::window_direction(lang, from, to)
    }

    /// How often a segment has been sent.
    pub(super) fn transmissions(&self, shape: &Shape) -> Option<u8> {
        let sent = self.sender.as_ref()?.tcb.scoreboard.get(shape.segment?)?;
        Some(sent.transmissions)
    }

    fn packet(&self, shape: &Shape) -> Option<PacketId> {
        *self.sender.as_ref()?.packets.get(shape.segment?)?
    }

    /// The picture in words.
    pub(super) fn summary(&self) -> String {
        let [from, to] = &self.names;
        let Some(end) = &self.sender else {
            return say::window_no_sender(self.lang).to_owned();
        };
        let edges = Edges::of(end);
        let flight = (edges.nxt - edges.una).to_string();
        let waiting = edges.written.saturating_sub(edges.nxt).to_string();
        let usable = end.holdings.usable.to_string();
        say::window_summary(self.lang, &flight, from, to, &self.number(edges.una), &usable, &waiting)
    }

    pub(super) fn draw(&self, selected: Option<PacketId>) -> Html {
        let (picture, lang) = (&self.picture, self.lang);
        let limit = self.limit.map(|limit| say::window_limit(lang, limit.id()));
        let label = format!("{} {}", self.summary(), limit.as_deref().unwrap_or_default());
        let scrolled = (picture.range.from > 0).then(|| say::window_scrolled(lang, &picture.range.from.to_string()));
        let beyond =
            (picture.waiting_beyond > 0).then(|| say::window_waiting_beyond(lang, &picture.waiting_beyond.to_string()));
        html! {
            <section key={self.from.to_string()} class="window-stream">
                <p class="window-title"><strong>{ self.title(lang) }</strong>{ " " }<span class="window-limit">{ for limit }</span></p>
                <svg class="window-picture" viewBox={format!("0 0 {} {}", px(picture.width), px(picture.height))} role="group" aria-label={label}>
                    <g class="window-ticks">{ for picture.ticks.iter().enumerate().map(|(index, tick)| self.tick(index, tick)) }</g>
                    { self.line(&picture.above, true, selected) }
                    { self.line(&picture.below, false, selected) }
                    <g class="window-controls">{ for picture.controls.iter().map(|control| self.control(control)) }</g>
                    <g class="window-brackets">{ for picture.brackets.iter().enumerate().map(|(index, one)| bracket(index, one)) }</g>
                    <g class="window-marks">{ for picture.marks.iter().map(mark) }</g>
                </svg>
                <p class="window-hidden"><span>{ for scrolled }</span>{ " " }<span>{ for beyond }</span></p>
                <div class="window-buffers">
                    <div class="window-buffer">{ for self.sender.as_ref().map(|end| send_buffer(lang, end)) }</div>
                    <div class="window-buffer">{ for self.receiver.as_ref().map(|end| receive_buffer(lang, end)) }</div>
                </div>
            </section>
        }
    }

    /// The line of one end, with its name where there is room.
    fn line(&self, shapes: &[Shape], above: bool, selected: Option<PacketId>) -> Html {
        let picture = &self.picture;
        let y = if above { picture.above_y } else { picture.below_y };
        let side = if above { self.from } else { 1 - self.from };
        let name = self.names.get(usize::from(!above)).cloned().unwrap_or_default();
        let does = if above { say::window_sends(self.lang) } else { say::window_receives(self.lang) };
        let parts = shapes.iter().enumerate().map(|(index, shape)| self.shape(shape, y, above, index, selected));
        html! {
            <g class={format!("window-line window-end-{side}")}>
                <rect class="window-base" x={px(picture.left)} y={px(y)} width={px(picture.right - picture.left)} height={px(LINE)} />
                <g>{ for parts }</g>
                if picture.left > 20.0 {
                    <g class="window-name">
                        <text x="0" y={px(y + 13.0)} class="window-host">{ name }</text>
                        <text x="0" y={px(y + 26.0)} class="window-does">{ does }</text>
                    </g>
                } else {
                    <g class="window-name"><text x="1" y={px(if above { 12.0 } else { picture.height - 4.0 })} class="window-host">{ format!("{name} · {does}") }</text></g>
                }
            </g>
        }
    }

    fn shape(&self, shape: &Shape, y: f64, above: bool, index: usize, selected: Option<PacketId>) -> Html {
        let packet = if above { self.packet(shape) } else { None };
        let chosen = packet.is_some() && packet == selected;
        let class = classes!("window-part", format!("window-{}", shape.kind.id()), chosen.then_some("chosen"));
        let key = about_key(self.from, above, shape.from);
        let role = if packet.is_some() { "button" } else { "img" };
        let tabindex = if above && index == 0 { "0" } else { "-1" };
        let (x, width) = (px(shape.x), px(shape.width.max(1.2)));
        html! {
            <g key={key.clone()} {class} {role} {tabindex} data-about={key} data-packet={packet.map(|id| id.0.to_string())} aria-label={shape_words(self.lang, self, shape)}>
                <rect class="window-fill" x={x.clone()} y={px(y)} width={width.clone()} height={px(LINE)} />
                { hatch(shape.kind, (x, width), y, LINE) }
                <text x={px(shape.x + shape.width / 2.0)} y={px(y + LINE / 2.0 + 4.0)} text-anchor="middle" font-size={px(TEXT)}>{ shape.label.clone() }</text>
            </g>
        }
    }

    fn control(&self, control: &Control) -> Html {
        let y = if control.above { self.picture.above_y } else { self.picture.below_y };
        let class = if control.fin { "window-control window-fin" } else { "window-control window-syn" };
        let key = format!("c{}:{}", self.from, u8::from(control.fin));
        let name = match (control.fin, control.width > 30.0) {
            (false, true) => "SYN",
            (true, true) => "FIN",
            (false, false) => "S",
            (true, false) => "F",
        };
        // Wide enough for its word, it is a part; else a flag that stands on its number.
        let inside = control.width > 12.0;
        let text_y = if inside { y + LINE / 2.0 + 4.0 } else { y + LINE - 4.0 };
        let text_x = if inside {
            control.x + control.width / 2.0
        } else {
            let right = control.x + control.width + 6.0;
            if right + 4.0 > self.picture.right { control.x - 6.0 } else { right }
        };
        html! {
            <g key={format!("{}{key}", control.above)} {class} role="img" tabindex="-1" data-about={key} aria-label={control_words(self.lang, self, control.fin, control.number)}>
                <rect x={px(control.x)} y={px(y)} width={px(control.width)} height={px(LINE)} />
                <text class={(!inside).then_some("aside")} x={px(text_x)} y={px(text_y)} text-anchor="middle" font-size={px(TEXT - 1.0)}>{ name }</text>
            </g>
        }
    }

    fn tick(&self, index: usize, tick: &Tick) -> Html {
        let picture = &self.picture;
        let (top, bottom) = (picture.above_y + LINE, picture.below_y);
        let written = tick.text.clone().map(|text| {
            html! { <text x={px(tick.x)} y={px(f64::midpoint(top, bottom) + 4.0)} text-anchor={anchor(tick.anchor)} font-size={px(TEXT - 0.5)}>{ text }</text> }
        });
        let length = if tick.text.is_some() { 4.0 } else { 2.5 };
        html! {
            <g key={index.to_string()}>
                <path d={format!("M{x} {}v{}M{x} {}v-{}", px(top), px(length), px(bottom), px(length), x = px(tick.x))} />
                <g>{ for written }</g>
            </g>
        }
    }
}

/// What a part is looked up by.
pub(super) fn about_key(from: usize, above: bool, number: u32) -> String {
    format!("{}{from}:{number}", if above { 'a' } else { 'b' })
}

fn anchor(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// A variable's id, from its name.
fn variable(name: &str) -> String {
    name.to_lowercase().replace('.', "-")
}

fn mark(mark: &Mark) -> Html {
    html! {
        <g key={mark.name} class="window-mark" role="img" tabindex="-1" aria-label={mark.text.clone()} data-about={format!("v:{}", variable(mark.name))}>
            <line x1={px(mark.x)} x2={px(mark.x)} y1={px(mark.from_y)} y2={px(mark.to_y)} />
            <text x={px(mark.text_x)} y={px(mark.text_y)} text-anchor={anchor(mark.anchor)} font-size={px(TEXT)}>{ mark.text.clone() }</text>
        </g>
    }
}

fn bracket(index: usize, bracket: &Bracket) -> Html {
    let class = classes!(
        "window-bracket",
        format!("window-bracket-{}", variable(bracket.name)),
        bracket.limits.then_some("limits")
    );
    let (x, to, y) = (px(bracket.x), px(bracket.to_x), px(bracket.y));
    // An end that lies beyond the picture is an arrow.
    let end = if bracket.open { "m-6 -4l6 4l-6 4" } else { "m0 -5v10" };
    let gap = bracket.gap.map_or_else(String::new, |(from, to)| format!("H{}M{} {y}", px(from), px(to)));
    html! {
        <g key={index.to_string()} {class} role="img" tabindex="-1" aria-label={if bracket.text.is_empty() { bracket.name.to_owned() } else { bracket.text.clone() }} data-about={format!("v:{}", variable(bracket.name))}>
            <path d={format!("M{x} {y}m0 -5v10m0 -5{gap}H{to}{end}")} />
            <text x={px(bracket.text_x)} y={px(bracket.y + 4.0)} text-anchor={anchor(bracket.anchor)} font-size={px(TEXT)}>{ bracket.text.clone() }</text>
        </g>
    }
}
