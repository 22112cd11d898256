//! When the simulation cannot start: without scripts, and with a wasm file that is missing, broken or wrongly labelled. Never blank.

use crate::support::{Browser, CHAPTER, EMBED, Options, Reply, Site, chapter};
use serde_json::json;
use std::path::Path;
use wirewalk::text::{self, Lang};

/// What the browser itself says of a file that is not there or not what it should be.
const EXPECTED: [&str; 3] = ["Failed to load resource", "WebAssembly", "was preloaded using link preload"];

/// The page stands as it was built: text, figure, and no player that would do nothing.
#[track_caller]
fn is_readable(browser: &Browser, lang: Lang) {
    let chapter = chapter(lang);
    assert_eq!(browser.text_of("h1"), chapter.title);
    let seen = |css: &str| {
        browser.eval(&format!(
            "[...document.querySelectorAll({})].some(e => e.checkVisibility({{ visibilityProperty: true }}))",
            json!(css)
        ))
    };
    assert_eq!(browser.eval("document.querySelectorAll('section h2').length"), json!(chapter.sections.len()));
    for (css, wanted) in [
        ("section h2", true),
        (".step", true),
        (".wire .host", true),
        (".picture .arrow", true),
        (".player", false),
        (".panels", false),
    ] {
        assert_eq!(seen(css), json!(wanted), "{css}");
    }
}

/// The site with one kind of file changed.
fn with(ending: &str, change: impl Fn(Reply) -> Reply + Send + Sync + 'static) -> Site {
    let ending = ending.to_owned();
    Site::but(move |path| path.ends_with(&ending).then(|| change(Reply::file(&crate::support::dist().join(path)))))
}

/// What can become of a file on its way: nothing comes, nothing is in it, half of it, or something else.
fn damage(how: usize, mut file: Reply) -> Reply {
    match how {
        0 => Reply::missing(),
        1 => Reply { body: Vec::new(), ..file },
        2 => {
            file.body.truncate(file.body.len() / 2);
            file
        }
        _ => Reply { body: b"<!doctype html><p>Not what you asked for".to_vec(), ..file },
    }
}

/// The figure cannot start, says so, and leaves the page as it is.
#[track_caller]
fn says_so(site: Site, lang: Lang) {
    let browser = Browser::on(site, &Options::default());
    browser.go(&browser.site.url(&format!("{}/{CHAPTER}", lang.code())));
    browser.wait("document.getElementById('no-wasm').checkVisibility()");
    assert!(browser.text_of("#no-wasm").contains(text::no_wasm_title(lang)));
    assert_eq!(browser.eval("document.getElementById('broken').checkVisibility()"), json!(false));
    is_readable(&browser, lang);
    browser.finish_but(&EXPECTED, &[]);
}

#[test]
fn without_a_usable_wasm_file_the_page_says_so_and_can_be_read() {
    for how in 0..4 {
        says_so(with(".wasm", move |file| damage(how, file)), Lang::ALL[how % 2]);
    }
}

/// The program takes its text from the page. Somebody's proxy has cut it off.
#[test]
fn without_its_text_the_page_says_so() {
    let cut = |file: Reply| {
        let page = String::from_utf8(file.body).unwrap();
        let (before, rest) = page.split_once("<div class=\"text sections\">").unwrap();
        let (_, after) = rest.split_once("</main>").unwrap();
        Reply { body: format!("{before}</main>{after}").into(), ..file }
    };
    let browser = Browser::on(with(&format!("en/{CHAPTER}"), cut), &Options::default());
    browser.go(&browser.site.url(&format!("en/{CHAPTER}")));
    browser.wait("document.getElementById('no-wasm').checkVisibility()");
    assert_eq!(browser.text_of("h1"), chapter(Lang::En).title);
    browser.finish();
}

#[test]
fn a_wrong_media_type_does_no_harm() {
    let site = with(".wasm", |file| Reply { media: "application/octet-stream", ..file });
    let browser = Browser::on(site, &Options::default());
    browser.open(&format!("en/{CHAPTER}"));
    browser.click("[aria-label='One event on']");
    browser.wait("document.querySelector('.count').textContent.startsWith('1/')");
    browser
        .finish_but(&["`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with"], &[]);
}

fn is_script(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "js")
}

/// The scripts themselves are missing: nobody is left to say so, but the page can be read.
#[test]
fn without_its_script_files_the_page_can_be_read() {
    let glue = Site::but(|path| (is_script(path) && !path.ends_with("boot.js")).then(Reply::missing));
    let browser = Browser::on(glue, &Options::default());
    browser.go(&browser.site.url(&format!("en/{CHAPTER}")));
    browser.wait("document.getElementById('no-wasm').checkVisibility()");
    is_readable(&browser, Lang::En);
    browser.finish_but(&EXPECTED, &[]);

    let all = Site::but(|path| is_script(path).then(Reply::missing));
    let browser = Browser::on(all, &Options::default());
    browser.go(&browser.site.url(&format!("zh/{CHAPTER}")));
    is_readable(&browser, Lang::Zh);
    browser.finish_but(&EXPECTED, &[]);
}

#[test]
fn without_javascript_the_page_says_so_and_can_be_read() {
    let browser = Browser::on(Site::new(), &Options { no_scripts: true, ..Options::default() });
    for lang in Lang::ALL {
        browser.go(&browser.site.url(&format!("{}/{CHAPTER}", lang.code())));
        assert_eq!(browser.eval("document.querySelector('.rescue-line').checkVisibility()"), json!(true));
        assert_eq!(browser.text_of(".rescue-line"), text::no_script(lang));
        is_readable(&browser, lang);
        browser.go(&browser.site.url(&format!("{}/{EMBED}", lang.code())));
        assert_eq!(browser.text_of(".rescue-line"), text::no_script_figure(lang));
        assert_eq!(browser.eval("document.querySelector('.picture .arrow').checkVisibility()"), json!(true));
    }
    browser.finish_but(&["was preloaded using link preload"], &[]);
}
