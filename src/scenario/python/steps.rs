//! From steps to lines, one after the other.

use super::literal::{bytes_literal, hex_literal, seconds};
use super::names::{Names, variable_of};
use super::{PythonLine, modules};
use crate::scenario::format::{Scenario, ShutdownHow, SocketKind, SocketOption, Step};

/// How much one `recv` of "until the end" takes.
const READ_BYTES: u32 = 65_536;

/// What is written so far, and what must be remembered for what follows.
pub(super) struct Writer {
    pub lines: Vec<PythonLine>,
    indent: usize,
    /// The number of the step that is being written.
    step: usize,
    variables: Names,
    hosts: Names,
    addresses: Vec<(String, String)>,
    /// What each socket variable speaks, and whether it has been connected, where that was seen.
    kinds: Vec<(String, SocketKind, bool)>,
    /// The time limits that sockets have from earlier lines, in milliseconds; `Err` where a loop makes that depend on the round.
    limits: Vec<(String, Result<u64, ()>)>,
    /// Some call answers with what came last.
    replies: bool,
}

impl Writer {
    pub(super) fn new(scenario: &Scenario, every: &[&Step]) -> Writer {
        let targets = every.iter().filter_map(|step| match step {
            Step::Connect { to, .. }
            | Step::SendTo { to, .. }
            | Step::SendBytesTo { to, .. }
            | Step::SendHexTo { to, .. } => Some(to.as_str()),
            _ => None,
        });
        let addresses = scenario.hosts.iter().map(|host| (host.name.clone(), host.address.to_string()));
        Writer {
            lines: Vec::new(),
            indent: 0,
            step: 0,
            variables: Names::variables(every),
            hosts: Names::constants(targets),
            addresses: addresses.collect(),
            kinds: Vec::new(),
            limits: Vec::new(),
            replies: every.iter().any(|step| is_reply(step)),
        }
    }

    /// What stands above the steps: modules, addresses, and what makes bytes.
    pub(super) fn head(&mut self, every: &[&Step]) {
        for module in modules(every) {
            self.plain(format!("import {module}"));
        }
        self.plain(String::new());
        let hosts: Vec<(String, String)> = self.hosts.pairs().map(|(name, word)| (name.into(), word.into())).collect();
        for (name, word) in &hosts {
            let address = self.addresses.iter().find(|(host, _)| host == name).map(|(_, address)| address.clone());
            self.plain(format!("{word} = \"{}\"", address.unwrap_or_default()));
        }
        let first_is_reply = every
            .iter()
            .find(|step| is_reply(step) || matches!(step, Step::Recv { .. } | Step::RecvFrom { .. }))
            .is_some_and(|step| is_reply(step));
        if first_is_reply {
            self.plain("data, address = b\"\", None".to_owned());
        }
        if !hosts.is_empty() || first_is_reply {
            self.plain(String::new());
        }
        if every.iter().any(|step| matches!(step, Step::SendBytes { .. } | Step::SendBytesTo { .. })) {
            self.plain("def pattern(count):".to_owned());
            self.indent = 1;
            self.plain("letters = b\"abcdefghijklmnopqrstuvwxyz\"".to_owned());
            self.plain("return (letters * (count // 26 + 1))[:count]".to_owned());
            self.indent = 0;
            self.plain(String::new());
        }
    }

    /// The steps; `endless` if the loop around them ends when a receive returns 0 bytes.
    pub(super) fn steps(&mut self, steps: &[Step], endless: bool) {
        for step in steps {
            match step {
                Step::Repeat { times, lines } => self.repeat(*times, lines),
                Step::Try { step } => {
                    self.limit(step);
                    self.beside("try:");
                    self.indent += 1;
                    self.call(step, endless);
                    self.indent -= 1;
                    self.beside("except OSError:");
                    self.indent += 1;
                    self.beside("pass");
                    self.indent -= 1;
                    self.step += 1;
                }
                step => {
                    self.limit(step);
                    self.call(step, endless);
                    self.step += 1;
                }
            }
        }
    }

    fn repeat(&mut self, times: Option<u32>, steps: &[Step]) {
        self.forget_limits(steps);
        match times {
            Some(times) => self.main(format!("for _ in range({times}):")),
            None => self.main("while True:".to_owned()),
        }
        self.step += 1;
        self.indent += 1;
        self.steps(steps, times.is_none());
        self.indent -= 1;
        // The loop's end is a line of the program, too.
        self.step += 1;
        self.forget_limits(steps);
    }

