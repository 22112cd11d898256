//! A little language that says which packets are meant, in the manner of an analyser's display filters.
//!
//! ```text
//! tcp and not syn          lost or retransmission        host client and len > 0
//! from server to client    port 80                       seq 1..500
//! ```
//! Words stand for what a packet is (`tcp`, `syn`), what became of it (`lost`), or what an analyst remarks on it
//! ([`Remark::words`]). Quantities are compared with `=`, `!=`, `<`, `<=`, `>`, `>=` or lie in a range. `not` binds tighter than `and`, `and`
//! tighter than `or`; two terms side by side mean `and`. Sequence numbers are relative to the connection's first.

mod parse;

pub use parse::{Wrong, WrongKind, parse};

use super::expert::{Expert, Remark};
use super::log::Trace;
use super::spans::{Fate, PacketSpan};
use crate::wire::{Flags, Transport};
use core::fmt;

/// The most parentheses and negations within one another.
pub const DEPTH_MOST: usize = 32;

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Every packet.
    All,
    /// Those that this does not mean.
    Not(Box<Filter>),
    /// Those that all of these mean.
    And(Vec<Filter>),
    /// Those that one of these means.
    Or(Vec<Filter>),
    /// What this word says.
    Word(&'static str),
    /// From, to, or either.
    Host(Side, String),
    /// One that two ends, the two ports, have to do with.
    Number(Quantity, Test),
}

/// Which end of a packet's way is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its sender or its receiver.
    Either,
    /// Its sender.
    From,
    /// Its receiver.
    To,
}

impl Side {
    const ALL: [(Side, &'static str); 3] = [(Side::Either, "host"), (Side::From, "from"), (Side::To, "to")];

    fn word(self) -> &'static str {
        Side::ALL.iter().find(|(side, _)| *side == self).map_or("host", |(_, word)| word)
    }
}

/// What has a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Its own number, from 1, in the order of sending.
    Number,
    /// One of its ports.
    Port,
    /// Its data, in bytes.
    Len,
    /// The whole packet, in bytes.
    Size,
    /// A sequence number that it takes up, or stands at; relative.
    Seq,
    /// Its acknowledgment number; relative.
    Ack,
    /// Its window, as in the header.
    Window,
    /// Its time to live when it is sent.
    Ttl,
    /// When it is sent, in milliseconds.
    Time,
    /// Which time it is sent, from 1.
    Transmission,
}

impl Quantity {
    /// All, with their words.
    pub const ALL: [(Quantity, &'static str); 10] = [
        (Quantity::Number, "number"),
        (Quantity::Port, "port"),
        (Quantity::Len, "len"),
        (Quantity::Size, "size"),
        (Quantity::Seq, "seq"),
        (Quantity::Ack, "ack"),
        (Quantity::Window, "window"),
        (Quantity::Ttl, "ttl"),
        (Quantity::Time, "time"),
        (Quantity::Transmission, "transmission"),
    ];

    fn word(self) -> &'static str {
        Quantity::ALL.iter().find(|(quantity, _)| *quantity == self).map_or("number", |(_, word)| word)
    }
}

/// What a number must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// From this to that, both included.
    Within(u32, u32),
    /// Not this.
    Not(u32),
    /// Less.
    Less(u32),
    /// More.
    More(u32),
}

impl Test {
    /// Whether one of the numbers from `low` to `high` passes.
    fn takes(self, low: u32, high: u32) -> bool {
        match self {
            Test::Within(least, most) => low <= most && least <= high,
            Test::Not(not) => low != not || high != not,
            Test::Less(than) => low < than,
            Test::More(than) => high > than,
        }
    }
}

/// Flags by their words.
const FLAGS: [(&str, Flags); 8] = [
    ("syn", Flags::SYN),
    ("fin", Flags::FIN),
    ("rst", Flags::RST),
    ("psh", Flags::PSH),
    ("ack", Flags::ACK),
    ("urg", Flags::URG),
    ("ece", Flags::ECE),
    ("cwr", Flags::CWR),
];

/// Words for what a packet is and what became of it, besides flags and remarks.
const PLAIN: [&str; 8] = ["tcp", "udp", "icmp", "data", "lost", "arrived", "under-way", "remark"];

/// Every word that stands for itself.
pub fn words() -> impl Iterator<Item = &'static str> {
    PLAIN.into_iter().chain(FLAGS.into_iter().map(|(word, _)| word)).chain(Remark::words())
}

/// What packets are looked at with.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The run.
    pub trace: &'a Trace,
    /// The remarks on its packets.
    pub expert: &'a Expert,
}

impl Filter {
    /// Both.
    #[must_use]
    pub fn and(self, other: Filter) -> Filter {
        match (self, other) {
            (Filter::All, filter) | (filter, Filter::All) => filter,
            (one, other) => Filter::And(vec![one, other]),
        }
    }

