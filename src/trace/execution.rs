//! How programs ran: which line each call was, what it returned and when, how often loops went round, and which packets followed.
//!
//! Lines are counted as [`ProgramSetup`](crate::sim::program::ProgramSetup) counts them. Made once for a run; then every question is a
//! search in what has been sorted.

use super::run::Run;
use super::spans::CallSpan;
use crate::sim::ids::HostId;
use crate::sim::program::{Line, Program};
use crate::sim::socket::{Call, Outcome};
use crate::sim::{Actor, EventId, EventKind, PacketId, Time};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What one return gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    /// The event.
    pub event: EventId,
    /// When that was.
    pub at: Time,
    /// What it returned.
    pub outcome: Outcome,
    /// How many bytes the call has received in all by then.
    pub bytes: u64,
}

/// One making of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The line, none for a call that nobody wrote into the program.
    pub line: Option<usize>,
    /// The call.
    pub call: Rc<Call>,
    /// The event of its making.
    pub event: EventId,
    /// When that was.
    pub at: Time,
    /// Its returns; more than one only where it stands for a loop of receives, and none where it is no news that it worked.
    pub returns: Vec<Return>,
    /// The event with which it was over.
    pub over: Option<EventId>,
    /// It came back later than it was called, or never.
    pub waits: bool,
    /// It failed and the program was not ready for that.
    pub fatal: bool,
}

impl Made {
    /// The latest return that has happened at a position.
    pub fn returned_at(&self, position: u32) -> Option<&Return> {
        let count = self.returns.partition_point(|it| it.event.0 < position);
        count.checked_sub(1).and_then(|last| self.returns.get(last))
    }

    /// Since when it has been waiting: where it stands for a loop of receives, since the last of them came back.
    pub fn since(&self, position: u32) -> Time {
        self.returned_at(position).map_or(self.at, |last| last.at)
    }

    /// Whether it is over at a position.
    pub fn is_over_at(&self, position: u32) -> bool {
        self.over.is_some_and(|over| over.0 < position)
    }
}