    /// Sets the socket's time limit to that of the step, if it is another one.
    fn limit(&mut self, step: &Step) {
        let wanted = match step {
            Step::Connect { timeout_ms, .. } | Step::Recv { timeout_ms, .. } | Step::RecvFrom { timeout_ms, .. } => {
                *timeout_ms
            }
            Step::Accept { .. }
            | Step::Send { .. }
            | Step::SendBytes { .. }
            | Step::SendTo { .. }
            | Step::SendBytesTo { .. }
            | Step::Reply { .. }
            | Step::SendHex { .. }
            | Step::SendHexTo { .. }
            | Step::ReplyHex { .. }
            | Step::RecvToEnd { .. } => None,
            _ => return,
        };
        let Some(name) = variable_of(step) else { return };
        let index = self.limits.iter().position(|(known, _)| known == name);
        let now = index.and_then(|index| self.limits.get(index)).map(|(_, limit)| *limit);
        if now == wanted.map(Ok) {
            return;
        }
        let value = wanted.map_or_else(|| "None".to_owned(), seconds);
        let line = format!("{}.settimeout({value})", self.variables.word(name));
        self.beside(&line);
        self.limits.retain(|(known, _)| known != name);
        if let Some(wanted) = wanted {
            self.limits.push((name.to_owned(), Ok(wanted)));
        }
    }

    /// What a loop sets is not known at the beginning of its body, nor behind it.
    fn forget_limits(&mut self, steps: &[Step]) {
        let mut every = Vec::new();
        super::collect(steps, &mut every);
        for step in every {
            let sets = matches!(
                step,
                Step::Connect { timeout_ms: Some(_), .. }
                    | Step::Recv { timeout_ms: Some(_), .. }
                    | Step::RecvFrom { timeout_ms: Some(_), .. }
            );
            if let Some(name) = variable_of(step).filter(|_| sets) {
                self.limits.retain(|(known, _)| known != name);
                self.limits.push((name.to_owned(), Err(())));
            }
        }
    }

    /// A fresh socket: nothing that was known of the variable holds any longer.
    fn assign(&mut self, name: &str, kind: SocketKind) {
        self.limits.retain(|(known, _)| known != name);
        self.kinds.retain(|(known, ..)| known != name);
        self.kinds.push((name.to_owned(), kind, false));
    }

    fn is_datagram(&self, name: &str) -> bool {
        self.kinds.iter().any(|(known, kind, _)| known == name && *kind == SocketKind::Datagram)
    }

    fn call(&mut self, step: &Step, endless: bool) {
        let s = variable_of(step).map(|name| self.variables.word(name)).unwrap_or_default();
        match step {
            Step::Socket { socket, kind } => {
                self.assign(socket, *kind);
                self.main(match kind {
                    SocketKind::Stream => format!("{s} = socket.socket()"),
                    SocketKind::Datagram => format!("{s} = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"),
                });
            }
            Step::SetOption { option, .. } => self.main(format!("{s}.setsockopt({})", option_words(*option))),
            Step::Bind { port, .. } => self.main(format!("{s}.bind((\"\", {port}))")),
            Step::Listen { backlog, .. } => self.main(format!("{s}.listen({backlog})")),
            Step::Accept { connection, .. } => {
                self.assign(connection, SocketKind::Stream);
                self.main(format!("{}, peer = {s}.accept()", self.variables.word(connection)));
            }
            Step::Connect { socket, to, port, .. } => {
                let known = self.kinds.iter_mut().filter(|(known, ..)| known == socket);
                known.for_each(|(.., connected)| *connected = true);
                self.main(format!("{s}.connect(({}, {port}))", self.hosts.word(to)));
            }
            Step::Send { socket, text } => self.send(socket, &s, &bytes_literal(text)),
            Step::SendBytes { socket, count } => self.send(socket, &s, &format!("pattern({count})")),
            Step::SendTo { to, port, text, .. } => {
                self.main(format!("{s}.sendto({}, ({}, {port}))", bytes_literal(text), self.hosts.word(to)));
            }
            Step::SendBytesTo { to, port, count, .. } => {
                self.main(format!("{s}.sendto(pattern({count}), ({}, {port}))", self.hosts.word(to)));
            }
            Step::SendHex { socket, hex } => self.send(socket, &s, &hex_literal(hex)),
            Step::SendHexTo { to, port, hex, .. } => {
                self.main(format!("{s}.sendto({}, ({}, {port}))", hex_literal(hex), self.hosts.word(to)));
            }
            Step::Reply { socket, text } if text.is_empty() => self.reply(socket, &s, "data"),
            Step::Reply { socket, text } => self.reply(socket, &s, &format!("{} + data", bytes_literal(text))),
            Step::ReplyHex { socket, keep: 0, hex } => self.reply(socket, &s, &hex_literal(hex)),
            Step::ReplyHex { socket, keep, hex } => {
                self.reply(socket, &s, &format!("data[:{keep}] + {}", hex_literal(hex)));
            }
            Step::Recv { .. } | Step::RecvFrom { .. } | Step::RecvToEnd { .. } => self.receive(step, &s, endless),
            Step::Shutdown { how, .. } => {
                let how = match how {
                    ShutdownHow::Read => "SHUT_RD",
                    ShutdownHow::Write => "SHUT_WR",
                    ShutdownHow::Both => "SHUT_RDWR",
                };
                self.main(format!("{s}.shutdown(socket.{how})"));
            }
            Step::Close { .. } => self.main(format!("{s}.close()")),
            Step::Sleep { ms } => self.main(format!("time.sleep({})", seconds(*ms))),
            // A scenario with one of these here is refused.
            Step::Try { .. } | Step::Repeat { .. } => {}
        }
    }

