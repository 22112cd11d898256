//! What changes on a connection in the midst of it.

use super::effect::Effects;
use super::tcb::{AckDue, DELAYED_ACK, Endpoint};
use crate::sim::time::Time;
use crate::sim::turn::Setting;

impl Endpoint {
    /// One of its settings is another one from now on. What waited because of the old one goes out, as in Linux.
    pub fn turn(&mut self, setting: Setting, now: Time, effects: &mut Effects) {
        match setting {
            // What both ends agreed upon when it began holds.
            Setting::Sack(_) => return,
            Setting::Growth(growth) => self.tcb.congestion.set_growth(growth),
            _ => {}
        }
        setting.apply(&mut self.config);
        if let Setting::DelayedAck(_) = setting {
            self.waiting.set_policy(self.config.ack_policy);
        }
        let lets_go = matches!(setting, Setting::Nagle(false) | Setting::DelayedAck(false));
        if lets_go && self.tcb.state.is_synchronized() {
            if setting == Setting::DelayedAck(false) && self.ack_due == AckDue::Later {
                self.owe_ack(DELAYED_ACK);
            }
            self.output(now, effects);
        }
    }
}