/// Where a program stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'a> {
    /// It has not been started.
    NotStarted,
    /// In a call, or just back from it.
    At(&'a Made),
    /// In a call that keeps it waiting.
    Waits(&'a Made),
    /// The process has ended, after this call.
    Ended(Option<&'a Made>),
}

/// How one program ran.
#[derive(Clone, Debug)]
pub struct Execution {
    /// The host.
    pub host: HostId,
    /// The program's number there.
    pub program: u32,
    /// When it starts.
    pub starts: Time,
    /// Its calls, in the order in which they were made.
    pub calls: Vec<Made>,
    /// When the process ended.
    pub exited: Option<EventId>,
    /// For each line the numbers of its calls.
    by_line: BTreeMap<usize, Vec<usize>>,
    /// For each loop's first line the events at which a round began, and which it was.
    rounds: BTreeMap<usize, Vec<(EventId, u32)>>,
    /// For each line the packets that followed from it.
    packets: BTreeMap<usize, Vec<PacketId>>,
}

impl Execution {
    /// Where it stands at a position.
    pub fn at(&self, position: u32) -> Standing<'_> {
        let count = self.calls.partition_point(|made| made.event.0 < position);
        let last = count.checked_sub(1).and_then(|last| self.calls.get(last));
        if self.exited.is_some_and(|exited| exited.0 < position) {
            return Standing::Ended(last);
        }
        match last {
            None => Standing::NotStarted,
            Some(made) if made.waits && !made.is_over_at(position) => Standing::Waits(made),
            Some(made) => Standing::At(made),
        }
    }

    /// The latest call of a line that has been made at a position.
    pub fn latest(&self, line: usize, position: u32) -> Option<&Made> {
        let own = self.by_line.get(&line)?;
        let is_past = |index: &usize| self.calls.get(*index).is_some_and(|made| made.event.0 < position);
        let last = own.partition_point(is_past).checked_sub(1)?;
        self.calls.get(*own.get(last)?)
    }

    /// The calls of a line.
    pub fn of(&self, line: usize) -> impl DoubleEndedIterator<Item = &Made> {
        self.by_line.get(&line).into_iter().flatten().filter_map(|index| self.calls.get(*index))
    }

    /// Which round a loop is in, or was in last, at a position.
    pub fn round(&self, first_line: usize, position: u32) -> Option<u32> {
        let rounds = self.rounds.get(&first_line)?;
        let count = rounds.partition_point(|(event, _)| event.0 < position);
        count.checked_sub(1).and_then(|last| rounds.get(last)).map(|(_, round)| *round)
    }

    /// The packets that followed from a line's calls: sent in the call, or because of it later.
    pub fn packets(&self, line: usize) -> &[PacketId] {
        self.packets.get(&line).map_or(&[], Vec::as_slice)
    }

    /// The line behind a packet.
    pub fn line_of(&self, packet: PacketId) -> Option<usize> {
        self.packets.iter().find(|(_, packets)| packets.binary_search(&packet).is_ok()).map(|(line, _)| *line)
    }

    /// Where a reader goes who asks for a line: its call before the position or at it; from there to the next one, and round again.
    pub fn next_stop(&self, line: usize, position: u32) -> Option<u32> {
        let stops = || self.of(line).map(|made| made.event.0 + 1);
        if stops().any(|stop| stop == position) {
            return stops().find(|stop| *stop > position).or_else(|| stops().next());
        }
        stops().take_while(|stop| *stop < position).last().or_else(|| stops().next())
    }
}

/// How every program of a run ran, in the order of hosts and programs.
pub fn executions(run: &Run) -> Vec<Execution> {
    let Ok(setup) = run.scenario().setup() else { return Vec::new() };
    let mut all = Vec::new();
    for (host, setup) in (0..).zip(setup.hosts) {
        for (number, program) in (0..).zip(setup.programs) {
            all.push(execution(
                run,
                (HostId(host), number),
                program.starts,
                &program.lines.clone(),
                Program::new(program),
            ));
        }
    }
    let callers = callers(run);
    for span in run.trace().packets().iter().filter(|span| span.copy_of.is_none()) {
        let caller = usize::try_from(span.sent.0).ok().and_then(|sent| *callers.get(sent)?);
        let Some((event, actor)) = caller.and_then(|id| Some((id, run.trace().event(id)?.actor))) else { continue };
        let own = all.iter_mut().find(|it| actor == Actor::Program(it.host, it.program));
        let Some(own) = own else { continue };
        let made = own.calls.binary_search_by_key(&event, |made| made.event).ok().and_then(|made| own.calls.get(made));
        if let Some(line) = made.and_then(|made| made.line) {
            own.packets.entry(line).or_default().push(span.id);
        }
    }
    all
}

/// For each event the call from which it follows, if it follows from one.
fn callers(run: &Run) -> Vec<Option<EventId>> {
    let mut callers: Vec<Option<EventId>> = Vec::with_capacity(run.trace().events().len());
    for (id, event) in run.trace().numbered() {
        let caller = match (&event.kind, event.cause) {
            (EventKind::Called { .. }, _) => Some(id),
            (_, Some(cause)) => usize::try_from(cause.0).ok().and_then(|cause| *callers.get(cause)?),
            (_, None) => None,
        };
        callers.push(caller);
    }
    callers
}

/// Goes through a program as the simulator did.
fn execution(
    run: &Run,
    (host, number): (HostId, u32),
    starts: Time,
    lines: &[Line],
    mut program: Program,
) -> Execution {
    let trace = run.trace();
    let actor = Actor::Program(host, number);
    let exited = trace.numbered().find(|(_, event)| event.actor == actor && event.kind == EventKind::Exited);
    let exited = exited.map(|(id, _)| id);
    let mut returns = returns(run, actor);
    let own = || trace.calls().iter().filter(|span| span.host == host && span.program == number);
    let next = own().skip(1).map(|span| Some(span.made)).chain([exited]);
    let mut rounds = Rounds { lines, before: None, open: BTreeMap::new(), begun: BTreeMap::new() };
    let mut calls: Vec<Made> = Vec::new();
    let mut by_line: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (span, next) in own().zip(next) {
        let written = program.call().map(|(_, may_fail)| (program.next, may_fail));
        let mut made = made(run, span, next, returns.remove(&span.made).unwrap_or_default());
        let outcome = made.returns.last().map(|it| it.outcome.clone());
        if let Some((line, may_fail)) = written {
            made.line = Some(line);
            made.fatal = !may_fail && matches!(outcome, Some(Outcome::Failed { .. } | Outcome::TimeLimit));
            rounds.call(line, span.made);
            by_line.entry(line).or_default().push(calls.len());
            program.next = line + 1;
            if outcome == Some(Outcome::EndOfFile) && !matches!(*span.call, Call::RecvToEnd { .. }) {
                program.leave_loop();
            }
        }
        calls.push(made);
    }
    let packets = BTreeMap::new();
    Execution { host, program: number, starts, calls, exited, by_line, rounds: rounds.begun, packets }
}

/// What the calls of a program returned, by the events of their making.
fn returns(run: &Run, actor: Actor) -> BTreeMap<EventId, Vec<Return>> {
    let mut returns: BTreeMap<EventId, Vec<Return>> = BTreeMap::new();
    for (id, event) in run.trace().numbered().filter(|(_, event)| event.actor == actor) {
        let EventKind::Returned { call, outcome } = &event.kind else { continue };
        let of_call = returns.entry(*call).or_default();
        let before = of_call.last().map_or(0, |last| last.bytes);
        let bytes = match outcome {
            Outcome::Received { data } | Outcome::ReceivedFrom { data, .. } => u64::from(data.len_u32()),
            _ => 0,
        };
        of_call.push(Return { event: id, at: event.at, outcome: outcome.clone(), bytes: before + bytes });
    }
    returns
}

fn made(run: &Run, span: &CallSpan, next: Option<EventId>, returns: Vec<Return>) -> Made {
    let trace = run.trace();
    let at = trace.time_of(span.made);
    let last = returns.last().filter(|last| {
        !matches!(*span.call, Call::RecvToEnd { .. }) || !matches!(last.outcome, Outcome::Received { .. })
    });
    let over = last.map(|last| last.event).or(next);
    let waits = over.is_none_or(|over| trace.time_of(over) > at);
    Made { line: None, call: Rc::clone(&span.call), event: span.made, at, returns, over, waits, fatal: false }
}

/// Counts the rounds of loops from the lines that are come by.
struct Rounds<'a> {
    lines: &'a [Line],
    before: Option<usize>,
    open: BTreeMap<usize, u32>,
    begun: BTreeMap<usize, Vec<(EventId, u32)>>,
}

