//! A filter is read as it is written, and means the packets that it names.

use super::*;
use crate::scenario::{Action, Fault, gallery, presets};
use crate::trace::Run;
use proptest::prelude::*;

const HOSTS: [&str; 2] = ["client", "server"];

fn names(run: &Run, text: &str) -> Vec<String> {
    let filter = parse(text, &HOSTS).unwrap();
    let trace = run.trace();
    let expert = Expert::of(trace);
    let sight = Sight { trace, expert: &expert };
    let taken = trace.packets().iter().filter(|span| filter.takes(sight, span));
    taken.map(|span| crate::scenario::packet_name(span.name, run.scenario().host_names())).collect()
}

fn lost_syn() -> Run {
    let mut scenario = presets::preset("opening").unwrap();
    scenario.faults.push(Fault { packet: "client.syn.1".to_owned(), action: Action::Drop });
    Run::new(scenario).unwrap()
}

#[test]
fn words_hosts_and_numbers_mean_what_they_say() {
    let run = lost_syn();
    assert_eq!(names(&run, "lost"), ["client.syn.1"]);
    assert_eq!(names(&run, "retransmission"), ["client.syn.1.2"]);
    assert_eq!(names(&run, "syn and not ack"), ["client.syn.1", "client.syn.1.2"]);
    assert_eq!(names(&run, "SYN && from SERVER"), ["server.synack.1"]);
    assert_eq!(names(&run, "to client syn"), ["server.synack.1"]);
    assert_eq!(names(&run, "tcp number 1..2"), ["client.syn.1", "client.syn.1.2"]);
    assert_eq!(names(&run, "ack = 1 from server"), ["server.synack.1"]);
    assert_eq!(names(&run, "lost or transmission >= 2").len(), 2);
    assert_eq!(names(&run, "!(lost or retransmission) syn"), ["server.synack.1"]);
    assert_eq!(names(&run, "").len(), run.trace().packets().len());
    assert!(names(&run, "udp").is_empty() && names(&run, "port 0").is_empty());
}

#[test]
fn a_segment_is_in_a_range_if_one_of_its_numbers_is() {
    let run = Run::new(gallery::scenario("congestion").unwrap()).unwrap();
    let all = names(&run, "data from client seq 1..2921");
    assert_eq!(
        all,
        ["client.data.1", "client.data.2", "client.data.3"],
        "three segments of 1460 begin at or before 2921"
    );
    assert_eq!(names(&run, "data and seq 1460").first().map(String::as_str), Some("client.data.1"));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let wrong = |text: &str| parse(text, &HOSTS).map_err(|wrong| (wrong.at, wrong.found, wrong.kind)).unwrap_err();
    assert_eq!(wrong("tcp and snail"), (8, "snail".to_owned(), WrongKind::Word));
    assert_eq!(wrong("host router"), (5, "router".to_owned(), WrongKind::Host));
    assert_eq!(wrong("len > many"), (6, "many".to_owned(), WrongKind::Number));
    assert_eq!(wrong("(tcp"), (4, String::new(), WrongKind::Unfinished));
    assert_eq!(wrong("tcp)"), (3, ")".to_owned(), WrongKind::Parenthesis));
    assert_eq!(wrong("tcp and"), (7, String::new(), WrongKind::Unfinished));
    assert_eq!(wrong("确认"), (0, "确认".to_owned(), WrongKind::Word));
    assert_eq!(wrong(&"not ".repeat(99)).2, WrongKind::TooDeep);
    assert_eq!(wrong(&"(".repeat(999)).2, WrongKind::TooDeep);
    assert_eq!(wrong(&" ".repeat(2_000)).2, WrongKind::TooLong);
}

fn leaf() -> impl Strategy<Value = Filter> {
    let word = prop::sample::select(words().collect::<Vec<_>>()).prop_map(Filter::Word);
    let host = (prop::sample::select(Side::ALL.to_vec()), prop::sample::select(HOSTS.to_vec()));
    let host = host.prop_map(|((side, _), name)| Filter::Host(side, name.to_owned()));
    let test = prop_oneof![
        any::<(u32, u32)>().prop_map(|(least, most)| Test::Within(least, most)),
        any::<u32>().prop_map(Test::Not),
        any::<u32>().prop_map(Test::Less),
        any::<u32>().prop_map(Test::More),
    ];
    let number = (prop::sample::select(Quantity::ALL.to_vec()), test);
    prop_oneof![word, host, number.prop_map(|((quantity, _), test)| Filter::Number(quantity, test))]
}

fn filter() -> impl Strategy<Value = Filter> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|filter| Filter::Not(Box::new(filter))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::And),
            prop::collection::vec(inner, 2..4).prop_map(Filter::Or),
        ]
    })
}

proptest! {
    #[test]
    fn printed_and_read_it_is_the_same(filter in filter()) {
        let text = filter.to_string();
        if text.len() < 900 {
            prop_assert_eq!(parse(&text, &HOSTS), Ok(filter), "{}", text);
        }
    }

    #[test]
    fn anything_can_be_typed(text in "\\PC*") {
        let _ = parse(&text, &HOSTS);
    }

    #[test]
    fn anything_of_its_own_words_can_be_typed(words in prop::collection::vec(
        prop::sample::select(vec!["tcp", "not", "(", ")", "and", "or", "len", "ack", ">", "1", "..", "0x", "host", "client", "=", "!"]), 0..30)) {
        if let Ok(filter) = parse(&words.join(" "), &HOSTS) {
            prop_assert_eq!(parse(&filter.to_string(), &HOSTS), Ok(filter));
        }
    }
}
