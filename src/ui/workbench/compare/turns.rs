//! What can be changed at the instant of the fork: each a setting of a living host, or of the cables.

use super::Seen;
use crate::link::Rival;
use crate::scenario::{CableTurn, Growth, Scenario, TcpTurn, Turn};
use crate::text::{self, Lang, workbench as say};
use crate::trace::compare::turn_at;
use crate::ui::capitalised;
use crate::ui::session::Command;
use crate::ui::workbench::Deed;
use crate::ui::workbench::select::Select;
use yew::prelude::*;

/// A setting that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Knob {
    Growth,
    Nagle,
    DelayedAck,
    Sack,
    Rate,
    Loss,
}

/// Those of a host.
const OF_HOST: [Knob; 4] = [Knob::Growth, Knob::Nagle, Knob::DelayedAck, Knob::Sack];
/// Those of the cables.
const OF_CABLE: [Knob; 2] = [Knob::Rate, Knob::Loss];

impl Knob {
    fn id(self) -> &'static str {
        match self {
            Knob::Growth => "growth",
            Knob::Nagle => "nagle",
            Knob::DelayedAck => "delayed-ack",
            Knob::Sack => "sack",
            Knob::Rate => "rate",
            Knob::Loss => "loss",
        }
    }

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Knob::Growth => say::setting_growth(lang),
            Knob::Nagle => say::setting_nagle(lang),
            Knob::DelayedAck => say::setting_delayed_ack(lang),
            Knob::Sack => say::setting_sack_later(lang),
            Knob::Rate => say::setting_rate(lang),
            Knob::Loss => say::setting_loss(lang),
        }
    }

    /// The values that are offered: as in the list, and in words.
    fn values(self, lang: Lang) -> Vec<(String, String)> {
        let plain = |values: &[(&str, &str)]| {
            values.iter().map(|(id, words)| ((*id).to_owned(), (*words).to_owned())).collect::<Vec<_>>()
        };
        match self {
            Knob::Growth => plain(&[("linear", "Reno"), ("cubic", "CUBIC")]),
            Knob::Nagle | Knob::DelayedAck | Knob::Sack => {
                plain(&[("true", say::turn_on(lang)), ("false", say::turn_off(lang))])
            }
            Knob::Rate => plain(&[
                ("100000000", "100 Mbit/s"),
                ("10000000", "10 Mbit/s"),
                ("5000000", "5 Mbit/s"),
                ("1000000", "1 Mbit/s"),
                ("100000", "100 kbit/s"),
            ]),
            Knob::Loss => plain(&[("0", "0 %"), ("10000", "1 %"), ("50000", "5 %"), ("200000", "20 %")]),
        }
    }

    /// What a change has; empty if it leaves it as it was.
    fn of(self, turn: Option<&Turn>) -> String {
        let tcp = turn.and_then(|turn| turn.tcp).unwrap_or_default();
        let cable = turn.and_then(|turn| turn.link).unwrap_or_default();
        let number = |value: Option<u64>| value.map_or_else(String::new, |value| value.to_string());
        let switch = |value: Option<bool>| value.map_or_else(String::new, |value| value.to_string());
        match self {
            Knob::Growth => match tcp.growth {
                None => String::new(),
                Some(Growth::Linear) => "linear".to_owned(),
                Some(Growth::Cubic) => "cubic".to_owned(),
            },
            Knob::Nagle => switch(tcp.nagle),
            Knob::DelayedAck => switch(tcp.delayed_ack),
            Knob::Sack => switch(tcp.sack),
            Knob::Rate => number(cable.rate_bps),
            Knob::Loss => number(cable.loss_per_million.map(u64::from)),
        }
    }

    /// Puts a value into a change, or takes it out.
    fn set(self, turn: &mut Turn, value: &str) {
        let (mut tcp, mut cable) = (turn.tcp.unwrap_or_default(), turn.link.unwrap_or_default());
        match self {
            Knob::Growth => {
                tcp.growth = match value {
                    "linear" => Some(Growth::Linear),
                    "cubic" => Some(Growth::Cubic),
                    _ => None,
                }
            }
            Knob::Nagle => tcp.nagle = value.parse().ok(),
            Knob::DelayedAck => tcp.delayed_ack = value.parse().ok(),
            Knob::Sack => tcp.sack = value.parse().ok(),
            Knob::Rate => cable.rate_bps = value.parse().ok(),
            Knob::Loss => cable.loss_per_million = value.parse().ok(),
        }
        turn.tcp = Some(tcp).filter(|tcp| *tcp != TcpTurn::default());
        turn.link = Some(cable).filter(|cable| *cable != CableTurn::default());
    }
}

