//! From faults and forgeries to what the simulator does to packets.

use super::{Invalid, between, invalid, millis};
use crate::scenario::format::{Action, Fault, Forged, Network, Scenario};
use crate::scenario::limits::Limits;
use crate::scenario::names::{parse_packet_name, parse_selector};
use crate::sim::fault::{Fault as SimFault, FaultAction, Forged as SimForged, Number, Release};
use crate::sim::{HostId, Time};
use crate::wire::{Flags, IcmpKind, Payload, Segment, SeqNum, TcpOptions};

impl Scenario {
    pub(super) fn faults(&self) -> Result<Vec<SimFault>, Invalid> {
        between("faults", self.faults.len(), 0, Limits::FAULTS)?;
        let faults = self.faults.iter().enumerate();
        faults.map(|(index, fault)| self.fault(&format!("faults[{index}]"), fault)).collect()
    }

    fn fault(&self, field: &str, fault: &Fault) -> Result<SimFault, Invalid> {
        let packet = match parse_selector(&fault.packet, self.host_names()) {
            Ok(packet) => packet,
            Err(error) => return invalid(format!("{field}.packet"), format!("{:?}: {error}", fault.packet)),
        };
        let span = |name: &str, ms: u64| millis(format!("{field}.{name}"), ms, 0);
        let action = match &fault.action {
            Action::Drop => FaultAction::Drop,
            Action::Delay { by_ms } => FaultAction::Delay(span("by_ms", *by_ms)?),
            Action::Duplicate { after_ms } => FaultAction::Duplicate(span("after_ms", *after_ms)?),
            Action::Corrupt { bit } => FaultAction::Corrupt(*bit),
            Action::Mark => FaultAction::Mark,
            Action::HoldUntil { at_ms } => FaultAction::Hold(Release::At(Time(0) + span("at_ms", *at_ms)?)),
            Action::HoldBehind { packet } => match parse_packet_name(packet, self.host_names()) {
                Ok(name) => FaultAction::Hold(Release::Behind(name)),
                Err(error) => return invalid(format!("{field}.hold_behind.packet"), format!("{packet:?}: {error}")),
            },
            Action::Answer { with } => FaultAction::Answer(match with {
                Network::NetworkUnreachable => IcmpKind::NetworkUnreachable,
                Network::HostUnreachable => IcmpKind::HostUnreachable,
                Network::ProtocolUnreachable => IcmpKind::ProtocolUnreachable,
                Network::PortUnreachable => IcmpKind::PortUnreachable,
                Network::FragmentationNeeded { mtu } => IcmpKind::FragmentationNeeded { mtu: *mtu },
                Network::TimeToLiveExceeded => IcmpKind::TimeToLiveExceeded,
            }),
        };
        Ok(SimFault { packet, action })
    }

    pub(super) fn forged(&self) -> Result<Vec<SimForged>, Invalid> {
        between("forged", self.forged.len(), 0, Limits::FAULTS)?;
        let forged = self.forged.iter().enumerate();
        forged.map(|(index, forged)| self.forgery(&format!("forged[{index}]"), forged)).collect()
    }

    fn forgery(&self, field: &str, forged: &Forged) -> Result<SimForged, Invalid> {
        let host = |name: &str, value: &String| {
            let known = (0..).zip(self.host_names()).find(|(_, known)| known == value);
            known.map(|(host, _)| HostId(host)).ok_or_else(|| Invalid {
                field: format!("{field}.{name}"),
                reason: format!("{value:?}: there is no host of this name"),
            })
        };
        let number = if forged.absolute { Number::Absolute } else { Number::Relative };
        let Some(flags) = Flags::from_names(&forged.flags) else {
            return invalid(
                format!("{field}.flags"),
                format!("{:?}: flags are names joined by +, as SYN+ACK", forged.flags),
            );
        };
        between(format!("{field}.text"), forged.text.len(), 0, Limits::FORGED_BYTES)?;
        Ok(SimForged {
            at: Time(0) + millis(format!("{field}.at_ms"), forged.at_ms, 0)?,
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
