//! Changing the language in place: the same moment, the same losses, another address.

use crate::support::{Browser, CHAPTER, Options, Reply, Site, chapter, key, position, run};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use wirewalk::text::Lang;

const COUNT: &str = "document.querySelector('.count').textContent";
const AT: &str = "new URLSearchParams(location.hash.slice(1)).get('at')";

fn is_in(browser: &Browser, lang: Lang, count: &str) {
    browser.wait_eq("document.documentElement.lang", lang.html_lang());
    browser.wait(&format!("location.pathname.endsWith('/some/where/{}/{CHAPTER}')", lang.code()));
    let chapter = chapter(lang);
    browser.wait(&format!("document.title.startsWith({})", json!(chapter.title)));
    browser.wait_eq("document.querySelector('h1').textContent", &chapter.title);
    browser.wait_eq(COUNT, count);
    browser.wait_eq("document.querySelectorAll('.changes .change').length", 1);
    browser.wait("location.hash.split('&').includes('drop=client.syn.1')");
    // Whoever copies the address now gets what is seen now.
    let at = count.split('/').next().unwrap();
    browser.wait_eq(AT, at);
}

#[test]
fn the_language_changes_in_place_and_the_back_button_returns() {
    let browser = Browser::new();
    let there = position(&run("opening", &["client.syn.1"]), "client.syn.1.2.sent");
    let at = there.split('/').next().unwrap();
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at={at}"));
    is_in(&browser, Lang::En, &there);
    browser.eval("window.still_the_same_page = true");

    browser.click(".head-tools [lang='zh-CN']");
    is_in(&browser, Lang::Zh, &there);
    browser.back();
    is_in(&browser, Lang::En, &there);
    assert_eq!(browser.eval("window.still_the_same_page"), json!(true));

    browser.click(".head-tools [lang='zh-CN']");
    is_in(&browser, Lang::Zh, &there);
    browser.reload();
    is_in(&browser, Lang::Zh, &there);
    browser.click(".head-tools [lang='en']");
    is_in(&browser, Lang::En, &there);
    browser.finish();
}

/// Going back changes the language and leaves the figure alone; then the address has to follow the figure.
#[test]
fn after_going_back_the_address_says_where_the_figure_stands() {
    let browser = Browser::new();
    let native = run("opening", &["client.syn.1"]);
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=client.syn.1.lost"));
    browser.click(".head-tools [lang='zh-CN']");
    is_in(&browser, Lang::Zh, &position(&native, "client.syn.1.lost"));
    browser.eval("document.querySelector('.stage').focus()");
    browser.press(&[key::END]);
    browser.wait_eq(COUNT, position(&native, "end"));
    browser.back();
    browser.wait_eq("document.documentElement.lang", "en");
    let count = browser.text(COUNT);
    is_in(&browser, Lang::En, &count);
    browser.reload();
    is_in(&browser, Lang::En, &count);
    browser.finish();
}

/// The other language's page cannot be had in place, the first time: then it is loaded as any page is.
#[test]
fn where_the_other_text_cannot_be_fetched_its_page_is_loaded() {
    let asked = AtomicBool::new(false);
    let first = move |path: &str| path == format!("zh/{CHAPTER}") && !asked.swap(true, Ordering::Relaxed);
    let browser = Browser::on(Site::but(move |path| first(path).then(Reply::missing)), &Options::default());
    let there = position(&run("opening", &["client.syn.1"]), "client.syn.1.lost");
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=client.syn.1.lost"));
    browser.eval("window.still_the_same_page = true");
    browser.click(".head-tools [lang='zh-CN']");
    browser.wait("!window.still_the_same_page");
    is_in(&browser, Lang::Zh, &there);
    browser.finish_but(&["Failed to load resource"], &[]);
}

/// What is drawn is what was sent: every word, every button and what it does, in both languages and however they came.
#[test]
fn the_text_that_is_drawn_is_the_text_that_was_sent() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    for lang in [Lang::En, Lang::Zh] {
        if lang == Lang::Zh {
            browser.click(".head-tools [lang='zh-CN']");
            browser.wait_eq("document.querySelector('h1').textContent", &chapter(lang).title);
        }
        let drawn = browser.script(
            "const done = arguments[0], ask = new XMLHttpRequest(), plain = (root) => {
               const copy = root.querySelector('.sections').cloneNode(true);
               for (const e of copy.querySelectorAll('.on, .active')) e.classList.remove('on', 'active');
               for (const e of copy.querySelectorAll('[aria-current]')) e.removeAttribute('aria-current');
               return root.querySelector('.lead').innerHTML + copy.innerHTML;
             };
             ask.open('GET', location.pathname); ask.responseType = 'document';
             ask.onload = () => done(plain(document) === plain(ask.response));
             ask.send();",
            true,
        );
        assert_eq!(drawn, Ok(json!(true)), "{lang:?}");
    }
    browser.finish();
}
