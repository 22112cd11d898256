//! What is being run, and running it.

use super::RunRef;
use crate::course;
use crate::link::{More, Problem};
use crate::scenario::{Action, Fault, Scenario, parse_packet_name, presets};
use crate::trace::{Run, resolve};
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

/// Runs a choice. None only if a preset does not exist or cannot be run, which its tests rule out.
pub(super) fn run(choice: &Choice) -> Option<RunRef> {
    let mut scenario = match &choice.more.lab {
        Some(lab) => (**lab).clone(),
        None => scenario(choice.preset)?,
    };
    scenario.faults.extend(choice.more.faults.iter().cloned());
    scenario
        .faults
        .splice(0..0, choice.drops.iter().map(|packet| Fault { packet: packet.clone(), action: Action::Drop }));
    Run::new(scenario).ok().map(|run| RunRef(Rc::new(run)))
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
