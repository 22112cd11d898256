//! The view as a reader meets it: drawn without a browser from what a link says, and after what was done.
//!
//! With `WIREWALK_DRAW=folder` the drawings are left there as pages, to be looked at.

use super::turns::{Knob, turned};
use super::{PAIRS, Pair, pairs};
use crate::link::{self, Shared};
use crate::text::Lang;
use crate::trace::compare::{Reason, parting};
use crate::trace::resolve;
use crate::ui::session::{Choice, Command, RivalRun, Session, rival_run};
use crate::ui::workbench::Deed;
use futures::executor::block_on;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
struct AloneProps {
    lang: Lang,
    session: Session,
}

#[component]
fn Alone(props: &AloneProps) -> Html {
    html! { <div class="panel">{ super::view(props.lang, &props.session, &Callback::noop()) }</div> }
}

fn session(preset: &'static str) -> Session {
    let own = Choice { preset, ..Choice::default() };
    Session::new(&own, &Shared::default(), Vec::new()).unwrap()
}

fn after(session: &Session, commands: impl IntoIterator<Item = Command>) -> Session {
    commands.into_iter().fold(session.clone(), |session, command| {
        let next = yew::Reducible::reduce(std::rc::Rc::new(session), command);
        (*next).clone()
    })
}

fn deed(deed: Deed) -> Command {
    Command::More(deed)
}

fn draw(name: &str, lang: Lang, session: &Session) -> String {
    let props = AloneProps { lang, session: session.clone() };
    let drawn = block_on(yew::LocalServerRenderer::<Alone>::with_props(props).hydratable(false).render());
    assert!(!drawn.contains("NaN") && !drawn.contains("inf\""), "{name}");
    if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
        crate::ui::workbench::tests::leave(&format!("{folder}/beside-{name}-{}.html", lang.code()), lang, &drawn);
    }
    drawn
}

fn pair(pair: usize) -> Session {
    after(&session("request"), [deed(Deed::Pair(pair))])
}

/// The other run of a session.
fn other(session: &Session) -> crate::ui::session::RunRef {
    let run = rival_run(session.choice.more.against.as_deref().unwrap(), session.choice.preset).unwrap();
    let RivalRun::Ready(run) = run else { panic!("a long run") };
    run
}

#[test]
fn every_pair_has_something_to_be_seen() {
    for (index, known) in PAIRS.iter().enumerate() {
        let session = pair(index);
        assert!(parting(&session.run, &other(&session)).is_some(), "{}", known.id);
        for lang in Lang::ALL {
            for at in [0, 40, 100] {
                let mut session = session.clone();
                session.position = session.run.trace().len() * at / 100;
                let drawn = draw(&format!("{}-{at}", known.id), lang, &session);
                assert_eq!(drawn.matches("class=\"compare-side\"").count(), 2, "{}", known.id);
                assert!(drawn.contains("compare-better"), "{}: one is better in something", known.id);
            }
        }
    }
}

#[test]
fn pairs_of_one_kind_differ_in_one_thing() {
    for pair in PAIRS {
        let (here, there) = Pair::choices(pair).unwrap();
        assert!(here.drops.is_empty() && there.drops.is_empty(), "{}", pair.id);
        assert!(here.more.lab.is_none(), "{}: the present run has a short link", pair.id);
    }
}

#[test]
fn without_another_run_it_offers_some() {
    for lang in Lang::ALL {
        let drawn = draw("alone", lang, &session("request"));
        assert_eq!(drawn.matches("compare-pair\"").count(), pairs::PAIRS.len());
        assert!(drawn.contains("compare-fork") && !drawn.contains("compare-sides"));
    }
}

