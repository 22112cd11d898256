//! Bytes and window: what has been sent and acknowledged, what is in flight, what may follow; the buffers; the scoreboard.
//!
//! Here is what the reader chooses: a connection, a direction, how numbers are written, and the part that is pointed at. The pictures are in
//! `figure`, the variables in `table`, the sentences in `about`.

mod about;
mod buffers;
mod figure;
mod look;
mod table;

use crate::link::View;
use crate::sim::PacketId;
use crate::text::{self, Lang, workbench as say};
use crate::trace::Trace;
use crate::trace::window::{Connection, Connections, End, EndNow};
use crate::ui::browser;
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef, Session, command_if};
use figure::Stream;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// How many connections the chooser offers: the latest.
const CONNECTIONS_MOST: usize = 12;
/// Narrower than this only one direction is drawn at a time.
const BOTH_LEAST: f64 = 560.0;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    let (run, position, selected) = (session.run.clone(), session.position, session.selected);
    html! { <WindowView key={View::Window.id()} {lang} {run} {position} {selected} act={act.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct WindowProps {
    lang: Lang,
    run: RunRef,
    position: u32,
    selected: Option<PacketId>,
    act: Callback<Command>,
}

/// What both ends of the shown connection know at the cursor.
struct Shown<'a> {
    connection: &'a Connection,
    ends: &'a [Option<EndNow>; 2],
    names: [String; 2],
}

#[component]
fn WindowView(props: &WindowProps) -> Html {
    let WindowProps { lang, run, position, selected, act } = props;
    let (lang, position) = (*lang, *position);
    let place = use_node_ref();
    let width = use_width(&place);
    let (chosen, backwards) = (use_state_eq(|| None::<usize>), use_state_eq(|| false));
    let (absolute, pointed) = (use_state_eq(|| false), use_state_eq(|| None::<AttrValue>));
    let (connections, index, ends) = use_ends(run, position, *chosen);
    let connection = index.and_then(|index| connections.list().get(index));
    let shown = connection.map(|connection| {
        let names = connection.ends.each_ref().map(|end| name(lang, run.trace(), end));
        Shown { connection, ends: &ends, names }
    });
    let streams = shown.as_ref().map_or_else(Vec::new, |shown| shown.streams(lang, *absolute, width));
    let both = width >= BOTH_LEAST;
    let drawn: Vec<&Stream> = if both {
        streams.iter().collect()
    } else {
        streams.iter().filter(|stream| (stream.from == 1) == *backwards).collect()
    };
    let said = about::about(lang, &streams, &ends, *absolute, pointed.as_deref());
    let point = {
        let setter = pointed.setter();
        move |target: Option<web_sys::EventTarget>| {
            if let Some(about) = attribute_at(target, "data-about") {
                setter.set(Some(AttrValue::from(about)));
            }
        }
    };
    let focus = point.clone();
    let onclick = command_if(act, |event: MouseEvent| packet_at(event.target()));
    let onkeydown = command_if(act, keys);
    let turn = backwards.setter();
    html! {
        <div class="window-view" ref={place} {onclick} {onkeydown} onpointerover={move |event: PointerEvent| point(event.target())} onfocusin={move |event: FocusEvent| focus(event.target())}>
            <div class="window-choices">
                { chooser(lang, run.trace(), connections.list(), (position, index), &chosen) }
                <div class="window-turn">
                    if !both && !streams.is_empty() {
                        { directions(lang, &streams, *backwards, &turn) }
                    }
                </div>
                <div class="window-numbers">
                    if !streams.is_empty() {
                        <button type="button" class="window-choice" aria-pressed={absolute.to_string()} onclick={let (setter, now) = (absolute.setter(), *absolute); move |_: MouseEvent| setter.set(!now)}>{ say::window_absolute(lang) }</button>
                    }
                </div>
            </div>
            if let Some(empty) = empty(lang, &connections, position, &ends) {
                <p class="hint">{ empty }</p>
            } else {
                <div class="window-content">
                    <p class="explain window-about" id="window-about">{ said }</p>
                    { look::patterns() }
                    <div class="window-streams">{ for drawn.iter().map(|stream| stream.draw(*selected)) }</div>
                    { look::legend(lang, &streams) }
                    <div class="window-variables">{ for shown.as_ref().map(|shown| table::table(lang, shown, *absolute)) }</div>
                </div>
            }
        </div>
    }
}

/// All connections; the one that is shown: the chosen one once it has begun, else the last event's; and what its ends know.
#[hook]
fn use_ends(run: &RunRef, position: u32, chosen: Option<usize>) -> (Rc<Connections>, Option<usize>, Ends) {
    let connections = use_memo(run.clone(), |run| Connections::new(run.trace()));
    let index = use_memo((run.clone(), position, chosen), |(run, position, chosen)| {
        let list = connections.list();
        let begun = |index: &usize| list.get(*index).is_some_and(|known| known.begun.0 < *position);
        chosen.filter(begun).or_else(|| connections.latest(run.trace(), *position))
    });
    let ends = use_memo((run.clone(), position, *index), |(run, position, index)| {
        let connection = index.and_then(|index| connections.list().get(index));
        connection.map_or([None, None], |connection| connection.at(run, *position))
    });
    (connections, *index, ends)
}

/// What both ends know.
type Ends = Rc<[Option<EndNow>; 2]>;

impl Shown<'_> {
    /// Both directions, that of the end which sent first before the other.
    fn streams(&self, lang: Lang, absolute: bool, width: f64) -> Vec<Stream> {
        let [one, other] = self.ends;
        let [first, second] = &self.connection.ends;
        let pairs = [(0, one, other, first), (1, other, one, second)];
        pairs
            .into_iter()
            .filter_map(|(from, sender, receiver, end)| {
                let names = if from == 0 { [&self.names[0], &self.names[1]] } else { [&self.names[1], &self.names[0]] };
                let ends = (sender.as_ref(), receiver.as_ref());
                Stream::new(lang, from, ends, end.numbers, (names.map(Clone::clone), absolute), width)
            })
            .collect()
    }
}

