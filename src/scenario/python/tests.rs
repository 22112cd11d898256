//! Programs as text, for a reader of the tests as for a reader of the page.

use super::*;
use crate::scenario::gallery;

/// Programs of a client whose server is `server`, as steps in JSON.
fn written(steps: &str) -> String {
    let host = |name: &str, address: &str, programs: &str| {
        format!("{{\"name\":\"{name}\",\"address\":\"{address}\",\"programs\":[{programs}]}}")
    };
    let client = host("client", "192.0.2.10", &format!("{{\"lines\":{steps}}}"));
    let server = host("server", "198.51.100.5", "");
    let scenario = serde_json::from_str(&format!("{{\"wirewalk\":1,\"hosts\":[{client},{server}]}}")).unwrap();
    source(&python(&scenario, 0, 0))
}

/// Every program of the gallery.
fn every() -> impl Iterator<Item = (String, Scenario, usize, usize)> {
    gallery::names().flat_map(|name| {
        let scenario = gallery::scenario(name).unwrap();
        let programs = scenario.hosts.iter().enumerate();
        let programs = programs.flat_map(|(host, of)| (0..of.programs.len()).map(move |program| (host, program)));
        let programs: Vec<(usize, usize)> = programs.collect();
        programs
            .into_iter()
            .map(move |(host, program)| (format!("{name}-{host}-{program}"), scenario.clone(), host, program))
    })
}

#[test]
fn a_client_reads_as_one_writes_it() {
    let steps = r#"[{"call":"socket"},{"call":"set_option","option":"linger_zero"},{"call":"connect","to":"server","port":80,"timeout_ms":1500},
        {"call":"send","text":"say \"hi\"\n"},{"call":"recv_to_end"},{"call":"sleep","ms":20},{"call":"try","step":{"call":"close"}}]"#;
    let expected = r#"import socket
import struct
import time

SERVER = "198.51.100.5"

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
s.settimeout(1.5)
s.connect((SERVER, 80))
s.settimeout(None)
s.sendall(b"say \"hi\"\n")
while True:
    data = s.recv(65536)
    if not data:
        break
time.sleep(0.02)
try:
    s.close()
except OSError:
    pass
"#;
    assert_eq!(written(steps), expected);
}

#[test]
fn a_loop_without_a_number_ends_with_the_stream_and_limits_are_set_anew_in_each_round() {
    let steps = r#"[{"call":"socket","kind":"datagram","socket":"for"},{"call":"send_bytes_to","socket":"for","to":"server","port":9,"count":30},
        {"call":"socket"},{"call":"repeat","lines":[{"call":"recv"},{"call":"recv","timeout_ms":500},{"call":"reply","text":"é"}]},{"call":"recv"}]"#;
    let text = written(steps);
    let body = text.split_once("\n\nfor_").unwrap().1;
    assert_eq!(
        body,
        r#" = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for_.sendto(pattern(30), (SERVER, 9))
s = socket.socket()
while True:
    s.settimeout(None)
    data = s.recv(4096)
    if not data:
        break
    s.settimeout(0.5)
    data = s.recv(4096)
    if not data:
        break
    s.settimeout(None)
    s.sendall("é".encode() + data)
s.settimeout(None)
data = s.recv(4096)
"#
    );
}

#[test]
fn lines_name_their_steps_as_the_simulator_counts_them() {
    for (name, scenario, host, program) in every() {
        let setup = scenario.setup().unwrap();
        let steps = &setup.hosts[host].programs[program].lines;
        let lines = python(&scenario, host, program);
        for (step, line) in steps.iter().enumerate() {
            let mains: Vec<&PythonLine> = lines.iter().filter(|it| it.step == Some(step) && it.main).collect();
            match line {
                crate::sim::program::Line::Again { .. } => assert!(mains.is_empty(), "{name} {step}"),
                crate::sim::program::Line::Loop { .. } => assert!(mains[0].text.ends_with(':'), "{name} {step}"),
                crate::sim::program::Line::Call { call, .. } => {
                    assert_eq!(mains.len(), 1, "{name} {step}");
                    let word = if call.name() == "reply" { "send" } else { call.name() };
                    assert!(mains[0].text.contains(word), "{name} {step}: {}", mains[0].text);
                }
            }
        }
    }
}

/// With `WIREWALK_PYTHON=folder` the programs are left there as files, for Python's own compiler to judge.
#[test]
fn every_program_of_the_gallery_is_whole() {
    for (name, scenario, host, program) in every() {
        let text = source(&python(&scenario, host, program));
        assert!(text.starts_with("import socket\n"), "{name}");
        assert_eq!(text.matches('(').count(), text.matches(')').count(), "{name}");
        if let Ok(folder) = std::env::var("WIREWALK_PYTHON") {
            std::fs::write(format!("{folder}/{name}.py"), text).unwrap();
        }
    }
}

#[test]
fn bytes_in_digits_are_read_by_python_too() {
    let scenario = gallery::scenario("shop-browser").unwrap();
    let lines = |host| source(&python(&scenario, host, 0));
    assert!(lines(0).contains("u.sendto(bytes.fromhex(\"1a2b 0100 0001 "), "{}", lines(0));
    assert!(lines(2).contains("s.sendto(data[:2] + bytes.fromhex(\"8580 0001 "), "{}", lines(2));
}

#[test]
fn bytes_are_shown_as_python_shows_them() {
    assert_eq!(bytes_shown(b"hello\r\n\0\xff", 99), r"b'hello\r\n\x00\xff'");
    assert_eq!(bytes_shown(b"it's", 99), "b\"it's\"");
    assert_eq!(bytes_shown(b"abcdef", 3), "b'abc…'");
}

#[test]
fn pieces_of_a_line_are_together_the_line() {
    let line = r##"while s.send(b"a\"# \\") != 10: pass  # until é"##;
    let pieces = tokens(line);
    assert_eq!(pieces.iter().map(|token| token.text).collect::<String>(), line);
    let of = |kind| pieces.iter().filter(|token| token.kind == kind).map(|token| token.text).collect::<Vec<_>>();
    assert_eq!(of(TokenKind::Keyword), ["while", "pass"]);
    assert_eq!(of(TokenKind::Text), [r##"b"a\"# \\""##]);
    assert_eq!(of(TokenKind::Number), ["10"]);
    assert_eq!(of(TokenKind::Call), ["send"]);
    assert_eq!(of(TokenKind::Comment), ["# until é"]);
}
