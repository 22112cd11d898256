//! Which files a file makes the browser fetch by itself. Links to other pages are not among them.
//!
//! No parser: the pages are written by our own tools, and what it would miss shows as a request in the browser tests.

/// Relations of `<link>` that make a browser fetch.
const FETCHED: [&str; 6] = ["stylesheet", "icon", "modulepreload", "preload", "manifest", "apple-touch-icon"];

/// The references in a file of that kind, as they are written there.
pub(super) fn of(ending: &str, text: &str) -> Vec<String> {
    let found = match ending {
        "html" => in_html(text),
        "css" => {
            between(text, &["url("], &[')']).chain(between(text, &["@import \"", "@import '"], &['"', '\''])).collect()
        }
        "js" => between(text, &["from '", "from \"", "import '", "import \""], &['"', '\'']).collect(),
        _ => Vec::new(),
    };
    let ours = |reference: &&str| !reference.is_empty() && !reference.contains(':') && !reference.starts_with('#');
    let cleaned = found.into_iter().map(|reference| reference.trim_matches(['"', '\'', ' ']));
    cleaned.filter(ours).map(|reference| reference.split(['?', '#']).next().unwrap_or_default().to_owned()).collect()
}

fn in_html(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for tag in text.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        match tag.split_whitespace().next() {
            Some("link") => {
                let relations = attribute(tag, "rel").unwrap_or_default();
                if relations.split(' ').any(|relation| FETCHED.contains(&relation)) {
                    found.extend(attribute(tag, "href"));
                }
            }
            Some("script") => {
                found.extend(["src", "data-js", "data-wasm"].iter().filter_map(|name| attribute(tag, name)));
            }
            Some("img") => found.extend(attribute(tag, "src")),
            _ => {}
        }
    }
    found
}

/// The value of an attribute, quoted as our tools quote it.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// What stands between one of the beginnings and the next of the ends.
fn between<'a>(text: &'a str, beginnings: &[&'a str], ends: &'a [char]) -> impl Iterator<Item = &'a str> {
    let parts = beginnings.iter().flat_map(move |beginning| text.split(*beginning).skip(1)).collect::<Vec<_>>();
    parts.into_iter().filter_map(move |rest| rest.split(ends).next())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_page_leads_to_its_scripts_and_styles_but_not_to_other_pages() {
        let page = r#"<link rel="stylesheet" href="../../main.css"><link rel="alternate" href="../../zh/"><a href="x.html">
            <script type="module" src="../../boot.js" data-js="../../a.js" data-wasm="../../a_bg.wasm"></script>
            <link rel="icon" href="../../icon.svg?1"><img src="data:image/png;base64,AA">
            <link rel="preload" href="text.bin?7" as="fetch" crossorigin="anonymous">"#;
        let found = of("html", page);
        let expected =
            ["../../main.css", "../../boot.js", "../../a.js", "../../a_bg.wasm", "../../icon.svg", "text.bin"];
        assert_eq!(found, expected);
    }

    #[test]
    fn styles_and_scripts_lead_on() {
        assert_eq!(of("css", "a{b:url(\"x.woff2\")} c{d:url(#gradient)} @import 'y.css';"), ["x.woff2", "y.css"]);
        assert_eq!(
            of("js", "import { a } from './snippets/inline0.js'; const b = 'https://example.org/'"),
            ["./snippets/inline0.js"]
        );
    }
}
