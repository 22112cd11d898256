//! From the changes in the midst of a run to what the simulator changes.

use super::place::{Check, Place, Wrong};
use super::{link, tcp};
use crate::scenario::format::{CableTurn, Link, Scenario, TcpTurn, Turn};
use crate::scenario::limits::Limits;
use crate::sim::tcp::WHOLE;
use crate::sim::turn::{Setting, Turn as SimTurn};
use crate::sim::{HostId, Span, Time};

/// The latest change, in nanoseconds: as late as a run can last.
const LATEST_NS: u64 = Limits::MILLISECONDS * 1_000_000;

impl Scenario {
    pub(super) fn turns(&self) -> Check<Vec<SimTurn>> {
        if !WHOLE {
            return Ok(Vec::new());
        }
        let place = Place::root("turns");
        place.count(self.turns.len(), 0, Limits::TURNS)?;
        let mut turns = Vec::new();
        for (index, turn) in self.turns.iter().enumerate() {
            turns.push(self.one_turn(&place.nth(index), turn)?);
        }
        Ok(turns)
    }

    fn one_turn(&self, place: &Place, turn: &Turn) -> Check<SimTurn> {
        let at = Time(place.at("at_ns").number(turn.at_ns, 0, LATEST_NS)?);
        let host = match &turn.host {
            None => None,
            Some(name) => match (0..).zip(self.host_names()).find(|(_, known)| known == name) {
                Some((host, _)) => Some(HostId(host)),
                None => return place.at("host").wrong(Wrong::Unknown(name.clone())),
            },
        };
        let mut settings = Vec::new();
        settings.extend(turn.tcp.into_iter().flat_map(of_tcp));
        if let Some(cable) = &turn.link {
            settings.extend(of_cable(&place.at("link"), cable)?);
        }
        Ok(SimTurn { at, host, settings })
    }
}

fn of_tcp(turn: TcpTurn) -> impl Iterator<Item = Setting> {
    let settings = [
        turn.growth.map(|growth| Setting::Growth(tcp::growth(growth))),
        turn.loss_recovery.map(|recovery| Setting::LossRecovery(tcp::loss_recovery(recovery))),
        turn.nagle.map(Setting::Nagle),
        turn.delayed_ack.map(Setting::DelayedAck),
        turn.sack.map(Setting::Sack),
        turn.restart_after_idle.map(Setting::RestartAfterIdle),
    ];
    settings.into_iter().flatten()
}

/// Within the limits of every cable.
fn of_cable(place: &Place, turn: &CableTurn) -> Check<impl Iterator<Item = Setting> + use<>> {
    let plain = Link::default();
    let cable = Link {
        rate_bps: turn.rate_bps.unwrap_or(plain.rate_bps),
        delay_us: turn.delay_us.unwrap_or(plain.delay_us),
        queue_packets: turn.queue_packets.unwrap_or(plain.queue_packets),
        loss_per_million: turn.loss_per_million.unwrap_or(plain.loss_per_million),
        ..plain
    };
    link::config(place, &cable)?;
    let settings = [
        turn.rate_bps.map(Setting::RateBps),
        turn.delay_us.map(|us| Setting::Delay(Span::micros(us))),
        turn.queue_packets.map(Setting::QueuePackets),
        turn.loss_per_million.map(Setting::LossPerMillion),
    ];
    Ok(settings.into_iter().flatten())
}
