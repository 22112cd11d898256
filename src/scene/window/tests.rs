//! What holds for every picture of bytes and window.

use super::*;
use crate::scenario::gallery;
use crate::trace::Run;
use crate::trace::window::{Connection, Connections};
use proptest::prelude::*;

fn run(name: &str) -> Run {
    Run::new(gallery::scenario(name).unwrap()).unwrap()
}

fn only(run: &Run) -> Connection {
    Connections::new(run.trace()).list()[0].clone()
}

fn word(kind: Kind) -> String {
    kind.id().to_owned()
}

fn picture(connection: &Connection, ends: &[Option<EndNow>; 2], side: usize, width: f64) -> Option<Picture> {
    let (sender, receiver) = (ends[side].as_ref(), ends[1 - side].as_ref());
    let numbers = connection.ends[side].numbers;
    Picture::new(&Direction { sender, receiver, numbers, absolute: false, word: &word }, width)
}

/// Every position of a run, or a hundred of them in a long one.
fn moments(run: &Run) -> impl Iterator<Item = u32> {
    let len = run.trace().len();
    (0..=len).step_by(usize::try_from(len / 100).unwrap().max(1))
}

fn tiles(parts: &[Part]) -> bool {
    let joined = parts.windows(2).all(|pair| pair[0].to == pair[1].from);
    joined && parts.iter().all(|part| part.from < part.to) && parts[0].from == 0 && parts.last().unwrap().to == END
}

#[test]
fn parts_tile_the_numbers_and_the_picture_at_every_moment() {
    for name in gallery::names() {
        let run = run(name);
        for connection in Connections::new(run.trace()).list() {
            for position in moments(&run) {
                let ends = connection.at(&run, position);
                for side in [0, 1] {
                    let (Some(one), other) = (&ends[side], &ends[1 - side]) else { continue };
                    assert!(tiles(&sender(one)), "{name} {position}: {:?}", sender(one));
                    assert!(tiles(&receiver(one)), "{name} {position}: {:?}", receiver(one));
                    let picture = picture(connection, &ends, side, 720.0).unwrap();
                    let lines = [Some(&picture.above), other.as_ref().map(|_| &picture.below)];
                    for line in lines.into_iter().flatten() {
                        let (mut x, end) = (picture.left, picture.right);
                        for shape in line {
                            assert!((shape.x - x).abs() < 0.01 && shape.width > 0.0, "{name} {position}: {shape:?}");
                            x = shape.x + shape.width;
                        }
                        assert!((x - end).abs() < 0.01, "{name} {position}: ends at {x}");
                    }
                }
            }
        }
    }
}

#[test]
fn markers_stand_in_their_order() {
    for name in ["congestion", "zero-window", "three-lost", "half-close", "reset"] {
        let run = run(name);
        let connection = only(&run);
        for position in moments(&run) {
            let ends = connection.at(&run, position);
            for side in [0, 1] {
                let Some(end) = &ends[side] else { continue };
                let edges = Edges::of(end);
                assert!(edges.una <= edges.nxt && edges.nxt <= edges.written, "{name} {position}: {edges:?}");
                let picture = picture(&connection, &ends, side, 720.0).unwrap();
                let x = |name| picture.marks.iter().find(|mark| mark.name == name).map(|mark| mark.x);
                if let (Some(una), Some(nxt)) = (x("SND.UNA"), x("SND.NXT")) {
                    assert!(una < nxt, "{name} {position}");
                }
                if let Some(peer) = ends[1 - side].as_ref().filter(|peer| has_heard(peer)) {
                    let next = relative(peer.tcb.rcv_nxt, peer.tcb.irs);
                    let asked = u32::from(name == "zero-window");
                    assert!(edges.una <= next && next <= edges.nxt + asked, "{name} {position}: {edges:?} {next}");
                }
            }
        }
    }
}

