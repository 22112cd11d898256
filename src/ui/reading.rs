//! Reads a chapter back from its page: the text that was sent to be read without the program is the text that the program works
//! with. The inverse of `prose` and of the sections in `pages`; a browser test holds them to it.
//!
//! Knows elements and nodes of the course, no session and no figure. What it does not understand it leaves out; what it cannot do
//! without, it says.

use crate::course::{AsideKind, Block, Chapter, Entry, Inline, Run, Section, Step, Words};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node};

/// The chapter on a page as it was sent; none if this is no such page.
pub(super) fn chapter(document: &Document, entry: &Entry, words: &Words) -> Option<Chapter> {
    let main = document.query_selector("#app main.chapter").ok().flatten()?;
    let sections: Vec<Section> = matching(&main, ".sections > section").iter().filter_map(section).collect();
    let lead = main.query_selector(".lead").ok().flatten()?;
    (!sections.is_empty()).then(|| Chapter {
        slug: entry.slug.to_owned(),
        number: entry.number,
        title: words.title.to_owned(),
        short: words.short.to_owned(),
        description: String::new(),
        lead: blocks(&elements(&lead)),
        sections,
    })
}

fn section(element: &Element) -> Option<Section> {
    let (heading, rest) = elements(element).split_first().map(|(head, rest)| (head.clone(), rest.to_vec()))?;
    let steps = matching(element, ":scope > ol.steps > li").iter().filter_map(step).collect();
    let body: Vec<Element> = rest.into_iter().filter(|child| !child.class_list().contains("steps")).collect();
    Some(Section { id: heading.id(), title: inlines(&heading), run: run(element), body: blocks(&body), steps })
}

fn step(element: &Element) -> Option<Step> {
    let (heading, rest) = elements(element).split_first().map(|(head, rest)| (head.clone(), rest.to_vec()))?;
    let title = heading.query_selector("button").ok().flatten().unwrap_or(heading);
    let at = element.get_attribute("data-at").unwrap_or_default();
    Some(Step { id: element.id(), title: inlines(&title), at, body: blocks(&rest) })
}

/// The run that an element names.
fn run(element: &Element) -> Option<Run> {
    let drops = element.get_attribute("data-drop").unwrap_or_default();
    let drops = drops.split_whitespace().map(str::to_owned).collect();
    Some(Run { preset: element.get_attribute("data-run")?, drops })
}

fn blocks(elements: &[Element]) -> Vec<Block> {
    elements.iter().filter_map(block).collect()
}

fn block(element: &Element) -> Option<Block> {
    Some(match element.tag_name().as_str() {
        "P" => Block::Paragraph(inlines(element)),
        name @ ("OL" | "UL") => Block::List {
            ordered: name == "OL",
            items: elements(element).iter().map(|item| blocks(&elements(item))).collect(),
        },
        "PRE" => Block::Code { lang: String::new(), text: element.text_content().unwrap_or_default() },
        "DETAILS" => question(element),
        "DIV" if element.class_list().contains("table") => Block::Table {
            head: matching(element, "th").iter().map(inlines).collect(),
            rows: matching(element, "tbody tr").iter().map(|row| elements(row).iter().map(inlines).collect()).collect(),
        },
        "DIV" => aside(element)?,
        _ => return None,
    })
}

/// The label that opens an aside is the language's, not the text's.
fn aside(element: &Element) -> Option<Block> {
    let kinds = [("try", AsideKind::Try), ("trap", AsideKind::Trap), ("note", AsideKind::Note)];
    let (_, kind) = kinds.into_iter().find(|(class, _)| element.class_list().contains(class))?;
    Some(Block::Aside { kind, body: blocks(elements(element).get(1..)?) })
}

fn question(element: &Element) -> Block {
    let parts = [matching(element, "summary > p"), matching(element, ".answer > *")].concat();
    Block::Aside { kind: AsideKind::Question, body: blocks(&parts) }
}

fn inlines(element: &Element) -> Vec<Inline> {
    let nodes = element.child_nodes();
    (0..nodes.length()).filter_map(|index| inline(&nodes.item(index)?)).collect()
}

fn inline(node: &Node) -> Option<Inline> {
    let text = || node.text_content().unwrap_or_default();
    let Some(element) = node.dyn_ref::<Element>() else {
        return (node.node_type() == Node::TEXT_NODE).then(|| Inline::Text(text()));
    };
    Some(match element.tag_name().as_str() {
        "CODE" => Inline::Code(text()),
        "EM" => Inline::Emphasis(inlines(element)),
        "STRONG" => Inline::Strong(inlines(element)),
        "A" => Inline::Link { to: element.get_attribute("href")?, body: inlines(element) },
        "BUTTON" => Inline::Act { run: run(element)?, at: element.get_attribute("data-at"), body: inlines(element) },
        _ => return None,
    })
}

fn elements(parent: &Element) -> Vec<Element> {
    let children = parent.children();
    (0..children.length()).filter_map(|index| children.item(index)).collect()
}

fn matching(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}
