//! A figure of the page as a picture that stands by itself: what the reader sees of it now, in the present theme, language and width.
//!
//! The page is only read. What a picture may have, and how it is written, is [`crate::scene::picture`]'s affair. Left out is what belongs to the
//! page and not to the figure: buttons' hover and focus, fields and lists to choose from, marks of list items, text that styles add.

mod page;
mod raster;
mod shapes;

pub(super) use raster::{Raster, raster};

use crate::link::View;
use crate::scene::picture::{Picture, Rect};
use crate::text::Lang;
use crate::ui::browser;
use page::Walk;
use web_sys::{CssStyleDeclaration, DomRect, Element};

/// A longer ladder is drawn only as far as it is in sight, in pixels.
const LADDER_MOST: i32 = 6_000;

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Hosts, wire and ladder.
    Stage,
    /// What is open beneath, or stands alone.
    View(View),
}

impl Subject {
    /// As in file names.
    pub(super) fn id(self) -> &'static str {
        match self {
            Subject::Stage => "stage",
            Subject::View(view) => view.id(),
        }
    }
}

/// Draws what is in the page; none if it is not there.
pub(super) fn picture(lang: Lang, subject: Subject, title: String) -> Option<Picture> {
    let document = browser::document()?;
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    let roots = match subject {
        Subject::Stage => vec![find(".stage > .wire")?, find(".stage > .ladder")?],
        Subject::View(view) => vec![find(&format!("#panel-{}", view.id()))?],
    };
    let background = background(roots.first()?);
    let picture = Picture { title, lang: lang.html_lang(), background, ..Picture::default() };
    let mut walk = Walk::new(picture)?;
    for root in roots {
        let scrolls = root.scroll_height() > LADDER_MOST && subject == Subject::Stage;
        walk.root(&root, scrolls);
    }
    Some(walk.picture).filter(|picture| !picture.parts.is_empty())
}

/// The colour behind an element: the nearest that is not transparent.
fn background(element: &Element) -> String {
    let mut next = Some(element.clone());
    while let Some(element) = next {
        let ground = styles(&element).map(|styles| value(&styles, "background-color")).unwrap_or_default();
        if crate::scene::picture::colour(&ground).is_some_and(|(_, alpha)| alpha >= 1.0) {
            return ground;
        }
        next = element.parent_element();
    }
    "#ffffff".to_owned()
}

fn styles(element: &Element) -> Option<CssStyleDeclaration> {
    browser::window()?.get_computed_style(element).ok().flatten()
}

fn value(styles: &CssStyleDeclaration, name: &str) -> String {
    styles.get_property_value(name).unwrap_or_default()
}

fn rect(of: &DomRect) -> Rect {
    Rect { x: of.left(), y: of.top(), width: of.width(), height: of.height() }
}
