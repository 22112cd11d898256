//! What must stay silent: the console, the content security policy, and every origin but our own.

use super::browser::Browser;
use serde_json::{Value, json};

/// How many frames a message may take.
const ASKED_MOST: u32 = 300;

impl Browser {
    /// Takes what the console has said since the last time, as "LEVEL message".
    pub(crate) fn console(&self) -> Vec<String> {
        let entries = self.call("POST", "/se/log", &json!({ "type": "browser" })).unwrap_or_default();
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let lines = entries.as_array().into_iter().flatten();
        lines.map(|entry| format!("{} {}", text(entry, "level"), text(entry, "message"))).collect()
    }

    /// Waits until the console says something of the kind.
    #[track_caller]
    pub(crate) fn hears(&self, part: &str, of: &str) {
        // The log is asked again while the page answers in between: messages come on their own ways.
        let mut heard = Vec::new();
        for _ in 0..ASKED_MOST {
            heard.extend(self.console());
            if heard.iter().any(|line| line.contains(part)) {
                return;
            }
            self.script("requestAnimationFrame(arguments[0])", true).expect("an answer");
        }
        panic!("nobody complained of {of}: {heard:?}");
    }

    /// Takes the addresses that were asked for since the last time.
    fn requests(&self) -> Vec<String> {
        let entries = self.call("POST", "/se/log", &json!({ "type": "performance" })).expect("a performance log");
        let messages = entries.as_array().into_iter().flatten().filter_map(|entry| entry["message"].as_str());
        let events = messages.filter_map(|message| serde_json::from_str::<Value>(message).ok());
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["message"]["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }

    /// Ends a test: nothing was complained of, and nobody else was asked for anything.
    #[track_caller]
    pub(crate) fn finish(self) {
        self.finish_but(&[], &[]);
    }

    /// The same, where the test itself provoked complaints, told by parts of their text, or brought other origins into play.
    #[track_caller]
    pub(crate) fn finish_but(self, expected: &[&str], origins: &[&str]) {
        let console = self.console();
        let complaints: Vec<&String> =
            console.iter().filter(|line| !expected.iter().any(|part| line.contains(part))).collect();
        assert!(complaints.is_empty(), "the console is not silent: {complaints:#?}");
        let requests = self.requests();
        let known = |url: &String| {
            let ours = [self.site.origin()].into_iter().chain(origins.iter().copied());
            ours.chain(["data:", "about:"]).any(|start| url.starts_with(start))
        };
        assert!(requests.iter().any(known), "the log of requests is empty: it would prove nothing");
        let strangers: Vec<&String> = requests.iter().filter(|url| !known(url)).collect();
        assert!(strangers.is_empty(), "requests to another origin: {strangers:#?}");
    }
}
