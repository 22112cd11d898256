//! Two runs beside each other: a ready pair, a fork and what comes of it, and a link that brings both back.

use crate::support::{Browser, key};
use wirewalk::scenario::gallery;
use wirewalk::trace::Run;

const COUNT: &str = "document.querySelector('.count').textContent";

/// How many events a set-up has.
fn len(name: &str) -> u32 {
    Run::new(gallery::scenario(name).unwrap()).unwrap().trace().len()
}

/// How many ladders are beside each other in the panel.
const SIDES: &str = "document.querySelectorAll('.compare-side .picture').length";

#[test]
fn a_pair_is_chosen_and_a_packet_has_its_counterpart() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=request&view=compare");
    browser.click(".compare-pair[data-pair=nagle]");
    browser.wait_eq(COUNT, format!("0/{}", len("nagle")));
    browser.wait_eq(SIDES, 2);
    browser.click(".compare-go");
    // From there on the second write waits in the one and not in the other.
    browser.wait("document.querySelectorAll('.compare-parting').length === 2");
    browser.wait("document.querySelector('.compare-better')");
    // Both at the same height, wherever one scrolls.
    browser.eval("document.querySelector('.compare-scroll').scrollTo(0, 40), 1");
    browser.wait("[...document.querySelectorAll('.compare-scroll')].every(it => it.scrollTop === 40)");
    // By keyboard, in the other run: what became of its first packet in both.
    browser.eval("document.querySelectorAll('.compare-side .arrow[tabindex=\"0\"]')[1].focus(), 1");
    browser.press(&[key::ENTER]);
    browser.wait("document.querySelectorAll('.compare-packet li').length === 2");
    assert!(browser.text_of(".compare-packet-name").contains("SYN"));
    assert_eq!(browser.eval("document.querySelectorAll('.compare-chosen').length"), 2);
    browser.click(".compare-end");
    browser.wait("document.querySelector('.compare-pairs') && !document.querySelector('.compare-side')");
    browser.click(".undo");
    browser.wait_eq(SIDES, 2);
    browser.finish();
}

#[test]
fn a_fork_changes_congestion_control_by_keyboard_and_the_link_keeps_it() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=cubic&at=400&view=compare");
    browser.eval("document.querySelector('.compare-fork').focus(), 1");
    browser.press(&[key::ENTER]);
    browser.wait("document.querySelector('.compare-same')");
    browser.eval("document.getElementById('turn-client-growth').focus(), 1");
    // Its first letter chooses in a list.
    browser.press(&["R"]);
    browser.wait_eq("document.getElementById('turn-client-growth').value", "linear");
    browser.wait("document.querySelector('.compare-go') && !document.querySelector('.compare-same')");
    let why = "document.querySelector('.compare-why').textContent";
    assert!(browser.text(why).contains("Reno"), "{}", browser.text(why));
    assert!(browser.text(COUNT).starts_with("400/"), "the past is the same: {}", browser.text(COUNT));
    let told = browser.text(why);
    // All of it is in the address: another browser shows the same.
    browser.wait("location.hash.includes('with.run=cubic') && location.hash.includes('with.at=400')");
    browser.reload();
    browser.wait_live();
    browser.wait_eq(why, told);
    browser.wait_eq("document.getElementById('turn-client-growth').value", "linear");
    browser.finish();
}

#[test]
fn a_hostile_other_run_is_named_and_the_page_goes_on() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=request&with.run=<b>&with.drop=phone.syn.1&with.at=4000000000&view=compare");
    browser.wait("document.querySelectorAll('.notice li').length === 2");
    browser.wait_eq(SIDES, 2);
    browser.finish();
}
