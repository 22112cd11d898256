//! What SYNs agree on, and the options of later segments: window scale and timestamps (RFC 7323), SACK as a receiver (RFC 2018, RFC 2883).

use super::*;

fn offering() -> TcpConfig {
    TcpConfig { receive_buffer: 1 << 20, ..TcpConfig::modern() }
}

fn first_segment(effects: &Effects) -> Segment {
    let sent = effects.iter().find_map(|(effect, _)| match effect {
        Effect::Send { segment, .. } => Some(segment.clone()),
        _ => None,
    });
    sent.expect("a segment")
}

#[test]
fn a_syn_offers_and_an_answer_only_agrees() {
    let mut effects = Effects::default();
    let connecting = Endpoint::connect(end(1, 5), end(2, 80), SeqNum(1_000), offering(), Time(0), &mut effects);
    let syn = first_segment(&effects);
    assert!(syn.options.sack_permitted && syn.options.timestamps.is_some());
    assert_eq!((syn.options.window_scale, syn.window, connecting.tcb().agreed.scales), (Some(7), u16::MAX, false));

    let answer = |offer: &str| {
        let mut effects = Effects::default();
        let syn = segment(offer);
        let endpoint = Endpoint::accept(end(1, 80), end(2, 5), SeqNum(1_000), offering(), &syn, Time(0), &mut effects);
        (first_segment(&effects).options, endpoint.tcb().agreed)
    };
    let (all, agreed) = answer("SYN seq 7000 sackok 1 wscale 3 ts 55");
    assert_eq!((all.sack_permitted, all.window_scale, all.timestamps.unwrap().echo), (true, Some(7), 55));
    assert_eq!((agreed.snd_wind_shift, agreed.rcv_wind_shift), (3, 7));
    let (none, agreed) = answer("SYN seq 7000");
    assert_eq!((none.sack_permitted, none.window_scale, none.timestamps), (false, None, None));
    assert_eq!((agreed.snd_wind_shift, agreed.rcv_wind_shift), (0, 0));
}

#[test]
fn windows_are_scaled_except_in_a_syn() {
    let mut patient = Patient::open_to(offering(), "SYN+ACK seq 7000 ack 1001 wscale 4 win 1000");
    assert_eq!(patient.endpoint.tcb().snd_wnd, 1_000, "the SYN's own window is not");
    patient.gets("ACK seq 7001 ack 1001 win 1000 len 1");
    assert_eq!(patient.endpoint.tcb().snd_wnd, 16_000);
    assert!(patient.endpoint.tcb().rcv_wnd > u32::from(u16::MAX));
}

#[test]
fn a_shift_beyond_fourteen_is_taken_for_fourteen() {
    let patient = Patient::open_to(offering(), "SYN+ACK seq 7000 ack 1001 wscale 200");
    assert_eq!(patient.endpoint.tcb().agreed.snd_wind_shift, 14);
}

#[test]
fn timestamps_leave_less_room_for_data() {
    let config = TcpConfig { sack: false, window_scale: None, ..TcpConfig::modern() };
    let mut patient = Patient::open_to(config, "SYN+ACK seq 7000 ack 1001 ts 500");
    assert_eq!(patient.sends(&[0; 2_000])[0], "ACK seq 1001 ack 7001 len 1448");
}

fn stamped() -> Patient {
    Patient::open_to(TcpConfig::modern(), "SYN+ACK seq 7000 ack 1001 sackok 1 wscale 0 ts 500")
}

#[test]
fn what_is_older_than_its_timestamp_allows_is_not_looked_at() {
    let mut patient = stamped();
    patient.gets("ACK seq 7001 ack 1001 len 10 ts 600");
    assert_eq!(patient.gets("ACK seq 7011 ack 1001 len 10 ts 599"), ["ACK seq 1001 ack 7011"]);
    assert_eq!(patient.gets("ACK seq 7011 ack 1001 len 10"), [""; 0], "without one it is dropped silently");
    assert_eq!(patient.endpoint.tcb().rcv_nxt, SeqNum(7_011));
    assert_eq!(patient.gets("RST seq 7011"), [""; 0]);
    patient.is(State::Closed);
}

#[test]
fn the_timestamp_that_is_echoed_is_that_of_the_segment_waited_for() {
    let mut patient = stamped();
    patient.gets("ACK seq 7101 ack 1001 len 100 ts 700");
    assert_eq!(patient.endpoint.tcb().agreed.timestamps.unwrap().ts_recent, 500, "beyond a gap");
    patient.gets("ACK seq 7001 ack 1001 len 100 ts 710");
    assert_eq!(patient.endpoint.tcb().agreed.timestamps.unwrap().ts_recent, 710);
}

#[test]
fn an_echo_measures_what_was_sent_again() {
    let mut patient = stamped();
    patient.sends(b"x");
    patient.fires(TimerKind::LossProbe);
    let sent = 1_000 + u32::try_from(patient.now.0 / 1_000_000).unwrap();
    patient.after(Span::millis(30)).gets(&format!("ACK seq 7001 ack 1002 ts 800 ecr {sent}"));
    let srtt = patient.endpoint.tcb().rto.srtt.unwrap();
    assert_eq!(srtt, Span::micros(30_000 / 8));
}

#[test]
fn a_gap_is_reported_with_the_latest_stretch_first() {
    let mut patient = Patient::open_to(TcpConfig::sack(), "SYN+ACK seq 7000 ack 1001 sackok 1");
    let ack = "ACK seq 1001 ack 7001";
    assert_eq!(patient.gets("ACK seq 7201 ack 1001 len 100"), [format!("{ack} from 7201 to 7301")]);
    assert_eq!(patient.gets("ACK seq 7401 ack 1001 len 100"), [format!("{ack} from 7401 to 7501 from 7201 to 7301")]);
    assert_eq!(patient.gets("ACK seq 7301 ack 1001 len 100"), [format!("{ack} from 7201 to 7501")]);
    let twice = format!("{ack} from 7201 to 7301 from 7201 to 7501");
    assert_eq!(patient.gets("ACK seq 7201 ack 1001 len 100"), [twice], "what came twice is reported first, once");
    assert_eq!(patient.gets("ACK seq 7001 ack 1001 len 200"), ["ACK seq 1001 ack 7501"]);
    assert_eq!(
        patient.gets("ACK seq 7001 ack 1001 len 200"),
        ["ACK seq 1001 ack 7501 from 7001 to 7201"],
        "RFC 2883 4.1"
    );
}

#[test]
fn without_an_agreement_nothing_is_reported_or_believed() {
    let mut patient = Patient::open_to(TcpConfig::sack(), "SYN+ACK seq 7000 ack 1001");
    assert_eq!(patient.gets("ACK seq 7201 ack 1001 len 100"), ["ACK seq 1001 ack 7001"]);
    patient.sends(&[0; 4_000]);
    patient.gets("ACK seq 7001 ack 1001 from 2461 to 3921");
    assert!(patient.endpoint.tcb().scoreboard.iter().all(|sent| sent.fate == Fate::InFlight));
}
