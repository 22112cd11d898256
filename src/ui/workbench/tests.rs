//! Every view is drawn without a browser, for every set-up of the gallery, at several moments and in both languages.
//!
//! With `WIREWALK_DRAW=folder` the drawings are left there as pages, to be looked at.

use crate::link::{Shared, View};
use crate::scenario::gallery;
use crate::text::Lang;
use crate::ui::session::{Choice, Session};
use futures::executor::block_on;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
struct AloneProps {
    lang: Lang,
    run: &'static str,
    /// In hundredths of the run.
    at: u32,
    view: View,
}

/// A view without its surroundings.
#[component]
fn Alone(props: &AloneProps) -> Html {
    let own = Choice { preset: props.run, ..Choice::default() };
    let session = Session::new(&own, &Shared::default(), Vec::new());
    let drawn = session.map(|mut session| {
        session.position = session.run.trace().len() * props.at / 100;
        super::view(props.lang, props.view, &session, &Callback::noop())
    });
    html! { <div class="panel">{ for drawn }</div> }
}

/// Leaves a drawing as a page, with the styles that it has in the book.
pub(super) fn leave(name: &str, lang: Lang, drawn: &str) {
    let root = env!("CARGO_MANIFEST_DIR");
    let styles = ["style", "workbench/style"].map(|style| {
        let files = std::fs::read_dir(format!("{root}/static/{style}")).unwrap();
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect::<String>()
    });
    let page = format!(
        "<!doctype html><html lang={} class=live><meta charset=utf-8><style>{}</style><div class=stage style='height:auto;overflow:visible'><div class=panels>{drawn}</div></div>",
        lang.html_lang(),
        styles.concat()
    );
    std::fs::write(name, page).unwrap();
}

fn draw(lang: Lang, run: &'static str, at: u32, view: View) -> String {
    let props = AloneProps { lang, run, at, view };
    let drawn = block_on(yew::LocalServerRenderer::<Alone>::with_props(props).hydratable(false).render());
    if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
        let name = format!("{folder}/{}-{run}-{at}-{}.html", view.id(), lang.code());
        leave(&name, lang, &drawn);
    }
    drawn
}

fn draw_everywhere(view: View) {
    for run in gallery::names() {
        for at in [0, 10, 40, 70, 100] {
            for lang in Lang::ALL {
                let drawn = draw(lang, run, at, view);
                assert!(!drawn.contains("NaN") && !drawn.contains("inf\""), "{} {run} {at}: no number", view.id());
            }
        }
    }
}

#[test]
fn states() {
    draw_everywhere(View::States);
    let over = draw(Lang::En, "close", 100, View::States);
    for words in ["The way of the client", "connect() called", "CLOSE-WAIT → LAST-ACK: CLOSE / snd FIN; Server, step 5"]
    {
        assert!(over.contains(words), "{words}");
    }
    let begun = draw(Lang::En, "close", 10, View::States);
    assert!(!begun.contains("LAST-ACK: CLOSE / snd FIN; Server"), "what is to come is not shown");
    assert!(begun.contains("possible next"));
    let several = draw(Lang::En, "three-clients", 70, View::States);
    assert_eq!(several.matches("type=\"radio\"").count(), 3);
    assert!(draw(Lang::En, "udp", 40, View::States).contains("UDP has no states"));
}

#[test]
fn window() {
    draw_everywhere(View::Window);
    let drawn = |run, at| draw(Lang::En, run, at, View::Window);
    let none = drawn("udp", 40);
    assert!(none.contains("no TCP connection") && !none.contains("<svg"));
    assert!(drawn("request", 0).contains("No connection yet"));
    // Both directions, both ends' variables, and what the last event changed.
    let shut = drawn("zero-window", 40);
    assert_eq!(shut.matches("class=\"window-picture\"").count(), 2);
    for word in ["SND.UNA", "SND.NXT 8193", "RCV.WND 0", "8192 of 8192", "TS.Recent", "data-packet="] {
        assert!(shut.contains(word), "{word}");
    }
    assert!(drawn("three-lost", 70).contains("(changed just now)"));
    assert!(drawn("three-lost", 70).contains("window-gap"));
    // A button for each connection that has begun, and one that follows the cursor.
    let several = drawn("three-clients", 70);
    assert_eq!(several.matches(" ↔ ").count(), 3);
    assert!(!drawn("three-lost", 70).contains(" ↔ "));
}

