//! The tables against the format, and every edit on real set-ups.

mod drawn;

use super::calls::{CALLS, FAULT, FORGED, find};
use super::desk::{Desk, Wish, set};
use super::edit::{Edit, Refusal, get, json};
use super::editor::{Memory, granted, presets};
use super::field::{Absent, Field, Kind};
use super::notation::{self, Notation};
use super::table::{
    CUT, HOST, KEEP_ALIVE, LINK, LINUX, NAME, OWN_LINK, PRESET, ROUTER_ADDRESS, SEED, START, TCP, WHOLE,
};
use super::{files, hosts, programs, wrong, wrongs};
use crate::link::Shared;
use crate::scenario::{Scenario, Step, gallery};
use crate::text::Lang;
use crate::ui::session::{Choice, Command, Session};
use crate::ui::workbench::Deed;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::{Callback, Reducible};

fn scenario(name: &str) -> Scenario {
    gallery::scenario(name).unwrap()
}

/// Something of everything: two faults, a forged segment, a cut, an own cable, keep-alive, chosen numbers.
fn full() -> Scenario {
    let mut value = json(&scenario("three-clients"));
    value["faults"] = json!([{ "packet": "phone.data.1", "action": { "answer": { "with": { "fragmentation_needed": { "mtu": 1400 } } } } }]);
    value["forged"] = json!([{ "at_ms": 5, "from": "phone", "to": "server", "source_port": 1, "destination_port": 2, "flags": "RST" }]);
    value["hosts"][0]["cuts"] = json!([{ "at_ms": 5, "mended_ms": 50 }]);
    value["hosts"][0]["link"] = json!({});
    value["hosts"][0]["tcp"]["keep_alive"] = json!({});
    serde_json::from_value(value).unwrap()
}

/// Every field that is not an argument of a call, with what it belongs to.
fn fields() -> Vec<(Field, &'static str)> {
    let with = |fields: &[Field], of| fields.iter().map(|field| (*field, of)).collect::<Vec<_>>();
    let all = [
        with(&LINK, "link"),
        with(&[SEED, ROUTER_ADDRESS], ""),
        with(&WHOLE, ""),
        with(&[NAME, PRESET, LINUX, OWN_LINK], "hosts[0]"),
        with(&HOST, "hosts[0]"),
        with(&TCP, "hosts[0]"),
        with(&KEEP_ALIVE, "hosts[0]"),
        with(&LINK, "hosts[0].link"),
        with(&CUT, "hosts[0].cuts[0]"),
        with(&[START], "hosts[0].programs[0]"),
        with(&FAULT, "faults[0]"),
        with(&FORGED, "forged[0]"),
    ];
    all.concat()
}

/// What can be typed into a field.
fn typeable(field: &Field) -> Vec<String> {
    match field.kind {
        Kind::Number { least, most, .. } | Kind::Rate(least, most) => {
            vec![field.write(Some(&least.into())), field.write(Some(&most.into()))]
        }
        Kind::Switch | Kind::Part(_) => vec!["true".to_owned(), "false".to_owned()],
        Kind::Choice(words) => words.iter().map(|(id, _)| (*id).to_owned()).collect(),
        Kind::Forms(forms) => forms.iter().map(|form| form.tag.to_owned()).collect(),
        Kind::Host => vec!["server".to_owned()],
        Kind::Text(_) => vec![],
    }
}

/// What is refused is refused at this field, in words of both languages.
#[track_caller]
fn check_refusal(refusal: &Refusal, path: &str) {
    for lang in Lang::ALL {
        let words = wrong::words(lang, refusal, path);
        assert!(words.chars().count() > 3, "{path}");
    }
}

#[test]
fn every_field_takes_its_least_and_its_most() {
    let base = full();
    for (field, of) in fields() {
        let path = field.path(of);
        for typed in typeable(&field) {
            let value =
                field.read(&typed, "phone.data.2").unwrap_or_else(|refusal| panic!("{path} {typed}: {refusal:?}"));
            match set(&path, value).apply(&base) {
                Ok(scenario) => {
                    let there = json(&scenario);
                    let shown = field.write(get(&there, &path));
                    let shown = if shown.is_empty() { field.default().unwrap_or_default() } else { shown };
                    let off = typed == "false" && shown.is_empty();
                    assert!(shown == typed || off, "{path}: {shown} for {typed}");
                }
                // Without the router, or mended before it is cut, or from a host to itself.
                Err(refusal @ Refusal::Invalid(_)) => {
                    assert!(
                        ["router", "hosts[0].cuts[0].at_ms", "hosts[0].cuts[0].mended_ms"].contains(&path.as_str()),
                        "{path} {typed}: {refusal:?}"
                    );
                    check_refusal(&refusal, &path);
                }
                Err(refusal) => panic!("{path} {typed}: {refusal:?}"),
            }
        }
    }
}

