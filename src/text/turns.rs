//! What is said of a change in the midst of a run.

use super::{Lang, workbench as say};
use crate::sim::tcp::{Growth, LossRecovery};
use crate::sim::turn::Setting;

/// The change as a sentence. `host`: whose, by name; empty if it is everybody's.
pub(super) fn turned(lang: Lang, host: &str, setting: Setting) -> String {
    let who = super::messages::host_first(lang, host);
    let who = if host.is_empty() { say::turn_every(lang).to_owned() } else { who };
    let number = |count: u64| count.to_string();
    match setting {
        Setting::Growth(growth) => say::turn_growth(lang, if growth == Growth::Cubic { "cubic" } else { "reno" }, &who),
        Setting::LossRecovery(recovery) => {
            let name = match recovery {
                LossRecovery::Off => "off",
                LossRecovery::Tahoe => "tahoe",
                LossRecovery::Reno => "reno",
                LossRecovery::NewReno => "newreno",
            };
            say::turn_loss_recovery(lang, name, &who)
        }
        Setting::Nagle(on) => say::turn_nagle(lang, switch(on), &who),
        Setting::DelayedAck(on) => say::turn_delayed_ack(lang, switch(on), &who),
        Setting::Sack(on) => say::turn_sack(lang, switch(on), &who),
        Setting::RestartAfterIdle(on) => say::turn_restart(lang, switch(on), &who),
        Setting::RateBps(rate) => say::turn_rate(lang, &number(rate), &who),
        Setting::Delay(delay) => say::turn_delay(lang, &delay.to_string(), &who),
        Setting::QueuePackets(packets) => say::turn_queue(lang, &number(packets.into()), &who),
        Setting::LossPerMillion(share) => say::turn_loss(lang, &number(share.into()), &who),
    }
}

fn switch(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}
