//! Accessibility, as far as a program can judge it: axe-core finds nothing, in every language, theme, width, panel and page.

use crate::support::{Browser, CHAPTER, EMBED};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

/// The rules' source: the file that `WIREWALK_AXE` names, else the one that `cargo xtask test` installs.
fn source() -> String {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("xtask/npm/node_modules/axe-core/axe.min.js");
    let file = env::var_os("WIREWALK_AXE").map_or_else(own, PathBuf::from);
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "axe-core is missing ({}: {error}); `cargo xtask test` sets it up, WIREWALK_AXE can name it",
            file.display()
        )
    })
}

/// What was found, and where first.
type Findings = BTreeMap<String, String>;

/// Judges a part of the page. The source comes along each time: a new page does not have it.
#[track_caller]
fn judge(findings: &mut Findings, browser: &Browser, source: &str, part: &str, circumstances: &str) {
    // Colours glide when the theme changes: what is judged has to stand still.
    let script = format!(
        "const done = arguments[0];
         if (!window.axe) {{ {source}; }}
         const still = Promise.allSettled(document.getAnimations().map(animation => animation.finished));
         still.then(() => window.axe.run({part:?}, {{ resultTypes: ['violations'] }})).then(
           result => done(result.violations.flatMap(violation => violation.nodes.map(node =>
             violation.id + ': ' + node.html.slice(0, 160) + ' | ' + node.any.concat(node.all, node.none).map(check => check.message).join(' ').slice(0, 200)))),
           error => done([String(error)]));"
    );
    let found = browser.script(&script, true).unwrap_or_else(|error| panic!("{circumstances}: {error}"));
    for finding in found.as_array().into_iter().flatten().filter_map(Value::as_str) {
        findings.entry(finding.to_owned()).or_insert_with(|| circumstances.to_owned());
    }
}

fn open_tab(browser: &Browser, tab: &str) {
    let on = browser.eval(&format!("document.getElementById('tab-{tab}').getAttribute('aria-selected') === 'true'"));
    if on == Value::Bool(false) {
        browser.eval(&format!("document.getElementById('tab-{tab}').click()"));
    }
    browser.wait(&format!("document.getElementById('panel-{tab}')"));
}

/// Everything in the lab open, and each view of a run in which much happens.
#[track_caller]
fn judge_the_lab(findings: &mut Findings, browser: &Browser, source: &str, lang: &str, circumstances: &str) {
    browser.open(&format!("{lang}/lab/#v=1&run=third-packet&fault=client.data.1:delay.20&drop=client.syn.1&at=40"));
    browser.wait("document.querySelector('.change.done')");
    browser.eval("document.querySelectorAll('details').forEach(details => details.open = true)");
    judge(findings, browser, source, "html", circumstances);
    let tabs = browser.eval("[...document.querySelectorAll('[role=tab]')].map(tab => tab.id.slice(4))");
    for tab in tabs.as_array().into_iter().flatten().filter_map(Value::as_str) {
        open_tab(browser, tab);
        judge(findings, browser, source, ".stage", &format!("{tab}, {circumstances}"));
    }
}

fn judge_everything(lang: &str) {
    let source = source();
    let browser = Browser::new();
    let mut findings = Findings::new();
    for (width, dark) in [(1320, false), (1320, true), (360, false), (360, true)] {
        browser.set_width(width);
        browser.set_preferences(dark, false);
        let circumstances = |what: &str| format!("{what}, {lang}, {width} px, {}", if dark { "dark" } else { "light" });
        browser.go(&browser.site.root);
        judge(&mut findings, &browser, &source, "html", &circumstances("cover"));

        browser.open(&format!("{lang}/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=client.syn.1.2.sent"));
        browser.wait("document.querySelector('.change')");
        browser.eval("document.querySelectorAll('details').forEach(details => details.open = true)");
        judge(&mut findings, &browser, &source, "html", &circumstances("chapter"));
        for tab in ["why", "log", "segment"] {
            open_tab(&browser, tab);
            judge(&mut findings, &browser, &source, ".stage", &circumstances(&format!("chapter with the panel {tab}")));
        }
        browser.click(".arrow.kind-synack");
        browser.wait("!document.querySelector('.card').hidden");
        judge(&mut findings, &browser, &source, ".stage", &circumstances("chapter with a card"));

        browser.open(&format!("{lang}/{EMBED}#v=1&colour=red"));
        browser.wait("document.querySelector('.notice')");
        judge(&mut findings, &browser, &source, "html", &circumstances("embedded figure with a notice"));
        browser.eval("document.getElementById('broken').hidden = false");
        judge(&mut findings, &browser, &source, "html", &circumstances("what shows when it breaks"));
        if (width == 1320) != dark {
            judge_the_lab(&mut findings, &browser, &source, lang, &circumstances("lab"));
        }
    }
    let found: Vec<String> =
        findings.iter().map(|(finding, place)| format!("{finding}\n  first in: {place}")).collect();
    assert!(found.is_empty(), "{} violations\n{}", found.len(), found.join("\n"));
    browser.finish();
}

#[test]
fn axe_finds_nothing_in_english() {
    judge_everything("en");
}

#[test]
fn axe_finds_nothing_in_chinese() {
    judge_everything("zh");
}
