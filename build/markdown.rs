//! Reads Markdown into blocks and inlines of the few kinds that a chapter may have; everything else is a problem.
//!
//! Knows no sections and no front matter: headings are handed out as they come. What is left out (images, HTML, line breaks,
//! plain quotations, other kinds of alert) is left out of the pages, too.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::names::{is_kebab, is_moment, is_packet};
use super::nodes::{AsideKind, Block, Inline, Run};
use super::{Problem, line_of};

/// A heading with what stands in its braces, unchecked.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) line: usize,
    pub(crate) level: HeadingLevel,
    pub(crate) id: Option<String>,
    pub(crate) classes: Vec<String>,
    pub(crate) attributes: Vec<(String, Option<String>)>,
    pub(crate) title: Vec<Inline>,
}

/// Reads one file from front to back.
pub(crate) struct Reader<'s> {
    file: &'s str,
    text: &'s str,
    /// How many lines of the file stand before `text`.
    before: usize,
    events: Peekable<TextMergeWithOffset<'s, OffsetIter<'s>>>,
    /// The ids that links lead to, with their lines.
    pub(crate) links: Vec<(usize, String)>,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(file: &'s str, text: &'s str, before: usize) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM;
        let events = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter()).peekable();
        Self { file, text, before, events, links: Vec::new() }
    }

    /// The next heading, if one comes now.
    pub(crate) fn heading(&mut self) -> Result<Option<Heading>, Problem> {
        let is_heading = |(event, _): &(Event, _)| matches!(event, Event::Start(Tag::Heading { .. }));
        let Some((Event::Start(Tag::Heading { level, id, classes, attrs }), range)) = self.events.next_if(is_heading)
        else {
            return Ok(None);
        };
        let title = self.inlines()?;
        self.events.next();
        Ok(Some(Heading {
            line: self.line(&range),
            level,
            id: id.map(|id| id.to_string()),
            classes: classes.iter().map(ToString::to_string).collect(),
            attributes: attrs
                .iter()
                .map(|(key, value)| (key.to_string(), value.as_ref().map(ToString::to_string)))
                .collect(),
            title,
        }))
    }

    /// Blocks up to the next heading, the end of what they stand in, or the end of the file.
    pub(crate) fn blocks(&mut self) -> Result<Vec<Block>, Problem> {
        let mut blocks = Vec::new();
        loop {
            match self.events.peek() {
                None | Some((Event::End(_) | Event::Start(Tag::Heading { .. }), _)) => return Ok(blocks),
                Some((event, _)) if is_inline(event) => blocks.push(Block::Paragraph(self.inlines()?)),
                Some(_) => blocks.push(self.block()?),
            }
        }
    }

    fn block(&mut self) -> Result<Block, Problem> {
        let Some((event, range)) = self.events.next() else {
            return Err(Problem::new(self.file, self.before, "the file ends inside a block"));
        };
        let block = match event {
            Event::Start(Tag::Paragraph) => Block::Paragraph(self.inlines()?),
            Event::Start(Tag::List(first)) => Block::List { ordered: first.is_some(), items: self.items()? },
            Event::Start(Tag::Table(_)) => return self.table(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(lang))) => self.code(&lang),
            Event::Start(Tag::BlockQuote(Some(kind))) => self.aside(kind, &range)?,
            Event::Start(Tag::BlockQuote(None)) => {
                return Err(self.problem(&range, "a quotation must be an aside: > [!TIP], WARNING, NOTE or IMPORTANT"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Err(self.problem(&range, "code must be fenced by ```"));
            }
            other => return Err(self.problem(&range, unsupported(&other))),
        };
        // The end of the block itself.
        match self.events.next() {
            Some((Event::End(_), _)) | None => Ok(block),
            Some((other, range)) => Err(self.problem(&range, unsupported(&other))),
        }
    }

    fn items(&mut self) -> Result<Vec<Vec<Block>>, Problem> {
        let mut items = Vec::new();
        while self.events.next_if(|(event, _)| matches!(event, Event::Start(Tag::Item))).is_some() {
            items.push(self.blocks()?);
            self.events.next();
        }
        Ok(items)
    }

    fn table(&mut self) -> Result<Block, Problem> {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        loop {
            match self.events.next() {
                Some((Event::Start(Tag::TableHead), _)) => head = self.cells()?,
                Some((Event::Start(Tag::TableRow), _)) => rows.push(self.cells()?),
                _ => return Ok(Block::Table { head, rows }),
            }
        }
    }

    fn cells(&mut self) -> Result<Vec<Vec<Inline>>, Problem> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.events.next() {
            cells.push(self.inlines()?);
            self.events.next();
        }
        Ok(cells)
    }

    fn code(&mut self, lang: &str) -> Block {
        let mut text = String::new();
        while let Some((Event::Text(lines), _)) = self.events.next_if(|(event, _)| matches!(event, Event::Text(_))) {
            text.push_str(&lines);
        }
        Block::Code { lang: lang.to_owned(), text: text.trim_end().to_owned() }
    }

    fn aside(&mut self, kind: BlockQuoteKind, range: &Range<usize>) -> Result<Block, Problem> {
        let body = self.blocks()?;
        let kind = match kind {
            BlockQuoteKind::Tip => AsideKind::Try,
            BlockQuoteKind::Warning => AsideKind::Trap,
            BlockQuoteKind::Note => AsideKind::Note,
            BlockQuoteKind::Important => AsideKind::Question,
            BlockQuoteKind::Caution => return Err(self.problem(range, "there are no [!CAUTION] asides")),
        };
        match body.as_slice() {
            [] => Err(self.problem(range, "this aside is empty")),
            [Block::Paragraph(_), _, ..] => Ok(Block::Aside { kind, body }),
            _ if kind == AsideKind::Question => {
                Err(self.problem(range, "a question is one paragraph, and its answer one block or more after it"))
            }
            _ => Ok(Block::Aside { kind, body }),
        }
    }

    /// Inlines up to the first event that is none.
    fn inlines(&mut self) -> Result<Vec<Inline>, Problem> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Text(text) => {
                    if let Some(mark) = ["**", "](", "<http"].into_iter().find(|mark| text.contains(mark)) {
                        return Err(self.problem(&range, format!("`{mark}` stands here as plain text")));
                    }
                    push_text(&mut inlines, &text);
                }
                Event::SoftBreak => push_text(&mut inlines, self.softly(&range)),
                Event::Code(code) => inlines.push(Inline::Code(code.to_string())),
                Event::Start(Tag::Emphasis) => inlines.push(Inline::Emphasis(self.inside()?)),
                Event::Start(Tag::Strong) => inlines.push(Inline::Strong(self.inside()?)),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let line = self.line(&range);
                    let body = self.inside()?;
                    self.links.extend(dest_url.strip_prefix('#').map(|id| (line, id.to_owned())));
                    inlines.push(link(&dest_url, body).map_err(|text| Problem::new(self.file, line, text))?);
                }
                other => return Err(self.problem(&range, unsupported(&other))),
            }
        }
        Ok(inlines)
    }

    /// Inlines and the end of what they stand in.
    fn inside(&mut self) -> Result<Vec<Inline>, Problem> {
        let inlines = self.inlines()?;
        self.events.next();
        Ok(inlines)
    }

    /// What a line break of the source is in the page: a space, but nothing beside a Chinese character.
    fn softly(&self, range: &Range<usize>) -> &'static str {
        // Marks of Markdown, and punctuation that both scripts have, say nothing: what stands behind them does.
        let is_mark =
            |c: &char| c.is_ascii_whitespace() || "`*[]>\u{2018}\u{2019}\u{201c}\u{201d}\u{2014}\u{2026}".contains(*c);
        let before = self.text.get(..range.start).unwrap_or_default().chars().rev().find(|c| !is_mark(c));
        let after = self.text.get(range.end..).unwrap_or_default().chars().find(|c| !is_mark(c));
        if before.is_some_and(is_chinese) || after.is_some_and(is_chinese) { "" } else { " " }
    }

    fn line(&self, range: &Range<usize>) -> usize {
        self.before + line_of(self.text, range.start)
    }

    fn problem(&self, range: &Range<usize>, text: impl Into<String>) -> Problem {
        Problem::new(self.file, self.line(range), text)
    }
}

