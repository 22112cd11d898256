//! The other run of a comparison, as a link says it: like the run itself, with `with.` before each key.
//!
//! ```text
//! with.run={set-up}&with.drop={packet}&with.fault={change}&with.lab={scenario}&with.at={position of the fork}
//! ```

use super::{DROPS_MOST, More, Problem, more, packet, run_name, shown};
use crate::scenario::{Fault, Scenario};
use std::rc::Rc;

/// The other run. What a link leaves out is as in the present one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rival {
    /// The preset; none: the present run's.
    pub run: Option<&'static str>,
    /// The packets that are lost, by name.
    pub drops: Vec<String>,
    /// What else happens to packets.
    pub faults: Vec<Fault>,
    /// A scenario in the place of the preset.
    pub lab: Option<Rc<Scenario>>,
    /// Where the present run was forked from it: the position; none if they were chosen as a pair.
    pub at: Option<u32>,
}

/// The other run's part of a fragment, beginning with `&`.
pub(super) fn write(rival: &Rival) -> String {
    let mut fragment = String::new();
    if let Some(run) = rival.run {
        fragment += &format!("&with.run={run}");
    }
    if let Some(lab) = &rival.lab {
        fragment += &format!("&with.lab={}", more::write_lab(lab));
    }
    for fault in rival.faults.iter().filter_map(more::write_fault) {
        fragment += &format!("&with.fault={fault}");
    }
    for packet in &rival.drops {
        fragment += &format!("&with.drop={packet}");
    }
    // Also says that there is another run at all, where it is the same.
    if rival.at.is_some() || fragment.is_empty() {
        fragment += &format!("&with.at={}", rival.at.unwrap_or_default());
    }
    fragment
}

/// Takes a value about the other run. `key`: what stands behind `with.`.
pub(super) fn take(more: &mut More, key: &str, value: &str) -> Result<(), Problem> {
    let mut rival = more.against.as_deref().cloned().unwrap_or_default();
    let room = |count: usize| if count < DROPS_MOST { Ok(()) } else { Err(Problem::TooManyDrops) };
    match key {
        "run" => rival.run = Some(run_name(value).ok_or_else(|| Problem::Run(shown(value)))?),
        "drop" => {
            let name = packet(value).ok_or_else(|| Problem::Packet(shown(value)))?;
            if !rival.drops.contains(&name) {
                room(rival.drops.len())?;
                rival.drops.push(name);
            }
        }
        "fault" => {
            let fault = super::more::read_fault(value).ok_or_else(|| Problem::Packet(shown(value)))?;
            room(rival.faults.len())?;
            rival.faults.push(fault);
        }
        "lab" => rival.lab = Some(super::more::read_lab(value).ok_or(Problem::Lab)?),
        "at" => rival.at = Some(value.parse().map_err(|_| Problem::At(shown(value)))?),
        _ => return Err(Problem::Key(shown(&format!("with.{key}")))),
    }
    more.against = Some(Rc::new(rival));
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::link::{Problem, read, write};
    use crate::scenario::gallery;
    use proptest::prelude::*;
    use std::rc::Rc;

    #[test]
    fn the_other_run_goes_there_and_back() {
        let lab = super::more::write_lab(&gallery::scenario("nagle").unwrap());
        for rest in [
            "&with.at=0".to_owned(),
            "&with.run=cubic&with.at=40".to_owned(),
            "&with.run=request&with.fault=client.data.1:delay.20&with.drop=client.syn.1&with.drop=server.ack.1"
                .to_owned(),
            format!("&with.lab={lab}&with.at=7"),
        ] {
            let fragment = format!("v=1&run=request{rest}");
            let (shared, problems) = read(&fragment);
            assert_eq!((write(&shared), problems), (fragment, vec![]));
        }
        let (shared, _) = read(&format!("v=1&with.lab={lab}"));
        assert_eq!(shared.more.against.unwrap().lab, gallery::scenario("nagle").map(Rc::new));
    }

    #[test]
    fn what_is_wrong_with_it_is_named() {
        let (shared, problems) = read("v=1&with.run=no&with.drop=<b>&with.at=-1");
        assert_eq!(shared.more.against, None);
        let named = ["no", "<b>", "-1"].map(str::to_owned);
        let [run, packet, at] = named;
        assert_eq!(problems, [Problem::Run(run), Problem::Packet(packet), Problem::At(at)]);
        assert_eq!(read("v=1&with.x=1").1, [Problem::Key("with.x".to_owned())]);
        assert_eq!(read("v=1&with.lab=!").1, [Problem::Lab]);
        let many: Vec<String> = (1..50).map(|nth| format!("&with.drop=client.data.{nth}")).collect();
        let many = many.concat();
        assert_eq!(read(&format!("v=1{many}")).1, [Problem::TooManyDrops]);
    }

    proptest! {
        #[test]
        fn anything_can_be_read(key in "(run|drop|fault|lab|at|x)", value in "\\PC*") {
            let (shared, _) = read(&format!("v=1&with.{key}={value}"));
            prop_assert_eq!(read(&write(&shared)).0, shared);
        }
    }
}
