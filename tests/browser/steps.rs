//! The main way through a chapter: every step of the text moves the figure, and the figure marks the step.

use crate::support::{Browser, CHAPTER, experiments, position};
use wirewalk::text::Lang;

const COUNT: &str = "document.querySelector('.count').textContent";
const MARKED: &str = "[...document.querySelectorAll('.steps [aria-current=step]')].map(step => step.id)";
const ACTIVE: &str = "[...document.querySelectorAll('section.active h2')].map(title => title.id)";

fn walk(lang: Lang) {
    let browser = Browser::new();
    browser.open(&format!("{}/{CHAPTER}", lang.code()));
    let mut walked = 0;
    for experiment in experiments(lang) {
        for (step, at) in &experiment.steps {
            let before = browser.text(COUNT);
            let there = position(&experiment.run, at);
            assert_ne!(there, before, "#{step} is where the figure already stands: nothing would move");
            browser.click(&format!("#{step} .step-button"));
            browser.wait_eq(COUNT, &there);
            browser.wait_eq(MARKED, [step]);
            browser.wait_eq(ACTIVE, [&experiment.section]);
            walked += 1;
        }
    }
    assert!(walked > 25, "only {walked} steps");
    browser.finish();
}

#[test]
fn every_step_of_the_english_chapter_moves_the_figure() {
    walk(Lang::En);
}

#[test]
fn every_step_of_the_chinese_chapter_moves_the_figure() {
    walk(Lang::Zh);
}

/// The other way round: stepping in the figure marks the text, step after step.
#[test]
fn walking_in_the_figure_marks_the_steps_in_their_order() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    let first = experiments(Lang::En).remove(0);
    let mut seen = Vec::new();
    for event in 1..=first.run.trace().len() {
        browser.click("[aria-label='One event on']");
        browser.wait_eq("Number(document.querySelector('.count').textContent.split('/')[0])", event);
        let marked = browser.eval(MARKED).as_array().cloned().unwrap_or_default();
        assert!(marked.len() < 2, "one moment is marked at most: {marked:?}");
        seen.extend(marked.first().and_then(|id| id.as_str()).map(str::to_owned));
    }
    seen.dedup();
    assert_eq!(seen, first.steps.into_iter().map(|(id, _)| id).collect::<Vec<_>>());
    browser.finish();
}
