//! Course text.

use crate::compile::course::{Compiled, compile};
use crate::compile::names::{is_moment, is_packet};
use crate::compile::nodes::{AsideKind, Block, Chapter, Inline, Run, Section, Step};
use crate::{check_refused, languages};

/// Eight lines of front matter and lead; what is given begins at line 9.
fn chapter(rest: &str) -> String {
    format!("---\nnumber: 4\ntitle: TCP: opening\nshort: Opening\ndescription: How it opens.\n---\nLead.\n\n{rest}")
}

fn accept(rest: &str) -> Compiled {
    compile(&languages("md", &chapter(rest), &chapter(rest))).unwrap()
}

fn unpack(bytes: &[u8]) -> Chapter {
    postcard::from_bytes(bytes).unwrap()
}

/// The sections of the English chapter, unpacked as the program does it.
fn sections(rest: &str) -> Vec<Section> {
    let (path, bytes) = &accept(rest).files[0];
    assert_eq!(path, "en-tcp-opening.bin");
    unpack(bytes).sections
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn run(drops: &[&str]) -> Run {
    Run { preset: "opening".to_owned(), drops: drops.iter().map(|drop| (*drop).to_owned()).collect() }
}

fn refuse(en: &str, zh: &str, expected: &str) {
    check_refused(compile(&languages("md", &chapter(en), &chapter(zh))), expected);
}

/// Refused, because of what stands in this one line.
fn refuse_line(line: &str, expected: &str) {
    let rest = format!("## A {{#a run=opening}}\n\n{line}\n");
    refuse(&rest, &rest, &format!("en/tcp-opening.md:11: {expected}"));
}

#[test]
fn a_chapter_becomes_nodes() {
    let lost = "## Lose *it* {#lost run=opening drop=client.syn.1 drop=client.ack.1.2}\n\nSee [it](#first).\n\n\
         ### Gone {#first at=client.syn.1.lost}\n\n> [!TIP]\n> [Again](run:opening?drop=client.syn.1&at=start)\n";
    let link = Inline::Link { to: "#first".to_owned(), body: vec![text("it")] };
    let act = Inline::Act { run: run(&["client.syn.1"]), at: Some("start".to_owned()), body: vec![text("Again")] };
    let step = Step {
        id: "first".to_owned(),
        title: vec![text("Gone")],
        at: "client.syn.1.lost".to_owned(),
        body: vec![Block::Aside { kind: AsideKind::Try, body: vec![Block::Paragraph(vec![act])] }],
    };
    let section = Section {
        id: "lost".to_owned(),
        title: vec![text("Lose "), Inline::Emphasis(vec![text("it")])],
        run: Some(run(&["client.syn.1", "client.ack.1.2"])),
        body: vec![Block::Paragraph(vec![text("See "), link, text(".")])],
        steps: vec![step],
    };
    let expected = Chapter {
        slug: "tcp-opening".to_owned(),
        number: 4,
        title: "TCP: opening".to_owned(),
        short: "Opening".to_owned(),
        description: "How it opens.".to_owned(),
        lead: vec![Block::Paragraph(vec![text("Lead.")])],
        sections: vec![section],
    };
    for (_, bytes) in accept(lost).files {
        assert_eq!(unpack(&bytes), expected);
    }
}

#[test]
fn the_index_names_each_chapter_once_with_its_runs_and_its_texts() {
    let Compiled { index, files } = accept("## A {#a}\n\n## B {#b run=opening drop=client.syn.1}\n");
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["en-tcp-opening.bin", "zh-tcp-opening.bin"]);
    for expected in [
        "static INDEX: [Entry; 1]",
        r#"slug: "tcp-opening", number: 4, runs: &[Experiment { preset: "opening", drops: &["client.syn.1"] }, ]"#,
        r#"en: Words { title: "TCP: opening", short: "Opening", text: text!("en-tcp-opening.bin") }"#,
        r#"text!("zh-tcp-opening.bin""#,
    ] {
        assert!(index.contains(expected), "{expected} is not in\n{index}");
    }
}

#[test]
fn lists_tables_and_code_become_nodes() {
    let rest = "## A {#a}\n\n1. one\n2. two\n\n| x | y |\n|---|---|\n| `1` | 2 |\n\n```python\na = 1\n\nb = 2\n```\n";
    let item = |word| vec![Block::Paragraph(vec![text(word)])];
    let expected = [
        Block::List { ordered: true, items: vec![item("one"), item("two")] },
        Block::Table {
            head: vec![vec![text("x")], vec![text("y")]],
            rows: vec![vec![vec![Inline::Code("1".to_owned())], vec![text("2")]]],
        },
        Block::Code { lang: "python".to_owned(), text: "a = 1\n\nb = 2".to_owned() },
    ];
    assert_eq!(sections(rest)[0].body, expected);
}

#[test]
fn a_line_break_is_a_space_but_not_beside_chinese() {
    let sections = sections("## A {#a}\n\nfirst\n\u{201c}second\u{201d}\n\n> [!NOTE]\n> 报文段\n> SYN\n> **丢失**。\n");
    let lost = vec![text("报文段SYN"), Inline::Strong(vec![text("丢失")]), text("。")];
    let expected = [
        Block::Paragraph(vec![text("first \u{201c}second\u{201d}")]),
        Block::Aside { kind: AsideKind::Note, body: vec![Block::Paragraph(lost)] },
    ];
    assert_eq!(sections[0].body, expected);
}

