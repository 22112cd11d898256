//! The whole page: which one, in which language and theme, and the session of its figure.

use super::browser;
use super::pages::{self, title};
use super::session::{Choice, Command, Session};
use super::shell::Shell;
use super::words;
use crate::course;
use crate::link::{self, Page, Problem, Shared};
use crate::text::{self, Lang};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What a page is opened with.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The language of its address.
    pub lang: Lang,
    /// Which page.
    pub page: Page,
    /// The path of the site's root, ending in `/`.
    pub root: String,
    /// What the fragment asks for.
    #[prop_or_default]
    pub shared: Shared,
    /// What is wrong with the fragment.
    #[prop_or_default]
    pub problems: Vec<Problem>,
}

impl AppProps {
    /// From the page's own address.
    pub fn from_address() -> Option<AppProps> {
        let (path, fragment) = browser::address()?;
        let (lang, page, root) = link::page(&path)?;
        let (shared, problems) = link::read(&fragment);
        Some(AppProps { lang, page, root, shared, problems })
    }

    /// Takes the page's text, without which it must not be drawn anew.
    pub fn take_text(&self) -> Result<(), words::Missing> {
        words::take(self.lang, &self.page)
    }

    /// Brings it from where the page came from: a program that takes over finds no page as it was sent.
    #[cfg(feature = "workbench")]
    pub async fn bring_text(&self) -> Result<(), words::Missing> {
        words::bring(self.lang, &self.page, &self.root).await
    }
}

/// The run that a page shows when its address asks for none.
fn own_choice(page: &Page) -> Choice {
    #[cfg(feature = "workbench")]
    if *page == Page::Lab {
        return Choice { preset: super::workbench::FIRST_IN_LAB, ..Choice::default() };
    }
    let entry = match page {
        Page::Chapter(slug) => course::entry(slug),
        Page::Embed(_) | Page::Lab => None,
    };
    let own = entry.and_then(|entry| entry.runs.first());
    own.map_or(Choice { preset: "opening", ..Choice::default() }, |run| Choice {
        preset: run.preset,
        drops: run.drops.iter().map(|packet| (*packet).to_owned()).collect(),
        ..Choice::default()
    })
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let session = use_reducer(|| {
        let own = own_choice(&props.page);
        let session = Session::new(&own, &props.shared, props.problems.clone());
        // The presets that pages name exist and run: tests see to it.
        let session = session.or_else(|| Session::new(&own, &Shared::default(), Vec::new()));
        pages::begin(&props.page, session.unwrap_or_else(Session::fallback))
    });
    let (lang, on_lang) = use_language(props);
    use_address(&session, lang);
    use_links(&session);
    use_effect_with((), {
        let (says_where, in_doubt) = (props.shared != Shared::default(), !props.problems.is_empty());
        move |()| {
            // Once everything has its place: on a small screen the panels fold away first.
            let show = move || {
                let wanted = (in_doubt || says_where) && !browser::is_scrolled();
                let place = || browser::show_match(".chapter .step.on, .chapter .section.active");
                if wanted && (in_doubt || !place()) {
                    browser::show_match(".chapter .stage");
                }
            };
            gloo::timers::callback::Timeout::new(0, show).forget();
        }
    });
    let act = {
        let dispatcher = session.dispatcher();
        use_callback((), move |command: Command, ()| dispatcher.dispatch(command))
    };
    match &props.page {
        Page::Chapter(slug) => html! {
            <Shell {lang} {on_lang} root={props.root.clone()}>{ pages::chapter(lang, slug, &session, &act) }</Shell>
        },
        Page::Embed(figure) => pages::embed(lang, figure, &props.root, &session),
        #[cfg(feature = "workbench")]
        Page::Lab => html! {
            <Shell {lang} {on_lang} root={props.root.clone()}>{ super::workbench::lab(lang, &session, &act) }</Shell>
        },
        // Its page starts the workbench.
        #[cfg(not(feature = "workbench"))]
        Page::Lab => Html::default(),
    }
}

/// How long to wait after the browser has refused a new address, in milliseconds.
const AGAIN_MS: u32 = 2_000;

