//! What hostile bytes are tried on: nothing may panic, nor go on for ever. The check and cargo-fuzz share it.

use wirewalk::scenario::Scenario;
use wirewalk::script::Script;
use wirewalk::sim::{Time, World};
use wirewalk::wire::{checksums, decode, encode, fields::fields};

/// How much of a run is tried.
const EVENTS: u32 = 5_000;
const UNTIL: Time = Time(600_000_000_000);

/// A packet: what can be read can be written, and reads the same again.
pub(crate) fn wire(bytes: &[u8]) {
    let _ = fields(bytes);
    let _ = checksums(bytes);
    if let Ok(packet) = decode(bytes) {
        let again = decode(&encode(&packet)).expect("what was read can be written");
        assert_eq!(again, packet);
    }
}

/// A scenario file: it is refused, or it runs.
pub(crate) fn scenario(bytes: &[u8]) {
    let Ok(scenario) = serde_json::from_slice::<Scenario>(bytes) else { return };
    let Ok(mut setup) = scenario.setup() else { return };
    setup.events_most = setup.events_most.min(EVENTS);
    setup.until = setup.until.min(UNTIL);
    let mut world = World::new(setup);
    while world.step(&mut ()) {}
}

/// A script: it is refused, or it plays.
pub(crate) fn script(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    if let Ok(script) = Script::parse(text) {
        let _ = script.run();
    }
}
