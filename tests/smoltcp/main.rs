//! Another stack as the peer: smoltcp, written by other people, at the other end of a bad network in one process. Whoever opens, and whatever is
//! lost, doubled, overtaken or damaged on the way, every byte arrives, in both directions.
//!
//! Each side is a value that is told the time; so the whole is as deterministic as each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

mod network;
mod ours;
mod theirs;

use network::{Faults, Network};
use ours::Ours;
use proptest::prelude::*;
use theirs::Theirs;
use wirewalk::sim::tcp::{LossRecovery, TcpConfig};
use wirewalk::sim::{Span, Time};

/// What goes each way.
const BYTES: usize = 40_000;

/// When a transfer that has not ended is a failure.
const PATIENCE: Time = Time(3_600_000_000_000);

fn pattern(salt: usize) -> Vec<u8> {
    (0..BYTES).map(|at| u8::try_from((at * 7 + salt) % 251).unwrap()).collect()
}

/// Both send, both read to the end, both close. Gives what ours and theirs have read.
fn exchange(config: TcpConfig, we_open: bool, faults: Faults, seed: u64) -> (Vec<u8>, Vec<u8>) {
    let (out, back) = (pattern(1), pattern(2));
    let mut network = Network::new(faults, seed);
    let mut theirs = Theirs::new(!we_open, back, seed);
    let mut ours = Ours::new(config, we_open, out);
    let mut now = Time(0);
    while !(ours.is_done() && theirs.is_done()) {
        assert!(now < PATIENCE, "no end: ours has {} bytes, theirs {}", ours.read.len(), theirs.read.len());
        ours.poll(now, &mut network);
        theirs.poll(now, &mut network);
        // One thing after the other, and never twice at the same instant.
        let next = [network.next_at(), ours.next_at(), theirs.next_at(now)].into_iter().flatten().min();
        now = next.unwrap_or(now).max(now + Span::micros(100));
    }
    (ours.read, theirs.read)
}

fn faults() -> impl Strategy<Value = Faults> {
    let share = || prop_oneof![Just(0_u32), 0..150_u32];
    (share(), share(), share(), share()).prop_map(|(lost, doubled, late, damaged)| Faults {
        lost,
        doubled,
        late,
        damaged,
    })
}

fn configs() -> impl Strategy<Value = TcpConfig> {
    let presets = [TcpConfig::textbook(), TcpConfig::classic(), TcpConfig::sack(), TcpConfig::modern()];
    let flavours = [LossRecovery::Off, LossRecovery::Tahoe, LossRecovery::Reno, LossRecovery::NewReno];
    let choices = (prop::sample::select(presets.to_vec()), any::<bool>(), prop::sample::select(flavours.to_vec()));
    choices.prop_map(|(preset, linux, loss_recovery)| {
        let config = if linux { preset.with_linux_timing() } else { preset };
        TcpConfig { loss_recovery, ..config }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_byte_arrives_both_ways_whoever_opens(config in configs(), we_open: bool, faults in faults(), seed: u64) {
        let (ours, theirs) = exchange(config, we_open, faults, seed);
        prop_assert!(theirs == pattern(1), "what we sent is not what they read");
        prop_assert!(ours == pattern(2), "what they sent is not what we read");
    }
}
