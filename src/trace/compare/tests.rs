//! What a reader is told of two runs.

use super::*;
use crate::scenario::{Action, CableTurn, Fault, Growth, Host, Scenario, TcpTurn, Turn, gallery};
use crate::trace::resolve;
use proptest::prelude::*;

fn set_up(name: &str) -> Scenario {
    gallery::scenario(name).unwrap()
}

fn run(scenario: Scenario) -> Run {
    Run::new(scenario).unwrap()
}

fn with(name: &str, change: impl FnOnce(&mut Scenario)) -> Run {
    let mut scenario = set_up(name);
    change(&mut scenario);
    run(scenario)
}

fn every(change: impl Fn(&mut Host)) -> impl FnOnce(&mut Scenario) {
    move |scenario| scenario.hosts.iter_mut().for_each(change)
}

fn drop(packet: &str) -> Fault {
    Fault { packet: packet.to_owned(), action: Action::Drop }
}

/// A fork at a position: the change comes behind everything that has happened by then.
fn fork(run: &Run, position: u32, tcp: Option<TcpTurn>, link: Option<CableTurn>) -> Scenario {
    let mut scenario = run.scenario().clone();
    scenario.turns.push(Turn { at_ns: turn_at(run.trace(), position).0, host: None, tcp, link });
    scenario
}

#[test]
fn a_run_does_not_part_from_itself() {
    for name in gallery::names() {
        assert_eq!(parting(&run(set_up(name)), &run(set_up(name))), None, "{name}");
    }
}

#[test]
fn a_lost_packet_is_the_reason_whatever_its_number_in_the_list() {
    let both = |scenario: &mut Scenario| scenario.faults.push(drop("client.data.2"));
    let (here, there) = (with("three-clients", |_| {}), with("three-clients", |_| {}));
    assert_eq!(parting(&here, &there), None);
    let here = with("request", |scenario| scenario.faults = vec![drop("server.data.1"), drop("server.ack.1")]);
    let there = with("request", |scenario| scenario.faults = vec![drop("server.ack.1")]);
    let found = parting(&here, &there).unwrap();
    assert_eq!(Some(found.shared + 1), resolve(here.trace(), "server.data.1.lost"));
    assert_eq!(found.reason, Some(Reason::Fault { side: Side::Here, fault: drop("server.data.1") }));
    let turned = parting(&there, &here).unwrap();
    assert_eq!((turned.shared, turned.first), (found.shared, Side::There));
    let one = with("three-lost", both);
    assert_eq!(parting(&one, &one), None);
}

#[test]
fn a_setting_is_the_reason_and_stands_where_the_file_has_it() {
    let here = with("nagle", |_| {});
    let there = with("nagle", every(|host| host.tcp.nagle = Some(false)));
    let found = parting(&here, &there).unwrap();
    // The second write waits here and leaves there.
    let Some(Reason::Setting { change, more: 1 }) = &found.reason else { panic!("{found:?}") };
    assert_eq!((change.path.as_str(), &change.values), ("hosts[0].tcp.nagle", &[None, Some("false".to_owned())]));
    let packet = there.trace().packet(found.packet.unwrap()).unwrap();
    assert_eq!(packet.packet.segment().unwrap().payload.len(), 11);
}

#[test]
fn another_program_is_the_reason() {
    let here = with("request", |_| {});
    let there = with("request", |scenario| scenario.hosts[0].programs[0].lines.truncate(3));
    let found = parting(&here, &there).unwrap();
    assert_eq!(found.reason, Some(Reason::Program { host: crate::sim::HostId(0) }), "{found:?}");
}

#[test]
fn other_hosts_share_nothing() {
    let found = parting(&with("request", |_| {}), &with("three-clients", |_| {})).unwrap();
    assert_eq!(found.shared, 0);
}

