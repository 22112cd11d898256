//! What takes long to work out of a run: at once if the run is short, otherwise between drawings of the page, while a line says so.

use crate::text::{Lang, workbench as say};
use crate::ui::session::RunRef;
use core::cell::RefCell;
use gloo::timers::callback::Interval;
use std::rc::Rc;
use yew::prelude::*;

/// So many events are gone through before the page is drawn.
const AT_ONCE_EVENTS: u32 = 20_000;
/// So many at a time after that: a hundredth of a second or two.
const EVENTS_A_TURN: u32 = 5_000;

/// Something that goes through a run.
pub(super) trait Pass: 'static {
    /// What comes of it.
    type Made;
    /// Before the first event.
    fn begin(run: &RunRef) -> Self;
    /// On by about so many events. Whether there is more to come.
    fn go_on(&mut self, run: &RunRef, events: u32) -> bool;
    /// At the end.
    fn finish(self, run: &RunRef) -> Self::Made;
}

/// A pass on its way, or what has come of it.
enum Stage<P: Pass> {
    Going(P),
    Done(Rc<P::Made>),
}

/// What comes of going through a run, as soon as it is there.
#[hook]
pub(super) fn use_pass<P: Pass>(run: &RunRef) -> Option<Rc<P::Made>> {
    let stage = use_memo(run.clone(), |run| {
        let mut pass = P::begin(run);
        let more = pass.go_on(run, AT_ONCE_EVENTS);
        RefCell::new(Some(if more { Stage::Going(pass) } else { Stage::Done(Rc::new(pass.finish(run))) }))
    });
    let update = use_force_update();
    {
        let stage = Rc::clone(&stage);
        use_effect_with(run.clone(), move |run| {
            let going = matches!(&*stage.borrow(), Some(Stage::Going(_)));
            let run = run.clone();
            let interval = going.then(|| {
                Interval::new(0, move || {
                    if turn(&stage, &run) {
                        update.force_update();
                    }
                })
            });
            move || drop(interval)
        });
    }
    match &*stage.borrow() {
        Some(Stage::Done(made)) => Some(Rc::clone(made)),
        _ => None,
    }
}

/// One turn. Whether that was the last.
fn turn<P: Pass>(stage: &RefCell<Option<Stage<P>>>, run: &RunRef) -> bool {
    let mut place = stage.borrow_mut();
    let Some(Stage::Going(mut pass)) = place.take_if(|stage| matches!(stage, Stage::Going(_))) else { return false };
    let more = pass.go_on(run, EVENTS_A_TURN);
    *place = Some(if more { Stage::Going(pass) } else { Stage::Done(Rc::new(pass.finish(run))) });
    !more
}

/// What stands in its place until then.
pub(super) fn wait(lang: Lang) -> Html {
    html! { <p class="hint" role="status">{ say::waiting_view(lang) }</p> }
}
