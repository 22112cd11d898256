//! UDP, fragments and ICMP: in each direction the same packets, with what their headers say of size, order and kind. Ports, identification
//! and checksums are each host's own.

use super::{PROFILES, assert_same, data, run};
use pcap_file::pcap::PcapReader;
use std::fs::File;
use std::net::Ipv4Addr;
use wirewalk::scenario::TcpPreset;
use wirewalk::sim::HostId;
use wirewalk::trace::{Fate, Run};
use wirewalk::wire::{Packet, Transport, decode};

fn line(packet: &Packet) -> String {
    let df = if packet.ip.dont_fragment { " DF" } else { "" };
    let what = match &packet.transport {
        Transport::Udp(datagram) => format!("UDP {:?}", datagram.payload),
        Transport::Icmp(message) => {
            let quoted = message.quoted().unwrap();
            format!("ICMP {:?} about {} bytes, dscp {}", message.kind, quoted.total_len, packet.ip.dscp)
        }
        Transport::Fragment(piece) => {
            format!("fragment {} to {}, more: {}", piece.offset, piece.end(), piece.more)
        }
        Transport::Tcp(_) => "TCP".to_owned(),
    };
    what + df
}

/// The bytes of a large datagram are not the same: there only its size counts.
fn short(packet: &Packet) -> String {
    let line = line(packet);
    if line.len() > 100 { format!("UDP {} bytes", packet.wire_len()) } else { line }
}

fn of_capture(scenario: &str, profile: &str) -> [Vec<String>; 2] {
    let mut reader =
        PcapReader::new(File::open(data("captures", &format!("{scenario}-{profile}.A.pcap"))).unwrap()).unwrap();
    let mut sides = [Vec::new(), Vec::new()];
    while let Some(record) = reader.next_packet() {
        let packet = decode(&record.unwrap().data).unwrap();
        sides[usize::from(packet.ip.source != Ipv4Addr::new(10, 0, 0, 1))].push(short(&packet));
    }
    sides
}

fn of_run(run: &Run) -> [Vec<String>; 2] {
    let from = |host: u32| {
        let packets = run.trace().packets().iter().filter(move |span| span.name.from == HostId(host));
        packets.filter(move |span| host == 0 || matches!(span.fate, Fate::Arrived { .. }))
    };
    [0, 1].map(|host| from(host).map(|span| short(&span.packet)).collect())
}

fn compare(scenario: &str) {
    let ours = of_run(&run(scenario, TcpPreset::Classic));
    for (profile, _) in PROFILES {
        let linux = of_capture(scenario, profile);
        for (side, name) in ["from A", "from B"].iter().enumerate() {
            assert_same(&format!("{scenario}, {profile}, {name}"), &ours[side], &linux[side]);
        }
    }
}

#[test]
fn h_udp_closed() {
    compare("h_udp_closed");
}

#[test]
fn i_udp_lost() {
    compare("i_udp_lost");
}
