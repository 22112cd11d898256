//! The figure and the chapter on somebody else's page: in a frame of another site, in a sandbox, and where nothing may be stored.

use crate::support::{Browser, CHAPTER, EMBED, Options, Reply, Site, position, run};
use serde_json::json;

const COUNT: &str = "document.querySelector('.count').textContent";
const NO_STORAGE: &str = "(() => { try { localStorage; return false; } catch (error) { return true; } })()";

/// A page of another site that frames an address.
fn around(address: &str, sandbox: Option<&str>) -> Site {
    let sandbox = sandbox.map(|allowed| format!(" sandbox=\"{allowed}\"")).unwrap_or_default();
    Site::foreign(format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Somebody else</title><link rel=icon href=data:,>
         <h1>Somebody else’s page</h1><iframe title=Figure src=\"{address}\" width=900 height=800{sandbox}></iframe>"
    ))
}

/// Steps and drops, in whatever frame or page one is.
fn works(browser: &Browser) {
    browser.wait_live();
    let len = run("opening", &[]).trace().len();
    browser.wait_eq(COUNT, format!("0/{len}"));
    browser.click("[aria-label='One event on']");
    browser.wait_eq(COUNT, format!("1/{len}"));
    browser.click(".arrow.kind-syn");
    browser.click(".card .drop");
    browser.wait_eq("document.querySelectorAll('.arrow.kind-syn.again').length", 1);
    browser.wait_eq(COUNT, position(&run("opening", &["client.syn.1"]), "client.syn.1.lost"));
    browser.click("#tab-log");
    browser.wait("document.querySelector('.fingerprint code')");
}

/// The same where nothing may be stored, which has to be so or it would prove nothing.
fn works_without_storage(browser: &Browser) {
    assert_eq!(browser.eval(NO_STORAGE), json!(true), "there is storage");
    works(browser);
}

#[test]
fn the_figure_works_on_somebody_elses_site() {
    for (page, no_storage) in [(EMBED, true), (CHAPTER, true), (EMBED, false)] {
        let browser = Browser::on(Site::new(), &Options { no_storage, ..Options::default() });
        let host = around(&browser.site.url(&format!("en/{page}")), None);
        browser.go(&host.root);
        browser.enter_frame("iframe");
        if no_storage {
            works_without_storage(&browser);
        } else {
            works(&browser);
        }
        browser.finish_but(&[], &[host.origin()]);
    }
}

/// A link to a moment shows it, in its own frame. The page around is its reader's.
#[test]
fn a_framed_chapter_does_not_scroll_the_page_around_it() {
    let browser = Browser::new();
    let frame = browser.site.url(&format!("en/{CHAPTER}#v=1&run=closed-port&at=9"));
    let host = Site::foreign(format!(
        "<!doctype html><title>Somebody else</title><link rel=icon href=data:,><p style='height: 3000px'>Read this first.</p>
         <iframe title=Chapter src='{frame}' width=900 height=600></iframe>"
    ));
    browser.go(&host.root);
    browser.enter_frame("iframe");
    browser.wait_live();
    browser.wait("scrollY > 0");
    browser.leave_frame();
    assert_eq!(browser.eval("scrollY"), json!(0));
    browser.finish_but(&[], &[host.origin()]);
}

#[test]
fn the_figure_works_in_a_sandbox() {
    for page in [EMBED, CHAPTER] {
        let browser = Browser::new();
        let host = around(&browser.site.url(&format!("en/{page}")), Some("allow-scripts"));
        browser.go(&host.root);
        browser.enter_frame("iframe");
        works_without_storage(&browser);
        browser.finish_but(&[], &[host.origin()]);
    }
}

/// Where a host sends no header that lets a sandboxed page load its own scripts, the text is still there.
#[test]
fn in_a_sandbox_that_forbids_its_scripts_the_page_can_be_read() {
    let alone = Site::but(|path| {
        let file = crate::support::dist().join(path);
        Some(Reply { shared: false, ..Reply::file(&file) })
    });
    let browser = Browser::on(alone, &Options::default());
    let host = around(&browser.site.url(&format!("en/{CHAPTER}")), Some("allow-scripts"));
    browser.go(&host.root);
    browser.enter_frame("iframe");
    browser.wait("document.readyState === 'complete' && document.querySelector('#text h1').checkVisibility()");
    assert_eq!(browser.eval("document.querySelectorAll('.picture .arrow').length > 0"), json!(true));
    browser.finish_but(&["CORS policy", "net::ERR_FAILED", "was preloaded using link preload"], &[host.origin()]);
}

#[test]
fn without_storage_the_chapter_works_and_so_does_its_theme() {
    let browser = Browser::on(Site::new(), &Options { no_storage: true, ..Options::default() });
    browser.set_preferences(false, false);
    browser.open(&format!("en/{CHAPTER}"));
    works_without_storage(&browser);
    browser.click(".chip.icon");
    browser.wait_eq("document.documentElement.dataset.theme", "dark");
    browser.click(".chip.icon");
    browser.wait_eq("document.documentElement.dataset.theme", "light");
    browser.finish();
}
