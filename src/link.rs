//! Addresses: which page a path means, and the state that a fragment carries. Pure: strings in, values out.
//!
//! A fragment comes from strangers. It is capped, read leniently, and every value that is not understood is named once, so that
//! the page can say so and go on with the default.
//!
//! ```text
//! …/{lang}/{chapter}/#v=1&run=opening&drop=client.syn.1&at=17
//! …/{lang}/lab/#v=1&lab=…&fault=client.data.2:delay.200&at=17&view=graphs
//! …/{lang}/embed/{figure}/#…
//! ```
//! What a run is compared with has the same keys with `with.` before them (`with.run=cubic`).
//! `at` is a position (a number of events) or the name of a moment ([`crate::trace::resolve`]), `view` what is open beneath the stage
//! ([`View`]).

#[cfg(any(feature = "workbench", not(target_os = "unknown")))]
mod more;
#[cfg(any(feature = "workbench", not(target_os = "unknown")))]
mod rival;

#[cfg(any(feature = "workbench", not(target_os = "unknown")))]
pub use rival::Rival;

use crate::scenario::{Fault, Scenario, packet_name, parse_packet_name, presets};
use crate::text::Lang;
use std::rc::Rc;

/// The version of fragments that this build writes and reads.
pub const VERSION: &str = "1";
/// The longest fragment that is read, in bytes.
pub const FRAGMENT_BYTES_MOST: usize = 32_768;
/// The most packets that a link may drop.
pub const DROPS_MOST: usize = 32;
/// How many bad values are named; the rest are counted.
pub const PROBLEMS_MOST: usize = 3;
/// How much of a bad value is shown, in characters.
const SHOWN_CHARS: usize = 32;

/// What a link says about the figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The preset; none: the page's own first run.
    pub run: Option<&'static str>,
    /// The packets that are lost, by name.
    pub drops: Vec<String>,
    /// The position or moment.
    pub at: Option<String>,
    /// What is open beneath the stage, if that is more than a lesson has.
    pub view: Option<View>,
    /// What only the workbench understands.
    pub more: More,
}

/// What a run is made of beyond a preset and its losses. A lesson's program never has any of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// The reader's own scenario, in the place of a preset.
    pub lab: Option<Rc<Scenario>>,
    /// What else happens to packets.
    pub faults: Vec<Fault>,
    /// The run that it is compared with.
    #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
    pub against: Option<Rc<Rival>>,
}

/// What can be open beneath the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The bits and bytes of a packet.
    Segment,
    /// The causes of an event.
    Why,
    /// Everything that happens, in words.
    Log,
    /// The state machine of each end.
    States,
    /// Bytes sent, acknowledged, allowed; buffers; the scoreboard.
    Window,
    /// The timers and what is left of them.
    Timers,
    /// Quantities over time.
    Graphs,
    /// The programs as the Python they stand for.
    Code,
    /// A packet through the layers.
    Layers,
    /// Another run beside this one.
    Compare,
    /// Machines, programs and users, and what they say to each other.
    Roles,
}

impl View {
    /// All, in the order in which they are offered.
    pub const ALL: [View; 11] = [
        View::Segment,
        View::Why,
        View::Log,
        View::States,
        View::Window,
        View::Timers,
        View::Graphs,
        View::Code,
        View::Layers,
        View::Compare,
        View::Roles,
    ];

    /// As it stands in a link.
    pub fn id(self) -> &'static str {
        match self {
            View::Segment => "segment",
            View::Why => "why",
            View::Log => "log",
            View::States => "states",
            View::Window => "window",
            View::Timers => "timers",
            View::Graphs => "graphs",
            View::Code => "code",
            View::Layers => "layers",
            View::Compare => "compare",
            View::Roles => "roles",
        }
    }

    /// The one of this id.
    pub fn named(id: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.id() == id)
    }

    /// Whether only the workbench can draw it.
    pub fn is_more(self) -> bool {
        !matches!(self, View::Segment | View::Why)
    }
}

/// What is wrong with a link. Each carries the beginning of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The fragment is too long to be read.
    TooLong,
    /// A version that this build does not know.
    Version(String),
    /// A key that means nothing.
    Key(String),
    /// No preset is called that.
    Run(String),
    /// Not the name of a packet.
    Packet(String),
    /// More packets than may be dropped.
    TooManyDrops,
    /// Not a moment of this run.
    At(String),
    /// Nothing can be opened that is called that.
    View(String),
    /// Not a scenario, or one that cannot be run.
    Lab,
    /// So many more values that were not understood.
    More(u32),
}

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A chapter, by slug.
    Chapter(String),
    /// One figure alone, by name.
    Embed(String),
    /// The lab.
    Lab,
}

/// The figure that a lesson's program has.
const STAGE: &str = "stage";

/// The names of the figures that have a page of their own: the stage, and each view.
pub fn figures() -> impl Iterator<Item = &'static str> {
    core::iter::once(STAGE).chain(View::ALL.into_iter().map(View::id))
}

impl Page {
    /// Whether it starts with the workbench: the small program cannot draw it.
    pub fn is_more(&self) -> bool {
        match self {
            Page::Chapter(_) => false,
            Page::Embed(figure) => figure != STAGE,
            Page::Lab => true,
        }
    }
}

