//! Congestion control: how much may be in flight (RFC 5681).
//!
//! Here are slow start, congestion avoidance and the loss window after a timeout, by which every sender behaves. Fast
//! retransmit and recovery (Tahoe, Reno, NewReno), SACK and CUBIC will be further answers to the same questions: what to do on an ACK,
//! on a timeout. docs/model.md says what is missing and who notices.

use super::config::{InitialWindow, SlowStart, TcpConfig};
use serde::Serialize;

/// The congestion state of one sender, in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Congestion {
    /// The congestion window.
    pub cwnd: u32,
    /// The slow start threshold; arbitrarily high at first.
    pub ssthresh: u32,
    /// Bytes acknowledged in congestion avoidance since the window last grew.
    acked: u32,
    #[serde(skip)]
    smss: u32,
    #[serde(skip)]
    slow_start: SlowStart,
}

impl Congestion {
    /// A sender whose segments hold `smss` bytes.
    pub fn new(config: &TcpConfig, smss: u32) -> Congestion {
        let cwnd = initial_window(config.initial_window, smss);
        Congestion { cwnd, ssthresh: u32::MAX, acked: 0, smss, slow_start: config.slow_start }
    }

    /// The handshake needed a second SYN or SYN+ACK: the window starts at one segment (RFC 5681 3.1).
    pub fn on_lost_syn(&mut self) {
        self.cwnd = self.smss;
    }

    /// `bytes` have been acknowledged for the first time (3.1, equations 2 and 3).
    pub fn on_ack(&mut self, bytes: u32) {
        if self.cwnd < self.ssthresh {
            let growth = match self.slow_start {
                SlowStart::PerAck => bytes.min(self.smss),
                SlowStart::PerByte => bytes,
            };
            self.cwnd = self.cwnd.saturating_add(growth);
            return;
        }
        self.acked = self.acked.saturating_add(bytes);
        if self.acked >= self.cwnd {
            self.acked -= self.cwnd;
            self.cwnd = self.cwnd.saturating_add(self.smss);
        }
    }

    /// The retransmission timer expired. `first`: for the first time for this segment (3.1, equation 4 and the loss window).
    pub fn on_timeout(&mut self, flight_size: u32, first: bool) {
        if first {
            self.ssthresh = (flight_size / 2).max(2 * self.smss);
        }
        self.cwnd = self.smss;
        self.acked = 0;
    }
}

fn initial_window(rule: InitialWindow, smss: u32) -> u32 {
    match rule {
        InitialWindow::Rfc6928 => (10 * smss).min((2 * smss).max(14_600)),
        InitialWindow::Rfc5681 if smss > 2_190 => 2 * smss,
        InitialWindow::Rfc5681 if smss > 1_095 => 3 * smss,
        InitialWindow::Rfc5681 => 4 * smss,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender() -> Congestion {
        Congestion::new(&TcpConfig::textbook(), 1_000)
    }

    #[test]
    fn slow_start_doubles_a_round_trip_then_grows_by_one_segment() {
        let mut sender = sender();
        assert_eq!(sender.cwnd, 4_000);
        (0..4).for_each(|_| sender.on_ack(1_000));
        assert_eq!(sender.cwnd, 8_000);
        sender.ssthresh = 8_000;
        (0..8).for_each(|_| sender.on_ack(1_000));
        assert_eq!(sender.cwnd, 9_000);
    }

    #[test]
    fn a_timeout_halves_the_flight_not_the_window() {
        let mut sender = sender();
        sender.cwnd = 64_000;
        sender.on_timeout(20_000, true);
        assert_eq!((sender.cwnd, sender.ssthresh), (1_000, 10_000));
        sender.on_timeout(1_000, false);
        assert_eq!((sender.cwnd, sender.ssthresh), (1_000, 10_000));
    }

    #[test]
    fn initial_windows() {
        let of = |rule, smss| initial_window(rule, smss);
        assert_eq!(of(InitialWindow::Rfc5681, 1_460), 4_380);
        assert_eq!(of(InitialWindow::Rfc5681, 4_000), 8_000);
        assert_eq!(of(InitialWindow::Rfc6928, 1_460), 14_600);
        assert_eq!(of(InitialWindow::Rfc6928, 9_000), 18_000);
        assert_eq!(of(InitialWindow::Rfc6928, 536), 5_360);
    }
}