/// Why there is nothing to be drawn, if there is nothing.
fn empty(lang: Lang, all: &Connections, position: u32, ends: &[Option<EndNow>; 2]) -> Option<&'static str> {
    let first = all.list().first().map(|known| known.begun.0);
    match first {
        None => Some(say::window_none(lang)),
        Some(first) if first >= position => Some(say::window_early(lang)),
        Some(_) if ends.iter().all(Option::is_none) => Some(say::window_over(lang)),
        Some(_) => None,
    }
}

/// A host's name, as it stands beside a line.
fn name(lang: Lang, trace: &Trace, end: &End) -> String {
    end.host.map_or_else(|| end.socket.to_string(), |host| text::host_word(lang, trace.host_name(host)))
}

/// The connections that have begun; none if there is but one in the run.
fn chooser(
    lang: Lang,
    trace: &Trace,
    list: &[Connection],
    (position, shown): (u32, Option<usize>),
    chosen: &UseStateHandle<Option<usize>>,
) -> Html {
    if list.len() < 2 {
        return html! { <div class="window-connections" /> };
    }
    let begun = list.iter().enumerate().filter(|(_, known)| known.begun.0 < position).rev().take(CONNECTIONS_MOST);
    let mut offered: Vec<(usize, &Connection)> = begun.collect();
    offered.reverse();
    let choose = |choice: Option<usize>| {
        let setter = chosen.setter();
        Callback::from(move |_: MouseEvent| setter.set(choice))
    };
    let buttons = offered.into_iter().map(|(index, known)| {
        let end = |end: &End| format!("{}:{}", name(lang, trace, end), end.socket.port);
        let [client, server] = &known.ends;
        let class = classes!("window-choice", (shown == Some(index)).then_some("shown"));
        html! { <button type="button" key={index.to_string()} {class} aria-pressed={(**chosen == Some(index)).to_string()} onclick={choose(Some(index))}>{ say::window_connection(lang, &end(client), &end(server)) }</button> }
    });
    html! {
        <div class="window-connections" role="group" aria-label={say::window_connections(lang)}>
            <button type="button" key="latest" class="window-choice" aria-pressed={chosen.is_none().to_string()} onclick={choose(None)}>{ say::window_latest(lang) }</button>
            { for buttons }
        </div>
    }
}

/// Which direction is drawn, where there is room for one.
fn directions(lang: Lang, streams: &[Stream], backwards: bool, turn: &UseStateSetter<bool>) -> Html {
    let buttons = streams.iter().map(|stream| {
        let (setter, this) = (turn.clone(), stream.from == 1);
        let onclick = Callback::from(move |_: MouseEvent| setter.set(this));
        html! { <button type="button" key={stream.from.to_string()} class="window-choice" aria-pressed={(this == backwards).to_string()} {onclick}>{ stream.title(lang) }</button> }
    });
    html! { <div class="window-directions" role="group" aria-label={say::window_directions(lang)}>{ for buttons }</div> }
}

/// An attribute of the nearest element around an event's target that has it.
fn attribute_at(target: Option<web_sys::EventTarget>, attribute: &str) -> Option<String> {
    let element: Element = wasm_bindgen::JsCast::dyn_into(target?).ok()?;
    element.closest(&format!("[{attribute}]")).ok().flatten()?.get_attribute(attribute)
}

/// The packet of a part that has one.
fn packet_at(target: Option<web_sys::EventTarget>) -> Option<Command> {
    let id = attribute_at(target, "data-packet")?.parse().ok()?;
    Some(Command::Select(Some(PacketId(id))))
}

/// Arrow keys go from part to part, in the table up and down only; Enter chooses the part's packet.
#[expect(clippy::needless_pass_by_value, reason = "the shape of an event handler")]
fn keys(event: KeyboardEvent) -> Option<Command> {
    let target = event.target_dyn_into::<Element>()?;
    let around = |selector| target.closest(selector).ok().flatten();
    let (list, items) = match around(".window-picture") {
        Some(picture) => (picture, "[data-about]"),
        None => (around(".window-table")?, ".window-variable"),
    };
    let picture = items == "[data-about]";
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "ArrowRight" if picture => 1,
        "ArrowLeft" if picture => -1,
        "Enter" | " " if picture => 0,
        _ => return None,
    };
    event.prevent_default();
    if by == 0 {
        return packet_at(event.target());
    }
    browser::move_focus(&list, items, by);
    None
}