    fn send(&mut self, socket: &str, s: &str, data: &str) {
        let function = if self.is_datagram(socket) { "send" } else { "sendall" };
        self.main(format!("{s}.{function}({data})"));
    }

    fn reply(&mut self, socket: &str, s: &str, data: &str) {
        let connected = self.kinds.iter().any(|(known, _, connected)| known == socket && *connected);
        if self.is_datagram(socket) && !connected {
            self.main(format!("{s}.sendto({data}, address)"));
        } else {
            self.send(socket, s, data);
        }
    }

    fn receive(&mut self, step: &Step, s: &str, endless: bool) {
        match step {
            Step::Recv { socket, most, .. } if self.is_datagram(socket) && self.replies => {
                self.main(format!("data, address = {s}.recvfrom({most})"));
            }
            Step::Recv { most, .. } => self.main(format!("data = {s}.recv({most})")),
            Step::RecvFrom { most, .. } => self.main(format!("data, address = {s}.recvfrom({most})")),
            _ => {
                self.beside("while True:");
                self.indent += 1;
                self.main(format!("data = {s}.recv({READ_BYTES})"));
                self.leave_at_end();
                self.indent -= 1;
                return;
            }
        }
        // An empty datagram is a message like any other.
        if endless && !variable_of(step).is_some_and(|name| self.is_datagram(name)) {
            self.leave_at_end();
        }
    }

    fn leave_at_end(&mut self) {
        self.beside("if not data:");
        self.indent += 1;
        self.beside("break");
        self.indent -= 1;
    }

    /// A line of no step.
    fn plain(&mut self, text: String) {
        self.lines.push(PythonLine { indent: self.indent, text, step: None, main: false });
    }

    /// The line with the step's call, or its loop's head.
    fn main(&mut self, text: String) {
        self.lines.push(PythonLine { indent: self.indent, text, step: Some(self.step), main: true });
    }

    /// Another line that the step needs.
    fn beside(&mut self, text: &str) {
        self.lines.push(PythonLine { indent: self.indent, text: text.to_owned(), step: Some(self.step), main: false });
    }
}

/// Answers what was received last.
fn is_reply(step: &Step) -> bool {
    matches!(step, Step::Reply { .. } | Step::ReplyHex { .. })
}

fn option_words(option: SocketOption) -> &'static str {
    match option {
        SocketOption::NoDelay => "socket.IPPROTO_TCP, socket.TCP_NODELAY, 1",
        SocketOption::LingerZero => "socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(\"ii\", 1, 0)",
        SocketOption::ReuseAddress => "socket.SOL_SOCKET, socket.SO_REUSEADDR, 1",
        SocketOption::KeepAlive => "socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1",
        SocketOption::NoQuickAck => "socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0",
    }
}
