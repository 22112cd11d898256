//! The toolbar: strides, moments to go to and to stop at, bookmarks and a loop between them, and how much is seen at once.

use crate::support::{Browser, key};
use wirewalk::scenario::gallery;
use wirewalk::sim::EventId;
use wirewalk::trace::{Run, Stop, Stride};

const COUNT: &str = "Number(document.querySelector('.count').textContent.split('/')[0])";

fn third_packet() -> Run {
    Run::new(gallery::scenario("congestion").unwrap()).unwrap()
}

#[test]
fn a_step_goes_as_far_as_was_chosen() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=congestion");
    let run = third_packet();
    for (words, stride) in [
        ("Step by packet", Stride::Segment),
        ("Step by state change", Stride::State),
        ("Step by round trip", Stride::RoundTrip),
    ] {
        browser.choose(".tools select", words);
        browser.click("[aria-label='To the beginning']");
        let mut position = 0;
        for _ in 0..3 {
            browser.click("[aria-label='One event on']");
            position = stride.after(run.trace(), position);
            browser.wait_eq(COUNT, position);
        }
        browser.click("[aria-label='One event back']");
        browser.wait_eq(COUNT, stride.before(run.trace(), position));
    }
    browser.finish();
}

#[test]
fn moments_are_gone_to_and_playing_stops_at_them() {
    let browser = Browser::new();
    browser.open("zh/lab/#v=1&run=congestion");
    let run = third_packet();
    let loss = Stop::Loss.after(run.trace(), 0).unwrap();
    browser.choose("select.tool[aria-label^='跳到']", "丢包");
    browser.wait_eq(COUNT, loss);
    browser.choose("select.tool[aria-label^='跳到']", "重传");
    let again = Stop::Retransmission.after(run.trace(), loss).unwrap();
    browser.wait_eq(COUNT, again);
    // A few events before a loss, playing as fast as it goes.
    browser.open(&format!("zh/lab/#v=1&run=congestion&at={}", loss - 3));
    browser.wait_eq(COUNT, loss - 3);
    browser.click(".breaks summary");
    browser.click_text(".breaks label", "丢包");
    browser.press(&[key::ESCAPE]);
    browser.click(".btn.main");
    browser.wait_eq(COUNT, loss);
    browser.wait("document.querySelector('.btn.main').getAttribute('aria-label') === '播放'");
    assert!(Stop::Loss.is_at(run.trace(), EventId(loss - 1)));
    browser.finish();
}

#[test]
fn bookmarks_are_set_gone_to_and_looped_between() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=request&at=10");
    browser.click_text(".marks button", "Bookmark");
    browser.wait_eq("document.querySelectorAll('.mark-list button').length", 1);
    browser.press(&[key::END]);
    browser.click_text(".marks button", "Bookmark");
    browser.wait_eq("document.querySelectorAll('.mark-list button').length", 2);
    browser.click(".mark-list button");
    browser.wait_eq(COUNT, 10);
    browser.click_text(".marks button", "Loop");
    browser.press(&[key::END, key::LEFT]);
    browser.click(".btn.main");
    // Past the second bookmark it begins again at the first.
    browser.wait(&format!("{COUNT} >= 10 && {COUNT} < 30"));
    browser.click(".btn.main");
    browser.click_text(".marks button", "Loop");
    browser.finish();
}

#[test]
fn a_smaller_picture_shows_more_of_the_run() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=request");
    let height = "document.querySelector('.picture').getBoundingClientRect().height";
    let before = browser.eval(height).as_f64().unwrap();
    browser.click(".zoom button");
    browser.wait(&format!("{height} < {}", before * 0.8));
    browser.click(".zoom button:last-child");
    browser.wait(&format!("{height} === {before}"));
    browser.finish();
}
