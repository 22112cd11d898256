//! A monkey at the lab and the chapter: it clicks, presses, types, drags and scrolls at random from a seed. Nothing may break, nothing may be
//! written to the console, and what it leaves behind does not grow.

use crate::support::{Browser, CHAPTER, key};
use rand_xoshiro::Xoshiro256StarStar;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};

/// What it does in a round, at one go.
const DEEDS: usize = 6;
/// Rounds between two looks at what it has left behind.
const ROUNDS: usize = 60;
/// More than a screen of this size has: nothing is out of its reach.
const WIDTH: u64 = 1320;
const HEIGHT: u64 = 880;

const KEYS: [&str; 16] = [
    key::TAB,
    key::TAB,
    key::ENTER,
    key::ESCAPE,
    key::END,
    key::HOME,
    key::LEFT,
    key::RIGHT,
    key::RIGHT,
    key::DOWN,
    key::SPACE,
    key::DELETE,
    "7",
    "0",
    "z",
    "-",
];

struct Monkey(Xoshiro256StarStar);

impl Monkey {
    fn below(&mut self, most: u64) -> u64 {
        self.0.next_u64() % most
    }

    fn place(&mut self) -> (u64, u64) {
        (self.below(WIDTH), self.below(HEIGHT))
    }

    /// A few deeds of mouse and keys, as `WebDriver` takes them.
    fn round(&mut self) -> (Vec<Value>, Vec<Value>) {
        let (mut mouse, mut keys) = (Vec::new(), Vec::new());
        for _ in 0..DEEDS {
            let (x, y) = self.place();
            let go = |x: u64, y: u64| json!({ "type": "pointerMove", "duration": 0, "x": x, "y": y });
            let button = |kind: &str| json!({ "type": kind, "button": 0 });
            match self.below(5) {
                0..=2 => mouse.extend([go(x, y), button("pointerDown"), button("pointerUp")]),
                3 => {
                    let (to_x, to_y) = self.place();
                    mouse.extend([go(x, y), button("pointerDown"), go(to_x, to_y), button("pointerUp")]);
                }
                _ => {
                    let key = KEYS[usize::try_from(self.below(KEYS.len() as u64)).unwrap()];
                    keys.extend([json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]);
                }
            }
        }
        (mouse, keys)
    }
}

/// What is left behind: nodes and listeners of the page, once the rubbish has been collected, and the memory of its programs in bytes.
#[derive(Debug)]
struct Left {
    nodes: u64,
    listeners: u64,
    memory: u64,
}

/// Brings the page to where it was at first, and looks.
#[track_caller]
fn left(browser: &Browser) -> Left {
    browser.eval("(location.hash = '#v=1&run=request&at=0&view=log', true)");
    browser.wait("document.querySelector('.count').textContent.startsWith('0/')");
    browser.wait("document.querySelector('#panel-log')");
    let counters = browser.counters();
    let number = |name: &str| counters[name].as_u64().unwrap_or_default();
    let memory = browser.eval("window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)");
    Left { nodes: number("nodes"), listeners: number("jsEventListeners"), memory: memory.as_u64().unwrap() }
}

#[track_caller]
fn play(browser: &Browser, monkey: &mut Monkey, page: &str) {
    for round in 0..ROUNDS {
        let (mouse, keys) = monkey.round();
        browser.perform(&mouse, &keys);
        // It may have clicked on a link to another page of the site, or have opened something in a new tab; it is brought back.
        if round % 10 == 9 && browser.eval(&format!("location.pathname.includes({})", json!(page))) != json!(true) {
            browser.open(page);
        }
        let broken = browser.eval("document.getElementById('broken')?.hidden === false");
        assert_eq!(broken, json!(false), "round {round}: {}", browser.text("location.href"));
    }
    if browser.eval(&format!("location.pathname.includes({})", json!(page))) != json!(true) {
        browser.open(page);
    }
}

fn monkey_at(page: &str, seed: u64) {
    let browser = Browser::new();
    browser.set_width(u32::try_from(WIDTH).unwrap());
    browser.at_start(
        "window.memories = [];
         for (const name of ['instantiate', 'instantiateStreaming']) {
           const real = WebAssembly[name];
           WebAssembly[name] = async (...all) => {
             const made = await real.apply(WebAssembly, all);
             const memory = (made.instance ?? made).exports.memory;
             if (memory) window.memories.push(memory);
             return made;
           };
         }",
    );
    browser.open(&format!("{page}#v=1&run=request&view=log"));
    let mut monkey = Monkey(Xoshiro256StarStar::seed_from_u64(seed));
    play(&browser, &mut monkey, page);
    let before = left(&browser);
    play(&browser, &mut monkey, page);
    let after = left(&browser);
    assert!(before.memory > 0, "the programs' memory was not found");
    assert!(after.nodes < before.nodes * 3 / 2 + 2_000, "nodes grow: {before:?}, {after:?}");
    assert!(after.listeners < before.listeners * 3 / 2 + 200, "listeners grow: {before:?}, {after:?}");
    assert!(after.memory < before.memory * 2 + (32 << 20), "memory grows: {before:?}, {after:?}");
    browser.finish();
}

#[test]
fn a_monkey_breaks_nothing_in_the_lab() {
    monkey_at("en/lab/", 1);
    monkey_at("zh/lab/", 2);
}

#[test]
fn a_monkey_breaks_nothing_in_the_chapter() {
    monkey_at(&format!("en/{CHAPTER}"), 3);
}
