//! The content security policy holds in the page as it is, and what it refuses is heard: without this, silence would prove nothing.

use crate::support::{Browser, CHAPTER, Site};
use serde_json::json;

#[test]
fn the_page_can_ask_nobody_else_and_run_nothing_else() {
    let browser = Browser::new();
    let other = Site::foreign("somebody else".to_owned());
    browser.open(&format!("en/{CHAPTER}"));
    assert!(browser.console().is_empty());
    for attempt in [
        format!("fetch('{}').catch(() => 0) && 1", other.root),
        format!("new Image().src = '{}pixel.png'", other.root),
        "document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }))"
            .to_owned(),
    ] {
        browser.eval(&attempt);
        browser.hears("Content Security Policy", &attempt);
    }
    // Text cannot become markup or a script at all.
    for sink in
        ["document.body.innerHTML = '<b>x</b>'", "document.createElement('script').textContent = 'window.hit = 1'"]
    {
        let refused =
            browser.eval(&format!("(() => {{ try {{ {sink}; return false; }} catch (error) {{ return true; }} }})()"));
        assert_eq!(refused, json!(true), "{sink}");
    }
    assert_eq!(browser.eval("window.hit"), json!(null));
    browser.finish_but(
        &["Content Security Policy", "requires 'TrustedScript' assignment", "requires 'TrustedHTML' assignment"],
        // The browser notes what it then does not send.
        &[other.origin()],
    );
}