#[test]
fn beyond_its_limits_a_field_says_them() {
    for (field, _) in fields() {
        let Kind::Number { most, per, .. } = field.kind else { continue };
        let Some(beyond) = most.checked_add(per) else { continue };
        let refusal = field.read(&super::field::shown(beyond, per), "").unwrap_err();
        assert!(matches!(refusal, Refusal::Between(..)), "{}: {refusal:?}", field.key);
        assert_eq!(field.read("x", "").unwrap_err(), Refusal::Number, "{}", field.key);
    }
}

#[test]
fn what_counts_by_default_is_what_the_format_has() {
    for (field, of) in fields() {
        let path = field.path(of);
        let Some(default) = field.default() else { continue };
        let without = Edit::Set(path.clone(), None).apply(&full());
        let with = set(&path, field.read(&default, "").unwrap()).apply(&full());
        assert_eq!(without, with, "{path}");
    }
    for call in CALLS {
        let base: Step = serde_json::from_value(call.first("server", None)).unwrap();
        for field in call.fields {
            let Some(default) = field.default() else { continue };
            let mut value = call.first("server", None);
            value[field.key] = field.read(&default, "").unwrap().unwrap_or_else(|| default.as_str().into());
            assert_eq!(serde_json::from_value::<Step>(value).unwrap(), base, "{} {}", call.name, field.key);
        }
    }
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let delay = LINK[1];
    for (typed, us) in [("40", 40_000), ("0.5", 500), ("0,001", 1), (".25", 250), ("1.50", 1_500)] {
        assert_eq!(delay.read(typed, "").unwrap(), Some(us.into()), "{typed}");
    }
    for typed in ["1.0005", "-1", "1e3", "."] {
        assert_eq!(delay.read(typed, ""), Err(Refusal::Number), "{typed}");
    }
    assert_eq!(delay.write(Some(&1_050.into())), "1.05");
    let rate = LINK[0];
    for (typed, bps) in
        [("10 Mbit/s", 10_000_000), ("1.5M", 1_500_000), ("64 kbit/s", 64_000), ("5000", 5_000), ("1g", 1_000_000_000)]
    {
        assert_eq!(rate.read(typed, "").unwrap(), Some(bps.into()), "{typed}");
    }
    assert_eq!(rate.write(Some(&1_500_000.into())), "1.5 Mbit/s");
    assert!(matches!(rate.read("1 bit/s", ""), Err(Refusal::Between(..))));
}

/// A set-up with only this call in the first host's program.
fn only(step: Value) -> Result<Scenario, Refusal> {
    let mut base = json(&scenario("request"));
    base["hosts"][0]["programs"] = json!([{ "lines": [{ "call": "socket" }] }]);
    let base: Scenario = serde_json::from_value(base).unwrap();
    Edit::Set("hosts[0].programs[0].lines[0]".to_owned(), Some(step)).apply(&base)
}

#[test]
fn every_call_can_be_made_and_turned_into_every_other() {
    let mut kinds = BTreeSet::new();
    for call in CALLS {
        let step = call.first("server", None);
        let made = only(step.clone()).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", call.name));
        kinds.insert(format!("{:?}", core::mem::discriminant(&made.hosts[0].programs[0].lines[0])));
        let mut python = Notation::new(&made, 0, 0);
        assert!(python.take().chars().count() > 4, "{}", call.name);
        for other in CALLS {
            let turned = other.first("server", Some(&step));
            assert!(only(turned).is_ok(), "{} from {}", other.name, call.name);
        }
        let tried = only(json!({ "call": "try", "step": step }));
        assert_eq!(tried.is_ok(), call.name != "repeat", "{}", call.name);
        for field in call.fields {
            for typed in typeable(field).into_iter().filter(|typed| !typed.is_empty()) {
                let mut step = call.first("server", None);
                step[field.key] = field.read(&typed, "").unwrap().unwrap();
                assert!(only(step).is_ok(), "{}.{} {typed}", call.name, field.key);
            }
        }
    }
    assert_eq!(kinds.len(), CALLS.len(), "two entries make the same call");
}

