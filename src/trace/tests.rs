//! What holds for every run.

use super::*;
use crate::scenario::presets::{NAMES, preset};
use crate::scenario::{Action, Fault, Scenario, Step};
use crate::sim::{EventKind, World};
use proptest::prelude::*;

/// A transfer in both directions over a link that loses packets, ending in a close: everything the engine does.
fn busy(seed: u64, loss_per_million: u32) -> Scenario {
    let mut scenario = preset("opening").unwrap();
    scenario.seed = seed;
    scenario.link.loss_per_million = loss_per_million;
    let s = || "s".to_owned();
    let c = || "c".to_owned();
    scenario.hosts[0].programs[0].lines.truncate(2);
    scenario.hosts[0].programs[0].lines.extend([
        Step::SendBytes { socket: s(), count: 30_000 },
        Step::Shutdown { socket: s(), how: crate::scenario::ShutdownHow::Write },
        Step::RecvToEnd { socket: s() },
    ]);
    scenario.hosts[1].programs[0].lines.extend([Step::SendBytes { socket: c(), count: 5_000 }]);
    scenario
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// From wherever one comes, seeking gives the world that running there gives.
    #[test]
    fn seeking_is_running(seed in 0_u64..1_000, loss in 0_u32..200_000, wishes in prop::collection::vec(0.0_f64..1.0, 8)) {
        let run = Run::new(busy(seed, loss)).unwrap();
        for wish in wishes {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a small number")]
            let position = (f64::from(run.trace().len()) * wish) as u32;
            let mut world = World::new(run.scenario().setup().unwrap());
            while world.event_count() < position && world.step(&mut ()) {}
            prop_assert!(run.world_at(position).unwrap() == world);
        }
    }

    /// The same scenario, the same trace; another seed on a lossy link, another one.
    #[test]
    fn the_same_scenario_gives_the_same_trace(seed in 0_u64..1_000) {
        let print = |seed| fingerprint(Run::new(busy(seed, 100_000)).unwrap().trace());
        prop_assert_eq!(print(seed), print(seed));
        prop_assert_ne!(print(seed), print(seed + 1));
    }

    /// Time never goes back, causes lie before effects, and in a run that came to rest every packet has exactly one fate.
    #[test]
    fn a_trace_is_a_history(seed in 0_u64..1_000, loss in 0_u32..300_000) {
        let run = Run::new(busy(seed, loss)).unwrap();
        let trace = run.trace();
        prop_assert!(trace.events().windows(2).all(|pair| pair[0].at <= pair[1].at));
        prop_assert!(trace.numbered().all(|(id, event)| event.cause.is_none_or(|cause| cause < id)));
        let rested = trace.events().last().is_some_and(|last| {
            matches!(last.kind, EventKind::Ended { reason: crate::sim::event::EndReason::Quiet })
        });
        prop_assert!(!rested || trace.packets().iter().all(|span| span.fate != Fate::OnTheWay));
        for (id, _) in trace.numbered() {
            prop_assert!(!why(trace, id).is_empty());
        }
    }
}

#[test]
fn snapshots_are_what_seeking_shows() {
    let run = Run::new(busy(3, 50_000)).unwrap();
    let snapshots = run.snapshots();
    assert!(snapshots.len() > 20);
    for snapshot in snapshots.iter().step_by(7) {
        let world = run.world_at(snapshot.position).unwrap();
        let tcb = world.tcbs().find(|(_, id, _)| *id == snapshot.id).unwrap().2;
        assert_eq!(tcb, snapshot.tcb);
    }
}

#[test]
fn a_retransmission_is_explained_down_to_the_loss_and_the_call() {
    let mut scenario = preset("opening").unwrap();
    scenario.faults.push(Fault { packet: "client.syn.1".to_owned(), action: Action::Drop });
    let run = Run::new(scenario).unwrap();
    let trace = run.trace();
    let again = resolve(trace, "client.syn.1.2.sent").unwrap() - 1;
    let chain: Vec<String> = why(trace, crate::sim::EventId(again))
        .iter()
        .map(|link| format!("{:?} {}", link.reason, text::line(trace, link.event)))
        .collect();
    let expected = [
        "Asked 1.020000 client    [1] IP 192.0.2.10.50000 > 198.51.100.5.80: Flags [S], seq 1000, win 64240, options [mss 1460], length 0 (transmission 2)",
        "Cause 1.020000 client    #1 Retransmission timer fires",
        "Loss 0.040035 client~   [0] lost: fault 0",
        "Cause 0.020000 client    #1 Retransmission timer until 1.020000",
        "Cause 0.020000 client    [0] IP 192.0.2.10.50000 > 198.51.100.5.80: Flags [S], seq 1000, win 64240, options [mss 1460], length 0",
        "Cause 0.020000 client/0  s.connect(server, 80)",
    ];
    assert_eq!(chain, expected);
}

#[test]
fn every_preset_comes_to_rest() {
    for name in NAMES {
        let run = Run::new(preset(name).unwrap()).unwrap();
        let last = text::line(run.trace(), crate::sim::EventId(run.trace().len() - 1));
        assert!(last.ends_with("end: Quiet"), "{name}: {last}");
    }
}
