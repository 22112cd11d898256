//! What programs said in set-ups of the gallery, told line by line.

use super::*;
use crate::scenario::{Action, Fault, gallery};
use crate::sim::Span;

fn run(name: &str, drops: &[&str]) -> Run {
    let mut scenario = gallery::scenario(name).unwrap();
    scenario.faults.extend(drops.iter().map(|packet| Fault { packet: (*packet).to_owned(), action: Action::Drop }));
    Run::new(scenario).unwrap()
}

/// Every message in a line: when, who, to whom, what, in how many packets, and when it had been read.
fn told(run: &Run) -> Vec<String> {
    let trace = run.trace();
    let line = |message: &Message| {
        let at = |event: EventId| Span(trace.time_of(event).0).to_string();
        let words = first_line(&message.bytes, (message.local, message.remote), message.stream);
        let end = match (message.read, message.lost) {
            (Some(read), _) => format!("read {}", at(read)),
            (None, Some(lost)) => format!("lost {}", at(lost)),
            (None, None) => "unread".to_owned(),
        };
        format!(
            "{} {} {} {}: {words} ({} in {}{}) {end}",
            at(message.made),
            trace.host_name(message.from.0),
            if message.answers { "answers" } else { "asks" },
            message.to.map_or("?", |to| trace.host_name(to)),
            message.bytes.len(),
            message.packets,
            if message.again > 0 { format!(", {} again", message.again) } else { String::new() }
        )
    };
    talk(run).messages.iter().map(line).collect()
}

#[test]
fn a_browser_asks_the_name_server_then_the_web_server_which_asks_the_database() {
    let told = told(&run("shop-browser", &[]));
    let laptop: Vec<&str> = told.iter().take_while(|line| !line.contains("0.704")).map(String::as_str).collect();
    let expected = [
        "0.020 laptop asks nameserver: A shop.example? (30 in 1) read 0.040",
        "0.040 nameserver answers laptop: A shop.example = 198.51.100.5 (46 in 1) read 0.060",
        "0.090 phone asks nameserver: A shop.example? (30 in 1) read 0.110",
        "0.100 laptop asks web: GET / HTTP/1.1 (38 in 1) read 0.121",
        "0.110 nameserver answers phone: A shop.example = 198.51.100.5 (46 in 1) read 0.130",
        "0.121 web answers laptop: HTTP/1.1 200 OK (1565 in 2) read 0.143",
    ];
    assert_eq!(laptop[..6], expected, "{told:#?}");
    assert_eq!(told.len(), 24);
    assert!(told.iter().all(|line| line.contains(") read ")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("web asks database: SELECT name, price FROM items;")));
    assert!(told.iter().any(|line| line.contains("laptop asks web: POST /orders HTTP/1.1 (126 in 1)")));
}

#[test]
fn who_comes_second_waits_at_the_door_until_the_server_has_read_it() {
    let run = run("shop-client", &[]);
    let talk = talk(&run);
    let phone = talk.messages.iter().find(|message| run.trace().host_name(message.from.0) == "phone").unwrap();
    let (arrived, read) = (phone.arrived.unwrap(), phone.read.unwrap());
    assert!((run.trace().time_of(read) - run.trace().time_of(arrived)) > Span::millis(100));
    let stages: Vec<Stage> = (0..=run.trace().len()).map(|position| phone.stage_at(position)).collect();
    let mut seen = stages.clone();
    seen.dedup();
    assert_eq!(seen, [Stage::ToCome, Stage::Waits, Stage::OnTheWay, Stage::Unread, Stage::Read]);
    assert_eq!(phone.stage_at(phone.over()), Stage::Read);
}

#[test]
fn a_datagram_that_is_lost_is_lost_and_a_segment_is_sent_again() {
    let without = told(&run("udp", &[]));
    assert!(without.iter().any(|line| line.contains("client asks server: two (3 in 1) lost")), "{without:#?}");
    assert!(without.iter().any(|line| line.contains("server answers client: got one")), "{without:#?}");
    let again = told(&run("shop-client", &["laptop.data.1"]));
    assert!(again[0].contains("laptop asks shop: ITEMS (6 in 2, 1 again) read 1."), "{again:#?}");
}

#[test]
fn the_bytes_that_were_read_are_those_that_were_said() {
    for name in gallery::names() {
        let run = run(name, &[]);
        let talk = talk(&run);
        for message in talk.messages.iter().filter(|message| message.read.is_some()) {
            let order = [Some(message.made), message.left, message.arrived, message.read].into_iter().flatten();
            assert!(order.is_sorted(), "{name}: {message:?}");
            assert!(message.reader.is_some() && message.packets > 0, "{name}");
        }
        assert!(!talk.messages.is_empty() || name == "simultaneous-close" || name == "close", "{name}");
        for socket in talk.sockets.iter().filter(|socket| !socket.states.is_empty()) {
            assert!(socket.tcb.is_some() && socket.port.is_some(), "{name}: {socket:?}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_shown_as_digits() {
    let at = |port| SocketAddr { address: std::net::Ipv4Addr::LOCALHOST, port };
    let words = |bytes: &[u8], port| first_line(&Payload::from(bytes), (at(50_000), at(port)), port != 53);
    assert_eq!(words(b"GET / HTTP/1.1\r\nHost: a\r\n", 80), "GET / HTTP/1.1");
    assert_eq!(words(&[0xff, 0, 1], 80), "ff 00 01");
    assert_eq!(words("价格？".as_bytes(), 80), "价格？");
    assert_eq!(words(&[b'a'; 100], 80).chars().count(), 61);
    // Not a whole question.
    assert_eq!(words(&[0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63, b'a'], 53), "00 01 01 00 00 01 00 00 …");
    assert_eq!(words(b"", 53), "");
}
