//! The picture: machines, their programs and sockets as they are now, and the letters between them.

use super::{Known, role_word, title};
use crate::scenario::{Host, Program};
use crate::scene::roles::{Area, CELL, Letter, Machine, Path, Roles, fit, letters};
use crate::sim::tcp::State;
use crate::text::{self, Lang, workbench as say};
use crate::trace::execution::Standing;
use crate::trace::messages::{Kind, SocketLife, Stage, Who};
use crate::ui::capitalised;
use crate::ui::figures::px;
use crate::ui::session::RunRef;
use yew::prelude::*;

/// The size of what is said within a program.
const SMALL: f64 = 11.0;
/// Where there is less room for the words about a socket, they are smaller.
const NARROW: f64 = 134.0;
/// Widths are taken generously; what is a little longer still fits.
const SLACK: f64 = 1.12;

pub(super) fn draw(lang: Lang, run: &RunRef, roles: &Roles, known: &Known, position: u32) -> Html {
    let (letters, more) = letters(roles, run.trace(), &known.talk, position);
    let hosts = run.scenario().hosts.iter().zip(&roles.machines);
    let busy = |path: &Path| {
        letters
            .iter()
            .filter_map(|letter| known.talk.messages.get(letter.message))
            .any(|message| roles.path(message).is_some_and(|(own, _)| own == path))
    };
    html! {
        <svg class="roles-picture" width={px(roles.width)} height={px(roles.height)} viewBox={format!("0 0 {} {}", px(roles.width), px(roles.height))} role="img" aria-label={say::roles_label(lang)}>
            <g>{ for roles.network.iter().enumerate().map(|(index, area)| network(lang, run, roles, index, area)) }</g>
            <g>{ for roles.paths.iter().map(|path| way(path, busy(path))) }</g>
            <g>{ for hosts.map(|(host, machine)| self::machine(lang, (host, machine), known, position)) }</g>
            <g>{ for letters.iter().map(|letter| self::letter(known, letter)) }</g>
            <g>{ for (more > 0).then(|| html! { <text class="roles-more" x={px(roles.width - 4.0)} y={px(roles.height - 6.0)} text-anchor="end">{ say::roles_more(lang, &more.to_string()) }</text> }) }</g>
        </svg>
    }
}

fn network(lang: Lang, run: &RunRef, roles: &Roles, index: usize, area: &Area) -> Html {
    let scenario = run.scenario();
    let word = if scenario.router.is_some() { say::roles_network(lang) } else { say::roles_cable(lang) };
    let radius = area.width.min(area.height) / 2.0;
    let (x, y) = (
        area.x + area.width / 2.0,
        if roles.stacked { area.y + area.height / 2.0 + 4.0 } else { area.y + area.height - 14.0 },
    );
    let (x, anchor) = if roles.stacked { (area.x + 14.0, "start") } else { (x, "middle") };
    html! {
        <g key={index} class="roles-network">
            <rect x={px(area.x)} y={px(area.y)} width={px(area.width)} height={px(area.height)} rx={px(radius.min(28.0))} />
            <text x={px(x)} y={px(y)} text-anchor={anchor}>{ word }</text>
        </g>
    }
}

fn way(path: &Path, busy: bool) -> Html {
    let point = |(x, y): (f64, f64)| format!("{} {}", px(x), px(y));
    let [a, b, c, d] = path.curve.map(point);
    html! { <path key={format!("{a}-{d}")} class={classes!("roles-way", busy.then_some("busy"))} d={format!("M{a}C{b} {c} {d}")} /> }
}

fn machine(lang: Lang, (host, machine): (&Host, &Machine), known: &Known, position: u32) -> Html {
    let Area { x, y, width, height } = machine.area;
    let user = machine.tier == 0;
    let words = if user { x + 42.0 } else { x + 12.0 };
    let room = x + width - words - 8.0;
    let name = capitalised(&text::host_word(lang, &host.name));
    let programs = (0..)
        .zip(machine.programs.iter().zip(&host.programs))
        .map(|(number, (area, program))| self::program(lang, ((machine.host, number), area, program), known, position));
    html! {
        <g key={machine.host.0} class={if user { "roles-machine client" } else { "roles-machine server" }}>
            <rect class="roles-box" x={px(x)} y={px(y)} width={px(width)} height={px(height)} rx="12" />
            { for user.then(|| person(x + 24.0, y + 22.0)) }
            <text class="roles-name" x={px(words)} y={px(y + 20.0)}>{ fit(&name, 14.5, room) }</text>
            <text class="roles-address" x={px(words)} y={px(y + 35.0)}>{ host.address.to_string() }</text>
            { for programs }
        </g>
    }
}

/// Somebody who sits at a machine.
fn person(x: f64, y: f64) -> Html {
    html! {
        <g class="roles-person" transform={format!("translate({} {})", px(x), px(y))}>
            <circle cy="-6" r="5" />
            <path d="M-10 11C-10 -1 10 -1 10 11Z" />
        </g>
    }
}