#[test]
fn a_new_program_and_new_faults_are_valid_everywhere() {
    for name in gallery::names() {
        let desk = desk(Lang::En, Rc::new(scenario(name)));
        let of = |list: &str, new: Value| Edit::Insert(list.to_owned(), 0, new).apply(&desk.base);
        assert!(of("hosts[1].programs", programs::first(desk.peer(1))).is_ok(), "{name}");
        assert!(of("forged", wrongs::forgery(&desk)).is_ok(), "{name}");
        assert!(of("hosts[0].cuts", json!({ "at_ms": 1 })).is_ok(), "{name}");
    }
}

#[test]
fn a_host_is_renamed_wherever_it_is_named() {
    let base = full();
    let renamed = Edit::Rename(0, "mobile".to_owned()).apply(&base).unwrap();
    let text = serde_json::to_string(&renamed).unwrap();
    assert!(text.contains("mobile.data.1") && !text.contains("phone"), "{text}");
    assert_eq!(Edit::Rename(0, "phone".to_owned()).apply(&renamed).unwrap(), base);
    let server = Edit::Rename(3, "origin".to_owned()).apply(&base).unwrap();
    assert!(!serde_json::to_string(&server).unwrap().contains("\"server\""));
    let Err(refusal) = Edit::Rename(0, "laptop".to_owned()).apply(&base) else { panic!("two of the same name") };
    assert_eq!(wrong::words(Lang::En, &refusal, "hosts[0].name"), "Another host has the same name or address.");
}

/// A host's first program as the editor lists it.
fn listed(scenario: &Scenario, host: usize) -> String {
    fn list(lines: &Value, indent: &str, python: &mut Notation) -> String {
        let step = |step: &Value| {
            let text = format!("{indent}{}\n", python.take().replace('\n', &format!("\n{indent}")));
            let within = notation::is_loop(step).then(|| {
                let within = list(&step["lines"], "  ", python);
                python.close();
                within
            });
            text + &within.unwrap_or_default()
        };
        lines.as_array().into_iter().flatten().map(step).collect()
    }
    list(&json(scenario)["hosts"][host]["programs"][0]["lines"], "", &mut Notation::new(scenario, host, 0))
}

#[test]
fn calls_are_moved_put_in_and_taken_out() {
    let base = scenario("three-clients");
    assert_eq!(
        listed(&base, 3),
        "s = socket.socket()\ns.bind((\"\", 80))\ns.listen(5)\nfor _ in range(3):\n  c, peer = s.accept()\n  data = c.recv(4096)\n  c.sendall(b\"200 OK, 42\")\n  c.close()\n"
    );
    let inner = "hosts[3].programs[0].lines[3].lines";
    let edits = [
        Edit::Swap(inner.to_owned(), 1, 2),
        Edit::Remove(inner.to_owned(), 3),
        Edit::Insert(inner.to_owned(), 1, json!({ "call": "try", "step": { "call": "sleep", "ms": 5 } })),
        Edit::Set("hosts[3].programs[0].lines[3].times".to_owned(), None),
        Edit::Remove("hosts[3].programs[0].lines".to_owned(), 1),
    ];
    let edited = edits.iter().fold(base, |scenario, edit| edit.apply(&scenario).unwrap());
    assert_eq!(
        listed(&edited, 3),
        "s = socket.socket()\ns.listen(5)\nwhile True:\n  c, peer = s.accept()\n  try:\n      time.sleep(0.005)\n  except OSError:\n      pass\n  c.sendall(b\"200 OK, 42\")\n  data = c.recv(4096)\n  if not data:\n      break\n"
    );
    let empty = Edit::Remove("hosts[0].programs[0].lines".to_owned(), 9).apply(&edited).unwrap();
    assert_eq!(empty, edited, "there is no such line");
}

#[test]
fn hosts_come_and_go() {
    let mut grown = scenario("request");
    for count in 3..=8 {
        grown = Edit::AddHost.apply(&grown).unwrap();
        assert_eq!(grown.hosts.len(), count);
    }
    assert!(grown.router.is_some());
    assert!(Edit::AddHost.apply(&grown).is_err());
    for name in gallery::names() {
        let three = Edit::AddHost.apply(&scenario(name)).unwrap();
        for index in 0..three.hosts.len() {
            assert!(Edit::RemoveHost(index).apply(&three).is_ok(), "{name} {index}");
        }
    }
    assert!(hosts::remove(&full(), 0).faults.is_empty());
}