#[test]
fn the_oldest_unacknowledged_number_stays_in_the_left_part_of_the_picture() {
    let run = run("congestion");
    let connection = only(&run);
    let mut spans = Vec::new();
    for position in moments(&run) {
        let ends = connection.at(&run, position);
        let Some(picture) = picture(&connection, &ends, 0, 720.0) else { continue };
        let una = Edges::of(ends[0].as_ref().unwrap()).una;
        let share = (picture.x(una) - picture.left) / (picture.right - picture.left);
        assert!((0.0..=0.16).contains(&share), "{position}: {share}");
        spans.push(picture.range.span);
    }
    spans.dedup();
    assert!(spans.len() < 24, "{spans:?}");
}

#[test]
fn a_shut_window_leaves_nothing_usable() {
    let run = run("zero-window");
    let connection = only(&run);
    let mut shut = 0;
    for position in moments(&run) {
        let ends = connection.at(&run, position);
        let Some(end) = ends[0].as_ref().filter(|end| end.tcb.snd_wnd == 0 && end.tcb.state.may_send()) else {
            continue;
        };
        let usable = |part: &Part| matches!(part.kind, Kind::Usable | Kind::Sendable);
        assert!(!sender(end).iter().any(usable), "{position}");
        assert_eq!(limit(end), Limit::ZeroWindow, "{position}");
        let waiting = sender(end).into_iter().find(|part| part.kind == Kind::Waiting).unwrap();
        assert_eq!(waiting.from, Edges::of(end).nxt);
        let picture = picture(&connection, &ends, 0, 720.0).unwrap();
        let bracket = picture.brackets.iter().find(|bracket| bracket.name == "SND.WND").unwrap();
        assert!(bracket.limits && bracket.text == "SND.WND 0" && bracket.from == bracket.to);
        shut += 1;
    }
    assert!(shut > 3, "{shut}");
}

/// Segments of 1 460 bytes; the 15th, the 17th and the 19th are lost.
#[test]
fn three_lost_segments_are_holes_at_both_ends() {
    let run = run("three-lost");
    let connection = only(&run);
    let hole = |nth: u32| (1 + (nth - 1) * 1_460, 1 + nth * 1_460);
    let at = |position: u32| connection.at(&run, position);
    // The receiver, when all three gaps are known.
    let gaps = |end: &EndNow| {
        let gaps = receiver(end).into_iter().filter(|part| part.kind == Kind::Gap);
        gaps.map(|part| (part.from, part.to)).collect::<Vec<_>>()
    };
    let most = moments(&run).find(|position| at(*position)[1].as_ref().is_some_and(|end| gaps(end).len() == 3));
    let ends = at(most.expect("three gaps"));
    let end = ends[1].as_ref().unwrap();
    assert_eq!(gaps(end), [hole(15), hole(17), hole(19)]);
    let held: Vec<u32> =
        receiver(end).into_iter().filter(|part| part.kind == Kind::Held).map(|part| part.from).collect();
    assert_eq!(held, [hole(16).0, hole(18).0, hole(20).0]);
    // The sender, when it takes the first to be lost, and then sends it again.
    let first = |position: u32| {
        at(position)[0].as_ref().and_then(|end| sender(end).into_iter().find(|part| part.segment.is_some()))
    };
    let again = moments(&run).filter_map(first).find(|part| part.kind == Kind::Sent(Fate::InFlight, 2));
    assert_eq!(again.map(|part| (part.from, part.to)), Some(hole(15)));
}

#[test]
fn reports_show_as_such_where_both_ends_agree_on_sack() {
    let mut scenario = gallery::scenario("three-lost").unwrap();
    for host in &mut scenario.hosts {
        host.tcp.preset = crate::scenario::TcpPreset::Sack;
    }
    let run = Run::new(scenario).unwrap();
    let connection = only(&run);
    let lost = |end: &EndNow| sender(end).iter().any(|part| matches!(part.kind, Kind::Sent(Fate::Lost, _)));
    let found = (0..run.trace().len()).map(|position| connection.at(&run, position));
    let ends =
        found.into_iter().find(|ends| ends[0].as_ref().is_some_and(lost)).expect("something is taken to be lost");
    let kinds: Vec<(&str, u32)> = sender(ends[0].as_ref().unwrap())
        .into_iter()
        .filter(|part| part.segment.is_some())
        .map(|part| (part.kind.id(), part.from))
        .collect();
    assert!(kinds.contains(&("sacked", 1 + 15 * 1_460)), "{kinds:?}");
    assert!(kinds.iter().any(|(kind, from)| *kind == "lost" && [17, 19].contains(&(from / 1_460 + 1))), "{kinds:?}");
    let picture = picture(&connection, &ends, 0, 720.0).unwrap();
    assert!(picture.brackets.iter().any(|bracket| bracket.name == "SACK"));
}

