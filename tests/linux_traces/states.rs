//! The states of each end of the connection, as the kernel traced them and as a run has them.
//!
//! Linux hands a socket that has seen both FINs over to a small stand-in for TIME-WAIT, and the socket itself closes: it prints
//! `FIN_WAIT2 -> CLOSE`, or `CLOSING -> CLOSE`, and nothing when TIME-WAIT ends. So these read as TIME-WAIT, and the run's end of TIME-WAIT is left
//! out. A `close()` in FIN-WAIT-2 makes Linux do the same before the peer's FIN; the order of states is the same. Linux also
//! prints changes of a state into itself, which are none.

use wirewalk::sim::tcp::State;
use wirewalk::sim::{Actor, EventKind, HostId};
use wirewalk::trace::Run;

/// The states of the host's one connection, without its listening socket.
pub(super) fn of_run(run: &Run, host: u32) -> Vec<String> {
    let here = run.trace().events().iter().filter(|event| event.actor == Actor::Stack(HostId(host)));
    let changes = here.filter_map(|event| match event.kind {
        EventKind::State { tcb, from, to } => Some((tcb, from, to)),
        _ => None,
    });
    let changes: Vec<_> = changes.collect();
    let listens = |of| changes.iter().any(|(tcb, _, to)| *tcb == of && *to == State::Listen);
    let own = changes.iter().filter(|(tcb, from, _)| !listens(*tcb) && *from != State::TimeWait);
    own.map(|(_, from, to)| format!("{} -> {}", from.id(), to.id())).collect()
}

/// The same from a kernel trace, for the end with this address.
pub(super) fn of_ktrace(ktrace: &str, address: &str) -> Vec<String> {
    let lines = ktrace.lines().filter(|line| line.contains("inet_sock_set_state:"));
    let own = lines.filter(|line| field(line, "saddr") == address && field(line, "dport") != "0");
    own.filter_map(|line| {
        let (from, to) = (state(field(line, "oldstate")), state(field(line, "newstate")));
        let to = match (from, to) {
            (State::FinWait2 | State::Closing, State::Closed) => State::TimeWait,
            (_, to) => to,
        };
        (from != to).then(|| format!("{} -> {}", from.id(), to.id()))
    })
    .collect()
}

fn field<'a>(line: &'a str, name: &str) -> &'a str {
    let fields = line.split_whitespace().filter_map(|word| word.split_once('='));
    fields.filter(|(key, _)| *key == name).map(|(_, value)| value).next().unwrap_or("")
}

fn state(linux: &str) -> State {
    match linux {
        "TCP_CLOSE" => State::Closed,
        "TCP_LISTEN" => State::Listen,
        "TCP_SYN_SENT" => State::SynSent,
        "TCP_SYN_RECV" => State::SynReceived,
        "TCP_ESTABLISHED" => State::Established,
        "TCP_FIN_WAIT1" => State::FinWait1,
        "TCP_FIN_WAIT2" => State::FinWait2,
        "TCP_CLOSE_WAIT" => State::CloseWait,
        "TCP_CLOSING" => State::Closing,
        "TCP_LAST_ACK" => State::LastAck,
        "TCP_TIME_WAIT" => State::TimeWait,
        other => panic!("{other} is no state"),
    }
}
