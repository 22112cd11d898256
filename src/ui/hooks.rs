//! Hooks: the width of an element, and the playhead that moves while the session plays.

use super::browser;
use super::session::{Command, SPEEDS, Session};
use crate::scene::Ladder;
use crate::sim::Time;
use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Where the figure is drawn before its width is known, and on the static page.
pub(super) const WIDTH_AT_FIRST: f64 = 720.0;
/// Narrower than this the figure is drawn smaller instead of narrower.
const WIDTH_LEAST: f64 = 280.0;
/// Playing speed at 100 %, in pixels of the ladder a second.
const PIXELS_PER_SECOND: f64 = 70.0;
/// The longest step between two frames, in milliseconds: a page that was hidden does not leap on.
const FRAME_MOST_MS: f64 = 100.0;

/// The width of an element, kept up as the window changes.
#[hook]
pub(super) fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| WIDTH_AT_FIRST);
    let setter = width.setter();
    let node = node.clone();
    use_effect_with((), move |()| {
        let measure = move || {
            if let Some(element) = node.cast::<Element>().filter(|element| element.client_width() > 0) {
                setter.set(f64::from(element.client_width()).max(WIDTH_LEAST));
            }
        };
        measure();
        let listener = browser::window().map(|window| EventListener::new(&window, "resize", move |_| measure()));
        move || drop(listener)
    });
    *width
}

/// What moves: the height of the cursor, and the time there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Playhead {
    /// On the ladder, in pixels.
    pub y: f64,
    /// Simulated time.
    pub now: Time,
}

/// The playhead: at rest on the session's position; while playing, between this event and the next.
#[hook]
pub(super) fn use_playhead(session: &UseReducerHandle<Session>, ladder: &Rc<Ladder>) -> Playhead {
    let trace = session.run.trace();
    let rest = Playhead { y: ladder.y_at(session.position), now: trace.time_at(session.position) };
    let moving = use_state(|| None::<f64>);
    let next = ladder.y_at(session.position + 1);
    {
        let (setter, dispatcher, ladder) = (moving.setter(), session.dispatcher(), Rc::clone(ladder));
        let (len, position) = (trace.len(), session.position);
        let speed = SPEEDS.get(session.speed).copied().unwrap_or(100);
        let from = moving.unwrap_or(rest.y).max(rest.y).min(next.max(rest.y));
        let begin = (session.playing, session.position, session.speed);
        use_effect_with(begin, move |(playing, ..)| {
            let frame = Rc::new(RefCell::new(None));
            if *playing {
                let rate = PIXELS_PER_SECOND * f64::from(speed) / 100_000.0;
                let glides = !browser::prefers_reduced_motion();
                let glide = Glide { setter, dispatcher, ladder, len, position, rate, glides };
                glide.frame(from, None, &frame);
            } else {
                setter.set(None);
            }
            move || drop(frame.borrow_mut().take())
        });
    }
    match *moving {
        Some(y) if session.playing && y > rest.y => {
            let y = y.min(next);
            Playhead { y, now: ladder.scale().time_between(session.position, y) }
        }
        _ => rest,
    }
}

/// One stretch of playing, from one event to the next. Holds setters only, so that no past state is kept alive.
struct Glide {
    setter: UseStateSetter<Option<f64>>,
    dispatcher: UseReducerDispatcher<Session>,
    ladder: Rc<Ladder>,
    len: u32,
    position: u32,
    rate: f64,
    /// Whether the cursor moves between events; it does not for a reader who asks for no motion.
    glides: bool,
}

impl Glide {
    fn frame(self, y: f64, before: Option<f64>, slot: &Rc<RefCell<Option<AnimationFrame>>>) {
        let again = Rc::clone(slot);
        let handle = request_animation_frame(move |now| {
            let elapsed = before.map_or(0.0, |before| (now - before).max(0.0).min(FRAME_MOST_MS));
            let y = y + elapsed * self.rate;
            // Heights never fall, so what has been reached is near: a long run costs a frame no more than a short one.
            let reached = (self.position..=self.len).take_while(|position| self.ladder.y_at(*position) <= y).last();
            match reached {
                Some(position) if position > self.position => {
                    self.setter.set(Some(y));
                    self.dispatcher.dispatch(Command::Advance(position));
                }
                _ if self.position >= self.len => self.dispatcher.dispatch(Command::Advance(self.len)),
                _ => {
                    if self.glides {
                        self.setter.set(Some(y));
                    }
                    self.frame(y, Some(now), &again);
                }
            }
        });
        *slot.borrow_mut() = Some(handle);
    }
}
