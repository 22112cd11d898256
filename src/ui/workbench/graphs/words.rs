//! What graphs, quantities, stages and values are called.

use crate::scene::chart::{Graph, Plot, Quantity, Unit, grouped, written};
use crate::sim::ids::HostId;
use crate::sim::{Span, Time};
use crate::text::{self, Lang, workbench as say};
use crate::trace::series::{Flow, Series, Stage};
use crate::ui::session::RunRef;

/// A graph's name.
pub(super) fn graph(lang: Lang, graph: Graph) -> &'static str {
    match graph {
        Graph::Windows => say::graph_windows(lang),
        Graph::Sequence => say::graph_sequence(lang),
        Graph::RoundTrip => say::graph_round_trip(lang),
        Graph::Rate => say::graph_rate(lang),
        Graph::Queue => say::graph_queue(lang),
    }
}

/// A host's name, as it is inside a label.
pub(super) fn host(lang: Lang, run: &RunRef, host: Option<HostId>) -> String {
    host.map_or_else(|| "?".to_owned(), |host| text::host_word(lang, run.trace().host_name(host)))
}

/// A line's or a mark's name; queues are called by their ends.
pub(super) fn quantity(lang: Lang, (run, series, flow): (&RunRef, &Series, &Flow), what: Quantity) -> String {
    let word = match what {
        Quantity::Cwnd => say::quantity_cwnd(lang),
        Quantity::Rival => say::compare_there(lang),
        Quantity::Ssthresh => say::quantity_ssthresh(lang),
        Quantity::Flight => say::quantity_flight(lang),
        Quantity::PeerWindow => say::quantity_peer_window(lang),
        Quantity::Sample => say::quantity_sample(lang),
        Quantity::Srtt => say::quantity_srtt(lang),
        Quantity::Rto => say::quantity_rto(lang),
        Quantity::First => say::quantity_first(lang),
        Quantity::Again => say::quantity_again(lang),
        Quantity::Lost => say::quantity_lost(lang),
        Quantity::Sacked => say::quantity_sacked(lang),
        Quantity::Acked => say::quantity_acked(lang),
        Quantity::Edge => say::quantity_edge(lang),
        Quantity::Throughput => say::quantity_throughput(lang),
        Quantity::Goodput => say::quantity_goodput(lang),
        Quantity::LinkRate => say::quantity_link_rate(lang),
        Quantity::QueueLimit => say::quantity_queue_limit(lang),
        Quantity::Refused => say::quantity_refused(lang),
        Quantity::Waiting(number) => {
            let queue = series.lanes_of(flow).nth(usize::from(number));
            let ends = queue.map(|queue| (queue.direction.from, queue.direction.to));
            let (from, to) = (host(lang, run, ends.map(|ends| ends.0)), host(lang, run, ends.map(|ends| ends.1)));
            return say::quantity_waiting(lang, &from, &to);
        }
    };
    word.to_owned()
}

/// A stage's letter and its name.
pub(super) fn stage(lang: Lang, stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::SlowStart => (say::stage_slow_start_letter(lang), say::stage_slow_start(lang)),
        Stage::Avoidance => (say::stage_avoidance_letter(lang), say::stage_avoidance(lang)),
        Stage::Reduced => (say::stage_reduced_letter(lang), say::stage_reduced(lang)),
        Stage::FastRecovery => (say::stage_fast_recovery_letter(lang), say::stage_fast_recovery(lang)),
        Stage::Loss => (say::stage_loss_letter(lang), say::stage_loss(lang)),
    }
}

/// A value with its unit, as exactly as one can use it.
pub(super) fn value(lang: Lang, unit: Unit, value: u64) -> String {
    match unit {
        Unit::Bytes => format!("{}\u{a0}B", grouped(value)),
        Unit::Packets => say::value_packets(lang, value),
        Unit::Numbers => grouped(value),
        Unit::Nanos | Unit::BitsPerSecond => {
            let (sign, size) = unit.scale(value);
            format!("{}\u{a0}{sign}", written(value, size, if size == 1 { 1 } else { size / 100 }))
        }
    }
}

/// What is counted where a unit has no sign of its own.
pub(super) fn counted(lang: Lang, unit: Unit) -> &'static str {
    match unit {
        Unit::Packets => say::axis_packets(lang),
        Unit::Numbers => say::axis_numbers(lang),
        Unit::Bytes | Unit::Nanos | Unit::BitsPerSecond => "",
    }
}

/// In place of a value where there is none: a threshold that has not been set is without limit.
pub(super) fn no_value(lang: Lang, plot: &Plot, what: Quantity, time: Time) -> &'static str {
    let lives = plot.values_at(time).any(|(what, value)| what == Quantity::Cwnd && value.is_some());
    if what == Quantity::Ssthresh && lives { say::value_unlimited(lang) } else { say::value_none(lang) }
}

/// A time of the run; to the microsecond where one looks closely.
pub(super) fn time(lang: Lang, time: Time, shown: Span) -> String {
    let step = if shown < Span::millis(200) { 1_000 } else { 1_000_000 };
    say::seconds(lang, &written(time.0, 1_000_000_000, step))
}
