//! Forms as a reader fills them in: a list, a field, a button by what is written on it.

use super::browser::Browser;
use serde_json::json;

impl Browser {
    /// Types into whatever has the focus.
    #[track_caller]
    pub(crate) fn type_text(&self, text: &str) {
        let letters: Vec<String> = text.chars().map(String::from).collect();
        self.press(&letters.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Clicks on the first element that matches and says this.
    #[track_caller]
    pub(crate) fn click_text(&self, css: &str, text: &str) {
        let list = format!("[...document.querySelectorAll({})]", json!(css));
        let place =
            self.wait(&format!("{list}.findIndex(element => element.textContent.trim() === {}) + 1", json!(text)));
        // A mark that stays: what is drawn anew meanwhile is looked for again.
        let index = place.as_u64().unwrap_or(1) - 1;
        self.eval(&format!("({list}[{index}].setAttribute('data-wanted', ''), true)"));
        self.click("[data-wanted]");
        self.eval("(document.querySelector('[data-wanted]')?.removeAttribute('data-wanted'), true)");
    }

    /// Chooses in a list, by value or by words.
    #[track_caller]
    pub(crate) fn choose(&self, css: &str, option: &str) {
        let list = format!(
            "[...document.querySelectorAll({})].filter(list => [...list.options].some(one => one.value === {option:?} || one.textContent === {option:?}))[0]",
            json!(css)
        );
        let index = self.wait(&format!(
            "[...{list}.options].findIndex(one => one.value === {option:?} || one.textContent === {option:?}) + 1"
        ));
        let index = index.as_u64().unwrap_or(1) - 1;
        self.eval(&format!("({list}.options[{index}].setAttribute('data-wanted', ''), true)"));
        self.click("[data-wanted]");
        self.eval("(document.querySelector('[data-wanted]')?.removeAttribute('data-wanted'), true)");
    }
}
