//! From faults and forgeries to what the simulator does to packets.

use super::place::{Check, Place, Wrong};
use crate::scenario::format::{Action, Fault, Forged, Network, Scenario};
use crate::scenario::limits::Limits;
use crate::scenario::names::{parse_packet_name, parse_selector};
use crate::sim::fault::{Fault as SimFault, FaultAction, Forged as SimForged, Number, Release};
use crate::sim::tcp::WHOLE;
use crate::sim::{HostId, Time};
use crate::wire::edit::{Edit, most};
use crate::wire::fields::FieldId;
use crate::wire::{Flags, IcmpKind, Payload, Segment, SeqNum, TcpOptions};

impl Scenario {
    pub(super) fn faults(&self) -> Check<Vec<SimFault>> {
        let place = Place::root("faults");
        place.count(self.faults.len(), 0, Limits::FAULTS)?;
        let mut faults = Vec::new();
        for (index, fault) in self.faults.iter().enumerate() {
            faults.push(self.fault(&place.nth(index), fault)?);
        }
        Ok(faults)
    }

    fn fault(&self, place: &Place, fault: &Fault) -> Check<SimFault> {
        let packet = match parse_selector(&fault.packet, self.host_names()) {
            Ok(packet) => packet,
            Err(error) => return place.at("packet").wrong(Wrong::Packet(fault.packet.clone(), error)),
        };
        let span = |name, ms: u64| place.at(name).millis(ms, 0);
        let action = match &fault.action {
            Action::Drop => FaultAction::Drop,
            Action::Delay { by_ms } => FaultAction::Delay(span("by_ms", *by_ms)?),
            Action::Duplicate { after_ms } => FaultAction::Duplicate(span("after_ms", *after_ms)?),
            Action::Corrupt { bit } => FaultAction::Corrupt(*bit),
            Action::Mark => FaultAction::Mark,
            Action::HoldUntil { at_ms } => FaultAction::Hold(Release::At(Time(0) + span("at_ms", *at_ms)?)),
            Action::HoldBehind { packet } => match parse_packet_name(packet, self.host_names()) {
                Ok(name) => FaultAction::Hold(Release::Behind(name)),
                Err(error) => return place.at("hold_behind").at("packet").wrong(Wrong::Packet(packet.clone(), error)),
            },
            Action::Answer { with } => FaultAction::Answer(match with {
                Network::NetworkUnreachable => IcmpKind::NetworkUnreachable,
                Network::HostUnreachable => IcmpKind::HostUnreachable,
                Network::ProtocolUnreachable => IcmpKind::ProtocolUnreachable,
                Network::PortUnreachable => IcmpKind::PortUnreachable,
                Network::FragmentationNeeded { mtu } => IcmpKind::FragmentationNeeded { mtu: *mtu },
                Network::TimeToLiveExceeded => IcmpKind::TimeToLiveExceeded,
            }),
            Action::Set { field, value, byte, stale_checksum } => {
                let place = place.at("set");
                let known = WHOLE.then(|| FieldId::of_id(field)).flatten();
                let Some((known, most)) = known.and_then(|known| Some((known, most(known)?))) else {
                    return place.at("field").wrong(Wrong::Field(field.clone()));
                };
                let value = place.at("value").number(*value, 0, most)?;
                FaultAction::Set(Edit { field: known, byte: *byte, value, stale: *stale_checksum })
            }
        };
        Ok(SimFault { packet, action })
    }

    pub(super) fn forged(&self) -> Check<Vec<SimForged>> {
        let place = Place::root("forged");
        place.count(self.forged.len(), 0, Limits::FAULTS)?;
        let mut all = Vec::new();
        for (index, forged) in self.forged.iter().enumerate() {
            all.push(self.forgery(&place.nth(index), forged)?);
        }
        Ok(all)
    }

    fn forgery(&self, place: &Place, forged: &Forged) -> Check<SimForged> {
        let host = |name, value: &String| {
            let known = (0..).zip(self.host_names()).find(|(_, known)| known == value);
            match known {
                Some((host, _)) => Ok(HostId(host)),
                None => place.at(name).wrong(Wrong::Unknown(value.clone())),
            }
        };
        let number = if forged.absolute { Number::Absolute } else { Number::Relative };
        let Some(flags) = Flags::from_names(&forged.flags) else {
            return place.at("flags").wrong(Wrong::Flags(forged.flags.clone()));
        };
        place.at("text").count(forged.text.len(), 0, Limits::FORGED_BYTES)?;
        Ok(SimForged {
            at: Time(0) + place.at("at_ms").millis(forged.at_ms, 0)?,
            from: host("from", &forged.from)?,
            to: host("to", &forged.to)?,
            segment: Segment {
                source_port: forged.source_port,
                destination_port: forged.destination_port,
                seq: SeqNum(0),
                ack: SeqNum(0),
                flags,
                window: forged.window,
                urgent: 0,
                options: TcpOptions::default(),
                payload: Payload::from(forged.text.as_bytes()),
            },
            seq: number(forged.seq),
            ack: if flags.has(Flags::ACK) { number(forged.ack) } else { Number::Absolute(0) },
        })
    }
}
