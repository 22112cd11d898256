//! The calls that a program is made of, and what goes wrong: tables again.

use super::field::{Absent, Field, Form, Kind, Word};
use super::table::{WORD, millis, number};
use crate::scenario::Limits;
use crate::text::workbench as say;
use serde_json::{Map, Value};

/// A call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// Its name in the file.
    pub name: &'static str,
    /// What it does.
    pub label: Word,
    /// Its arguments.
    pub fields: &'static [Field],
}

const SOCKET: Field = Field::new(
    "socket",
    say::editor_arg_socket,
    say::editor_arg_socket_help,
    Kind::Text(Limits::NAME_CHARS),
    Absent::Word("s"),
);
const PORT: Field =
    Field::new("port", say::editor_arg_port, say::editor_arg_port_help, number(1, 65_535, None), Absent::Needed(80));
const TO: Field = Field::new("to", say::editor_arg_to, say::editor_arg_to_help, Kind::Host, Absent::NeededText(""));
const TEXT: Field = Field::new(
    "text",
    say::editor_arg_text,
    say::editor_arg_text_help,
    Kind::Text(TEXT_CHARS),
    Absent::NeededText("hello"),
);
const HEX: Field = Field::new(
    "hex",
    say::editor_arg_hex,
    say::editor_arg_hex_help,
    Kind::Text(TEXT_CHARS),
    Absent::NeededText("68 65 6c 6c 6f"),
);
const TIMEOUT: Field = Field::new(
    "timeout_ms",
    say::editor_arg_timeout,
    say::editor_arg_timeout_help,
    millis(1),
    Absent::None(say::editor_arg_forever),
);
const MOST: Field = Field::new(
    "most",
    say::editor_arg_most,
    say::editor_arg_most_help,
    number(1, Limits::RECV_BYTES as u64, Some(say::editor_unit_bytes)),
    Absent::Number(4_096),
);
const TIMES: Field = Field::new(
    "times",
    say::editor_arg_times,
    say::editor_arg_times_help,
    number(1, u32::MAX as u64, Some(say::editor_unit_times)),
    Absent::None(say::editor_arg_to_end),
);

/// The longest text that is typed into a field; a file may have a longer one.
const TEXT_CHARS: usize = 10_000;

const fn count(least: u64, most: u32) -> Field {
    let kind = number(least, most as u64, Some(say::editor_unit_bytes));
    Field::new("count", say::editor_arg_count, say::editor_arg_count_help, kind, Absent::Needed(1_000))
}

const KINDS: [(&str, Word); 2] = [("stream", say::editor_kind_stream), ("datagram", say::editor_kind_datagram)];
const HOWS: [(&str, Word); 3] =
    [("write", say::editor_how_write), ("read", say::editor_how_read), ("both", say::editor_how_both)];
const OPTIONS: [(&str, Word); 5] = [
    ("no_delay", say::editor_option_no_delay),
    ("linger_zero", say::editor_option_linger),
    ("reuse_address", say::editor_option_reuse),
    ("keep_alive", say::editor_option_keep),
    ("no_quick_ack", say::editor_option_quick),
];

const fn call(name: &'static str, label: Word, fields: &'static [Field]) -> Call {
    Call { name, label, fields }
}

