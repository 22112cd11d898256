//! Machines, programs and users, what they say to each other, and what makes of it C/S or B/S.

mod list;
mod picture;

use super::say;
use crate::scenario::{Program, Role, Scenario};
use crate::scene::roles::Roles;
use crate::text::Lang;
use crate::trace::execution::{Execution, executions};
use crate::trace::messages::{Talk, talk};
use crate::ui::hooks::use_width;
use crate::ui::session::{Command, RunRef, Session};
use std::rc::Rc;
use yew::prelude::*;

/// The view at the session's position.
pub(super) fn view(lang: Lang, session: &Session, act: &Callback<Command>) -> Html {
    html! { <RolesView {lang} run={session.run.clone()} position={session.position} act={act.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct RolesProps {
    lang: Lang,
    run: RunRef,
    position: u32,
    act: Callback<Command>,
}

/// What is known of a run, made once.
struct Known {
    talk: Rc<Talk>,
    executions: Vec<Execution>,
}

#[component]
fn RolesView(props: &RolesProps) -> Html {
    let RolesProps { lang, run, position, act } = props;
    let place = use_node_ref();
    let width = use_width(&place);
    let known = use_memo(run.clone(), |run| Known { talk: Rc::new(talk(run)), executions: executions(run) });
    let roles = use_memo((run.clone(), width), |(run, width)| Roles::new(run.scenario(), &known.talk, *width));
    html! {
        <div class="roles">
            <div class="roles-kinds">{ for kinds(*lang, run.scenario()) }</div>
            <div class="roles-place" ref={place}>
                { picture::draw(*lang, run, &roles, &known, *position) }
            </div>
            <list::List lang={*lang} run={run.clone()} talk={list::TalkRef(Rc::clone(&known.talk))} position={*position} act={act.clone()} />
        </div>
    }
}

/// What a program is called: its own name, else what it is, else what the scenario's calls make of it.
fn title(lang: Lang, program: &Program) -> String {
    if program.title.is_empty() { role_word(lang, program).to_owned() } else { program.title.clone() }
}

fn role_word(lang: Lang, program: &Program) -> &'static str {
    match program.role {
        Some(Role::Browser) => say::roles_browser(lang),
        Some(Role::Client) => say::roles_client(lang),
        Some(Role::Server) => say::roles_server(lang),
        Some(Role::WebServer) => say::roles_web_server(lang),
        Some(Role::NameServer) => say::roles_name_server(lang),
        Some(Role::Database) => say::roles_database(lang),
        None => say::roles_program(lang),
    }
}

/// What makes of a run C/S or B/S, from what the scenario says of its programs.
fn kinds(lang: Lang, scenario: &Scenario) -> Vec<Html> {
    let programs = || scenario.hosts.iter().flat_map(|host| &host.programs);
    let with = |role: Role| programs().filter(move |program| program.role == Some(role));
    let names = |role: Role| {
        let mut names: Vec<String> = Vec::new();
        for name in with(role).map(|program| title(lang, program)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(say::roles_and(lang))
    };
    let mut kinds = Vec::new();
    if with(Role::Client).next().is_some() {
        kinds.push((say::roles_cs(lang), say::roles_cs_about(lang, &names(Role::Client))));
    }
    if with(Role::Browser).next().is_some() {
        kinds.push((say::roles_bs(lang), say::roles_bs_about(lang).to_owned()));
    }
    if kinds.is_empty() {
        let unsaid = programs().all(|program| program.role.is_none());
        return unsaid.then(|| html! { <p class="hint">{ say::roles_unsaid(lang) }</p> }).into_iter().collect();
    }
    let told =
        kinds.into_iter().map(|(name, about)| html! { <p key={name} class="roles-kind"><b>{ name }</b>{ about }</p> });
    told.collect()
}
