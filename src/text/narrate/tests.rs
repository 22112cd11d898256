//! Every event that presets bring about, and every kind of event that there is, reads well in every language.

use super::*;
use crate::scenario::presets::{NAMES, preset};
use crate::scenario::{Action, Fault};
use crate::sim::DropReason;
use crate::sim::Recorder;
use crate::sim::Span;
use crate::sim::tcp::Discard;
use crate::text::words::tests::assert_clean;
use crate::trace::Run;
use crate::wire::edit::{Edit, Sums};
use crate::wire::fields::FieldId;
use crate::wire::{Payload, SocketAddr};
use std::rc::Rc;

fn sentences(lang: Lang, preset_name: &str, drop: Option<&str>) -> Vec<String> {
    let mut scenario = preset(preset_name).unwrap();
    scenario.faults.extend(drop.map(|packet| Fault { packet: packet.to_owned(), action: Action::Drop }));
    let run = Run::new(scenario).unwrap();
    let all: Vec<String> = run.trace().numbered().map(|(id, _)| narrate(lang, run.trace(), id)).collect();
    for sentence in &all {
        assert_clean(lang, sentence);
        assert!(sentence.ends_with(if lang == Lang::Zh { '。' } else { '.' }), "{sentence}");
    }
    all
}

#[test]
fn every_event_of_every_preset_reads_well() {
    for lang in Lang::ALL {
        for name in NAMES {
            for drop in
                [None, Some("client.syn.1"), Some("server.synack.1"), Some("client.ack.1"), Some("client.data.1")]
            {
                assert!(!sentences(lang, name, drop).is_empty());
            }
        }
    }
}

#[test]
fn an_opening_reads_like_this() {
    let english = [
        "The client’s program calls connect(): it wants a connection to port 80 of the server.",
        "The client goes from CLOSED to SYN-SENT: it waits for the other end’s SYN.",
        "The client sends a SYN (seq 1000).",
        "The client sets its retransmission timer to 1 s.",
        "The client’s first SYN is lost on the way: this run drops it on purpose.",
        "The client’s retransmission timer fires: no acknowledgment has come in time.",
    ];
    let chinese = [
        "客户端程序调用connect()，要连接服务器的80端口。",
        "客户端从CLOSED进入SYN-SENT：等待对方的SYN。",
        "客户端发出SYN（seq=1000）。",
        "客户端启动重传计时器，定为1秒。",
        "客户端的第1个SYN在途中丢失：这次运行有意丢弃它。",
        "客户端的重传计时器到期：没有及时等到确认。",
    ];
    assert_eq!(sentences(Lang::En, "opening", Some("client.syn.1"))[6..12], english);
    assert_eq!(sentences(Lang::Zh, "opening", Some("client.syn.1"))[6..12], chinese);
}

#[test]
fn failures_name_errno_and_exception() {
    let says = |lang, name, words: &str| sentences(lang, name, None).iter().any(|sentence| sentence.contains(words));
    assert!(says(Lang::En, "closed-port", "connection was refused (ECONNREFUSED; Python: ConnectionRefusedError)"));
    assert!(says(Lang::Zh, "closed-port", "连接被拒绝（ECONNREFUSED，Python抛出ConnectionRefusedError）"));
    assert!(says(Lang::En, "silent-host", "(ETIMEDOUT; Python: TimeoutError)"));
    assert!(says(Lang::En, "old-duplicate-syn", "is held up in the network for 3 s"));
}

fn edited(id: PacketId, stale: bool) -> EventKind {
    let edit = Edit { field: FieldId::Window, byte: 0, value: 0, stale };
    EventKind::Edited { id, edit, before: 64_240, sums: Sums::default(), fault: 0 }
}

