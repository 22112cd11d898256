//! What is said of two runs: their names, what they have different, and why they part.

use crate::scenario::{Scenario, parse_packet_name};
use crate::sim::{EventId, PacketId};
use crate::text::{self, Lang, workbench as say};
use crate::trace::compare::{Change, Parting, Reason, Side, changes};
use crate::trace::{Fate, PacketSpan, Trace};
use crate::ui::session::RunRef;
use crate::ui::workbench::lab::title;
use crate::ui::{capitalised, clock};
use yew::prelude::*;

/// How many differences are told one by one.
const CHANGES_MOST: usize = 6;

/// A run's name: its set-up's, and whether that was changed.
pub(super) fn run_name(lang: Lang, preset: &str, lab: Option<&Scenario>) -> String {
    let known = title(lang, preset);
    let name = if known.is_empty() { preset } else { known };
    if lab.is_some() { say::compare_changed(lang, name) } else { name.to_owned() }
}

/// Of which run something is said, at the beginning of a sentence.
pub(super) fn side(lang: Lang, side: Side) -> &'static str {
    if side == Side::Here { say::compare_here(lang) } else { say::compare_there(lang) }
}

/// Where they part and why, in a few sentences.
pub(super) fn explained(lang: Lang, runs: [&RunRef; 2], parting: Option<&Parting>) -> Html {
    let Some(parting) = parting else {
        return html! { <p class="compare-same">{ say::compare_same(lang) }</p> };
    };
    let traces = runs.map(|run| run.trace());
    let event = EventId(parting.shared);
    let at = parting.first.of(&traces).time_of(event);
    let begin = if parting.shared == 0 {
        say::compare_apart(lang).to_owned()
    } else {
        say::compare_shared(lang, &parting.shared.to_string(), &clock(at))
    };
    let does = Side::BOTH.map(|which| {
        let trace = which.of(&traces);
        let what = if trace.event(event).is_some() {
            format!("{} · {}", clock(trace.time_of(event)), text::narrate(lang, trace, event))
        } else {
            say::compare_over(lang).to_owned()
        };
        html! { <li><strong>{ side(lang, which) }{ say::compare_colon(lang) }</strong>{ what }</li> }
    });
    let why = parting.reason.as_ref().map(|reason| {
        html! { <p class="compare-reason"><strong>{ say::compare_because(lang) }</strong>{ self::reason(lang, runs, reason) }</p> }
    });
    let packet = parting.packet.map(|id| html! { <p>{ first_packet(lang, traces, id) }</p> });
    html! {
        <>
            <p>{ begin }</p>
            <ul>{ for does }</ul>
            <div>{ for why }</div>
            <div>{ for packet }</div>
            <div>{ different(lang, runs) }</div>
        </>
    }
}

fn reason(lang: Lang, runs: [&RunRef; 2], reason: &Reason) -> String {
    match reason {
        Reason::Fault { side: which, fault } => {
            let run = which.of(&runs);
            let name = parse_packet_name(&fault.packet, run.scenario().host_names());
            let packet = name.map_or_else(|_| fault.packet.clone(), |name| text::ordinal_name(lang, run.trace(), name));
            say::compare_reason_fault(lang, &packet, side(lang, *which))
        }
        Reason::Turn { side: which, .. } => say::compare_reason_turn(lang, side(lang, *which)),
        Reason::Program { host } => {
            say::compare_reason_program(lang, &text::host_word(lang, Side::Here.of(&runs).trace().host_name(*host)))
        }
        Reason::Setting { change, .. } => changed(lang, runs, change),
    }
}

/// What else the two have different, where that is more than the reason says.
fn different(lang: Lang, runs: [&RunRef; 2]) -> Html {
    let [here, there] = runs;
    let all = changes(here.scenario(), there.scenario());
    if all.len() < 2 {
        return Html::default();
    }
    let rest = all.len().saturating_sub(CHANGES_MOST);
    let told = all.iter().take(CHANGES_MOST);
    let told = told.map(|change| html! { <li key={change.path.clone()}>{ changed(lang, runs, change) }</li> });
    let more = (rest > 0).then(|| html! { <li key="more">{ say::compare_changes_more(lang, &rest.to_string()) }</li> });
    html! {
        <details class="compare-different">
            <summary>{ say::compare_different(lang, &all.len().to_string()) }</summary>
            <ul>{ for told.chain(more) }</ul>
        </details>
    }
}

