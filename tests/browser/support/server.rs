//! A static file server: the plainest host there is, on a free port of this machine. A test may answer single paths otherwise.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

/// What is sent back.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) media: &'static str,
    pub(crate) body: Vec<u8>,
    /// Whether other origins may read it; a page in a sandbox is one.
    pub(crate) shared: bool,
}

impl Reply {
    /// A page.
    pub(crate) fn html(body: impl Into<Vec<u8>>) -> Reply {
        Reply { status: 200, media: "text/html; charset=utf-8", body: body.into(), shared: true }
    }

    /// There is nothing here.
    pub(crate) fn missing() -> Reply {
        Reply { status: 404, ..Reply::html("not found") }
    }

    /// A file, or a folder's page.
    pub(crate) fn file(path: &Path) -> Reply {
        let path = if path.is_dir() { path.join("index.html") } else { path.to_owned() };
        let Ok(body) = fs::read(&path) else { return Reply::missing() };
        let media = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            Some("svg") => "image/svg+xml",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        Reply { status: 200, media, body, shared: true }
    }
}

/// Answers a path, without its query.
type Answer = dyn Fn(&str) -> Reply + Send + Sync;

/// Starts a server; its port. It ends with the tests.
#[expect(clippy::disallowed_methods, reason = "the tests run on a machine that has threads")]
pub(super) fn serve(answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port on 127.0.0.1");
    let port = listener.local_addr().unwrap().port();
    let answer: Arc<Answer> = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            // A browser opens connections that it may never use, so one at a time would not do.
            thread::spawn(move || {
                let _browser_left = one(stream, &*answer);
            });
        }
    });
    port
}

fn one(mut stream: TcpStream, answer: &Answer) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = request.clone();
    while !line.trim_end().is_empty() {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let Some(target) = request.split(' ').nth(1) else { return Ok(()) };
    let reply = answer(target.split('?').next().unwrap_or(target));
    let shared = if reply.shared { "Access-Control-Allow-Origin: *\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {} -\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n{shared}Connection: close\r\n\r\n",
        reply.status,
        reply.media,
        reply.body.len()
    );
    stream.write_all(&[head.as_bytes(), &reply.body].concat())
}
