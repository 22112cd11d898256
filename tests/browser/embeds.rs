//! Each view on a page of its own: in a frame of another site, in the smallest frame, and before any script has run.

use crate::support::{Browser, Options, Site, run};
use serde_json::json;
use wirewalk::link;

const COUNT: &str = "document.querySelector('.count').textContent";

#[test]
fn every_figure_opens_in_a_frame_of_another_site() {
    let browser = Browser::new();
    let len = run("opening", &["client.syn.1"]).trace().len();
    for figure in link::figures() {
        let address = browser.site.url(&format!("en/embed/{figure}/#v=1&run=opening&drop=client.syn.1&at=12"));
        let host = Site::foreign(format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Somebody else</title><link rel=icon href=data:,>
             <iframe title=Figure src=\"{address}\" width=320 height=420></iframe>"
        ));
        browser.go(&host.root);
        browser.enter_frame("iframe");
        browser.wait_live();
        browser.wait_eq(COUNT, format!("12/{len}"));
        browser.click("[aria-label='One event on']");
        browser.wait_eq(COUNT, format!("13/{len}"));
        if figure != "stage" {
            assert_eq!(
                browser.eval("document.querySelectorAll('[role=tab], .wire, .ladder').length"),
                json!(0),
                "{figure}"
            );
            let panel = format!("document.getElementById('panel-{figure}')");
            assert!(!browser.text(&format!("{panel}.textContent")).is_empty(), "{figure} is blank");
            // Neither cut off nor pushed out.
            let room = browser.eval(&format!("{panel}.getBoundingClientRect().height >= 120"));
            let wide = browser.eval("document.documentElement.scrollWidth <= innerWidth");
            let whole = browser.eval("document.documentElement.scrollHeight <= innerHeight");
            assert_eq!([room, wide, whole], [true, true, true].map(|fine| json!(fine)), "{figure}");
        }
        browser.leave_frame();
        // Each has a port of its own.
        let complaints = browser.console();
        assert!(complaints.is_empty(), "{figure}: {complaints:?}");
    }
}

#[test]
fn a_figures_page_shows_it_without_scripts() {
    let browser = Browser::on(Site::new(), &Options { no_scripts: true, ..Options::default() });
    for lang in ["en", "zh"] {
        for figure in link::figures() {
            browser.go(&browser.site.url(&format!("{lang}/embed/{figure}/")));
            let drawn = browser.find(if figure == "stage" { ".picture" } else { ".alone .panel" });
            assert!(!drawn.is_empty(), "{lang} {figure}");
        }
    }
    browser.finish_but(&["was preloaded using link preload"], &[]);
}

/// What a reader does to a figure goes along to the chapter, and the figure is open there.
#[test]
fn a_figure_leads_to_its_chapter() {
    let browser = Browser::new();
    browser.open("zh/embed/states/#v=1&run=opening&drop=client.syn.1&at=5");
    browser.wait_eq("document.querySelectorAll('.change').length", 1);
    let href = browser.text("document.querySelector('.embed-foot a').href");
    let wanted = browser.site.url("zh/tcp-opening/#v=1&run=opening&drop=client.syn.1&at=5&view=states");
    assert_eq!(href, wanted);
    browser.finish();
}
