//! What a reader sees of machines and of letters between them, for every set-up of the gallery and every width.

use super::*;
use crate::scenario::gallery;
use crate::trace::Run;
use crate::trace::messages::{Stage, talk};

fn drawn(name: &str, width: f64) -> (Run, Talk, Roles) {
    let run = Run::new(gallery::scenario(name).unwrap()).unwrap();
    let talk = talk(&run);
    let roles = Roles::new(run.scenario(), &talk, width);
    (run, talk, roles)
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[test]
fn users_stand_left_servers_behind_them_the_name_server_above_the_database_last() {
    let (run, _, roles) = drawn("shop-browser", 1_100.0);
    let tier = |name: &str| {
        let place = run.scenario().host_names().position(|known| known == name).unwrap();
        &roles.machines[place]
    };
    assert_eq!(["laptop", "phone", "nameserver", "web", "database"].map(|name| tier(name).tier), [0, 0, 1, 1, 2]);
    assert!(tier("nameserver").area.y + tier("nameserver").area.height < tier("web").area.y);
    assert_eq!(roles.paths.len(), 5, "each browser with both servers, the web server with the database");
    assert_eq!(roles.network.len(), 2);
    let (.., narrow) = drawn("shop-browser", 340.0);
    let tops: Vec<f64> = narrow.machines.iter().map(|machine| machine.area.y).collect();
    let level = |a: usize, b: usize| (tops[a] - tops[b]).abs() < 0.1;
    assert!(level(0, 1) && tops[1] < tops[2] && level(2, 3) && tops[3] < tops[4], "{tops:?}");
}

#[test]
fn machines_lie_apart_and_inside_at_every_width() {
    for name in gallery::names() {
        for width in [280.0, 340.0, 599.0, 600.0, 720.0, 1_100.0] {
            let (_, _, roles) = drawn(name, width);
            for (index, machine) in roles.machines.iter().enumerate() {
                let area = machine.area;
                assert!(area.x >= 0.0 && area.x + area.width <= width + 0.1, "{name} {width}: {area:?}");
                assert!(area.y >= 0.0 && area.y + area.height <= roles.height, "{name} {width}: {area:?}");
                for other in &roles.machines[index + 1..] {
                    assert!(!overlap(&area, &other.area), "{name} {width}");
                }
            }
        }
    }
}

#[test]
fn every_message_is_on_its_way_between_being_said_and_being_read() {
    for name in gallery::names().filter(|name| !matches!(*name, "congestion" | "cubic" | "bufferbloat")) {
        let (run, talk, roles) = drawn(name, 720.0);
        for position in 0..=run.trace().len() {
            let (letters, more) = letters(&roles, run.trace(), &talk, position);
            let expected = talk.messages.iter().filter(|message| {
                let over = message.read.or(message.lost).map_or(u32::MAX, |event| event.0 + 1);
                message.made.0 < position && position <= over
            });
            assert_eq!(letters.len() + more, expected.count(), "{name} {position}");
            for (index, letter) in letters.iter().enumerate() {
                assert!(letter.stage != Stage::ToCome && !letter.words.is_empty(), "{name}");
                for other in &letters[index + 1..] {
                    let apart = (other.at.0 - letter.at.0).abs() >= other.half + letter.half
                        || (other.at.1 - letter.at.1).abs() >= 22.0;
                    assert!(apart, "{name} {position}: {letter:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn a_letter_goes_from_who_says_it_to_who_reads_it() {
    let (run, talk, roles) = drawn("shop-browser", 1_100.0);
    let question = talk.messages.iter().position(|message| message.bytes.starts_with(b"GET /items")).unwrap();
    let message = &talk.messages[question];
    let at = |position: u32| {
        let (letters, _) = letters(&roles, run.trace(), &talk, position);
        letters.into_iter().find(|letter| letter.message == question)
    };
    let (first, last) = (at(message.made.0 + 2).unwrap(), at(message.arrived.unwrap().0 + 1).unwrap());
    assert_eq!((first.words.as_str(), first.ahead), ("GET /items HTTP/1.1", 1.0));
    assert!(first.at.0 < last.at.0);
    assert!(at(message.made.0).is_none() && at(message.over() + 1).is_none());
}
