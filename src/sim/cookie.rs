//! SYN cookies (RFC 4987 3.6): when no more half-open connections can be remembered, the initial sequence number of the SYN+ACK is made so
//! that the ACK of it tells what there was to remember.
//!
//! As in Linux: a keyed sum of both ends and the peer's number, with a count of 64-second intervals in the upper eight bits and a keyed sum that
//! holds the place of the MSS in a small table below. Window scale, SACK and timestamps are not remembered.

use super::time::Time;
use crate::wire::{SeqNum, SocketAddr};

/// The MSS that can be remembered, smallest first.
const MSS: [u16; 4] = [536, 1_300, 1_440, 1_460];

/// How long an interval is, in nanoseconds.
const INTERVAL: u64 = 64_000_000_000;

/// For how many intervals a cookie is good.
const INTERVALS_GOOD: u32 = 2;

const LOWER: u32 = 0x00ff_ffff;

/// What a cookie is made for: both ends, and the peer's initial sequence number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub local: SocketAddr,
    pub remote: SocketAddr,
    pub irs: SeqNum,
}

fn interval(now: Time) -> u32 {
    u32::try_from((now.0 / INTERVAL) & u64::from(u32::MAX)).unwrap_or_default()
}

/// The keyed sum of both ends and a number.
fn keyed(secret: [u32; 2], asked: &Asked, number: u32) -> u32 {
    let ports = (u32::from(asked.local.port) << 16) | u32::from(asked.remote.port);
    let words = [u32::from(asked.local.address), u32::from(asked.remote.address), ports, number];
    let [one, other] = words.into_iter().fold(secret, super::host::mix);
    one ^ other
}

/// The number to answer with to a peer that announced this MSS.
pub(crate) fn bake(secret: [u32; 2], asked: &Asked, mss: u16, now: Time) -> SeqNum {
    let count = interval(now);
    let place = (0_u32..).zip(MSS).take_while(|(_, known)| *known <= mss).map(|(place, _)| place).last().unwrap_or(0);
    let lower = keyed(secret, asked, count).wrapping_add(place) & LOWER;
    let upper = keyed(secret, asked, u32::MAX).wrapping_add(asked.irs.0).wrapping_add(count << 24);
    SeqNum(upper.wrapping_add(lower))
}

/// The MSS that a cookie holds, if it is one of ours and not too old.
pub(crate) fn taste(secret: [u32; 2], asked: &Asked, cookie: SeqNum, now: Time) -> Option<u16> {
    let inside = cookie.0.wrapping_sub(keyed(secret, asked, u32::MAX)).wrapping_sub(asked.irs.0);
    let count = interval(now);
    let age = count.wrapping_sub(inside >> 24) & 0xff;
    if age >= INTERVALS_GOOD {
        return None;
    }
    let place = inside.wrapping_sub(keyed(secret, asked, count.wrapping_sub(age))) & LOWER;
    MSS.get(usize::try_from(place).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(port: u16, irs: u32) -> Asked {
        let end = |last, port| SocketAddr { address: [10, 0, 0, last].into(), port };
        Asked { local: end(2, 80), remote: end(1, port), irs: SeqNum(irs) }
    }

    proptest! {
        #[test]
        fn a_cookie_tells_what_went_into_it_for_a_while(secret: [u32; 2], port: u16, irs: u32, mss: u16, baked in 0..1_u64 << 50, later in 0..64_000_000_000_u64) {
            let asked = asked(port, irs);
            let cookie = bake(secret, &asked, mss, Time(baked));
            let found = taste(secret, &asked, cookie, Time(baked + later));
            let known = MSS.into_iter().rev().find(|known| *known <= mss).unwrap_or(536);
            prop_assert_eq!(found, Some(known));
            prop_assert_eq!(taste(secret, &asked, cookie, Time(baked + 3 * INTERVAL)), None);
        }
    }

    #[test]
    fn what_nobody_baked_is_hardly_ever_a_cookie() {
        let hits = (0..100_000_u32)
            .filter(|number| taste([7, 9], &asked(5, 6), SeqNum(number.wrapping_mul(0x9e37_79b1)), Time(0)).is_some());
        assert!(hits.count() < 3);
    }
}
