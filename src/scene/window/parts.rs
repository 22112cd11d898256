//! One direction's numbers, cut into parts: what the sender takes each to be, and the receiver. Numbers are relative: the sender's SYN is 0.
//!
//! Whole numbers only; where a part is drawn is not said here.

use crate::sim::tcp::{Fate, State};
use crate::trace::window::EndNow;
use crate::wire::SeqNum;

/// The end of all numbers: the last part reaches so far.
pub const END: u32 = u32::MAX;

/// What a stretch of numbers is to the end whose line it lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sender: sent and acknowledged.
    Acknowledged,
    /// Sender: sent, not yet acknowledged; what it takes its fate to be, and how often it has been sent.
    Sent(Fate, u8),
    /// Sender: sent, not acknowledged, and given up with the connection.
    Forgotten,
    /// Sender: written by the application, and both windows would let it out; but it is too little to be sent, or what is lost goes first.
    Sendable,
    /// Sender: nothing is written there yet, but both windows would let it out.
    Usable,
    /// Sender: written by the application, beyond what may be sent.
    Waiting,
    /// Receiver: read by the application.
    Read,
    /// Receiver: in the receive buffer, in order.
    Ready,
    /// Receiver: missing, while something behind it has arrived.
    Gap,
    /// Receiver: arrived beyond a gap.
    Held,
    /// Receiver: within the window that it offers.
    Offered,
    /// Both: beyond all of that.
    Beyond,
}

impl Kind {
    /// Lower case, for style and for choosing words.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Acknowledged => "acknowledged",
            Kind::Sent(Fate::Lost, _) => "lost",
            Kind::Sent(Fate::Sacked, _) => "sacked",
            Kind::Sent(Fate::InFlight, 0 | 1) => "flight",
            Kind::Sent(Fate::InFlight, _) => "again",
            Kind::Forgotten => "forgotten",
            Kind::Sendable => "sendable",
            Kind::Usable => "usable",
            Kind::Waiting => "waiting",
            Kind::Read => "read",
            Kind::Ready => "ready",
            Kind::Gap => "gap",
            Kind::Held => "held",
            Kind::Offered => "offered",
            Kind::Beyond => "beyond",
        }
    }
}

/// A stretch of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its first number.
    pub from: u32,
    /// The number after its last.
    pub to: u32,
    /// The segment's place in the scoreboard, if it is one.
    pub segment: Option<usize>,
}

/// What keeps a sender from sending more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The connection is not open for sending.
    NotOpen,
    /// Its FIN is sent: nothing follows.
    Finished,
    /// Nothing waits to be sent.
    Application,
    /// What is lost goes first.
    Repair,
    /// The peer's window is shut.
    ZeroWindow,
    /// The peer's window: flow control.
    Window,
    /// The congestion window.
    Congestion,
    /// There is room for all that waits, but a small segment waits for the acknowledgment of others (Nagle's algorithm).
    Small,
}

impl Limit {
    /// Lower case, for choosing words.
    pub fn id(self) -> &'static str {
        match self {
            Limit::NotOpen => "not-open",
            Limit::Finished => "finished",
            Limit::Application => "application",
            Limit::Repair => "repair",
            Limit::ZeroWindow => "zero-window",
            Limit::Window => "window",
            Limit::Congestion => "congestion",
            Limit::Small => "small",
        }
    }
}

/// A line that is being cut from left to right.
struct Line {
    parts: Vec<Part>,
    at: u32,
}

impl Line {
    fn new() -> Line {
        Line { parts: Vec::new(), at: 0 }
    }

    /// From where the last part ended up to a number; nothing if that lies before.
    fn upto(&mut self, to: u32, kind: Kind) {
        self.segment_upto(to, kind, None);
    }

    fn segment_upto(&mut self, to: u32, kind: Kind, segment: Option<usize>) {
        if to > self.at {
            self.parts.push(Part { kind, from: self.at, to, segment });
            self.at = to;
        }
    }
}

/// A number as it is counted from the sender's SYN on.
pub fn relative(number: SeqNum, iss: SeqNum) -> u32 {
    number - iss
}

