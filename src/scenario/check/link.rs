//! From cables to the simulator's links.

use super::{Invalid, between, millis};
use crate::scenario::format::{Cut, Link};
use crate::scenario::limits::Limits;
use crate::sim::{LinkConfig, Span, Time};

/// A cable.
pub(super) fn config(field: &str, link: &Link) -> Result<LinkConfig, Invalid> {
    let field = |name: &str| format!("{field}.{name}");
    let share = |name: &str, value: u32| between(field(name), value, 0, 1_000_000);
    let micros = |name: &str, value: u64| Ok(Span::micros(between(field(name), value, 0, Limits::DELAY_MOST_US)?));
    Ok(LinkConfig {
        rate_bps: between(field("rate_bps"), link.rate_bps, Limits::RATE_LEAST_BPS, Limits::RATE_MOST_BPS)?,
        delay: micros("delay_us", link.delay_us)?,
        mtu: between(field("mtu"), link.mtu, Limits::MTU_LEAST, u16::MAX)?,
        queue_packets: between(field("queue_packets"), link.queue_packets, 0, Limits::QUEUE_PACKETS)?,
        mark_from_packets: link.mark_from_packets,
        loss_per_million: share("loss_per_million", link.loss_per_million)?,
        duplicate_per_million: share("duplicate_per_million", link.duplicate_per_million)?,
        corrupt_per_million: share("corrupt_per_million", link.corrupt_per_million)?,
        reorder_per_million: share("reorder_per_million", link.reorder_per_million)?,
        reorder_by: micros("reorder_us", link.reorder_us)?,
        jitter: micros("jitter_us", link.jitter_us)?,
    })
}

/// When a cable is cut, and mended.
pub(super) fn cuts(field: &str, cuts: &[Cut]) -> Result<Vec<(Time, Time)>, Invalid> {
    between(field, cuts.len(), 0, Limits::CUTS)?;
    let cut = |(index, cut): (usize, &Cut)| {
        let at = Time(0) + millis(format!("{field}[{index}].at_ms"), cut.at_ms, 0)?;
        let mended = cut.mended_ms.map(|ms| millis(format!("{field}[{index}].mended_ms"), ms, cut.at_ms));
        Ok((at, mended.transpose()?.map_or(Time(u64::MAX), |mended| Time(0) + mended)))
    };
    cuts.iter().enumerate().map(cut).collect()
}
