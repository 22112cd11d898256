//! From a program's lines to the calls that it makes.

use super::place::{Check, Place, Wrong};
use crate::scenario::format::{Program, Scenario, ShutdownHow, SocketKind, SocketOption, Step};
use crate::scenario::limits::Limits;
use crate::sim::Time;
use crate::sim::program::{Line, ProgramSetup};
use crate::sim::socket::{self, Call, How};
use crate::sim::tcp::WHOLE;
use crate::wire::Payload;
use std::rc::Rc;

impl Scenario {
    pub(super) fn program(&self, place: &Place, own: &str, program: &Program) -> Check<ProgramSetup> {
        let starts = place.at("start_ms").millis(program.start_ms, 0)?;
        place.at("title").count(program.title.chars().count(), 0, Limits::TITLE_CHARS)?;
        place.at("lines").count(program.lines.len(), 1, Limits::LINES_PER_PROGRAM)?;
        let mut lines = Vec::new();
        self.lines(&place.at("lines"), own, &program.lines, 0, &mut lines)?;
        Ok(ProgramSetup { starts: Time(0) + starts, lines, interactive: false })
    }

    /// Adds the lines, loops and all.
    fn lines(&self, place: &Place, own: &str, steps: &[Step], depth: usize, lines: &mut Vec<Line>) -> Check<()> {
        for (index, step) in steps.iter().enumerate() {
            let place = place.nth(index);
            place.count(lines.len(), 0, Limits::LINES_PER_PROGRAM)?;
            match step {
                Step::Try { step } => {
                    let call = Rc::new(self.call(&place.at("step"), own, step)?);
                    lines.push(Line::Call { call, may_fail: true });
                }
                Step::Repeat { times, lines: steps } => {
                    place.at("lines").count(steps.len(), 1, Limits::LINES_PER_PROGRAM)?;
                    if depth > Limits::LOOPS_IN_LOOPS {
                        return place.wrong(Wrong::Loops);
                    }
                    let times = times.map(|times| place.at("times").number(times, 1, u32::MAX)).transpose()?;
                    let at = lines.len();
                    lines.push(Line::Loop { times, behind: 0 });
                    self.lines(&place.at("lines"), own, steps, depth + 1, lines)?;
                    lines.push(Line::Again { first: at + 1 });
                    let end = lines.len();
                    if let Some(Line::Loop { behind, .. }) = lines.get_mut(at) {
                        *behind = end;
                    }
                }
                step => lines.push(Line::Call { call: Rc::new(self.call(&place, own, step)?), may_fail: false }),
            }
        }
        Ok(())
    }

    /// The number of the host that a call names.
    fn peer(&self, place: &Place, own: &str, to: &String) -> Check<u32> {
        let Some((host, _)) = (0..).zip(self.host_names()).find(|(_, name)| name == to) else {
            return place.at("to").wrong(Wrong::Unknown(to.clone()));
        };
        if to == own {
            return place.at("to").wrong(Wrong::Itself(to.clone()));
        }
        Ok(host)
    }