fn calls() -> Vec<Call> {
    let s = || "s".to_owned();
    let data = Payload::from(b"hello".as_slice());
    let timeout = Some(Span::millis(500));
    vec![
        Call::Socket { socket: s(), kind: SocketKind::Stream },
        Call::Socket { socket: s(), kind: SocketKind::Datagram },
        Call::SetOption { socket: s(), option: SocketOption::NoDelay },
        Call::SendTo { socket: s(), host: 1, port: 53, data: data.clone() },
        Call::Reply { socket: s(), prefix: data.clone() },
        Call::RecvFrom { socket: s(), most: 512, timeout },
        Call::Bind { socket: s(), port: 80 },
        Call::Listen { socket: s(), backlog: 5 },
        Call::Accept { socket: s(), connection: s() },
        Call::Connect { socket: s(), host: 1, port: 80, timeout: None },
        Call::Connect { socket: s(), host: 1, port: 80, timeout },
        Call::Send { socket: s(), data: data.clone() },
        Call::Recv { socket: s(), most: 1, timeout: None },
        Call::RecvToEnd { socket: s() },
        Call::Shutdown { socket: s(), how: How::Write },
        Call::Shutdown { socket: s(), how: How::Read },
        Call::Shutdown { socket: s(), how: How::Both },
        Call::Close { socket: s() },
        Call::Sleep { span: Span::seconds(2) },
    ]
}

fn outcomes() -> impl Iterator<Item = Outcome> {
    let data = Payload::from(b"hello".as_slice());
    let errors = [
        Errno::EAcces,
        Errno::EAddrInUse,
        Errno::EAddrNotAvail,
        Errno::EBadF,
        Errno::EConnRefused,
        Errno::EConnReset,
        Errno::EDestAddrReq,
        Errno::EHostUnreach,
        Errno::EInval,
        Errno::EIsConn,
        Errno::EMsgSize,
        Errno::ENetUnreach,
        Errno::ENoProtoOpt,
        Errno::ENotConn,
        Errno::EOpNotSupp,
        Errno::EPipe,
        Errno::ETimedOut,
    ];
    let from = SocketAddr { address: [10, 0, 0, 1].into(), port: 53 };
    let outcomes = [
        Outcome::Done,
        Outcome::Sent { bytes: 5 },
        Outcome::Received { data: data.clone() },
        Outcome::ReceivedFrom { data, from },
        Outcome::EndOfFile,
        Outcome::TimeLimit,
    ];
    outcomes.into_iter().chain(errors.map(|errno| Outcome::Failed { errno }))
}

const DISCARDS: [Discard; 14] = [
    Discard::OutsideWindow,
    Discard::AckOfNothing,
    Discard::AckTooOld,
    Discard::ResetNotExact,
    Discard::SynInConnection,
    Discard::NoAck,
    Discard::NoSyn,
    Discard::BacklogFull,
    Discard::StrayReset,
    Discard::Damaged,
    Discard::NotForUs,
    Discard::BufferFull,
    Discard::Incomplete,
    Discard::StrayMessage,
];

