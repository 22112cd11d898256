//! A walk through the page: boxes and lines of words where the browser has laid them out, and the figures among them.

use super::{rect, shapes, styles, value};
use crate::scene::picture::{self as scene, Element as Part, Picture, Rect, boxed, is_seen, words};
use crate::ui::browser;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Document, DomRectList, Element, HtmlCanvasElement, Node};

/// What belongs to the page and not to a figure: the card of a packet, and what is there to choose what is shown.
const CONTROLS: &str =
    ".card-place, .graphs-tools, .window-choice, .code-copy, fieldset, [role=radiogroup], label:has(select)";
/// The same by name, and what is not drawn at all.
const LEFT_OUT: [&str; 8] = ["script", "style", "noscript", "template", "select", "input", "textarea", "canvas"];
/// A wider gap than this, in heights of the letters, is no space between words.
const GAP_MOST: f64 = 0.6;

/// The walk, and what it has drawn so far.
pub(super) struct Walk {
    pub picture: Picture,
    document: Document,
    /// Measures letters.
    ruler: Option<CanvasRenderingContext2d>,
    /// Of each font that was met the share of its height above the foot of the letters.
    ascents: Vec<(String, f64)>,
    /// How many parts of the page were cut off where they end.
    cuts: u32,
}

/// Some words on one line.
struct Line {
    text: String,
    rect: Rect,
}

impl Walk {
    pub(super) fn new(picture: Picture) -> Option<Walk> {
        let document = browser::document()?;
        let canvas = document.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
        let ruler = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
        Some(Walk { picture, document, ruler, ascents: Vec::new(), cuts: 0 })
    }

    /// A whole figure. What it scrolls is drawn whole, as if it had not been scrolled, unless only what is in sight is wanted.
    pub(super) fn root(&mut self, root: &Element, only_in_sight: bool) {
        let mut all = Part::group();
        let before = self.picture.corners.take();
        if root.tag_name() == "svg" {
            self.element(root, &mut all);
        } else if only_in_sight {
            self.children(root, &mut all);
            let seen = rect(&root.get_bounding_client_rect());
            self.cut(&mut all, seen);
            self.picture.corners = None;
            self.picture.cover(seen);
        } else {
            self.children(root, &mut all);
            let (right, down) = (f64::from(root.scroll_left()), f64::from(root.scroll_top()));
            all.set("transform", &format!("translate({} {})", scene::decimal(right), scene::decimal(down)));
            let moved = |(x, y): (f64, f64)| (x + right, y + down);
            self.picture.corners = self.picture.corners.map(|(from, to)| (moved(from), moved(to)));
        }
        if let Some(((x, y), (right, bottom))) = before {
            self.picture.cover(Rect { x, y, width: right - x, height: bottom - y });
        }
        if !all.is_empty() {
            self.picture.parts.push(all);
        }
    }