/// Reads a fragment, with or without its `#`. A fragment without `=` names a place in the text and is no state.
pub fn read(fragment: &str) -> (Shared, Vec<Problem>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut shared = Shared::default();
    if fragment.len() > FRAGMENT_BYTES_MOST {
        return (shared, vec![Problem::TooLong]);
    }
    if !fragment.contains('=') {
        return (shared, Vec::new());
    }
    let pairs: Vec<(&str, &str)> = fragment
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .collect();
    if let Some((_, version)) = pairs.iter().find(|(key, value)| *key == "v" && *value != VERSION) {
        return (shared, vec![Problem::Version(shown(version))]);
    }
    let (mut problems, mut more) = (Vec::new(), 0);
    for (key, value) in pairs {
        match shared.take(key, value) {
            Err(problem) if problems.contains(&problem) => {}
            Err(_) if problems.len() >= PROBLEMS_MOST => more += 1,
            Err(problem) => problems.push(problem),
            Ok(()) => {}
        }
    }
    if more > 0 {
        problems.push(Problem::More(more));
    }
    (shared, problems)
}

/// The fragment, without its `#`.
pub fn write(shared: &Shared) -> String {
    let mut fragment = format!("v={VERSION}");
    if let Some(run) = shared.run {
        fragment += &format!("&run={run}");
    }
    #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
    {
        if let Some(lab) = &shared.more.lab {
            fragment += &format!("&lab={}", more::write_lab(lab));
        }
        for fault in shared.more.faults.iter().filter_map(more::write_fault) {
            fragment += &format!("&fault={fault}");
        }
    }
    for packet in &shared.drops {
        fragment += &format!("&drop={packet}");
    }
    #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
    if let Some(rival) = &shared.more.against {
        fragment += &rival::write(rival);
    }
    if let Some(at) = &shared.at {
        fragment += &format!("&at={at}");
    }
    if let Some(view) = shared.view {
        fragment += &format!("&view={}", view.id());
    }
    fragment
}

impl Shared {
    fn take(&mut self, key: &str, value: &str) -> Result<(), Problem> {
        #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
        if let Some(key) = key.strip_prefix("with.") {
            return rival::take(&mut self.more, key, value);
        }
        match key {
            "v" => {}
            "run" => {
                self.run = Some(run_name(value).ok_or_else(|| Problem::Run(shown(value)))?);
            }
            "drop" => {
                let name = packet(value).ok_or_else(|| Problem::Packet(shown(value)))?;
                if self.drops.contains(&name) {
                    return Ok(());
                }
                if self.drops.len() >= DROPS_MOST {
                    return Err(Problem::TooManyDrops);
                }
                self.drops.push(name);
            }
            "at" => self.at = Some(shown(value)),
            "view" => {
                self.view = Some(View::named(value).ok_or_else(|| Problem::View(shown(value)))?);
            }
            #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
            "fault" => {
                let fault = more::read_fault(value).ok_or_else(|| Problem::Packet(shown(value)))?;
                if self.more.faults.len() >= DROPS_MOST {
                    return Err(Problem::TooManyDrops);
                }
                self.more.faults.push(fault);
            }
            #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
            "lab" => self.more.lab = Some(more::read_lab(value).ok_or(Problem::Lab)?),
            _ => return Err(Problem::Key(shown(key))),
        }
        Ok(())
    }
}

/// A packet's name as everybody spells it: `client.syn.1.1` is `client.syn.1`. Whether there is such a host, the run knows.
fn packet(text: &str) -> Option<String> {
    let host = text.split('.').next()?;
    let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    let name = parse_packet_name(text, [host]).ok().filter(|_| host.bytes().all(plain))?;
    Some(packet_name(name, [host]))
}

/// The name of a run that this program knows; a lesson's program knows only those of the lessons.
fn run_name(value: &str) -> Option<&'static str> {
    #[cfg(any(feature = "workbench", not(target_os = "unknown")))]
    if let Some(name) = crate::scenario::gallery::names().find(|name| *name == value) {
        return Some(name);
    }
    presets::NAMES.into_iter().find(|name| *name == value)
}

/// The beginning of a value from outside, fit to be shown: control and bidirectional characters by number.
fn shown(value: &str) -> String {
    let unfit = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut text = String::new();
    for c in value.chars().take(SHOWN_CHARS) {
        if unfit(c) {
            text += &format!("%{:02X}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    if value.chars().nth(SHOWN_CHARS).is_some() {
        text.push('…');
    }
    text
}

/// The page that a path means: its language, the page, and the path of the site's root, ending in `/`.
pub fn page(path: &str) -> Option<(Lang, Page, String)> {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    // With one slash in front, whatever a host made of more: two would name another host.
    let root = |parts: &[&str]| format!("/{}/", parts.join("/")).replace("//", "/");
    match parts.as_slice() {
        // Some hosts do not tell large letters from small ones.
        [before @ .., lang, embed, figure] if embed.eq_ignore_ascii_case("embed") => {
            let figure = figures().find(|known| known.eq_ignore_ascii_case(figure))?;
            Some((Lang::from_code(&lang.to_ascii_lowercase())?, Page::Embed(figure.to_owned()), root(before)))
        }
        [before @ .., lang, lab] if lab.eq_ignore_ascii_case("lab") => {
            Some((Lang::from_code(&lang.to_ascii_lowercase())?, Page::Lab, root(before)))
        }
        [before @ .., lang, slug] => {
            Some((Lang::from_code(&lang.to_ascii_lowercase())?, Page::Chapter(slug.to_ascii_lowercase()), root(before)))
        }
        _ => None,
    }
}

/// The path of a page below the site's root.
pub fn path(lang: Lang, page: &Page) -> String {
    match page {
        Page::Chapter(slug) => format!("{}/{slug}/", lang.code()),
        Page::Embed(figure) => format!("{}/embed/{figure}/", lang.code()),
        Page::Lab => format!("{}/lab/", lang.code()),
    }
}

#[cfg(test)]
mod tests;
