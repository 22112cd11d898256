//! The retransmission timeout: SRTT, RTTVAR, RTO and its backoff (RFC 6298 section 2), from samples that are not ambiguous
//! (Karn, section 3).
//!
//! The timer itself is in `timers`; what is sent again when it fires is decided in `output`.

use super::config::TcpConfig;
use crate::sim::time::{Span, Time};
use crate::wire::SeqNum;
use serde::Serialize;

/// A retransmission timeout before data is sent on a connection whose SYN had to be repeated (RFC 6298 5.7).
const AFTER_LOST_SYN: Span = Span::seconds(3);

/// The estimator of one connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rto {
    /// Smoothed round-trip time; none before the first sample.
    pub srtt: Option<Span>,
    /// Round-trip time variation.
    pub rttvar: Span,
    /// The timeout without backoff.
    pub base: Span,
    /// How often it has been doubled since the last sample.
    pub backoff: u8,
    /// The segment being timed: the number after its last byte, and when it was sent. One at a time.
    pub timed: Option<(SeqNum, Time)>,
    #[serde(skip)]
    margin: Span,
    #[serde(skip)]
    least: Span,
    #[serde(skip)]
    most: Span,
}

impl Rto {
    /// Before any measurement (2.1).
    pub fn new(config: &TcpConfig) -> Rto {
        Rto {
            srtt: None,
            rttvar: Span(0),
            base: config.rto_initial,
            backoff: 0,
            timed: None,
            margin: config.rto_margin,
            least: config.rto_min,
            most: config.rto_max,
        }
    }

    /// The timeout to be used now: doubled for each backoff, up to the maximum (5.5, 2.5).
    pub fn current(&self) -> Span {
        self.base.times_up_to(1_u64.checked_shl(u32::from(self.backoff)).unwrap_or(u64::MAX), self.most)
    }

    /// A segment is sent for the first time: time it if none is being timed.
    pub fn on_sent(&mut self, end: SeqNum, now: Time) {
        self.timed.get_or_insert((end, now));
    }

    /// Something is sent again: a sample from it would be ambiguous (section 3).
    pub fn on_retransmission(&mut self) {
        self.timed = None;
    }

    /// The timer expired: back off (5.5), unless `linear`.
    pub fn on_timeout(&mut self, linear: bool) {
        self.backoff = self.backoff.saturating_add(u8::from(!linear));
        self.timed = None;
    }

    /// An ACK up to `ack` came. Gives the sample if it ends the timed segment, or `told`, what an echoed timestamp tells.
    pub fn on_ack(&mut self, ack: SeqNum, told: Option<Span>, now: Time) -> Option<Span> {
        let timed = self.timed.filter(|(end, _)| ack.at_or_after(*end)).map(|(_, sent)| now - sent);
        if timed.is_some() {
            self.timed = None;
        }
        // Our own clock is finer than the one that is echoed.
        let sample = timed.or(told)?;
        self.update(sample);
        Some(sample)
    }

    /// The handshake is done but its SYN had to be repeated, so that there is no sample (5.7).
    pub fn on_open_after_lost_syn(&mut self) {
        self.base = AFTER_LOST_SYN.max(self.least);
        self.backoff = 0;
    }

    /// Section 2, in integers: alpha = 1/8, beta = 1/4, K = 4.
    fn update(&mut self, sample: Span) {
        let srtt = match self.srtt {
            None => {
                self.rttvar = Span(sample.0 / 2);
                sample
            }
            Some(srtt) => {
                let deviation = srtt.0.abs_diff(sample.0);
                self.rttvar = Span((self.rttvar.0.saturating_mul(3).saturating_add(deviation)) / 4);
                Span((srtt.0.saturating_mul(7).saturating_add(sample.0)) / 8)
            }
        };
        self.srtt = Some(srtt);
        self.base = (srtt + self.margin.max(Span(self.rttvar.0.saturating_mul(4)))).clamp(self.least, self.most);
        self.backoff = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rto() -> Rto {
        Rto::new(&TcpConfig { rto_min: Span::millis(1), ..TcpConfig::textbook() })
    }

    fn sample(rto: &mut Rto, millis: u64) {
        rto.on_sent(SeqNum(1), Time(0));
        assert_eq!(rto.on_ack(SeqNum(1), None, Time(0) + Span::millis(millis)), Some(Span::millis(millis)));
    }

    #[test]
    fn first_and_second_sample_follow_the_formulas() {
        let mut rto = rto();
        assert_eq!(rto.current(), Span::seconds(1));
        sample(&mut rto, 100);
        assert_eq!(
            (rto.srtt, rto.rttvar, rto.current()),
            (Some(Span::millis(100)), Span::millis(50), Span::millis(300))
        );
        sample(&mut rto, 180);
        // RTTVAR = 3/4 * 50 + 1/4 * 80, SRTT = 7/8 * 100 + 1/8 * 180
        assert_eq!((rto.srtt, rto.rttvar), (Some(Span::millis(110)), Span::micros(57_500)));
        assert_eq!(rto.current(), Span::millis(340));
    }

    #[test]
    fn backoff_doubles_up_to_the_maximum_and_a_sample_ends_it() {
        let mut rto = rto();
        let seen: Vec<u64> = (0..9)
            .map(|_| {
                rto.on_timeout(false);
                rto.current().0 / 1_000_000_000
            })
            .collect();
        assert_eq!(seen, [2, 4, 8, 16, 32, 64, 128, 240, 240]);
        sample(&mut rto, 100);
        assert_eq!(rto.current(), Span::millis(300));
    }

    #[test]
    fn a_retransmitted_segment_gives_no_sample() {
        let mut rto = rto();
        rto.on_sent(SeqNum(1), Time(0));
        rto.on_retransmission();
        assert_eq!(rto.on_ack(SeqNum(1), None, Time(5)), None);
        assert_eq!(rto.on_ack(SeqNum(1), Some(Span::millis(7)), Time(9)), Some(Span::millis(7)), "but an echo does");
    }

    #[test]
    fn with_linux_timing_the_timeout_keeps_its_distance() {
        let mut rto = Rto::new(&TcpConfig::classic().with_linux_timing());
        (0..40).for_each(|_| sample(&mut rto, 180));
        assert_eq!(rto.current(), Span::millis(380));
    }

    #[test]
    fn the_minimum_holds() {
        let mut rto = Rto::new(&TcpConfig::textbook());
        sample(&mut rto, 80);
        assert_eq!(rto.current(), Span::seconds(1));
    }
}
