//! Waiting for what is needed: a condition is looked at in the page until it holds or a deadline passes.

use super::browser::Browser;
use serde::Serialize;
use serde_json::Value;

#[expect(clippy::disallowed_types, reason = "a deadline needs a clock; it only decides how a failing test ends")]
type Clock = std::time::Instant;

/// Long on a quiet machine, enough on a busy one.
const MOST_MS: u64 = 15_000;

impl Browser {
    /// Waits until an expression in JavaScript is truthy; its value. What throws does not hold yet.
    #[track_caller]
    pub(crate) fn wait(&self, condition: &str) -> Value {
        self.becomes(condition).unwrap_or_else(|error| panic!("never came about: {condition}\n{error}"))
    }

    /// Waits until an expression equals a value, and says what it was when it does not.
    #[track_caller]
    pub(crate) fn wait_eq(&self, expression: &str, wanted: impl Serialize) {
        let wanted = serde_json::to_string(&wanted).unwrap();
        let quoted = serde_json::to_string(&wanted).unwrap();
        if let Err(error) = self.becomes(&format!("JSON.stringify({expression}) === {quoted}")) {
            let last = self.script(&format!("return {expression};"), false);
            panic!("{expression}\n  is {last:?}\n  not {wanted}\n{error}");
        }
    }

    fn becomes(&self, condition: &str) -> Result<Value, String> {
        let start = Clock::now();
        let script = format!(
            "const done = arguments[0], end = performance.now() + {MOST_MS};
             (function look() {{
               let value = null;
               try {{ value = ({condition}); }} catch (error) {{ value = null; }}
               if (value) done(value); else if (performance.now() > end) done(null); else setTimeout(look, 4);
             }})();"
        );
        loop {
            match self.script(&script, true) {
                Ok(Value::Null) => return Err(self.state("")),
                Ok(value) => return Ok(value),
                // The page was left meanwhile: look at the next one.
                Err(_) if start.elapsed().as_millis() < u128::from(MOST_MS) => {}
                Err(error) => return Err(self.state(&error)),
            }
        }
    }

    /// What a person needs to know when a condition never held.
    fn state(&self, error: &str) -> String {
        let state = self.script(
            "return ['at ' + location.href.slice(0, 300), document.querySelector('.count')?.textContent,
              document.querySelector('.notice')?.textContent, document.activeElement?.outerHTML?.slice(0, 200)]
              .filter(Boolean).join('\\n  ');",
            false,
        );
        let state = state.map_or_else(|error| error, |value| value.as_str().unwrap_or_default().to_owned());
        format!("{error}\n{state}\nconsole: {:?}", self.console())
    }
}