#[test]
fn a_section_or_step_missing_in_one_language_is_refused() {
    let (a, b) = ("## A {#a run=opening}\n", "### B {#b at=start}\n");
    let expected = "en/tcp-opening.md:10: step `b` at=start is missing in zh/tcp-opening.md";
    refuse(&format!("{a}{b}"), a, expected);
    let expected = "zh/tcp-opening.md:10: step `b` at=start does not exist in en/tcp-opening.md";
    refuse(a, &format!("{a}{b}"), expected);
    let expected = "zh/tcp-opening.md:10: step `b` at=end stands here, but step `b` at=start in en/tcp-opening.md:10";
    refuse(&format!("{a}{b}"), &format!("{a}### B {{#b at=end}}\n"), expected);
    let expected = "zh/tcp-opening.md:9: section `a` stands here, but section `a` run=opening in en/tcp-opening.md:9";
    refuse(a, "## A {#a}\n", expected);
}

#[test]
fn a_chapter_missing_in_one_language_is_refused() {
    let mut languages = languages("md", &chapter(""), "");
    languages[1].sources.clear();
    check_refused(compile(&languages), "en/tcp-opening.md:1: this chapter is missing in `zh`");
}

#[test]
fn unknown_attributes_are_refused() {
    let at_9 = |rest: &str, expected: &str| refuse(rest, rest, &format!("en/tcp-opening.md:9: {expected}"));
    at_9("## A {#a walk=opening}\n", "a section has no attribute `walk`");
    at_9("## A {#a .wide}\n", "a heading has no classes");
    at_9("## A {#a drop=client.syn.1}\n", "drop=… needs run=…");
    at_9("## A {run=opening}\n", "a heading needs {#id}");
    at_9("# A {#a}\n", "only ## (a section) and ### (a step) are headings");
    at_9("### A {#a at=start}\n", "a step needs a section with run=… before it");
    refuse_line("### B {#b drop=client.syn.1}", "a step has no attribute `drop`");
    refuse_line("### B {#b}", "a step needs at=…");
    refuse_line("### B {#a at=start}", "the id `a` is there twice");
}

#[test]
fn misspelt_names_are_refused() {
    refuse_line(
        "### B {#b at=client.syn.1.vanished}",
        "`client.syn.1.vanished` is not a moment's name, or a second one",
    );
    refuse_line("## B {#b run=opening drop=client.syn}", "`client.syn` is not a packet's name");
    refuse_line("[x](run:opening?drop=syn.1)", "`syn.1` is not a packet's name");
    refuse_line("[x](run:opening?at=client.state.open)", "`client.state.open` is not a moment's name, or a second one");
    refuse_line("[x](run:opening?speed=2)", "`speed=2` is neither drop=… nor at=…");
    refuse_line("[x](run:Opening)", "`Opening` is not a preset's name");
    refuse_line("[x](#nowhere)", "there is no section or step `nowhere`");
    let expected = "a link goes to https://…, #section-id or run:…, not to `http://example.org`";
    refuse_line("[x](http://example.org)", expected);
}

#[test]
fn what_a_page_cannot_draw_is_refused() {
    refuse_line("![x](y.png)", "an image is not supported in a chapter");
    refuse_line("a <b>c</b>", "HTML is not supported in a chapter");
    refuse_line("<p>a</p>", "HTML is not supported in a chapter");
    refuse_line("> a", "a quotation must be an aside: > [!TIP], WARNING, NOTE or IMPORTANT");
    refuse_line("> [!CAUTION]\n> a", "there are no [!CAUTION] asides");
    refuse_line("> [!IMPORTANT]\n> Why?", "a question is one paragraph, and its answer one block or more after it");
    refuse_line("这是**“连接”**吗", "`**` stands here as plain text");
}

#[test]
fn front_matter_is_complete_and_known() {
    let check = |text: &str, expected: &str| check_refused(compile(&languages("md", text, text)), expected);
    check("Lead.\n", "en/tcp-opening.md:1: the first line must be ---");
    check("---\nnumber: 4\n---\n", "en/tcp-opening.md:3: the front matter lacks `title`");
    let expected = "en/tcp-opening.md:2: `author: me` is not one of number, title, short, description, each once";
    check("---\nauthor: me\n---\n", expected);
    let text = chapter("").replace("number: 4", "number: four");
    check(&text, "en/tcp-opening.md:2: number must be 0 to 255");
}

#[test]
fn names_are_spelt_as_the_trace_spells_them() {
    for name in ["client.syn.1", "server.synack.1.2", "client.data.12"] {
        assert!(is_packet(name) && is_moment(&format!("{name}.sent")) && !is_moment(name), "{name}");
    }
    for name in
        ["start", "end", "client.state.syn-sent", "server.state.listen.2", "client.return.connect", "client.timer.3"]
    {
        assert!(is_moment(name), "{name}");
    }
    for name in ["", "client", "router.syn.1", "client.syn.0", "client.syn.01", "client.syn.1.2.3", "client.psh.1"] {
        assert!(!is_packet(name) && !is_moment(&format!("{name}.sent")), "{name}");
    }
    for name in ["client.state", "client.state.open", "client.call.write", "client.timer", "client.timer.0", "Start"] {
        assert!(!is_moment(name), "{name}");
    }
}
