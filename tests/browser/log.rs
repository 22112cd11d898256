//! The log: packets in a list that keys move through, a filter that says what is wrong with it, and what can be done to a row's packet.

use crate::support::{Browser, CHAPTER, key, position, run};
use serde_json::json;

/// The key, as the driver knows it.
const DELETE: &str = "\u{e017}";
const COUNT: &str = "document.querySelector('.count').textContent";
const ROWS: &str = "document.querySelectorAll('.log-row[data-row]').length";
const CHANGES: &str = "document.querySelectorAll('.changes .change').length";
const ACTIVE: &str = "document.querySelector('.log-row.active')?.dataset.row ?? ''";
const WRONG: &str = "document.querySelector('.log-wrong').textContent";

/// The log of a run without trouble, at its end.
fn open() -> Browser {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&at=end&view=log"));
    browser.wait("!!document.querySelector('.log-grid')");
    browser
}

fn type_filter(browser: &Browser, text: &str) {
    browser.click(".log-input");
    browser.eval("document.querySelector('.log-input').select()");
    for letter in text.chars() {
        browser.press(&[&letter.to_string()]);
    }
}

#[test]
fn a_filter_typed_narrows_the_list_and_a_wrong_one_leaves_it() {
    let browser = open();
    let native = run("opening", &[]);
    let all = native.trace().packets().len();
    browser.wait_eq(ROWS, all);
    type_filter(&browser, "syn");
    browser.wait_eq(ROWS, 2);
    type_filter(&browser, "syn and snail");
    browser.wait(&format!("({WRONG}).includes('snail') && ({WRONG}).includes('9')"));
    browser.wait_eq(ROWS, 2);
    // The player's keys are letters in the field.
    let before = browser.eval(COUNT);
    browser.press(&[key::HOME]);
    assert_eq!(browser.eval(COUNT), before);
    browser.click(".log-clear");
    browser.wait_eq(ROWS, all);
    browser.finish();
}

#[test]
fn keys_choose_a_row_and_enter_goes_there() {
    let browser = open();
    let native = run("opening", &[]);
    browser.eval("document.querySelector('.log-grid').focus()");
    browser.press(&[key::HOME]);
    browser.wait_eq(ACTIVE, "0");
    browser.press(&[key::DOWN]);
    browser.wait_eq(ACTIVE, "1");
    browser.press(&[key::ENTER]);
    browser.wait_eq(COUNT, position(&native, "server.synack.1.sent"));
    browser.wait_eq(ACTIVE, "1");
    assert_eq!(browser.eval("document.activeElement.classList.contains('log-grid')"), json!(true));
    browser.press(&["y"]);
    browser.wait("document.querySelector('.why-question')?.textContent.includes('SYN+ACK')");
    browser.finish();
}

#[test]
fn a_packet_is_dropped_from_its_row_and_that_is_undone() {
    let browser = open();
    browser.click(".log-row[data-row='0']");
    browser.wait_eq(ACTIVE, "0");
    browser.click(".log-detail .drop");
    browser.wait_eq(CHANGES, 1);
    browser.wait("document.querySelectorAll('.log-row.lost').length === 1");
    browser.click(".undo");
    browser.wait_eq(CHANGES, 0);
    browser.wait("document.querySelectorAll('.log-row.lost').length === 0");
    // The same by keys alone.
    browser.eval("document.querySelector('.log-grid').focus()");
    browser.press(&[key::HOME]);
    browser.wait_eq(ACTIVE, "0");
    browser.press(&[DELETE]);
    browser.wait_eq(CHANGES, 1);
    browser.finish();
}

#[test]
fn a_field_is_edited_and_stands_in_the_link() {
    let browser = open();
    browser.click(".log-row[data-row='1']");
    browser.click(".log-detail .edit summary");
    browser.click(".log-detail .edit-value");
    browser.eval("document.querySelector('.log-detail .edit-value').select()");
    browser.press(&["x"]);
    browser.press(&[key::ENTER]);
    browser.wait("document.querySelector('.log-detail .edit-wrong').textContent !== ''");
    browser.eval("document.querySelector('.log-detail .edit-value').select()");
    browser.press(&["0"]);
    browser.press(&[key::ENTER]);
    browser.wait_eq(CHANGES, 1);
    browser.wait("location.hash.includes('fault=server.synack.1:set.window.0')");
    // In the field that key takes back what was typed; the change of the run has its button.
    browser.click(".undo");
    browser.wait_eq(CHANGES, 0);
    browser.finish();
}
