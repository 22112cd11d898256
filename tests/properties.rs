//! What must hold whatever the programs do and whatever the link loses: over generated scenarios.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

use proptest::prelude::*;
use std::collections::BTreeMap;
use wirewalk::scenario::{Host, Isn, LossRecovery, Program, Scenario, ShutdownHow, Step, Tcp, TcpPreset, presets};
use wirewalk::sim::socket::{Call, Outcome};
use wirewalk::sim::tcp::{State, Tcb, TimerKind};
use wirewalk::sim::{Actor, DropReason, EventKind, HostId, TcbId, World};
use wirewalk::trace::{Fate, Run};

/// One end's part: what it writes in which pieces, whether it reads before or after, how its TCP is set.
#[derive(Clone, Debug)]
struct Part {
    writes: Vec<u32>,
    reads_first: bool,
    nap_ms: u64,
    tcp: Tcp,
}

fn parts() -> impl Strategy<Value = Part> {
    let writes = prop_oneof![
        3 => prop::collection::vec(1_u32..5_000, 0..6),
        1 => prop::collection::vec(1_u32..100_000, 1..2),
    ];
    let preset = prop_oneof![
        Just(TcpPreset::Textbook),
        Just(TcpPreset::Classic),
        Just(TcpPreset::Sack),
        Just(TcpPreset::Modern)
    ];
    let mss = prop_oneof![Just(None), (64_u16..3_000).prop_map(Some), (3_000_u16..=65_495).prop_map(Some)];
    let isn = prop_oneof![
        Just(Isn::Rfc6528),
        (0_u32..100_000).prop_map(|below| Isn::Chosen { first: u32::MAX - below, step: 1 })
    ];
    let tcp = (preset, any::<bool>(), mss, isn, any::<bool>()).prop_map(|(preset, linux_timing, mss, isn, nagle)| {
        Tcp { preset, linux_timing, mss, isn, nagle: Some(nagle), ..Tcp::default() }
    });
    (writes, any::<bool>(), 0_u64..400, tcp, extras()).prop_map(|(writes, reads_first, nap_ms, tcp, extras)| Part {
        writes,
        reads_first,
        nap_ms,
        tcp: Tcp {
            preset: tcp.preset,
            linux_timing: tcp.linux_timing,
            mss: tcp.mss,
            isn: tcp.isn,
            nagle: tcp.nagle,
            ..extras
        },
    })
}

/// What differs from the preset: mostly nothing.
fn extras() -> impl Strategy<Value = Tcp> {
    let rarely = |value| prop::option::weighted(0.3, value);
    let recovery = prop_oneof![
        Just(LossRecovery::Off),
        Just(LossRecovery::Tahoe),
        Just(LossRecovery::Reno),
        Just(LossRecovery::NewReno)
    ];
    let buffer = || prop_oneof![1_u32..3_000, 3_000_u32..300_000];
    (
        prop::option::weighted(0.3, recovery),
        rarely(any::<bool>()),
        rarely(any::<bool>()),
        prop::option::weighted(0.3, any::<(bool, bool, bool)>()),
        prop::option::weighted(0.3, 0_u8..=14),
        prop::option::weighted(0.3, buffer()),
        prop::option::weighted(0.3, buffer()),
    )
        .prop_map(|(loss_recovery, sack, timestamps, by_time, window_scale, receive_buffer, send_buffer)| Tcp {
            loss_recovery,
            sack,
            timestamps,
            rack: by_time.map(|(rack, _, _)| rack),
            tail_loss_probe: by_time.map(|(_, probe, _)| probe),
            f_rto: by_time.map(|(_, _, f_rto)| f_rto),
            window_scale,
            receive_buffer,
            send_buffer,
            ..Tcp::default()
        })
}

