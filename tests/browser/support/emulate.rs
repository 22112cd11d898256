//! Other circumstances: another width, another theme, less motion. Through the browser's own tools, so the page cannot tell.

use super::browser::Browser;
use serde_json::json;

impl Browser {
    /// A screen of this width, in CSS pixels; narrow windows are not to be had otherwise.
    #[track_caller]
    pub(crate) fn set_width(&self, width: u32) {
        let screen = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.tools("Emulation.setDeviceMetricsOverride", &screen);
        self.wait_eq("innerWidth", width);
    }

    /// The system's preferences: a dark theme, less motion.
    #[track_caller]
    pub(crate) fn set_preferences(&self, dark: bool, less_motion: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let motion = if less_motion { "reduce" } else { "no-preference" };
        self.tools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-reduced-motion", "value": motion },
            ] }),
        );
    }
}
