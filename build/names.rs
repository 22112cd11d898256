//! How packets and moments are spelt: `client.syn.1`, `server.state.established`, `client.timer.2`.
//!
//! Spelling only. Whether a run has such a packet or moment is known when it is simulated.

const HOSTS: [&str; 2] = ["client", "server"];
const KINDS: [&str; 6] = ["syn", "synack", "ack", "rst", "fin", "data"];
const FATES: [&str; 3] = ["sent", "arrived", "lost"];
const STATES: [&str; 11] = [
    "closed",
    "listen",
    "syn-sent",
    "syn-received",
    "established",
    "fin-wait-1",
    "fin-wait-2",
    "close-wait",
    "closing",
    "last-ack",
    "time-wait",
];
const CALLS: [&str; 9] = ["socket", "bind", "listen", "accept", "connect", "send", "recv", "shutdown", "close"];

/// Whether this names a packet: host, kind, which one, and perhaps which transmission.
pub(crate) fn is_packet(name: &str) -> bool {
    match name.split('.').collect::<Vec<_>>().as_slice() {
        [host, kind, rest @ ..] => {
            HOSTS.contains(host)
                && KINDS.contains(kind)
                && matches!(rest.len(), 1 | 2)
                && rest.iter().all(|part| is_count(part))
        }
        _ => false,
    }
}

/// Whether this names a moment.
pub(crate) fn is_moment(name: &str) -> bool {
    if let Some((packet, fate)) = name.rsplit_once('.')
        && FATES.contains(&fate)
    {
        return is_packet(packet);
    }
    let known = |host: &str, list: &[&str], item: &str| HOSTS.contains(&host) && list.contains(&item);
    match name.split('.').collect::<Vec<_>>().as_slice() {
        ["start" | "end"] => true,
        [host, "state", state] => known(host, &STATES, state),
        [host, "state", state, nth] => known(host, &STATES, state) && is_count(nth),
        [host, "call" | "return", call] => known(host, &CALLS, call),
        [host, "call" | "return", call, nth] => known(host, &CALLS, call) && is_count(nth),
        [host, "timer", nth] => HOSTS.contains(host) && is_count(nth),
        _ => false,
    }
}

/// Whether this is an id or a preset's name: words of small letters and digits, joined by hyphens.
pub(crate) fn is_kebab(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

fn is_count(text: &str) -> bool {
    !text.starts_with('0') && text.len() <= 9 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