#[test]
fn timers() {
    draw_everywhere(View::Timers);
    let closing = draw(Lang::En, "close", 40, View::Timers);
    for words in ["1 s left of 1 s", "SRTT + max(G, 4 × RTTVAR)", "not less than 1 s", "stopped at 0.100 s"] {
        assert!(closing.contains(words), "{words}");
    }
    assert!(draw(Lang::En, "close", 0, View::Timers).contains("No timer runs"));
    assert!(draw(Lang::En, "udp", 40, View::Timers).contains("No timer of TCP"));
}

#[test]
fn graphs() {
    draw_everywhere(View::Graphs);
    let drawn = draw(Lang::En, "congestion", 40, View::Graphs);
    assert!(drawn.contains("role=\"radiogroup\"") && drawn.contains("role=\"slider\""));
    for what in ["cwnd", "ssthresh", "flight", "peer-window"] {
        assert!(drawn.contains(&format!("graphs-line q-{what}")), "{what}");
    }
    assert!(drawn.contains("stage-fast-recovery") && drawn.contains("graphs-future"));
    // Datagrams have no windows: what is shown of them at first is what is to be seen of them.
    assert!(draw(Lang::Zh, "udp", 100, View::Graphs).contains("q-goodput"));
}

#[test]
fn code() {
    draw_everywhere(View::Code);
    let blocked = draw(Lang::En, "request", 40, View::Code);
    assert!(blocked.contains("Blocked in line 8 since 0.100 s, waiting for data"), "{blocked}");
    assert_eq!(blocked.matches("aria-current=\"step\"").count(), 2, "each program stands at one line");
    let failed = draw(Lang::Zh, "reset", 100, View::Code);
    assert!(failed.contains("ConnectionResetError: [Errno 104] Connection reset by peer"));
    assert!(draw(Lang::En, "udp", 0, View::Code).contains("it starts at 0.020 s"));
}

#[test]
fn layers() {
    draw_everywhere(View::Layers);
    let arrived = draw(Lang::En, "three-clients", 70, View::Layers);
    assert!(arrived.contains("changed the time to live from 64 to 63"), "{arrived}");
    assert_eq!(arrived.matches("class=\"layers-row").count(), 5, "five levels to open");
    assert!(draw(Lang::En, "udp", 0, View::Layers).contains("No packet yet"));
}

#[test]
fn compare() {
    draw_everywhere(View::Compare);
    assert!(draw(Lang::Zh, "udp", 40, View::Compare).contains("从这里分叉"));
}

#[test]
fn log() {
    draw_everywhere(View::Log);
    let shut = draw(Lang::En, "zero-window", 70, View::Log);
    assert!(shut.contains("zero window") && shut.contains("aria-rowcount"), "{shut}");
    let lost = draw(Lang::En, "three-lost", 40, View::Log);
    assert!(lost.contains("✗ lost"), "a loss is told without colour");
    assert!(draw(Lang::Zh, "three-lost", 40, View::Log).contains("✗ 丢失"));
    let long = draw(Lang::En, "congestion", 70, View::Log);
    let rows = long.matches("data-row=").count();
    assert!((20..=60).contains(&rows), "{rows} rows are on the page");
    assert!(long.contains("aria-selected=\"true\""), "the row at the cursor is chosen and there");
    assert!(long.contains("now 64240; 0 to 65535 bytes"), "a packet can be edited from its row: {long}");
}

#[test]
fn why() {
    draw_everywhere(View::Why);
    let long = draw(Lang::En, "congestion", 70, View::Why);
    assert!(long.matches("class=\"why-number\"").count() <= 24 && long.contains("causes behind these"), "{long}");
    let start = draw(Lang::En, "congestion", 0, View::Why);
    assert!(start.contains("nothing to explain"));
}

