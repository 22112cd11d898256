//! How something looks: computed styles as attributes that every reader of SVG knows. Colours are written as `#rrggbb` with an opacity beside
//! them, lengths without a unit, and what is as it would be anyway is left out.

use super::{Element, decimal};

/// Gives the computed value of a property.
pub type Style<'a> = &'a dyn Fn(&str) -> String;

/// The page's families, so that words keep their width on the machine that drew them; each ends in a name that every machine knows.
pub const SANS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif";
/// For what is read as a text.
pub const SERIF: &str = "'Iowan Old Style', 'Palatino Linotype', Palatino, 'Source Serif 4', 'Noto Serif', Georgia, 'Songti SC', 'Noto Serif CJK SC', 'Noto Serif SC', serif";
/// For code and bytes.
pub const MONO: &str = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/// What is written if it is not this.
const STROKES: [(&str, &str); 5] = [
    ("stroke-width", "1"),
    ("stroke-dasharray", "none"),
    ("stroke-dashoffset", "0"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
];

/// The same of words: the property, its attribute, and what is not written.
const WORDS: [(&str, &str, &str); 6] = [
    ("font-weight", "font-weight", "400"),
    ("font-style", "font-style", "normal"),
    ("text-anchor", "text-anchor", "start"),
    ("dominant-baseline", "dominant-baseline", "auto"),
    ("letter-spacing", "letter-spacing", "normal"),
    ("text-decoration-line", "text-decoration", "none"),
];

/// A colour as `#rrggbb` and how opaque it is; none for what is no colour or cannot be seen.
pub fn colour(text: &str) -> Option<(String, f64)> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix('#') {
        let plain = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        return plain.then(|| (text.to_owned(), 1.0));
    }
    let (kind, inside) = text.strip_suffix(')')?.split_once('(')?;
    let parts = inside.split([' ', ',', '/']).filter(|part| !part.is_empty());
    let (scale, skipped) = match kind {
        "rgb" | "rgba" => (1.0, 0),
        "color" if inside.trim_start().starts_with("srgb ") => (255.0, 1),
        _ => return None,
    };
    let numbers: Vec<f64> = parts.skip(skipped).map(number).collect::<Option<_>>()?;
    let (red, green, blue, alpha) = match *numbers.as_slice() {
        [red, green, blue] => (red, green, blue, 1.0),
        [red, green, blue, alpha] => (red, green, blue, alpha),
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a byte")]
    let byte = |part: f64| (part * scale + 0.5).max(0.0).min(255.0) as u8;
    (alpha > 0.0).then(|| (format!("#{:02x}{:02x}{:02x}", byte(red), byte(green), byte(blue)), alpha.min(1.0)))
}

fn number(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(percent) => Some(percent.parse::<f64>().ok()? / 100.0),
        None => text.parse().ok(),
    }
}

/// A length in pixels; 0 for what is none.
pub fn length(text: &str) -> f64 {
    text.trim().trim_end_matches("px").parse().unwrap_or_default()
}

/// Fills or strokes with a colour and its opacity; with nothing if there is none. Whether there is.
pub(super) fn set_colour(element: &mut Element, name: &str, value: &str) -> bool {
    let Some((hex, alpha)) = colour(value) else {
        element.set(name, "none");
        return false;
    };
    element.set(name, &hex);
    if alpha < 1.0 {
        element.set(if name == "fill" { "fill-opacity" } else { "stroke-opacity" }, &decimal(alpha));
    }
    true
}

/// A fill or a stroke as it is computed: a colour, or a pattern of the same picture, whatever address the browser puts before it.
fn set_paint(element: &mut Element, name: &str, style: Style) -> bool {
    let value = style(name);
    if let Some((_, rest)) = value.strip_prefix("url(").and_then(|rest| rest.split_once('#')) {
        let id: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        element.set(name, &format!("url(#{id})"));
        return true;
    }
    let opacity = if name == "fill" { "fill-opacity" } else { "stroke-opacity" };
    let painted = set_colour(element, name, &value);
    let more = style(opacity).trim().parse::<f64>().unwrap_or(1.0);
    if more < 1.0 {
        let own = element.get(opacity).and_then(|own| own.parse::<f64>().ok()).unwrap_or(1.0);
        element.set(opacity, &decimal(own * more));
    }
    painted && more > 0.0
}

/// What a property is, in the form of an attribute.
fn plain(value: &str) -> String {
    let parts = value.split([',', ' ']).filter(|part| !part.is_empty());
    parts.map(|part| part.strip_suffix("px").unwrap_or(part)).collect::<Vec<_>>().join(" ")
}

/// Whether nothing of it is to be seen, children and all.
fn is_hidden(style: Style) -> bool {
    style("display") == "none" || style("opacity").trim() == "0"
}

/// A group's own look: how opaque it is. Whether anything of it can be seen.
pub fn paint_group(element: &mut Element, style: Style) -> bool {
    let opacity = style("opacity");
    if opacity.trim().parse::<f64>().is_ok_and(|opacity| opacity < 1.0) {
        element.set("opacity", &plain(&opacity));
    }
    !is_hidden(style)
}

/// A shape's look. Whether anything of it can be seen: what only catches the pointer cannot.
pub fn paint(element: &mut Element, style: Style) -> bool {
    // A line has no inside, and nobody needs to be told.
    let filled = element.tag() != "line" && set_paint(element, "fill", style);
    if style("fill-rule") == "evenodd" {
        element.set("fill-rule", "evenodd");
    }
    let stroked = set_strokes(element, style);
    paint_group(element, style) && style("visibility") == "visible" && (filled || stroked)
}

fn set_strokes(element: &mut Element, style: Style) -> bool {
    if length(&style("stroke-width")) <= 0.0 || colour(&style("stroke")).is_none() && !style("stroke").contains("url(")
    {
        return false;
    }
    let stroked = set_paint(element, "stroke", style);
    for (name, left_out) in STROKES {
        let value = plain(&style(name));
        if value != left_out && !value.is_empty() {
            element.set(name, &value);
        }
    }
    stroked
}

/// How words look, of an element `text` or `tspan`; those of a `tspan` only where they differ from what is around it. Gives the halo that lies
/// beneath them, if there is one: a reader that knows no order of painting would draw it over them.
pub fn paint_words(element: &mut Element, style: Style, around: Option<Style>) -> Option<Element> {
    let differs = |name: &str, left_out: &str| match around {
        Some(around) => around(name) != style(name),
        None => style(name) != left_out,
    };
    if differs("fill", "") || differs("fill-opacity", "1") {
        set_paint(element, "fill", style);
    }
    let family = family(&style("font-family"));
    if around.map_or(SANS, |around| self::family(&around("font-family"))) != family {
        element.set("font-family", family);
    }
    if differs("font-size", "") {
        element.set("font-size", &plain(&style("font-size")));
    }
    for (property, attribute, left_out) in WORDS {
        if differs(property, left_out) {
            element.set(attribute, &plain(&style(property)));
        }
    }
    if around.is_some() {
        return None;
    }
    paint_group(element, style);
    let mut halo = element.clone();
    if !set_strokes(&mut halo, style) {
        return None;
    }
    if !style("paint-order").starts_with("stroke") {
        *element = halo;
        return None;
    }
    halo.set("fill", "none");
    halo.set("stroke-linejoin", "round");
    halo.set("aria-hidden", "true");
    Some(halo)
}

/// The family that a list of them ends in.
fn family(list: &str) -> &'static str {
    match list.rsplit(',').next().unwrap_or_default().trim() {
        "monospace" => MONO,
        "serif" => SERIF,
        _ => SANS,
    }
}
