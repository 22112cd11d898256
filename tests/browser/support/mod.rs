//! What the tests stand on: a driver, two servers, a browser that is asked and clicked, and the engine for comparison.

mod browser;
mod driver;
mod emulate;
mod forms;
mod log;
mod native;
mod server;
mod site;
mod tools;
mod wait;

pub(crate) use browser::{Browser, Options, key};
pub(crate) use native::{chapter, experiments, position, run};
pub(crate) use server::Reply;
pub(crate) use site::{CHAPTER, EMBED, Site, dist};
