//! The other run, computed once while the view is open; a long one goes on between two drawings of the page.

use crate::link::Rival;
use crate::ui::session::{Pending, RivalRun, RunRef, rival_run};
use crate::ui::workbench::waiting::turn;
use gloo::timers::callback::Interval;
use std::rc::Rc;
use yew::prelude::*;

/// The other run, if there is one to be; none while it is on its way.
#[hook]
pub(super) fn use_other(against: Option<&Rc<Rival>>, preset: &'static str) -> Option<RunRef> {
    let key = (against.cloned(), preset);
    let begun = use_memo(key, |(against, preset)| against.as_deref().and_then(|against| rival_run(against, preset)));
    let ready = use_state(|| None::<(Pending, RunRef)>);
    let going = match &*begun {
        Some(RivalRun::Going(pending)) => Some(pending.clone()),
        _ => None,
    };
    let done = going.as_ref().and_then(|going| (*ready).as_ref().filter(|(of, _)| of == going));
    let done = done.map(|(_, run)| run.clone());
    let setter = ready.setter();
    use_effect_with(going.filter(|_| done.is_none()), move |going| {
        let interval = going.clone().map(|pending| {
            Interval::new(0, move || {
                if turn(&pending).is_none()
                    && let Some(run) = pending.finish()
                {
                    setter.set(Some((pending.clone(), run)));
                }
            })
        });
        move || drop(interval)
    });
    match &*begun {
        Some(RivalRun::Ready(run)) => Some(run.clone()),
        _ => done,
    }
}
