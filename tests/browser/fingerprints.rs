//! The same scenario, the same run: what WebAssembly computes in the page is what the machine computes here, event for event.

use crate::support::{Browser, CHAPTER, EMBED, experiments, run};
use wirewalk::scenario::presets;
use wirewalk::text::Lang;
use wirewalk::trace::fingerprint;

const PRINT: &str = "document.querySelector('.fingerprint code').textContent";

#[test]
fn the_chapter_runs_in_the_page_as_it_runs_natively() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    browser.click("#tab-log");
    // The log belongs to the workbench, which draws the page anew when it has come.
    browser.wait(&format!("{PRINT}.length > 0"));
    let mut count = 0;
    for experiment in experiments(Lang::En) {
        browser.click(&format!("#{} .step-button", experiment.steps[0].0));
        browser.wait_eq(PRINT, fingerprint(experiment.run.trace()));
        count += 1;
    }
    assert_eq!(count, 7, "the chapter's experiments");
    browser.finish();
}

#[test]
fn every_preset_runs_in_the_page_as_it_runs_natively() {
    let browser = Browser::new();
    for preset in presets::NAMES {
        for drops in [&[][..], &["client.syn.1"], &["client.syn.1", "client.syn.1.2"]] {
            let wish: String = drops.iter().flat_map(|packet| ["&drop=", packet]).collect();
            browser.open(&format!("zh/{EMBED}#v=1&run={preset}{wish}"));
            browser.click("#tab-log");
            browser.wait_eq(PRINT, fingerprint(run(preset, drops).trace()));
        }
    }
    browser.finish();
}
