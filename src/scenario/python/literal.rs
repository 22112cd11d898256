//! Bytes and times as Python writes them.

/// Text as bytes: `b"…"`, or `"…".encode()` where there is more than ASCII in it.
pub(super) fn bytes_literal(text: &str) -> String {
    let inside: String = text.chars().map(|c| escaped(c, '"')).collect();
    if text.is_ascii() { format!("b\"{inside}\"") } else { format!("\"{inside}\".encode()") }
}

/// Bytes in hexadecimal digits, which Python reads as a scenario does.
pub(super) fn hex_literal(hex: &str) -> String {
    format!("bytes.fromhex(\"{}\")", hex.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

/// Received bytes as Python's interpreter shows them, cut off with an ellipsis behind so many.
pub fn bytes_shown(bytes: &[u8], most: usize) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let shown = bytes.iter().take(most).map(|byte| match char::from(*byte) {
        c if c.is_ascii() => escaped(c, quote),
        _ => format!("\\x{byte:02x}"),
    });
    let more = if bytes.len() > most { "…" } else { "" };
    format!("b{quote}{}{more}{quote}", shown.collect::<String>())
}

fn escaped(c: char, quote: char) -> String {
    match c {
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c == quote => format!("\\{c}"),
        c if c.is_ascii_control() => format!("\\x{:02x}", u32::from(c)),
        // Python's source may not have these unescaped, or an editor would show them wrongly.
        c if c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
        {
            format!("\\u{:04x}", u32::from(c))
        }
        c => c.to_string(),
    }
}

/// Milliseconds as seconds, without needless zeros.
pub(super) fn seconds(ms: u64) -> String {
    let text = format!("{}.{:03}", ms / 1_000, ms % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