/// A setting: whose, what it is called, and what it is in both.
fn changed(lang: Lang, runs: [&RunRef; 2], change: &Change) -> String {
    let path = change.path.as_str();
    let number =
        path.strip_prefix("hosts[").and_then(|rest| rest.split_once(']')).and_then(|(number, _)| number.parse().ok());
    let [here, _] = runs;
    let host = number.map(|number| text::host_word(lang, here.trace().host_name(crate::sim::HostId(number))));
    let host = host.unwrap_or_default();
    let field = path.rsplit('.').next().unwrap_or(path);
    let name = setting_name(lang, field).map_or_else(|| path.to_owned(), str::to_owned);
    if field == "lines" || field == "programs" {
        return say::compare_reason_program(lang, &host);
    }
    let value = |value: &Option<String>| {
        value.as_deref().map_or_else(|| say::compare_default(lang).to_owned(), |value| setting_value(lang, value))
    };
    let [here, there] = &change.values;
    let name = if host.is_empty() { name } else { say::compare_of(lang, &host, &name) };
    say::compare_setting(lang, &value(here), &name, &value(there))
}

/// What a field of the format is called, where that is not plain from its name.
fn setting_name(lang: Lang, field: &str) -> Option<&'static str> {
    Some(match field {
        "growth" => say::setting_growth(lang),
        "preset" => say::setting_preset(lang),
        "nagle" => say::setting_nagle(lang),
        "sack" => say::setting_sack(lang),
        "loss_recovery" => say::setting_loss_recovery(lang),
        "receive_buffer" => say::setting_receive_buffer(lang),
        "queue_packets" => say::setting_queue(lang),
        "rate_bps" => say::setting_rate(lang),
        "delay_us" => say::setting_delay(lang),
        "loss_per_million" => say::setting_loss(lang),
        "seed" => say::setting_seed(lang),
        _ => return None,
    })
}

fn setting_value(lang: Lang, value: &str) -> String {
    match value {
        "cubic" => "CUBIC".to_owned(),
        "linear" => "Reno".to_owned(),
        "tahoe" => "Tahoe".to_owned(),
        "true" => say::turn_on(lang).to_owned(),
        "false" => say::turn_off(lang).to_owned(),
        value => value.to_owned(),
    }
}

/// The first packet that the two send otherwise.
fn first_packet(lang: Lang, traces: [&Trace; 2], id: PacketId) -> String {
    let told = traces.map(|trace| {
        trace.packet(id).map_or_else(
            || say::compare_no_packet(lang).to_owned(),
            |span| say::compare_packet_at(lang, &text::ordinal_name(lang, trace, span.name), &clock(span.sent_at)),
        )
    });
    let [here, there] = told;
    say::compare_first_packet(lang, &here, &there)
}

/// What became of a packet, with its times.
pub(super) fn fate(lang: Lang, span: Option<&PacketSpan>) -> String {
    let Some(span) = span else { return say::compare_fate_none(lang).to_owned() };
    let sent = clock(span.sent_at);
    match span.fate {
        Fate::Arrived { at, .. } => say::compare_fate_arrived(lang, &clock(at), &sent),
        Fate::Lost { at, reason, .. } => say::compare_fate_lost(lang, &clock(at), text::lost_word(lang, reason), &sent),
        Fate::Cut { at, .. } => say::compare_fate_cut(lang, &clock(at), &sent),
        Fate::OnTheWay => say::compare_fate_on_the_way(lang, &sent),
    }
}

/// A packet's name, as a title.
pub(super) fn packet(lang: Lang, trace: &Trace, span: &PacketSpan) -> String {
    capitalised(&text::ordinal_name(lang, trace, span.name))
}
