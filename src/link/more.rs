//! What only the workbench's links carry: changes other than a loss, and a whole scenario.
//!
//! ```text
//! fault={packet}:delay.{ms} | twice | flip.{bit} | mark | until.{ms} | behind.{packet} | set.{field}.{value}[.{byte}][.stale]
//! lab={the scenario file as JSON, deflated, in base64url}
//! ```

use crate::scenario::{Action, Fault, Scenario, file};
use crate::wire::edit::most;
use crate::wire::fields::FieldId;
use std::rc::Rc;

/// The longest scenario that is unpacked, in bytes of JSON: a small link must not become a large one.
const SCENARIO_BYTES_MOST: usize = 262_144;

/// A change as it stands in a link; none for one that links cannot carry.
pub(super) fn write_fault(fault: &Fault) -> Option<String> {
    let deed = match &fault.action {
        Action::Delay { by_ms } => format!("delay.{by_ms}"),
        Action::Duplicate { .. } => "twice".to_owned(),
        Action::Corrupt { bit } => format!("flip.{bit}"),
        Action::Mark => "mark".to_owned(),
        Action::HoldUntil { at_ms } => format!("until.{at_ms}"),
        Action::HoldBehind { packet } => format!("behind.{packet}"),
        Action::Set { field, value, byte, stale_checksum } => {
            let byte = if *byte == 0 { String::new() } else { format!(".{byte}") };
            format!("set.{field}.{value}{byte}{}", if *stale_checksum { ".stale" } else { "" })
        }
        Action::Drop | Action::Answer { .. } => return None,
    };
    Some(format!("{}:{deed}", fault.packet))
}

/// A change as a link says it; the packet's name must be checked by who knows the hosts.
pub(super) fn read_fault(text: &str) -> Option<Fault> {
    let (packet, deed) = text.split_once(':')?;
    let (deed, value) = deed.split_once('.').unwrap_or((deed, ""));
    let action = match deed {
        "delay" => Action::Delay { by_ms: value.parse().ok()? },
        "twice" => Action::Duplicate { after_ms: 0 },
        "flip" => Action::Corrupt { bit: value.parse().ok()? },
        "mark" => Action::Mark,
        "until" => Action::HoldUntil { at_ms: value.parse().ok()? },
        "set" => set(value)?,
        "behind" => Action::HoldBehind { packet: value.to_owned() },
        _ => return None,
    };
    Some(Fault { packet: super::packet(packet)?, action })
}

/// A field and its value: `window.0`; of data also the byte, and whether the checksum stays: `data.65.3.stale`.
fn set(text: &str) -> Option<Action> {
    let (text, stale_checksum) = text.strip_suffix(".stale").map_or((text, false), |text| (text, true));
    let (field, numbers) = text.split_once('.')?;
    let (value, byte) = numbers.split_once('.').unwrap_or((numbers, "0"));
    let (value, byte) = (value.parse().ok()?, byte.parse().ok()?);
    let most = FieldId::of_id(field).and_then(most)?;
    (value <= most).then(|| Action::Set { field: field.to_owned(), value, byte, stale_checksum })
}

/// A scenario as it stands in a link.
pub(super) fn write_lab(scenario: &Scenario) -> String {
    let json = file::to_value(scenario).to_string();
    base64(&miniz_oxide::deflate::compress_to_vec(json.as_bytes(), 9))
}

/// A scenario from a link: whether it makes sense is another question.
pub(super) fn read_lab(text: &str) -> Option<Rc<Scenario>> {
    let packed = from_base64(text)?;
    let json = miniz_oxide::inflate::decompress_to_vec_with_limit(&packed, SCENARIO_BYTES_MOST).ok()?;
    file::read(core::str::from_utf8(&json).ok()?).ok().map(Rc::new)
}

/// RFC 4648 section 5, without padding.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let six = usize::try_from(word >> (18 - 6 * place) & 63).unwrap_or_default();
            text.push(ALPHABET.get(six).copied().map_or('A', char::from));
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut word = 0_u32;
        for letter in chunk {
            let six = ALPHABET.iter().position(|known| known == letter)?;
            word = word << 6 | u32::try_from(six).ok()?;
        }
        word <<= 6 * (4 - chunk.len());
        bytes.extend(word.to_be_bytes().get(1..chunk.len())?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::gallery;
    use proptest::prelude::*;

    #[test]
    fn every_set_up_fits_into_a_link_and_comes_out_of_it() {
        for name in gallery::names() {
            let scenario = gallery::scenario(name).unwrap();
            let text = write_lab(&scenario);
            assert!(text.len() < 2_600, "{name}: {}", text.len());
            assert_eq!(read_lab(&text).as_deref(), Some(&scenario), "{name}");
        }
    }

    #[test]
    fn changes_go_there_and_back() {
        for text in [
            "client.data.2:delay.200",
            "client.data.2:twice",
            "tablet.syn.1.2:flip.330",
            "server.data.1:mark",
            "client.data.2:set.window.0",
            "client.data.2:set.data.65.3.stale",
            "server.synack.1:set.sequence-number.4294967295.stale",
            "client.data.2:until.1500",
            "client.data.2:behind.client.data.5",
        ] {
            assert_eq!(read_fault(text).and_then(|fault| write_fault(&fault)).as_deref(), Some(text));
        }
        for text in [
            "client.data.2",
            "client.data.2:explode",
            "client.data.2:delay.x",
            "<b>:mark",
            "client.data.2:set.window.65536",
            "client.data.2:set.total-length.1",
            "client.data.2:set.window",
            "a.b.c:mark",
        ] {
            assert_eq!(read_fault(text), None, "{text}");
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = base64(&miniz_oxide::deflate::compress_to_vec(&vec![b' '; 10_000_000], 9));
        assert_eq!(read_lab(&bomb), None);
    }

    proptest! {
        #[test]
        fn bytes_go_there_and_back(bytes: Vec<u8>) {
            prop_assert_eq!(from_base64(&base64(&bytes)), Some(bytes));
        }

        #[test]
        fn anything_can_be_read(text in "\\PC*") {
            read_fault(&text);
            read_lab(&text);
        }
    }
}
