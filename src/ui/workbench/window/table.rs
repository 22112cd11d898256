//! The variables of both ends, and which of them the last event changed.

use super::Shown;
use crate::scene::window::{has_heard, relative};
use crate::sim::tcp::{State, Tcb};
use crate::text::{Lang, workbench as say};
use crate::trace::window::EndNow;
use crate::wire::SeqNum;
use yew::prelude::*;

/// What a variable holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A number of this end's.
    Own(SeqNum),
    /// A number of the peer's.
    Peer(SeqNum),
    /// A number that is always written as it is on the wire.
    First(SeqNum),
    /// Bytes, or a count.
    Count(u32),
    /// A name.
    Word(&'static str),
    /// Shifts: of arriving windows, of leaving ones.
    Shifts(u8, u8),
    /// Nothing, or not yet.
    Nothing,
}

/// A variable.
pub(super) struct Variable {
    /// For looking it up.
    pub id: &'static str,
    /// As the RFCs write it; empty for one that has a word in each language.
    rfc: &'static str,
    /// What it is at an end.
    pub value: fn(&EndNow) -> Value,
}

impl Variable {
    pub(super) fn name(&self, lang: Lang) -> &'static str {
        match self.id {
            "state" => say::window_name_state(lang),
            "dup-acks" => say::window_name_duplicates(lang),
            "shifts" => say::window_name_shifts(lang),
            _ => self.rfc,
        }
    }
}

impl Value {
    fn words(&self, lang: Lang, tcb: &Tcb, absolute: bool) -> String {
        match self {
            Value::Own(number) if !absolute => relative(*number, tcb.iss).to_string(),
            Value::Peer(number) if !absolute => relative(*number, tcb.irs).to_string(),
            Value::Own(number) | Value::Peer(number) | Value::First(number) => number.to_string(),
            Value::Count(u32::MAX) => "∞".to_owned(),
            Value::Count(count) => count.to_string(),
            Value::Word(word) => (*word).to_owned(),
            Value::Shifts(arriving, leaving) => say::window_shifts(lang, &arriving.to_string(), &leaving.to_string()),
            Value::Nothing => "–".to_owned(),
        }
    }

    /// The same, and a number in both ways.
    pub(super) fn words_both(&self, lang: Lang, tcb: &Tcb, absolute: bool) -> String {
        match self {
            Value::Own(_) | Value::Peer(_) => {
                let (relative, on_wire) = (self.words(lang, tcb, false), self.words(lang, tcb, true));
                say::window_relative_absolute(lang, &on_wire, &relative)
            }
            _ => self.words(lang, tcb, absolute),
        }
    }
}

/// Of the peer's numbers nothing is known before its SYN.
fn heard(end: &EndNow, value: Value) -> Value {
    if has_heard(end) { value } else { Value::Nothing }
}

/// The window is first updated when the connection opens (RFC 9293 3.10.7.4).
fn updated(end: &EndNow, value: Value) -> Value {
    if end.tcb.state == State::SynReceived { Value::Nothing } else { heard(end, value) }
}

/// All of them, in the order in which they are shown.
pub(super) fn variables() -> [Variable; 17] {
    let of = |id, rfc, value| Variable { id, rfc, value };
    [
        of("state", "", |end| Value::Word(end.tcb.state.rfc_name())),
        of("iss", "ISS", |end| Value::First(end.tcb.iss)),
        of("snd-una", "SND.UNA", |end| Value::Own(end.tcb.snd_una)),
        of("snd-nxt", "SND.NXT", |end| Value::Own(end.tcb.snd_nxt)),
        of("snd-wnd", "SND.WND", |end| heard(end, Value::Count(end.tcb.snd_wnd))),
        of("snd-wl1", "SND.WL1", |end| updated(end, Value::Peer(end.tcb.snd_wl1))),
        of("snd-wl2", "SND.WL2", |end| updated(end, Value::Own(end.tcb.snd_wl2))),
        of("irs", "IRS", |end| heard(end, Value::First(end.tcb.irs))),
        of("rcv-nxt", "RCV.NXT", |end| heard(end, Value::Peer(end.tcb.rcv_nxt))),
        of("rcv-wnd", "RCV.WND", |end| Value::Count(end.tcb.rcv_wnd)),
        of("sack", "SACK", |end| match end.reported.len() {
            0 => Value::Nothing,
            count => Value::Count(u32::try_from(count).unwrap_or(u32::MAX)),
        }),
        of("mss", "MSS", |end| Value::Count(end.tcb.snd_mss)),
        of("cwnd", "cwnd", |end| Value::Count(end.tcb.congestion.cwnd)),
        of("ssthresh", "ssthresh", |end| Value::Count(end.tcb.congestion.ssthresh)),
        of("dup-acks", "", |end| Value::Count(end.tcb.recovery.duplicate_acks)),
        of("shifts", "", |end| {
            let agreed = &end.tcb.agreed;
            if agreed.scales { Value::Shifts(agreed.snd_wind_shift, agreed.rcv_wind_shift) } else { Value::Nothing }
        }),
        of("ts-recent", "TS.Recent", |end| {
            let clock = end.tcb.agreed.timestamps;
            clock.map_or(Value::Nothing, |clock| Value::Count(clock.ts_recent))
        }),
    ]
}

/// The table: a row a variable, a column an end.
pub(super) fn table(lang: Lang, shown: &Shown, absolute: bool) -> Html {
    let before = shown.ends.each_ref().map(|end| {
        let end = end.as_ref()?;
        Some(EndNow { tcb: end.before.clone()?, ..end.clone() })
    });
    let rows = variables().into_iter().enumerate().map(|(index, variable)| {
        let cells = shown.ends.iter().zip(&before).enumerate().map(|(side, (end, before))| {
            let value = end.as_ref().map(|end| (variable.value)(end));
            let changed = before.as_ref().is_some_and(|before| Some((variable.value)(before)) != value);
            let words = end.as_ref().zip(value).map_or_else(String::new, |(end, value)| value.words(lang, &end.tcb, absolute));
            html! {
                <td key={side.to_string()} class={changed.then_some("changed")}>
                    <span>{ words }</span>
                    <span class="visually-hidden">{ for changed.then(|| format!(" ({})", say::window_changed(lang))) }</span>
                </td>
            }
        });
        html! {
            <tr key={variable.id} data-about={format!("v:{}", variable.id)}>
                <th scope="row"><button type="button" class="window-variable" tabindex={if index == 0 { "0" } else { "-1" }} aria-describedby="window-about">{ variable.name(lang) }</button></th>
                { for cells }
            </tr>
        }
    });
    let heads = shown.names.iter().enumerate().map(|(side, name)| {
        html! { <th key={side.to_string()} scope="col" class={format!("window-end-{side}")}>{ name.clone() }</th> }
    });
    html! {
        <table class="window-table" aria-label={say::window_table_label(lang)}>
            <thead><tr><th scope="col">{ say::window_variable(lang) }</th>{ for heads }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
