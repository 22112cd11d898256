//! Links: what an address says is what the figure shows, by number, by name, on every page.

use crate::support::{Browser, CHAPTER, EMBED, key, position, run};
use serde_json::json;

const COUNT: &str = "document.querySelector('.count').textContent";
const NOTICES: &str = "document.querySelectorAll('.notice').length";

#[test]
fn a_link_restores_run_losses_and_moment() {
    let browser = Browser::new();
    let lost = ["server.synack.1"];
    let native = run("opening", &lost);
    let named = position(&native, "server.synack.1.2.sent");
    let cases = [
        ("v=1&run=opening&drop=server.synack.1&at=server.synack.1.2.sent".to_owned(), named),
        ("v=1&run=opening&drop=server.synack.1&at=7".to_owned(), format!("7/{}", native.trace().len())),
        ("drop=server.synack.1&at=end".to_owned(), position(&native, "end")),
    ];
    for page in [CHAPTER, EMBED] {
        for (fragment, there) in &cases {
            browser.open(&format!("zh/{page}#{fragment}"));
            browser.wait_eq(COUNT, there);
            browser.wait_eq("document.querySelectorAll('.changes .change').length", 1);
            assert_eq!(browser.eval(NOTICES), json!(0));
            assert!(browser.eval("document.querySelectorAll('.arrow.kind-synack.again').length").as_u64() > Some(0));
        }
    }
    for preset in ["opening-hello", "closed-port", "silent-host", "old-duplicate-syn"] {
        browser.open(&format!("en/{EMBED}#v=1&run={preset}&at=end"));
        browser.wait_eq(COUNT, position(&run(preset, &[]), "end"));
    }
    browser.finish();
}

/// An address without state stays clean, and index.html is no other page.
#[test]
fn an_untouched_page_has_a_clean_address() {
    let browser = Browser::new();
    for path in [format!("en/{CHAPTER}"), format!("en/{CHAPTER}index.html"), format!("zh/{EMBED}")] {
        browser.open(&path);
        browser.wait_eq("document.querySelectorAll('.stage').length", 1);
        assert_eq!(browser.eval("location.hash"), json!(""));
    }
    browser.finish();
}

/// Whoever pastes another link into the same tab only changes the fragment: nothing is loaded, and still the figure has to follow.
#[test]
fn a_link_that_is_pasted_into_the_open_page_is_followed() {
    let browser = Browser::new();
    let native = run("opening", &["client.ack.1"]);
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&at=3"));
    browser.wait_eq(COUNT, format!("3/{}", run("opening", &[]).trace().len()));
    browser.go(&browser.site.url(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.ack.1&at=client.ack.1.lost")));
    browser.wait_eq(COUNT, position(&native, "client.ack.1.lost"));
    browser.wait_eq("document.querySelectorAll('.changes .change').length", 1);
    browser.finish();
}

/// A fragment without state names a place in the text.
#[test]
fn a_link_to_a_section_shows_that_section() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}#synack-lost"));
    browser.wait(
        "(box => box.top >= 0 && box.bottom < innerHeight)(document.getElementById('synack-lost').getBoundingClientRect())",
    );
    assert_eq!(browser.eval(NOTICES), json!(0));
    browser.finish();
}

/// The link that skips to the text is for the eyes and the keyboard: what the reader did stays in the address.
#[test]
fn skipping_to_the_text_keeps_the_state() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=9"));
    browser.press(&[key::TAB, key::ENTER]);
    browser.wait("document.activeElement.id === 'text'");
    browser.wait("location.hash.includes('drop=client.syn.1')");
    browser.finish();
}
