//! The lab: a set-up is chosen, edited, broken, taken back, put into a link, opened again.

use crate::support::{Browser, key};
use serde_json::{Value, json};
use wirewalk::scenario::{Action, Fault, Scenario, file, gallery};
use wirewalk::trace::Run;

const LAB: &str = "lab/";
const COUNT: &str = "document.querySelector('.count').textContent";

/// A set-up of the gallery, changed as JSON, run here.
fn len_of(name: &str, change: impl FnOnce(&mut Value), faults: &[Fault]) -> u32 {
    let mut value = file::to_value(&gallery::scenario(name).unwrap());
    change(&mut value);
    let mut scenario: Scenario = file::from_value(&value).unwrap();
    scenario.faults.extend(faults.iter().cloned());
    Run::new(scenario).unwrap().trace().len()
}

/// Waits until the figure shows a run of so many events.
#[track_caller]
fn shows(browser: &Browser, len: u32) {
    browser.wait_eq("document.querySelector('.count').textContent.split('/')[1]", len.to_string());
}

/// Types over what a field says, and leaves it.
#[track_caller]
fn fill(browser: &Browser, id: &str, text: &str) {
    browser.eval(&format!("document.getElementById({0}).focus(), document.getElementById({0}).select(), 1", json!(id)));
    browser.type_text(text);
    browser.press(&[key::TAB]);
}

#[test]
fn the_run_follows_each_edit_and_undo_takes_it_back() {
    let browser = Browser::new();
    browser.open(&format!("en/{LAB}"));
    let plain = len_of("request", |_| {}, &[]);
    shows(&browser, plain);
    fill(&browser, "link.delay_us", "1500");
    let slow = len_of("request", |value| value["link"]["delay_us"] = json!(1_500_000), &[]);
    assert_ne!(slow, plain, "a second and a half each way takes longer than the retransmission timer waits");
    shows(&browser, slow);
    browser.click(".undo");
    shows(&browser, plain);
    browser.wait_eq("document.getElementById('link.delay_us').value", "40");
    browser.click(".redo");
    shows(&browser, slow);
    // All of it is in the address: another browser shows the same.
    browser.reload();
    shows(&browser, slow);
    browser.wait_eq("document.getElementById('link.delay_us').value", "1500");
    browser.finish();
}

#[test]
fn every_set_up_of_the_gallery_runs_in_both_languages() {
    let browser = Browser::new();
    for lang in ["en", "zh"] {
        browser.open(&format!("{lang}/{LAB}"));
        for name in gallery::names() {
            browser.choose(".lab-gallery select", name);
            shows(&browser, len_of(name, |_| {}, &[]));
            // An untouched page keeps a clean address.
            browser.wait(&format!("location.hash === '' || location.hash.includes('run={name}')"));
        }
    }
    browser.finish();
}

#[test]
fn what_cannot_be_is_named_where_it_stands_and_changes_nothing() {
    let browser = Browser::new();
    browser.open(&format!("en/{LAB}"));
    let plain = len_of("request", |_| {}, &[]);
    fill(&browser, "link.mtu", "3");
    browser.wait("document.getElementById('link.mtu!').textContent.includes('68')");
    assert_eq!(browser.text("document.getElementById('link.mtu').value"), "3", "what was typed stays to be mended");
    shows(&browser, plain);
    fill(&browser, "link.mtu", "576");
    browser.wait("document.getElementById('link.mtu!').textContent === ''");
    browser.wait("location.hash.includes('lab=')");
    let hostile = "<img src=x onerror=document.title='hacked'>";
    browser.eval("document.querySelectorAll('details').forEach(details => details.open = true)");
    fill(&browser, "hosts[0].name", hostile);
    browser.wait("document.getElementById('hosts[0].name!').textContent.length > 0");
    assert_eq!(browser.eval("document.querySelectorAll('img').length"), json!(0));
    browser.eval("document.querySelectorAll('details').forEach(details => details.open = true)");
    for text in ["not json", "{\"hosts\": 7}", "[]", "{\"wirewalk\": 99, \"hosts\": []}", ""] {
        browser
            .eval("document.getElementById('editor-text').focus(), document.getElementById('editor-text').select(), 1");
        browser.type_text(if text.is_empty() { key::DELETE } else { text });
        browser.click("#editor-text + button");
        browser.wait("document.querySelector('#editor-said.editor-wrong').textContent.length > 5");
        assert_eq!(browser.text("document.getElementById('editor-text').value"), text, "what was typed stays");
    }
    browser.finish();
}

