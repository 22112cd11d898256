//! The fields of the network and of a host. Their limits are the format's; what counts where one is left out is what the format has, which the tests
//! compare.

use super::field::{Absent, Field, Form, Kind, Word};
use crate::scenario::Limits;
use crate::text::workbench as say;

/// Milliseconds in a field of microseconds.
const MS_IN_US: u64 = 1_000;
/// Hundredths in a field of millionths.
const PERCENT_IN_MILLION: u64 = 10_000;

/// A whole number.
pub(super) const fn number(least: u64, most: u64, unit: Option<Word>) -> Kind {
    Kind::Number { least, most, per: 1, unit }
}

/// A time in milliseconds.
pub(super) const fn millis(least: u64) -> Kind {
    number(least, Limits::MILLISECONDS, Some(say::editor_unit_ms))
}

const fn micros() -> Kind {
    Kind::Number { least: 0, most: Limits::DELAY_MOST_US, per: MS_IN_US, unit: Some(say::editor_unit_ms) }
}

const fn share() -> Kind {
    Kind::Number { least: 0, most: 1_000_000, per: PERCENT_IN_MILLION, unit: Some(say::editor_unit_percent) }
}

const PACKETS: Kind = number(0, Limits::QUEUE_PACKETS as u64, Some(say::editor_unit_packets));
const BUFFER: Kind = number(Limits::BUFFER_LEAST as u64, Limits::BUFFER_MOST as u64, Some(say::editor_unit_bytes));
/// A number of 8 bits, as retries are.
const TIMES: Kind = number(0, 255, Some(say::editor_unit_times));
/// A number of 32 bits.
pub(super) const WORD: Kind = number(0, u32::MAX as u64, None);

/// A cable.
pub(super) const LINK: [Field; 11] = [
    Field::new(
        "rate_bps",
        say::editor_rate,
        say::editor_rate_help,
        Kind::Rate(Limits::RATE_LEAST_BPS, Limits::RATE_MOST_BPS),
        Absent::Number(10_000_000),
    ),
    Field::new("delay_us", say::editor_delay, say::editor_delay_help, micros(), Absent::Number(40_000)),
    Field::new("jitter_us", say::editor_jitter, say::editor_jitter_help, micros(), Absent::Number(0)),
    Field::new(
        "mtu",
        say::editor_mtu,
        say::editor_mtu_help,
        number(Limits::MTU_LEAST as u64, 65_535, Some(say::editor_unit_bytes)),
        Absent::Number(1_500),
    ),
    Field::new("queue_packets", say::editor_queue, say::editor_queue_help, PACKETS, Absent::Number(100)),
    Field::new("mark_from_packets", say::editor_mark, say::editor_mark_help, PACKETS, Absent::None(say::editor_never)),
    Field::new("loss_per_million", say::editor_loss, say::editor_loss_help, share(), Absent::Number(0)),
    Field::new("duplicate_per_million", say::editor_duplicate, say::editor_duplicate_help, share(), Absent::Number(0)),
    Field::new("corrupt_per_million", say::editor_corrupt, say::editor_corrupt_help, share(), Absent::Number(0)),
    Field::new("reorder_per_million", say::editor_reorder, say::editor_reorder_help, share(), Absent::Number(0)),
    Field::new("reorder_us", say::editor_reorder_by, say::editor_reorder_by_help, micros(), Absent::Number(10_000)),
];

/// The seed; another one is a button away.
pub(super) const SEED: Field =
    Field::new("seed", say::editor_seed, say::editor_seed_help, number(0, u64::MAX, None), Absent::Number(0));