impl Rounds<'_> {
    fn call(&mut self, line: usize, event: EventId) {
        let around = |at: usize| {
            let loops = self.lines.iter().enumerate().filter_map(move |(first, line)| match line {
                Line::Loop { times, behind } if first < at && at < *behind => Some((first, *times)),
                _ => None,
            });
            loops.collect::<Vec<_>>()
        };
        let (now, before) = (around(line), self.before.map(around).unwrap_or_default());
        self.open.retain(|first, _| now.iter().any(|(own, _)| own == first));
        // Going back begins a round of the innermost loop that has one left.
        let is_back = self.before.is_some_and(|before| line <= before);
        let has_more = |(first, times): &&(usize, Option<u32>)| {
            before.iter().any(|(own, _)| own == first)
                && times.is_none_or(|times| self.open.get(first).is_none_or(|done| *done < times))
        };
        let again = now.iter().rev().find(has_more).map(|(first, _)| *first).filter(|_| is_back);
        for (first, _) in &now {
            let is_new = !before.iter().any(|(own, _)| own == first) || again.is_some_and(|again| again < *first);
            let done = if is_new { 0 } else { self.open.get(first).copied().unwrap_or_default() };
            if is_new || again == Some(*first) {
                self.open.insert(*first, done + 1);
                self.begun.entry(*first).or_default().push((event, done + 1));
            }
        }
        self.before = Some(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::gallery;

    fn run(name: &str) -> Run {
        Run::new(gallery::scenario(name).unwrap()).unwrap()
    }

    /// Where each program stands at a position, in a line.
    fn standings(run: &Run, position: u32) -> String {
        let words = executions(run)
            .iter()
            .map(|it| match it.at(position) {
                Standing::NotStarted => "not started".to_owned(),
                Standing::At(made) => format!("{} {}", made.line.unwrap(), made.call.name()),
                Standing::Waits(made) => format!("{} {} waits", made.line.unwrap(), made.call.name()),
                Standing::Ended(_) => "ended".to_owned(),
            })
            .collect::<Vec<_>>();
        words.join(", ")
    }

    #[test]
    fn a_blocked_accept_waits_until_the_handshake_is_done() {
        let run = run("request");
        assert_eq!(standings(&run, 0), "not started, not started");
        let mut seen: Vec<String> = (0..=run.trace().len()).map(|position| standings(&run, position)).collect();
        seen.dedup();
        let expected = "
not started, not started
not started, 0 socket
not started, 1 bind
not started, 2 listen
not started, 3 accept waits
0 socket, 3 accept waits
1 connect waits, 3 accept waits
1 connect, 3 accept waits
2 send, 3 accept waits
3 recv waits, 3 accept waits
3 recv waits, 3 accept
3 recv waits, 4 recv waits
3 recv waits, 4 recv
3 recv waits, 5 send
3 recv waits, 6 recv waits
3 recv, 6 recv waits
4 close, 6 recv waits
ended, 6 recv waits
ended, 6 recv
ended, 7 close
ended, ended";
        assert_eq!(seen.join("\n"), expected.trim_start());
    }

    #[test]
    fn every_call_has_its_line_and_lines_are_those_of_the_program() {
        for name in gallery::names() {
            let run = run(name);
            let setup = run.scenario().setup().unwrap();
            for it in executions(&run) {
                let lines = &setup.hosts[it.host.0 as usize].programs[it.program as usize].lines;
                for made in &it.calls {
                    let Line::Call { call, .. } = &lines[made.line.unwrap()] else { panic!("{name}: not a call") };
                    assert_eq!(*call, made.call, "{name}");
                    assert!(made.over.is_none_or(|over| over > made.event), "{name}");
                }
            }
        }
    }

    #[test]
    fn loops_count_their_rounds_and_packets_have_a_line() {
        let run = run("three-clients");
        let all = executions(&run);
        let server = all.last().unwrap();
        let last = run.trace().len();
        assert_eq!(server.round(3, last), Some(3));
        assert_eq!(server.of(4).count(), 3, "accept");
        let first = server.of(4).next().unwrap().event.0 + 1;
        assert_eq!(server.round(3, first), Some(1));
        assert_eq!(server.next_stop(4, first), Some(server.of(4).nth(1).unwrap().event.0 + 1));
        for span in run.trace().packets() {
            assert!(all.iter().any(|it| it.line_of(span.id).is_some()), "{:?} has a line", span.name);
        }
        assert!(!all[0].packets(1).is_empty(), "connect sends a SYN");
    }
}
