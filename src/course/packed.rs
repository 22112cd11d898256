//! How a chapter is stored between the build script, which packs it with postcard, and the page, which fetches and unpacks it.
//!
//! A file belongs to one build: its fingerprint is compiled into the program, so that a stale, cut or foreign file is refused
//! before a byte of it is read. It knows the nodes and nothing else.

use super::nodes::Chapter;

/// Bytes that are not the text they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadText;

/// The chapter in these bytes, if they are those with this fingerprint.
pub(crate) fn unpack(bytes: &[u8], expected: u32) -> Result<Chapter, BadText> {
    if fingerprint(bytes) != expected {
        return Err(BadText);
    }
    postcard::from_bytes(bytes).map_err(|_| BadText)
}

/// Tells files apart (FNV-1a): enough against accidents, nothing against malice.
pub(crate) fn fingerprint(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_bytes_are_read_again() {
        let chapter = Chapter {
            slug: "a".to_owned(),
            number: 1,
            title: "A".to_owned(),
            short: "A".to_owned(),
            description: "About A.".to_owned(),
            lead: Vec::new(),
            sections: Vec::new(),
        };
        let bytes = postcard::to_allocvec(&chapter).unwrap();
        let known = fingerprint(&bytes);
        assert_eq!(unpack(&bytes, known), Ok(chapter));
        assert_eq!(unpack(&bytes[..bytes.len() - 1], known), Err(BadText));
        assert_eq!(unpack(b"<!doctype html>", known), Err(BadText));
        assert_eq!(unpack(b"\xff\xff\xff", fingerprint(b"\xff\xff\xff")), Err(BadText));
    }
}
