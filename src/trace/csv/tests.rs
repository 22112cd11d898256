//! What somebody finds who opens the file in a spreadsheet.

use super::*;
use crate::scenario::{Action, Fault, Scenario, gallery, presets};
use crate::sim::HostId;
use crate::trace::{Run, pcapng};
use std::collections::BTreeMap;

/// A reader by the letter of RFC 4180: rows of cells.
fn read(file: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = file.chars().peekable();
    let mut within = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if within && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => within = !within,
            ',' if !within => row.push(std::mem::take(&mut cell)),
            '\r' if !within => {
                assert_eq!(letters.next(), Some('\n'), "rows end in CR LF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !within, "the last row has an end");
    rows
}

/// The table by column names.
fn table(run: &Run) -> Vec<BTreeMap<&'static str, String>> {
    let mut rows = read(&write(run.trace())).into_iter();
    assert_eq!(rows.next().unwrap(), COLUMNS, "one header row");
    let named = |row: Vec<String>| {
        assert_eq!(row.len(), COLUMNS.len());
        COLUMNS.into_iter().zip(row).collect()
    };
    rows.map(named).collect()
}

fn every_run() -> impl Iterator<Item = (&'static str, Run)> {
    let runs = presets::NAMES.map(|name| (name, presets::preset(name).unwrap()));
    let gallery = gallery::names().map(|name| (name, gallery::scenario(name).unwrap()));
    runs.into_iter().chain(gallery).map(|(name, scenario)| (name, Run::new(scenario).unwrap()))
}

#[test]
fn each_packet_is_a_row_and_its_numbers_are_right() {
    for (name, run) in every_run() {
        let rows = table(&run);
        assert_eq!(rows.len(), run.trace().packets().len(), "{name}");
        for (row, span) in rows.iter().zip(run.trace().packets()) {
            assert_eq!(row["number"], span.id.0.to_string());
            let (whole, decimals) = row["time_s"].split_once('.').unwrap();
            assert_eq!(decimals.len(), 9);
            assert_eq!(format!("{whole}{decimals}").parse::<u64>().unwrap(), span.sent_at.0);
            assert_eq!(row["fate"] == "lost", matches!(span.fate, Fate::Lost { .. }), "{name}");
            assert_eq!(row["lost_why"].is_empty(), row["fate"] != "lost");
            assert_eq!(row["lost_where"].is_empty(), row["fate"] != "lost");
            if let Some(segment) = span.packet.segment() {
                assert_eq!(row["seq"], segment.seq.0.to_string());
                assert_eq!(row["ack"].is_empty(), !segment.flags.has(Flags::ACK));
            }
        }
    }
}

#[test]
fn every_packet_of_a_capture_is_in_it() {
    for (name, run) in every_run() {
        let rows = table(&run);
        for host in 0..run.trace().hosts().len() {
            let file = pcapng::write(run.trace(), HostId(u32::try_from(host).unwrap()));
            let mut reader = pcap_file::pcapng::PcapNgReader::new(&file[..]).unwrap();
            while let Some(block) = reader.next_block() {
                let pcap_file::pcapng::Block::EnhancedPacket(packet) = block.unwrap() else { continue };
                let at = packet.timestamp.as_nanos();
                let text = format!("{}.{:09}", at / 1_000_000_000, at % 1_000_000_000);
                let is_it = |row: &&BTreeMap<&str, String>| {
                    (row["time_s"] == text || row["fate_time_s"] == text)
                        && row["packet_bytes"] == packet.original_len.to_string()
                };
                assert!(rows.iter().any(|row| is_it(&row)), "{name}, host {host}: a packet at {text}");
            }
        }
    }
}

#[test]
fn relative_numbers_begin_with_the_syn_of_their_direction() {
    let rows = table(&Run::new(presets::preset("opening-hello").unwrap()).unwrap());
    let first = |flags: &str| rows.iter().find(|row| row["flags"] == flags).unwrap();
    let (syn, synack) = (first("SYN"), first("SYN ACK"));
    assert_eq!((&*syn["seq_relative"], &*syn["ack"], &*syn["ack_relative"]), ("0", "", ""));
    assert_eq!((&*synack["seq_relative"], &*synack["ack_relative"]), ("0", "1"));
    let data = rows.iter().find(|row| row["payload_bytes"] != "0").unwrap();
    assert_eq!((&*data["seq_relative"], &*data["ack_relative"]), ("1", "1"));
    assert_eq!((&*data["sender"], &*data["receiver"], &*data["protocol"]), ("client", "server", "TCP"));
}

#[test]
fn a_loss_says_where_and_why_and_what_is_sent_again_is_numbered() {
    let mut scenario = presets::preset("opening").unwrap();
    scenario.faults.insert(0, Fault { packet: "client.syn.1".to_owned(), action: Action::Drop });
    let rows = table(&Run::new(scenario).unwrap());
    let [first, again] = &rows[..2] else { panic!("two packets") };
    let said = ["fate", "lost_where", "lost_why", "transmission"].map(|column| first[column].as_str());
    assert_eq!(said, ["lost", "link client to server", "fault 0", "1"]);
    assert_eq!([&*again["name"], &*again["fate"], &*again["transmission"]], ["client.syn.1.2", "arrived", "2"]);
}

/// Names may begin with a sign and come from a stranger's link.
#[test]
fn nothing_in_it_is_a_formula() {
    let json = serde_json::to_string(&presets::preset("opening").unwrap()).unwrap();
    let json = json.replace("\"client\"", "\"-1-2\"");
    let scenario: Scenario = serde_json::from_str(&json).unwrap();
    let rows = table(&Run::new(scenario).unwrap());
    assert_eq!(rows[0]["sender"], "'-1-2");
    assert!(rows.iter().flat_map(BTreeMap::values).all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    let awkward = ["=1+1", "a,b", "say \"so\"", "two\r\nlines", "@x"].map(str::to_owned);
    let mut cells: [String; COLUMNS.len()] = Default::default();
    cells[..5].clone_from_slice(&awkward);
    assert_eq!(read(&row(cells))[0][..5], ["'=1+1", "a,b", "say \"so\"", "two\r\nlines", "'@x"]);
}