#[test]
fn numbers_are_what_one_counts_by_hand() {
    // SYN, request, ACK of the answer and the closing: 40 bytes of headers and 4 of the MSS option in each SYN.
    let totals = Totals::new(run(set_up("request")).trace());
    assert_eq!(
        totals.packets[0] + totals.packets[1],
        u64::try_from(run(set_up("request")).trace().packets().len()).unwrap()
    );
    assert_eq!(totals.header_bytes, 40 * (totals.packets[0] + totals.packets[1]) + 8);
    assert_eq!(totals.wire_bytes - totals.header_bytes, totals.data_bytes, "nothing was sent twice");
    let handshake = totals.handshake_ns.unwrap();
    assert!((80_000_000..80_200_000).contains(&handshake), "a round trip: {handshake}");
    let delays = totals.delays.unwrap();
    assert!(delays.worst_ns >= delays.mean_ns && (40_000_000..41_000_000).contains(&delays.worst_ns), "{delays:?}");
    assert_eq!((totals.by_timer, totals.by_ack, totals.lost), (0, 0, 0));
    let lost = Totals::new(with("request", |scenario| scenario.faults.push(drop("client.data.1"))).trace());
    assert_eq!((lost.by_timer, lost.by_ack, lost.lost), (1, 0, 1));
    assert!(lost.delays.unwrap().worst_ns > 1_000_000_000 && lost.done_ns > totals.done_ns);
    let fast = Totals::new(run(set_up("third-packet")).trace());
    assert_eq!((fast.by_timer, fast.by_ack), (0, 1));
}

#[test]
fn nagle_costs_the_bytes_that_wait() {
    let delay = |run: &Run| Totals::new(run.trace()).delays.unwrap().worst_ns;
    let (here, there) = (with("nagle", |_| {}), with("nagle", every(|host| host.tcp.nagle = Some(false))));
    assert!(delay(&here) > 2 * delay(&there), "{} {}", delay(&here), delay(&there));
}

#[test]
fn datagrams_have_delays_and_no_handshake() {
    let totals = Totals::new(run(set_up("udp")).trace());
    assert_eq!((totals.handshake_ns, totals.lost), (None, 1));
    let worst = totals.delays.unwrap().worst_ns;
    assert!((40_000_000..41_000_000).contains(&worst), "{worst}");
}

#[test]
fn counterparts_have_the_same_name() {
    let (here, there) =
        (with("request", |_| {}), with("request", |scenario| scenario.faults.push(drop("client.syn.1"))));
    for span in here.trace().packets() {
        let other = counterpart(span, here.trace(), there.trace()).unwrap();
        assert_eq!(other.name, span.name);
    }
    let again = there.trace().packets().iter().find(|span| span.name.transmission == 2).unwrap();
    assert_eq!(counterpart(again, there.trace(), here.trace()), None, "nobody sent it again there");
}

/// The same fate: what chance, or a name, loses of the one is lost of the other, as long as both send the same.
#[test]
fn losses_fall_on_the_same_packets() {
    let losses = |growth| {
        let run = with("cubic", |scenario| {
            scenario.link.loss_per_million = 5_000;
            scenario.link.queue_packets = 1_000;
            scenario.faults.push(drop("client.data.40"));
            scenario.hosts.iter_mut().for_each(|host| host.tcp.growth = Some(growth));
        });
        let of_client = |span: &&PacketSpan| span.name.from == crate::sim::HostId(0);
        let lost = |span: &PacketSpan| matches!(span.fate, crate::trace::Fate::Lost { .. });
        run.trace().packets().iter().filter(of_client).map(lost).collect::<Vec<_>>()
    };
    let (linear, cubic) = (losses(Growth::Linear), losses(Growth::Cubic));
    let both = linear.len().min(cubic.len());
    let by_chance = |list: &[bool]| (0..both).filter(|at| list[*at]).collect::<Vec<_>>();
    // The named one falls on its name, which may be another packet in the count; chance on the n-th that is handed over.
    let differ = by_chance(&linear).iter().filter(|at| !cubic[**at]).count();
    assert!(by_chance(&linear).len() > 5 && differ <= 1, "{differ}");
}

