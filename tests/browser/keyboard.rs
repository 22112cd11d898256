//! The whole chapter by keyboard alone: to the figure, through the run, to a packet, losing it, its panels and header fields.

use crate::support::{Browser, CHAPTER, key, position, run};
use serde_json::json;

const CARD_HIDDEN: &str = "document.querySelector('.card').hidden";
const COUNT: &str = "document.querySelector('.count').textContent";
/// More than there are stops between two things that a reader goes to.
const STOPS_MOST: u32 = 40;

/// Tabs on until the focus matches. It must not get lost on the way.
#[track_caller]
fn tab_to(browser: &Browser, css: &str) {
    for _ in 0..STOPS_MOST {
        browser.press(&[key::TAB]);
        stays(browser);
        if browser.eval(&format!("document.activeElement.matches({})", json!(css))) == json!(true) {
            return;
        }
    }
    panic!("{STOPS_MOST} stops, and none is {css}");
}

/// The focus is on something, and it can be seen.
#[track_caller]
fn stays(browser: &Browser) {
    let on = browser.text("document.activeElement.outerHTML.slice(0, 120)");
    assert!(!on.starts_with("<body"), "the focus is lost");
    let seen = browser.eval("document.activeElement.checkVisibility({ visibilityProperty: true })");
    assert_eq!(seen, json!(true), "the focus is on something that is not shown: {on}");
}

#[track_caller]
fn press(browser: &Browser, keys: &[&str]) {
    browser.press(keys);
    stays(browser);
}

#[test]
fn everything_can_be_done_by_keyboard_alone() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    let (plain, lost) = (run("opening", &[]), run("opening", &["server.synack.1"]));

    browser.press(&[key::TAB]);
    assert_eq!(browser.text_of(":focus"), "Skip to the text", "the first stop");
    tab_to(&browser, ".stage");
    press(&browser, &[key::RIGHT, key::RIGHT, key::RIGHT]);
    browser.wait_eq(COUNT, format!("3/{}", plain.trace().len()));

    // To the packets: one stop for all, arrows within.
    tab_to(&browser, ".arrow.kind-syn");
    assert_eq!(browser.eval(CARD_HIDDEN), json!(true), "passing by chooses nothing");
    press(&browser, &[key::ENTER]);
    browser.wait_eq(CARD_HIDDEN, false);
    press(&browser, &[key::ESCAPE, key::SPACE]);
    browser.wait_eq(CARD_HIDDEN, false);
    press(&browser, &[key::DOWN]);
    browser.wait("document.activeElement.matches('.arrow.kind-synack')");
    tab_to(&browser, ".card .drop");
    press(&browser, &[key::ENTER]);
    browser.wait_eq(COUNT, position(&lost, "server.synack.1.lost"));
    stays(&browser);
    press(&browser, &[key::RIGHT]);
    browser.wait("location.hash.includes('drop=server.synack.1')");

    tab_to(&browser, ".change button");
    press(&browser, &[key::ENTER]);
    browser.wait_eq("document.querySelectorAll('.change').length", 0);
    stays(&browser);
    tab_to(&browser, ".undo");
    press(&browser, &[key::ENTER]);
    browser.wait_eq("document.querySelectorAll('.change').length", 1);
    stays(&browser);

    panels(&browser);

    // And out again, into the text.
    tab_to(&browser, ".sections button, .sections a");
    press(&browser, &[key::ENTER]);
    stays(&browser);
    browser.finish();
}

fn panels(browser: &Browser) {
    tab_to(browser, "[role=tab]");
    for (key, open) in [(key::RIGHT, "why"), (key::RIGHT, "log"), (key::LEFT, "why"), (key::LEFT, "segment")] {
        press(browser, &[key]);
        browser.wait(&format!("document.activeElement.id === 'tab-{open}' && document.getElementById('panel-{open}')"));
    }
    tab_to(browser, ".bits [data-field]");
    let first = browser.text("document.activeElement.dataset.field");
    press(browser, &[key::RIGHT]);
    let second = browser.text("document.activeElement.dataset.field");
    assert_ne!(first, second, "arrows go from field to field");
    browser.wait("document.activeElement.classList.contains('on')");
    press(browser, &[key::LEFT]);
    assert_eq!(browser.text("document.activeElement.dataset.field"), first);
    tab_to(browser, ".hex [data-field]");
    press(browser, &[key::RIGHT, key::RIGHT]);
    browser.wait("document.activeElement.matches('.byte.on')");
}
