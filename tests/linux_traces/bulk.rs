//! Bulk transfers with losses: what is sent again when, and the congestion window at each step of the recovery.

use super::capture::{Seen, Sides, of_capture, of_run};
use super::{PROFILES, assert_same, data, run, scenario};
use wirewalk::scenario::TcpPreset;
use wirewalk::sim::{Actor, EventKind, HostId};
use wirewalk::trace::Run;
use wirewalk::wire::Flags;

/// What A sent, data by its numbers, in the order in which it was sent.
fn order(sides: &Sides) -> Vec<String> {
    let data = sides.from_a.iter().filter(|seen| seen.len > 0);
    data.map(|seen| format!("seq {} ack {} len {}", seen.seq, seen.ack, seen.len)).collect()
}

/// The numbers that B acknowledged so often that A took something to be lost. How often is a matter of when A was allowed to send.
fn duplicates(sides: &Sides) -> Vec<String> {
    let acks: Vec<&Seen> = sides.from_b.iter().filter(|seen| seen.len == 0 && !seen.flags.has(Flags::FIN)).collect();
    let runs = acks.chunk_by(|one, next| one.ack == next.ack).filter(|run| run.len() > 3);
    runs.map(|run| format!("ack {}", run[0].ack)).collect()
}

fn linux(scenario: &str, profile: &str) -> Sides {
    of_capture(&data("captures", &format!("{scenario}-{profile}.A.pcap")))
}

#[test]
fn d_data_lost_fr() {
    for (profile, preset) in PROFILES {
        let (ours, linux) = (of_run(&run("d_data_lost_fr", preset)), linux("d_data_lost_fr", profile));
        assert_same(&format!("d_data_lost_fr, {profile}, from A"), &order(&ours), &order(&linux));
        assert_same(&format!("d_data_lost_fr, {profile}, from B"), &duplicates(&ours), &duplicates(&linux));
    }
}

#[test]
fn d2_three_lost() {
    for (profile, preset) in PROFILES.into_iter().filter(|(profile, _)| *profile != "classic") {
        let (ours, linux) = (of_run(&run("d2_three_lost", preset)), linux("d2_three_lost", profile));
        assert_same(&format!("d2_three_lost, {profile}, from A"), &order(&ours), &order(&linux));
        assert_same(&format!("d2_three_lost, {profile}, from B"), &duplicates(&ours), &duplicates(&linux));
    }
}

/// Which segments said that the sender slowed down, and from which acknowledgment on the receiver said that the network is congested. How many
/// ACKs that were is a matter of when the mark's echo was answered.
#[test]
fn n_ecn() {
    let echoes = |sides: &Sides| {
        let flagged = |seen: &&Seen| seen.flags.has(Flags::ECE) || seen.flags.has(Flags::CWR);
        let first = sides.from_b.iter().filter(flagged).find(|seen| !seen.flags.has(Flags::SYN));
        let slowed = sides.from_a.iter().filter(flagged).map(|seen| format!("{:?} seq {}", seen.flags, seen.seq));
        first.map(|seen| format!("{:?} ack {}", seen.flags, seen.ack)).into_iter().chain(slowed).collect::<Vec<_>>()
    };
    for (profile, preset) in PROFILES {
        let (ours, linux) = (of_run(&run("n_ecn", preset)), linux("n_ecn", profile));
        assert_same(&format!("n_ecn, {profile}, marks"), &echoes(&ours), &echoes(&linux));
        assert_same(&format!("n_ecn, {profile}, from A"), &order(&ours), &order(&linux));
    }
}

/// Without SACK the first recovery lasts so long that Linux's sender has filled its socket's memory and waits for its program, so that
/// two new segments are a few ACKs late. New data and what is sent again are compared each in their own order.
#[test]
fn d2_three_lost_without_sack() {
    let (ours, linux) = (of_run(&run("d2_three_lost", TcpPreset::Classic)), linux("d2_three_lost", "classic"));
    let apart = |sides: &Sides| {
        let mut highest = 0;
        let (mut new, mut again) = (Vec::new(), Vec::new());
        for seen in sides.from_a.iter().filter(|seen| seen.len > 0) {
            let place = if seen.seq + seen.len > highest { &mut new } else { &mut again };
            place.push(format!("seq {} ack {} len {}", seen.seq, seen.ack, seen.len));
            highest = highest.max(seen.seq + seen.len);
        }
        (new, again)
    };
    assert_same("d2_three_lost, classic, new data", &apart(&ours).0, &apart(&linux).0);
    assert_same("d2_three_lost, classic, sent again", &apart(&ours).1, &apart(&linux).1);
}

