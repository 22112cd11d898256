//! From the text of a script to its lines.

use super::packet::{self, Pattern};
use super::{Act, Case, Failure, Line, Result as Outcome, Script};
use crate::scenario::Tcp;
use crate::sim::Span;
use crate::sim::socket::{Call, How, SocketKind, SocketOption};
use crate::sim::tcp::{State, TimerKind};
use crate::wire::Payload;

/// Where the peer is, for calls that name it.
const PEER: u32 = 1;

/// The port that is connected to where none is written.
const PORT: u16 = 80;

/// The longest that one line waits, in seconds.
const DAY: u64 = 86_400;

/// The most bytes of one call.
const BYTES_MOST: u32 = 1 << 24;

pub(super) fn script(text: &str) -> Result<Script, Failure> {
    let mut script = Script { tcp: Tcp::default(), setup: Vec::new(), cases: Vec::new() };
    for (index, raw) in text.lines().enumerate() {
        let number = index + 1;
        let failure = |text: String| Failure { line: number, case: String::new(), text };
        let line = raw.split_once(" #").map_or(raw, |(line, _)| line).trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(json) = line.strip_prefix("tcp ") {
            if !script.setup.is_empty() || !script.cases.is_empty() {
                return Err(failure("tcp stands at the beginning".to_owned()));
            }
            script.tcp = serde_json::from_str(json).map_err(|error| failure(format!("tcp: {error}")))?;
        } else if let Some(name) = line.strip_prefix("case ") {
            script.cases.push(Case { name: name.trim().to_owned(), lines: Vec::new() });
        } else {
            let (after, act) = self::line(line).map_err(failure)?;
            let lines = script.cases.last_mut().map_or(&mut script.setup, |case| &mut case.lines);
            lines.push(Line { number, after, act });
        }
    }
    if script.cases.is_empty() {
        script.cases.push(Case { name: String::new(), lines: Vec::new() });
    }
    Ok(script)
}

fn line(line: &str) -> Result<(Option<Span>, Act), String> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let after = match words.first().and_then(|word| word.strip_prefix('+')) {
        Some(time) => {
            words.remove(0);
            Some(span(time)?)
        }
        None => None,
    };
    let (first, rest) = words.split_first().ok_or("a time alone is no line; `+1 nothing` waits")?;
    let act = match *first {
        "<" if rest.first() == Some(&"ICMP") => message(rest.get(1..).unwrap_or_default())?,
        "<" => Act::Peer(Pattern::parse(rest)?),
        ">" => Act::Says(Pattern::parse(rest)?),
        "nothing" => Act::Nothing,
        "state" => Act::State(state(rest)?),
        "check" => Act::Check(values(rest)?),
        "timer" => timer(rest)?,
        "returns" => Act::Returns(outcome(rest)?),
        name => call(name, rest)?,
    };
    Ok((after, act))
}

/// Seconds with up to nine decimals.
fn span(text: &str) -> Result<Span, String> {
    let wrong = || format!("{text:?} is no time in seconds");
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: u64 = whole.parse().map_err(|_| wrong())?;
    if part.len() > 9 || !part.chars().all(|digit| digit.is_ascii_digit()) {
        return Err(wrong());
    }
    let nanos: u64 = format!("{part:0<9}").parse().map_err(|_| wrong())?;
    if whole > DAY {
        return Err(format!("{text} seconds are more than a day"));
    }
    Ok(Span(whole.checked_mul(1_000_000_000).and_then(|whole| whole.checked_add(nanos)).ok_or_else(wrong)?))
}

fn state(words: &[&str]) -> Result<State, String> {
    let [name] = *words else { return Err("state needs one name".to_owned()) };
    let known = State::ALL.iter().find(|state| state.rfc_name() == name);
    known.copied().ok_or_else(|| format!("{name:?} is no state"))
}

fn values(words: &[&str]) -> Result<Vec<(String, u64)>, String> {
    let pair = |pair: &[&str]| match *pair {
        [name, "none"] => Ok((name.to_owned(), u64::from(u32::MAX))),
        [name, value] => {
            value.parse().map(|value| (name.to_owned(), value)).map_err(|_| format!("{value:?} is no number"))
        }
        _ => Err("check needs names with values".to_owned()),
    };
    words.chunks(2).map(pair).collect()
}

fn timer(words: &[&str]) -> Result<Act, String> {
    let (name, rest) = words.split_first().ok_or("timer needs a name")?;
    let known = [
        ("retransmission", TimerKind::Retransmission),
        ("persist", TimerKind::Persist),
        ("delayed-ack", TimerKind::DelayedAck),
        ("keep-alive", TimerKind::KeepAlive),
        ("fin-wait-2", TimerKind::FinWait2),
        ("time-wait", TimerKind::TimeWait),
        ("reordering", TimerKind::Reordering),
        ("loss-probe", TimerKind::LossProbe),
    ];
    let timer = known.iter().find(|(known, _)| known == name).map(|(_, timer)| *timer);
    let timer = timer.ok_or_else(|| format!("{name:?} is no timer"))?;
    match *rest {
        ["off"] => Ok(Act::Timer { timer, left: None }),
        [time] => Ok(Act::Timer { timer, left: Some(span(time)?) }),
        _ => Err("a timer is off, or has so many seconds left".to_owned()),
    }
}

