//! What the series of known runs must show.

use super::*;
use crate::scenario::gallery;
use crate::sim::Span;

fn of(name: &str) -> (Run, Series) {
    let run = Run::new(gallery::scenario(name).unwrap()).unwrap();
    let series = Series::new(&run);
    (run, series)
}

fn sender(series: &Series) -> &Sender {
    series.flows[series.main_flow()].sender.as_ref().unwrap()
}

/// When each stretch of a stage begins and ends.
fn stretches(sender: &Sender, wanted: Stage) -> Vec<(Time, Time)> {
    let all: Vec<_> = sender.stages.between(Time(0), Time(u64::MAX)).collect();
    let is = |value: Option<u64>| value.and_then(sender::stage_of) == Some(wanted);
    all.windows(2).filter(|pair| is(pair[0].1)).map(|pair| (pair[0].0, pair[1].0)).collect()
}

#[test]
fn the_window_halves_at_each_fast_recovery() {
    let (_, series) = of("congestion");
    let sender = sender(&series);
    let recoveries = stretches(sender, Stage::FastRecovery);
    assert!(recoveries.len() >= 2, "{recoveries:?}");
    for (begin, end) in recoveries {
        let before = Time(begin.0 - 1);
        let (flight, half) = (sender.flight.at(before).unwrap(), sender.ssthresh.at(begin).unwrap());
        assert!(half * 2 <= flight + 2 * 1_460 && half * 2 + 4 * 1_460 >= flight, "{half} of {flight}");
        let (cwnd, after) = (sender.cwnd.at(before).unwrap(), sender.cwnd.at(end).unwrap());
        assert!(after * 10 <= cwnd * 6, "{after} after {cwnd}");
    }
}

#[test]
fn three_lost_segments_are_three_retransmissions() {
    let (_, series) = of("three-lost");
    let sender = sender(&series);
    assert_eq!(sender.lost.len(), 3);
    let numbers = |ranges: &[Range]| ranges.iter().map(|range| (range.low, range.high)).collect::<Vec<_>>();
    assert_eq!(numbers(&sender.again), numbers(&sender.lost));
    assert_eq!(sender.acked.at(Time(u64::MAX)), None, "nothing once it is gone");
    let whole = sender.first.iter().map(|range| range.high - range.low).sum::<u64>();
    assert_eq!(whole, 60_002, "every byte once, SYN and FIN");
}

#[test]
fn a_queue_is_never_longer_than_it_can_be_and_refuses_only_when_full() {
    let (run, series) = of("congestion");
    let lane = series.lanes_of(&series.flows[series.main_flow()]).next().unwrap();
    assert_eq!((lane.limit, lane.rate_bps), (20, 5_000_000));
    let longest = lane.waiting.between(Time(0), run.trace().end()).filter_map(|(_, count)| count).max();
    assert_eq!(longest, Some(20));
    assert!(!lane.refused.is_empty() && lane.refused.iter().all(|refused| refused.low == 20));
    assert_eq!(lane.waiting.at(run.trace().end()), Some(0));
}

/// The world says at every step what the series says.
#[test]
fn the_world_tells_how_many_wait() {
    let (run, series) = of("bufferbloat");
    let mut world = run.world_at(0).unwrap();
    let (mut busy, mut before) = (0, None);
    while world.step(&mut ()) {
        // Several steps at the same instant: only what stands at its end can be compared.
        if let Some((at, waiting)) = before.take().filter(|(at, _)| *at < world.now()) {
            let told: Vec<u32> = waiting;
            for (lane, count) in series.lanes.iter().zip(told) {
                assert_eq!(lane.waiting.at(at).unwrap_or_default(), u64::from(count), "at {at}");
                busy += u32::from(count > 0);
            }
        }
        let waiting = series.lanes.iter().map(|lane| world.waiting(lane.direction));
        before = Some((world.now(), waiting.collect()));
    }
    assert!(busy > 100, "{busy}");
}

#[test]
fn throughput_comes_up_to_the_link_and_goodput_counts_no_headers() {
    let (run, series) = of("congestion");
    let flow = &series.flows[series.main_flow()];
    assert_eq!(flow.link_rate_bps, Some(5_000_000));
    let interval = Span::millis(200);
    let most = |steps: &Steps| steps.between(Time(0), run.trace().end()).filter_map(|(_, rate)| rate).max().unwrap();
    let (through, good) = (most(&flow.throughput(interval)), flow.goodput(interval));
    assert!((4_800_000..=5_100_000).contains(&through), "{through}");
    let whole: u64 = flow.delivered.iter().map(|(_, bytes)| bytes).sum();
    assert_eq!(whole, 1_500_000);
    assert_eq!(good.at(Time(u64::MAX)), Some(0));
}

#[test]
fn every_gallery_run_has_series_and_datagrams_have_no_sender() {
    for name in gallery::names() {
        let (run, series) = of(name);
        assert!(!series.flows.is_empty(), "{name}");
        assert!(series.active.1 <= run.trace().end() && series.active.0 < series.active.1, "{name}");
        assert!(series.flows.iter().all(|flow| flow.to.is_some()), "{name}");
    }
    let (_, series) = of("udp");
    assert!(series.flows.iter().all(|flow| flow.sender.is_none()) && series.flows.len() == 2);
    let empty = Series::new(&Run::empty());
    assert!(empty.flows.is_empty() && empty.lanes.is_empty());
}
