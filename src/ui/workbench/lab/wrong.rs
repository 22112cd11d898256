//! Why an edit is refused, in the reader's language.

use super::edit::Refusal;
use crate::scenario::{Invalid, Limits, NameError, Wrong};
use crate::text::{Lang, workbench as say};

/// The sentence beside the field that was edited. What is wrong may be elsewhere: then it says where.
pub(super) fn words(lang: Lang, refusal: &Refusal, edited: &str) -> String {
    match refusal {
        Refusal::Form => say::editor_wrong_form(lang).to_owned(),
        Refusal::Number => say::editor_wrong_number(lang).to_owned(),
        Refusal::Empty => say::editor_wrong_empty(lang).to_owned(),
        Refusal::Between(least, most) => say::editor_wrong_between(lang, least, most),
        Refusal::Invalid(invalid) if is_at(invalid, edited) => invalid_words(lang, invalid),
        Refusal::Invalid(invalid) => say::editor_wrong_at(lang, &invalid.field, &invalid_words(lang, invalid)),
    }
}

/// Whether the field that is wrong is the one that was edited, or what that belongs to; or the sentence says it all.
fn is_at(invalid: &Invalid, edited: &str) -> bool {
    let of_all = matches!(
        invalid.reason,
        Wrong::Hosts { .. } | Wrong::Router | Wrong::Twice | Wrong::Memory(_) | Wrong::Version(_)
    );
    of_all || edited.starts_with(&invalid.field) || last(&invalid.field) == last(edited)
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// What is wrong with a scenario.
fn invalid_words(lang: Lang, invalid: &Invalid) -> String {
    let number = |number: usize| number.to_string();
    match &invalid.reason {
        Wrong::Version(version) => say::editor_wrong_version(lang, &version.to_string()),
        Wrong::Between { least, most, .. } => say::editor_wrong_between(lang, &least.to_string(), &most.to_string()),
        Wrong::Hosts { count, most } if count > most && *most < Limits::HOSTS => {
            say::editor_wrong_hosts_router(lang).to_owned()
        }
        Wrong::Hosts { .. } => say::editor_wrong_hosts(lang, &number(Limits::HOSTS)),
        Wrong::Router => say::editor_wrong_router(lang).to_owned(),
        Wrong::Twice => say::editor_wrong_twice(lang).to_owned(),
        Wrong::Memory(_) => say::editor_wrong_memory(lang, &Limits::BYTES_WRITTEN.to_string()),
        Wrong::Address(address) => say::editor_wrong_address(lang, &address.to_string()),
        Wrong::Name => say::editor_wrong_name(lang, &number(Limits::NAME_CHARS)),
        Wrong::Unknown(name) => say::editor_wrong_unknown(lang, name),
        Wrong::Itself(name) => say::editor_wrong_itself(lang, name),
        Wrong::Loops => say::editor_wrong_loops(lang, &number(Limits::LOOPS_IN_LOOPS + 1)),
        Wrong::NoCall => say::editor_wrong_no_call(lang).to_owned(),
        Wrong::Field(field) => say::editor_wrong_field(lang, field),
        Wrong::Hex => say::editor_wrong_hex(lang).to_owned(),
        Wrong::Packet(packet, NameError::Host) => say::editor_wrong_packet_host(lang, packet),
        Wrong::Packet(_, NameError::Kind) => say::editor_wrong_packet_kind(lang).to_owned(),
        Wrong::Packet(_, NameError::Number) => say::editor_wrong_packet_number(lang).to_owned(),
        Wrong::Packet(_, NameError::Form) => say::editor_wrong_packet_form(lang).to_owned(),
        Wrong::Packet(_, NameError::Flag) | Wrong::Flags(_) => say::editor_wrong_flags(lang).to_owned(),
    }
}
