//! The numbers of both runs, the better one marked.

use crate::scene::chart::{grouped, written};
use crate::sim::HostId;
use crate::text::{self, Lang, workbench as say};
use crate::trace::compare::{Better, Measure, Side, Totals, Unit};
use crate::ui::capitalised;
use crate::ui::session::RunRef;
use yew::prelude::*;

/// The table. A number that neither run has is left out.
pub(super) fn table(lang: Lang, run: &RunRef, other: &RunRef, totals: &[Totals; 2]) -> Html {
    let hosts = run.trace().hosts().len().min(other.trace().hosts().len());
    let hosts = (0..u32::try_from(hosts).unwrap_or_default()).map(HostId);
    let rows = Measure::all(hosts).into_iter().filter_map(|measure| row(lang, run, totals, measure));
    html! {
        <table class="compare-numbers">
            <caption class="panel-title">{ say::compare_numbers(lang) }</caption>
            <thead><tr><td></td><th scope="col">{ say::compare_here(lang) }</th><th scope="col">{ say::compare_there(lang) }</th></tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn row(lang: Lang, run: &RunRef, totals: &[Totals; 2], measure: Measure) -> Option<Html> {
    let [here, there] = totals;
    let values = [here.get(measure), there.get(measure)];
    let best = match (values, measure.better()) {
        ([None, None] | [Some(0), Some(0)], _) => return None,
        ([Some(here), Some(there)], Better::Less) if here < there => Some(Side::Here),
        ([Some(here), Some(there)], Better::More) if here > there => Some(Side::Here),
        ([Some(here), Some(there)], _) if here != there => Some(Side::There),
        _ => None,
    };
    let cells = Side::BOTH.map(|side| {
        let value = side.of(&values).map_or_else(|| "–".to_owned(), |value| amount(measure.unit(), value));
        let mark = (best == Some(side)).then(|| html! { <span class="compare-better"><svg viewBox="0 0 10 10" aria-hidden="true"><path d="M5 1l4 8h-8z" /></svg>{ say::compare_better(lang) }</span> });
        html! { <td>{ value }{ " " }{ for mark }</td> }
    });
    let name = name(lang, run, measure);
    Some(html! { <tr key={name.clone()}><th scope="row">{ name }</th>{ for cells }</tr> })
}

fn name(lang: Lang, run: &RunRef, measure: Measure) -> String {
    match measure {
        Measure::Done => say::measure_done(lang),
        Measure::Handshake => say::measure_handshake(lang),
        Measure::Packets(host) => {
            let host = capitalised(&text::host_word(lang, run.trace().host_name(host)));
            return say::measure_packets(lang, &host);
        }
        Measure::WireBytes => say::measure_wire(lang),
        Measure::HeaderBytes => say::measure_headers(lang),
        Measure::DataBytes => say::measure_data(lang),
        Measure::Goodput => say::measure_goodput(lang),
        Measure::ByTimer => say::measure_by_timer(lang),
        Measure::ByAck => say::measure_by_ack(lang),
        Measure::Lost => say::measure_lost(lang),
        Measure::Queue => say::measure_queue(lang),
        Measure::DelayMean => say::measure_delay_mean(lang),
        Measure::DelayWorst => say::measure_delay_worst(lang),
    }
    .to_owned()
}

/// A value with its unit.
fn amount(unit: Unit, value: u64) -> String {
    match unit {
        Unit::Nanos if value < 1_000_000 => format!("{}\u{a0}µs", written(value, 1_000, 10)),
        Unit::Nanos if value < 1_000_000_000 => format!("{}\u{a0}ms", written(value, 1_000_000, 10_000)),
        Unit::Nanos => format!("{}\u{a0}s", written(value, 1_000_000_000, 1_000_000)),
        Unit::Bytes => format!("{}\u{a0}B", grouped(value)),
        Unit::Packets => grouped(value),
        Unit::BitsPerSecond if value < 1_000_000 => format!("{}\u{a0}kbit/s", written(value, 1_000, 10)),
        Unit::BitsPerSecond => format!("{}\u{a0}Mbit/s", written(value, 1_000_000, 10_000)),
    }
}
