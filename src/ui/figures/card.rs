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

#[cfg(feature = "workbench")]
use crate::ui::workbench::offers;

/// What else can be done to a packet: in a lesson, nothing.
#[cfg(not(feature = "workbench"))]
fn offers(_: Lang, _: &Session, _: &crate::trace::PacketSpan, _: &Callback<Command>) -> Html {
    Html::default()
}

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
        let lost = match span.fate {
            Fate::Lost { reason, .. } => Some(text::lost_word(lang, reason)),
            _ => None,
        };
        // What the network has lost by itself cannot be lost once more, nor be let pass.
        let deed = match (by_reader, lost) {
            (true, _) => Some(("pass", text::packet_pass(lang), Command::Pass(span.name))),
            (false, None) => Some(("drop", text::packet_drop(lang), Command::Drop(span.name))),
            (false, Some(_)) => None,
        };
        let deed = deed.map(|(class, label, command)| {
            let go = act.reform(move |_: MouseEvent| command.clone());
            html! { <button type="button" {class} onclick={go}>{ label }</button> }
        });
        let close = act.reform(|_: MouseEvent| Command::Select(None));
        html! {
            <>
                <p class="card-title">{ capitalised(&text::ordinal_name(lang, session.run.trace(), span.name)) }</p>
                <p class="card-text">{ text::packet_words(lang, &span.packet) }<span class="fate">{ for lost }</span></p>
                <div class="card-buttons">
                    <span class="deed">{ for deed }</span>
                    <button type="button" class="plain" onclick={close}>{ text::card_close(lang) }</button>
                </div>
                { offers(lang, session, span, act) }
            </>
        }
    });
    html! {
        <div class="card-place">
            <div ref={card} class="card" role="group" aria-label={text::card_label(lang)} hidden={content.is_none()}>{ for content }</div>
        </div>
    }
}
