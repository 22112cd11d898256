//! From cables to the simulator's links.

use super::place::{Check, Place};
use crate::scenario::format::{Cut, Link};
use crate::scenario::limits::Limits;
use crate::sim::{LinkConfig, Span, Time};

/// A cable.
pub(super) fn config(place: &Place, link: &Link) -> Check<LinkConfig> {
    let share = |name, value: u32| place.at(name).number(value, 0, 1_000_000);
    let micros = |name, value: u64| place.at(name).number(value, 0, Limits::DELAY_MOST_US).map(Span::micros);
    Ok(LinkConfig {
        rate_bps: place.at("rate_bps").number(link.rate_bps, Limits::RATE_LEAST_BPS, Limits::RATE_MOST_BPS)?,
        delay: micros("delay_us", link.delay_us)?,
        mtu: place.at("mtu").number(link.mtu, Limits::MTU_LEAST, u16::MAX)?,
        queue_packets: place.at("queue_packets").number(link.queue_packets, 0, Limits::QUEUE_PACKETS)?,
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
pub(super) fn cuts(place: &Place, cuts: &[Cut]) -> Check<Vec<(Time, Time)>> {
    place.count(cuts.len(), 0, Limits::CUTS)?;
    let mut checked = Vec::new();
    for (index, cut) in cuts.iter().enumerate() {
        let place = place.nth(index);
        let at = place.at("at_ms").millis(cut.at_ms, 0)?;
        let mended = match cut.mended_ms {
            Some(ms) => Time(0) + place.at("mended_ms").millis(ms, cut.at_ms)?,
            None => Time(u64::MAX),
        };
        checked.push((Time(0) + at, mended));
    }
    Ok(checked)
}