fn program(lang: Lang, (who, area, program): (Who, &Area, &Program), known: &Known, position: u32) -> Html {
    let (left, room) = (area.x + 10.0, area.width - 20.0);
    let name = if program.title.is_empty() { capitalised(&title(lang, program)) } else { program.title.clone() };
    let role = (!program.title.is_empty()).then(|| capitalised(role_word(lang, program)));
    let own = known.talk.sockets.iter().filter(|socket| socket.who == who && socket.is_open_at(position));
    let own: Vec<&SocketLife> = own.collect();
    let (does, class) = does(lang, who, known, position);
    let rows = sockets(lang, &own, position);
    html! {
        <g key={who.1} class={classes!("roles-program", class)}>
            <rect x={px(area.x)} y={px(area.y)} width={px(area.width)} height={px(CELL)} rx="8" />
            <text class="roles-title" x={px(left)} y={px(area.y + 18.0)}>{ fit(&name, 13.0, room) }
                { for role.map(|role| html! { <tspan class="roles-role" dx="6">{ fit(&role, SMALL, room - crate::scene::text_width(&name, 13.0) - 6.0) }</tspan> }) }
            </text>
            { for rows.iter().enumerate().map(|(row, (class, words))| socket(left, area.y + 36.0 + 16.0 * if row == 0 { 0.0 } else { 1.0 }, room, class, words)) }
            <text class="roles-does" x={px(left)} y={px(area.y + CELL - 10.0)}>{ fit(&does, SMALL, room) }</text>
        </g>
    }
}

/// A socket: a chip in the colour of its state, and words.
fn socket(left: f64, y: f64, room: f64, class: &str, words: &str) -> Html {
    html! {
        <g key={px(y).to_string()} class={(room < NARROW).then_some("narrow")}>
            <rect class={format!("roles-chip {class}")} x={px(left)} y={px(y - 9.0)} width="10" height="10" rx="3" />
            <text class="roles-socket" x={px(left + 16.0)} y={px(y)}>{ fit(words, if room < NARROW { SMALL - 1.0 } else { SMALL }, (room - 16.0) * SLACK) }</text>
        </g>
    }
}

/// The sockets of a program in two rows: those alike together, the rest counted.
fn sockets(lang: Lang, own: &[&SocketLife], position: u32) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String, u32)> = Vec::new();
    for socket in own {
        let port = socket.port.map(|port| format!(":{port} ")).unwrap_or_default();
        let state = socket.state_at(position);
        let (class, word) = match (socket.kind, state) {
            (Kind::Datagram, _) => ("roles-udp".to_owned(), "UDP".to_owned()),
            (Kind::Stream, State::Closed) => ("state-closed".to_owned(), say::roles_socket(lang).to_owned()),
            (Kind::Stream, state) => (format!("state-{}", state.id()), state.rfc_name().to_owned()),
        };
        let words = format!("{port}{word}");
        match rows.iter_mut().find(|(_, known, _)| *known == words) {
            Some((.., count)) => *count += 1,
            None => rows.push((class, words, 1)),
        }
    }
    let hidden: u32 = rows.iter().skip(2).map(|(.., count)| count).sum();
    let shown = rows.into_iter().take(2).enumerate().map(|(row, (class, words, count))| {
        let times = if count > 1 { format!(" × {count}") } else { String::new() };
        let more = if row == 1 && hidden > 0 { format!(" +{hidden}") } else { String::new() };
        (class, format!("{words}{times}{more}"))
    });
    shown.collect()
}

/// What a program does now.
fn does(lang: Lang, who: Who, known: &Known, position: u32) -> (String, &'static str) {
    let execution = known.executions.iter().find(|it| (it.host, it.program) == who);
    match execution.map(|it| it.at(position)) {
        Some(Standing::Waits(made)) => (say::roles_waits(lang, made.call.name()), "waits"),
        Some(Standing::At(made)) => (say::roles_in(lang, made.call.name()), "runs"),
        Some(Standing::Ended(_)) => (say::roles_ended(lang).to_owned(), "ended"),
        Some(Standing::NotStarted) => {
            let starts = execution.map_or(crate::sim::Time(0), |it| it.starts);
            (say::roles_starts(lang, &crate::ui::clock(starts)), "ended")
        }
        None => (String::new(), ""),
    }
}

fn letter(known: &Known, letter: &Letter) -> Html {
    let answers = known.talk.messages.get(letter.message).is_some_and(|message| message.answers);
    let stage = match letter.stage {
        Stage::Waits | Stage::ToCome => "waits",
        Stage::OnTheWay => "flies",
        Stage::Unread => "unread",
        Stage::Read => "read",
        Stage::Lost => "lost",
    };
    let class = classes!("roles-letter", if answers { "answer" } else { "question" }, stage);
    let half = letter.half;
    let (back, front) = (px(-half), px(half));
    // It points where it goes.
    let outline = match letter.ahead {
        ahead if ahead > 0.5 => format!("M{back} -11H{front}L{tip} 0L{front} 11H{back}z", tip = px(half + 6.0)),
        ahead if ahead < -0.5 => format!("M{front} -11H{back}L{tip} 0L{back} 11H{front}z", tip = px(-half - 6.0)),
        _ => format!("M{back} -11H{front}V11H{back}z"),
    };
    html! {
        <g key={letter.message} {class} transform={format!("translate({} {})", px(letter.at.0), px(letter.at.1))}>
            <path d={outline} />
            <text dy="0.34em" text-anchor="middle">{ &letter.words }</text>
            { for (letter.stage == Stage::Lost).then(|| html! { <path class="roles-cross" d="M-9 -9L9 9M9 -9L-9 9" /> }) }
        </g>
    }
}
