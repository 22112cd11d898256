//! What is on its way between programs at a position: letters on their ways, those that wait included.

use super::{Path, Roles};
use crate::scene::boxes::text_width;
use crate::sim::Time;
use crate::trace::Trace;
use crate::trace::messages::{Message, Stage, Talk, first_line};

/// The size of a letter's words.
const TEXT: f64 = 11.5;
/// Its height.
const HEIGHT: f64 = 22.0;
/// More letters than these are counted.
const LETTERS_MOST: usize = 10;
/// How many messages are looked at, back from the position.
const MESSAGES_BACK: usize = 2_000;

/// A message on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Its number among the messages.
    pub message: usize,
    /// Its words: what fits of its first line.
    pub words: String,
    /// Its middle.
    pub at: (f64, f64),
    /// Half its width.
    pub half: f64,
    /// Where it goes: -1 to the left, 1 to the right, 0 up or down.
    pub ahead: f64,
    /// How far it is.
    pub stage: Stage,
}

/// The letters at a position, and how many more there are.
pub fn letters(roles: &Roles, trace: &Trace, talk: &Talk, position: u32) -> (Vec<Letter>, usize) {
    let (now, mut letters, mut more) = (trace.time_at(position), Vec::<Letter>::new(), 0);
    let said = talk.messages.partition_point(|message| message.made.0 < position);
    let first = said.saturating_sub(MESSAGES_BACK);
    let recent = talk.messages.iter().enumerate().take(said).skip(first);
    for (number, message) in recent {
        let stage = message.stage_at(position);
        let just = |event: Option<crate::sim::EventId>| event.is_some_and(|event| event.0 + 1 == position);
        let shown = match stage {
            Stage::ToCome => false,
            Stage::Read => just(message.read),
            Stage::Lost => just(message.lost),
            Stage::Waits | Stage::OnTheWay | Stage::Unread => true,
        };
        let Some((path, back)) = roles.path(message).filter(|_| shown) else { continue };
        if letters.len() >= LETTERS_MOST {
            more += 1;
            continue;
        }
        letters.push(letter(roles, (path, back), (number, message), share(trace, message, stage, now), stage));
    }
    for index in 1..letters.len() {
        let (before, rest) = letters.split_at_mut(index);
        if let Some(own) = rest.first_mut() {
            keep_apart(own, before, roles.height);
        }
    }
    (letters, more)
}

/// Letters at one place lie one below the other, or above it where there is no room below.
fn keep_apart(own: &mut Letter, before: &[Letter], height: f64) {
    let (x, y) = own.at;
    let is_free = |y: f64| {
        before.iter().all(|other| {
            (other.at.0 - x).abs() >= other.half + own.half + 6.0 || (other.at.1 - y).abs() >= HEIGHT + 3.0
        })
    };
    let inside = |y: &f64| *y >= HEIGHT / 2.0 && *y <= height - HEIGHT / 2.0;
    let steps = (0..=2 * LETTERS_MOST).map(|step| {
        let rows = f64::from(u32::try_from(step.div_ceil(2)).unwrap_or(0)) * (HEIGHT + 4.0);
        if step % 2 == 1 { y + rows } else { y - rows }
    });
    if let Some(free) =
        steps.clone().filter(inside).find(|y| is_free(*y)).or_else(|| steps.clone().find(|y| is_free(*y)))
    {
        own.at.1 = free;
    }
}

/// How far a message has come, from 0 to 1.
fn share(trace: &Trace, message: &Message, stage: Stage, now: Time) -> f64 {
    match stage {
        Stage::ToCome | Stage::Waits => 0.0,
        Stage::Lost => 0.5,
        Stage::Unread | Stage::Read => 1.0,
        Stage::OnTheWay => {
            let (Some(left), Some(end)) = (message.left, message.arrived.or(message.lost)) else { return 0.5 };
            let (left, end) = (trace.time_of(left), trace.time_of(end));
            let whole = crate::scene::scale::real((end - left).0).max(1.0);
            let come = (crate::scene::scale::real((now - left).0) / whole).max(0.0).min(1.0);
            if message.arrived.is_none() { come / 2.0 } else { come }
        }
    }
}

fn letter(
    roles: &Roles,
    (path, back): (&Path, bool),
    (number, message): (usize, &Message),
    share: f64,
    stage: Stage,
) -> Letter {
    let name = first_line(&message.bytes, (message.local, message.remote), message.stream);
    let name = if name.is_empty() { format!("{} B", message.bytes.len()) } else { name };
    let [start, .., end] = path.curve;
    let room = if roles.stacked { roles.width * 0.62 } else { ((end.0 - start.0).abs() - 14.0).max(150.0) };
    let words = fit(&name, TEXT, room - 26.0);
    let half = text_width(&words, TEXT) / 2.0 + 10.0;
    let (x, y) = path.at(if back { 1.0 - share } else { share });
    let ahead = match () {
        () if roles.stacked || (end.0 - start.0).abs() < 1.0 => 0.0,
        () if back == (end.0 > start.0) => -1.0,
        () => 1.0,
    };
    let (low, high) = if roles.stacked {
        (half + 2.0, roles.width - half - 2.0)
    } else {
        // Between the two machines as long as it fits there.
        let (left, right) = (start.0.min(end.0) + half + 6.0, start.0.max(end.0) - half - 6.0);
        if left < right { (left, right) } else { (f64::midpoint(left, right), f64::midpoint(left, right)) }
    };
    let (top, bottom) = (start.1.min(end.1) + HEIGHT / 2.0 + 3.0, start.1.max(end.1) - HEIGHT / 2.0 - 3.0);
    let y = if roles.stacked && top < bottom { y.max(top).min(bottom) } else { y };
    Letter { message: number, words, at: (x.max(low).min(high.max(low)), y), half, ahead, stage }
}

/// As much of a text as there is room for.
pub fn fit(text: &str, size: f64, room: f64) -> String {
    if text_width(text, size) <= room {
        return text.to_owned();
    }
    let mut shown = String::new();
    for c in text.chars() {
        shown.push(c);
        if text_width(&shown, size) + text_width("…", size) > room {
            shown.pop();
            break;
        }
    }
    shown.trim_end().to_owned() + "…"
}
