//! What the product says, in each language.
//!
//! The messages are Fluent files in `static/text/`; `build/` checks them against each other and compiles each into a function of its
//! own, so that a missing message or argument is a compile error, and into a line of its language's table (`table`), which comes with
//! the page, so that no reader loads the words of a language that is not read. The course's
//! own text is not here but in [`crate::course`]. Which message says what of a packet or a run is decided in `fields`, `words` and
//! `narrate`; nothing here knows a browser.

mod fields;
mod lang;
mod narrate;
mod table;
#[cfg(feature = "workbench")]
mod turns;
mod words;

pub use fields::{field_meaning, field_name, field_value};
pub use lang::Lang;
pub use messages::*;
pub use narrate::narrate;
#[cfg(not(target_os = "unknown"))]
pub use table::source;
pub use table::{has_words, install};
pub use words::{kind_word, lost_word, ordinal_name, packet_words};

#[allow(clippy::all, clippy::pedantic, reason = "compiled messages are data, not code to be read")]
mod messages {
    use super::Lang;
    use super::table::{filled, literal};
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// What the workbench says (`static/workbench/`).
#[cfg(feature = "workbench")]
#[allow(clippy::all, clippy::pedantic, reason = "compiled messages are data, not code to be read")]
pub mod workbench {
    use super::Lang;
    use super::table::built_in::{filled, literal};
    include!(concat!(env!("OUT_DIR"), "/workbench.rs"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_speak_the_language_asked_for() {
        assert_eq!(site_name(Lang::Zh), "Wirewalk");
        assert_eq!(chapter_kicker(Lang::En, "4"), "Chapter 4");
        assert_eq!(chapter_kicker(Lang::Zh, "4"), "第4章");
        assert_eq!(language_switch(Lang::En), "中文");
        assert_eq!(language_switch(Lang::Zh), "English");
    }
}
