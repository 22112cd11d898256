//! Both ladders on one scale of time: beside each other, or one beneath the other where there is little room. They scroll together.

use super::words;
use crate::scene::twin::twin;
use crate::scene::{Arrow, Ladder, Part, TimeScale, WHOLE, text_width};
use crate::sim::{EventId, PacketId};
use crate::text::{Lang, workbench as say};
use crate::trace::PacketSpan;
use crate::trace::compare::{Side, counterpart};
use crate::ui::figures::{self, LadderPicture, LadderRef, px};
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct LaddersProps {
    pub lang: Lang,
    pub run: RunRef,
    pub other: RunRef,
    pub position: u32,
    /// How often they are drawn at half their height.
    pub zoom: u8,
    /// How many events they share, and whose event comes first then; none if they never part.
    pub parting: Option<(u32, Side)>,
    pub act: Callback<Command>,
}

/// From this width on they stand beside each other.
const BESIDE: f64 = 560.0;
/// Between them.
const GAP: f64 = 12.0;
/// They are smaller than the one on the stage.
const ZOOM: f64 = 0.75;
/// Taller pictures are laid out in parts of this height, with as much on either side.
const WHOLE_MOST: f64 = 6_000.0;
const PART: f64 = 1_000.0;

type Scales = [Rc<TimeScale>; 2];

