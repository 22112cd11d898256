//! The engine itself, for comparison: the chapter's experiments, run here, without a browser.

use wirewalk::course::{self, Chapter};
use wirewalk::scenario::{Action, Fault, presets};
use wirewalk::text::Lang;
use wirewalk::trace::{Run, resolve};

/// A section's experiment: its run, and the moments that the text walks through.
pub(crate) struct Experiment {
    /// The section's id.
    pub(crate) section: String,
    /// The run.
    pub(crate) run: Run,
    /// For each step its id and its moment.
    pub(crate) steps: Vec<(String, String)>,
}

/// Chapter 4 in a language.
pub(crate) fn chapter(lang: Lang) -> &'static Chapter {
    course::chapter(lang, "tcp-opening").expect("the chapter")
}

/// Its experiments, run here.
pub(crate) fn experiments(lang: Lang) -> Vec<Experiment> {
    let sections = chapter(lang).sections.iter();
    let experiment = |section: &course::Section| {
        let wish = section.run.as_ref()?;
        let drops: Vec<&str> = wish.drops.iter().map(String::as_str).collect();
        let steps = section.steps.iter().map(|step| (step.id.clone(), step.at.clone()));
        Some(Experiment { section: section.id.clone(), run: run(&wish.preset, &drops), steps: steps.collect() })
    };
    sections.filter_map(experiment).collect()
}

/// A preset in which packets are lost.
pub(crate) fn run(preset: &str, drops: &[&str]) -> Run {
    let mut scenario = presets::preset(preset).unwrap_or_else(|| panic!("no preset {preset}"));
    let drops = drops.iter().map(|packet| Fault { packet: (*packet).to_owned(), action: Action::Drop });
    scenario.faults.splice(0..0, drops);
    Run::new(scenario).unwrap_or_else(|invalid| panic!("{preset}: {invalid}"))
}

/// What the player says of a moment: `3/20`.
pub(crate) fn position(run: &Run, moment: &str) -> String {
    let position = resolve(run.trace(), moment).unwrap_or_else(|| panic!("{moment} never comes"));
    format!("{position}/{}", run.trace().len())
}
