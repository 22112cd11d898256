//! How long the page takes for what a reader does in a run of 100 000 segments, in a real Chromium. `benches/README.md` has the numbers.
//!
//! After `cargo xtask build`: `cargo bench --features browser-tests --bench page`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot run shall say so"
)]

#[allow(dead_code, unused_imports, reason = "the browser's tests need more of it")]
#[path = "../../tests/browser/support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::Browser;
use wirewalk::link::{self, More, Shared};
use wirewalk::scenario::{Scenario, file, gallery};

/// Each deed is done so often; the middle and the worst are told.
const TIMES: u32 = 15;

/// A transfer of so many pieces of 16 MB over a fast line.
fn transfer(pieces: usize) -> Scenario {
    let mut value = file::to_value(&gallery::scenario("congestion").unwrap());
    value["link"]["rate_bps"] = json!(1_000_000_000_u64);
    let lines = value["hosts"][0]["programs"][0]["lines"].as_array_mut().unwrap();
    lines.splice(2..3, vec![json!({ "call": "send_bytes", "count": 16_000_000 }); pieces]);
    file::from_value(&value).unwrap()
}

/// What is done, as an expression of the page.
const DEEDS: [(&str, &str); 7] = [
    ("a step on", "key('ArrowRight')"),
    ("a step back", "key('ArrowLeft')"),
    ("to anywhere", "seek(Math.random())"),
    ("to the end", "key('End')"),
    ("to the beginning", "key('Home')"),
    ("smaller", "document.querySelector('.zoom button').click()"),
    ("larger", "document.querySelector('.zoom button:last-child').click()"),
];

/// Measures how long the page is busy with a deed: its own work, then style and layout; painting is another process's.
const MEASURE: &str = "
const done = arguments[0];
const stage = document.querySelector('.stage');
const key = key => stage.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const seek = share => {
  const track = document.querySelector('.scrub'), box = track.getBoundingClientRect();
  track.setPointerCapture = () => {};
  track.dispatchEvent(new PointerEvent('pointerdown', { clientX: box.left + share * box.width, clientY: box.top + 9, bubbles: true, pointerId: 1 }));
};
const next = () => new Promise(go => requestAnimationFrame(() => setTimeout(go)));
(async () => {
  const took = [];
  for (let time = 0; time < TIMES; time++) {
    await next(); await next();
    const start = performance.now();
    DEED;
    for (let turn = 0; turn < 8; turn++) await null;
    stage.getBoundingClientRect();
    // What an effect has changed after that is drawn before the next frame.
    const first = performance.now() - start;
    took.push(first);
  }
  done(took);
})();";

fn median_and_worst(took: &Value) -> (f64, f64) {
    let mut took: Vec<f64> = took.as_array().unwrap().iter().filter_map(Value::as_f64).collect();
    took.sort_by(f64::total_cmp);
    (took[took.len() / 2], took[took.len() - 1])
}

fn measure(browser: &Browser, deed: &str) -> (f64, f64) {
    let script = MEASURE.replace("TIMES", &TIMES.to_string()).replace("DEED", deed);
    median_and_worst(&browser.script(&script, true).unwrap())
}

fn main() {
    let browser = Browser::new();
    browser.at_start(
        "window.long = []; new PerformanceObserver(list => window.long.push(...list.getEntries().map(task => task.duration))).observe({ type: 'longtask', buffered: true });",
    );
    for pieces in [0, 7] {
        let lab = (pieces > 0).then(|| std::rc::Rc::new(transfer(pieces)));
        let shared = Shared {
            run: Some("congestion"),
            more: More { lab, ..More::default() },
            at: Some("400".to_owned()),
            ..Shared::default()
        };
        browser.open(&format!("en/lab/#{}", link::write(&shared)));
        browser.wait("document.querySelector('.count') && !document.querySelector('.waiting') && document.querySelectorAll('.arrow').length > 0");
        browser.eval("(window.ready = performance.now(), true)");
        let count = browser.text("document.querySelector('.count').textContent");
        let longest = browser.eval("Math.max(0, ...window.long)").as_f64().unwrap();
        println!("{count} events: the page was busy for {longest:.0} ms at most until the first picture was there");
        for (words, deed) in DEEDS {
            let (median, worst) = measure(&browser, deed);
            println!("  {words:<18} {median:7.1} ms, at worst {worst:.1} ms");
        }
        let views = browser.eval("[...document.querySelectorAll('[role=tab]')].map(tab => tab.id.slice(4))");
        for view in views.as_array().unwrap().iter().filter_map(Value::as_str) {
            browser.eval("(window.long.length = 0, true)");
            let (_, first) = measure_once(&browser, &format!("document.getElementById('tab-{view}').click()"));
            let (median, worst) = measure(&browser, "seek(Math.random())");
            println!("  {view:<18} opens in {first:.0} ms; then to anywhere {median:.1} ms, at worst {worst:.1} ms");
        }
    }
}

fn measure_once(browser: &Browser, deed: &str) -> (f64, f64) {
    let script = MEASURE.replace("TIMES", "1").replace("DEED", deed);
    median_and_worst(&browser.script(&script, true).unwrap())
}
