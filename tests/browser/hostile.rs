//! Links made to do harm, or made wrongly: the page works, says once and as text what it did not understand, and runs nothing.

use crate::support::{Browser, CHAPTER, run};
use serde_json::json;

const COUNT: &str = "document.querySelector('.count').textContent";
/// What a link would do if it could.
const HIT: &str = "window.hit=1";

/// A fragment, and the beginning of what the notice has to name.
fn links() -> Vec<(String, String)> {
    let many = (1..=33).map(|number| format!("drop=client.syn.{number}")).collect::<Vec<_>>().join("&");
    let owned =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    let mut links = owned(&[
        ("v=2&run=opening", "“2”"),
        ("v=&run=opening", "“”"),
        ("v=1&colour=red", "“colour”"),
        ("v=1&run=nothing", "“nothing”"),
        ("v=1&run=__proto__", "“__proto__”"),
        ("v=1&drop=nobody.syn.1", "“nobody.syn.1”"),
        ("v=1&drop=client.syn.18446744073709551616", "“client.syn.18446744073709551616”"),
        ("v=1&at=99999999999", "“99999999999”"),
        ("v=1&at=-1", "“-1”"),
        ("v=1&at=client.syn.7.sent", "“client.syn.7.sent”"),
        ("v=1&at=%00", "“%00”"),
        ("v=1&run=%ff%fe%00%C0%80", "“%ff%fe%00%C0%80”"),
        ("v=1&at=\u{202e}gnp.exe\u{2066}", "gnp.exe"),
        ("v=1&run=三次握手", "“"),
        ("===&===", "“”"),
    ]);
    links.push((format!("v=1&drop=<script>{HIT}</script>"), "script".to_owned()));
    links.push((format!("v=1&at=\"><img/src=x/onerror={HIT}>"), "img/src=x/onerror".to_owned()));
    links.push((format!("v=1&run=javascript:{HIT}"), "“javascript:window.hit=1”".to_owned()));
    links.push((format!("v=1&{{{{constructor.constructor('{HIT}')()}}}}=1"), "constructor".to_owned()));
    links.push((format!("v=1&run=opening&{many}"), String::new()));
    links.push((format!("v=1&x={}", "a".repeat(1_000_000)), String::new()));
    links.push((format!("v={}", noise(900)), "“".to_owned()));
    links
}

/// Random bytes as an address can carry them, the same every time.
fn noise(count: u32) -> String {
    let step = |state: u32| state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let bytes = std::iter::successors(Some(1), |state| Some(step(*state))).map(|state| (state >> 24) as u8);
    bytes
        .take(count as usize)
        .filter(|byte| byte.is_ascii_graphic() && *byte != b'&' && *byte != b'#')
        .map(char::from)
        .collect()
}

#[test]
fn a_hostile_link_gets_one_sentence_and_the_default() {
    let browser = Browser::new();
    let len = run("opening", &[]).trace().len();
    for (fragment, named) in links() {
        let shown: String = fragment.chars().take(60).collect();
        browser.open(&format!("en/{CHAPTER}#{fragment}"));
        browser.wait("document.querySelectorAll('.notice').length === 1");
        assert_eq!(browser.eval("document.querySelectorAll('.notice li').length"), json!(1), "{shown}");
        let notice = browser.text_of(".notice li");
        assert!(notice.contains(&named), "{shown}: {notice}");
        assert!(notice.chars().count() < 200, "{shown}: {notice}");
        let unfit = |c: char| {
            c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)
        };
        assert!(!notice.contains(unfit), "{shown}: {notice:?}");
        let elements = browser.eval("document.querySelectorAll('.notice li *, .stage script, .stage img').length");
        assert_eq!(elements, json!(0), "{shown}: the value is text and nothing else");
        browser
            .wait("(box => box.height > 0 && box.top >= 0)(document.querySelector('.notice').getBoundingClientRect())");

        browser.click("[aria-label='One event on']");
        browser.wait("document.querySelector('.count').textContent.startsWith('1/')");
        if !fragment.contains("drop=client.syn.1&") {
            browser.wait_eq(COUNT, format!("1/{len}"));
        }
        assert_eq!(browser.eval("window.hit"), json!(null), "{shown}: was run");
        browser.click(".notice button");
        browser.wait_eq("document.querySelectorAll('.notice').length", 0);
    }
    browser.finish();
}

/// However much a link gets wrong, the figure stays in reach.
#[test]
fn many_bad_values_do_not_push_the_figure_away() {
    let browser = Browser::new();
    let many = (0..300).map(|number| format!("k{number}=")).collect::<Vec<_>>().join("&");
    for width in [1320, 360] {
        browser.set_width(width);
        browser.open(&format!("en/{CHAPTER}#v=1&{many}"));
        browser.wait("document.querySelectorAll('.notice').length === 1");
        browser.eval("document.querySelector('.stage').scrollIntoView()");
        let place =
            browser.eval("document.querySelector('.player .main').getBoundingClientRect().bottom < innerHeight");
        assert_eq!(place, json!(true), "at {width} px the player is not on the screen");
        browser.click("[aria-label='One event on']");
        browser.wait("document.querySelector('.count').textContent.startsWith('1/')");
    }
    browser.finish();
}
