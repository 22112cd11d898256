//! The built site in a real Chromium: what a reader does, from the first click to a page that breaks.
//!
//! It tests `dist/`, served from a sub-path as any static host may serve it, and knows of the program only what the page shows;
//! the numbers it expects come from the engine itself, run natively. Nothing here waits for a while: it waits for what it needs.
//!
//! `cargo xtask test` calls it with what it needs; by hand, after `cargo xtask build`:
//! `cargo test --features browser-tests --test browser`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking; clippy only sees the functions marked as tests"
)]

mod address;
mod axe;
mod bare;
mod broken;
mod compare;
mod drops;
mod embeds;
mod export;
mod fields;
mod fingerprints;
mod focus;
mod frames;
mod hostile;
mod keyboard;
mod lab;
mod language;
mod log;
mod monkey;
mod player;
mod playing;
mod policy;
mod roles;
mod static_pages;
mod steps;
mod support;
mod tools;
mod width;
