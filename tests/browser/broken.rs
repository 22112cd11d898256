//! When the program itself breaks: an overlay, and a button that goes on from the same place.

use crate::support::{Browser, CHAPTER, position, run};
use serde_json::json;
use wirewalk::text::{self, Lang};

const COUNT: &str = "document.querySelector('.count').textContent";
const SHOWN: &str = "document.getElementById('broken').checkVisibility()";
const TRAP: &str = "new WebAssembly.RuntimeError('unreachable')";

#[test]
fn a_trap_shows_the_way_back_and_nothing_is_lost() {
    let browser = Browser::new();
    let there = position(&run("opening", &["client.syn.1"]), "client.syn.1.2.sent");
    let ways = [
        format!("dispatchEvent(new ErrorEvent('error', {{ error: {TRAP} }}))"),
        format!(
            "dispatchEvent(new PromiseRejectionEvent('unhandledrejection', {{ promise: Promise.resolve(), reason: {TRAP} }}))"
        ),
    ];
    for (lang, trap) in Lang::ALL.into_iter().zip(ways) {
        browser.open(&format!("{}/{CHAPTER}", lang.code()));
        browser.click("#syn-lost-again .step-button");
        browser.wait_eq(COUNT, &there);
        assert_eq!(browser.eval(SHOWN), json!(false));
        browser.eval("dispatchEvent(new ErrorEvent('error', { error: new TypeError('of an extension') }))");
        assert_eq!(browser.eval(SHOWN), json!(false), "what others break is not ours");

        browser.eval(&trap);
        browser.wait(SHOWN);
        assert!(browser.text_of("#broken").contains(text::broken_title(lang)));
        browser.eval("window.before = true");
        browser.click("#broken-reload");
        browser.wait("!window.before");
        browser.wait_live();
        browser.wait_eq(COUNT, &there);
        browser.wait_eq("document.querySelectorAll('.changes .change').length", 1);
        browser.wait_eq("document.documentElement.lang", lang.html_lang());
        assert_eq!(browser.eval(SHOWN), json!(false));
    }
    browser.finish();
}
