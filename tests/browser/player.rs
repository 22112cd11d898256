//! The player: on, back, first and last, by buttons and by keys; back is exactly where one was.

use crate::support::{Browser, CHAPTER, key, run};
use serde_json::Value;

const COUNT: &str = "document.querySelector('.count').textContent";

/// The stage's markup with attributes in order, because the order in which they were set says nothing.
const STAGE: &str = "(function write(node) {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1) return '';
  const attributes = [...node.attributes].map(a => ' ' + a.name + '=' + JSON.stringify(a.value)).sort().join('');
  return '<' + node.nodeName + attributes + '>' + [...node.childNodes].map(write).join('') + '</>';
})(document.querySelector('.stage'))";

/// What the narrative says: time, position, words.
const STORY: &str = "['when', 'count', 'what'].map(part => document.querySelector('.narrative .' + part).textContent)";

fn at(position: u32, len: u32) -> String {
    format!("{position}/{len}")
}

#[test]
fn a_step_back_gives_the_same_picture_as_before_the_step() {
    let browser = Browser::new();
    // The loss has everything: a cross, a timer, a fold, a retransmission.
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=start"));
    let len = run("opening", &["client.syn.1"]).trace().len();
    browser.wait_eq(COUNT, at(0, len));
    let mut pictures = vec![browser.text(STAGE)];
    let mut stories: Vec<Value> = vec![browser.eval(STORY)];
    for position in 1..=len {
        browser.click("[aria-label='One event on']");
        browser.wait_eq(COUNT, at(position, len));
        pictures.push(browser.text(STAGE));
        let story = browser.eval(STORY);
        assert!(story[2].as_str().is_some_and(|words| words.len() > 5), "event {position} has no words: {story}");
        assert_ne!(Some(&story), stories.last(), "event {position} is told as the one before");
        stories.push(story);
    }
    for position in (0..len).rev() {
        browser.click("[aria-label='One event back']");
        browser.wait_eq(COUNT, at(position, len));
        let index = usize::try_from(position).unwrap();
        assert_eq!(browser.eval(STORY), stories[index]);
        assert_same(&browser.text(STAGE), &pictures[index], position);
    }
    browser.finish();
}

/// Shows where two long texts part.
fn assert_same(now: &str, before: &str, position: u32) {
    if now != before {
        let same = now.char_indices().zip(before.chars()).find(|((_, a), b)| a != b).map_or(0, |((at, _), _)| at);
        let part =
            |text: &str| text.get(same.saturating_sub(80)..).unwrap_or(text).chars().take(240).collect::<String>();
        panic!("another picture at {position}:\n  before …{}\n  now    …{}", part(before), part(now));
    }
}

#[test]
fn keys_and_buttons_step_play_and_go_to_the_ends() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    let len = run("opening", &[]).trace().len();
    browser.wait_eq(COUNT, at(0, len));
    browser.eval("document.querySelector('.stage').focus()");
    for (key, position) in [
        (key::LEFT, 0),
        (key::RIGHT, 1),
        (key::RIGHT, 2),
        (key::LEFT, 1),
        (key::END, len),
        (key::RIGHT, len),
        (key::LEFT, len - 1),
        (key::HOME, 0),
    ] {
        browser.press(&[key]);
        browser.wait_eq(COUNT, at(position, len));
    }
    for (button, position) in
        [("To the end", len), ("One event back", len - 1), ("To the beginning", 0), ("One event on", 1)]
    {
        browser.click(&format!("[aria-label='{button}']"));
        browser.wait_eq(COUNT, at(position, len));
    }
    // The keys work from a button as well, and its own key stays its own.
    browser.press(&[key::RIGHT]);
    browser.wait_eq(COUNT, at(2, len));
    browser.press(&[key::SPACE]);
    browser.wait_eq(COUNT, at(3, len));

    browser.eval("document.querySelector('.stage').focus()");
    browser.press(&[key::SPACE]);
    browser.wait("document.querySelector('.btn.main').getAttribute('aria-label') === 'Pause'");
    browser.press(&[key::SPACE]);
    browser.wait("document.querySelector('.btn.main').getAttribute('aria-label') === 'Play'");
    browser.finish();
}

#[test]
fn the_scrubber_is_a_slider_that_the_mouse_drags() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    let len = run("opening", &[]).trace().len();
    browser.click(".scrub");
    browser.wait("Number(document.querySelector('.scrub').getAttribute('aria-valuenow')) > 0");
    let knob = "parseFloat(document.querySelector('.scrub .knob').getAttribute('cx'))";
    browser.wait(&format!("Math.abs({knob} - 50) < 8"));
    let value = browser.eval("Number(document.querySelector('.scrub').getAttribute('aria-valuenow'))");
    assert!(value.as_u64().is_some_and(|value| value < u64::from(len)), "the middle is not the end: {value}");
    browser.wait_eq(COUNT, format!("{value}/{len}"));
    let marks = browser.eval("document.querySelectorAll('.scrub .tick').length");
    assert_eq!(marks.as_u64(), Some(u64::from(len)), "a mark for each event");
    browser.finish();
}
