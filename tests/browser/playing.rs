//! Playing: it goes on by itself, stops at the end, and where motion is not wanted, nothing glides.

use crate::support::{Browser, CHAPTER, key, run};
use serde_json::json;

const COUNT: &str = "document.querySelector('.count').textContent";
const PLAYING: &str = "document.querySelector('.btn.main').getAttribute('aria-label') === 'Pause'";

/// Plays to the end at the highest speed; at how many places the line of now has been seen.
fn plays(less_motion: bool) -> u64 {
    let browser = Browser::new();
    browser.set_preferences(false, less_motion);
    browser.open(&format!("en/{CHAPTER}"));
    let len = run("opening", &[]).trace().len();
    for speed in ["2×", "4×"] {
        browser.click(".speed");
        browser.wait_eq("document.querySelector('.speed').textContent", speed);
    }
    let watch = "(() => {
      window.places = new Set(); window.positions = [];
      new MutationObserver(() => {
        places.add(document.querySelector('.now').getAttribute('transform'));
        positions.push(Number(document.querySelector('.count').textContent.split('/')[0]));
      }).observe(document.querySelector('.stage'), { subtree: true, childList: true, characterData: true, attributes: true });
    })()";
    browser.eval(watch);
    browser.click(".btn.main");
    browser.wait(PLAYING);
    browser.wait(&format!("{COUNT} === '{len}/{len}' && !({PLAYING})"));
    let in_order = browser.eval("positions.every((position, at) => at === 0 || positions[at - 1] <= position)");
    assert_eq!(in_order, json!(true), "playing goes forwards");
    let places = browser.eval("places.size").as_u64().unwrap();

    // At the end, play begins anew; a step stops it.
    browser.click(".btn.main");
    browser.wait(PLAYING);
    browser.press(&[key::RIGHT]);
    browser.wait(&format!("!({PLAYING})"));
    browser.wait("location.hash.includes('at=')");
    browser.finish();
    places
}

#[test]
fn playing_glides_to_the_end_and_stops() {
    let events = u64::from(run("opening", &[]).trace().len());
    let places = plays(false);
    assert!(places > events + 1, "{places} places for {events} events: nothing glides");
}

#[test]
fn with_less_motion_playing_goes_from_event_to_event() {
    let events = u64::from(run("opening", &[]).trace().len());
    let places = plays(true);
    assert!(places <= events + 1, "{places} places for {events} events: something glides");
}
