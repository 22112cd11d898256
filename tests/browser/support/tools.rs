//! The browser's own tools, beyond what a reader has: many deeds at one go, scripts before the page's, what is left behind.

use super::browser::Browser;
use serde_json::{Value, json};

impl Browser {
    #[track_caller]
    pub(super) fn tools(&self, command: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Deeds of mouse and keys, as `WebDriver` has them.
    #[track_caller]
    pub(crate) fn perform(&self, mouse: &[Value], keys: &[Value]) {
        let devices = json!({ "actions": [
            { "type": "pointer", "id": "mouse", "actions": mouse },
            { "type": "key", "id": "keyboard", "actions": keys },
        ] });
        self.post("/actions", &devices);
    }

    /// A script that runs in each page before the page's own.
    #[track_caller]
    pub(crate) fn at_start(&self, source: &str) {
        self.tools("Page.enable", &json!({}));
        self.tools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }));
    }

    /// How many nodes and listeners there are, once the rubbish has been collected.
    #[track_caller]
    pub(crate) fn counters(&self) -> Value {
        self.tools("HeapProfiler.collectGarbage", &json!({}));
        self.tools("Memory.getDOMCounters", &json!({}))
    }
}
