//! Changing a field of a packet: which, to what, and whether its checksum is made right.

use super::{Deed, say};
use crate::scenario::{Action, Fault, packet_name};
use crate::sim::PacketId;
use crate::text::{self, Lang};
use crate::ui::session::{Command, RunRef};
use crate::wire::edit::{editable, most, value};
use crate::wire::fields::FieldId;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct EditProps {
    pub lang: Lang,
    pub run: RunRef,
    /// The packet.
    pub id: PacketId,
    pub act: Callback<Command>,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typed {
    NoNumber,
    TooLarge,
    NoByte,
}

/// A number as people write headers: decimal, or with 0x.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let plain = |digits: &str| digits.starts_with(|first: char| first.is_ascii_hexdigit());
    match digits {
        Some(digits) => u64::from_str_radix(digits, 16).ok().filter(|_| plain(digits)),
        None => text.parse().ok().filter(|_| plain(text)),
    }
}

/// What a field counts.
fn unit(lang: Lang, field: FieldId) -> &'static str {
    match field {
        FieldId::Window | FieldId::OptionMss | FieldId::UrgentPointer => say::edit_unit_bytes(lang),
        FieldId::TimeToLive => say::edit_unit_hops(lang),
        FieldId::OptionWindowScale => say::edit_unit_bits(lang),
        _ => "",
    }
}

/// Folded up until it is asked for.
#[component]
pub(super) fn EditForm(props: &EditProps) -> Html {
    let EditProps { lang, run, id, act } = props;
    let lang = *lang;
    let chosen = use_state_eq(|| None::<FieldId>);
    let wrong = use_state_eq(|| None::<Typed>);
    let (typed, byte, stale) = (use_node_ref(), use_node_ref(), use_node_ref());
    let Some(span) = run.trace().packet(*id) else { return html! { <div /> } };
    let fields: Vec<FieldId> = editable().filter(|field| value(&span.packet, *field, 0).is_some()).collect();
    let fits = |field: &FieldId| fields.contains(field);
    let first = [FieldId::Window, FieldId::TimeToLive].into_iter().find(fits);
    let Some(field) = chosen.filter(fits).or(first) else { return html! { <div /> } };
    let (now, largest) = (value(&span.packet, field, 0).unwrap_or_default(), most(field).unwrap_or_default());
    let choose = {
        let (chosen, wrong) = (chosen.setter(), wrong.setter());
        Callback::from(move |event: Event| {
            let id = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            chosen.set(id.and_then(|id| FieldId::of_id(&id)));
            wrong.set(None);
        })
    };
    let onsubmit = {
        let (typed, byte, stale, wrong, act) =
            (typed.clone(), byte.clone(), stale.clone(), wrong.setter(), act.clone());
        let packet = packet_name(span.name, run.scenario().host_names());
        let contents = span.packet.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = |node: &NodeRef| node.cast::<HtmlInputElement>().map(|input| input.value());
            let at = text(&byte).map_or(Some(0), |text| number(&text).and_then(|at| u16::try_from(at).ok()));
            let at = at.filter(|at| value(&contents, field, *at).is_some());
            let number = text(&typed).and_then(|text| number(&text));
            let fits = number.and_then(|number| u32::try_from(number).ok()).filter(|number| *number <= largest);
            match (number, fits, at) {
                (None, ..) => wrong.set(Some(Typed::NoNumber)),
                (_, None, _) => wrong.set(Some(Typed::TooLarge)),
                (.., None) => wrong.set(Some(Typed::NoByte)),
                (_, Some(value), Some(byte)) => {
                    let stale_checksum = stale.cast::<HtmlInputElement>().is_some_and(|input| input.checked());
                    let action = Action::Set { field: field.id().to_owned(), value, byte, stale_checksum };
                    wrong.set(None);
                    act.emit(Command::More(Deed::Fault(Fault { packet: packet.clone(), action })));
                }
            }
        })
    };
    let problem = wrong.map(|wrong| match wrong {
        Typed::NoNumber => say::edit_no_number(lang).to_owned(),
        Typed::TooLarge => say::edit_too_large(lang, &largest.to_string()),
        Typed::NoByte => say::edit_no_byte(lang).to_owned(),
    });
    let is_data = field == FieldId::Data;
    let is_sum =
        matches!(field, FieldId::HeaderChecksum | FieldId::Checksum | FieldId::UdpChecksum | FieldId::IcmpChecksum);
    let range = say::edit_range(lang, &largest.to_string(), &now.to_string(), unit(lang, field));
    // The player's keys are letters here.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() != "Escape" {
            event.stop_propagation();
        }
    });
    html! {
        <details class="edit" key={id.0.to_string()}>
            <summary>{ say::edit_open(lang) }</summary>
            <form class="edit-form" {onsubmit} {onkeydown}>
                <label><span>{ say::edit_field(lang) }</span>
                    <select onchange={choose}>{ for fields.iter().map(|known| html! {
                        <option key={known.id()} value={known.id()} selected={*known == field}>{ text::field_name(lang, *known) }</option>
                    }) }</select>
                </label>
                <span class="edit-byte">if is_data {
                    <label><span>{ say::edit_byte(lang) }</span><input ref={byte} class="edit-number" value="0" inputmode="numeric" autocomplete="off" /></label>
                }</span>
                <label><span>{ say::edit_value(lang) }</span><input ref={typed} class="edit-number edit-value" key={field.id()} value={now.to_string()} autocomplete="off" aria-invalid={problem.is_some().to_string()} /></label>
                <p class="edit-range">{ range }</p>
                <span class="edit-sum">if !is_sum {
                    <label><input type="checkbox" ref={stale} />{ say::edit_stale(lang) }</label>
                }</span>
                <button type="submit" class="plain">{ say::edit_do(lang) }</button>
                <p class="edit-wrong" role="alert">{ for problem }</p>
            </form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_decimal_or_hexadecimal() {
        assert_eq!((number(" 65535 "), number("0xffff"), number("0XFF")), (Some(65_535), Some(65_535), Some(255)));
        for text in ["", "x", "-1", "+1", "0x", "0x+1", "1.5", "99999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
