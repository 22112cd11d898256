//! A picture that stands by itself: an SVG file with every colour and font written out, and nothing in it that acts, loads or listens.
//!
//! Whatever it is made of, only the elements, attributes and values that are listed here come to be in the file, and words only as words: a
//! host may be called `<script>`. What is left out: filters, gradients, markers, embedded images, fonts; no figure needs them.

mod boxes;
mod paint;

pub use boxes::{Rect, boxed, is_seen, words};
pub use paint::{MONO, SANS, SERIF, Style, colour, length, paint, paint_group, paint_words};

/// Room around what is drawn, in pixels.
pub const PADDING: f64 = 16.0;

/// The elements that a picture may have, each with its own attributes beside those of [`PAINT`].
const ELEMENTS: [(&str, &[&str]); 13] = [
    ("g", &["transform", "clip-path"]),
    ("rect", &["x", "y", "width", "height", "rx", "ry", "transform"]),
    ("line", &["x1", "y1", "x2", "y2", "transform"]),
    ("circle", &["cx", "cy", "r", "transform"]),
    ("ellipse", &["cx", "cy", "rx", "ry", "transform"]),
    ("path", &["d", "transform"]),
    ("polyline", &["points", "transform"]),
    ("polygon", &["points", "transform"]),
    ("text", &["x", "y", "dx", "dy", "transform"]),
    ("tspan", &["x", "y", "dx", "dy"]),
    ("pattern", &["id", "x", "y", "width", "height", "patternUnits", "patternTransform"]),
    ("clipPath", &["id"]),
    ("title", &[]),
];

/// What any element may have.
const PAINT: [&str; 20] = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "text-anchor",
    "text-decoration",
    "dominant-baseline",
    "letter-spacing",
    "aria-hidden",
];

/// A part of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug, PartialEq)]
enum Child {
    Element(Element),
    Words(String),
}

impl Element {
    /// An element, if a picture may have one of this name.
    pub fn new(tag: &str) -> Option<Element> {
        let (tag, _) = ELEMENTS.iter().find(|(known, _)| *known == tag)?;
        Some(Element { tag, attributes: Vec::new(), children: Vec::new() })
    }

    /// A group.
    pub fn group() -> Element {
        Element { tag: "g", attributes: Vec::new(), children: Vec::new() }
    }

    /// Its name.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The attributes that say where an element of its name lies and what shape it has.
    pub fn own_attributes(&self) -> &'static [&'static str] {
        ELEMENTS.iter().find(|(known, _)| *known == self.tag).map_or(&[], |(_, own)| own)
    }

    /// Gives it an attribute, unless no element of its name may have it or the value could be more than a number, a colour or a word. Once
    /// set, it can be set anew.
    pub fn set(&mut self, name: &str, value: &str) {
        let names = PAINT.iter().chain(self.own_attributes());
        if let Some(name) = names.into_iter().find(|known| **known == name).filter(|name| is_plain(name, value)) {
            self.attributes.retain(|(known, _)| known != name);
            self.attributes.push((name, value.to_owned()));
        }
    }

    /// The same with numbers.
    pub fn place(&mut self, numbers: &[(&str, f64)]) {
        for (name, number) in numbers {
            self.set(name, &decimal(*number));
        }
    }

    /// What stands in an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Puts another one into it.
    pub fn push(&mut self, child: Element) {
        self.children.push(Child::Element(child));
    }

    /// Puts words into it.
    pub fn say(&mut self, words: &str) {
        self.children.push(Child::Words(words.to_owned()));
    }

    /// Its name for those who do not see it.
    pub fn name(&mut self, name: &str) {
        let title = Element { tag: "title", attributes: Vec::new(), children: vec![Child::Words(name.to_owned())] };
        self.children.insert(0, Child::Element(title));
    }

    /// Whether there is nothing in it to be seen.
    pub fn is_empty(&self) -> bool {
        self.children.iter().all(|child| matches!(child, Child::Element(title) if title.tag == "title"))
    }

    fn write(&self, file: &mut String) {
        *file += "<";
        *file += self.tag;
        for (name, value) in &self.attributes {
            *file += " ";
            *file += name;
            *file += "=\"";
            escape(value, file);
            *file += "\"";
        }
        if self.children.is_empty() {
            *file += "/>";
            return;
        }
        *file += ">";
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(file),
                Child::Words(words) => escape(words, file),
            }
        }
        *file += "</";
        *file += self.tag;
        *file += ">";
        // Never among words, where a line's end is a space.
        if !matches!(self.tag, "tspan" | "title") {
            *file += "\n";
        }
    }
}

