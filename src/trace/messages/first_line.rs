//! What a message is called: its first line, or what it asks a name server. The same in every language.

use crate::wire::{Payload, SocketAddr};

/// The longest that is shown of a line, in characters.
const CHARS_MOST: usize = 60;
/// The port of name servers (RFC 1035).
const DNS_PORT: u16 = 53;

/// `GET /items HTTP/1.1`, `A shop.example?`; for bytes that are no text, the first of them.
pub fn first_line(bytes: &Payload, (from, to): (SocketAddr, SocketAddr), stream: bool) -> String {
    let dns = !stream && (from.port == DNS_PORT || to.port == DNS_PORT);
    dns.then(|| dns_words(bytes)).flatten().unwrap_or_else(|| text(bytes))
}

fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let line = bytes.get(..end.min(4 * CHARS_MOST)).unwrap_or_default();
    let (text, cut) = match core::str::from_utf8(line) {
        Ok(text) => (text, false),
        // Cut within a character, or no text at all.
        Err(error) if error.error_len().is_none() => {
            (core::str::from_utf8(line.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default(), true)
        }
        Err(_) => return hex(bytes),
    };
    if text.chars().any(char::is_control) {
        return hex(bytes);
    }
    let mut shown: String = text.chars().take(CHARS_MOST).collect();
    if cut || text.chars().nth(CHARS_MOST).is_some() {
        shown.push('…');
    }
    shown
}

fn hex(bytes: &[u8]) -> String {
    const BYTES: usize = 8;
    let words: Vec<String> = bytes.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect();
    let more = if bytes.len() > BYTES { " …" } else { "" };
    format!("{}{more}", words.join(" "))
}

/// A query with its question, an answer with the address that it gives.
fn dns_words(bytes: &[u8]) -> Option<String> {
    let word = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let (flags, questions, answers) = (word(2)?, word(4)?, word(6)?);
    if questions != 1 {
        return None;
    }
    let (name, after) = name(bytes, 12)?;
    let kind = match word(after)? {
        1 => "A",
        28 => "AAAA",
        15 => "MX",
        5 => "CNAME",
        _ => return None,
    };
    if flags & 0x8000 == 0 {
        return Some(format!("{kind} {name}?"));
    }
    if flags & 0xf != 0 || answers == 0 {
        return Some(format!("{kind} {name}: {}", if flags & 0xf == 3 { "NXDOMAIN" } else { "–" }));
    }
    // Of the first record: its name, as a rule a pointer to the question, then type, class, time to live, length.
    let record = after + 4;
    let record = if bytes.get(record)? & 0xc0 == 0xc0 { record + 2 } else { self::name(bytes, record)?.1 };
    let data = bytes.get(record + 10..record + 10 + usize::from(word(record + 8)?))?;
    let [a, b, c, d] = *data else { return Some(format!("{kind} {name}")) };
    Some(format!("{kind} {name} = {a}.{b}.{c}.{d}"))
}

/// A name without pointers, and where it ends.
fn name(bytes: &[u8], mut at: usize) -> Option<(String, usize)> {
    let mut name = String::new();
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1;
        if length == 0 {
            return Some((name, at));
        }
        let label = bytes.get(at..at + length).filter(|_| length < 64 && name.len() < 255)?;
        if !label.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        if !name.is_empty() {
            name.push('.');
        }
        name.extend(label.iter().map(|byte| char::from(*byte)));
        at += length;
    }
}
