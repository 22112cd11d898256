//! What a reader sees of a packet in layers.

use super::*;
use crate::scenario::gallery;
use crate::sim::fault::PacketKind;
use crate::trace::{PacketSpan, Run};

fn run(name: &str) -> Run {
    Run::new(gallery::scenario(name).unwrap()).unwrap()
}

fn find(run: &Run, kind: PacketKind, nth: u32) -> &PacketSpan {
    run.trace().packets().iter().find(|span| span.name.kind == kind && span.name.nth == nth).unwrap()
}

fn nesting(span: &PacketSpan, width: f64) -> (Anatomy, Nesting) {
    let anatomy = Anatomy::of(&span.packet);
    let picture = Nesting::new(&anatomy, width, |kind, bytes, _| format!("{kind:?} {bytes}"));
    (anatomy, picture)
}

/// Each row with its parts, those that it adds itself in brackets.
fn rows(span: &PacketSpan) -> String {
    let (anatomy, picture) = nesting(span, 720.0);
    let row = |level: Level| {
        let parts = picture.boxes.iter().filter(|part| part.row == level).map(|part| {
            let Part { kind, bytes, .. } = &anatomy.parts[part.part];
            if part.own { format!("[{kind:?} {bytes}]") } else { format!("{kind:?} {bytes}") }
        });
        format!("{}: {}", level.id(), parts.collect::<Vec<_>>().join(" ")).trim_end().to_owned()
    };
    Level::ALL.map(row).join("\n")
}

#[test]
fn each_layer_puts_its_header_around_what_it_is_given() {
    let run = run("request");
    let expected = "application: [Data 43]\ntransport: [Tcp 20] Data 43\nnetwork: [Ip 20] Tcp 20 Data 43\nlink: [Ethernet 14] Ip 20 Tcp 20 Data 43 [Fcs 4]\nphysical:";
    assert_eq!(rows(find(&run, PacketKind::Data, 1)), expected);
    let syn = rows(find(&run, PacketKind::Syn, 1));
    assert!(syn.starts_with("application:\ntransport: [Tcp 24]\n"), "no data, and an option: {syn}");
}

#[test]
fn datagrams_and_pieces_have_their_own_parts() {
    let udp = run("udp");
    assert!(rows(find(&udp, PacketKind::Udp, 1)).contains("[Udp 8] Data 3"));
    let fragments = run("fragments");
    let piece = rows(find(&fragments, PacketKind::Fragment, 1));
    assert!(piece.starts_with("application:\ntransport:\nnetwork: [Ip 20] [Piece"), "{piece}");
}

#[test]
fn parts_lie_side_by_side_within_the_picture() {
    for name in gallery::names() {
        let run = run(name);
        for span in run.trace().packets().iter().take(40) {
            for width in [280.0, 360.0, 600.0, 720.0, 1_100.0] {
                let (anatomy, picture) = nesting(span, width);
                assert_eq!(anatomy.parts.iter().map(|part| part.range.len()).sum::<usize>(), anatomy.bytes.len());
                for pair in picture.boxes.windows(2).filter(|pair| pair[0].row == pair[1].row) {
                    assert!(pair[0].place.0 + pair[0].place.2 <= pair[1].place.0 + 0.01, "{name} at {width}");
                }
                let right = picture.boxes.iter().map(|part| part.place.0 + part.place.2).fold(0.0, f64::max);
                assert!(right <= width + 0.01, "{name} at {width}: {right}");
            }
        }
    }
}

#[test]
fn a_packet_goes_down_across_a_router_and_up() {
    let run = run("three-clients");
    let span = find(&run, PacketKind::Data, 1);
    let journey = Journey::of(&run, span);
    assert_eq!((journey.from, journey.over, journey.to), (0, Some(4), Some(3)));
    let places = (0..=run.trace().len()).map(|position| journey.place(run.trace(), span, position));
    let mut seen: Vec<&str> = places
        .map(|place| match place {
            Place::Before => "before",
            Place::OnCable(0, _) => "first cable",
            Place::OnCable(..) => "second cable",
            Place::Arrived => "arrived",
            Place::Lost(..) | Place::Cut => "gone",
        })
        .collect();
    seen.dedup();
    assert_eq!(seen, ["before", "first cable", "second cable", "arrived"]);
    let stacks = Stacks::new(&journey, Level::Application, |host| host == 4, 720.0);
    assert_eq!(
        stacks.columns.iter().map(|column| column.top).collect::<Vec<_>>(),
        [Level::Application, Level::Network, Level::Application]
    );
    let down = stacks.done(Place::OnCable(0, 0.5)).pop().unwrap();
    let over = stacks.done(Place::OnCable(1, 0.5)).pop().unwrap();
    let up = stacks.done(Place::Arrived).pop().unwrap();
    assert!(down.0 < over.0 && over.0 < up.0 && up.1 < over.1, "{down:?} {over:?} {up:?}");
}

#[test]
fn a_lost_datagram_stays_on_the_cable() {
    let run = run("udp");
    let span = find(&run, PacketKind::Udp, 2);
    let journey = Journey::of(&run, span);
    let place = journey.place(run.trace(), span, run.trace().len());
    assert!(matches!(place, Place::Lost(0, share, _) if share > 0.0), "{place:?}");
}