#[test]
fn roles() {
    draw_everywhere(View::Roles);
    let drawn = |run, at| draw(Lang::En, run, at, View::Roles);
    let shop = drawn("shop-browser", 40);
    for words in [
        "B/S",
        "A shop.example?",
        "A shop.example = 198.51.100.5",
        "GET / HTTP/1.1",
        "1565 bytes",
        ":80 LISTEN",
        "Name server",
    ] {
        assert!(shop.contains(words), "{words}: {shop}");
    }
    assert_eq!(shop.matches("class=\"roles-person\"").count(), 2, "a user at each browser");
    let own = drawn("shop-client", 100);
    assert!(own.contains("Shop 2.1 and Shop 2.0") && own.contains("SELECT name, price FROM items;"), "{own}");
    assert_eq!(own.matches("data-over=").count(), 16);
    assert!(drawn("udp", 100).contains("lost at"));
    assert!(drawn("udp", 0).contains("Nothing has been said yet"));
    assert!(drawn("simultaneous-close", 100).contains("say nothing to each other"));
    assert_eq!(drawn("three-clients", 100).matches("class=\"roles-machine").count(), 4);
}

/// The minimap of a run at its end, as wide as it is drawn natively.
#[component]
fn MapAlone(props: &AloneProps) -> Html {
    use crate::scene::{Ladder, TimeScale, WHOLE, Words};
    let own = Choice { preset: props.run, ..Choice::default() };
    let Some(session) = Session::new(&own, &Shared::default(), Vec::new()) else { return Html::default() };
    let trace = session.run.trace();
    let words = Words { again: "again", left_out: str::to_owned, lost: |_| "lost" };
    let scale = std::rc::Rc::new(TimeScale::new(trace, 1.0));
    let ladder = std::rc::Rc::new(Ladder::new(trace, &scale, 720.0, words, WHOLE));
    let position = trace.len() * props.at / 100;
    let ladder = crate::ui::figures::LadderRef(ladder);
    html! { <super::Overview lang={props.lang} run={session.run.clone()} {ladder} scroller={NodeRef::default()} {position} /> }
}

#[test]
fn minimap() {
    let drawn = |run: &'static str| {
        let props = AloneProps { lang: Lang::En, run, at: 40, view: View::Log };
        let drawn = block_on(yew::LocalServerRenderer::<MapAlone>::with_props(props).hydratable(false).render());
        if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
            leave(&format!("{folder}/minimap-{run}.html"), Lang::En, &drawn);
        }
        assert!(!drawn.contains("NaN") && !drawn.contains("inf\""), "{run}: no number");
        drawn
    };
    for run in gallery::names() {
        drawn(run);
    }
    let long = drawn("congestion");
    assert!(long.starts_with("<div class=\"minimap-place\">") && long.contains("minimap-lost"), "{long}");
    assert!(long.contains("From 0 to "));
    assert!(!drawn("request").starts_with("<div class=\"minimap-place\">"), "a short run needs none");
}

/// The stage itself.
#[component]
fn StageAlone(props: &AloneProps) -> Html {
    let props = props.clone();
    let session = use_reducer(move || {
        let own = Choice { preset: props.run, ..Choice::default() };
        let mut session = Session::new(&own, &Shared::default(), Vec::new()).unwrap_or_else(Session::fallback);
        session.position = session.run.trace().len() * props.at / 100;
        session
    });
    html! { <crate::ui::figures::Stage lang={props.lang} {session} /> }
}

#[test]
fn stage() {
    let drawn = |run: &'static str, at| {
        let props = AloneProps { lang: Lang::En, run, at, view: View::Log };
        let drawn = block_on(yew::LocalServerRenderer::<StageAlone>::with_props(props).hydratable(false).render());
        if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
            leave(&format!("{folder}/stage-{run}-{at}.html"), Lang::En, &drawn);
        }
        assert!(!drawn.contains("NaN") && !drawn.contains("inf\""), "{run} {at}: no number");
        drawn
    };
    for run in gallery::names() {
        drawn(run, 40);
    }
    // A crowd on the wire is drawn small: no words, and nobody on top of who comes the other way.
    let wire = |drawn: &str| drawn.split("class=\"ladder\"").next().map(str::to_owned).unwrap_or_default();
    let crowd = wire(&drawn("congestion", 60));
    assert!(crowd.matches("class=\"packet").count() > 6 && !crowd.contains(" B</text>"), "{crowd}");
    assert!(wire(&drawn("request", 40)).matches("class=\"packet").count() < 7);
    // From each of several hosts a way leads down to the wire.
    assert_eq!(wire(&drawn("three-clients", 40)).matches('V').count(), 4);
}
