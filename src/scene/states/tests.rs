//! What holds for the diagram at every width.

use super::*;

const WIDTHS: [f64; 7] = [280.0, 330.0, 420.0, 560.0, 680.0, 720.0, 1_100.0];

fn machine(width: f64) -> Machine {
    Machine::new(width, |edge| match edge.id {
        "passive-open" => ("passive OPEN".into(), "create TCB".into()),
        "active-open" => ("active OPEN".into(), "create TCB, snd SYN".into()),
        "stop-listening" | "give-up-opening" => ("CLOSE".into(), "delete TCB".into()),
        "two-msl" => ("2 MSL over".into(), "delete TCB".into()),
        "syn-in-listen" | "simultaneous-open" => ("rcv SYN".into(), "snd SYN,ACK".into()),
        "reset-in-syn-received" | "broken" => ("rcv RST".into(), String::new()),
        "send-in-listen" => ("SEND".into(), "snd SYN".into()),
        "syn-ack" => ("rcv SYN,ACK".into(), "snd ACK".into()),
        "ack-of-syn" => ("rcv ACK of SYN".into(), String::new()),
        "ack-of-fin" | "ack-in-closing" | "last-ack" => ("rcv ACK of FIN".into(), String::new()),
        "fin-first" | "fin-second" | "simultaneous-close" => ("rcv FIN".into(), "snd ACK".into()),
        _ => ("CLOSE".into(), "snd FIN".into()),
    })
}

type Bounds = (f64, f64, f64, f64);

fn overlap(one: Bounds, two: Bounds) -> bool {
    one.0 < two.2 && two.0 < one.2 && one.1 < two.3 && two.1 < one.3
}

fn segments(machine: &Machine) -> Vec<(usize, Bounds)> {
    let of_way = |(index, way): (usize, &Way)| {
        let pair = move |pair: &[(f64, f64)]| {
            let (a, b) = (pair[0], pair[1]);
            (index, (a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)))
        };
        way.points.windows(2).map(pair).collect::<Vec<_>>()
    };
    machine.ways.iter().enumerate().flat_map(of_way).collect()
}

#[test]
fn every_state_has_its_box_and_every_edge_both_its_ends() {
    for state in State::ALL {
        let boxes = BOXES.iter().filter(|(known, ..)| known == state).count();
        assert_eq!(boxes, if *state == State::Closed { 2 } else { 1 }, "{state:?}");
        assert!(EDGES.iter().any(|edge| edge.from == *state) && EDGES.iter().any(|edge| edge.to == *state));
    }
    for (index, edge) in EDGES.iter().enumerate() {
        assert_eq!(between(edge.from, edge.to), Some(index), "two edges between the same states");
    }
}

#[test]
fn words_stand_clear_of_boxes_lines_and_each_other() {
    let mut found = Vec::new();
    for width in WIDTHS {
        let machine = machine(width);
        let size = machine.text_sizes.1;
        let bounds = |way: &Way| way.label.as_ref().map(|label| label.bounds(size));
        let labels: Vec<(usize, Bounds)> =
            machine.ways.iter().enumerate().filter_map(|(index, way)| Some((index, bounds(way)?))).collect();
        let (x, y) = machine.half;
        for (index, label) in &labels {
            let mut clash = |with: String| found.push(format!("{width}: {} on {with}", EDGES[*index].id));
            if label.0 < 0.0 || label.2 > machine.width || label.1 < 0.0 {
                clash(format!("the edge, {label:?}"));
            }
            let boxes = machine.boxes.iter();
            boxes
                .filter(|state| overlap(*label, (state.x - x, state.y - y, state.x + x, state.y + y)))
                .for_each(|state| clash(format!("{:?}", state.state)));
            let others = labels.iter().filter(|(other, around)| other > index && overlap(*label, *around));
            others.for_each(|(other, _)| clash(EDGES[*other].id.to_owned()));
            // Its own line may pass between the event and the action.
            let lines = segments(&machine).into_iter().filter(|(other, line)| other != index && overlap(*label, *line));
            lines.for_each(|(other, _)| clash(format!("the line of {}", EDGES[other].id)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_edge_crosses_another() {
    for width in WIDTHS {
        let machine = machine(width);
        let all = segments(&machine);
        for (one, first) in &all {
            for (two, second) in all.iter().filter(|(two, _)| two > one) {
                let apart = !overlap((first.0 - 1.0, first.1 - 1.0, first.2 + 1.0, first.3 + 1.0), *second);
                assert!(apart, "{} and {} at {width}", EDGES[*one].id, EDGES[*two].id);
            }
        }
    }
}

#[test]
fn a_point_before_the_end_lies_on_the_line() {
    let way = Way { points: vec![(0.0, 0.0), (10.0, 0.0), (10.0, 20.0)], label: None };
    assert_eq!(
        [5.0, 20.0, 24.0, 99.0].map(|distance| way.before_end(distance)),
        [(10.0, 15.0), (10.0, 0.0), (6.0, 0.0), (0.0, 0.0)]
    );
}

#[test]
fn the_wide_plan_reads_as_the_rfc_draws_it() {
    let machine = machine(720.0);
    let mut picture = String::new();
    for state in &machine.boxes {
        picture += &format!("{} {:.0},{:.0}\n", state.lines.join(""), state.x, state.y);
    }
    assert_eq!(
        picture,
        "CLOSED 360,46\nLISTEN 108,124\nSYN-SENT 612,124\nSYN-RECEIVED 108,202\nESTABLISHED 360,280\nFIN-WAIT-1 108,358\n\
         FIN-WAIT-2 108,436\nCLOSING 360,436\nCLOSE-WAIT 612,358\nLAST-ACK 612,436\nTIME-WAIT 108,514\nCLOSED 612,514\n"
    );
}