/// Where a link goes: another page, a part of this one, or a run.
fn link(to: &str, body: Vec<Inline>) -> Result<Inline, String> {
    if to.starts_with("https://") || to.starts_with('#') {
        return Ok(Inline::Link { to: to.to_owned(), body });
    }
    let Some(run) = to.strip_prefix("run:") else {
        return Err(format!("a link goes to https://…, #section-id or run:…, not to `{to}`"));
    };
    let (preset, parameters) = run.split_once('?').unwrap_or((run, ""));
    if !is_kebab(preset) {
        return Err(format!("`{preset}` is not a preset's name"));
    }
    let (mut drops, mut at) = (Vec::new(), None);
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        match parameter.split_once('=') {
            Some(("drop", packet)) if is_packet(packet) => drops.push(packet.to_owned()),
            Some(("drop", packet)) => return Err(format!("`{packet}` is not a packet's name")),
            Some(("at", moment)) if at.is_none() && is_moment(moment) => at = Some(moment.to_owned()),
            Some(("at", moment)) => return Err(format!("`{moment}` is not a moment's name, or a second one")),
            _ => return Err(format!("`{parameter}` is neither drop=… nor at=…")),
        }
    }
    Ok(Inline::Act { run: Run { preset: preset.to_owned(), drops }, at, body })
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough)
        }
        Event::End(end) => matches!(end, TagEnd::Image | TagEnd::Strikethrough),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// Characters beside which Chinese puts no space: ideographs, their punctuation, and full-width forms.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

fn unsupported(event: &Event) -> String {
    let what = match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => "HTML",
        Event::HardBreak => "a hard line break",
        Event::Rule => "a rule",
        Event::Start(Tag::Image { .. }) => "an image",
        Event::Start(Tag::Heading { .. }) => "a heading inside another block",
        _ => "this kind of Markdown",
    };
    format!("{what} is not supported in a chapter")
}
