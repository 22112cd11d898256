//! A figure within the page: its shapes with the look that the stylesheet gives them.

use super::{rect, styles, value};
use crate::scene::picture::{self as scene, Element as Part, Picture, Style, decimal, paint, paint_group, paint_words};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Draws a whole `svg` element where it lies in the page. What others refer to is kept even of one that takes no room.
pub(super) fn figure(element: &Element, picture: &mut Picture, into: &mut Part) {
    definitions(element, picture);
    let place = rect(&element.get_bounding_client_rect());
    let Some(styles) = styles(element).filter(|_| place.width > 0.0 && place.height > 0.0) else { return };
    if !scene::is_seen(place, &|name| value(&styles, name)) {
        return;
    }
    let mut whole = Part::group();
    paint_group(&mut whole, &|name| value(&styles, name));
    whole.set("transform", &onto(element, place));
    name(element, &mut whole);
    children(element, &mut whole);
    if !whole.is_empty() {
        picture.cover(place);
        into.push(whole);
    }
}

/// From the figure's own units to the page: as large as it fits, in the middle.
fn onto(element: &Element, place: scene::Rect) -> String {
    let view = element.get_attribute("viewBox").unwrap_or_default();
    let numbers: Vec<f64> = view.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
    let (x, y, width, height) = match *numbers.as_slice() {
        [x, y, width, height] if width > 0.0 && height > 0.0 => (x, y, width, height),
        _ => (0.0, 0.0, place.width, place.height),
    };
    let scale = (place.width / width).min(place.height / height);
    let left = place.x + (place.width - width * scale) / 2.0 - x * scale;
    let top = place.y + (place.height - height * scale) / 2.0 - y * scale;
    let moved = format!("translate({} {})", decimal(left), decimal(top));
    // In hundred thousandths: over the height of a long ladder a hundredth too much is a row.
    let close = (scale - 1.0).abs() < 0.000_05;
    if close { moved } else { format!("{moved} scale({}e-3)", decimal(scale * 1_000.0)) }
}

/// Patterns, which are drawn as they look and kept once.
fn definitions(element: &Element, picture: &mut Picture) {
    let Ok(patterns) = element.query_selector_all("pattern") else { return };
    let patterns = (0..patterns.length()).filter_map(|index| patterns.item(index)?.dyn_into::<Element>().ok());
    for pattern in patterns {
        if let Some(mut part) = Part::new("pattern") {
            shape(&pattern, &mut part);
            children(&pattern, &mut part);
            picture.define(part);
        }
    }
}

fn children(element: &Element, into: &mut Part) {
    let children = element.children();
    (0..children.length()).filter_map(|index| children.item(index)).for_each(|child| part(&child, into));
}

/// One element of a figure with everything in it.
fn part(element: &Element, into: &mut Part) {
    let tag = element.tag_name();
    let tag = if tag == "a" { "g" } else { &tag };
    let (Some(mut part), Some(styles)) = (Part::new(tag), styles(element)) else { return };
    let style = |name: &str| value(&styles, name);
    shape(element, &mut part);
    name(element, &mut part);
    match tag {
        "title" | "tspan" | "pattern" | "clipPath" => {}
        "text" => text(element, part, &style, into),
        "g" => {
            if paint_group(&mut part, &style) {
                children(element, &mut part);
            }
            if !part.is_empty() {
                into.push(part);
            }
        }
        _ => {
            if paint(&mut part, &style) {
                into.push(part);
            }
        }
    }
}

/// Where it lies and what shape it has.
fn shape(element: &Element, part: &mut Part) {
    for name in part.own_attributes() {
        if let Some(value) = element.get_attribute(name) {
            part.set(name, &value);
        }
    }
}

/// What it is called for those who do not see it.
fn name(element: &Element, part: &mut Part) {
    let own = || {
        let title = element.query_selector(":scope > title").ok().flatten()?;
        title.text_content()
    };
    if let Some(name) = element.get_attribute("aria-label").or_else(own) {
        part.name(&name);
    }
}

/// Words, on a halo if they have one.
fn text(element: &Element, mut part: Part, style: Style, into: &mut Part) {
    if style("visibility") != "visible" || !paint_group(&mut part, style) {
        return;
    }
    let halo = paint_words(&mut part, style, None);
    for mut words in halo.into_iter().chain([part]) {
        lines(element, &mut words, style);
        into.push(words);
    }
}

fn lines(element: &Element, into: &mut Part, around: Style) {
    let nodes = element.child_nodes();
    for node in (0..nodes.length()).filter_map(|index| nodes.item(index)) {
        if node.node_type() == Node::TEXT_NODE {
            into.say(&node.node_value().unwrap_or_default());
        } else if let Some(child) = node.dyn_ref::<Element>().filter(|child| child.tag_name() == "tspan")
            && let (Some(mut part), Some(styles)) = (Part::new("tspan"), styles(child))
        {
            shape(child, &mut part);
            // A halo has one look.
            if into.get("aria-hidden").is_none() {
                let _none_within = paint_words(&mut part, &|name| value(&styles, name), Some(around));
            }
            lines(child, &mut part, around);
            into.push(part);
        }
    }
}
