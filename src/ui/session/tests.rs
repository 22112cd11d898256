//! What a reader can do, as lists of commands.

use super::*;
use crate::link;
#[cfg(feature = "workbench")]
use crate::scenario::{Action, Fault};
use crate::trace::resolve;

fn session(fragment: &str) -> Session {
    let (shared, problems) = link::read(fragment);
    Session::new(&Choice { preset: "opening", ..Choice::default() }, &shared, problems).unwrap()
}

fn after(session: &Session, commands: impl IntoIterator<Item = Command>) -> Session {
    let mut session = session.clone();
    commands.into_iter().for_each(|command| session.apply(command));
    session
}

fn packet(session: &Session, name: &str) -> PacketName {
    crate::scenario::parse_packet_name(name, session.run.scenario().host_names()).unwrap()
}

#[test]
fn stepping_stays_within_the_run() {
    let start = session("");
    assert_eq!(after(&start, [Command::Step(-1)]).position, 0);
    let end = after(&start, [Command::Last, Command::Step(1)]);
    assert_eq!(end.position, end.run.trace().len());
    assert_eq!(after(&end, [Command::Step(-1), Command::First]).position, 0);
}

#[test]
fn a_dropped_packet_is_lost_at_once_and_undo_brings_it_back() {
    let start = after(&session(""), [Command::Seek(9)]);
    let syn = packet(&start, "client.syn.1");
    let lost = after(&start, [Command::Drop(syn)]);
    assert_eq!(lost.choice.drops, ["client.syn.1"]);
    assert_eq!(Some(lost.position), resolve(lost.run.trace(), "client.syn.1.lost"));
    assert!(resolve(lost.run.trace(), "client.syn.1.2.sent").is_some());
    let undone = after(&lost, [Command::Undo]);
    assert_eq!((undone.choice.clone(), undone.position), (start.choice.clone(), 9));
    let passed = after(&lost, [Command::Pass(syn)]);
    assert!(passed.choice.drops.is_empty() && passed.can_undo());
}

#[test]
fn a_link_says_where_one_is() {
    let there = after(&session(""), [Command::Drop(packet(&session(""), "client.syn.1")), Command::Step(3)]);
    let back = session(&link::write(&there.shared()));
    assert_eq!((back.position, &back.choice), (there.position, &there.choice));
    assert!(back.problems.is_empty());
}

#[test]
fn a_link_opened_on_the_page_can_be_taken_back() {
    let start = after(&session(""), [Command::Seek(9)]);
    let (shared, problems) = link::read("v=1&run=closed-port&at=3");
    let opened = after(&start, [Command::Open(shared, problems)]);
    assert_eq!((opened.choice.preset, opened.position), ("closed-port", 3));
    let back = after(&opened, [Command::Undo]);
    assert_eq!((back.choice, back.position), (start.choice, 9));
}

/// What a link brought is somebody's work, like what the reader did: a step of the text must not lose it.
#[test]
fn a_run_that_no_lesson_has_can_be_come_back_to() {
    let lesson = || Command::Load(Choice { preset: "opening", ..Choice::default() }, None);
    let linked = session("v=1&run=opening&drop=client.syn.1&drop=server.synack.1&at=20");
    let back = after(&linked, [lesson(), Command::Undo]);
    assert_eq!((back.choice.clone(), back.position), (linked.choice.clone(), 20));
    assert_eq!(after(&back, [lesson(), Command::Undo]).choice, linked.choice, "also a second time");
    assert!(!after(&session(""), [lesson()]).can_undo(), "a lesson is one click away anyway");
}

#[test]
fn a_bad_moment_is_named_and_the_run_begins_at_its_start() {
    for at in ["99999", "client.syn.7.sent", "<script>"] {
        let session = session(&format!("v=1&at={at}"));
        assert_eq!((session.position, session.problems), (0, vec![Problem::At(at.to_owned())]));
    }
}

#[test]
fn playing_ends_at_the_end_and_begins_again_from_the_start() {
    let playing = after(&session(""), [Command::Toggle, Command::Advance(5)]);
    assert!(playing.playing && playing.position == 5);
    let over = after(&playing, [Command::Advance(u32::MAX)]);
    assert!(!over.playing);
    assert_eq!(after(&over, [Command::Toggle]).position, 0);
    assert!(!after(&playing, [Command::Step(1)]).playing, "a step stops the player");
}

