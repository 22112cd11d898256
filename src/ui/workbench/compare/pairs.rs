//! Ready pairs of runs: one difference each, with something to be seen in it.

use crate::link::More;
use crate::scenario::{Growth, Host, LossRecovery, Scenario, TcpPreset, TcpTurn, Turn, gallery};
use crate::text::{Lang, workbench as say};
use crate::ui::session::Choice;
use std::rc::Rc;

/// Two runs.
pub(in crate::ui::workbench) struct Pair {
    /// For classes and tests.
    pub id: &'static str,
    /// The present run: a set-up of the gallery.
    here: &'static str,
    /// The other one.
    there: &'static str,
    /// What the other one has different from its set-up.
    change: fn(&mut Scenario),
    /// What the pair is called, and what is to be seen.
    pub words: fn(Lang) -> (&'static str, &'static str),
}

/// The pairs, in the order in which they are offered.
pub(in crate::ui::workbench) const PAIRS: &[Pair] = &[
    Pair {
        id: "cubic-reno",
        here: "cubic",
        there: "cubic",
        change: |scenario| every(scenario, |host| host.tcp.growth = Some(Growth::Linear)),
        words: |lang| (say::pair_cubic_reno(lang), say::pair_cubic_reno_about(lang)),
    },
    Pair {
        id: "nagle",
        here: "nagle",
        there: "nagle",
        change: |scenario| every(scenario, |host| host.tcp.nagle = Some(false)),
        words: |lang| (say::pair_nagle(lang), say::pair_nagle_about(lang)),
    },
    Pair {
        id: "delayed-ack",
        here: "nagle",
        there: "nagle",
        change: |scenario| {
            let tcp = TcpTurn { delayed_ack: Some(false), ..Default::default() };
            scenario.turns.push(Turn { at_ns: 0, host: None, tcp: Some(tcp), link: None });
        },
        words: |lang| (say::pair_delayed_ack(lang), say::pair_delayed_ack_about(lang)),
    },
    Pair {
        id: "tcp-udp",
        here: "request",
        there: "request-udp",
        change: |_| {},
        words: |lang| (say::pair_tcp_udp(lang), say::pair_tcp_udp_about(lang)),
    },
    Pair {
        id: "textbook-modern",
        here: "three-lost",
        there: "three-lost",
        change: |scenario| every(scenario, |host| host.tcp.preset = TcpPreset::Modern),
        words: |lang| (say::pair_textbook_modern(lang), say::pair_textbook_modern_about(lang)),
    },
    Pair {
        id: "newreno-tahoe",
        here: "congestion",
        there: "congestion",
        change: |scenario| every(scenario, |host| host.tcp.loss_recovery = Some(LossRecovery::Tahoe)),
        words: |lang| (say::pair_newreno_tahoe(lang), say::pair_newreno_tahoe_about(lang)),
    },
    Pair {
        id: "window",
        here: "congestion",
        there: "congestion",
        change: |scenario| every(scenario, |host| host.tcp.receive_buffer = Some(8_192)),
        words: |lang| (say::pair_window(lang), say::pair_window_about(lang)),
    },
    Pair {
        id: "queue",
        here: "bufferbloat",
        there: "bufferbloat",
        change: |scenario| scenario.link.queue_packets = 20,
        words: |lang| (say::pair_queue(lang), say::pair_queue_about(lang)),
    },
];

fn every(scenario: &mut Scenario, change: impl Fn(&mut Host)) {
    scenario.hosts.iter_mut().for_each(change);
}

impl Pair {
    /// What is run: the present run and the other one.
    pub(in crate::ui::workbench) fn choices(&self) -> Option<(Choice, Choice)> {
        let plain = gallery::scenario(self.there)?;
        let mut changed = plain.clone();
        (self.change)(&mut changed);
        let lab = (changed != plain).then(|| Rc::new(changed));
        let of = |preset, lab| Choice { preset, drops: Vec::<String>::new(), more: More { lab, ..More::default() } };
        Some((of(self.here, None), of(self.there, lab)))
    }
}
