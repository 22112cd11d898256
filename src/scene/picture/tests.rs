//! What a stranger's reader of SVG finds in the file, whatever was put in.

use super::*;
use proptest::prelude::*;

/// An element as a reader of XML sees it.
#[derive(Debug, Default)]
struct Read {
    tag: String,
    attributes: Vec<(String, String)>,
    children: Vec<Read>,
    words: String,
}

/// A strict little reader of XML: what is not well-formed is a panic.
fn read(file: &str) -> Read {
    let mut open: Vec<Read> = vec![Read::default()];
    let mut rest = file;
    while let Some(at) = rest.find('<') {
        open.last_mut().unwrap().words += &plain(&rest[..at]);
        let (inside, after) = rest[at + 1..].split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            let done = open.pop().unwrap();
            assert_eq!(done.tag, name, "tags are closed in order");
            open.last_mut().unwrap().children.push(done);
            continue;
        }
        let element = start(inside.strip_suffix('/').unwrap_or(inside));
        if inside.ends_with('/') {
            open.last_mut().unwrap().children.push(element);
        } else {
            open.push(element);
        }
    }
    assert_eq!((open.len(), rest.trim()), (1, ""), "everything is closed");
    let mut all = open.pop().unwrap();
    assert_eq!(all.children.len(), 1, "one root");
    all.children.remove(0)
}

fn start(inside: &str) -> Read {
    let (tag, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut element = Read { tag: tag.to_owned(), ..Read::default() };
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").expect("an attribute has a value");
        let (value, after) = after.split_once('"').expect("a value ends");
        let known = element.attributes.iter().any(|(known, _)| known == name);
        assert!(!known && !value.contains('<'), "{name}={value}");
        element.attributes.push((name.to_owned(), plain(value)));
        rest = after.trim_start();
    }
    element
}

fn plain(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').expect("what is written out ends");
        let letter =
            [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\"")].into_iter().find(|(known, _)| *known == name);
        plain += letter.expect("what is written out is known").1;
        plain += after;
    }
    assert!(plain.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')), "{plain:?}");
    plain
}

impl Read {
    fn all(&self) -> Vec<&Read> {
        std::iter::once(self).chain(self.children.iter().flat_map(Read::all)).collect()
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Nothing in it acts, loads, listens, or is of another language.
    fn is_clean(&self) {
        for (index, element) in self.all().into_iter().enumerate() {
            let known = ["svg", "defs"].into_iter().chain(ELEMENTS.map(|(tag, _)| tag)).any(|tag| tag == element.tag);
            assert!(known, "{}", element.tag);
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && !name.contains(':'), "{name}");
                assert!(!["class", "style", "href", "tabindex", "role"].contains(&name.as_str()), "{name}");
                assert!(name != "xmlns" || index == 0 && value == "http://www.w3.org/2000/svg");
                let refers = value.contains("url") || value.contains(':');
                assert!(name == "xmlns" || !refers || value.starts_with("url(#"), "{name}={value}");
            }
        }
    }
}

fn picture(part: Element) -> Picture {
    let mut picture = Picture { title: "A <b>title</b>".to_owned(), lang: "en", ..Picture::default() };
    picture.background = "rgb(251, 250, 246)".to_owned();
    picture.cover(Rect { x: 10.0, y: 20.0, width: 300.5, height: 100.0 });
    picture.parts.push(part);
    picture
}

/// Styles as a browser computes them, of what is not said here as if nobody had said anything.
fn computed(styles: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> String {
    move |name| {
        let own = styles.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let usual = match name {
            "fill" | "color" => "rgb(0, 0, 0)",
            "stroke" | "stroke-dasharray" | "text-decoration-line" => "none",
            "opacity" | "fill-opacity" | "stroke-opacity" => "1",
            "stroke-width" => "1px",
            "stroke-dashoffset" => "0px",
            "stroke-linecap" => "butt",
            "stroke-linejoin" => "miter",
            "visibility" => "visible",
            "display" => "inline",
            "font-family" => "system-ui, sans-serif",
            "font-size" => "13px",
            "font-weight" => "400",
            "text-anchor" => "start",
            "dominant-baseline" => "auto",
            "background-color" => "rgba(0, 0, 0, 0)",
            _ => "normal",
        };
        own.unwrap_or(usual).to_owned()
    }
}

const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "</text></svg><script href='https://example.org/x.js'/>",
    "\" onload=\"alert(1)",
    "&amp;&lt;]]><![CDATA[",
    "url(https://example.org/pixel.png)",
    "javascript:alert(1)",
    "\u{0}\u{8}\u{1b}\u{fffe}\u{202e}",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
];

