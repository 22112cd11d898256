//! What is said of the part, the number or the variable that the reader points at.

use super::figure::{Stream, about_key};
use super::table::{self, Variable};
use crate::scene::window::{END, Kind, Shape};
use crate::text::{Lang, workbench as say};
use crate::trace::window::EndNow;
use yew::prelude::*;

/// A sentence about what is pointed at; about the first direction as long as nothing is.
pub(super) fn about(
    lang: Lang,
    streams: &[Stream],
    ends: &[Option<EndNow>; 2],
    absolute: bool,
    pointed: Option<&str>,
) -> Html {
    let said = pointed.and_then(|pointed| {
        let (kind, rest) = pointed.split_once(':')?;
        if kind == "v" {
            let variable = table::variables().into_iter().find(|variable| variable.id == rest)?;
            return Some(of_variable(lang, &variable, ends, absolute));
        }
        if let Some(from) = kind.strip_prefix('c') {
            return streams.iter().find_map(|stream| of_control(lang, stream, (from, rest)));
        }
        streams.iter().find_map(|stream| of_shape(lang, stream, pointed))
    });
    let otherwise = || html! { <>{ streams.first().map(Stream::summary).unwrap_or_default() }</> };
    said.unwrap_or_else(otherwise)
}

fn of_shape(lang: Lang, stream: &Stream, pointed: &str) -> Option<Html> {
    let lines = [(true, &stream.picture.above), (false, &stream.picture.below)];
    lines.into_iter().find_map(|(above, shapes)| {
        let shape = shapes.iter().find(|shape| about_key(stream.from, above, shape.from) == pointed)?;
        Some(html! { <><strong>{ stream.title(lang) }</strong>{ " · " }{ shape_words(lang, stream, shape) }</> })
    })
}

fn of_control(lang: Lang, stream: &Stream, (from, fin): (&str, &str)) -> Option<Html> {
    let fin = fin == "1";
    let control = stream.picture.controls.iter().find(|control| control.fin == fin)?;
    let this = stream.from.to_string() == from;
    let said = control_words(lang, stream, fin, control.number);
    this.then(|| html! { <><strong>{ stream.title(lang) }</strong>{ " · " }{ said }</> })
}

fn of_variable(lang: Lang, variable: &Variable, ends: &[Option<EndNow>; 2], absolute: bool) -> Html {
    let values: Vec<String> =
        ends.iter().flatten().map(|end| (variable.value)(end).words_both(lang, &end.tcb, absolute)).collect();
    let values = values.join(" · ");
    html! { <><strong>{ variable.name(lang) }</strong>{ ": " }{ say::window_variable_about(lang, variable.id) }{ " " }<code>{ values }</code></> }
}

/// A SYN or a FIN.
pub(super) fn control_words(lang: Lang, stream: &Stream, fin: bool, number: u32) -> String {
    let number = stream.number(number);
    if fin { say::window_fin_about(lang, &number) } else { say::window_syn_about(lang, &number) }
}

/// A part: which numbers, and what they are.
pub(super) fn shape_words(lang: Lang, stream: &Stream, shape: &Shape) -> String {
    let first = stream.number(shape.from);
    let range = match shape.to {
        END => say::window_range_open(lang, &first),
        to if to == shape.from + 1 => say::window_range_one(lang, &first),
        to => say::window_range(lang, &first, &stream.number(to - 1)),
    };
    let Kind::Sent(..) = shape.kind else { return say::window_part_about(lang, shape.kind.id(), &range) };
    if shape.segments > 1 {
        return say::window_segments_about(lang, &shape.segments.to_string(), shape.kind.id(), &range);
    }
    let times = stream.transmissions(shape).unwrap_or(1);
    say::window_segment_about(lang, shape.kind.id(), &range, u64::from(times))
}
