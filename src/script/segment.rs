//! Segments as scripts write them: `SYN+ACK seq 7000 ack 1001 win 64240 mss 1460`.

use super::names::{Names, Number};
use super::packet::{bytes, next, number, size, small};
use crate::wire::{Flags, Segment, SeqNum, TcpOptions, Timestamps};
use core::fmt::Write as _;

/// The window of a segment of the peer for which none is written.
const WINDOW: u16 = 64_240;

/// A segment as far as it is written: for the peer's, the rest has defaults; of the host's, the rest is not looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    flags: Flags,
    seq: Option<Number>,
    ack: Option<Number>,
    len: u32,
    window: Option<u16>,
    options: TcpOptions,
    /// Fields of options that are written as absent.
    without: Vec<String>,
    /// The port at the peer's end, if it is not the usual one.
    pub port: Option<u16>,
    /// The port at the host's end, likewise.
    pub to: Option<u16>,
    /// Its packet is marked (of the peer's), or may be marked (of the host's).
    pub ecn: bool,
    /// Which time it is sent.
    pub transmission: Option<u8>,
}

impl Pattern {
    /// From the words of a line.
    pub(super) fn parse(words: &[&str]) -> Result<Pattern, String> {
        let (names, rest) = words.split_first().ok_or("a segment begins with its flags")?;
        let flags = if *names == "none" { Some(Flags::default()) } else { Flags::from_names(names) };
        let flags = flags.ok_or_else(|| format!("{names:?}: flags are names joined by +, as SYN+ACK"))?;
        let mut pattern = Pattern { flags, ..Pattern::default() };
        let mut rest = rest.iter();
        while let Some(word) = rest.next() {
            let mut number = || number(word, &mut rest);
            match *word {
                "seq" => pattern.seq = Some(next(word, &mut rest)?),
                "ack" => pattern.ack = Some(next(word, &mut rest)?),
                "len" => pattern.len = size(number()?)?,
                "win" => pattern.window = Some(small(number()?)?),
                "mss" => pattern.options.mss = Some(small(number()?)?),
                "wscale" => pattern.options.window_scale = Some(small(number()?)?),
                "ts" => pattern.options.timestamps = Some(Timestamps { value: number()?, echo: 0 }),
                "ecr" => match &mut pattern.options.timestamps {
                    Some(stamps) => stamps.echo = number()?,
                    None => return Err("ecr stands behind ts".to_owned()),
                },
                "time" => pattern.transmission = Some(small(number()?)?),
                "port" => pattern.port = Some(small(number()?)?),
                "to" => pattern.to = Some(small(number()?)?),
                "sackok" => pattern.options.sack_permitted = true,
                "ce" | "ect" => pattern.ecn = true,
                "sack" => {
                    let blocks = rest.next().ok_or("sack needs blocks: 2000-3000,4000-5000")?;
                    pattern.options.sack = blocks.split(',').map(block).collect::<Result<_, _>>()?;
                }
                "without" => match rest.next() {
                    Some(name @ &("mss" | "wscale" | "ts" | "sackok" | "sack" | "ect")) => {
                        pattern.without.push((*name).to_owned());
                    }
                    _ => return Err("without mss, wscale, ts, sackok, sack or ect".to_owned()),
                },
                other => return Err(format!("{other:?} is no field of a segment")),
            }
        }
        Ok(pattern)
    }

    /// The segment that the peer sends. Its bytes say which numbers they have.
    pub(super) fn segment(&self, ports: (u16, u16), names: &Names) -> Result<Segment, String> {
        let number = |number: &Option<Number>| number.as_ref().map_or(Ok(0), |number| names.value(number));
        let seq = number(&self.seq)?;
        Ok(Segment {
            source_port: ports.0,
            destination_port: ports.1,
            seq: SeqNum(seq),
            ack: SeqNum(number(&self.ack)?),
            flags: self.flags,
            window: self.window.unwrap_or(WINDOW),
            urgent: 0,
            options: self.options.clone(),
            payload: bytes(seq, self.len),
        })
    }

    /// Whether the host sent what is written: flags (PSH only if it is written), numbers, length, and of the rest what is named. A number that
    /// has a new name is whatever was sent.
    pub(super) fn is_met_by(&self, segment: &Segment, ect: bool, transmission: u8, names: &mut Names) -> bool {
        let mut is = |number: &Option<Number>, sent: SeqNum| {
            number.as_ref().is_none_or(|number| names.take(number, sent.0) == sent.0)
        };
        let numbers = is(&self.seq, segment.seq) && is(&self.ack, segment.ack);
        let flags = if self.flags.has(Flags::PSH) { segment.flags } else { segment.flags.without(Flags::PSH) };
        let options = &segment.options;
        flags == self.flags
            && numbers
            && self.len == segment.payload.len_u32()
            && self.window.is_none_or(|window| window == segment.window)
            && (self.options.mss.is_none() || self.options.mss == options.mss)
            && (self.options.window_scale.is_none() || self.options.window_scale == options.window_scale)
            && (self.options.timestamps.is_none() || self.options.timestamps == options.timestamps)
            && (!self.options.sack_permitted || options.sack_permitted)
            && (self.options.sack.is_empty() || self.options.sack == options.sack)
            && self.without.iter().all(|name| if name == "ect" { !ect } else { !has(options, name) })
            && (!self.ecn || ect)
            && self.port.is_none_or(|port| port == segment.destination_port)
            && self.transmission.is_none_or(|time| time == transmission)
    }
}

fn has(options: &TcpOptions, name: &str) -> bool {
    match name {
        "mss" => options.mss.is_some(),
        "wscale" => options.window_scale.is_some(),
        "ts" => options.timestamps.is_some(),
        "sackok" => options.sack_permitted,
        "sack" => !options.sack.is_empty(),
        _ => true,
    }
}

fn block(text: &str) -> Result<(SeqNum, SeqNum), String> {
    let number = |text: &str| text.parse().map(SeqNum).map_err(|_| format!("{text:?} is no number"));
    let (from, to) = text.split_once('-').ok_or_else(|| format!("{text:?} is no block: 2000-3000"))?;
    Ok((number(from)?, number(to)?))
}

/// A segment of the host in the same notation.
pub(super) fn text(segment: &Segment) -> String {
    let mut text = format!("{} seq {}", segment.flags, segment.seq);
    let mut add = |part: String| {
        let _infallible = write!(text, " {part}");
    };
    if segment.flags.has(Flags::ACK) {
        add(format!("ack {}", segment.ack));
    }
    if !segment.payload.is_empty() {
        add(format!("len {}", segment.payload.len()));
    }
    add(format!("win {}", segment.window));
    let options = &segment.options;
    if let Some(mss) = options.mss {
        add(format!("mss {mss}"));
    }
    if options.sack_permitted {
        add("sackok".to_owned());
    }
    if let Some(shift) = options.window_scale {
        add(format!("wscale {shift}"));
    }
    if let Some(stamps) = options.timestamps {
        add(format!("ts {} ecr {}", stamps.value, stamps.echo));
    }
    if !options.sack.is_empty() {
        let blocks: Vec<_> = options.sack.iter().map(|(from, to)| format!("{from}-{to}")).collect();
        add(format!("sack {}", blocks.join(",")));
    }
    text
}
