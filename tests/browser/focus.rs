//! Where the focus goes when what had it is no longer there. Lost to the top of the page, a reader without a mouse starts anew.

use crate::support::{Browser, CHAPTER, key};
use serde_json::json;

const IN_STAGE: &str = "document.activeElement.closest('.stage') && document.activeElement.checkVisibility()";

/// Does something with the focus on an element, and waits for what has to come of it. Once that shows, the focus is in its place: the
/// next key may follow at once.
#[track_caller]
fn keeps(browser: &Browser, from: &str, keys: &[&str], then: &str) {
    browser.find(from);
    browser.eval(&format!("document.querySelector({from:?}).focus()"));
    browser.wait(&format!("document.activeElement.matches({from:?})"));
    browser.press(keys);
    browser.wait(then);
    assert_eq!(browser.eval(IN_STAGE), json!(true), "after {keys:?} on {from} the focus is lost");
}

fn at_the_loss() -> Browser {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=client.syn.1.2.sent"));
    browser
}

const CARD_OPEN: &str = "!document.querySelector('.card').hidden";
const CARD_CLOSED: &str = "document.querySelector('.card').hidden";

#[test]
fn a_card_that_closes_keeps_the_focus_in_the_figure() {
    for keys in [[key::ESCAPE], [key::RIGHT]] {
        let browser = at_the_loss();
        browser.click(".arrow.kind-synack");
        browser.wait(CARD_OPEN);
        keeps(&browser, ".card .drop", &keys, CARD_CLOSED);
        browser.finish();
    }
    let browser = at_the_loss();
    browser.click(".arrow.kind-synack");
    browser.wait(CARD_OPEN);
    keeps(&browser, ".card .plain", &[key::ENTER], CARD_CLOSED);
    let on_packet = browser.eval("document.activeElement.matches('.arrow.kind-synack')");
    assert_eq!(on_packet, json!(true), "back where one came from");
    browser.finish();
}

#[test]
fn a_notice_that_is_dismissed_keeps_the_focus_in_the_figure() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}#v=1&colour=red"));
    keeps(&browser, ".notice button", &[key::ENTER], "!document.querySelector('.notice')");
    browser.finish();
}

#[test]
fn following_a_cause_keeps_the_focus_in_the_figure() {
    let browser = at_the_loss();
    browser.click("#tab-why");
    let before = browser.text_of(".count");
    keeps(
        &browser,
        ".why .cause button",
        &[key::ENTER],
        &format!("document.querySelector('.count').textContent !== {before:?}"),
    );
    browser.finish();
}

#[test]
fn following_the_log_keeps_the_focus_in_the_figure() {
    let browser = at_the_loss();
    browser.click("#tab-log");
    browser.click(".log-modes button:nth-of-type(2)");
    keeps(
        &browser,
        ".log [data-position='2']",
        &[key::ENTER],
        "document.querySelector('.count').textContent.startsWith('2/')",
    );
    browser.finish();
}

#[test]
fn going_to_the_beginning_keeps_the_focus_in_the_figure() {
    let browser = at_the_loss();
    keeps(
        &browser,
        ".bits [data-field]",
        &[key::HOME],
        "document.querySelector('.count').textContent.startsWith('0/')",
    );
    browser.finish();
}
