//! How fast the engine is, how much a recorded run takes, and what it costs to go to a moment of it. `benches/README.md` has the numbers and what
//! they mean. `cargo bench` prints them; `cargo bench -- quick` does a tenth of the work. It runs in WebAssembly, too: that README says how.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot run shall say so")]
#![allow(clippy::disallowed_types, reason = "the time of a benchmark is that of the clock on the wall")]

use std::hint::black_box;
use std::time::{Duration, Instant};
use wirewalk::scenario::Scenario;
use wirewalk::sim::{Event, EventKind, Recorder, World};
use wirewalk::trace::Run;

/// What the process holds in memory, in bytes, where the system tells (Linux).
fn resident() -> Option<usize> {
    const PAGE: usize = 4_096;
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    pages.split_whitespace().nth(1)?.parse::<usize>().ok().map(|pages| pages * PAGE)
}

/// Counts data segments and keeps nothing.
#[derive(Default)]
struct Count {
    data: u64,
    events: u64,
}

impl Recorder for Count {
    fn record(&mut self, event: Event) {
        self.events += 1;
        if let EventKind::Sent { packet, .. } = &event.kind {
            self.data += u64::from(packet.segment().is_some_and(|segment| !segment.payload.is_empty()));
        }
    }
}

/// `megabytes` from one host to the other, NewReno over 10 Mbit/s and 10 ms, in pieces of a megabyte.
fn transfer(megabytes: u32) -> Scenario {
    let json = format!(
        r#"{{
            "wirewalk": 1,
            "hosts": [
                {{ "name": "a", "address": "10.0.0.1", "tcp": {{"preset": "classic"}}, "programs": [{{ "lines": [
                    {{"call": "socket"}}, {{"call": "connect", "to": "b", "port": 80}},
                    {{"call": "repeat", "times": {megabytes}, "lines": [{{"call": "send_bytes", "count": 1000000}}]}}] }}] }},
                {{ "name": "b", "address": "10.0.0.2", "tcp": {{"preset": "classic"}}, "programs": [{{ "lines": [
                    {{"call": "socket"}}, {{"call": "bind", "port": 80}}, {{"call": "listen"}}, {{"call": "accept"}},
                    {{"call": "recv_to_end", "socket": "c"}}] }}] }}
            ],
            "link": {{ "rate_bps": 10000000, "delay_us": 10000, "queue_packets": 50 }},
            "until_ms": 3600000
        }}"#
    );
    serde_json::from_str(&json).expect("the scenario is written here")
}

fn world(megabytes: u32) -> World {
    let mut setup = transfer(megabytes).setup().expect("the scenario is valid");
    setup.events_most = u32::MAX;
    World::new(setup)
}

fn timed<R>(work: impl FnOnce() -> R) -> (R, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn rate(count: u64, time: Duration) -> String {
    let per_second = u128::from(count) * 1_000_000 / time.as_micros().max(1);
    format!("{:>6} thousand a second", per_second / 1_000)
}

fn speed(megabytes: u32) {
    let mut count = Count::default();
    let mut counted = world(megabytes);
    let ((), watched) = timed(|| while counted.step(&mut count) {});
    let mut alone = world(megabytes);
    let ((), unwatched) = timed(|| while alone.step(&mut ()) {});
    let mut looked_at = world(megabytes);
    let ((), with_blocks) = timed(|| {
        while looked_at.step(&mut ()) {
            looked_at.tcbs().for_each(|block| drop(black_box(block)));
        }
    });
    println!("{megabytes} MB, {} data segments, {} events", count.data, count.events);
    println!("  nobody looks                {}", rate(count.data, unwatched));
    println!("  every event told            {}", rate(count.data, watched));
    println!("  every control block, always {}", rate(count.data, with_blocks));
}

fn memory_and_seeking(megabytes: u32) {
    let before = resident();
    let (run, recorded) = timed(|| Run::new(transfer(megabytes)).expect("the scenario is valid"));
    let held = before.zip(resident()).map(|(before, after)| after.saturating_sub(before));
    let events = run.trace().len();
    println!("a recorded run of {events} events");
    println!("  recorded in {} ms", recorded.as_millis());
    if let Some(held) = held {
        println!("  {} bytes an event", held / usize::try_from(events).unwrap_or(usize::MAX).max(1));
    }
    let (_, first) = timed(|| black_box(run.world_at(events / 2)));
    println!("  the first seek, which makes the checkpoints: {} ms", first.as_millis());
    let places: Vec<u32> = (0..200_u32).map(|place| place.wrapping_mul(2_654_435_761) % events.max(1)).collect();
    let times: Vec<Duration> = places.iter().map(|place| timed(|| black_box(run.world_at(*place))).1).collect();
    let most = times.iter().max().copied().unwrap_or_default();
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(1);
    println!("  a seek: {} µs on average, {} µs at most", mean.as_micros(), most.as_micros());
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "quick");
    speed(if quick { 10 } else { 100 });
    // Ten thousand events are about 2 MB, a million 210.
    for megabytes in if quick { vec![2, 20] } else { vec![2, 20, 210] } {
        memory_and_seeking(megabytes);
    }
}
