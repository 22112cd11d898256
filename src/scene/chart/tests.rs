//! What a reader sees in the charts of known runs.

use super::*;
use crate::scenario::gallery;
use crate::trace::Run;
use crate::trace::series::Series;

fn words() -> Words<'static> {
    Words {
        name: &|what| what.id().to_owned(),
        stage: &|stage| match stage {
            Stage::SlowStart => ("S", "slow start"),
            Stage::Avoidance => ("A", "avoidance"),
            Stage::Reduced => ("E", "reduced"),
            Stage::FastRecovery => ("R", "recovery"),
            Stage::Loss => ("L", "loss"),
        },
        counted: &|unit| if matches!(unit, Unit::Packets | Unit::Numbers) { "counted" } else { "" },
    }
}

fn series(name: &str) -> Series {
    Series::new(&Run::new(gallery::scenario(name).unwrap()).unwrap())
}

fn chart(name: &str, graph: Graph, width: f64) -> Chart {
    let series = series(name);
    let plot = Plot::new(graph, &series, &series.flows[series.main_flow()]).unwrap();
    Chart::new(&plot, Window::whole(series.active), (width, 220.0), words())
}

/// The chart in words: axes, lines by number of points and both ends, marks by number, the band.
fn text(chart: &Chart) -> String {
    let ticks = |ticks: &[Tick]| ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>().join(" ");
    let mut lines = vec![
        format!("time {} {}", ticks(&chart.times), chart.time_unit),
        format!("value {} {}", ticks(&chart.values), chart.value_unit),
    ];
    for line in &chart.lines {
        let points: Vec<_> = line.parts.iter().flatten().collect();
        let (first, last) = (points[0], points[points.len() - 1]);
        lines.push(format!(
            "{} {} points, {:.0},{:.0} to {:.0},{:.0}",
            line.what.id(),
            points.len(),
            first.0,
            first.1,
            last.0,
            last.1
        ));
    }
    lines.extend(chart.marks.iter().map(|marks| format!("{} {} marks", marks.what.id(), marks.places.len())));
    lines.extend(chart.above.iter().map(|(what, least)| format!("above: {} {least}", what.id())));
    lines.extend(
        chart
            .band
            .iter()
            .map(|it| format!("band {:.0} to {:.0} {} {}", it.left, it.right, it.stage.id(), it.label.unwrap_or("-"))),
    );
    lines.extend(chart.labels.iter().map(|label| format!("label {:.0} {}", label.y, label.text)));
    lines.join("\n")
}

const WINDOWS: &str = "time 50 100 150 200 250 300 350 400 ms
value 0 20 40 60 80 kB
peer-window 22 points, 138,53 to 598,53
ssthresh 2 points, 288,154 to 598,154
flight 44 points, 73,178 to 598,178
cwnd 62 points, 73,150 to 598,172
band 137 to 287 slow-start slow start
band 287 to 487 fast-recovery recovery
band 487 to 598 slow-start slow start
label 57 peer-window
label 149 ssthresh
label 163 cwnd
label 177 flight";

#[test]
fn the_windows_of_three_lost_in_words() {
    assert_eq!(text(&chart("three-lost", Graph::Windows, 720.0)), WINDOWS);
}

#[test]
fn a_sequence_graph_shows_each_retransmission() {
    let chart = chart("three-lost", Graph::Sequence, 720.0);
    let count = |what| chart.marks.iter().find(|marks| marks.what == what).map_or(0, |marks| marks.places.len());
    assert_eq!((count(Quantity::Again), count(Quantity::Lost)), (3, 3));
}

#[test]
fn everything_lies_within_its_frame_at_every_width() {
    for name in gallery::names() {
        let series = series(name);
        for (flow, graph) in series.flows.iter().flat_map(|flow| Graph::ALL.map(|graph| (flow, graph))) {
            let Some(plot) = Plot::new(graph, &series, flow) else {
                assert!(graph.needs_sender() && flow.sender.is_none());
                continue;
            };
            for (width, zoom) in [(280.0, 0), (720.0, 0), (720.0, 5), (1_100.0, 2)] {
                let window = Window::whole(series.active).zoomed(zoom, series.active.1);
                let chart = Chart::new(&plot, window, (width, 200.0), words());
                let frame = chart.frame;
                let inside = |(x, y): (f64, f64)| {
                    (frame.left - 0.1..=frame.right + 0.1).contains(&x)
                        && (frame.top - 12.0..=frame.bottom + 0.1).contains(&y)
                };
                let points: Vec<_> = chart.lines.iter().flat_map(|line| line.parts.iter().flatten()).copied().collect();
                assert!(points.iter().all(|point| inside(*point)), "{name} {graph:?} {width}");
                assert!(points.len() < 4 * 4 * 1_100, "{name} {graph:?}: {}", points.len());
                let places = chart.marks.iter().flat_map(|marks| &marks.places);
                assert!(places.clone().all(|mark| inside((mark.x, mark.top)) && inside((mark.x, mark.bottom))));
                assert!((2..=8).contains(&chart.values.len()), "{name} {graph:?}: {:?}", chart.values);
                assert!(chart.times.len() >= if width > 700.0 { 3 } else { 1 }, "{name} {graph:?}: {:?}", chart.times);
                let apart = |ticks: &[Tick]| {
                    ticks.windows(2).all(|pair| {
                        pair[1].at - pair[0].at
                            > text_width(&pair[0].label, TEXT) * 0.5 + text_width(&pair[1].label, TEXT) * 0.5
                    })
                };
                assert!(apart(&chart.times), "{name} {graph:?} {width} {zoom}: {:?}", chart.times);
                let names = chart.labels.windows(2).all(|pair| pair[1].y - pair[0].y >= 13.9);
                assert!(names, "{name} {graph:?}: {:?}", chart.labels);
            }
        }
    }
}

#[test]
fn a_place_and_its_time_are_the_same() {
    let chart = chart("congestion", Graph::Windows, 720.0);
    for x in [100.0, 333.0, 500.0] {
        assert!((chart.x(chart.time_at(x)) - x).abs() < 0.01);
    }
    assert_eq!((chart.time_at(-9.0), chart.time_at(9_999.0)), (chart.window.from, chart.window.to));
}

#[test]
fn a_bound_far_above_is_named_and_does_not_press_the_rest_down() {
    let chart = chart("request", Graph::RoundTrip, 720.0);
    assert!(chart.above.iter().any(|(what, least)| *what == Quantity::Rto && *least >= 1_000_000_000), "{chart:?}");
    assert!(chart.labels.iter().any(|label| label.text == "rto ↑"));
}
