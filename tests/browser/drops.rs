//! What the figure is for: choose a packet, lose it, see what TCP does about it, and take it back.

use crate::support::{Browser, CHAPTER, key, position, run};
use serde_json::json;

const COUNT: &str = "document.querySelector('.count').textContent";
const SYN: &str = ".arrow.kind-syn:not(.again)";
const AGAIN: &str = "document.querySelectorAll('.arrow.kind-syn.again').length";
const CHANGES: &str = "document.querySelectorAll('.changes .change').length";
const ACTIVE: &str = "[...document.querySelectorAll('section.active h2')].map(title => title.id)";
const FOCUS_IS_LOST: &str = "document.activeElement === document.body";

fn drop_syn(browser: &Browser) {
    browser.click(SYN);
    browser.wait("!document.querySelector('.card').hidden");
    browser.click(".card .drop");
    lost(browser);
}

fn lost(browser: &Browser) {
    browser.wait_eq(AGAIN, 1);
    browser.wait_eq(CHANGES, 1);
    browser.wait_eq(ACTIVE, ["syn-lost"]);
    browser.wait("location.hash.split('&').includes('drop=client.syn.1')");
    assert_eq!(browser.eval(FOCUS_IS_LOST), json!(false));
}

fn found(browser: &Browser) {
    browser.wait_eq(AGAIN, 0);
    browser.wait_eq(CHANGES, 0);
    browser.wait_eq(ACTIVE, ["normal"]);
    browser.wait("!location.hash.includes('drop=')");
    assert_eq!(browser.eval(FOCUS_IS_LOST), json!(false));
}

#[test]
fn a_dropped_syn_is_sent_again_and_can_be_taken_back() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    assert_eq!(browser.eval(AGAIN), json!(0));
    drop_syn(&browser);
    browser.wait_eq(COUNT, position(&run("opening", &["client.syn.1"]), "client.syn.1.lost"));
    assert!(browser.text_of(".changes").contains("SYN"), "the change is named");
    assert_eq!(browser.eval("document.querySelectorAll('.arrow.kind-syn.lost').length"), json!(1));

    browser.click(".undo");
    found(&browser);
    assert_eq!(browser.eval("document.querySelectorAll('.undo').length"), json!(0), "there is no more to undo");

    drop_syn(&browser);
    browser.press_with(key::CONTROL, "z");
    found(&browser);
    browser.finish();
}

#[test]
fn a_lost_packet_can_be_let_pass_in_the_list_and_on_its_card() {
    let browser = Browser::new();
    browser.open(&format!("zh/{CHAPTER}"));
    drop_syn(&browser);
    browser.click(".change button");
    found(&browser);

    drop_syn(&browser);
    browser.click(SYN);
    browser.click(".card .pass");
    found(&browser);
    // Three changes of the run were made after the first, and each can be taken back.
    browser.click(".undo");
    lost(&browser);
    browser.finish();
}

#[test]
fn several_packets_can_be_lost() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    drop_syn(&browser);
    browser.click(".arrow.kind-syn.again");
    browser.click(".card .drop");
    browser.wait_eq(CHANGES, 2);
    browser.wait_eq(AGAIN, 2);
    let there = position(&run("opening", &["client.syn.1", "client.syn.1.2"]), "client.syn.1.2.lost");
    browser.wait_eq(COUNT, &there);
    browser.wait("location.hash.includes('drop=client.syn.1&drop=client.syn.1.2')");
    browser.reload();
    browser.wait_eq(COUNT, &there);
    browser.wait_eq(CHANGES, 2);
    browser.finish();
}
