//! The legend, which also says the values at a time: by swatch, name and number.

use super::picture::swatch;
use super::words;
use crate::scene::chart::{Chart, Plot, Quantity};
use crate::sim::Time;
use crate::text::{Lang, workbench as say};
use crate::trace::series::stage_of;
use yew::prelude::*;

/// A value at a time, in words: of a line, or of the last sample.
pub(super) struct Reading {
    pub what: Quantity,
    pub name: String,
    pub value: Option<String>,
    /// The same as a number.
    number: Option<u64>,
}

/// All values at a time, and what kinds of marks there are.
pub(super) fn readings(lang: Lang, plot: &Plot, time: Time, name: &dyn Fn(Quantity) -> String) -> Vec<Reading> {
    let lines = plot.values_at(time).map(|(what, value)| {
        let written = value.map(|value| words::value(lang, plot.unit, value));
        let written = written.unwrap_or_else(|| words::no_value(lang, plot, what, time).to_owned());
        Reading { what, name: name(what), value: Some(written), number: value }
    });
    let mut readings: Vec<Reading> = lines.collect();
    for marks in &plot.marks {
        let known = readings.iter().any(|reading| reading.what == marks.what);
        if !known && !marks.ranges.is_empty() {
            let sample = plot.sample_at(time).filter(|_| marks.what == Quantity::Sample);
            let value = sample.map(|sample| words::value(lang, plot.unit, sample));
            readings.push(Reading { what: marks.what, name: name(marks.what), value, number: sample });
        }
    }
    readings
}

/// The stage of congestion control at a time, if the plot knows one.
pub(super) fn stage(lang: Lang, plot: &Plot, time: Time) -> Option<&'static str> {
    let stage = plot.stages.as_ref()?.at(time).and_then(stage_of)?;
    Some(words::stage(lang, stage).1)
}

/// The same in one sentence, for those who hear it.
pub(super) fn spoken(lang: Lang, when: &str, plot: &Plot, time: Time, readings: &[Reading]) -> String {
    let values = readings.iter().filter_map(|reading| Some(format!("{} {}", reading.name, reading.value.as_ref()?)));
    let parts: Vec<String> = stage(lang, plot, time).map(str::to_owned).into_iter().chain(values).collect();
    format!("{when}: {}", parts.join("; "))
}

/// The legend.
pub(super) fn legend(lang: Lang, when: &str, plot: &Plot, chart: &Chart, time: Time, readings: &[Reading]) -> Html {
    let items = readings.iter().map(|reading| {
        let above = reading.number.is_some_and(|number| chart.exceeds(number));
        html! {
            <li key={reading.what.id()}>
                { swatch(reading.what) }
                <span class="graphs-name">{ reading.name.clone() }</span>
                <span class="graphs-value">{ for reading.value.clone() }</span>
                <span class="graphs-above" title={say::graphs_above(lang)}>{ if above { "↑" } else { "" } }</span>
            </li>
        }
    });
    let stage = stage(lang, plot, time).map(|stage| html! { <span class="graphs-stage">{ stage }</span> });
    html! {
        <div class="graphs-legend">
            <p class="graphs-when"><span>{ when.to_owned() }</span><span>{ for stage }</span></p>
            <ul aria-label={say::graphs_legend(lang)}>{ for items }</ul>
        </div>
    }
}
