//! What a page is made of beside pictures: boxes with a ground and a border, and lines of words at the places where the browser laid them out.

use super::paint::{Style, length, set_colour};
use super::{Element, colour, decimal, paint_words};

/// Where something is, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

/// Left, top, right, bottom.
const SIDES: [&str; 4] = ["left", "top", "right", "bottom"];

/// Whether an element of a page is there to be seen. What only screen readers are told lies in a box of a pixel.
pub fn is_seen(rect: Rect, style: Style) -> bool {
    let kept_from_sight = rect.width <= 1.0 && rect.height <= 1.0 && style("overflow-x") == "hidden";
    style("display") != "none" && style("visibility") == "visible" && style("opacity").trim() != "0" && !kept_from_sight
}

/// A box: its ground and its border, if it has any.
pub fn boxed(rect: Rect, style: Style) -> Vec<Element> {
    let borders = SIDES.map(|side| border(side, style));
    let radius = radius(rect, style);
    let ground = style("background-color");
    let mut parts = Vec::new();
    let [first, ..] = &borders;
    let around = first.clone().filter(|first| borders.iter().all(|other| other.as_ref() == Some(first)));
    if let Some((width, colour, dashes)) = around {
        let mut frame = rectangle(inset(rect, width / 2.0), (radius - width / 2.0).max(0.0));
        set_colour(&mut frame, "fill", &ground);
        set_border(&mut frame, width, &colour, dashes);
        parts.push(frame);
        return parts;
    }
    if colour(&ground).is_some() {
        let mut filled = rectangle(rect, radius);
        set_colour(&mut filled, "fill", &ground);
        parts.push(filled);
    }
    for (side, border) in SIDES.into_iter().zip(borders) {
        if let Some((width, colour, dashes)) = border {
            let mut line = edge(rect, side, width);
            set_border(&mut line, width, &colour, dashes);
            parts.push(line);
        }
    }
    parts
}

/// A side's border: how wide, which colour, and whether it is dashed.
fn border(side: &str, style: Style) -> Option<(f64, String, bool)> {
    let of = |what: &str| style(&format!("border-{side}-{what}"));
    let (width, look, colour) = (length(&of("width")), of("style"), of("color"));
    let seen = width > 0.0 && look != "none" && look != "hidden" && super::colour(&colour).is_some();
    seen.then(|| (width, colour, look == "dashed" || look == "dotted"))
}

fn set_border(element: &mut Element, width: f64, colour: &str, dashes: bool) {
    set_colour(element, "stroke", colour);
    element.place(&[("stroke-width", width)]);
    if dashes {
        element.set("stroke-dasharray", &format!("{} {}", decimal(width * 3.0), decimal(width * 2.0)));
    }
}

fn radius(rect: Rect, style: Style) -> f64 {
    let (text, half) = (style("border-top-left-radius"), rect.width.min(rect.height) / 2.0);
    // Of two radii of a corner the first.
    let first = text.split(' ').next().unwrap_or_default();
    let radius = match first.strip_suffix('%') {
        Some(percent) => length(percent) / 50.0 * half,
        None => length(first),
    };
    radius.min(half)
}

fn inset(rect: Rect, by: f64) -> Rect {
    let (width, height) = ((rect.width - 2.0 * by).max(0.0), (rect.height - 2.0 * by).max(0.0));
    Rect { x: rect.x + by, y: rect.y + by, width, height }
}

fn rectangle(rect: Rect, radius: f64) -> Element {
    let mut element = Element::group();
    element.tag = "rect";
    element.place(&[("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height)]);
    if radius > 0.0 {
        element.place(&[("rx", radius)]);
    }
    element
}

fn edge(rect: Rect, side: &str, width: f64) -> Element {
    let half = width / 2.0;
    let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
    let (from, to) = match side {
        "left" => ((rect.x + half, rect.y), (rect.x + half, bottom)),
        "right" => ((right - half, rect.y), (right - half, bottom)),
        "top" => ((rect.x, rect.y + half), (right, rect.y + half)),
        _ => ((rect.x, bottom - half), (right, bottom - half)),
    };
    let mut element = Element::group();
    element.tag = "line";
    element.place(&[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)]);
    element
}

/// A line of words. `style` is that of the page, where words have a `color`.
pub fn words(x: f64, baseline: f64, text: &str, style: Style) -> Element {
    let mut element = Element::group();
    element.tag = "text";
    element.place(&[("x", x), ("y", baseline)]);
    let of_page = |name: &str| match name {
        "fill" => style("color"),
        "fill-opacity" | "opacity" => "1".to_owned(),
        "stroke" | "paint-order" => "none".to_owned(),
        // In a page both mean something else.
        "text-anchor" => "start".to_owned(),
        "dominant-baseline" => "auto".to_owned(),
        name => style(name),
    };
    let _no_halo = paint_words(&mut element, &of_page, None);
    element.say(text);
    element
}
