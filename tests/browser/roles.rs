//! The figure of roles, and the minimap of a long run: in the lab, where the second program draws them.

use crate::support::{Browser, key};
use serde_json::json;

const COUNT: &str = "document.querySelector('.count').textContent";

#[test]
fn messages_are_named_and_a_click_in_their_list_goes_to_the_moment_at_which_one_was_read() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=shop-browser&at=0&view=roles");
    browser.wait("document.querySelector('.roles-picture .roles-machine')");
    assert_eq!(browser.eval("document.querySelectorAll('.roles-person').length"), json!(2), "a user at each browser");
    assert_eq!(browser.eval("document.querySelectorAll('.roles-row').length"), json!(0), "nothing has been said");

    // Forward by keyboard until the first question is on its way.
    browser.eval("document.querySelector('.stage').focus()");
    for _ in 0..40 {
        if browser.eval("!!document.querySelector('.roles-letter.flies')") == json!(true) {
            break;
        }
        browser.press(&[key::RIGHT]);
    }
    browser.wait("document.querySelector('.roles-letter.flies').textContent === 'A shop.example?'");
    browser.wait("document.querySelector('.roles-row').textContent.includes('on its way')");

    // At the end all of it is listed; the list is one stop, arrows lead on within it.
    browser.press(&[key::END]);
    browser.wait("document.querySelectorAll('.roles-row').length === 24");
    assert_eq!(browser.eval("document.querySelectorAll(\".roles-row[tabindex='0']\").length"), json!(1));
    browser.eval("document.querySelector('.roles-row').focus()");
    browser.press(&[key::DOWN]);
    browser.wait("document.activeElement === document.querySelectorAll('.roles-row')[1]");

    let over = browser.text("document.querySelectorAll('.roles-row')[3].dataset.over");
    browser.click(".roles-list li:nth-child(4) .roles-row");
    browser.wait(&format!("{COUNT}.startsWith('{over}/')"));
    browser.wait("document.querySelector('.roles-row[aria-current]').textContent.includes('GET / HTTP/1.1')");
    browser.finish();
}

#[test]
fn the_tab_is_opened_by_keyboard_and_stays_in_the_address() {
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=shop-client&at=120&view=layers");
    browser.wait("document.querySelector('.layers-view')");
    browser.eval("document.querySelector('#tab-layers').focus()");
    browser.press(&[key::RIGHT]);
    browser.wait("document.querySelector('#panel-roles .roles-picture')");
    browser.wait("location.hash.includes('view=roles')");
    assert!(browser.text_of(".roles-kind").contains("Shop 2.1"));
    browser.finish();
}

#[test]
fn the_minimap_is_dragged_and_moved_by_keys() {
    const TOP: &str = "document.querySelector('.ladder').scrollTop";
    let browser = Browser::new();
    browser.open("en/lab/#v=1&run=congestion&at=0");
    browser.wait("!document.querySelector('.minimap-place').hidden");
    browser.eval("document.querySelector('.minimap').focus()");
    browser.press(&[key::DOWN]);
    browser.wait(&format!("{TOP} > 0"));
    let before = browser.eval("+document.querySelector('.minimap').getAttribute('aria-valuenow')");

    // The middle of the strip shows the middle of the run; the frame follows.
    browser.click(".minimap");
    browser.wait(
        "Math.abs(document.querySelector('.ladder').scrollTop / document.querySelector('.ladder').scrollHeight - 0.5) < 0.02",
    );
    browser.wait(&format!("+document.querySelector('.minimap').getAttribute('aria-valuenow') > {before} + 40"));
    browser.wait("document.querySelector('.ladder .state-name')");
    assert!(browser.eval(COUNT).as_str().is_some_and(|count| count.starts_with("0/")), "looking moves no cursor");

    // A short run needs none.
    browser.open("en/lab/#v=1&run=request");
    browser.wait("document.querySelector('.minimap-place').hidden");
    browser.finish();
}
