//! What can be taken along: figures as pictures, the run in three forms, the scenario; by pointer and by keyboard.
//!
//! The files are read where the page hands them over, in the browser's own types: as XML, as an image, as bytes.

use crate::support::{Browser, CHAPTER, key, run};
use serde_json::{Value, json};

/// Keeps what the page saves, under the name it gives it.
const CATCH: &str = "(() => {
  window.blobs = new Map(); window.saved = {};
  const own = URL.createObjectURL;
  URL.createObjectURL = (blob) => { const address = own.call(URL, blob); window.blobs.set(address, blob); return address; };
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.saved[this.download] = window.blobs.get(this.href); };
  return true;
})()";
const BUTTON: &str = ".save-button";
const SAID: &str = "document.querySelector('.save-said').textContent";
const VIEWS: [&str; 9] = ["segment", "why", "log", "states", "window", "timers", "graphs", "code", "layers"];

/// The chapter with a view open, in the middle of its first run.
fn open(browser: &Browser, lang: &str, view: &str) {
    browser.open(&format!("{lang}/{CHAPTER}#v=1&run=opening&drop=client.syn.1&at=12&view={view}"));
    browser.wait(&format!("document.getElementById('panel-{view}')"));
    browser.wait("document.querySelector('.save-button')");
    browser.eval(CATCH);
}

/// Chooses from the list; the file's name.
#[track_caller]
fn save(browser: &Browser, item: &str) -> String {
    browser.click(BUTTON);
    browser.wait("!document.getElementById('save-list').hidden");
    browser.eval("window.saved = {}");
    browser.click(&format!("#save-list {item}"));
    browser.wait("document.getElementById('save-list').hidden");
    browser.wait("Object.keys(window.saved).length === 1");
    let name = browser.text("Object.keys(window.saved)[0]");
    browser.wait(&format!("{SAID}.includes('{name}')"));
    name
}

/// What was saved last, as text.
#[track_caller]
fn text(browser: &Browser) -> String {
    let script = "Object.values(window.saved)[0].text().then(arguments[0])";
    browser.script(script, true).expect("a text").as_str().expect("a text").to_owned()
}

/// What is wrong with the picture that was saved last, and how many words are in it. It is read elsewhere: the page's own policy lets nobody
/// read markup in it.
#[track_caller]
fn picture(browser: &Browser) -> Value {
    let text = json!(text(browser));
    browser.go("about:blank");
    let script = "return ((text) => {
        const page = new DOMParser().parseFromString(text, 'image/svg+xml'), wrong = [];
        const all = [...page.querySelectorAll('*')];
        if (page.querySelector('parsererror')) wrong.push('no XML: ' + text.slice(0, 300));
        for (const element of all) {
          if (element.namespaceURI !== 'http://www.w3.org/2000/svg') wrong.push(element.nodeName);
          if (/^(script|style|foreignObject|image|use|a|animate|set)$/i.test(element.nodeName)) wrong.push(element.nodeName);
          for (const { name, value } of element.attributes) {
            if (/^(on|class|style|href|tabindex|role|xlink|data-)/.test(name)) wrong.push(name);
            if (/url\\((?!#)|[a-z]+:(?!\\/\\/www\\.w3\\.org\\/2000\\/svg)/i.test(value)) wrong.push(`${name}=${value}`);
          }
        }
        const root = page.documentElement;
        const size = ['width', 'height', 'viewBox'].map((name) => root.getAttribute(name));
        if (size[2] !== `0 0 ${size[0]} ${size[1]}`) wrong.push(size.join());
        return { wrong, size, title: root.querySelector('title')?.textContent, shapes: all.length,
          words: [...page.querySelectorAll('text')].map((text) => text.textContent).join(' ') };
      })";
    browser.script(&format!("{script}({text});"), false).expect("a picture")
}

#[test]
fn every_figure_is_a_picture_that_stands_by_itself() {
    let browser = Browser::new();
    for lang in ["en", "zh"] {
        for view in VIEWS {
            open(&browser, lang, view);
            assert_eq!(
                save(&browser, &format!("[data-save=svg][data-figure={view}]")),
                format!("wirewalk-opening-{view}.svg")
            );
            let drawn = picture(&browser);
            assert_eq!(drawn["wrong"], json!([]), "{lang} {view}");
            assert!(drawn["shapes"].as_u64() > Some(8), "{lang} {view}: {drawn}");
            assert!(drawn["words"].as_str().unwrap().chars().count() > 10, "{lang} {view}: {drawn}");
        }
        open(&browser, lang, "states");
        assert_eq!(save(&browser, "[data-save=svg][data-figure=stage]"), "wirewalk-opening-stage.svg");
        let drawn = picture(&browser);
        assert_eq!(drawn["wrong"], json!([]), "{lang} stage");
        let words = drawn["words"].as_str().unwrap();
        assert!(words.contains("192.0.2.10:50000") && words.contains("SYN"), "{words}");
    }
    browser.finish();
}

/// Words stand where they stand in the page, and the theme is the reader's.
#[test]
fn a_picture_has_the_readers_theme() {
    let browser = Browser::new();
    let mut grounds = Vec::new();
    for dark in [false, true] {
        browser.set_preferences(dark, false);
        open(&browser, "en", "states");
        save(&browser, "[data-save=svg][data-figure=states]");
        let svg = text(&browser);
        let (_, rest) = svg.split_once("<rect ").expect("the paper");
        let (_, fill) = rest.split_once("fill=\"").expect("its colour");
        grounds.push(fill[..7].to_owned());
    }
    assert_eq!(grounds, ["#fbfaf6", "#14181e"]);
    browser.finish();
}

#[test]
fn pixels_are_twice_as_fine_as_the_page() {
    let browser = Browser::new();
    for figure in ["stage", "states", "window"] {
        open(&browser, "en", if figure == "stage" { "states" } else { figure });
        save(&browser, &format!("[data-save=svg][data-figure={figure}]"));
        let size = picture(&browser)["size"].clone();
        let twice = |index: usize| 2 * size[index].as_str().unwrap().parse::<u32>().unwrap();
        open(&browser, "en", if figure == "stage" { "states" } else { figure });
        save(&browser, &format!("[data-save=png][data-figure={figure}]"));
        let script = "const done = arguments[0];
          createImageBitmap(Object.values(window.saved)[0]).then((image) => {
            const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            const bytes = context.getImageData(0, 0, image.width, image.height).data, colours = new Set();
            for (let at = 0; at < bytes.length; at += 4) colours.add(bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2]);
            done([image.width, image.height, colours.size]);
          }, (error) => done(String(error)));";
        let painted = browser.script(script, true).expect("an image");
        assert_eq!([&painted[0], &painted[1]], [&json!(twice(0)), &json!(twice(1))], "{figure}: {painted}");
        assert!(painted[2].as_u64() > Some(8), "{figure} is empty: {painted}");
        let said = browser.text(SAID);
        assert!(said.contains("2×") && said.contains(&twice(0).to_string()), "{said}");
    }
    browser.finish();
}