fn message(words: &[&str]) -> Result<Act, String> {
    let (kind, rest) = packet::message(words)?;
    match *rest {
        ["about", "seq", seq] => {
            Ok(Act::Message { kind, seq: Some(seq.parse().map_err(|_| format!("{seq:?} is no number"))?) })
        }
        ["about", "UDP"] => Ok(Act::Message { kind, seq: None }),
        _ => Err("ICMP needs what it is about: about seq 1001, or about UDP".to_owned()),
    }
}

fn outcome(words: &[&str]) -> Result<Outcome, String> {
    let [word] = *words else { return Err("one result".to_owned()) };
    Ok(match word {
        "ok" => Outcome::Done,
        "eof" => Outcome::EndOfFile,
        "limit" => Outcome::TimeLimit,
        "blocks" => Outcome::Blocks,
        errno if errno.starts_with('E') => Outcome::Errno(errno.to_owned()),
        bytes => Outcome::Bytes(bytes.parse().map_err(|_| format!("{bytes:?} is no result"))?),
    })
}

/// `connect 80 = blocks`, `c.recv 100 = 5`.
fn call(name: &str, words: &[&str]) -> Result<Act, String> {
    let (socket, name) = name.split_once('.').unwrap_or(("s", name));
    let (words, result) = match words.iter().position(|word| *word == "=") {
        Some(at) => {
            let (arguments, result) = words.split_at(at);
            (arguments, Some(outcome(result.get(1..).unwrap_or_default())?))
        }
        None => (words, None),
    };
    let socket = socket.to_owned();
    let number = |default: u32| match words.first() {
        None => Ok(default),
        Some(word) => word
            .parse()
            .ok()
            .filter(|number| *number <= BYTES_MOST)
            .ok_or_else(|| format!("{word:?} is no number, or too large")),
    };
    let short =
        |default: u16| number(default.into()).and_then(|n| u16::try_from(n).map_err(|_| format!("{n} is too large")));
    let data = |count: u32| Payload::from(vec![b'x'; usize::try_from(count).unwrap_or_default()]);
    let call = match name {
        "socket" => Call::Socket { socket, kind: kind(words)? },
        "option" => Call::SetOption { socket, option: option(words)? },
        "bind" => Call::Bind { socket, port: short(PORT)? },
        "listen" => Call::Listen { socket, backlog: short(5)? },
        "accept" => Call::Accept { socket, connection: "c".to_owned() },
        "connect" => Call::Connect { socket, host: PEER, port: short(PORT)?, timeout: None },
        "send" => Call::Send { socket, data: data(number(1)?) },
        "recv" => Call::Recv { socket, most: number(65_536)?, timeout: None },
        "sendto" => Call::SendTo { socket, host: PEER, port: second(words)?, data: data(number(1)?) },
        "recvfrom" => Call::RecvFrom { socket, most: number(65_536)?, timeout: None },
        "shutdown" => Call::Shutdown { socket, how: how(words)? },
        "close" => Call::Close { socket },
        other => return Err(format!("{other:?} begins no line")),
    };
    Ok(Act::Call { call, result })
}

/// The port that `sendto` names.
fn second(words: &[&str]) -> Result<u16, String> {
    words.get(1).map_or(Ok(PORT), |word| word.parse().map_err(|_| format!("{word:?} is no port")))
}

fn kind(words: &[&str]) -> Result<SocketKind, String> {
    match *words {
        [] => Ok(SocketKind::Stream),
        ["udp"] => Ok(SocketKind::Datagram),
        _ => Err("socket, or socket udp".to_owned()),
    }
}

fn how(words: &[&str]) -> Result<How, String> {
    match *words {
        ["read"] => Ok(How::Read),
        ["write"] => Ok(How::Write),
        ["both"] => Ok(How::Both),
        _ => Err("shutdown read, write or both".to_owned()),
    }
}

fn option(words: &[&str]) -> Result<SocketOption, String> {
    match *words {
        ["no_delay"] => Ok(SocketOption::NoDelay),
        ["linger_zero"] => Ok(SocketOption::LingerZero),
        ["reuse_address"] => Ok(SocketOption::ReuseAddress),
        ["keep_alive"] => Ok(SocketOption::KeepAlive),
        ["no_quick_ack"] => Ok(SocketOption::NoQuickAck),
        _ => Err("option no_delay, linger_zero, reuse_address, keep_alive or no_quick_ack".to_owned()),
    }
}