fn lines(part: &Part, socket: &str, may_read_first: bool) -> Vec<Step> {
    let socket = || socket.to_owned();
    let writes = part.writes.iter().map(|count| Step::SendBytes { socket: socket(), count: *count });
    let writes = writes.flat_map(|write| [write, Step::Sleep { ms: part.nap_ms }]);
    let end = [Step::Shutdown { socket: socket(), how: ShutdownHow::Write }];
    let read = Step::RecvToEnd { socket: socket() };
    let close = Step::Close { socket: socket() };
    let writes = writes.chain(end);
    if part.reads_first && may_read_first {
        [read].into_iter().chain(writes).chain([close]).collect()
    } else {
        writes.chain([read, close]).collect()
    }
}

prop_compose! {
    fn scenarios()(
        client in parts(),
        server in parts(),
        seed: u64,
        loss_per_million in prop_oneof![Just(0_u32), 0_u32..300_000],
        delay_us in 0_u64..200_000,
        rate_bps in prop_oneof![Just(1_000_000_u64), Just(10_000_000_000)],
        queue_packets in prop_oneof![Just(100_u32), 3_u32..30],
    ) -> Scenario {
        let mut scenario = presets::preset("opening").unwrap();
        scenario.seed = seed;
        scenario.until_ms = 86_400_000;
        scenario.link.loss_per_million = loss_per_million;
        scenario.link.delay_us = delay_us;
        scenario.link.rate_bps = rate_bps;
        scenario.link.queue_packets = queue_packets;
        let program = |host: &mut Host, part: &Part, keep: usize, socket: &str, may_read_first| {
            host.tcp = part.tcp.clone();
            let Program { lines: old, .. } = &mut host.programs[0];
            old.truncate(keep);
            old.extend(lines(part, socket, may_read_first));
        };
        // If both read first, both wait for ever: the client never does.
        program(&mut scenario.hosts[0], &client, 2, "s", false);
        program(&mut scenario.hosts[1], &server, 4, "c", true);
        scenario
    }
}

/// What each host's program wrote and read, byte for byte.
#[derive(Debug, Default)]
struct Bytes {
    written: Vec<u8>,
    read: Vec<u8>,
    end_of_file: bool,
}

fn bytes_of(run: &Run) -> BTreeMap<u32, Bytes> {
    let mut all: BTreeMap<u32, Bytes> = BTreeMap::new();
    for event in run.trace().events() {
        let Actor::Program(host, _) = event.actor else { continue };
        let bytes = all.entry(host.0).or_default();
        match &event.kind {
            EventKind::Called { call } => {
                if let Call::Send { data, .. } = &**call {
                    bytes.written.extend(data.iter());
                }
            }
            EventKind::Returned { outcome: Outcome::Received { data }, .. } => bytes.read.extend(data.iter()),
            EventKind::Returned { outcome: Outcome::EndOfFile, .. } => bytes.end_of_file = true,
            _ => {}
        }
    }
    all
}

/// The order of the control block's variables, where the state has them.
fn check_order(tcb: &Tcb) -> Result<(), TestCaseError> {
    if tcb.state == State::Closed {
        return Ok(());
    }
    prop_assert!(tcb.snd_una.at_or_before(tcb.snd_nxt), "{tcb:?}");
    // What has been sent was inside the largest window ever offered; the FIN may lie beyond it.
    prop_assert!(tcb.snd_nxt - tcb.snd_una <= tcb.max_snd_wnd + 1 || tcb.state == State::SynSent, "{tcb:?}");
    let in_flight = [TimerKind::Retransmission, TimerKind::Reordering, TimerKind::LossProbe];
    let running = in_flight.iter().filter(|timer| tcb.timers.deadline(**timer).is_some()).count();
    prop_assert_eq!(running, usize::from(!tcb.scoreboard.is_empty()), "one timer for what is in flight: {:?}", tcb);
    prop_assert!(tcb.congestion.cwnd > 0 && tcb.rto.current().0 > 0);
    if tcb.state.is_synchronized() {
        prop_assert!(tcb.irs.before(tcb.rcv_nxt));
        // A scaled window is offered in whole steps, the last one rounded up.
        prop_assert!(tcb.rcv_wnd <= 65_536 << tcb.agreed.rcv_wind_shift, "{tcb:?}");
    }
    Ok(())
}