#[test]
fn what_is_refused_stays_beside_its_field_and_the_run_stays_as_it_was() {
    let base = Rc::new(scenario("request"));
    let wish = |path: &str, typed: &str, field: &Field| Wish {
        at: path.to_owned(),
        typed: typed.to_owned(),
        edit: field.read(typed, "").map(|value| set(path, value)),
        open: None,
        focus: None,
    };
    let (memory, made) = granted(&Memory::default(), &base, wish("hosts[0].tcp.mss", "5", &TCP[0]));
    assert_eq!(made, None);
    let (memory, made) = granted(&memory, &base, wish("hosts[0].name", "Client!", &NAME));
    assert_eq!((made, memory.drafts.len()), (None, 2));
    let (memory, made) = granted(&memory, &base, wish("link.mtu", "576", &LINK[3]));
    assert_eq!(made.as_ref().map(|made| made.link.mtu), Some(576));
    assert_eq!(memory.drafts.len(), 2, "what was typed elsewhere is not lost");
    let (memory, _) = granted(&memory, &made.unwrap(), wish("hosts[0].tcp.mss", "500", &TCP[0]));
    assert_eq!(memory.drafts.keys().collect::<Vec<_>>(), ["hosts[0].name"]);
    let other = Rc::new(scenario("udp"));
    let (memory, _) = granted(&memory, &other, wish("seed", "x", &SEED));
    assert_eq!(memory.drafts.keys().collect::<Vec<_>>(), ["seed"], "of another set-up");
}

#[test]
fn an_edit_leaves_what_the_reader_did_to_packets_to_the_session() {
    let own = Choice { preset: "request", drops: vec!["client.data.1".to_owned()], ..Choice::default() };
    let session = Rc::new(Session::new(&own, &Shared::default(), Vec::new()).unwrap());
    assert_eq!(session.base(), scenario("request"));
    let edited = Edit::Set("link.delay_us".to_owned(), Some(5_000.into())).apply(&session.base()).unwrap();
    let session = session.reduce(Command::More(Deed::Lab(Rc::new(edited.clone()))));
    assert_eq!((session.base(), session.run.scenario().faults.len()), (edited, 1));
    let session = session.reduce(Command::Undo);
    assert_eq!(session.base(), scenario("request"));
}

#[test]
fn a_file_is_read_or_its_fault_is_named() {
    use serde_json::error::Category;
    for name in gallery::names() {
        let scenario = scenario(name);
        assert_eq!(files::read(&serde_json::to_string_pretty(&scenario).unwrap()), Ok(scenario));
    }
    assert_eq!(files::read("{\n  oops"), Err(files::Bad::Json(Category::Syntax, 2, 3)));
    assert!(matches!(files::read("{\n"), Err(files::Bad::Json(Category::Eof, 2, _))));
    let named = |text: &str| match files::read(text) {
        Err(files::Bad::Name(odd, name, line, _)) => (odd, name, line),
        other => panic!("{text}: {other:?}"),
    };
    let json = serde_json::to_string_pretty(&scenario("request")).unwrap();
    assert_eq!(named("{ \"wirewalk\": 1 }"), (files::Odd::Missing, "hosts".to_owned(), 1));
    let odd = json.replacen("\"hosts\"", "\"colour\": \"red\",\n\"hosts\"", 1);
    assert_eq!(named(&odd), (files::Odd::Field, "colour".to_owned(), 4));
    assert!(matches!(
        files::read(&json.replacen("\"hosts\": [", "\"hosts\": 7, \"x\": [", 1)),
        Err(files::Bad::Json(Category::Data, 4, _))
    ));
    let later = odd.replacen("\"wirewalk\": 1", "\"wirewalk\": 2", 1);
    let said = files::read(&later).unwrap_err();
    assert!(matches!(&said, files::Bad::Refused(_)), "its version is what is wrong with it: {said:?}");
    assert!(matches!(files::read("{ \"wirewalk\": 9, \"hosts\": [] }"), Err(files::Bad::Refused(_))));
    assert_eq!(files::address("{\"é\"}"), "data:application/json;charset=utf-8,%7B%22%C3%A9%22%7D");
}

#[test]
fn what_is_left_to_the_preset_is_said() {
    let base = scenario("cubic");
    let tcp = &presets(&base)[0];
    for field in TCP.iter().filter(|field| matches!(field.absent, Absent::Preset)) {
        let name = field.key.strip_prefix("tcp.").unwrap();
        assert!(tcp.get(name).is_some(), "{name} is not called so by the simulator");
    }
    assert_eq!(tcp["growth"], "cubic");
    assert!(find("try").is_none());
}

fn desk(lang: Lang, base: Rc<Scenario>) -> Desk {
    Desk {
        lang,
        value: Rc::new(json(&base)),
        presets: Rc::new(presets(&base)),
        base,
        drafts: Rc::default(),
        open: None,
        wish: Callback::noop(),
        unfold: Callback::noop(),
    }
}
