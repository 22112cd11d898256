//! Moments by name: `client.syn.1.sent`, `server.state.established`. Lessons and links use them, because a number would mean
//! something else after the smallest change.
//!
//! ```text
//! start | end
//! {packet}.sent | {packet}.arrived | {packet}.lost
//! {host}.state.{state}[.{n}] | {host}.call.{name}[.{n}] | {host}.return.{name}[.{n}] | {host}.timer.{n}
//! ```

use super::log::Trace;
use super::spans::Fate;
use crate::scenario::parse_packet_name;
use crate::sim::tcp::TimerKind;
use crate::sim::{Actor, Event, EventId, EventKind};

/// The position at which the moment has just happened; none if it never does in this run, or is no moment.
pub fn resolve(trace: &Trace, moment: &str) -> Option<u32> {
    match moment {
        "start" => return Some(0),
        "end" => return Some(trace.len()),
        _ => {}
    }
    event_of(trace, moment).map(|event| event.0 + 1)
}

fn event_of(trace: &Trace, moment: &str) -> Option<EventId> {
    let parts: Vec<&str> = moment.split('.').collect();
    match *parts.as_slice() {
        [host, "state", state] => nth(trace, host, 1, |event| enters(event, state)),
        [host, "state", state, n] => nth(trace, host, number(n)?, |event| enters(event, state)),
        [host, "timer", n] => nth(trace, host, number(n)?, fires),
        [host, "call", name] => nth(trace, host, 1, |event| calls(event, name)),
        [host, "call", name, n] => nth(trace, host, number(n)?, |event| calls(event, name)),
        [host, "return", name] => nth(trace, host, 1, |event| returns(trace, event, name)),
        [host, "return", name, n] => nth(trace, host, number(n)?, |event| returns(trace, event, name)),
        _ => packet_moment(trace, moment),
    }
}

fn packet_moment(trace: &Trace, moment: &str) -> Option<EventId> {
    let (packet, what) = moment.rsplit_once('.')?;
    let name = parse_packet_name(packet, trace.hosts().iter().map(|host| host.name.as_str())).ok()?;
    let span = trace.packets().iter().find(|span| span.name == name)?;
    match (what, span.fate) {
        ("sent", _) => Some(span.sent),
        ("arrived", Fate::Arrived { event, .. }) | ("lost", Fate::Lost { event, .. }) => Some(event),
        _ => None,
    }
}

fn nth(trace: &Trace, host: &str, n: usize, is: impl Fn(&Event) -> bool) -> Option<EventId> {
    let here = |event: &Event| match event.actor {
        Actor::Stack(id) | Actor::Program(id, _) => trace.host_name(id) == host,
        Actor::Link(_) | Actor::World => false,
    };
    trace.numbered().filter(|(_, event)| here(event) && is(event)).nth(n.checked_sub(1)?).map(|(id, _)| id)
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok()
}

fn enters(event: &Event, state: &str) -> bool {
    matches!(event.kind, EventKind::State { to, .. } if to.id() == state)
}

fn fires(event: &Event) -> bool {
    matches!(event.kind, EventKind::TimerFired { timer: TimerKind::Retransmission, .. })
}

fn calls(event: &Event, name: &str) -> bool {
    matches!(&event.kind, EventKind::Called { call } if call.name() == name)
}

fn returns(trace: &Trace, event: &Event, name: &str) -> bool {
    matches!(event.kind, EventKind::Returned { call, .. } if trace.event(call).is_some_and(|made| calls(made, name)))
}