    fn call(&self, place: &Place, own: &str, step: &Step) -> Check<Call> {
        let variable = |value: &String| place.at("socket").name(value);
        let limit = |ms: Option<u64>| ms.map(|ms| place.at("timeout_ms").millis(ms, 1)).transpose();
        let port_of = |port: u16| place.at("port").number(port, 1, u16::MAX);
        Ok(match step {
            Step::Socket { socket: variable_name, kind } => {
                let kind = match kind {
                    SocketKind::Stream => socket::SocketKind::Stream,
                    SocketKind::Datagram => socket::SocketKind::Datagram,
                };
                Call::Socket { socket: variable(variable_name)?, kind }
            }
            Step::Bind { socket, port } => Call::Bind { socket: variable(socket)?, port: port_of(*port)? },
            Step::Listen { socket, backlog } => Call::Listen { socket: variable(socket)?, backlog: *backlog },
            Step::Accept { socket, connection } => {
                Call::Accept { socket: variable(socket)?, connection: place.at("connection").name(connection)? }
            }
            Step::Connect { socket, to, port, timeout_ms } => Call::Connect {
                socket: variable(socket)?,
                host: self.peer(place, own, to)?,
                port: port_of(*port)?,
                timeout: limit(*timeout_ms)?,
            },
            Step::SetOption { socket, option } => {
                Call::SetOption { socket: variable(socket)?, option: self::option(*option) }
            }
            Step::SendTo { socket, to, port, text } => Call::SendTo {
                socket: variable(socket)?,
                host: self.peer(place, own, to)?,
                port: port_of(*port)?,
                data: self::text(&place.at("text"), text, 0)?,
            },
            Step::SendBytesTo { socket, to, port, count } => Call::SendTo {
                socket: variable(socket)?,
                host: self.peer(place, own, to)?,
                port: port_of(*port)?,
                data: pattern(place.at("count").number(*count, 0, Limits::DATAGRAM_BYTES)?),
            },
            Step::SendHex { socket, hex: digits } => {
                Call::Send { socket: variable(socket)?, data: hex(&place.at("hex"), digits)? }
            }
            Step::SendHexTo { socket, to, port, hex: digits } => Call::SendTo {
                socket: variable(socket)?,
                host: self.peer(place, own, to)?,
                port: port_of(*port)?,
                data: hex(&place.at("hex"), digits)?,
            },
            Step::ReplyHex { socket, keep, hex: digits } => Call::Answer {
                socket: variable(socket)?,
                keep: place.at("keep").number(*keep, 0, Limits::DATAGRAM_BYTES)?,
                data: hex(&place.at("hex"), digits)?,
            },
            Step::Reply { socket, text } => {
                Call::Reply { socket: variable(socket)?, prefix: self::text(&place.at("text"), text, 0)? }
            }
            Step::RecvFrom { socket, most, timeout_ms } => Call::RecvFrom {
                socket: variable(socket)?,
                most: place.at("most").number(*most, 1, Limits::RECV_BYTES)?,
                timeout: limit(*timeout_ms)?,
            },
            Step::Send { socket, text } => {
                Call::Send { socket: variable(socket)?, data: self::text(&place.at("text"), text, 1)? }
            }
            Step::SendBytes { socket, count } => {
                let count = place.at("count").number(*count, 1, Limits::SEND_BYTES)?;
                Call::Send { socket: variable(socket)?, data: pattern(count) }
            }
            Step::Recv { socket, most, timeout_ms } => Call::Recv {
                socket: variable(socket)?,
                most: place.at("most").number(*most, 1, Limits::RECV_BYTES)?,
                timeout: limit(*timeout_ms)?,
            },
            Step::RecvToEnd { socket } => Call::RecvToEnd { socket: variable(socket)? },
            Step::Shutdown { socket, how } => {
                let how = match how {
                    ShutdownHow::Read => How::Read,
                    ShutdownHow::Write => How::Write,
                    ShutdownHow::Both => How::Both,
                };
                Call::Shutdown { socket: variable(socket)?, how }
            }
            Step::Close { socket } => Call::Close { socket: variable(socket)? },
            Step::Try { .. } | Step::Repeat { .. } => return place.wrong(Wrong::NoCall),
            Step::Sleep { ms } => Call::Sleep { span: place.at("ms").millis(*ms, 0)? },
        })
    }
}

/// How many bytes a line writes.
pub(super) fn bytes_written(step: &Step) -> u64 {
    match step {
        Step::SendBytes { count, .. } | Step::SendBytesTo { count, .. } => u64::from(*count),
        Step::Repeat { lines, .. } => lines.iter().map(bytes_written).fold(0, u64::saturating_add),
        Step::Try { step } => bytes_written(step),
        _ => 0,
    }
}

/// Bytes that can be told apart: the letters of the alphabet, over and over.
fn pattern(count: u32) -> Payload {
    Payload::from((b'a'..=b'z').cycle().take(usize::try_from(count).unwrap_or_default()).collect::<Vec<u8>>())
}

fn text(place: &Place, text: &str, least: u32) -> Check<Payload> {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    place.number(length, least, Limits::SEND_BYTES)?;
    Ok(Payload::from(text.as_bytes()))
}

/// Bytes from pairs of hexadecimal digits. No lesson's program sends any.
fn hex(place: &Place, text: &str) -> Check<Payload> {
    let digits = text.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_digit(16));
    let Some(digits) = digits.collect::<Option<Vec<u32>>>().filter(|digits| WHOLE && digits.len().is_multiple_of(2))
    else {
        return place.wrong(Wrong::Hex);
    };
    place.count(digits.len() / 2, 1, usize::try_from(Limits::DATAGRAM_BYTES).unwrap_or(usize::MAX))?;
    let byte = |pair: &[u32]| pair.iter().fold(0, |byte, digit| byte << 4 | digit.to_le_bytes()[0]);
    Ok(Payload::from(digits.chunks(2).map(byte).collect::<Vec<u8>>()))
}

fn option(option: SocketOption) -> socket::SocketOption {
    match option {
        SocketOption::NoDelay => socket::SocketOption::NoDelay,
        SocketOption::LingerZero => socket::SocketOption::LingerZero,
        SocketOption::ReuseAddress => socket::SocketOption::ReuseAddress,
        SocketOption::KeepAlive => socket::SocketOption::KeepAlive,
        SocketOption::NoQuickAck => socket::SocketOption::NoQuickAck,
    }
}