/// Where the variables of a sender lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    /// SND.UNA.
    pub una: u32,
    /// SND.NXT.
    pub nxt: u32,
    /// SND.UNA + SND.WND: the right edge of the peer's window.
    pub window: u32,
    /// How far the congestion window lets it go: SND.UNA + cwnd, and further by what has arrived beyond a gap or is lost.
    pub congestion: u32,
    /// The number after the last that waits, a FIN included.
    pub written: u32,
}

impl Edges {
    /// Of an end.
    pub fn of(end: &EndNow) -> Edges {
        let (tcb, holdings) = (&end.tcb, &end.holdings);
        let place = |number| relative(number, tcb.iss);
        let (una, nxt) = (place(tcb.snd_una), place(tcb.snd_nxt));
        let cwnd = nxt.saturating_sub(holdings.pipe).saturating_add(tcb.congestion.cwnd);
        let fin = holdings.fin.map_or(0, |fin| place(fin) + 1);
        let written = place(holdings.written.latest(tcb.snd_nxt)).max(fin);
        Edges { una, nxt, window: una.saturating_add(tcb.snd_wnd), congestion: cwnd.max(una), written }
    }
}

/// The sender's line, from 0 to [`END`].
pub fn sender(end: &EndNow) -> Vec<Part> {
    let edges = Edges::of(end);
    let mut line = Line::new();
    line.upto(edges.una, Kind::Acknowledged);
    for (index, sent) in end.tcb.scoreboard.iter().enumerate() {
        let to = relative(sent.end(), end.tcb.iss).min(edges.nxt);
        line.segment_upto(to, Kind::Sent(sent.fate, sent.transmissions), Some(index));
    }
    line.upto(edges.nxt, Kind::Forgotten);
    let usable = edges.nxt.saturating_add(end.holdings.usable);
    line.upto(usable.min(edges.written), Kind::Sendable);
    line.upto(usable, Kind::Usable);
    line.upto(edges.written, Kind::Waiting);
    line.upto(END, Kind::Beyond);
    line.parts
}

/// The receiver's line, from 0 to [`END`]: all of it beyond before the sender's SYN has come.
pub fn receiver(end: &EndNow) -> Vec<Part> {
    let (tcb, holdings) = (&end.tcb, &end.holdings);
    let mut line = Line::new();
    if has_heard(end) {
        let place = |number| relative(number, tcb.irs);
        let next = place(tcb.rcv_nxt);
        let fin = holdings.peer_fin.map(place);
        let text_end = fin.filter(|fin| *fin < next).unwrap_or(next);
        line.upto(text_end.saturating_sub(tcb.receive_ready), Kind::Read);
        line.upto(text_end, Kind::Ready);
        line.upto(next, if tcb.receive_ready > 0 { Kind::Ready } else { Kind::Read });
        for (first, last) in &holdings.out_of_order {
            line.upto(place(*first), Kind::Gap);
            line.upto(place(*last), Kind::Held);
        }
        if let Some(fin) = fin.filter(|fin| *fin >= next) {
            line.upto(fin, Kind::Gap);
            line.upto(fin + 1, Kind::Held);
        }
        line.upto(next.saturating_add(tcb.rcv_wnd), Kind::Offered);
    }
    line.upto(END, Kind::Beyond);
    line.parts
}

/// Whether the peer's SYN has come: RCV.NXT and IRS mean something.
pub fn has_heard(end: &EndNow) -> bool {
    end.tcb.rcv_nxt != end.tcb.irs
}

/// What keeps an end from sending more, after everything has been sent that may be.
pub fn limit(end: &EndNow) -> Limit {
    let (edges, state) = (Edges::of(end), end.tcb.state);
    let fin_sent = end.holdings.fin.is_some() && edges.written == edges.nxt;
    if fin_sent {
        return Limit::Finished;
    }
    if !state.may_send() {
        return if state == State::TimeWait { Limit::Finished } else { Limit::NotOpen };
    }
    if end.tcb.scoreboard.iter().any(|sent| sent.fate == Fate::Lost) {
        return Limit::Repair;
    }
    if edges.written <= edges.nxt {
        return Limit::Application;
    }
    if end.tcb.snd_wnd == 0 {
        return Limit::ZeroWindow;
    }
    if edges.written - edges.nxt <= end.holdings.usable {
        return Limit::Small;
    }
    if edges.window <= edges.congestion { Limit::Window } else { Limit::Congestion }
}
