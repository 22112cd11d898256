//! Every graph is drawn for every set-up of the gallery, alone and over another one.
//!
//! With `WIREWALK_DRAW=folder` the drawings are left there as pages.

use super::*;
use crate::link::Shared;
use crate::scenario::gallery;
use crate::ui::session;
use crate::ui::workbench::tests::leave;
use futures::executor::block_on;

#[derive(Clone, PartialEq, Properties)]
struct AloneProps {
    lang: Lang,
    run: &'static str,
    /// In hundredths of the run.
    at: u32,
    begin: Choice,
}

#[component]
fn Alone(props: &AloneProps) -> Html {
    let own = session::Choice { preset: props.run, ..session::Choice::default() };
    let drawn = Session::new(&own, &Shared::default(), Vec::new()).map(|session| {
        let position = session.run.trace().len() * props.at / 100;
        let act = Callback::noop();
        html! { <Graphs lang={props.lang} run={session.run.clone()} {position} {act} begin={props.begin} /> }
    });
    html! { <div class="panel">{ for drawn }</div> }
}

fn only(graph: Graph) -> Choice {
    Choice { graph: Some(graph), ..Choice::default() }
}

fn draw(lang: Lang, run: &'static str, at: u32, begin: Choice) -> String {
    let props = AloneProps { lang, run, at, begin };
    let drawn = block_on(yew::LocalServerRenderer::<Alone>::with_props(props).hydratable(false).render());
    if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
        let second = begin.second.map_or("", Graph::id);
        let (graph, zoom) = (begin.graph.map_or("", Graph::id), begin.zoom);
        leave(&format!("{folder}/graph-{graph}-{second}-{run}-{at}-{zoom}-{}.html", lang.code()), lang, &drawn);
    }
    drawn
}

#[test]
fn every_graph_is_drawn_for_every_run() {
    for run in gallery::names() {
        for graph in Graph::ALL {
            for (lang, at, second) in [(Lang::En, 60, None), (Lang::Zh, 60, None), (Lang::En, 40, Some(Graph::Queue))] {
                draw(lang, run, at, Choice { zoom: 4, ..only(graph) });
                let drawn = draw(lang, run, at, Choice { second, ..only(graph) });
                assert!(!drawn.contains("NaN") && !drawn.contains("inf\""), "{run} {graph:?}");
                let pictures = drawn.matches("role=\"slider\"").count();
                let datagrams = ["udp", "fragments", "request-udp"].contains(&run);
                assert!(pictures >= usize::from(!(datagrams && graph.needs_sender())), "{run} {graph:?}: {pictures}");
            }
        }
    }
}

#[test]
fn values_at_the_present_are_said_and_a_threshold_that_is_not_set_is_unlimited() {
    let drawn = draw(Lang::En, "congestion", 2, only(Graph::Windows));
    assert!(drawn.contains("ssthresh unlimited"), "in the text that is read out");
    let drawn = draw(Lang::En, "congestion", 60, only(Graph::Windows));
    assert!(drawn.contains("aria-valuetext=\"Now, ") && !drawn.contains("unlimited"));
}

#[test]
fn a_long_run_makes_no_more_of_the_page_than_a_short_one() {
    let nodes = |run| draw(Lang::En, run, 50, only(Graph::Sequence)).matches('<').count();
    assert!(nodes("cubic") < nodes("three-lost") + 60, "{} and {}", nodes("cubic"), nodes("three-lost"));
}