/// Whether a value is a number, a list of them, a colour, a word, or refers to a part of the same picture; nothing here needs more, and what
/// loads or runs something needs more.
fn is_plain(name: &str, value: &str) -> bool {
    let id = |id: &str| {
        id.starts_with(|first: char| first.is_ascii_alphabetic())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let reference = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
    match name {
        "id" => id(value),
        "font-family" => [SANS, SERIF, MONO].contains(&value),
        "clip-path" => reference.is_some_and(id),
        "fill" | "stroke" if value.starts_with("url(") => reference.is_some_and(id),
        _ => !value.contains("url") && value.chars().all(|c| c.is_ascii_alphanumeric() || " .,+-()%#\n\t".contains(c)),
    }
}

/// A whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// The language of its words.
    pub lang: &'static str,
    /// The colour behind everything.
    pub background: String,
    /// The upper left corner of what is drawn, and the lower right one.
    pub corners: Option<((f64, f64), (f64, f64))>,
    /// What others refer to.
    pub definitions: Vec<Element>,
    /// Everything, from the back to the front.
    pub parts: Vec<Element>,
}

impl Picture {
    /// Makes room for something that is drawn.
    pub fn cover(&mut self, rect: Rect) {
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        let ((x, y), (far_x, far_y)) = self.corners.unwrap_or(((rect.x, rect.y), (right, bottom)));
        self.corners = Some(((x.min(rect.x), y.min(rect.y)), (far_x.max(right), far_y.max(bottom))));
    }

    /// Something that others refer to, once.
    pub fn define(&mut self, definition: Element) {
        let known = |other: &Element| other.get("id") == definition.get("id");
        if definition.get("id").is_some() && !self.definitions.iter().any(known) {
            self.definitions.push(definition);
        }
    }

    /// Width and height in whole pixels.
    pub fn size(&self) -> (u32, u32) {
        let ((x, y), (right, bottom)) = self.corners.unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
        let whole = |length: f64| (length + 2.0 * PADDING).ceil().max(1.0) as u32;
        (whole(right - x), whole(bottom - y))
    }

    /// The file.
    pub fn write(&self) -> String {
        let (width, height) = self.size();
        let ((x, y), _) = self.corners.unwrap_or_default();
        let mut file = "<svg xmlns=\"http://www.w3.org/2000/svg\"".to_owned();
        file += &format!(" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"");
        file += &format!(" lang=\"{}\" font-family=\"{SANS}\">\n<title>", self.lang);
        escape(&self.title, &mut file);
        file += "</title>\n";
        if !self.definitions.is_empty() {
            file += "<defs>\n";
            self.definitions.iter().for_each(|definition| definition.write(&mut file));
            file += "</defs>\n";
        }
        let mut paper = Element { tag: "rect", attributes: Vec::new(), children: Vec::new() };
        paper.set("width", &width.to_string());
        paper.set("height", &height.to_string());
        paint::set_colour(&mut paper, "fill", &self.background);
        paper.write(&mut file);
        let mut all = Element::group();
        all.set("transform", &format!("translate({} {})", decimal(PADDING - x), decimal(PADDING - y)));
        all.children = self.parts.iter().cloned().map(Child::Element).collect();
        all.write(&mut file);
        file += "</svg>\n";
        file
    }
}

/// Words as words: what means something to a reader of XML is written out, what it may not meet at all is shown as a gap.
fn escape(words: &str, file: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => *file += "&amp;",
            '<' => *file += "&lt;",
            '>' => *file += "&gt;",
            '"' => *file += "&quot;",
            '\n' | '\t' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => file.push(letter),
            _ => file.push('\u{fffd}'),
        }
    }
}

/// A number in hundredths, written without what is not needed.
pub fn decimal(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
    let hundredths = (number * 100.0 + 0.5).floor() as i64;
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    let text = format!("{sign}{}.{:02}", size / 100, size % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;