    fn children(&mut self, element: &Element, into: &mut Part) {
        let closed = element.tag_name() == "DETAILS" && !element.has_attribute("open");
        let nodes = element.child_nodes();
        for node in (0..nodes.length()).filter_map(|index| nodes.item(index)) {
            match node.dyn_ref::<Element>() {
                Some(child) if !closed || child.tag_name() == "SUMMARY" => self.element(child, into),
                None if node.node_type() == Node::TEXT_NODE && !closed => self.text(&node, element, into),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &Element, into: &mut Part) {
        let tag = element.tag_name().to_ascii_lowercase();
        let Some(styles) = styles(element).filter(|_| !LEFT_OUT.contains(&tag.as_str())) else { return };
        let style = |name: &str| value(&styles, name);
        if element.matches(CONTROLS).unwrap_or(false) {
            return;
        }
        if tag == "svg" {
            return shapes::figure(element, &mut self.picture, into);
        }
        let place = rect(&element.get_bounding_client_rect());
        if !is_seen(place, &style) && style("display") != "contents" {
            return;
        }
        let mut own = Part::group();
        scene::paint_group(&mut own, &style);
        self.ground(element, &style, &mut own);
        added(place, element, &mut own);
        let hides = style("overflow-x") != "visible" || style("overflow-y") != "visible";
        let too_large = element.scroll_width() > element.client_width() + 1
            || element.scroll_height() > element.client_height() + 1;
        let before = self.picture.corners;
        self.children(element, &mut own);
        if hides && too_large && element.client_width() > 0 {
            self.cut(&mut own, place);
            self.picture.corners = before;
            self.picture.cover(place);
        }
        if !own.is_empty() {
            into.push(own);
        }
    }

    /// Ground and border, on each line that an element within a text takes.
    fn ground(&mut self, element: &Element, style: scene::Style, into: &mut Part) {
        for place in rects(&element.get_client_rects()) {
            for part in boxed(place, style) {
                self.picture.cover(place);
                into.push(part);
            }
        }
    }

    /// Draws no more of something than lies within.
    fn cut(&mut self, part: &mut Part, within: Rect) {
        let id = format!("cut-{}", self.cuts);
        self.cuts += 1;
        if let (Some(mut cut), Some(mut edge)) = (Part::new("clipPath"), Part::new("rect")) {
            edge.place(&[("x", within.x), ("y", within.y), ("width", within.width), ("height", within.height)]);
            cut.set("id", &id);
            cut.push(edge);
            self.picture.define(cut);
            part.set("clip-path", &format!("url(#{id})"));
        }
    }

    fn text(&mut self, node: &Node, around: &Element, into: &mut Part) {
        let Some(styles) = styles(around).filter(|styles| value(styles, "visibility") == "visible") else { return };
        let style = |name: &str| value(&styles, name);
        let size = scene::length(&style("font-size"));
        for line in self.lines(node, size) {
            let ascent = self.ascent(&style);
            let baseline = line.rect.y + line.rect.height * ascent;
            self.picture.cover(line.rect);
            into.push(words(line.rect.x, baseline, &line.text, &style));
        }
    }

    /// The words of a text, line by line as they are laid out.
    fn lines(&self, node: &Node, size: f64) -> Vec<Line> {
        let text = node.node_value().unwrap_or_default();
        let mut lines: Vec<Line> = Vec::new();
        let (mut at, mut spaced) = (0, false);
        for word in text.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or_default();
            match self.places(node, at, at + units(bare)).as_slice() {
                [] => {}
                [place] => add(&mut lines, bare, *place, spaced, size),
                // It goes on in the next line: letter by letter.
                _ => {
                    let mut from = at;
                    for letter in bare.chars() {
                        let to = from + u32::try_from(letter.len_utf16()).unwrap_or(1);
                        if let Some(place) = self.places(node, from, to).first() {
                            add(&mut lines, letter.encode_utf8(&mut [0; 4]), *place, spaced && from == at, size);
                        }
                        from = to;
                    }
                }
            }
            spaced = bare.len() < word.len() || bare.is_empty() && spaced;
            at += units(word);
        }
        lines
    }

    fn places(&self, node: &Node, from: u32, to: u32) -> Vec<Rect> {
        let range = self.document.create_range().ok().filter(|_| to > from);
        let placed = range.and_then(|range| {
            range.set_start(node, from).ok()?;
            range.set_end(node, to).ok()?;
            range.get_client_rects()
        });
        placed.map(|places| rects(&places)).unwrap_or_default()
    }

    /// How much of a line's height lies above the foot of its letters.
    fn ascent(&mut self, style: scene::Style) -> f64 {
        let font = ["font-style", "font-weight", "font-size", "font-family"].map(style).join(" ");
        if let Some((_, ascent)) = self.ascents.iter().find(|(known, _)| *known == font) {
            return *ascent;
        }
        let measured = self.ruler.as_ref().and_then(|ruler| {
            ruler.set_font(&font);
            let letters = ruler.measure_text("x").ok()?;
            let (above, below) = (letters.font_bounding_box_ascent(), letters.font_bounding_box_descent());
            Some(above / (above + below)).filter(|share| *share > 0.4 && *share < 1.0)
        });
        let ascent = measured.unwrap_or(0.8);
        self.ascents.push((font, ascent));
        ascent
    }
}

/// What styles put beside an element, where they say the place: dots and lines of a list.
fn added(around: Rect, element: &Element, into: &mut Part) {
    let Some(window) = browser::window() else { return };
    for which in ["::before", "::after"] {
        let Some(styles) = window.get_computed_style_with_pseudo_elt(element, which).ok().flatten() else {
            continue;
        };
        let style = |name: &str| value(&styles, name);
        if style("content") == "none" || style("position") != "absolute" {
            continue;
        }
        let of = |name: &str| scene::length(&style(name));
        let (width, height) = (of("width"), of("height"));
        let place = Rect { x: around.x + of("left"), y: around.y + of("top"), width, height };
        for part in boxed(place, &style) {
            into.push(part);
        }
    }
}

/// Puts a word behind the last one of its line, or begins another line.
fn add(lines: &mut Vec<Line>, word: &str, place: Rect, spaced: bool, size: f64) {
    if let Some(line) = lines.last_mut() {
        let gap = place.x - (line.rect.x + line.rect.width);
        if (place.y - line.rect.y).abs() < 2.0 && gap > -1.0 && gap < size * GAP_MOST + 1.0 {
            line.text += if spaced { " " } else { "" };
            line.text += word;
            line.rect.width = place.x + place.width - line.rect.x;
            return;
        }
    }
    lines.push(Line { text: word.to_owned(), rect: place });
}

fn rects(list: &DomRectList) -> Vec<Rect> {
    let all = (0..list.length()).filter_map(|index| list.item(index));
    all.map(|of| rect(&of)).filter(|place| place.width > 0.0 && place.height > 0.0).collect()
}
