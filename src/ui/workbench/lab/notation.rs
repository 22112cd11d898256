//! A call in one line, as it is listed. Where calls are to be shown as a programming language has them, this is the place to put that line in.

use super::calls;
use super::field::Kind;
use serde_json::Value;

/// A call in one line.
pub(super) fn line(step: &Value) -> String {
    let text = |key: &str| step.get(key).and_then(Value::as_str);
    let name = text("call").unwrap_or_default();
    if name == "try" {
        return step.get("step").map(line).map(|line| format!("try {line}")).unwrap_or_default();
    }
    let Some(call) = calls::find(name) else { return String::new() };
    if name == "repeat" {
        let times = step.get("times").and_then(Value::as_u64).map(|times| format!(" {times}×")).unwrap_or_default();
        return format!("repeat{times}");
    }
    let arguments = call.fields.iter().filter(|field| !matches!(field.key, "socket" | "connection"));
    let arguments = arguments.filter_map(|field| {
        let value = step.get(field.key).filter(|value| !value.is_null())?;
        Some(match (field.kind, value) {
            (Kind::Text(_), Value::String(text)) => format!("“{}”", short(text)),
            (_, Value::String(word)) => word.clone(),
            (_, Value::Number(number)) if field.key.ends_with("ms") => format!("{number} ms"),
            (_, value) => value.to_string(),
        })
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let socket = text("socket").unwrap_or("s");
    match name {
        "socket" => format!("{socket} = socket({arguments})"),
        "accept" => format!("{} = {socket}.accept()", text("connection").unwrap_or("c")),
        "sleep" => format!("sleep({arguments})"),
        _ => format!("{socket}.{name}({arguments})"),
    }
}

/// The longest text in a line, in characters.
const TEXT_MOST: usize = 24;

fn short(text: &str) -> String {
    let shown: String = text.chars().take(TEXT_MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > TEXT_MOST { format!("{shown}…") } else { shown }
}
