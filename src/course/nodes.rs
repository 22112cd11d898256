//! The nodes a chapter is made of: what the compiler in `build/` writes and what the pages draw.
//!
//! Pure data, the same for the build script, which packs it, and for the page, which draws it. It knows nothing of how a node looks, nor of the simulator: runs and moments are names here, resolved by whoever
//! draws them.

use serde::{Deserialize, Serialize};

/// One chapter in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// The last part of its address, the same in every language.
    pub slug: String,
    /// Its place in the course.
    pub number: u8,
    /// The whole title.
    pub title: String,
    /// The title where there is little room.
    pub short: String,
    /// One or two sentences for search engines and link previews.
    pub description: String,
    /// What stands before the first section.
    pub lead: Vec<Block>,
    /// The sections, in reading order.
    pub sections: Vec<Section>,
}

impl Chapter {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The first section that has an experiment: what the figure shows before the reader chooses.
    pub fn first_run(&self) -> Option<&Section> {
        self.sections.iter().find(|section| section.run.is_some())
    }
}

/// A part of a chapter with a heading, and with an experiment if it has a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The fragment of its address, unique in the chapter.
    pub id: String,
    /// The heading.
    pub title: Vec<Inline>,
    /// What the figure simulates while this section is read.
    pub run: Option<Run>,
    /// The text before the steps.
    pub body: Vec<Block>,
    /// The moments the reader walks through; empty if there is no run.
    pub steps: Vec<Step>,
}

impl Section {
    /// The step with this id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

/// One moment of an experiment and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The fragment of its address, unique in the chapter.
    pub id: String,
    /// The heading.
    pub title: Vec<Inline>,
    /// The moment's name, as in `client.syn.1.sent`.
    pub at: String,
    /// The text.
    pub body: Vec<Block>,
}

/// A preset and the packets that are lost in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The preset's name.
    pub preset: String,
    /// Names of packets, as in `client.syn.1`.
    pub drops: Vec<String>,
}

/// A piece of text that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// Each item is made of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A table; every row has as many cells as the head.
    Table {
        /// The cells of the heading row.
        head: Vec<Vec<Inline>>,
        /// The cells of each other row.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Lines of code, without a newline at the end.
    Code {
        /// The language's name; empty for plain text.
        lang: String,
        /// The lines.
        text: String,
    },
    /// A paragraph or more, apart from the main text.
    Aside {
        /// What it is for.
        kind: AsideKind,
        /// The text. A [`AsideKind::Question`] opens with the paragraph that asks; the rest is the answer.
        body: Vec<Block>,
    },
}

/// What an aside is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsideKind {
    /// Something to try in the figure.
    Try,
    /// What many books say, and what is right.
    Trap,
    /// History, systems, other names.
    Note,
    /// A question whose answer is folded until the reader asks for it.
    Question,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Code, a flag or a value.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link.
    Link {
        /// `https://…` or `#section-id` of the same chapter.
        to: String,
        /// What can be clicked.
        body: Vec<Inline>,
    },
    /// A button that loads a run into the figure.
    Act {
        /// The run to load.
        run: Run,
        /// The moment to go to; the run's start if there is none.
        at: Option<String>,
        /// What can be clicked.
        body: Vec<Inline>,
    },
}

/// The words of some running text, without its marks: for titles, labels and search.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    push_plain(inlines, &mut words);
    words
}

fn push_plain(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Link { body, .. } | Inline::Act { body, .. } => {
                push_plain(body, words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_keeps_the_words_and_drops_the_marks() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let run = Run { preset: "opening".to_owned(), drops: Vec::new() };
        let inlines = [
            text("a "),
            Inline::Strong(vec![Inline::Emphasis(vec![text("b")]), Inline::Code(" c".to_owned())]),
            Inline::Act { run, at: None, body: vec![text(" d")] },
        ];
        assert_eq!(plain(&inlines), "a b c d");
    }
}
