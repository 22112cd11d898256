//! One Chromium, asked and clicked as a reader would. Every test has its own, with an empty profile; they run one after another.

use super::driver::Driver;
use super::site::Site;
use serde_json::{Value, json};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Keys as `WebDriver` names them.
pub(crate) mod key {
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const CONTROL: &str = "\u{e009}";
    pub(crate) const ESCAPE: &str = "\u{e00c}";
    pub(crate) const END: &str = "\u{e010}";
    pub(crate) const HOME: &str = "\u{e011}";
    pub(crate) const LEFT: &str = "\u{e012}";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const DOWN: &str = "\u{e015}";
    pub(crate) const DELETE: &str = "\u{e017}";
    pub(crate) const SPACE: &str = " ";
}

/// A browser on two cores is enough.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-device-scale-factor=1",
    "--window-size=1320,900",
];

/// How a browser is started.
#[derive(Default)]
pub(crate) struct Options {
    /// Nobody may store anything.
    pub(crate) no_storage: bool,
    /// Scripts are not run.
    pub(crate) no_scripts: bool,
}

/// A browser and the site it looks at.
pub(crate) struct Browser {
    pub(super) driver: Driver,
    pub(super) session: String,
    pub(crate) site: Site,
    _turn: MutexGuard<'static, ()>,
}

impl Browser {
    /// On the site as it was built.
    pub(crate) fn new() -> Browser {
        Browser::on(Site::new(), &Options::default())
    }

    /// On a site of the test's own.
    pub(crate) fn on(site: Site, options: &Options) -> Browser {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let driver = Driver::start();
        let mut preferences = json!({});
        if options.no_storage {
            preferences["profile.default_content_setting_values.cookies"] = json!(2);
        }
        if options.no_scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let session = driver.session(&json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": FLAGS, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "timeouts": { "script": 40_000, "pageLoad": 40_000, "implicit": 0 },
        }));
        Browser { driver, session, site, _turn: turn }
    }

    pub(super) fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.driver.call(method, &format!("{}{path}", self.session), body)
    }

    #[track_caller]
    pub(super) fn post(&self, path: &str, body: &Value) -> Value {
        self.call("POST", path, body).unwrap_or_else(|error| panic!("{path} {body:.200}: {error}"))
    }

    /// Goes to an address and waits for the load event.
    #[track_caller]
    pub(crate) fn go(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// Opens a page of the site anew, and waits until its figure lives.
    #[track_caller]
    pub(crate) fn open(&self, path: &str) {
        // From elsewhere: between two fragments of one page nothing is loaded.
        self.go("about:blank");
        self.go(&self.site.url(path));
        self.wait_live();
    }

    /// Waits until the app has drawn the page.
    #[track_caller]
    pub(crate) fn wait_live(&self) {
        self.wait("document.documentElement.classList.contains('live') && document.querySelector('.player')");
    }

    /// Runs a script's body; `arguments[0]` takes the value if it comes later.
    pub(crate) fn script(&self, body: &str, later: bool) -> Result<Value, String> {
        let path = if later { "/execute/async" } else { "/execute/sync" };
        self.call("POST", path, &json!({ "script": body, "args": [] }))
    }

    /// The value of an expression.
    #[track_caller]
    pub(crate) fn eval(&self, expression: &str) -> Value {
        let value = self.script(&format!("return ({expression});"), false);
        value.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The value of an expression that is text.
    #[track_caller]
    pub(crate) fn text(&self, expression: &str) -> String {
        let value = self.eval(expression);
        value.as_str().unwrap_or_else(|| panic!("{expression} is {value}, not text")).to_owned()
    }

    /// The text of the first element that matches.
    #[track_caller]
    pub(crate) fn text_of(&self, css: &str) -> String {
        self.text(&format!("document.querySelector({}).textContent", json!(css)))
    }

    /// Waits for an element; what `WebDriver` calls it.
    #[track_caller]
    pub(crate) fn find(&self, css: &str) -> String {
        let element = self.wait(&format!("document.querySelector({})", json!(css)));
        let number = element.as_object().and_then(|object| object.values().next()).and_then(Value::as_str);
        number.unwrap_or_else(|| panic!("{css}: {element} is no element")).to_owned()
    }

    /// Clicks in the middle of an element, as a mouse does: what lies over it gets the click, and that fails.
    #[track_caller]
    pub(crate) fn click(&self, css: &str) {
        let element = self.find(css);
        let clicked = self.call("POST", &format!("/element/{element}/click"), &json!({}));
        clicked.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Moves the mouse over an element.
    #[track_caller]
    pub(crate) fn hover(&self, css: &str) {
        let element = json!({ "element-6066-11e4-a52e-4f735466cecf": self.find(css) });
        self.eval(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(css)));
        let go = json!({ "type": "pointerMove", "duration": 0, "origin": element, "x": 0, "y": 0 });
        self.post("/actions", &json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": [go] }] }));
    }

    /// Presses keys one after the other; each goes to whatever has the focus.
    #[track_caller]
    pub(crate) fn press(&self, keys: &[&str]) {
        let steps: Vec<Value> = keys.iter().flat_map(|key| [stroke("keyDown", key), stroke("keyUp", key)]).collect();
        self.keys(&steps);
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub(crate) fn press_with(&self, held: &str, key: &str) {
        self.keys(&[stroke("keyDown", held), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", held)]);
    }

    #[track_caller]
    fn keys(&self, steps: &[Value]) {
        self.post("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] }));
    }

    /// Goes into a frame of the page.
    #[track_caller]
    pub(crate) fn enter_frame(&self, css: &str) {
        let element = json!({ "element-6066-11e4-a52e-4f735466cecf": self.find(css) });
        self.post("/frame", &json!({ "id": element }));
    }

    /// Comes back to the page around.
    #[track_caller]
    pub(crate) fn leave_frame(&self) {
        self.post("/frame/parent", &json!({}));
    }

    /// Goes back in the history.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.post("/back", &json!({}));
    }

    /// Loads the page again.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.eval("window.before_reload = true");
        self.post("/refresh", &json!({}));
        self.wait("!window.before_reload");
        self.wait_live();
    }
}

fn stroke(kind: &str, key: &str) -> Value {
    json!({ "type": kind, "value": key })
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _driver_ends_anyway = self.driver.call("DELETE", &self.session, &Value::Null);
    }
}