#[test]
fn a_fork_is_no_difference_until_something_is_changed() {
    let forked = after(&session("cubic"), [Command::Seek(400), deed(Deed::Fork)]);
    assert_eq!(forked.position, 400);
    let drawn = draw("fork-same", Lang::En, &forked);
    assert!(drawn.contains("No difference") && !drawn.contains("compare-go"), "{drawn}");
    let at = crate::trace::compare::turn_at(forked.run.trace(), 400).0;
    let turns = turned(&forked.base().turns, at, Some("client"), Knob::Growth, "linear");
    let changed = after(&forked, [deed(Deed::Turn(turns))]);
    let found = parting(&changed.run, &other(&changed)).unwrap();
    assert!(found.shared >= 400 && matches!(found.reason, Some(Reason::Turn { .. })), "{found:?}");
    for lang in Lang::ALL {
        let mut there = changed.clone();
        there.seek(found.shared + 1);
        let drawn = draw("fork", lang, &there);
        assert!(drawn.contains("compare-parting") && drawn.contains("compare-knob changed"));
    }
    // What was chosen goes away again, and the link is short again.
    let back = turned(&changed.base().turns, at, Some("client"), Knob::Growth, "");
    let back = after(&changed, [deed(Deed::Turn(back))]);
    assert_eq!(back.choice, forked.choice);
}

#[test]
fn what_is_compared_can_be_undone_and_stands_in_the_link() {
    let start = after(&session("request"), [Command::Seek(12)]);
    let forked = after(&start, [deed(Deed::Fork)]);
    let name = crate::scenario::parse_packet_name("server.data.1", ["client", "server"]).unwrap();
    let lost = after(&forked, [Command::Drop(name)]);
    assert_eq!(
        Some(parting(&lost.run, &other(&lost)).unwrap().shared + 1),
        resolve(lost.run.trace(), "server.data.1.lost")
    );
    let (shared, problems) = link::read(&link::write(&lost.shared()));
    let there = Session::new(&Choice { preset: "opening", ..Choice::default() }, &shared, problems).unwrap();
    assert_eq!((&there.choice, there.position, &there.problems), (&lost.choice, lost.position, &Vec::new()));
    let undone = after(&lost, [Command::Undo, Command::Undo]);
    assert_eq!((&undone.choice, undone.position), (&start.choice, 12));
    assert_eq!(after(&undone, [Command::Redo, Command::Redo]).choice, lost.choice);
    let swapped = after(&lost, [deed(Deed::Swap)]);
    assert!(swapped.choice.drops.is_empty());
    assert_eq!(swapped.choice.more.against.as_ref().unwrap().drops, ["server.data.1"]);
    assert_eq!(after(&swapped, [deed(Deed::Swap)]).choice, lost.choice);
    assert_eq!(after(&lost, [deed(Deed::Unfork)]).choice.more.against, None);
}

#[test]
fn a_link_to_what_cannot_be_run_is_named() {
    let open = |fragment: &str| {
        let (shared, problems) = link::read(fragment);
        Session::new(&Choice { preset: "opening", ..Choice::default() }, &shared, problems).unwrap()
    };
    let session = open("v=1&run=request&with.drop=phone.syn.1&with.at=9");
    assert_eq!(session.problems, [link::Problem::Packet("phone.syn.1".to_owned())]);
    assert!(session.choice.more.against.is_some());
    draw("strange", Lang::En, &session);
    let far = open("v=1&run=request&with.at=4000000000");
    assert!(draw("far", Lang::En, &far).contains("compare-same"));
}

#[test]
fn the_words_name_what_happened() {
    let nagle = pair(PAIRS.iter().position(|pair| pair.id == "nagle").unwrap());
    let drawn = draw("nagle-words", Lang::En, &nagle);
    for words in
        ["Nagle (client): here as the preset has it, there off", "The first packet that differs", "SYN", "Handshake"]
    {
        assert!(drawn.contains(words), "{words}: {drawn}");
    }
    let udp = pair(PAIRS.iter().position(|pair| pair.id == "tcp-udp").unwrap());
    assert!(draw("udp-words", Lang::En, &udp).contains("the program differs (client)"));
}

#[test]
fn a_long_run_is_drawn_in_parts() {
    let long = pair(PAIRS.iter().position(|pair| pair.id == "cubic-reno").unwrap());
    let packets = long.run.trace().packets().len();
    let drawn = draw("long", Lang::En, &long);
    assert!(packets > 2_000 && drawn.matches("data-packet=").count() < 800, "{packets}");
}
