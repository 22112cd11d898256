//! Set-ups worth seeing, as scenario files: the workbench offers them, links name them.
//!
//! Files, not code: whoever adds one writes no Rust but its line here.

use super::Scenario;

/// Names and files, in the order in which they are offered.
const FILES: [(&str, &str); 22] = [
    ("request", include_str!("../../static/gallery/request.json")),
    ("request-udp", include_str!("../../static/gallery/request-udp.json")),
    ("three-clients", include_str!("../../static/gallery/three-clients.json")),
    ("shop-client", include_str!("../../static/gallery/shop-client.json")),
    ("shop-browser", include_str!("../../static/gallery/shop-browser.json")),
    ("ack-lost", include_str!("../../static/gallery/ack-lost.json")),
    ("third-packet", include_str!("../../static/gallery/third-packet.json")),
    ("three-lost", include_str!("../../static/gallery/three-lost.json")),
    ("congestion", include_str!("../../static/gallery/congestion.json")),
    ("cubic", include_str!("../../static/gallery/cubic.json")),
    ("bufferbloat", include_str!("../../static/gallery/bufferbloat.json")),
    ("zero-window", include_str!("../../static/gallery/zero-window.json")),
    ("slow-reader", include_str!("../../static/gallery/slow-reader.json")),
    ("nagle", include_str!("../../static/gallery/nagle.json")),
    ("close", include_str!("../../static/gallery/close.json")),
    ("half-close", include_str!("../../static/gallery/half-close.json")),
    ("simultaneous-close", include_str!("../../static/gallery/simultaneous-close.json")),
    ("reset", include_str!("../../static/gallery/reset.json")),
    ("cable", include_str!("../../static/gallery/cable.json")),
    ("wrong-bit", include_str!("../../static/gallery/wrong-bit.json")),
    ("udp", include_str!("../../static/gallery/udp.json")),
    ("fragments", include_str!("../../static/gallery/fragments.json")),
];

/// The names, in the order in which they are offered.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// The scenario of this name.
pub fn scenario(name: &str) -> Option<Scenario> {
    let (_, file) = FILES.iter().find(|(known, _)| *known == name)?;
    super::file::read(file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_there_and_valid() {
        for name in names() {
            let scenario = scenario(name).unwrap_or_else(|| panic!("{name} cannot be read"));
            assert!(scenario.setup().is_ok(), "{name}");
        }
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery")).unwrap();
        assert_eq!(files.count(), FILES.len(), "a file that nobody is offered");
    }
}