/// A's congestion window and threshold, in segments, each time one of them changes while a loss is repaired.
fn recovery_of_run(run: &Run, mss: u32) -> Vec<String> {
    let events = run.trace().events().iter();
    let changes = events.filter_map(|event| match event.kind {
        EventKind::Congestion { cwnd, ssthresh, .. } if event.actor == Actor::Stack(HostId(0)) => {
            (ssthresh != u32::MAX).then_some((cwnd / mss, ssthresh / mss))
        }
        _ => None,
    });
    let mut list: Vec<(u32, u32)> = changes.collect();
    list.dedup();
    let end = list.iter().position(|(cwnd, ssthresh)| cwnd == ssthresh).map_or(list.len(), |at| at + 1);
    list.iter().take(end).map(|(cwnd, ssthresh)| format!("cwnd {cwnd} ssthresh {ssthresh}")).collect()
}

/// The same from the kernel's probe, which prints the values before each segment is looked at.
fn recovery_of_ktrace(scenario: &str, profile: &str) -> Vec<String> {
    let ktrace = std::fs::read_to_string(data("captures", &format!("{scenario}-{profile}.ktrace"))).unwrap();
    let number = |line: &str, name: &str| -> u64 {
        let field = line.split_whitespace().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        field.unwrap().parse().unwrap()
    };
    let probes = ktrace.lines().filter(|line| line.contains("tcp_probe:") && line.contains("src=10.0.0.1:"));
    let values = probes.map(|line| (number(line, "snd_cwnd"), number(line, "ssthresh")));
    let mut list: Vec<(u64, u64)> =
        values.filter(|(_, ssthresh)| *ssthresh < u64::from(i32::MAX.unsigned_abs())).collect();
    list.dedup();
    let end = list.iter().position(|(cwnd, ssthresh)| cwnd == ssthresh).map_or(list.len(), |at| at + 1);
    list.iter().take(end).map(|(cwnd, ssthresh)| format!("cwnd {cwnd} ssthresh {ssthresh}")).collect()
}

/// Down to the threshold, step by step. In the fourth case Linux's sender runs out of data on the way (see above): two steps are missing.
#[test]
fn the_window_comes_down_as_in_linux() {
    for (scenario, profile, preset, last) in [
        ("d_data_lost_fr", "classic", TcpPreset::Classic, 0),
        ("d_data_lost_fr", "sack", TcpPreset::Sack, 0),
        // CUBIC keeps seven tenths.
        ("d_data_lost_fr", "modern", TcpPreset::Modern, 0),
        ("d2_three_lost", "classic", TcpPreset::Classic, 2),
        ("d2_three_lost", "sack", TcpPreset::Sack, 0),
        ("d2_three_lost", "modern", TcpPreset::Modern, 0),
    ] {
        let mss = if preset == TcpPreset::Modern { 1_448 } else { 1_460 };
        let (mut ours, mut linux) =
            (recovery_of_run(&run(scenario, preset), mss), recovery_of_ktrace(scenario, profile));
        ours.truncate(ours.len() - last);
        linux.truncate(ours.len());
        assert_same(&format!("{scenario}, {profile}"), &ours, &linux);
        assert!(ours.len() >= 5, "{scenario}, {profile}: {ours:?}");
    }
}

/// B does not read for four seconds. How often A asks meanwhile, and how B's window then grows, are matters of Linux's memory; that it asks, with
/// which number, and what it sends when the window opens, are not.
#[test]
fn g_zero_window() {
    let all = |sides: &Sides| {
        let mut list: Vec<String> =
            sides.from_a.iter().map(|seen| format!("seq {} ack {} len {}", seen.seq, seen.ack, seen.len)).collect();
        list.dedup();
        list
    };
    for (profile, preset) in PROFILES {
        let mut scenario = scenario("g_zero_window", preset);
        if preset == TcpPreset::Modern {
            // Seven segments' worth, in each profile. For so small a buffer Linux chooses the shift 0.
            scenario.hosts[1].tcp.receive_buffer = Some(7 * 1_448);
            scenario.hosts[1].tcp.window_scale = Some(0);
        }
        let (ours, linux) = (of_run(&Run::new(scenario).unwrap()), linux("g_zero_window", profile));
        assert_same(&format!("g_zero_window, {profile}, from A"), &all(&ours), &all(&linux));
    }
}