fn find<'t>(turns: &'t [Turn], at_ns: u64, host: Option<&str>) -> Option<&'t Turn> {
    turns.iter().find(|turn| turn.at_ns == at_ns && turn.host.as_deref() == host)
}

/// The changes with one value of one of them set, or taken out.
pub(super) fn turned(turns: &[Turn], at_ns: u64, host: Option<&str>, knob: Knob, value: &str) -> Vec<Turn> {
    let none = Turn { at_ns, host: host.map(str::to_owned), tcp: None, link: None };
    let mut turn = find(turns, at_ns, host).cloned().unwrap_or(none);
    knob.set(&mut turn, value);
    let mut rest: Vec<Turn> =
        turns.iter().filter(|turn| turn.at_ns != at_ns || turn.host.as_deref() != host).cloned().collect();
    if turn.tcp.is_some() || turn.link.is_some() {
        rest.push(turn);
        rest.sort_by_key(|turn| turn.at_ns);
    }
    rest
}

/// The controls. Changes are made where the run was forked; in a pair, where the reader stands.
pub(super) fn controls(lang: Lang, seen: &Seen, base: &Scenario, against: &Rival, act: &Callback<Command>) -> Html {
    let trace = seen.run.trace();
    let at = turn_at(trace, against.at.unwrap_or(seen.position).min(trace.len())).0;
    let list = |host: Option<&str>, knob: Knob| {
        let whose = host.map_or_else(|| say::compare_cables(lang).to_owned(), |host| text::host_word(lang, host));
        let (turns, owner) = (base.turns.clone(), host.map(str::to_owned));
        let typed = act
            .reform(move |value: String| Command::More(Deed::Turn(turned(&turns, at, owner.as_deref(), knob, &value))));
        let options = [(String::new(), say::compare_as_it_was(lang).to_owned())].into_iter().chain(knob.values(lang));
        let chosen = knob.of(find(&base.turns, at, host));
        let id = format!("turn-{}-{}", host.unwrap_or("link"), knob.id());
        html! {
            <label key={id.clone()} class={classes!("compare-knob", (!chosen.is_empty()).then_some("changed"))}>
                <span>{ knob.name(lang) }<span class="visually-hidden">{ format!(" ({whose})") }</span></span>
                <Select {id} {chosen} options={options.collect::<Vec<_>>()} {typed} />
            </label>
        }
    };
    let group = |key: String, legend: String, lists: Vec<Html>| {
        html! { <fieldset {key}><legend>{ legend }</legend>{ for lists }</fieldset> }
    };
    let hosts = base.hosts.iter().map(|host| {
        let lists = OF_HOST.map(|knob| list(Some(&host.name), knob)).to_vec();
        group(host.name.clone(), capitalised(&text::host_word(lang, &host.name)), lists)
    });
    let cables =
        group("link".to_owned(), say::compare_cables(lang).to_owned(), OF_CABLE.map(|knob| list(None, knob)).to_vec());
    let time = crate::ui::clock(crate::sim::Time(at));
    html! {
        <details class="compare-turns" open={against.at.is_some()}>
            <summary>{ say::compare_turns(lang, &time) }</summary>
            <div class="compare-knobs">{ for hosts.chain([cables]) }</div>
        </details>
    }
}