/// Keeps the address in step with the session, so that a link, a reload or a crash loses nothing; also the address that going back to
/// another language brings.
#[hook]
fn use_address(session: &UseReducerHandle<Session>, lang: Lang) {
    let shared = session.shared();
    let at_start = use_memo((), |()| shared.clone());
    let quiet = session.playing || session.is_waiting();
    use_effect_with((shared, quiet, lang), move |(shared, quiet, _)| {
        // An untouched page keeps a clean address; while it plays or waits for a run, the address waits.
        let touched = *shared != *at_start || browser::address().is_some_and(|(_, fragment)| fragment.contains('='));
        let fragment = (touched && !quiet).then(|| link::write(shared));
        let refused = fragment.filter(|fragment| !browser::replace_fragment(fragment));
        // Nothing may follow that would carry it: try again when the browser has calmed down.
        let retry = refused.map(|fragment| {
            let there = Cell::new(false);
            gloo::timers::callback::Interval::new(AGAIN_MS, move || {
                there.set(there.get() || browser::replace_fragment(&fragment));
            })
        });
        move || drop(retry)
    });
}

/// Opens a link to this page that was put into its own address. Going through the history to the other language changes the
/// fragment, too; then the session is what counts, and the address follows it.
#[hook]
fn use_links(session: &UseReducerHandle<Session>) {
    let dispatcher = session.dispatcher();
    use_effect_with((), move |()| {
        let listener = browser::window().map(|window| {
            gloo::events::EventListener::new(&window, "hashchange", move |event| {
                let fragment =
                    browser::address().map(|(_, fragment)| fragment).filter(|fragment| fragment.contains('='));
                if let Some(fragment) = fragment.filter(|_| browser::is_same_page(event)) {
                    let (shared, problems) = link::read(&fragment);
                    dispatcher.dispatch(Command::Open(shared, problems));
                }
            })
        });
        move || drop(listener)
    });
}

/// The language, and the switch to another one: in place, so that the session stays. Back and forward switch, too.
#[hook]
fn use_language(props: &AppProps) -> (Lang, Callback<Lang>) {
    let lang = use_state_eq(|| props.lang);
    let switch = use_memo((), |()| Switch {
        page: props.page.clone(),
        root: props.root.clone(),
        wanted: Cell::new(props.lang),
        shown: Cell::new(props.lang),
        setter: lang.setter(),
    });
    let on_lang = {
        let switch = switch.clone();
        use_callback((), move |to: Lang, ()| switch.to(to, By::Click))
    };
    use_effect_with((), move |()| {
        let listener = browser::window().map(|window| {
            gloo::events::EventListener::new(&window, "popstate", move |_| {
                let address = browser::address().and_then(|(path, _)| link::page(&path));
                if let Some((lang, _, _)) = address.filter(|(_, there, _)| *there == switch.page) {
                    switch.to(lang, By::History);
                }
            })
        });
        move || drop(listener)
    });
    (*lang, on_lang)
}

/// What switches the language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// The reader; the address follows.
    Click,
    /// Back or forward; the address was first.
    History,
}

/// One page in one language after the other.
struct Switch {
    page: Page,
    root: String,
    /// What was asked for last: a text that comes too late changes nothing.
    wanted: Cell<Lang>,
    shown: Cell<Lang>,
    setter: UseStateSetter<Lang>,
}

impl Switch {
    /// Brings the text, then shows it.
    fn to(self: &Rc<Self>, lang: Lang, by: By) {
        if self.wanted.replace(lang) != lang {
            let switch = self.clone();
            spawn_local(async move {
                let brought = words::bring(lang, &switch.page, &switch.root).await;
                if switch.wanted.get() == lang && switch.shown.get() != lang {
                    switch.arrive(lang, by, brought.is_ok());
                }
            });
        }
    }

    fn arrive(&self, lang: Lang, by: By, brought: bool) {
        let path = || format!("{}{}", self.root, link::path(lang, &self.page));
        if brought {
            self.shown.set(lang);
            browser::set_page(lang.html_lang(), &title(lang, &self.page));
            browser::set_text("broken-title", text::broken_title(lang));
            browser::set_text("broken-text", text::broken_text(lang));
            browser::set_text("broken-reload", text::broken_reload(lang));
            if by == By::Click {
                browser::push_path(&path());
            }
            self.setter.set(lang);
        } else {
            self.wanted.set(self.shown.get());
            // A normal load may still succeed, and says in the reader's browser's words why it does not.
            match by {
                By::Click => browser::leave_for(&path()),
                By::History => browser::reload(),
            }
        }
    }
}