/// A transfer of 16 MB: more events than are computed at once.
#[cfg(feature = "workbench")]
fn long() -> Rc<Scenario> {
    let mut value = crate::scenario::file::to_value(&crate::scenario::gallery::scenario("congestion").unwrap());
    value["hosts"][0]["programs"][0]["lines"][2]["count"] = 16_000_000.into();
    Rc::new(crate::scenario::file::from_value(&value).unwrap())
}

#[cfg(feature = "workbench")]
#[test]
fn a_long_run_comes_when_it_is_ready_and_what_was_there_stays_until_then() {
    use crate::ui::workbench::Deed;
    let start = after(&session(""), [Command::Seek(5)]);
    let waiting = after(&start, [Command::More(Deed::Lab(long()))]);
    assert!(waiting.is_waiting() && waiting.can_undo());
    assert_eq!((&waiting.choice, &waiting.run, waiting.position), (&start.choice, &start.run, 5));
    let name = packet(&start, "client.data.40");
    let both = after(&waiting, [Command::Drop(name), Command::More(Deed::Arrive)]);
    assert!(!both.is_waiting() && both.run.trace().len() > 50_000);
    assert_eq!(both.choice.more.lab, Some(long()), "the second change is made to what the first one asked for");
    assert_eq!(both.choice.drops, ["client.data.40"]);
    let back = after(&both, [Command::Undo]);
    assert_eq!((&back.choice, back.position), (&start.choice, 5));
    let again = after(&back, [Command::Redo]);
    assert!(again.is_waiting());
    assert_eq!(after(&again, [Command::More(Deed::Arrive)]).choice, both.choice);
}

#[cfg(feature = "workbench")]
#[test]
fn a_long_run_can_be_given_up() {
    use crate::ui::workbench::Deed;
    let start = session("");
    for give_up in [Command::More(Deed::Cancel), Command::Undo] {
        let given_up = after(&start, [Command::More(Deed::Lab(long())), give_up]);
        assert!(!given_up.is_waiting());
        assert_eq!((&given_up.choice, &given_up.run), (&start.choice, &start.run));
        assert_eq!(after(&given_up, [Command::More(Deed::Arrive)]).run, start.run, "it does not come after all");
    }
    let shared = link::Shared { more: More { lab: Some(long()), ..More::default() }, ..link::Shared::default() };
    let opened = Session::new(&Choice { preset: "opening", ..Choice::default() }, &shared, Vec::new()).unwrap();
    assert!(opened.is_waiting() && opened.run.trace().is_empty());
    let own = after(&opened, [Command::More(Deed::Cancel)]);
    assert_eq!(own.run.trace().len(), start.run.trace().len(), "a page that has nothing else shows its own run");
}

/// What happens to a packet as a whole is one thing, each of its fields another; each is taken back alone, and undone.
#[cfg(feature = "workbench")]
#[test]
fn fields_are_edited_one_by_one_and_taken_back() {
    use crate::ui::workbench::Deed;
    let fault = |action| Fault { packet: "server.synack.1".to_owned(), action };
    let set = |field: &str, value| Action::Set { field: field.to_owned(), value, byte: 0, stale_checksum: false };
    let does = |fault: Fault| Command::More(Deed::Fault(fault));
    let start = session("");
    let edits = [does(fault(set("window", 0))), does(fault(set("time-to-live", 9))), does(fault(set("window", 7)))];
    let edited = after(&start, edits);
    assert_eq!(edited.choice.more.faults, [fault(set("time-to-live", 9)), fault(set("window", 7))]);
    let late =
        after(&edited, [does(fault(Action::Delay { by_ms: 9 })), does(fault(Action::Duplicate { after_ms: 0 }))]);
    assert_eq!(late.choice.more.faults.len(), 3, "a copy in the place of a delay, and the fields as they are");
    let back = session(&link::write(&late.shared()));
    assert_eq!((&back.choice, back.problems.len()), (&late.choice, 0), "all of it stands in the link");
    let less = after(&edited, [Command::More(Deed::Forgive(fault(set("window", 7))))]);
    assert_eq!(less.choice.more.faults, [fault(set("time-to-live", 9))]);
    assert_eq!(after(&less, [Command::Undo]).choice, edited.choice);
    let none = after(&edited, [Command::Undo, Command::Undo, Command::Undo]);
    assert_eq!(none.choice, start.choice);
    assert_eq!(after(&none, [Command::Redo, Command::Redo, Command::Redo]).choice, edited.choice);
}