#[test]
fn each_client_has_a_connection_of_its_own() {
    let run = run("three-clients");
    let all = Connections::new(run.trace());
    assert_eq!(all.list().len(), 3);
    let hosts: Vec<_> = all.list().iter().map(|known| known.ends[0].host.map(|host| host.0)).collect();
    assert_eq!(hosts, [Some(0), Some(1), Some(2)]);
    assert_eq!(all.latest(run.trace(), 0), None);
    assert_eq!(all.latest(run.trace(), run.trace().len()), Some(2));
}

#[test]
fn runs_without_a_connection_have_no_picture() {
    for run in [run("udp"), Run::empty()] {
        let all = Connections::new(run.trace());
        assert_eq!((all.list().len(), all.latest(run.trace(), run.trace().len())), (0, None));
    }
    let run = run("request");
    let connection = only(&run);
    let early = connection.at(&run, 0);
    assert!(picture(&connection, &early, 0, 720.0).is_none());
}

/// Shapes, one a line: kind, numbers, place and label.
fn text(picture: &Picture) -> String {
    let line = |name: &str, shapes: &[Shape]| {
        let shapes = shapes.iter().map(|shape| {
            let to = if shape.to == END { "…".to_owned() } else { shape.to.to_string() };
            format!(
                "  {} {}..{to} at {:.0}+{:.0} {:?}\n",
                shape.kind.id(),
                shape.from,
                shape.x,
                shape.width,
                shape.label
            )
        });
        format!("{name}\n{}", shapes.collect::<String>())
    };
    let marks = picture.marks.iter().map(|mark| format!("{} at {:.0}\n", mark.text, mark.x));
    let brackets = picture.brackets.iter().map(|bracket| {
        let (open, limits) = (if bracket.open { "…" } else { "" }, if bracket.limits { " limits" } else { "" });
        format!("{} {:.0}..{:.0}{open}{limits}\n", bracket.text, bracket.x, bracket.to_x)
    });
    let range = format!("{} numbers from {}\n", picture.range.span, picture.range.from);
    range
        + &line("sender", &picture.above)
        + &line("receiver", &picture.below)
        + &marks.collect::<String>()
        + &brackets.collect::<String>()
}

/// Three segments fill half of the server's buffer, and the client knows nothing of it yet.
#[test]
fn a_picture_in_words() {
    let run = run("zero-window");
    let connection = only(&run);
    let half = (0..run.trace().len())
        .find(|position| connection.at(&run, *position)[1].as_ref().is_some_and(|end| end.tcb.receive_ready >= 4_096));
    let ends = connection.at(&run, half.unwrap());
    assert_eq!(text(&picture(&connection, &ends, 0, 720.0).unwrap()), include_str!("tests_half.txt"));
}

proptest! {
    #[test]
    fn a_range_shows_what_matters(una in 0_u32..1_000_000, flight in 0_u32..100_000, window in 0_u32..100_000, cwnd in 0_u32..100_000, more in 0_u32..1_000_000) {
        let nxt = una + flight;
        let edges = Edges { una, nxt, window: una + window, congestion: una + cwnd, written: nxt };
        let range = Range::new(&edges, 1_460, nxt + more);
        prop_assert!(range.from <= una && nxt <= range.to());
        prop_assert!(range.from.is_multiple_of(range.tick()));
    }
}