/// The calls, in the order in which they are offered. `try` is not among them: it is a mark on a call.
pub(super) const CALLS: [Call; 21] = [
    call(
        "socket",
        say::editor_call_socket,
        &[
            SOCKET,
            Field::new(
                "kind",
                say::editor_arg_kind,
                say::editor_arg_kind_help,
                Kind::Choice(&KINDS),
                Absent::Word("stream"),
            ),
        ],
    ),
    call("bind", say::editor_call_bind, &[SOCKET, PORT]),
    call(
        "listen",
        say::editor_call_listen,
        &[
            SOCKET,
            Field::new(
                "backlog",
                say::editor_arg_backlog,
                say::editor_arg_backlog_help,
                number(0, 65_535, None),
                Absent::Number(5),
            ),
        ],
    ),
    call(
        "accept",
        say::editor_call_accept,
        &[
            SOCKET,
            Field::new(
                "connection",
                say::editor_arg_connection,
                say::editor_arg_connection_help,
                Kind::Text(Limits::NAME_CHARS),
                Absent::Word("c"),
            ),
        ],
    ),
    call("connect", say::editor_call_connect, &[SOCKET, TO, PORT, TIMEOUT]),
    call("send", say::editor_call_send, &[SOCKET, TEXT]),
    call("send_bytes", say::editor_call_send_bytes, &[SOCKET, count(1, Limits::SEND_BYTES)]),
    call("recv", say::editor_call_recv, &[SOCKET, MOST, TIMEOUT]),
    call("recv_to_end", say::editor_call_recv_to_end, &[SOCKET]),
    call("reply", say::editor_call_reply, &[SOCKET, Field { absent: Absent::Word(""), ..TEXT }]),
    call(
        "shutdown",
        say::editor_call_shutdown,
        &[
            SOCKET,
            Field::new(
                "how",
                say::editor_arg_how,
                say::editor_arg_how_help,
                Kind::Choice(&HOWS),
                Absent::NeededText("write"),
            ),
        ],
    ),
    call("close", say::editor_call_close, &[SOCKET]),
    call("send_to", say::editor_call_send_to, &[SOCKET, TO, PORT, TEXT]),
    call("send_bytes_to", say::editor_call_send_bytes_to, &[SOCKET, TO, PORT, count(0, Limits::DATAGRAM_BYTES)]),
    call("recv_from", say::editor_call_recv_from, &[SOCKET, MOST, TIMEOUT]),
    call(
        "set_option",
        say::editor_call_set_option,
        &[
            SOCKET,
            Field::new(
                "option",
                say::editor_arg_option,
                say::editor_arg_option_help,
                Kind::Choice(&OPTIONS),
                Absent::NeededText("no_delay"),
            ),
        ],
    ),
    call("send_hex", say::editor_call_send_hex, &[SOCKET, HEX]),
    call("send_hex_to", say::editor_call_send_hex_to, &[SOCKET, TO, PORT, HEX]),
    call(
        "reply_hex",
        say::editor_call_reply_hex,
        &[
            SOCKET,
            Field::new(
                "keep",
                say::editor_arg_keep,
                say::editor_arg_keep_help,
                number(0, Limits::DATAGRAM_BYTES as u64, Some(say::editor_unit_bytes)),
                Absent::Number(0),
            ),
            HEX,
        ],
    ),
    call(
        "sleep",
        say::editor_call_sleep,
        &[Field::new("ms", say::editor_arg_ms, say::editor_arg_ms_help, millis(0), Absent::Needed(1_000))],
    ),
    call("repeat", say::editor_call_repeat, &[TIMES]),
];

/// The call of this name.
pub(super) fn find(name: &str) -> Option<&'static Call> {
    CALLS.iter().find(|call| call.name == name)
}

impl Call {
    /// A call as it begins; what it has in common with another one it takes from there.
    pub(super) fn first(&self, peer: &str, before: Option<&Value>) -> Value {
        let mut step = Map::from_iter([("call".to_owned(), Value::from(self.name))]);
        for field in self.fields {
            let known = before.and_then(|before| before.get(field.key)).cloned();
            if let Some(value) = known.or_else(|| field.first(peer)) {
                step.insert(field.key.to_owned(), value);
            }
        }
        if self.name == "repeat" {
            let lines = before.and_then(|before| before.get("lines")).cloned();
            let inner = before.cloned().or_else(|| Some(find("recv")?.first(peer, None)));
            step.insert("lines".to_owned(), lines.unwrap_or_else(|| Value::Array(inner.into_iter().collect())));
        }
        Value::Object(step)
    }
}

const PACKET: Field =
    Field::new("packet", say::editor_packet, say::editor_packet_help, Kind::Text(60), Absent::NeededText(""));

const fn form(tag: &'static str, label: Word, fields: &'static [Field]) -> Form {
    Form { tag, label, fields }
}

