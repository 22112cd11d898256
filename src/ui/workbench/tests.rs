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
    let own = Choice { preset: props.run, drops: Vec::new() };
    let session = Session::new(&own, &Shared::default(), Vec::new());
    let drawn = session.map(|mut session| {
        session.position = session.run.trace().len() * props.at / 100;
        super::view(props.lang, props.view, &session, &Callback::noop())
    });
    html! { <div class="panel">{ for drawn }</div> }
}

fn draw(lang: Lang, run: &'static str, at: u32, view: View) -> String {
    let props = AloneProps { lang, run, at, view };
    let drawn = block_on(yew::LocalServerRenderer::<Alone>::with_props(props).hydratable(false).render());
    if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
        let name = format!("{folder}/{}-{run}-{at}-{}.html", view.id(), lang.code());
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
}

#[test]
fn window() {
    draw_everywhere(View::Window);
}

#[test]
fn timers() {
    draw_everywhere(View::Timers);
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
}

#[test]
fn layers() {
    draw_everywhere(View::Layers);
}