#[test]
fn the_run_and_the_scenario_are_whole() {
    let browser = Browser::new();
    open(&browser, "en", "states");
    let run = run("opening", &["client.syn.1"]);
    assert_eq!(save(&browser, "[data-save=csv]"), "wirewalk-opening.csv");
    assert_eq!(text(&browser), wirewalk::trace::csv::write(run.trace()));
    assert_eq!(text(&browser).matches("\r\n").count(), run.trace().packets().len() + 1);
    save(&browser, "[data-save=txt]");
    assert_eq!(text(&browser).lines().count(), run.trace().events().len());
    save(&browser, "[data-save=json]");
    let scenario: wirewalk::scenario::Scenario = serde_json::from_str(&text(&browser)).expect("a scenario");
    assert_eq!(&scenario, run.scenario());
    save(&browser, "[data-save=pcapng]");
    let script =
        "Object.values(window.saved)[0].arrayBuffer().then((bytes) => arguments[0]([...new Uint8Array(bytes)]))";
    let bytes = browser.script(script, true).expect("bytes");
    assert_eq!(bytes, json!(wirewalk::trace::pcapng::write(run.trace(), wirewalk::sim::HostId(0))));
    browser.finish();
}

#[test]
fn saving_works_by_keyboard_alone() {
    let browser = Browser::new();
    open(&browser, "en", "states");
    let count = browser.text("document.querySelector('.count').textContent");
    let focus = "document.activeElement.className";
    browser.eval("document.querySelector('.save-button').focus()");
    browser.press(&[key::ENTER]);
    browser.wait_eq("document.querySelector('.save-button').getAttribute('aria-expanded')", "true");
    browser.press(&[key::DOWN, key::DOWN]);
    browser.wait_eq("document.activeElement.dataset.save", "png");
    browser.press(&[key::ESCAPE]);
    browser.wait_eq("document.querySelector('.save-button').getAttribute('aria-expanded')", "false");
    assert!(browser.text(focus).contains("save-button"), "the focus comes back");
    browser.press(&[key::SPACE]);
    browser.wait("!document.getElementById('save-list').hidden");
    browser.press(&[key::DOWN, key::ENTER]);
    browser.wait_eq("Object.keys(window.saved)", ["wirewalk-opening-stage.svg"]);
    assert!(browser.text(focus).contains("save-button"), "the focus comes back");
    assert_eq!(browser.text("document.querySelector('.count').textContent"), count, "the keys were not the player's");
    browser.finish();
}

/// A name that comes from somebody's link goes into the files as a name.
#[test]
fn hostile_names_stay_names() {
    let browser = Browser::new();
    browser.open("en/lab/");
    browser.wait("document.querySelector('#editor-text')");
    browser.eval(CATCH);
    save(&browser, "[data-save=json]");
    let scenario = text(&browser).replace("\"client\"", "\"-1-2\"");
    // As a reader pastes it.
    let paste = "((field, text) => { document.querySelectorAll('details').forEach(details => details.open = true); field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true })); return true; })";
    browser.eval(&format!("{paste}(document.querySelector('#editor-text'), {})", json!(scenario)));
    browser.click("#editor-text + button");
    browser.wait("document.querySelector('.wire').textContent.includes('-1-2')");
    assert_eq!(save(&browser, "[data-save=csv]"), "wirewalk-own.csv");
    let csv = text(&browser);
    assert!(csv.contains(",'-1-2,") && !csv.contains(",-1-2,"), "{csv}");
    save(&browser, "[data-save=svg][data-figure=stage]");
    assert_eq!(picture(&browser)["wrong"], json!([]));
    browser.finish();
}

/// A link that asks for the workbench at once does not get both programs, nor a complaint about the one that is not used.
#[test]
fn what_is_not_needed_is_not_waited_for() {
    let browser = Browser::new();
    open(&browser, "en", "graphs");
    // That is how long the browser takes to complain.
    browser.wait("performance.now() > performance.getEntriesByType('navigation')[0].loadEventEnd + 4500");
    browser.finish();
}
