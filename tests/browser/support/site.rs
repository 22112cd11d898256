//! The site under test and the sites around it: `dist/` below a path of its own, and somebody else's page that frames it.

use super::server::{Reply, serve};
use std::env;
use std::path::PathBuf;

/// Any path must do.
const BELOW: &str = "/some/where/";

/// The chapter's address below a language.
pub(crate) const CHAPTER: &str = "tcp-opening/";
/// The figure's.
pub(crate) const EMBED: &str = "embed/stage/";

/// The built site: what `WIREWALK_DIST` names, else `dist/` of this repository.
pub(crate) fn dist() -> PathBuf {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dist");
    let dist = env::var_os("WIREWALK_DIST").map_or_else(own, PathBuf::from);
    let page = dist.join("en").join(CHAPTER).join("index.html");
    assert!(page.is_file(), "{} is not there; `cargo xtask build` writes it", page.display());
    dist
}

/// A server.
pub(crate) struct Site {
    /// Ends in `/`.
    pub(crate) root: String,
}

impl Site {
    /// The site as it was built.
    pub(crate) fn new() -> Site {
        Site::but(|_| None)
    }

    /// The site as it was built, except for what `change` answers itself: it is asked with each path below the site's root.
    pub(crate) fn but(change: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Site {
        let dist = dist();
        let port = serve(move |path| {
            let Some(below) = path.strip_prefix(BELOW).filter(|below| !below.contains("..")) else {
                return Reply::missing();
            };
            change(below).unwrap_or_else(|| Reply::file(&dist.join(below)))
        });
        Site { root: format!("http://127.0.0.1:{port}{BELOW}") }
    }

    /// Somebody else's: one page, on a host of another name, so that it is another site and not only another origin.
    pub(crate) fn foreign(page: String) -> Site {
        let port = serve(move |path| if path == "/" { Reply::html(page.clone()) } else { Reply::missing() });
        Site { root: format!("http://localhost:{port}/") }
    }

    /// The address of a page of this site.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        let end = self.root.match_indices('/').nth(2).map_or(self.root.len(), |(at, _)| at);
        &self.root[..end]
    }
}
