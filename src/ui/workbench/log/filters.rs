//! What the list is narrowed by: quick choices, and the text of a filter. Wrong text is named, and the list stays as it was.

use super::{Known, Left, go, say};
use crate::scene::Flows;
use crate::sim::PacketId;
use crate::text::Lang;
use crate::trace::PacketSpan;
use crate::trace::filter::{Filter, Quantity, Sight, Wrong, WrongKind, parse};
use crate::ui::session::{Command, RunRef};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chosen {
    /// As typed.
    text: String,
    /// The last text that could be read.
    typed: Option<Filter>,
    wrong: Option<Wrong>,
    /// A conversation, by its letter.
    flow: Option<char>,
    /// A host that sends; empty for any.
    from: String,
    /// A protocol and a flag, as filters have them; empty for everything.
    picked: [&'static str; 2],
    /// Which of [`ONLY`].
    only: [bool; 3],
}

/// The words to pick from.
const PROTOCOLS: [&str; 4] = ["", "tcp", "udp", "icmp"];
const FLAGS: [&str; 9] = ["", "syn", "fin", "rst", "psh", "ack", "urg", "ece", "cwr"];
/// What may be asked for alone.
const ONLY: [&str; 3] = ["remark", "retransmission", "lost"];

impl Chosen {
    /// Whether a packet is left.
    pub(super) fn takes(&self, sight: Sight<'_>, flows: &Flows, span: &PacketSpan) -> bool {
        let only = ONLY.iter().zip(self.only).filter(|(_, on)| *on).map(|(word, _)| *word);
        let mut words = self.picked.into_iter().chain(only).filter(|word| !word.is_empty());
        self.flow.is_none_or(|flow| flows.letter(&span.packet) == Some(flow))
            && (self.from.is_empty() || sight.trace.host_name(span.name.from) == self.from)
            && words.all(|word| Filter::Word(word).takes(sight, span))
            && self.typed.as_ref().is_none_or(|filter| filter.takes(sight, span))
    }

    /// With another text.
    pub(super) fn reading(&self, text: String, hosts: &[&str]) -> Chosen {
        match parse(&text, hosts) {
            Ok(filter) => Chosen { typed: Some(filter), wrong: None, text, ..self.clone() },
            Err(wrong) => Chosen { wrong: Some(wrong), text, ..self.clone() },
        }
    }

    fn is_any(&self) -> bool {
        *self != Chosen::default()
    }
}

/// What is wrong with a filter, in words.
pub(super) fn wrong_words(lang: Lang, wrong: &Wrong) -> String {
    let at = (wrong.at + 1).to_string();
    match wrong.kind {
        WrongKind::TooLong => say::filter_too_long(lang).to_owned(),
        WrongKind::TooDeep => say::filter_too_deep(lang).to_owned(),
        WrongKind::Unfinished => say::filter_unfinished(lang).to_owned(),
        WrongKind::Word => say::filter_word(lang, &at, &wrong.found),
        WrongKind::Host => say::filter_host(lang, &at, &wrong.found),
        WrongKind::Number => say::filter_number(lang, &at, &wrong.found),
        WrongKind::Parenthesis => say::filter_parenthesis(lang, &at, &wrong.found),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FiltersProps {
    pub lang: Lang,
    pub run: RunRef,
    pub known: Known,
    pub left: Left,
    pub chosen: Chosen,
    pub position: u32,
    pub choose: Callback<Chosen>,
    pub act: Callback<Command>,
}

/// A selection of words; an empty one stands for everything.
fn select(
    label: &'static str,
    all: &'static str,
    words: &[(String, String)],
    now: &str,
    onchange: Callback<Event>,
) -> Html {
    let options = words.iter().map(|(value, word)| {
        let word = if word.is_empty() { all } else { word };
        html! { <option key={value.clone()} value={value.clone()} selected={value == now}>{ word.to_owned() }</option> }
    });
    html! { <label class="log-select"><span>{ label }</span><select {onchange}>{ for options }</select></label> }
}

#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { lang, run, known, left, chosen, position, choose, act } = props;
    let lang = *lang;
    let changing = |change: fn(&mut Chosen, &str)| {
        let (chosen, choose) = (chosen.clone(), choose.clone());
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            let mut next = chosen.clone();
            change(&mut next, &value);
            choose.emit(next);
        })
    };
    let known_word =
        |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), word.to_uppercase())).collect::<Vec<_>>();
    let flows: Vec<(String, String)> = known
        .flows()
        .each()
        .map(|(letter, one, other)| (letter.to_string(), format!("{letter}: {one} – {other}")))
        .collect();
    let several = flows.len() > 1;
    let flows: Vec<(String, String)> = core::iter::once(Default::default()).chain(flows).collect();
    let hosts = run.trace().hosts().iter().map(|host| host.name.clone());
    let hosts: Vec<(String, String)> =
        core::iter::once(String::new()).chain(hosts).map(|host| (host.clone(), host)).collect();
    let oninput = {
        let (chosen, choose, run) = (chosen.clone(), choose.clone(), run.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            let hosts: Vec<&str> = run.trace().hosts().iter().map(|host| host.name.as_str()).collect();
            choose.emit(chosen.reading(typed, &hosts));
        })
    };
    let only = ONLY.iter().zip([say::only_remarks, say::only_again, say::only_lost]).enumerate().map(|(index, (word, label))| {
        let (next, choose) = (chosen.clone(), choose.clone());
        let on = chosen.only.get(index).copied().unwrap_or_default();
        let onchange = Callback::from(move |_: Event| {
            let mut next = next.clone();
            if let Some(only) = next.only.get_mut(index) {
                *only = !*only;
            }
            choose.emit(next);
        });
        html! { <label key={*word} class="log-only"><input type="checkbox" checked={on} data-only={*word} {onchange} />{ label(lang) }</label> }
    });
    let (next, before) = (step(run, left, *position, true), step(run, left, *position, false));
    let stepper = |to: Option<PacketId>, sign: &'static str, label: &'static str, class: &'static str| {
        let (run, act) = (run.clone(), act.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(id) = to {
                go(&run, id, &act);
            }
        });
        html! { <button type="button" class={classes!("plain", class)} aria-disabled={to.is_none().to_string()} aria-label={label} title={label} {onclick}>{ sign }</button> }
    };
    let clear = {
        let choose = choose.clone();
        Callback::from(move |_: MouseEvent| choose.emit(Chosen::default()))
    };
    let problem = chosen.wrong.as_ref().map(|wrong| wrong_words(lang, wrong));
    let count = say::log_count(lang, &run.trace().packets().len().to_string(), &left.0.len().to_string());
    // The player's keys are letters and choices here.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let typing = event.target_dyn_into::<HtmlInputElement>().is_some();
        let choosing = event.target_dyn_into::<HtmlSelectElement>().is_some();
        if (typing || choosing) && event.key() != "Escape" {
            event.stop_propagation();
        }
    });
    html! {
        <div class="log-filters" role="group" aria-label={say::filter_label(lang)} {onkeydown}>
            <div class="log-picks">
                { select(say::filter_protocol(lang), say::filter_all(lang), &known_word(&PROTOCOLS), picked(chosen, 0), changing(|chosen, value| pick(chosen, 0, &PROTOCOLS, value))) }
                { select(say::filter_flags(lang), say::filter_any(lang), &known_word(&FLAGS), picked(chosen, 1), changing(|chosen, value| pick(chosen, 1, &FLAGS, value))) }
                <span class="log-flow">if several {
                    { select(say::filter_flow(lang), say::filter_all(lang), &flows, &chosen.flow.map(String::from).unwrap_or_default(), changing(|chosen, value| chosen.flow = value.chars().next())) }
                }</span>
                { select(say::filter_from(lang), say::filter_any(lang), &hosts, &chosen.from, changing(|chosen, value| value.clone_into(&mut chosen.from))) }
                <span class="log-onlys">{ for only }</span>
            </div>
            <div class="log-typed">
                <label class="log-text"><span>{ say::filter_text(lang) }</span>
                    <input type="text" class="log-input" value={chosen.text.clone()} {oninput} placeholder={say::filter_example(lang)} spellcheck="false" autocomplete="off" autocapitalize="off" aria-invalid={problem.is_some().to_string()} aria-describedby="log-wrong" />
                </label>
                <span class="log-count" role="status">{ count }</span>
                <span class="log-steps">
                    { stepper(before, "↑", say::filter_before(lang), "log-before") }
                    { stepper(next, "↓", say::filter_next(lang), "log-next") }
                    <button type="button" class="plain log-clear" aria-disabled={(!chosen.is_any()).to_string()} onclick={clear}>{ say::filter_clear(lang) }</button>
                </span>
            </div>
            <p class="log-wrong" id="log-wrong" role="alert">{ for problem }</p>
            <details class="log-help"><summary>{ say::filter_help(lang) }</summary>{ help(lang) }</details>
        </div>
    }
}

