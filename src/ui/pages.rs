//! The pages: a chapter with its figure beside it, and a figure alone.

use super::figures::Stage;
use super::session::{Choice, Command, Session};
use super::{panels, prose};
use crate::course::{self, Chapter, Experiment, Run, Section, Step};
use crate::link::{self, Page, View};
use crate::text::{self, Lang};
use crate::trace::resolve;
use yew::prelude::*;

/// The title of a page.
pub fn title(lang: Lang, page: &Page) -> String {
    let own = match page {
        Page::Chapter(slug) => course::entry(slug).map(|entry| entry.words(lang).title),
        Page::Embed(figure) => {
            let named = View::named(figure).map(|view| [panels::name(view, lang), " · "].concat());
            return [&named.unwrap_or_default(), text::embed_title(lang), " · ", text::site_name(lang)].concat();
        }
        Page::Lab => Some(text::lab_title(lang)),
    };
    own.map_or_else(|| text::site_name(lang).to_owned(), |own| [own, " · ", text::site_name(lang)].concat())
}

/// A chapter: text on one side, its figure on the other.
pub(super) fn chapter(lang: Lang, slug: &str, session: &UseReducerHandle<Session>, act: &Callback<Command>) -> Html {
    let Some(chapter) = course::chapter(lang, slug) else {
        return html! { <main class="missing" id="text"><p>{ text::page_missing(lang) }</p></main> };
    };
    let active = active_section(chapter, &session.choice);
    let sections = chapter.sections.iter().map(|section| {
        let is_active = active.is_some_and(|active| active.id == section.id);
        let step = if is_active { active_step(section, session) } else { None };
        html! {
            <SectionView key={section.id.as_str()} {lang} section={ByRef(section)} active={is_active} {step} act={act.clone()} />
        }
    });
    html! {
        <main class="chapter">
            <div class="text opening" id="text" tabindex="-1">
                <p class="kicker">{ text::chapter_kicker(lang, &chapter.number.to_string()) }</p>
                <h1>{ chapter.title.as_str() }</h1>
                <div class="lead">{ prose::blocks(lang, &chapter.lead, act) }</div>
            </div>
            <div class="figure"><Stage {lang} session={session.clone()} /></div>
            <div class="text sections">{ for sections }</div>
        </main>
    }
}

/// A part of the course, compared by where it is: a text once there stays there.
#[derive(Clone, Copy)]
struct ByRef(&'static Section);

impl PartialEq for ByRef {
    fn eq(&self, other: &ByRef) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SectionProps {
    lang: Lang,
    section: ByRef,
    active: bool,
    step: Option<usize>,
    act: Callback<Command>,
}

/// A section with its steps. The step that the figure shows is marked.
#[component]
fn SectionView(props: &SectionProps) -> Html {
    let (lang, section, act) = (props.lang, props.section.0, &props.act);
    let steps = section.steps.iter().enumerate().map(|(index, step)| {
        let on = props.step == Some(index);
        html! { <li key={step.id.as_str()} id={step.id.as_str()} data-at={step.at.as_str()} class={classes!("step", on.then_some("on"))} aria-current={on.then_some("step")}>
            { step_head(lang, section, step, act) }
            { prose::blocks(lang, &step.body, act) }
        </li> }
    });
    let run = section.run.as_ref();
    let class = classes!("section", section.run.is_some().then_some("experiment"), props.active.then_some("active"));
    html! {
        <section {class} aria-labelledby={section.id.as_str()} data-run={run.map(|run| run.preset.as_str())} data-drop={run.and_then(prose::drops)}>
            <h2 id={section.id.as_str()}>{ prose::inlines(&section.title, act) }</h2>
            { prose::blocks(lang, &section.body, act) }
            if !section.steps.is_empty() { <ol class="steps">{ for steps }</ol> }
        </section>
    }
}

fn step_head(lang: Lang, section: &'static Section, step: &'static Step, act: &Callback<Command>) -> Html {
    let Some(run) = &section.run else { return html! { <h3>{ prose::inlines(&step.title, act) }</h3> } };
    let command = Command::Load(prose::choice(run), Some(step.at.clone()));
    let onclick = act.reform(move |_: MouseEvent| command.clone());
    html! {
        <h3><button type="button" class="step-button" {onclick} title={text::step_show(lang)}>
            { prose::inlines(&step.title, act) }
        </button></h3>
    }
}

/// The section whose experiment the figure shows, however the reader came to it.
fn active_section(chapter: &'static Chapter, choice: &Choice) -> Option<&'static Section> {
    let is_shown = |run: &Run| same_run(&run.preset, run.drops.iter().map(String::as_str), choice);
    chapter.sections.iter().find(|section| section.run.as_ref().is_some_and(is_shown))
}

/// Whether a lesson's run is the reader's choice, in whatever order the packets are lost.
fn same_run<'r>(preset: &str, mut drops: impl ExactSizeIterator<Item = &'r str>, choice: &Choice) -> bool {
    preset == choice.preset
        && choice.more == link::More::default()
        && drops.len() == choice.drops.len()
        && drops.all(|packet| choice.drops.iter().any(|other| other == packet))
}

/// The last step whose moment has come.
fn active_step(section: &'static Section, session: &Session) -> Option<usize> {
    let trace = session.run.trace();
    let come = |step: &Step| resolve(trace, &step.at).is_some_and(|moment| moment <= session.position);
    if session.position == 0 && section.steps.first().is_none_or(|step| step.at != "start") {
        return None;
    }
    section.steps.iter().rposition(come)
}

/// A page's session as it begins: on a figure's own page that figure is open. Where nobody can go on, it is drawn as it is in the end.
pub(super) fn begin(page: &Page, mut session: Session) -> Session {
    #[cfg(feature = "workbench")]
    if let Page::Embed(figure) = page
        && let Some(view) = View::named(figure)
    {
        session.view = Some(view);
        if !super::browser::is_here() {
            session.seek(u32::MAX);
        }
    }
    #[cfg(not(feature = "workbench"))]
    let _ = (page, &mut session);
    session
}

/// A figure without anything else.
#[cfg_attr(
    not(feature = "workbench"),
    expect(unused_variables, reason = "only the workbench has another than the stage")
)]
fn alone(lang: Lang, figure: &str, session: &UseReducerHandle<Session>) -> Html {
    #[cfg(feature = "workbench")]
    if let Some(view) = View::named(figure) {
        return html! { <super::workbench::Alone {lang} {view} session={session.clone()} /> };
    }
    html! { <Stage {lang} session={session.clone()} /> }
}

/// A figure alone, for other people's pages. What it is about is known without the text.
pub(super) fn embed(lang: Lang, figure: &str, root: &str, session: &UseReducerHandle<Session>) -> Html {
    let is_shown = |run: &Experiment| same_run(run.preset, run.drops.iter().copied(), &session.choice);
    let chapter = course::index().iter().find(|entry| entry.runs.iter().any(is_shown));
    let more = chapter.or_else(|| course::index().first()).map(|entry| {
        let page = Page::Chapter(entry.slug.to_owned());
        let href = format!("{root}{}#{}", link::path(lang, &page), link::write(&session.shared()));
        html! { <a {href} target="_blank" rel="noopener">{ text::embed_more(lang, entry.words(lang).title) }</a> }
    });
    html! {
        <main class="embed" id="text">
            <h1 class="visually-hidden">{ text::embed_title(lang) }</h1>
            { alone(lang, figure, session) }
            <p class="embed-foot"><span class="brand"><span class="mark" aria-hidden="true"></span>{ text::site_name(lang) }</span><span>{ for more }</span></p>
        </main>
    }
}