#[test]
fn a_link_of_garbage_is_named_and_the_lab_begins_with_its_own() {
    let browser = Browser::new();
    let plain = len_of("request", |_| {}, &[]);
    for fragment in ["lab=AAAA", "lab=%3Cscript%3E", "lab=", "fault=client.data.1:explode", "view=everything"] {
        browser.open(&format!("zh/{LAB}#v=1&{fragment}"));
        browser.wait("document.querySelector('.notice')");
        shows(&browser, plain);
    }
    browser.finish();
}

#[test]
fn what_happens_to_a_packet_can_be_chosen_changed_and_taken_back() {
    let browser = Browser::new();
    browser.open(&format!("en/{LAB}"));
    let fault = |action| [Fault { packet: "client.data.1".to_owned(), action }];
    let plain = len_of("request", |_| {}, &[]);
    let offers: [(&str, Action); 2] =
        [("Delay", Action::Delay { by_ms: 200 }), ("Duplicate", Action::Duplicate { after_ms: 0 })];
    for (label, action) in offers {
        browser.click(".arrow.kind-data");
        browser.wait("!document.querySelector('.card').hidden");
        browser.click_text(".card-offers button", label);
        shows(&browser, len_of("request", |_| {}, &fault(action)));
        browser.wait("location.hash.includes('fault=client.data.1')");
        browser.wait_eq("document.querySelectorAll('.change.done').length", 1);
        browser.press_with(key::CONTROL, "z");
        shows(&browser, plain);
        browser.press_with(key::CONTROL, "y");
        browser.wait_eq("document.querySelectorAll('.change.done').length", 1);
        browser.click(".change.done button");
        shows(&browser, plain);
        browser.wait("!location.hash.includes('fault=')");
    }
    assert_eq!(browser.eval("document.activeElement === document.body"), json!(false), "the focus is lost");
    browser.finish();
}

#[test]
fn a_long_run_says_how_far_it_is_and_can_be_given_up() {
    let browser = Browser::new();
    browser.open(&format!("en/{LAB}#v=1&run=congestion"));
    let plain = len_of("congestion", |_| {}, &[]);
    shows(&browser, plain);
    // 96 MB over a fast line: far more than is computed between two drawings.
    let mut value = file::to_value(&gallery::scenario("congestion").unwrap());
    value["link"]["rate_bps"] = json!(1_000_000_000_u64);
    let lines = value["hosts"][0]["programs"][0]["lines"].as_array_mut().unwrap();
    lines.splice(2..3, vec![json!({ "call": "send_bytes", "count": 16_000_000 }); 6]);
    browser.eval("document.querySelectorAll('details').forEach(details => details.open = true)");
    let paste = |browser: &Browser| {
        let text = json!(value.to_string());
        browser.eval(&format!(
            "(field => (field.value = {text}, field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))))(document.getElementById('editor-text'))"
        ));
        browser.click("#editor-text + button");
    };
    paste(&browser);
    // In one go: it does not take so long that somebody at the other end of a wire is sure to be in time.
    browser.wait(
        "(() => { const bar = document.querySelector('.waiting progress'); if (bar) document.querySelector('.waiting button').click(); return !!bar; })()",
    );
    browser.wait("!document.querySelector('.waiting')");
    shows(&browser, plain);
    assert_eq!(browser.eval("location.hash.includes('lab=')"), json!(false), "what was given up is not in the address");
    paste(&browser);
    let long = len_of("congestion", |other| *other = value.clone(), &[]);
    browser.wait(&format!("{COUNT}.endsWith('/{long}')"));
    browser.wait("location.hash.includes('lab=')");
    browser.finish();
}
