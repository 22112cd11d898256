//! Chance: packets lost, doubled, damaged, overtaken. Whatever happens, the bytes arrive, and the same happens again.

use super::{B, delivered, discarded, lost, pattern, run};
use wirewalk::sim::tcp::Discard;
use wirewalk::sim::{DropReason, EventKind};
use wirewalk::trace::{Run, fingerprint};

const SEEDS: u32 = 8;

/// The transfer with every seed over this cable.
fn with_seeds(link: &str) -> impl Iterator<Item = Run> {
    let scenario = r#"{@TRANSFER,"seed":@SEED,"link":@LINK,"until_ms":3600000}"#.replace("@LINK", link);
    (0..SEEDS).map(move |seed| run(&scenario.replace("@SEED", &seed.to_string())))
}

fn count(run: &Run, is: impl Fn(&EventKind) -> bool) -> usize {
    run.trace().events().iter().filter(|event| is(&event.kind)).count()
}

#[test]
fn all_bytes_arrive_over_a_cable_that_doubles() {
    for run in with_seeds(r#"{"duplicate_per_million":300000}"#) {
        assert_eq!(delivered(&run, B), pattern(30_000));
        assert!(count(&run, |kind| matches!(kind, EventKind::Duplicated { fault: None, .. })) > 0);
    }
}

#[test]
fn damaged_packets_are_discarded_and_never_delivered() {
    let mut found = 0;
    for run in with_seeds(r#"{"corrupt_per_million":200000}"#) {
        assert_eq!(delivered(&run, B), pattern(30_000));
        let damaged = count(&run, |kind| matches!(kind, EventKind::Corrupted { fault: None, .. }));
        let discards = discarded(&run, B, Discard::Damaged) + discarded(&run, super::A, Discard::Damaged);
        assert_eq!(damaged, discards);
        found += damaged;
    }
    assert!(found > 20);
}

#[test]
fn all_bytes_arrive_in_order_over_a_cable_that_reorders() {
    for run in with_seeds(r#"{"reorder_per_million":300000,"reorder_us":20000,"jitter_us":30000}"#) {
        assert_eq!(delivered(&run, B), pattern(30_000));
        assert!(count(&run, |kind| matches!(kind, EventKind::Delayed { fault: None, .. })) > 0);
    }
}

#[test]
fn jitter_alone_lets_no_packet_overtake_another() {
    for run in with_seeds(r#"{"jitter_us":50000}"#) {
        assert_eq!(delivered(&run, B), pattern(30_000));
        for host in [super::A, B] {
            let ways = run.trace().packets().iter().filter(|span| span.name.from == host);
            assert!(ways.map(|span| span.end_event().unwrap()).is_sorted());
        }
    }
}

#[test]
fn all_bytes_arrive_over_a_cable_that_does_everything_wrong() {
    for run in with_seeds(
        r#"{"loss_per_million":100000,"duplicate_per_million":100000,"corrupt_per_million":100000,
            "reorder_per_million":100000,"jitter_us":10000}"#,
    ) {
        assert_eq!(delivered(&run, B), pattern(30_000));
        assert!(lost(&run, DropReason::Random) > 0);
    }
}

#[test]
fn the_same_scenario_gives_the_same_run_and_another_seed_another() {
    let all = || -> Vec<String> {
        let link = r#"{"loss_per_million":50000,"duplicate_per_million":50000,"corrupt_per_million":50000,
            "reorder_per_million":50000,"jitter_us":9000}"#;
        with_seeds(link).map(|run| fingerprint(run.trace())).collect()
    };
    let mut prints = all();
    assert_eq!(prints, all());
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), 8);
}

#[test]
fn one_kind_of_chance_leaves_the_others_as_they_are() {
    let first_lost = |link: &str| {
        let runs = with_seeds(link);
        let lost = |run: Run| {
            let random = |kind: &EventKind| matches!(kind, EventKind::Dropped { reason: DropReason::Random, .. });
            let event = run.trace().numbered().find(|(_, event)| random(&event.kind));
            event.and_then(|(id, _)| run.trace().packet_of(id)).map(|span| span.name)
        };
        runs.map(lost).collect::<Vec<_>>()
    };
    let alone = first_lost(r#"{"loss_per_million":200000}"#);
    assert_eq!(alone, first_lost(r#"{"loss_per_million":200000,"jitter_us":1}"#));
    assert!(alone.iter().any(Option::is_some));
}
