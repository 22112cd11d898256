//! A packet through the layers, under three rulers, down to bits and bytes.

mod bytes;
mod nest;
mod open;
mod stacks;

use crate::scene::layers::{Anatomy, Journey, Level, Place};
use crate::sim::{HostId, PacketId};
use crate::text::{self, Lang, workbench as say};
use crate::trace::PacketSpan;
use crate::ui::capitalised;
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef, Session};
use crate::wire::Packet;
use nest::Nest;
use open::open;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, _act: &Callback<Command>) -> Html {
    let packet = session.packet().map(|span| span.id);
    match packet {
        Some(packet) => html! { <Layers {lang} run={session.run.clone()} {packet} position={session.position} /> },
        None => html! { <p class="hint">{ text::segment_nothing(lang) }</p> },
    }
}

/// A packet taken apart, compared by identity.
#[derive(Clone)]
struct AnatomyRef(Rc<Anatomy>);

impl PartialEq for AnatomyRef {
    fn eq(&self, other: &AnatomyRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LayersProps {
    lang: Lang,
    run: RunRef,
    packet: PacketId,
    position: u32,
}

#[component]
fn Layers(props: &LayersProps) -> Html {
    let LayersProps { lang, run, packet, position } = props;
    let (lang, position) = (*lang, *position);
    let place_of = use_node_ref();
    let width = use_width(&place_of);
    let (chosen, byte) = (use_state_eq(|| None::<Level>), use_state_eq(|| None::<usize>));
    let journey = use_memo((run.clone(), *packet), |(run, packet)| {
        run.trace().packet(*packet).map(|span| Journey::of(run, span))
    });
    let span = run.trace().packet(*packet);
    let place = span.zip(*journey).map(|(span, journey)| journey.place(run.trace(), span, position));
    let is_changed = span.is_some_and(|span| is_changed(span, journey.as_ref().as_ref(), place, position));
    let anatomy = use_memo((run.clone(), *packet, is_changed), |_| {
        span.map(|span| AnatomyRef(Rc::new(Anatomy::of(shown(span, is_changed)))))
    });
    let before = use_memo((run.clone(), *packet), |_| span.map(|span| Anatomy::of(&span.packet)));
    let (Some(span), Some(journey), Some(place), Some(anatomy)) = (span, *journey, place, &*anatomy) else {
        return html! { <p class="hint">{ text::segment_nothing(lang) }</p> };
    };
    let top = anatomy.0.top();
    let level = chosen.unwrap_or(top.max(Level::Transport));
    let choose = {
        let (level, byte) = (chosen.setter(), byte.setter());
        use_callback((), move |chosen: Level, ()| {
            level.set(Some(chosen));
            byte.set(None);
        })
    };
    let byte_at = byte.filter(|byte| *byte < anatomy.0.bytes.len());
    html! {
        <div class="layers-view">
            <p class="segment-title"><strong>{ capitalised(&text::ordinal_name(lang, run.trace(), span.name)) }</strong>{ " · " }{ text::packet_words(lang, &span.packet) }</p>
            <div class="layers-place" ref={place_of}>
                { stacks::stacks(lang, run, span, &journey, place, (top, level), width) }
                <div class="layers-where"><p>{ whereabouts(lang, run, &journey, place) }</p><p>{ for hops(lang, span, is_changed) }</p></div>
                <Nest {lang} anatomy={anatomy.clone()} {width} {level} choose={choose.clone()} />
            </div>
            { open(lang, span, &anatomy.0, level) }
            <div onclick={clicks(byte.setter())} onkeydown={Callback::from(bytes::roam)} onfocusin={focuses(byte.setter())}>
                { bytes::grid(lang, &anatomy.0, before.as_ref().as_ref(), level, byte_at) }
                { bytes::hex(lang, &anatomy.0, level, byte_at) }
            </div>
            <p class="hint layers-models">{ say::layers_reach(lang) }</p>
            <p class="hint">{ say::layers_models(lang) }</p>
        </div>
    }
}

/// Whether what is shown is what the way has made of the packet.
fn is_changed(span: &PacketSpan, journey: Option<&Journey>, place: Option<Place>, position: u32) -> bool {
    let is_past = journey.is_some_and(|journey| journey.is_past_router(position)) || place == Some(Place::Arrived);
    span.arrived_as.is_some() && is_past
}

fn shown(span: &PacketSpan, is_changed: bool) -> &Packet {
    span.arrived_as.as_deref().filter(|_| is_changed).unwrap_or(&span.packet)
}

fn whereabouts(lang: Lang, run: &RunRef, journey: &Journey, place: Place) -> String {
    let name = |host: Option<u32>| match host {
        Some(host) if is_router(run, host) => say::layers_the_router(lang).to_owned(),
        Some(host) => text::host_inside(lang, run.trace().host_name(HostId(host))),
        None => say::layers_nobody(lang).to_owned(),
    };
    let ends = |cable: usize| match journey.over {
        Some(router) if cable == 0 => (name(Some(journey.from)), name(Some(router))),
        Some(router) => (name(Some(router)), name(journey.to)),
        None => (name(Some(journey.from)), name(journey.to)),
    };
    match place {
        Place::Before => say::layers_before(lang, &name(Some(journey.from))),
        Place::OnCable(cable, _) => {
            let (from, to) = ends(cable);
            say::layers_on_cable(lang, &from, &to)
        }
        Place::Arrived => say::layers_arrived(lang, &name(journey.to)),
        Place::Cut => say::layers_cut(lang).to_owned(),
        Place::Lost(_, _, reason) => say::layers_lost(lang, text::lost_word(lang, reason)),
    }
}

/// What the router has done to the time to live.
fn hops(lang: Lang, span: &PacketSpan, is_changed: bool) -> Option<String> {
    let after = span.arrived_as.as_ref().filter(|_| is_changed)?.ip.ttl;
    (after != span.packet.ip.ttl).then(|| say::layers_ttl(lang, &after.to_string(), &span.packet.ip.ttl.to_string()))
}

fn clicks(setter: UseStateSetter<Option<usize>>) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| set_byte(event.target_dyn_into(), &setter))
}

fn focuses(setter: UseStateSetter<Option<usize>>) -> Callback<FocusEvent> {
    Callback::from(move |event: FocusEvent| set_byte(event.target_dyn_into(), &setter))
}

fn set_byte(target: Option<Element>, setter: &UseStateSetter<Option<usize>>) {
    let own = target.and_then(|target| target.closest("[data-byte]").ok().flatten());
    let byte = own.and_then(|own| own.get_attribute("data-byte")).and_then(|byte| byte.parse().ok());
    if let Some(byte) = byte {
        setter.set(Some(byte));
    }
}

/// Whether a number that the trace gives is the router's, which comes behind the hosts.
fn is_router(run: &RunRef, host: u32) -> bool {
    u32::try_from(run.scenario().hosts.len()).is_ok_and(|hosts| host >= hosts)
}

/// What a level is called.
fn level_name(lang: Lang, level: Level) -> String {
    say::layers_name(lang, level.id())
}
