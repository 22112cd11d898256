//! The editor: what is typed becomes an edit, and an edit that makes a scenario becomes the run. What is refused stays where it was typed, with the reason
//! beside it, and the run stays as it was.

use super::desk::{Desk, Draft, Wish};
use super::files::Files;
use super::{edit, network, programs, wrongs};
use crate::scenario::{Scenario, TcpPreset};
use crate::text::{Lang, workbench as say};
use crate::ui::browser;
use crate::ui::session::Command;
use crate::ui::workbench::Deed;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct EditorProps {
    pub lang: Lang,
    /// The scenario without what the reader does to its packets.
    pub base: Rc<Scenario>,
    pub act: Callback<Command>,
}

/// What the editor remembers between drawings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    /// What is refused, by place, and the scenario in which that place is.
    pub drafts: Rc<BTreeMap<String, Draft>>,
    pub of: Option<Rc<Scenario>>,
    /// The call that is open.
    pub open: Option<String>,
    /// The id of what is to have the focus.
    pub focus: Option<String>,
    /// How many wishes were granted: the focus is moved once for each.
    pub granted: u32,
}

/// What is remembered after a wish, and the scenario that it makes.
pub(super) fn granted(memory: &Memory, base: &Rc<Scenario>, wish: Wish) -> (Memory, Option<Rc<Scenario>>) {
    let known = memory.of.as_ref() == Some(base);
    let mut drafts = if known { (*memory.drafts).clone() } else { BTreeMap::new() };
    let done = wish.edit.and_then(|edit| Ok((edit.apply(base)?, edit.moves())));
    match done {
        Ok((scenario, moves)) => {
            drafts.remove(&wish.at);
            if moves {
                drafts.clear();
            }
            let scenario = Rc::new(scenario);
            let open = wish.open.or_else(|| memory.open.clone());
            let of = Some(Rc::clone(&scenario));
            let granted = memory.granted.wrapping_add(1);
            (Memory { drafts: Rc::new(drafts), of, open, focus: wish.focus, granted }, Some(scenario))
        }
        Err(refusal) => {
            drafts.insert(wish.at, Draft { typed: wish.typed, refusal });
            let of = Some(Rc::clone(base));
            let drafts = Rc::new(drafts);
            (Memory { drafts, of, open: memory.open.clone(), focus: None, granted: memory.granted }, None)
        }
    }
}

/// Each host's TCP as its preset has it.
pub(super) fn presets(base: &Scenario) -> Vec<Value> {
    let mut plain = base.clone();
    for host in &mut plain.hosts {
        let (preset, linux_timing): (TcpPreset, bool) = (host.tcp.preset, host.tcp.linux_timing);
        host.tcp = crate::scenario::Tcp { preset, linux_timing, ..Default::default() };
    }
    let hosts = plain.setup().map(|setup| setup.hosts).unwrap_or_default();
    hosts.iter().map(|host| crate::scenario::file::to_value(&host.tcp)).collect()
}

/// The editor of the present scenario.
#[component]
pub(super) fn Editor(props: &EditorProps) -> Html {
    let memory = use_state_eq(Memory::default);
    let value = use_memo(props.base.clone(), |base| edit::json(base));
    let tcp = use_memo(props.base.clone(), |base| presets(base));
    let known = memory.of.as_ref() == Some(&props.base);
    let moved = use_mut_ref(|| 0);
    use_effect_with((memory.granted, known), {
        let focus = memory.focus.clone();
        // Not again when undo and redo come back to the same scenario.
        move |(granted, known)| {
            if *known
                && moved.replace(*granted) != *granted
                && let Some(id) = focus
            {
                browser::focus_id(&id);
            }
        }
    });
    let wish = {
        let (memory, base, act) = (memory.clone(), Rc::clone(&props.base), props.act.clone());
        Callback::from(move |wish: Wish| {
            let (next, scenario) = granted(&memory, &base, wish);
            memory.set(next);
            if let Some(scenario) = scenario.filter(|scenario| *scenario != base) {
                act.emit(Command::More(Deed::Lab(scenario)));
            }
        })
    };
    let unfold = {
        let memory = memory.clone();
        Callback::from(move |open: Option<String>| memory.set(Memory { open, focus: None, ..(*memory).clone() }))
    };
    let desk = Desk {
        lang: props.lang,
        base: Rc::clone(&props.base),
        value,
        presets: tcp,
        drafts: if known { Rc::clone(&memory.drafts) } else { Rc::default() },
        open: memory.open.clone(),
        wish: wish.clone(),
        unfold,
    };
    draw(&desk)
}

/// All sections.
pub(super) fn draw(desk: &Desk) -> Html {
    let lang = desk.lang;
    let section = |key: &'static str, title: &'static str, open: bool, inner: Html| {
        html! { <details key={key} class="editor-section" {open}><summary><h3>{ title }</h3></summary><div class="editor-inner">{ inner }</div></details> }
    };
    html! {
        <div class="editor">
            <h2>{ say::editor_heading(lang) }</h2>
            { section("network", say::editor_network(lang), true, network::network(desk)) }
            { section("hosts", say::editor_hosts(lang), false, network::hosts(desk)) }
            { section("programs", say::editor_programs(lang), false, programs::programs(desk)) }
            { section("wrongs", say::editor_wrongs(lang), false, wrongs::wrongs(desk)) }
            { section("file", say::editor_file(lang), false, html! { <Files {lang} base={desk.base.clone()} wish={desk.wish.clone()} /> }) }
        </div>
    }
}
