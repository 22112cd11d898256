//! A short number that two runs share exactly if all their events are the same: in any browser, on any machine.

use super::log::Trace;
use core::fmt::Write as _;

/// FNV-1a over the events in their binary form, as 16 hexadecimal digits. It finds differences; it does not withstand forgers.
pub fn fingerprint(trace: &Trace) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for event in trace.events() {
        // Events hold nothing that the format cannot express; were it otherwise, both sides would skip the same event.
        for byte in postcard::to_allocvec(event).unwrap_or_default() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    let mut text = String::new();
    let _infallible = write!(text, "{hash:016x}");
    text
}
