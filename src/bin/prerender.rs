//! Writes the static pages: for each language and page the markup that the browser would draw at the first moment, in the frame
//! that Trunk has built. They can be read before and without wasm, and from any sub-path of any host; the program takes a chapter's
//! text from its page.
//!
//! `prerender DIR`: DIR/index.html is the template, DIR the site.

use futures::executor::block_on;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};
use wirewalk::course;
use wirewalk::link::{self, Page};
use wirewalk::text::{self, Lang};
use wirewalk::ui::app::AppProps;
use wirewalk::ui::{App, title};

/// What the page may do: its own files, WebAssembly, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

fn main() -> ExitCode {
    let Some(dir) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: prerender DIR");
        return ExitCode::from(2);
    };
    match write_site(&dir) {
        Ok(count) => {
            println!("prerender: {count} pages");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("prerender: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write_site(dir: &Path) -> Result<usize, String> {
    let file = dir.join("index.html");
    let template = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let template = with_workbench(dir, &with_one_style(dir, &template)?)?;
    for part in ["<html lang=\"en\">", "<title>Wirewalk</title>", "<div id=\"app\"></div>", "=\"./"] {
        if !template.contains(part) {
            return Err(format!("{}: there is no {part} in it", file.display()));
        }
    }
    let chapters = course::index().iter().map(|entry| Page::Chapter(entry.slug.to_owned()));
    let figures = link::figures().map(|figure| Page::Embed(figure.to_owned()));
    let pages: Vec<Page> = chapters.chain(figures).chain([Page::Lab]).collect();
    for page in &pages {
        for lang in Lang::ALL {
            let place = dir.join(link::path(lang, page));
            write(&place.join("index.html"), render(&template, lang, page).as_bytes())?;
        }
    }
    write(&file, home(&template).as_bytes())?;
    Ok(pages.len() * Lang::ALL.len() + 1)
}

/// The template with all its styles in one file: they compress better together, and a page asks only once.
fn with_one_style(dir: &Path, template: &str) -> Result<String, String> {
    const LINK: &str = "<link rel=\"stylesheet\" href=\"./";
    let (mut styles, mut page) = (String::new(), String::new());
    let mut parts = template.split(LINK);
    page += parts.next().unwrap_or_default();
    for (index, part) in parts.enumerate() {
        let (name, rest) = part.split_once('"').ok_or("a link without an end")?;
        let file = dir.join(name);
        styles += &fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let (_, rest) = rest.split_once('>').ok_or("a link without an end")?;
        page += if index == 0 { STYLE } else { "" };
        page += rest;
    }
    let styles = squeezed(&styles);
    // Its name says what is in it, so that no page gets the styles of another build.
    let hash = styles.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let name = format!("style-{hash:08x}.css");
    write(&dir.join(&name), styles.as_bytes())?;
    Ok(page.replace(STYLE, &format!("{LINK}{name}\">")))
}

/// The template with the name of the second program on the script that may start it.
fn with_workbench(dir: &Path, template: &str) -> Result<String, String> {
    let files = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut stems = names.filter_map(|name| name.strip_suffix(".js").map(str::to_owned));
    let stem = stems.find(|stem| stem.starts_with("workbench-")).ok_or("there is no workbench in it")?;
    Ok(template.replacen(" data-wasm=", &format!(" data-workbench=\"./{stem}\" data-wasm="), 1))
}

/// The template of a page that starts the second program at once; with its styles, so that what is drawn here looks right before it starts.
fn on_workbench(template: &str) -> String {
    let of = |name: &str| {
        template.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default()
    };
    let (js, wasm, workbench) = (of("data-js"), of("data-wasm"), of("data-workbench"));
    let lazily = format!(" data-js=\"{js}\"");
    let page = template.replace(&lazily, "").replace(&format!(" data-wasm=\"{wasm}\""), "");
    let page = page.replace(js, &format!("{workbench}.js")).replace(wasm, &format!("{workbench}_bg.wasm"));
    page.replacen("</head>", &format!("<link rel=\"stylesheet\" href=\"{workbench}.css\">\n</head>"), 1)
}

/// Where the one style will be named.
const STYLE: &str = "<!-- style -->";

/// Without comments, and without space where it means nothing.
fn squeezed(styles: &str) -> String {
    let mut parts = styles.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let bare = parts.fold(first, |all, part| all + part.split_once("*/").map_or("", |(_, rest)| rest));
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    let joined = lines.collect::<Vec<_>>().join("\n");
    // A space before a colon, or beside a sign, may mean something; these do not.
    [
        ("{\n", "{"),
        (";\n", ";"),
        ("}\n", "}"),
        (",\n", ","),
        (" {", "{"),
        (": ", ":"),
        (", ", ","),
        (";}", "}"),
        ("\n}", "}"),
    ]
    .iter()
    .fold(joined, |styles, (from, to)| styles.replace(from, to))
}

/// The words of a chapter's page.
fn words(lang: Lang, page: &Page) -> Option<&'static course::Words> {
    match page {
        Page::Chapter(slug) => course::entry(slug).map(|entry| entry.words(lang)),
        Page::Embed(_) | Page::Lab => None,
    }
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = file.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(file, bytes)).map_err(|error| format!("{}: {error}", file.display()))
}