#[test]
fn hostile_words_are_words() {
    for words in HOSTILE {
        let mut text = Element::new("text").unwrap();
        text.name(words);
        text.say(words);
        let mut whole = picture(text);
        whole.title = words.to_owned();
        let file = read(&whole.write());
        file.is_clean();
        let shown: String =
            words.chars().map(|c| if "\0\u{8}\u{1b}\u{fffe}".contains(c) { '\u{fffd}' } else { c }).collect();
        assert_eq!(file.all().iter().filter(|element| element.words == shown).count(), 3, "{words:?} is all there");
    }
}

#[test]
fn what_acts_or_loads_cannot_be_put_in() {
    for tag in ["script", "foreignObject", "image", "a", "use", "style", "animate", "set", "iframe", "div", "SVG"] {
        assert_eq!(Element::new(tag), None, "{tag}");
    }
    let mut rect = Element::new("rect").unwrap();
    for name in ["onclick", "class", "style", "href", "xlink:href", "tabindex", "role", "id", "data-packet", "filter"] {
        rect.set(name, "x");
    }
    for name in ["x", "fill", "stroke", "transform", "font-family", "clip-path"] {
        for value in HOSTILE {
            rect.set(name, value);
        }
    }
    let file = read(&picture(rect).write());
    file.is_clean();
    let rects: Vec<&Read> = file.all().into_iter().filter(|element| element.tag == "rect").collect();
    assert_eq!((rects.len(), rects[1].attributes.len()), (2, 0), "the paper, and one without anything");
}

#[test]
fn a_file_says_how_large_it_is_and_has_room_around() {
    let mut line = Element::new("line").unwrap();
    line.place(&[("x1", 10.0), ("y1", 20.0), ("x2", 310.5), ("y2", 120.0)]);
    let file = read(&picture(line).write());
    assert_eq!([file.get("width"), file.get("height"), file.get("viewBox")], ["333", "132", "0 0 333 132"].map(Some));
    assert_eq!(file.children[0].words, "A <b>title</b>", "its name comes first");
    let paper = &file.children[1];
    assert_eq!([paper.get("width"), paper.get("fill")], [Some("333"), Some("#fbfaf6")]);
    assert_eq!(file.children[2].get("transform"), Some("translate(6 -4)"), "the corner is 16 pixels from the edge");
}

#[test]
fn colours_are_written_as_every_reader_knows_them() {
    let told = |text| colour(text).map(|(hex, alpha)| (hex, decimal(alpha)));
    let some = |hex: &str, alpha: &str| Some((hex.to_owned(), alpha.to_owned()));
    assert_eq!(told("rgb(27, 35, 48)"), some("#1b2330", "1"));
    assert_eq!(told("rgba(27, 35, 48, 0.5)"), some("#1b2330", "0.5"));
    assert_eq!(told("rgb(27 35 48 / 55%)"), some("#1b2330", "0.55"));
    assert_eq!(told("color(srgb 1 0.5 0 / 0.25)"), some("#ff8000", "0.25"));
    for none in
        ["none", "transparent", "rgba(0, 0, 0, 0)", "", "red;x", "rgb(1,2)", "oklch(1 2 3)", "#12", "rgb(a,b,c)"]
    {
        assert_eq!(told(none), None, "{none}");
    }
}

#[test]
fn a_shape_keeps_its_look_and_nothing_else() {
    let styles = computed(&[
        ("fill", "rgba(11, 102, 163, 0.5)"),
        ("fill-opacity", "0.5"),
        ("stroke", "rgb(1, 2, 3)"),
        ("stroke-width", "2.4px"),
        ("stroke-dasharray", "7px, 5px"),
        ("cursor", "pointer"),
    ]);
    let mut path = Element::new("path").unwrap();
    assert!(paint(&mut path, &styles));
    let file = read(&picture(path).write());
    let path = file.all().into_iter().find(|element| element.tag == "path").unwrap();
    let look: Vec<(&str, &str)> = path.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let expected = [
        ("fill", "#0b66a3"),
        ("fill-opacity", "0.25"),
        ("stroke", "#010203"),
        ("stroke-width", "2.4"),
        ("stroke-dasharray", "7 5"),
    ];
    assert_eq!(look, expected);
}

#[test]
fn what_only_catches_the_pointer_is_not_drawn() {
    let drawn = |tag, styles| paint(&mut Element::new(tag).unwrap(), &computed(styles));
    assert!(drawn("rect", &[]));
    assert!(!drawn("line", &[("stroke", "rgba(0, 0, 0, 0)"), ("stroke-width", "22px")]));
    assert!(!drawn("rect", &[("fill", "none")]));
    assert!(!drawn("rect", &[("visibility", "hidden")]));
    assert!(!drawn("rect", &[("display", "none")]));
    assert!(!drawn("rect", &[("opacity", "0")]));
    assert!(drawn("rect", &[("fill", "url(\"https://example.org/page#window-lost\")")]));
}