const ACTIONS: [Form; 9] = [
    form("drop", say::editor_action_drop, &[]),
    form(
        "delay",
        say::editor_action_delay,
        &[Field::new("by_ms", say::editor_by_ms, say::editor_by_ms_help, millis(0), Absent::Needed(200))],
    ),
    form(
        "duplicate",
        say::editor_action_duplicate,
        &[Field::new("after_ms", say::editor_after_ms, say::editor_after_ms_help, millis(0), Absent::Number(0))],
    ),
    form(
        "corrupt",
        say::editor_action_corrupt,
        &[Field::new("bit", say::editor_bit, say::editor_bit_help, number(0, BITS_MOST, None), Absent::Needed(320))],
    ),
    form("mark", say::editor_action_mark, &[]),
    form(
        "hold_until",
        say::editor_action_until,
        &[Field::new("at_ms", say::editor_at_ms, say::editor_at_ms_help, millis(0), Absent::Needed(1_000))],
    ),
    form("hold_behind", say::editor_action_behind, &[PACKET]),
    form(
        "answer",
        say::editor_action_answer,
        &[Field::new(
            "with",
            say::editor_answer,
            say::editor_answer_help,
            Kind::Forms(&ANSWERS),
            Absent::NeededText(""),
        )],
    ),
    form(
        "set",
        say::editor_action_set,
        &[
            Field::new(
                "field",
                say::editor_set_field,
                say::editor_set_field_help,
                Kind::Text(40),
                Absent::NeededText("window"),
            ),
            Field::new("value", say::editor_set_value, say::editor_set_value_help, WORD, Absent::Needed(0)),
            Field::new(
                "byte",
                say::editor_set_byte,
                say::editor_set_byte_help,
                number(0, 65_535, None),
                Absent::Number(0),
            ),
            Field::new(
                "stale_checksum",
                say::editor_set_stale,
                say::editor_set_stale_help,
                Kind::Switch,
                Absent::Switch(false),
            ),
        ],
    ),
];

/// Bits of the largest packet.
const BITS_MOST: u64 = 65_535 * 8 - 1;

const ANSWERS: [Form; 6] = [
    form("host_unreachable", say::editor_answer_host, &[]),
    form("network_unreachable", say::editor_answer_network, &[]),
    form("protocol_unreachable", say::editor_answer_protocol, &[]),
    form("port_unreachable", say::editor_answer_port, &[]),
    form(
        "fragmentation_needed",
        say::editor_answer_size,
        &[Field::new(
            "mtu",
            say::editor_mtu,
            say::editor_answer_mtu_help,
            number(0, 65_535, Some(say::editor_unit_bytes)),
            Absent::Needed(1_400),
        )],
    ),
    form("time_to_live_exceeded", say::editor_answer_ttl, &[]),
];

/// What happens to one packet.
pub(super) const FAULT: [Field; 2] = [
    PACKET,
    Field::new("action", say::editor_action, say::editor_action_help, Kind::Forms(&ACTIONS), Absent::NeededText("")),
];

const PORT_FIELD: Kind = number(0, 65_535, None);

/// A forged segment.
pub(super) const FORGED: [Field; 11] = [
    Field::new("at_ms", say::editor_at_ms, say::editor_at_ms_help, millis(0), Absent::Needed(100)),
    Field::new("from", say::editor_forged_from, say::editor_forged_from_help, Kind::Host, Absent::NeededText("")),
    Field::new("to", say::editor_forged_to, say::editor_forged_to_help, Kind::Host, Absent::NeededText("")),
    Field::new(
        "source_port",
        say::editor_forged_source,
        say::editor_forged_port_help,
        PORT_FIELD,
        Absent::Needed(50_000),
    ),
    Field::new(
        "destination_port",
        say::editor_forged_destination,
        say::editor_forged_port_help,
        PORT_FIELD,
        Absent::Needed(80),
    ),
    Field::new(
        "flags",
        say::editor_forged_flags,
        say::editor_forged_flags_help,
        Kind::Text(40),
        Absent::NeededText("RST"),
    ),
    Field::new("seq", say::editor_forged_seq, say::editor_forged_seq_help, WORD, Absent::Number(0)),
    Field::new("ack", say::editor_forged_ack, say::editor_forged_ack_help, WORD, Absent::Number(0)),
    Field::new(
        "absolute",
        say::editor_forged_absolute,
        say::editor_forged_absolute_help,
        Kind::Switch,
        Absent::Switch(false),
    ),
    Field::new("window", say::editor_forged_window, say::editor_forged_window_help, PORT_FIELD, Absent::Number(0)),
    Field::new(
        "text",
        say::editor_arg_text,
        say::editor_arg_text_help,
        Kind::Text(Limits::FORGED_BYTES),
        Absent::Word(""),
    ),
];
