//! What is being run, and running it.

use super::RunRef;
use crate::course;
use crate::link::{More, Problem};
use crate::scenario::{Action, Fault, Scenario, parse_packet_name, presets};
use crate::trace::{Run, Running, resolve};
use std::rc::Rc;

/// What is being run: a preset and the packets that the reader, or the lesson, loses in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Choice {
    /// The preset's name.
    pub preset: &'static str,
    /// Names of packets, in the order in which they were chosen.
    pub drops: Vec<String>,
    /// What the workbench does beyond that.
    pub more: More,
}

/// A choice without what is about hosts that its run does not have.
pub(in crate::ui) fn known(mut choice: Choice, problems: &mut Vec<Problem>) -> Choice {
    let scenario = match &choice.more.lab {
        Some(lab) => Some(Rc::clone(lab)),
        None => scenario(choice.preset).map(Rc::new),
    };
    let mut is_known = |packet: &str| {
        let known = scenario.as_ref().is_some_and(|scenario| parse_packet_name(packet, scenario.host_names()).is_ok());
        if !known {
            problems.push(Problem::Packet(packet.to_owned()));
        }
        known
    };
    choice.drops.retain(|packet| is_known(packet));
    choice.more.faults.retain(|fault| is_known(&fault.packet));
    #[cfg(feature = "workbench")]
    {
        choice.more.against = super::rival::known_rival(&choice, problems);
    }
    choice
}

/// Whether the course itself shows this run: then there is a way back to it.
pub(super) fn is_lesson(choice: &Choice) -> bool {
    let runs = course::index().iter().flat_map(|entry| entry.runs);
    runs.into_iter().any(|run| {
        choice.more == More::default()
            && run.preset == choice.preset
            && choice.drops.iter().map(String::as_str).eq(run.drops.iter().copied())
    })
}

/// So many events are computed before a page is drawn again: a few hundredths of a second. Whatever is longer goes on between drawings.
#[cfg(feature = "workbench")]
const AT_ONCE_EVENTS: u32 = 20_000;

/// A run, or the beginning of a long one.
pub(super) enum Made {
    Ready(RunRef),
    #[cfg(feature = "workbench")]
    Going(Box<Running>),
}

/// Runs a choice. None if a preset does not exist, or for a scenario that cannot be run.
pub(super) fn make(choice: &Choice) -> Option<Made> {
    #[cfg_attr(not(feature = "workbench"), expect(unused_mut, reason = "it runs to its end at once"))]
    let mut running = Running::new(scenario_of(choice)?).ok()?;
    // A lesson's runs are all short.
    #[cfg(feature = "workbench")]
    {
        running.keep_worlds();
        if running.go_on(AT_ONCE_EVENTS) {
            return Some(Made::Going(Box::new(running)));
        }
    }
    Some(Made::Ready(RunRef(Rc::new(running.finish()))))
}

/// What a choice comes to, as one scenario.
fn scenario_of(choice: &Choice) -> Option<Scenario> {
    let mut scenario = match &choice.more.lab {
        Some(lab) => (**lab).clone(),
        None => scenario(choice.preset)?,
    };
    scenario.faults.extend(choice.more.faults.iter().cloned());
    scenario
        .faults
        .splice(0..0, choice.drops.iter().map(|packet| Fault { packet: packet.clone(), action: Action::Drop }));
    Some(scenario)
}

pub(super) fn scenario(name: &str) -> Option<Scenario> {
    #[cfg(feature = "workbench")]
    if let Some(scenario) = crate::scenario::gallery::scenario(name) {
        return Some(scenario);
    }
    presets::preset(name)
}

/// A position by number or by moment, if it is in this run.
pub(super) fn position_of(run: &Run, at: &str) -> Option<u32> {
    match at.parse::<u32>() {
        Ok(position) => Some(position).filter(|position| *position <= run.trace().len()),
        Err(_) => resolve(run.trace(), at),
    }
}
