//! The `WebDriver` protocol, the part of it that is needed: JSON over HTTP to a chromedriver of our own.
//!
//! Knows nothing of pages. The driver picks a free port itself and ends with the value.

use serde_json::{Value, json};
use std::env;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// No single command takes longer, or something is wrong.
const COMMAND_MOST: Duration = Duration::from_mins(1);

/// How often a driver may fail to find a port.
const START_TRIES: u32 = 10;

/// A running chromedriver.
pub(super) struct Driver {
    child: Child,
    port: u16,
    /// Kept open: the driver may still want to say something.
    output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts the one that CHROMEDRIVER names, else the one on PATH.
    pub(super) fn start() -> Driver {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        // It takes a free port of IPv6 and gives up if the same one is not free in IPv4.
        let mut said = String::new();
        for _ in 0..START_TRIES {
            match Driver::try_start(&program) {
                Ok(driver) => return driver,
                Err(last_words) => said = last_words,
            }
        }
        panic!("{program} ends before it is ready: {said}");
    }

    fn try_start(program: &str) -> Result<Driver, String> {
        let started = Command::new(program)
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = started.unwrap_or_else(|error| {
            panic!("{program} does not start ({error}); `cargo xtask test` sets it up, CHROMEDRIVER can name another")
        });
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut driver = Driver { child, port: 0, output };
        let mut said = String::new();
        loop {
            let mut line = String::new();
            if driver.output.read_line(&mut line).unwrap_or(0) == 0 {
                return Err(said);
            }
            if let Some((_, port)) = line.trim_end().trim_end_matches('.').rsplit_once(" successfully on port ")
                && let Ok(port) = port.parse()
            {
                driver.port = port;
                return Ok(driver);
            }
            said += &line;
        }
    }

    /// Sends one command; its value, or the error in the driver's words.
    pub(super) fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let (status, text) = self.exchange(method, path, body).map_err(|error| format!("chromedriver: {error}"))?;
        let mut answer: Value =
            serde_json::from_str(&text).map_err(|error| format!("chromedriver: {error}: {text}"))?;
        let value = answer.get_mut("value").map_or(Value::Null, Value::take);
        if status == 200 {
            return Ok(value);
        }
        let part = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let message = part("message");
        Err(format!("{}: {}", part("error"), message.split("\nStacktrace").next().unwrap_or_default()))
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(COMMAND_MOST))?;
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        let mut reader = BufReader::new(stream);
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            let read = reader.read_line(&mut line)?;
            let line = line.trim_end();
            if read == 0 || line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.split(' ').next().and_then(|code| code.parse().ok()).unwrap_or_default();
            } else if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        let mut text = vec![0; length];
        reader.read_exact(&mut text)?;
        Ok((status, String::from_utf8_lossy(&text).into_owned()))
    }

    /// Opens a browser; the path of its session.
    pub(super) fn session(&self, capabilities: &Value) -> String {
        let wish = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = self.call("POST", "/session", &wish).unwrap_or_else(|error| panic!("no browser: {error}"));
        format!("/session/{}", answer["sessionId"].as_str().expect("a session has a number"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _already_over = self.child.kill();
        let _already_over = self.child.wait();
    }
}