fn picked(chosen: &Chosen, index: usize) -> &'static str {
    chosen.picked.get(index).copied().unwrap_or_default()
}

fn pick(chosen: &mut Chosen, index: usize, words: &[&'static str], value: &str) {
    if let Some(place) = chosen.picked.get_mut(index) {
        *place = words.iter().copied().find(|word| *word == value).unwrap_or_default();
    }
}

/// The next packet of the list after a position, or the one before the one there.
fn step(run: &RunRef, left: &Left, position: u32, on: bool) -> Option<PacketId> {
    let sent = |id: &PacketId| run.trace().packet(*id).map_or(0, |span| span.sent.0);
    let mut ids = left.0.iter().copied().map(PacketId);
    if on { ids.find(|id| sent(id) >= position) } else { ids.rev().find(|id| sent(id) + 1 < position) }
}

/// A message.
type Word = fn(Lang) -> &'static str;

/// Filters worth knowing, and what they mean.
const EXAMPLES: [(&str, Word); 7] = [
    ("tcp and not syn", say::filter_example_not),
    ("from client and len > 0", say::filter_example_from),
    ("lost or retransmission", say::filter_example_or),
    ("port 80 and (fin or rst)", say::filter_example_port),
    ("seq 1..500", say::filter_example_seq),
    ("ack = 1", say::filter_example_ack),
    ("time >= 200", say::filter_example_time),
];

/// The language, with an example a line.
fn help(lang: Lang) -> Html {
    let lines = EXAMPLES.iter().map(|(code, meaning)| {
        html! { <div key={*code}><dt><code>{ *code }</code></dt><dd>{ meaning(lang) }</dd></div> }
    });
    let words = crate::trace::filter::words().collect::<Vec<_>>().join(" ");
    let numbers = Quantity::ALL.map(|(_, word)| word).join(" ");
    html! {
        <div class="log-language">
            <dl>{ for lines }</dl>
            <p>{ say::filter_words(lang) }{ " " }<code>{ words }</code></p>
            <p>{ say::filter_numbers(lang) }{ " " }<code>{ numbers }</code></p>
        </div>
    }
}