#[component]
pub(super) fn Ladders(props: &LaddersProps) -> Html {
    let LaddersProps { lang, run, other, position, zoom, parting, act } = props;
    let (lang, place) = (*lang, use_node_ref());
    let nodes = [use_node_ref(), use_node_ref()];
    let room = use_width(&place);
    let beside = room >= BESIDE;
    let width = if beside { (room - GAP) / 2.0 } else { room };
    let scales = use_memo((run.clone(), other.clone(), *zoom), |(run, other, zoom)| {
        twin(run.trace(), other.trace(), ZOOM / f64::from(1_u32 << *zoom)).map(Rc::new)
    });
    let (part, on_scroll) = use_scroll(&nodes, &scales);
    let key = (run.clone(), other.clone(), *zoom, px(width), lang, part);
    let ladders = use_memo(key, |(run, other, _, _, lang, part)| draw([run, other], &scales, width, *lang, *part));
    let chosen = use_state_eq(|| None::<(Side, PacketId)>);
    let runs = [run, other];
    // Another run has other packets.
    let packets = chosen.and_then(|(side, id)| {
        let span = side.of(&runs).trace().packet(id)?;
        let mate = counterpart(span, side.of(&runs).trace(), side.other().of(&runs).trace());
        Some(if side == Side::Here { [Some(span), mate] } else { [mate, Some(span)] })
    });
    let y = scales.first().map_or(0.0, |scale| scale.at((*position).min(run.trace().len())));
    use_follow(&nodes, *position, y);
    let marks = Marks {
        lang,
        y,
        parted: parting.and_then(|(shared, first)| {
            let scale = first.of(&scales);
            (shared < first.of(&runs).trace().len()).then(|| scale.of(EventId(shared)))
        }),
        differs: parting.is_some(),
    };
    let pictures = Side::BOTH.map(|side| {
        let (run, ladder) = (side.of(&runs), side.of(&ladders));
        let packet = packets.and_then(|packets| *side.of(&packets));
        html! {
            <section key={if side == Side::Here { "here" } else { "there" }} class="compare-side" aria-label={words::side(lang, side)}>
                <p class="compare-title">{ words::side(lang, side) }</p>
                <div class="compare-scroll" ref={side.of(&nodes).clone()} onscroll={side.of(&on_scroll).clone()}>
                    <LadderSide {lang} run={(*run).clone()} scene={LadderRef(Rc::clone(ladder))} {side} chosen={chosen.setter()} act={act.clone()} />
                    { marks.drawn(ladder, side, packet) }
                </div>
            </section>
        }
    });
    html! {
        <div class="compare-ladders" ref={place}>
            <div class={classes!("compare-sides", beside.then_some("beside"))}>{ for pictures }</div>
            <div class="compare-packet" role="status">{ told(lang, runs, packets) }</div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LadderSideProps {
    lang: Lang,
    run: RunRef,
    scene: LadderRef,
    side: Side,
    chosen: UseStateSetter<Option<(Side, PacketId)>>,
    act: Callback<Command>,
}

/// One ladder: a packet that is chosen in it is looked up in the other; one of the present run is chosen everywhere.
#[component]
fn LadderSide(props: &LadderSideProps) -> Html {
    let LadderSideProps { lang, run, scene, side, chosen, act } = props;
    let (setter, side) = (chosen.clone(), *side);
    let choose = use_callback((act.clone(), side), move |command: Command, (act, side)| {
        if let Command::Select(Some(id)) = command {
            setter.set(Some((*side, id)));
        }
        if *side == Side::Here {
            act.emit(command);
        }
    });
    html! { <LadderPicture lang={*lang} run={run.clone()} scene={scene.clone()} act={choose} /> }
}

/// Both pictures, as high as the higher one.
fn draw(runs: [&RunRef; 2], scales: &Scales, width: f64, lang: Lang, part: u32) -> [Rc<Ladder>; 2] {
    let height = height(scales);
    let part: Part = if height <= WHOLE_MOST {
        WHOLE
    } else {
        let top = f64::from(part) * PART;
        (top - PART, top + 2.0 * PART)
    };
    let words = figures::words(lang);
    let draw = |side: Side| {
        let mut ladder = Ladder::new(side.of(&runs).trace(), side.of(scales), width, words, part);
        ladder.height = height;
        Rc::new(ladder)
    };
    Side::BOTH.map(draw)
}

fn height(scales: &Scales) -> f64 {
    scales.iter().map(|scale| scale.height()).fold(0.0, f64::max)
}

/// Which part of long pictures is laid out, and what keeps both at the same height.
#[hook]
fn use_scroll(nodes: &[NodeRef; 2], scales: &Rc<Scales>) -> (u32, [Callback<Event>; 2]) {
    let part = use_state_eq(|| 0);
    let long = height(scales) > WHOLE_MOST;
    let callbacks = Side::BOTH.map(|side| {
        let (setter, own, other) = (part.setter(), side.of(nodes).clone(), side.other().of(nodes).clone());
        Callback::from(move |_: Event| {
            let Some(own) = own.cast::<Element>() else { return };
            let top = own.scroll_top();
            if let Some(other) = other.cast::<Element>().filter(|other| other.scroll_top() != top) {
                other.set_scroll_top(top);
            }
            if long {
                let middle = f64::from(top) + f64::from(own.client_height()) / 2.0;
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
                setter.set((middle.max(0.0) / PART) as u32);
            }
        })
    });
    (*part, callbacks)
}

/// Keeps the present in sight.
#[hook]
fn use_follow(nodes: &[NodeRef; 2], position: u32, y: f64) {
    let nodes = nodes.clone();
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
    use_effect_with((position, y as i32), move |(_, y)| {
        for element in nodes.iter().filter_map(NodeRef::cast::<Element>) {
            let (top, view) = (element.scroll_top(), element.client_height());
            if *y < top + view / 5 || *y > top + view * 4 / 5 {
                element.set_scroll_top((*y - view / 2).max(0));
            }
        }
    });
}

/// What lies over a ladder.
struct Marks {
    lang: Lang,
    /// The height of the present.
    y: f64,
    /// The height at which the runs part.
    parted: Option<f64>,
    /// Whether they part at all.
    differs: bool,
}

impl Marks {
    /// The future is faded; so is, on the other side, what both share; and where they part there is a line with a rhombus and words.
    fn drawn(&self, scene: &Ladder, side: Side, packet: Option<&PacketSpan>) -> Html {
        let (width, height) = (px(scene.width), px(scene.height));
        let chosen = packet.and_then(|span| scene.arrows.iter().find(|arrow| arrow.id == span.id)).map(highlight);
        let veil = match (side, self.parted) {
            (Side::There, Some(y)) => Some(y),
            (Side::There, None) if !self.differs => Some(scene.height),
            _ => None,
        };
        let veil =
            veil.map(|y| html! { <rect class="compare-shared" x="0" y="0" width={width.clone()} height={px(y)} /> });
        let letters = scene.text_size - 0.5;
        let words = say::compare_part_here(self.lang);
        let room = text_width(words, letters) + 10.0;
        let parted = self.parted.map(|y| {
            let middle = scene.width / 2.0;
            html! {
                <g class="compare-parting">
                    <line x1="0" x2={width.clone()} y1={px(y)} y2={px(y)} />
                    <path d={format!("M{} {}l7 -7l7 7l-7 7z", px(4.0), px(y))} />
                    <rect x={px(middle - room / 2.0)} y={px(y - letters * 0.75)} width={px(room)} height={px(letters * 1.5)} rx="4" />
                    <text x={px(middle)} y={px(y)} dy="0.34em" text-anchor="middle" font-size={px(letters)}>{ words }</text>
                </g>
            }
        });
        html! {
            <svg class="overlay compare-overlay" viewBox={format!("0 0 {width} {height}")} aria-hidden="true">
                <g>{ for veil }</g>
                <rect class="future" x="0" y={px(self.y)} width={width.clone()} height={px((scene.height - self.y).max(0.0))} />
                <g>{ for parted }</g>
                <g>{ for chosen }</g>
                <g class="now" transform={format!("translate(0 {})", px(self.y))}><line x1="0" x2={width} y1="0" y2="0" /></g>
            </svg>
        }
    }
}

/// The chosen packet, or its counterpart.
fn highlight(arrow: &Arrow) -> Html {
    let (from, to) = (arrow.way.from, arrow.way.to);
    html! { <line class="compare-chosen" x1={px(from.0)} y1={px(from.1)} x2={px(to.0)} y2={px(to.1)} /> }
}

/// What became of the chosen packet in both runs.
fn told(lang: Lang, runs: [&RunRef; 2], packets: Option<[Option<&PacketSpan>; 2]>) -> Html {
    let Some(packets) = packets else { return html! { <p class="hint">{ say::compare_choose(lang) }</p> } };
    let name = Side::BOTH.into_iter().find_map(|side| {
        let span = (*side.of(&packets))?;
        Some(words::packet(lang, side.of(&runs).trace(), span))
    });
    let fates = Side::BOTH.map(|side| {
        html! { <li><strong>{ words::side(lang, side) }{ say::compare_colon(lang) }</strong>{ words::fate(lang, *side.of(&packets)) }</li> }
    });
    html! { <><p class="compare-packet-name">{ name }</p><ul>{ for fates }</ul></> }
}