#[test]
fn patterns_are_those_of_the_picture() {
    let mut rect = Element::new("rect").unwrap();
    let address = [("fill", "url(\"https://example.org/page#window-lost\")")];
    assert!(paint(&mut rect, &computed(Box::leak(Box::new(address)))));
    assert_eq!(rect.get("fill"), Some("url(#window-lost)"));
    let mut whole = picture(rect);
    for _ in 0..2 {
        let mut pattern = Element::new("pattern").unwrap();
        pattern.set("id", "window-lost");
        whole.define(pattern);
    }
    let file = read(&whole.write());
    file.is_clean();
    assert_eq!(file.all().iter().filter(|element| element.tag == "pattern").count(), 1, "once");
}

/// Few programs know the order of painting: drawn at once, the halo would lie over the letters.
#[test]
fn a_halo_lies_beneath_its_words() {
    let halo = computed(&[
        ("stroke", "rgb(255, 255, 255)"),
        ("stroke-width", "3px"),
        ("paint-order", "stroke"),
        ("font-family", "ui-monospace, Menlo, monospace"),
        ("font-weight", "650"),
    ]);
    let mut words = Element::new("text").unwrap();
    let beneath = paint_words(&mut words, &halo, None).unwrap();
    assert_eq!(
        [beneath.get("stroke"), beneath.get("fill"), beneath.get("aria-hidden")],
        ["#ffffff", "none", "true"].map(Some)
    );
    assert_eq!([words.get("stroke"), words.get("fill")], [None, Some("#000000")]);
    assert_eq!(
        [words.get("font-family"), words.get("font-weight"), words.get("font-size")],
        [MONO, "650", "13"].map(Some)
    );
    let mut within = Element::new("tspan").unwrap();
    assert_eq!(paint_words(&mut within, &computed(&[("font-weight", "650")]), Some(&computed(&[]))), None);
    assert_eq!(within.attributes, [("font-weight", "650".to_owned())], "only what differs");
}

#[test]
fn boxes_have_their_ground_and_borders() {
    let rect = Rect { x: 0.0, y: 0.0, width: 100.0, height: 40.0 };
    assert_eq!(boxed(rect, &computed(&[])), []);
    let around = computed(&[
        ("background-color", "rgb(255, 255, 255)"),
        ("border-left-width", "2px"),
        ("border-left-style", "solid"),
        ("border-left-color", "rgb(0, 0, 0)"),
        ("border-top-left-radius", "50%"),
    ]);
    let parts = boxed(rect, &around);
    assert_eq!(parts.iter().map(Element::tag).collect::<Vec<_>>(), ["rect", "line"]);
    assert_eq!([parts[0].get("rx"), parts[1].get("x1"), parts[1].get("stroke-width")], ["20", "1", "2"].map(Some));
    let every = |name: &str| match name {
        "border-top-left-radius" => "8px".to_owned(),
        "background-color" => "rgb(1, 1, 1)".to_owned(),
        _ if name.ends_with("-width") => "1px".to_owned(),
        _ if name.ends_with("-style") => "dashed".to_owned(),
        _ => "rgb(2, 2, 2)".to_owned(),
    };
    let parts = boxed(rect, &every);
    let frame = ["x", "width", "rx", "fill", "stroke", "stroke-dasharray"].map(|name| parts[0].get(name).unwrap());
    assert_eq!((parts.len(), frame), (1, ["0.5", "99", "7.5", "#010101", "#020202", "3 2"]));
}

#[test]
fn what_only_screen_readers_are_told_is_not_seen() {
    let one = Rect { width: 1.0, height: 1.0, ..Rect::default() };
    assert!(!is_seen(one, &computed(&[("overflow-x", "hidden")])));
    assert!(is_seen(one, &computed(&[])));
    assert!(!is_seen(Rect::default(), &computed(&[("display", "none")])));
}

/// So that words are as wide in the file as in the page on the machine that drew both.
#[test]
fn families_are_those_of_the_page() {
    let tokens = include_str!("../../../static/style/tokens.css");
    for (name, family) in [("sans", SANS), ("serif", SERIF), ("mono", MONO)] {
        let line = format!("--{name}: {};", family.replace('\'', "\""));
        assert!(tokens.contains(&line), "{line}");
    }
}

#[test]
fn numbers_are_short() {
    let written = [0.0, 1.0, 1.5, -0.25, 2.345, -3.999].map(decimal);
    assert_eq!(written, ["0", "1", "1.5", "-0.25", "2.35", "-4"]);
}

proptest! {
    #[test]
    fn anything_gives_a_clean_file(words in "\\PC*", name in "[a-zA-Z:-]*", value in "\\PC*", tag in "[a-zA-Z]*") {
        let mut element = Element::new(&tag).unwrap_or_else(Element::group);
        element.set(&name, &value);
        for name in ["x", "d", "fill", "id", "transform"] {
            element.set(name, &value);
        }
        element.name(&words);
        element.say(&words);
        read(&picture(element).write()).is_clean();
    }
}
