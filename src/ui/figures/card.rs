//! The card beside a chosen packet: what it is, and what the reader can do to it.

use super::LadderRef;
use crate::sim::DropReason;
use crate::text::{self, Lang};
use crate::trace::Fate;
use crate::ui::session::{Command, Session};
use crate::ui::{browser, capitalised};
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CardProps {
    pub lang: Lang,
    pub session: UseReducerHandle<Session>,
    pub scene: LadderRef,
    pub act: Callback<Command>,
}

/// The card's width in pixels, as the stylesheet has it.
const WIDTH: f64 = 236.0;

#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let CardProps { lang, session, scene, act } = props;
    let lang = *lang;
    let card = use_node_ref();
    let arrow = session.selected.and_then(|id| scene.0.arrows.iter().find(|arrow| arrow.id == id));
    let place = arrow.map(|arrow| {
        let (x, y) = arrow.way.point(0.5);
        ((x - WIDTH / 2.0).max(4.0).min((scene.0.width - WIDTH - 4.0).max(4.0)), y.max(arrow.way.to.1) + 12.0)
    });
    {
        let card = card.clone();
        // Through the object model: a style attribute would need a laxer Content-Security-Policy.
        use_effect_with(place.map(|(x, y)| (super::px(x), super::px(y))), move |place| {
            if let (Some(card), Some((x, y))) = (card.cast::<HtmlElement>(), place) {
                let style = card.style();
                let _known = style.set_property("left", &format!("{x}px"));
                let _known = style.set_property("top", &format!("{y}px"));
                browser::scroll_within(&card, ".ladder");
            }
        });
    }
    let span = session.selected.and_then(|id| session.run.trace().packet(id));
    let content = span.map(|span| {
        let by_reader = matches!(span.fate, Fate::Lost { reason: DropReason::Fault(_), .. }) && session.drops(span.name);
        let (label, command) = if by_reader {
            (text::packet_pass(lang), Command::Pass(span.name))
        } else {
            (text::packet_drop(lang), Command::Drop(span.name))
        };
        let go = act.reform(move |_: MouseEvent| command.clone());
        let close = act.reform(|_: MouseEvent| Command::Select(None));
        html! {
            <>
                <p class="card-title">{ capitalised(&text::ordinal_name(lang, session.run.trace(), span.name)) }</p>
                <p class="card-text">{ text::packet_words(lang, span.packet.segment()) }</p>
                <div class="card-buttons">
                    <button type="button" class={if by_reader { "pass" } else { "drop" }} onclick={go}>{ label }</button>
                    <button type="button" class="plain" onclick={close}>{ text::card_close(lang) }</button>
                </div>
            </>
        }
    });
    html! {
        <div class="card-place">
            <div ref={card} class="card" role="group" aria-label={text::card_label(lang)} hidden={content.is_none()}>{ for content }</div>
        </div>
    }
}