proptest! {
        /// What is read is a prefix of what was written; all of it if the reader saw the end. Without loss everybody sees the end.
    #[test]
    fn bytes_arrive_in_order_and_once(scenario in scenarios()) {
        // With small buffers both may write, and neither read, for ever.
        let roomy = |host: &Host| host.tcp.receive_buffer.is_none() && host.tcp.send_buffer.is_none();
        let lossless = scenario.link.loss_per_million == 0 && scenario.hosts.iter().all(roomy);
        let run = Run::new(scenario).unwrap();
        let bytes = bytes_of(&run);
        let lost = run.trace().packets().iter().any(|span| matches!(span.fate, Fate::Lost { .. }));
        for (from, to) in [(0, 1), (1, 0)] {
            let empty = Bytes::default();
            let (written, read) = (bytes.get(&from).unwrap_or(&empty), bytes.get(&to).unwrap_or(&empty));
            prop_assert!(written.written.starts_with(&read.read), "{from} to {to}");
            if read.end_of_file {
                prop_assert_eq!(written.written.len(), read.read.len());
            }
            if lossless && !lost {
                prop_assert!(read.end_of_file, "{} to {}", from, to);
            }
        }
    }

    /// Both connections that end cleanly have told their programs so.
    #[test]
    fn both_ends_that_close_cleanly_have_everything(scenario in scenarios()) {
        let run = Run::new(scenario).unwrap();
        let entered = |host, state| run.trace().events().iter().any(|event| {
            event.actor == Actor::Stack(HostId(host)) && matches!(event.kind, EventKind::State { to, .. } if to == state)
        });
        let clean = |host| entered(host, State::TimeWait) || entered(host, State::LastAck);
        let failed = run.trace().events().iter().any(|event| matches!(&event.kind, EventKind::Returned { outcome: Outcome::Failed { .. }, .. }));
        if clean(0) && clean(1) && !failed {
            let bytes = bytes_of(&run);
            prop_assert_eq!(&bytes[&0].written, &bytes[&1].read);
            prop_assert_eq!(&bytes[&1].written, &bytes[&0].read);
        }
    }

    #[test]
    fn every_packet_is_accounted_for(scenario in scenarios()) {
        let run = Run::new(scenario).unwrap();
        let trace = run.trace();
        let count = |is: &dyn Fn(&EventKind) -> bool| trace.events().iter().filter(|event| is(&event.kind)).count();
        let sent = count(&|kind| matches!(kind, EventKind::Sent { .. }));
        let arrived = count(&|kind| matches!(kind, EventKind::Arrived { .. }));
        let dropped = count(&|kind| matches!(kind, EventKind::Dropped { .. }));
        let on_the_way = trace.packets().iter().filter(|span| span.fate == Fate::OnTheWay).count();
        prop_assert_eq!(sent, arrived + dropped + on_the_way);
        prop_assert_eq!(sent, trace.packets().len());
        let by_fault = |kind: &EventKind| matches!(kind, EventKind::Dropped { reason: DropReason::Fault(_) | DropReason::Firewall, .. });
        prop_assert!(!trace.events().iter().any(|event| by_fault(&event.kind)));
    }

    #[test]
    fn control_blocks_stay_in_order(scenario in scenarios()) {
        let mut world = World::new(scenario.setup().unwrap());
        let mut before: BTreeMap<TcbId, Tcb> = BTreeMap::new();
        while world.step(&mut ()) {
            for (_, id, tcb) in world.tcbs() {
                check_order(&tcb)?;
                if let Some(old) = before.get(&id) {
                    prop_assert!(old.snd_una.at_or_before(tcb.snd_una), "SND.UNA goes back");
                    prop_assert!(old.snd_nxt.at_or_before(tcb.snd_nxt), "SND.NXT goes back");
                    if old.state.is_synchronized() {
                        prop_assert!(old.rcv_nxt.at_or_before(tcb.rcv_nxt), "RCV.NXT goes back");
                        let edge = |tcb: &Tcb| tcb.rcv_nxt + tcb.rcv_wnd;
                        prop_assert!(edge(old).at_or_before(edge(&tcb) + 1), "the window shrinks");
                    }
                }
                before.insert(id, tcb);
            }
        }
    }
}