    /// Whether a packet is meant.
    pub fn takes(&self, sight: Sight<'_>, span: &PacketSpan) -> bool {
        match self {
            Filter::All => true,
            Filter::Not(filter) => !filter.takes(sight, span),
            Filter::And(filters) => filters.iter().all(|filter| filter.takes(sight, span)),
            Filter::Or(filters) => filters.iter().any(|filter| filter.takes(sight, span)),
            Filter::Word(word) => is(sight, span, word),
            Filter::Host(side, name) => {
                let from = sight.trace.host_name(span.name.from) == name;
                let to = || {
                    let to = sight.trace.host_at(span.packet.ip.destination);
                    to.is_some_and(|to| sight.trace.host_name(to) == name)
                };
                match side {
                    Side::Either => from || to(),
                    Side::From => from,
                    Side::To => to(),
                }
            }
            Filter::Number(Quantity::Port, test) => {
                let ends = [span.packet.source().port, span.packet.destination().port].map(u32::from);
                ends != [0, 0] && ends.into_iter().any(|port| test.takes(port, port))
            }
            Filter::Number(quantity, test) => {
                measure(sight.expert, span, *quantity).is_some_and(|(first, last)| test.takes(first, last))
            }
        }
    }
}

fn is(sight: Sight<'_>, span: &PacketSpan, word: &str) -> bool {
    let segment = span.packet.segment();
    if let Some((_, flag)) = FLAGS.iter().find(|(known, _)| *known == word) {
        return segment.is_some_and(|segment| segment.flags.has(*flag));
    }
    let protocol = &span.packet.transport;
    match word {
        "tcp" => segment.is_some(),
        "udp" => matches!(protocol, Transport::Udp(_)),
        "icmp" => matches!(protocol, Transport::Icmp(_)),
        "data" => data_len(span) > 0,
        "lost" => matches!(span.fate, Fate::Lost { .. }),
        "arrived" => matches!(span.fate, Fate::Arrived { .. }),
        "under-way" => matches!(span.fate, Fate::OnTheWay),
        "remark" => !sight.expert.on(span.id).is_empty(),
        word => sight.expert.on(span.id).iter().any(|remark| remark.is(word)),
    }
}

/// Data of the application, in bytes.
pub fn data_len(span: &PacketSpan) -> u32 {
    match &span.packet.transport {
        Transport::Tcp(segment) => segment.payload.len_u32(),
        Transport::Udp(datagram) => datagram.payload.len_u32(),
        Transport::Fragment(piece) => piece.bytes.len_u32(),
        Transport::Icmp(_) => 0,
    }
}

/// A packet's least and greatest number of a kind.
fn measure(expert: &Expert, span: &PacketSpan, quantity: Quantity) -> Option<(u32, u32)> {
    let one = |number: u32| Some((number, number));
    match quantity {
        Quantity::Number => one(span.id.0 + 1),
        Quantity::Len => one(data_len(span)),
        Quantity::Size => one(u32::try_from(span.packet.wire_len()).ok()?),
        Quantity::Ttl => one(span.packet.ip.ttl.into()),
        Quantity::Time => one(u32::try_from(span.sent_at.0 / 1_000_000).unwrap_or(u32::MAX)),
        Quantity::Transmission => one(span.name.transmission.into()),
        Quantity::Window => one(span.packet.segment()?.window.into()),
        Quantity::Seq => {
            let segment = span.packet.segment()?;
            let (first, _) = expert.numbers(span.id);
            Some((first, first.saturating_add(segment.seq_len().saturating_sub(1))))
        }
        Quantity::Ack => {
            span.packet.segment().filter(|segment| segment.flags.has(Flags::ACK))?;
            one(expert.numbers(span.id).1)
        }
        Quantity::Port => None,
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, filters: &[Filter], word: &str| {
            for (index, filter) in filters.iter().enumerate() {
                if index > 0 {
                    write!(f, " {word} ")?;
                }
                match filter {
                    Filter::And(_) | Filter::Or(_) => write!(f, "({filter})")?,
                    _ => write!(f, "{filter}")?,
                }
            }
            Ok(())
        };
        match self {
            Filter::All => Ok(()),
            Filter::Not(filter) => match **filter {
                Filter::And(_) | Filter::Or(_) => write!(f, "not ({filter})"),
                _ => write!(f, "not {filter}"),
            },
            Filter::And(filters) => joined(f, filters, "and"),
            Filter::Or(filters) => joined(f, filters, "or"),
            Filter::Word(word) => f.write_str(word),
            Filter::Host(side, name) => write!(f, "{} {name}", side.word()),
            Filter::Number(quantity, test) => {
                write!(f, "{} ", quantity.word())?;
                match test {
                    Test::Within(least, most) if least == most => write!(f, "= {least}"),
                    Test::Within(least, most) => write!(f, "{least}..{most}"),
                    Test::Not(number) => write!(f, "!= {number}"),
                    Test::Less(number) => write!(f, "< {number}"),
                    Test::More(number) => write!(f, "> {number}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
