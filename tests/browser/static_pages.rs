//! The static pages as files: what a search engine, a preview, or a reader sees before any script has run.

use crate::support::{Browser, CHAPTER, EMBED, Options, Site, chapter, dist};
use serde_json::json;
use std::fs;
use wirewalk::course::plain;
use wirewalk::link;
use wirewalk::text::{self, Lang};

fn page(path: &str) -> String {
    let file = dist().join(path).join("index.html");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What stands between two marks.
#[track_caller]
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("there is no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("{start} does not end in {end}")).0
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The page without its tags.
fn words(page: &str) -> String {
    page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn every_page_has_its_head_before_any_script_runs() {
    let names: Vec<String> =
        link::figures().map(|figure| format!("embed/{figure}/")).chain([CHAPTER.to_owned()]).collect();
    let pages =
        Lang::ALL.into_iter().flat_map(|lang| names.iter().map(move |page| (lang, format!("{}/{page}", lang.code()))));
    let mut titles = Vec::new();
    for (lang, path) in pages.chain([(Lang::En, String::new())]) {
        let page = page(&path);
        assert_eq!(between(&page, "<html lang=\"", "\""), lang.html_lang(), "{path}");
        let title = between(&page, "<title>", "</title>").to_owned();
        assert!(title.contains("Wirewalk"), "{path}: {title}");
        assert!(!titles.contains(&title), "{path}: the title {title} is another page's, too");
        titles.push(title);
        assert!(between(&page, "<meta name=\"description\" content=\"", "\"").chars().count() > 12, "{path}");
        let policy = between(&page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        for part in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "require-trusted-types-for 'script'"]
        {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        let first = page.find("<script").unwrap_or(page.len()).min(page.find("<link").unwrap_or(page.len()));
        assert!(page.find("Content-Security-Policy").unwrap() < first, "{path}: the policy comes too late");
        assert!(!page.contains(" style=\"") && !page.contains(" onclick="), "{path}: against its own policy");
        for attribute in [" src=\"", " href=\""] {
            for (at, _) in page.match_indices(attribute) {
                let to = &page[at + attribute.len()..];
                let tag = &page[page[..at].rfind('<').unwrap()..];
                let text_link = tag.starts_with("<a ") && to.starts_with("https://");
                assert!(text_link || !to.starts_with('/') && !to.starts_with("http"), "{path}: {to:.60}");
            }
        }
    }
}

#[test]
fn every_page_names_itself_in_the_other_languages() {
    for lang in Lang::ALL {
        for name in [CHAPTER, EMBED] {
            let path = format!("{}/{name}", lang.code());
            let page = page(&path);
            for other in Lang::ALL {
                let href = between(
                    &page,
                    &format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"", other.html_lang()),
                    "\"",
                );
                let there = dist().join(&path).join(href).join("index.html").canonicalize();
                let wanted = dist().join(other.code()).join(name).join("index.html").canonicalize();
                assert_eq!(there.unwrap(), wanted.unwrap(), "{path}: {href}");
            }
        }
    }
}

#[test]
fn text_and_figure_are_in_the_page_as_it_is_sent() {
    for lang in Lang::ALL {
        let chapter = chapter(lang);
        let sent = page(&format!("{}/{CHAPTER}", lang.code()));
        let words = words(&sent);
        for section in &chapter.sections {
            assert!(sent.contains(&format!("id=\"{}\"", section.id)), "{}", section.id);
            for step in &section.steps {
                let title = escaped(&plain(&step.title));
                assert!(words.contains(&title), "{}: {title}", step.id);
            }
        }
        let figure = page(&format!("{}/{EMBED}", lang.code()));
        for (sent, no_script) in [(sent, text::no_script(lang)), (figure, text::no_script_figure(lang))] {
            let body = between(&sent, "<div id=\"app\">", "<div id=\"broken\"");
            for part in
                ["class=\"arrow kind-syn\"", "class=\"arrow kind-synack\"", "192.0.2.10:50000", "198.51.100.5:80"]
            {
                assert!(body.contains(part), "{part}");
            }
            assert!(sent.contains(no_script) && sent.contains(text::no_wasm_title(lang)));
        }
    }
}

#[test]
fn the_cover_leads_to_the_book_in_both_languages() {
    // The cover promises to need no script.
    for no_scripts in [false, true] {
        let browser = Browser::on(Site::new(), &Options { no_scripts, ..Options::default() });
        for lang in Lang::ALL {
            browser.go(&browser.site.root);
            let chapter = chapter(lang);
            let section = format!("section[lang='{}']", lang.html_lang());
            assert!(browser.text_of(&section).contains(&chapter.title));
            browser.click(&format!("{section} a"));
            let title = browser.text_of("h1");
            assert_eq!(title, chapter.title);
            assert_eq!(browser.eval("document.documentElement.lang"), json!(lang.html_lang()));
            if !no_scripts {
                browser.wait_live();
                browser.click(".head .brand");
                browser.wait("document.querySelector('main.home')");
            }
        }
        browser.finish_but(&["was preloaded using link preload"], &[]);
    }
}

/// The figure's own page leads to the chapter, with what the reader has done.
#[test]
fn the_embedded_figure_leads_to_its_chapter() {
    let browser = Browser::new();
    browser.open(&format!("zh/{EMBED}#v=1&run=opening&drop=client.syn.1&at=5"));
    browser.wait_eq("document.querySelectorAll('.change').length", 1);
    let href = browser.text("document.querySelector('.embed-foot a').href");
    assert_eq!(href, browser.site.url(&format!("zh/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=5")));
    browser.finish();
}