/// The whole: when it ends, and the router.
pub(super) const WHOLE: [Field; 2] = [
    Field::new("until_ms", say::editor_until, say::editor_until_help, millis(1), Absent::Number(600_000)),
    Field::new(
        "router",
        say::editor_router,
        say::editor_router_help,
        Kind::Part(r#"{"address":"203.0.113.1"}"#),
        Absent::None(say::editor_off),
    ),
];

/// The router's address, where there is one.
pub(super) const ROUTER_ADDRESS: Field = Field::new(
    "router.address",
    say::editor_router_address,
    say::editor_address_help,
    Kind::Text(15),
    Absent::NeededText("203.0.113.1"),
);

/// A host's name: it is named all over the scenario.
pub(super) const NAME: Field = Field::new(
    "name",
    say::editor_name,
    say::editor_name_help,
    Kind::Text(Limits::NAME_CHARS),
    Absent::NeededText("host"),
);

/// What a host is to the network.
pub(super) const HOST: [Field; 4] = [
    Field::new(
        "address",
        say::editor_address,
        say::editor_address_help,
        Kind::Text(15),
        Absent::NeededText("192.0.2.1"),
    ),
    Field::new(
        "inbound",
        say::editor_inbound,
        say::editor_inbound_help,
        Kind::Choice(&INBOUND),
        Absent::Word("accept"),
    ),
    Field::new(
        "first_port",
        say::editor_first_port,
        say::editor_first_port_help,
        number(1, 65_535, None),
        Absent::Number(50_000),
    ),
    Field::new("privileged", say::editor_privileged, say::editor_privileged_help, Kind::Switch, Absent::Switch(true)),
];

const INBOUND: [(&str, Word); 2] = [("accept", say::editor_inbound_accept), ("drop", say::editor_inbound_drop)];

/// The preset of a host's TCP.
pub(super) const PRESET: Field = Field::new(
    "tcp.preset",
    say::editor_preset,
    say::editor_preset_help,
    Kind::Choice(&PRESETS),
    Absent::Word("textbook"),
);

const PRESETS: [(&str, Word); 4] = [
    ("textbook", say::editor_preset_textbook),
    ("classic", say::editor_preset_classic),
    ("sack", say::editor_preset_sack),
    ("modern", say::editor_preset_modern),
];

/// The timing of a host's TCP.
pub(super) const LINUX: Field =
    Field::new("tcp.linux_timing", say::editor_linux, say::editor_linux_help, Kind::Switch, Absent::Switch(false));

const RECOVERY: [(&str, Word); 4] = [
    ("off", say::editor_recovery_off),
    ("tahoe", say::editor_recovery_tahoe),
    ("reno", say::editor_recovery_reno),
    ("new_reno", say::editor_recovery_new_reno),
];

const GROWTH: [(&str, Word); 2] = [("linear", say::editor_growth_linear), ("cubic", say::editor_growth_cubic)];

const ISN: [Form; 2] = [
    Form { tag: "rfc6528", label: say::editor_isn_rfc, fields: &[] },
    Form {
        tag: "chosen",
        label: say::editor_isn_chosen,
        fields: &[
            Field::new("first", say::editor_isn_first, say::editor_isn_number_help, WORD, Absent::Needed(1_000)),
            Field::new("step", say::editor_isn_step, say::editor_isn_number_help, WORD, Absent::Needed(1_000)),
        ],
    },
];

const fn wish(key: &'static str, label: Word, kind: Kind, help: Word) -> Field {
    Field::new(key, label, help, kind, Absent::Preset)
}

/// What can be chosen about a host's TCP one by one.
pub(super) const TCP: [Field; 19] = [
    wish(
        "tcp.mss",
        say::editor_mss,
        number(Limits::MSS_LEAST as u64, Limits::MSS_MOST as u64, Some(say::editor_unit_bytes)),
        say::editor_mss_help,
    ),
    wish("tcp.receive_buffer", say::editor_receive_buffer, BUFFER, say::editor_receive_buffer_help),
    wish("tcp.send_buffer", say::editor_send_buffer, BUFFER, say::editor_send_buffer_help),
    wish("tcp.window_scale", say::editor_scale, number(0, Limits::SHIFT_MOST as u64, None), say::editor_scale_help),
    wish("tcp.nagle", say::editor_nagle, Kind::Switch, say::editor_nagle_help),
    wish("tcp.sack", say::editor_sack, Kind::Switch, say::editor_sack_help),
    wish("tcp.timestamps", say::editor_timestamps, Kind::Switch, say::editor_timestamps_help),
    wish("tcp.loss_recovery", say::editor_recovery, Kind::Choice(&RECOVERY), say::editor_recovery_help),
    wish("tcp.growth", say::editor_growth, Kind::Choice(&GROWTH), say::editor_growth_help),
    wish("tcp.ecn", say::editor_ecn, Kind::Switch, say::editor_ecn_help),
    wish("tcp.path_mtu_discovery", say::editor_pmtud, Kind::Switch, say::editor_pmtud_help),
    wish("tcp.restart_after_idle", say::editor_restart, Kind::Switch, say::editor_restart_help),
    wish("tcp.syn_retries", say::editor_syn_retries, TIMES, say::editor_syn_retries_help),
    wish("tcp.synack_retries", say::editor_synack_retries, TIMES, say::editor_synack_retries_help),
    wish("tcp.data_retries", say::editor_data_retries, TIMES, say::editor_data_retries_help),
    Field::new(
        "tcp.syn_backlog",
        say::editor_backlog,
        say::editor_backlog_help,
        number(0, 65_535, None),
        Absent::None(say::editor_any),
    ),
    wish("tcp.syn_cookies", say::editor_cookies, Kind::Switch, say::editor_cookies_help),
    Field::new("tcp.isn", say::editor_isn, say::editor_isn_help, Kind::Forms(&ISN), Absent::Word("rfc6528")),
    Field::new(
        "tcp.keep_alive",
        say::editor_keep,
        say::editor_keep_help,
        Kind::Part("{}"),
        Absent::None(say::editor_off),
    ),
];

/// How a host asks about idle connections, where it does.
pub(super) const KEEP_ALIVE: [Field; 3] = [
    Field::new(
        "tcp.keep_alive.idle_ms",
        say::editor_keep_idle,
        say::editor_keep_help,
        millis(1),
        Absent::Number(7_200_000),
    ),
    Field::new(
        "tcp.keep_alive.interval_ms",
        say::editor_keep_interval,
        say::editor_keep_help,
        millis(1),
        Absent::Number(75_000),
    ),
    Field::new("tcp.keep_alive.probes", say::editor_keep_probes, say::editor_keep_help, TIMES, Absent::Number(9)),
];

/// A host's own cable.
pub(super) const OWN_LINK: Field = Field::new(
    "link",
    say::editor_own_link,
    say::editor_own_link_help,
    Kind::Part("{}"),
    Absent::None(say::editor_own_link_none),
);

/// A time without a cable.
pub(super) const CUT: [Field; 2] = [
    Field::new("at_ms", say::editor_cut_from, say::editor_cut_help, millis(0), Absent::Needed(1_000)),
    Field::new("mended_ms", say::editor_cut_to, say::editor_cut_help, millis(0), Absent::None(say::editor_cut_end)),
];

/// When a program starts.
pub(super) const START: Field =
    Field::new("start_ms", say::editor_start, say::editor_start_help, millis(0), Absent::Number(0));

/// What a program is to others.
pub(super) const ROLE: Field = Field::new(
    "role",
    say::editor_role,
    say::editor_role_help,
    Kind::Choice(&ROLES),
    Absent::None(say::editor_role_none),
);

const ROLES: [(&str, Word); 6] = [
    ("browser", say::roles_browser),
    ("client", say::roles_client),
    ("server", say::roles_server),
    ("web_server", say::roles_web_server),
    ("name_server", say::roles_name_server),
    ("database", say::roles_database),
];

/// What a program is called.
pub(super) const TITLE: Field =
    Field::new("title", say::editor_title, say::editor_title_help, Kind::Text(Limits::TITLE_CHARS), Absent::Word(""));