#[test]
fn a_change_of_congestion_control_is_the_reason_and_shows_in_the_packets() {
    let here = with("cubic", |_| {});
    let middle = here.trace().len() / 3;
    let turn = TcpTurn { growth: Some(Growth::Linear), ..TcpTurn::default() };
    let there = run(fork(&here, middle, Some(turn), None));
    let found = parting(&here, &there).unwrap();
    assert!(found.shared >= middle && found.first == Side::There);
    assert!(matches!(&found.reason, Some(Reason::Turn { side: Side::There, .. })), "{found:?}");
    assert!(found.packet.is_some());
}

#[test]
fn what_waits_goes_when_its_reason_goes() {
    let here = with("nagle", |_| {});
    let waits = resolve(here.trace(), "client.call.send.2").unwrap();
    let off = TcpTurn { nagle: Some(false), ..TcpTurn::default() };
    let there = run(fork(&here, waits, Some(off), None));
    let sent = |run: &Run| run.trace().time_at(resolve(run.trace(), "client.data.2.sent").unwrap());
    assert!(sent(&there) < sent(&here));
    assert_eq!(sent(&there), turn_at(here.trace(), waits), "at once");
    let quick = TcpTurn { delayed_ack: Some(false), ..TcpTurn::default() };
    let arrived = resolve(here.trace(), "client.data.1.arrived").unwrap() + 4;
    let there = run(fork(&here, arrived, Some(quick), None));
    assert!(sent(&there) < sent(&here));
}

#[test]
fn a_cable_becomes_slow_for_what_comes_then() {
    let here = with("congestion", |_| {});
    let slow = CableTurn { rate_bps: Some(500_000), ..CableTurn::default() };
    let there = run(fork(&here, here.trace().len() / 4, None, Some(slow)));
    let done = |run: &Run| Totals::new(run.trace()).done_ns.unwrap();
    assert!(done(&there) > 3 * done(&here));
}

#[test]
fn a_change_must_be_of_somebody_and_within_limits() {
    let wrong = |turn: Turn| {
        let mut scenario = set_up("request");
        scenario.turns.push(turn);
        scenario.setup().unwrap_err().to_string()
    };
    let plain = Turn { at_ns: 5, host: None, tcp: None, link: None };
    assert_eq!(
        wrong(Turn { host: Some("nobody".to_owned()), ..plain.clone() }),
        "turns[0].host: “nobody”: there is no host of this name"
    );
    let none = CableTurn { rate_bps: Some(1), ..CableTurn::default() };
    assert_eq!(
        wrong(Turn { link: Some(none), ..plain.clone() }),
        "turns[0].link.rate_bps: 1 is not between 1000 and 100000000000"
    );
    assert!(wrong(Turn { at_ns: u64::MAX, ..plain }).starts_with("turns[0].at_ns"));
}

fn some_turn() -> impl Strategy<Value = (Option<TcpTurn>, Option<CableTurn>)> {
    let tcp = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(cubic, nagle, delayed)| TcpTurn {
        growth: Some(if cubic { Growth::Cubic } else { Growth::Linear }),
        nagle: Some(nagle),
        delayed_ack: Some(delayed),
        ..TcpTurn::default()
    });
    let link = (1_000_000_u64..20_000_000, 0_u32..20_000).prop_map(|(rate, loss)| CableTurn {
        rate_bps: Some(rate),
        loss_per_million: Some(loss),
        ..CableTurn::default()
    });
    (prop::option::of(tcp), prop::option::of(link))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// A fork shares its past with what it was forked from, event by event, wherever it is made.
    #[test]
    fn a_fork_has_the_same_past(which in 0_usize..22, share in 0_u32..=100, (tcp, link) in some_turn()) {
        let here = run(set_up(gallery::names().nth(which).unwrap()));
        let position = u32::try_from(u64::from(here.trace().len()) * u64::from(share) / 100).unwrap();
        let there = run(fork(&here, position, tcp, link));
        let past = usize::try_from(position).unwrap();
        prop_assert!(there.trace().len() >= position);
        prop_assert_eq!(&here.trace().events()[..past], &there.trace().events()[..past]);
    }
}
