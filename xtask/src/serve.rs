//! `cargo xtask serve`: Trunk builds, serves and watches; this says when and where the book can be read.

use crate::{failure::Failure, pages, place, progress, run, site::Trunk};
use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::Child,
    thread,
    time::{Duration, SystemTime},
};

/// The port if none is asked for.
pub(crate) const PORT: u16 = 8080;

/// How often to look whether the server answers.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Serves until Ctrl-C.
pub(crate) fn serve(port: u16) -> Result<(), Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if let Err(error) = TcpListener::bind(address) {
        return Err(Failure::from(format!(
            "port {port} cannot be used ({error}). Another one can:\n    cargo xtask serve --port {}",
            if port == u16::MAX { PORT } else { port + 1 }
        )));
    }
    let watch = progress::Watch::start();
    let trunk = Trunk::for_serving()?;
    let started = SystemTime::now();
    let mut command = trunk.command()?;
    command.arg("serve").args(["--port", &port.to_string()]).env(pages::SERVING, "1");
    let mut server = command.spawn().map_err(|error| Failure::from(format!("`{}`: {error}", run::line(&command))))?;

    // Trunk opens its port after the first build, whether that went well or not.
    if wait_for(&mut server, address)? {
        if is_built_after(started) {
            progress::say("ready", &format!("after {}. Open one of these in a browser:", watch.read()));
            progress::say("", &format!("http://{address}/en/tcp-opening/"));
            progress::say("", &format!("http://{address}/zh/tcp-opening/"));
            progress::say("", "The page reloads when a file in src/ or static/ is edited. Ctrl-C ends this.");
        } else {
            progress::say("not ready", "the build failed, see above. Once it is mended, the book is here:");
            progress::say("", &format!("http://{address}/en/tcp-opening/"));
        }
    }
    let status = server.wait().map_err(|error| Failure::from(format!("trunk: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure::from(format!("`trunk serve` ended ({status})"))) }
}

/// Whether the server answers; not when it ended before.
fn wait_for(server: &mut Child, address: SocketAddr) -> Result<bool, Failure> {
    loop {
        if server.try_wait().map_err(|error| Failure::from(format!("trunk: {error}")))?.is_some() {
            return Ok(false);
        }
        if TcpStream::connect(address).is_ok() {
            return Ok(true);
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn is_built_after(moment: SystemTime) -> bool {
    let written = fs::metadata(place::dist().join("index.html")).and_then(|page| page.modified());
    written.is_ok_and(|written| written >= moment)
}