/// Everything that can happen at all, once, with the actor that it happens to.
fn everything(sent: &EventKind) -> Vec<EventKind> {
    let tcb = TcbId(0);
    let losses = [
        DropReason::Fault(0),
        DropReason::Random,
        DropReason::QueueFull,
        DropReason::Firewall,
        DropReason::Cable,
        DropReason::TooLarge,
        DropReason::TimeToLive,
        DropReason::NoRoute,
        DropReason::Damaged,
    ];
    let id = PacketId(0);
    // The calls come first, so that returns can name them by their numbers.
    let mut all: Vec<EventKind> = calls().into_iter().map(|call| EventKind::Called { call: Rc::new(call) }).collect();
    for outcome in outcomes() {
        all.extend((0..19).map(|call| EventKind::Returned { call: EventId(call), outcome: outcome.clone() }));
    }
    all.push(sent.clone());
    for from in State::ALL {
        all.extend(State::ALL.iter().map(|to| EventKind::State { tcb, from: *from, to: *to }));
    }
    all.extend(losses.map(|reason| EventKind::Dropped { id, reason }));
    all.extend(DISCARDS.map(|reason| EventKind::Discarded { tcb: None, reason }));
    for timer in TimerKind::ALL {
        all.push(EventKind::TimerSet { tcb, timer, deadline: Time(1_000_000_000) });
        all.push(EventKind::TimerStopped { tcb, timer });
        all.push(EventKind::TimerFired { tcb, timer });
    }
    all.extend([
        EventKind::Exited,
        EventKind::Arrived { id, changed: None },
        EventKind::Delayed { id, by: Span::seconds(3), fault: Some(0) },
        EventKind::Forwarded { id, queued: 0 },
        EventKind::Cut { id },
        EventKind::Corrupted { id, bit: 7, fault: None },
        EventKind::Marked { id, fault: None },
        edited(id, false),
        edited(id, true),
        EventKind::Held { id, fault: 0 },
        EventKind::Cable { cut: true },
        EventKind::Cable { cut: false },
        EventKind::PathMtu { tcb, mtu: 576 },
        EventKind::RttSample { tcb, sample: Span::micros(80_070), rto: Span::seconds(1) },
        EventKind::RtoChanged { tcb, rto: Span::seconds(2) },
        EventKind::Congestion { tcb, cwnd: 4_380, ssthresh: u32::MAX },
        EventKind::Congestion { tcb, cwnd: 4_380, ssthresh: 2_920 },
        EventKind::DataReady { tcb, bytes: 1 },
    ]);
    all.extend(
        [EndReason::Quiet, EndReason::TimeLimit, EndReason::EventLimit].map(|reason| EventKind::Ended { reason }),
    );
    #[cfg(feature = "workbench")]
    all.extend(turns());
    if let EventKind::Sent { name, packet, .. } = sent {
        let again = PacketName { transmission: 3, ..*name };
        let sent =
            |name, tcb, queued| EventKind::Sent { id: PacketId(1), name, packet: Rc::clone(packet), tcb, queued };
        let forged = PacketName { kind: PacketKind::Forged, ..*name };
        all.push(EventKind::Reassembled { packet: Rc::clone(packet) });
        all.push(EventKind::Duplicated { id, copy: PacketId(1), fault: None });
        all.extend([
            sent(forged, None, 0),
            sent(again, Some(tcb), 0),
            sent(*name, None, 0),
            sent(*name, Some(tcb), 1),
            sent(*name, Some(tcb), 7),
        ]);
    }
    all
}

#[test]
fn everything_that_can_happen_reads_well() {
    let run = Run::new(preset("opening-hello").unwrap()).unwrap();
    let sent = |event: &&Event| matches!(event.kind, EventKind::Sent { .. });
    for (lang, host) in [(Lang::En, 0), (Lang::En, 1), (Lang::Zh, 0), (Lang::Zh, 1)] {
        for packet in run.trace().events().iter().filter(sent) {
            // Packets are found by their number, so the one looked at must be the first.
            let EventKind::Sent { name, packet, tcb, queued, .. } = packet.kind.clone() else { unreachable!() };
            let first = EventKind::Sent { id: PacketId(0), name, packet, tcb, queued };
            let mut trace = Trace::new(run.trace().hosts().to_vec());
            for kind in everything(&first) {
                let actor = Actor::Stack(HostId(host));
                trace.record(Event { at: Time(0), actor, cause: None, rule: None, kind });
            }
            for (id, _) in trace.numbered() {
                assert_clean(lang, &narrate(lang, &trace, id));
            }
        }
    }
}

/// Every change that can be made in the midst of a run.
#[cfg(feature = "workbench")]
fn turns() -> Vec<EventKind> {
    use crate::sim::tcp::{Growth, LossRecovery};
    let recoveries = [LossRecovery::Off, LossRecovery::Tahoe, LossRecovery::Reno, LossRecovery::NewReno];
    let mut settings: Vec<Setting> = recoveries.map(Setting::LossRecovery).to_vec();
    settings.extend([Growth::Linear, Growth::Cubic].map(Setting::Growth));
    for on in [false, true] {
        settings.extend([
            Setting::Nagle(on),
            Setting::DelayedAck(on),
            Setting::Sack(on),
            Setting::RestartAfterIdle(on),
        ]);
    }
    settings.extend([Setting::RateBps(1_000), Setting::Delay(Span::millis(9))]);
    settings.extend([Setting::QueuePackets(3), Setting::LossPerMillion(1)]);
    settings.into_iter().map(|setting| EventKind::Turned { turn: 0, setting }).collect()
}
