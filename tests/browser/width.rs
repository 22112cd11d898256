//! Small screens: the page never scrolls sideways, and the figure can be used with a thumb.

use crate::support::{Browser, CHAPTER, EMBED};
use serde_json::json;

/// Elements that stick out, outermost first, if the page can be scrolled sideways.
const TOO_WIDE: &str = "document.documentElement.scrollWidth <= innerWidth ? [] :
  [document.documentElement.scrollWidth, ...[...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
    .slice(0, 5).map(element => element.outerHTML.slice(0, 100))]";

#[test]
fn no_page_scrolls_sideways() {
    let browser = Browser::new();
    for width in [1320, 900, 768, 360, 320] {
        browser.set_width(width);
        browser.go(&browser.site.root);
        assert_eq!(browser.eval(TOO_WIDE), json!([]), "the cover at {width} px");
        for path in ["en", "zh"].iter().flat_map(|lang| [CHAPTER, EMBED].map(|page| format!("{lang}/{page}"))) {
            browser.open(&format!("{path}#v=1&run=old-duplicate-syn&drop=client.syn.2&at=client.syn.2.lost"));
            browser.wait_eq("document.querySelectorAll('.change').length", 1);
            for tab in ["segment", "why", "log"] {
                let open = browser.eval(&format!("document.getElementById('tab-{tab}').getAttribute('aria-selected')"));
                if open != json!("true") {
                    browser.eval(&format!("document.getElementById('tab-{tab}').click()"));
                }
                browser.wait(&format!("document.getElementById('panel-{tab}')"));
                assert_eq!(browser.eval(TOO_WIDE), json!([]), "{path} at {width} px with the panel {tab}");
            }
            browser.eval("document.querySelectorAll('details').forEach(details => details.open = true)");
            assert_eq!(browser.eval(TOO_WIDE), json!([]), "{path} at {width} px, unfolded");
        }
    }
    browser.finish();
}

#[test]
fn on_a_telephone_the_main_way_works() {
    let browser = Browser::new();
    for width in [360, 320] {
        browser.set_width(width);
        browser.open(&format!("zh/{CHAPTER}"));
        browser.click("#normal-synack .step-button");
        browser.wait("document.getElementById('normal-synack').getAttribute('aria-current') === 'step'");
        let seen =
            "(box => box.bottom > 0 && box.top < innerHeight)(document.querySelector('.wire').getBoundingClientRect())";
        assert_eq!(browser.eval(seen), json!(true), "at {width} px the figure has left the screen of its text");
        browser.click(".arrow.kind-syn");
        let step = "Math.round(document.getElementById('normal-synack').getBoundingClientRect().top)";
        let before = browser.eval(step);
        browser.click(".card .drop");
        browser.wait_eq("document.querySelectorAll('.arrow.kind-syn.again').length", 1);
        assert_eq!(browser.eval(step), before, "the text has moved away under its reader");
        browser.click("#tab-segment");
        browser.wait("document.getElementById('panel-segment')");
        let small = browser.eval(
            "[...document.querySelectorAll('.btn, .chip, [role=tab], .step-button')].filter(button => {
               const box = button.getBoundingClientRect(); return box.width < 24 || box.height < 24;
             }).map(button => button.outerHTML.slice(0, 80))",
        );
        assert_eq!(small, json!([]), "too small for a finger at {width} px");
    }
    browser.finish();
}