/// One page in one language.
fn render(template: &str, lang: Lang, page: &Page) -> String {
    let root = "../".repeat(link::path(lang, page).matches('/').count());
    let props = AppProps {
        lang,
        page: page.clone(),
        root: root.clone(),
        shared: link::Shared::default(),
        problems: Vec::new(),
    };
    let body = block_on(yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render());
    let words = words(lang, page);
    let chapter = words.and_then(course::Words::chapter);
    let description = chapter.map_or_else(|| text::site_tagline(lang), |chapter| chapter.description.as_str());
    let alternates = Lang::ALL.map(|other| {
        let href = format!("{root}{}", link::path(other, page));
        format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{href}\">\n", other.html_lang())
    });
    let head = format!("<meta name=\"description\" content=\"{}\">\n{}", escape(description), alternates.concat());
    // A figure alone has no text to fall back on.
    let (no_script, no_wasm) = match page {
        Page::Chapter(_) => (text::no_script(lang), text::no_wasm_text(lang)),
        Page::Embed(_) | Page::Lab => (text::no_script_figure(lang), text::no_wasm_figure(lang)),
    };
    let no_script = format!("<noscript><p class=\"rescue-line\">{}</p></noscript>", escape(no_script));
    let body = format!(
        "{no_script}\n{}<div id=\"app\">{body}</div>\n{}{}",
        cannot_start(lang, no_wasm),
        broken(lang),
        messages(lang)
    );
    let template = if page.is_more() { on_workbench(template) } else { template.to_owned() };
    frame(&template, lang, &title(lang, page), &head, &body).replace("=\"./", &format!("=\"{root}"))
}

/// The frame that all pages share.
fn frame(template: &str, lang: Lang, title: &str, head: &str, body: &str) -> String {
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let icon = "<link rel=\"icon\" href=\"./icon.svg\" type=\"image/svg+xml\">";
    template
        .replace("<meta charset=\"utf-8\">", &format!("<meta charset=\"utf-8\">\n{policy}"))
        .replace("<html lang=\"en\">", &format!("<html lang=\"{}\">", lang.html_lang()))
        .replace("<title>Wirewalk</title>", &format!("<title>{}</title>\n{icon}\n{head}", escape(title)))
        .replace("<div id=\"app\"></div>", body)
}

/// What is shown if the app cannot start: above the page, which can be read all the same.
fn cannot_start(lang: Lang, why: &str) -> String {
    format!(
        "<div id=\"no-wasm\" class=\"rescue-line\" role=\"alert\" hidden><strong>{}</strong> {}</div>\n",
        escape(text::no_wasm_title(lang)),
        escape(why),
    )
}

/// What is shown if it breaks: outside the app's own root, so that it is there whatever happens.
fn broken(lang: Lang) -> String {
    format!(
        "<div id=\"broken\" class=\"rescue\" role=\"alertdialog\" aria-labelledby=\"broken-title\" hidden>\
         <strong id=\"broken-title\">{}</strong> <span id=\"broken-text\">{}</span> \
         <button type=\"button\" id=\"broken-reload\">{}</button></div>\n",
        escape(text::broken_title(lang)),
        escape(text::broken_text(lang)),
        escape(text::broken_reload(lang)),
    )
}

/// What the program says in the page's language: data, which nobody runs. (No message has a tag in it.)
fn messages(lang: Lang) -> String {
    format!("<script type=\"text/plain\" id=\"messages\">{}</script>\n", text::source(lang))
}

/// The cover: both languages, the chapters that there are. It needs no script.
fn home(template: &str) -> String {
    let languages = Lang::ALL.map(|lang| {
        let chapters: Vec<String> = course::chapters(lang).map(|chapter| home_entry(lang, chapter)).collect();
        format!(
            "<section lang=\"{}\"><h2>{}</h2><ul>{}</ul><p class=\"more\">{}</p></section>",
            lang.html_lang(),
            escape(text::site_tagline(lang)),
            chapters.concat(),
            escape(text::home_more(lang))
        )
    });
    let languages = languages.concat();
    let body = format!("<main class=\"home\"><h1><span class=\"mark\"></span>Wirewalk</h1>{languages}</main>");
    let description = format!("<meta name=\"description\" content=\"{}\">", escape(text::site_tagline(Lang::En)));
    let page = frame(template, Lang::En, text::site_name(Lang::En), &description, &body);
    without_scripts(&page)
}

fn home_entry(lang: Lang, chapter: &course::Chapter) -> String {
    format!(
        "<li><a href=\"./{}\"><span class=\"kicker\">{}</span> <strong>{}</strong></a><p>{}</p></li>",
        link::path(lang, &Page::Chapter(chapter.slug.clone())),
        text::chapter_kicker(lang, &chapter.number.to_string()),
        escape(&chapter.title),
        escape(&chapter.description)
    )
}

/// The cover loads nothing that it does not need.
fn without_scripts(page: &str) -> String {
    let needless =
        |line: &&str| !line.contains("<script") && !line.contains("modulepreload") && !line.contains("as=\"fetch\"");
    page.replace("<script", "\n<script")
        .replace("</script>", "</script>\n")
        .replace("<link", "\n<link")
        .replace("</head>", "\n</head>")
        .lines()
        .filter(needless)
        .fold(String::new(), |all, line| all + line + "\n")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
