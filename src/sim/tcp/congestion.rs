//! Congestion control: how much may be in flight (RFC 5681).
//!
//! Here are slow start, congestion avoidance, the threshold after a loss and the loss window after a timeout. When a loss is found, and
//! what the window is while it is repaired, is in `recovery`.

use super::config::{Choices, Growth, InitialWindow, SlowStart, TcpConfig, WHOLE};
use super::cubic::Cubic;
use crate::sim::time::{Span, Time};
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
    /// What CUBIC remembers, if it is used.
    pub cubic: Option<Cubic>,
    #[serde(skip)]
    smss: u32,
    #[serde(skip)]
    slow_start: SlowStart,
    #[serde(skip)]
    choices: Choices,
    /// The window that a connection begins with, and begins with anew after a pause.
    #[serde(skip)]
    initial: u32,
}

impl Congestion {
    /// A sender whose segments hold `smss` bytes.
    pub fn new(config: &TcpConfig, smss: u32) -> Congestion {
        let cwnd = initial_window(config.initial_window, smss);
        Congestion {
            cwnd,
            ssthresh: u32::MAX,
            acked: 0,
            cubic: (WHOLE && config.growth == Growth::Cubic).then(Cubic::default),
            smss,
            slow_start: config.slow_start,
            choices: config.choices,
            initial: cwnd,
        }
    }

    /// From now on the window grows otherwise: CUBIC begins with what it sees then.
    pub fn set_growth(&mut self, growth: Growth) {
        self.cubic = (WHOLE && growth == Growth::Cubic).then(Cubic::default);
    }

    /// The path takes smaller segments than was thought.
    pub fn set_segment_size(&mut self, smss: u32) {
        self.smss = smss;
    }

    /// Nothing was sent for longer than the retransmission timeout, so that no ACKs come that would pace what follows (4.1). Linux halves the
    /// window for each timeout that has passed, and remembers three quarters of it.
    pub fn on_restart(&mut self, idle: Span, rto: Span) {
        let least = self.initial.min(self.cwnd);
        if !(WHOLE && self.choices == Choices::Linux) {
            self.cwnd = least;
            return;
        }
        self.ssthresh = self.ssthresh.max(self.cwnd / 4 * 3);
        let timeouts = idle.0 / rto.0.max(1);
        let halved = self.cwnd.checked_shr(u32::try_from(timeouts).unwrap_or(u32::MAX)).unwrap_or(0);
        self.cwnd = halved.max(least);
        self.acked = 0;
    }

    /// The handshake needed a second SYN or SYN+ACK: the window starts at one segment (RFC 5681 3.1).
    pub fn on_lost_syn(&mut self) {
        self.cwnd = self.smss;
    }

    /// `bytes` have been acknowledged for the first time (3.1, equations 2 and 3); `rtt` is the smoothed round-trip time.
    pub fn on_ack(&mut self, mut bytes: u32, now: Time, rtt: Span) {
        if self.cwnd < self.ssthresh {
            let growth = match self.slow_start {
                SlowStart::PerAck => bytes.min(self.smss),
                SlowStart::PerByte => bytes,
            };
            if self.slow_start == SlowStart::PerAck {
                self.cwnd = self.cwnd.saturating_add(growth);
                return;
            }
            // Linux stops at the threshold, and what is left over counts beyond it.
            let room = (self.ssthresh - self.cwnd).min(growth);
            self.cwnd += room;
            bytes -= room;
        }
        if let Some(cubic) = self.cubic.as_mut().filter(|_| WHOLE) {
            self.cwnd = self.cwnd.saturating_add(cubic.growth(self.cwnd, bytes, self.smss, now, rtt));
            return;
        }
        self.acked = self.acked.saturating_add(bytes);
        if self.acked >= self.cwnd {
            self.acked -= self.cwnd;
            self.cwnd = self.cwnd.saturating_add(self.smss);
        }
    }

    /// Duplicate ACKs told of a loss (3.2, step 2).
    pub fn on_loss(&mut self, flight_size: u32) {
        self.ssthresh = self.reduced(flight_size);
        self.acked = 0;
    }

    /// Half of what is in flight, at least two segments (3.1, equation 4). Linux halves the window.
    fn reduced(&mut self, flight_size: u32) -> u32 {
        let linux = WHOLE && self.choices == Choices::Linux;
        if let Some(cubic) = self.cubic.as_mut().filter(|_| WHOLE) {
            return cubic.on_loss(self.cwnd, flight_size, self.smss, linux);
        }
        let half = if linux { self.cwnd / self.smss / 2 * self.smss } else { flight_size / 2 };
        half.max(2 * self.smss)
    }

    /// The retransmission timer expired. `first`: for the first time for this segment (3.1, equation 4 and the loss window).
    pub fn on_timeout(&mut self, flight_size: u32, first: bool) {
        if first {
            self.ssthresh = self.reduced(flight_size);
        }
        if let Some(cubic) = self.cubic.as_mut().filter(|_| WHOLE) {
            cubic.on_timeout();
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
        (0..4).for_each(|_| sender.on_ack(1_000, Time(0), Span(0)));
        assert_eq!(sender.cwnd, 8_000);
        sender.ssthresh = 8_000;
        (0..8).for_each(|_| sender.on_ack(1_000, Time(0), Span(0)));
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
    fn a_pause_begins_anew_and_with_linux_by_halves() {
        let mut rfc = sender();
        rfc.cwnd = 64_000;
        rfc.on_restart(Span::seconds(3), Span::seconds(1));
        assert_eq!((rfc.cwnd, rfc.ssthresh), (4_000, u32::MAX));
        let mut linux = Congestion::new(&TcpConfig::classic().with_linux_timing(), 1_000);
        (linux.cwnd, linux.ssthresh) = (64_000, 20_000);
        linux.on_restart(Span::millis(2_500), Span::seconds(1));
        assert_eq!((linux.cwnd, linux.ssthresh), (16_000, 48_000));
        linux.on_restart(Span::seconds(900), Span::seconds(1));
        assert_eq!(linux.cwnd, 10_000);
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
