//! What can be chosen about a host's TCP. Scenarios choose by preset and by field; here are the values themselves.

use crate::sim::time::Span;
use serde::Serialize;

/// Whether this program has all of TCP. A lesson's small program runs the lessons' own scenarios and no others; what none of their hosts
/// ever does is left out of it. A test of the presets sees to it that they ask for nothing of that.
pub(crate) const WHOLE: bool = cfg!(any(feature = "workbench", not(target_os = "unknown")));

/// When an ACK may wait (RFC 9293 3.8.6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AckPolicy {
    /// Every segment with data is acknowledged at once.
    Immediate,
    /// At the latest every second full-sized segment, or after this long.
    Delayed {
        /// Below 500 ms.
        timeout: Span,
    },
    /// As Linux does: the first 22 at once, then as `Delayed` with 40 ms, with an eye on dialogues; an ACK of the peer's FIN waits for ours.
    Linux,
}

/// How the first congestion window is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InitialWindow {
    /// Two to four segments, by their size (RFC 5681 3.1).
    Rfc5681,
    /// Ten segments, but not more than 14 600 bytes where that is more than two segments (RFC 6928 2).
    Rfc6928,
}

/// When a small segment waits for the acknowledgment of what is in flight (RFC 9293 3.7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nagle {
    /// Never (the application set `TCP_NODELAY`).
    Off,
    /// While anything is unacknowledged.
    Rfc896,
    /// While another small segment is unacknowledged, as Linux does.
    SmallOnly,
}

/// How fast slow start is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlowStart {
    /// At most one segment an ACK (RFC 5681 3.1).
    PerAck,
    /// By all that an ACK acknowledges, as Linux does.
    PerByte,
}

/// How a sender without SACK takes three duplicate ACKs (RFC 5681 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossRecovery {
    /// As nothing: it waits for its timer.
    Off,
    /// As a timeout: everything is sent again from one segment on (4.3BSD Tahoe).
    Tahoe,
    /// As the loss of one segment; the first ACK of something new ends it.
    Reno,
    /// As the loss of one segment at least; ACKs that repair a part tell of the next (RFC 6582).
    NewReno,
}

/// How the congestion window comes down in fast recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reduction {
    /// At once, and without SACK up again by one segment for each duplicate ACK (RFC 5681 3.2, RFC 6675 5).
    AtOnce,
    /// In proportion to what arrives (RFC 6937).
    Proportional,
}

/// How the congestion window grows beyond the slow start threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Growth {
    /// By one segment a round trip (RFC 5681 3.1).
    Linear,
    /// By a cubic function of the time since the last loss (RFC 9438).
    Cubic,
}

/// What is done where the RFCs leave a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choices {
    /// What the RFC's text says.
    Rfc,
    /// What Linux does: SYN+ACK at once in answer to a SYN that is already known; data that comes after `close` gets the RST of a connection
    /// that does not exist, and such an RST is believed although the peer's FIN overtook it.
    Linux,
}

/// How an idle connection is asked about (RFC 9293 3.8.4; RFC 1122 4.2.3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KeepAlive {
    /// After nothing has come for so long.
    pub idle: Span,
    /// And again after so long without an answer.
    pub interval: Span,
    /// So often, before the connection is given up.
    pub probes: u8,
}

/// One host's TCP.
#[expect(clippy::struct_excessive_bools, reason = "each is a behaviour that can be switched by itself")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TcpConfig {
    /// The MSS announced in the SYN, in bytes.
    pub mss: u16,
    /// The receive buffer, and so the largest window, in bytes.
    pub receive_buffer: u32,
    /// The send buffer, in bytes.
    pub send_buffer: u32,
    /// The retransmission timeout before any measurement (RFC 6298 2.1).
    pub rto_initial: Span,
    /// The least retransmission timeout (RFC 6298 2.4).
    pub rto_min: Span,
    /// The largest retransmission timeout (RFC 6298 2.5).
    pub rto_max: Span,
    /// By how much the timeout at least exceeds SRTT (RFC 6298 2.3: the granularity G of the clock).
    pub rto_margin: Span,
    /// After how many timeouts of a SYN the timeout begins to double (RFC 6298 5.5: at once).
    pub syn_linear_timeouts: u8,
    /// How often a SYN is sent again before the open fails (RFC 9293 3.8.3, R2 for SYN).
    pub syn_retries: u8,
    /// How often a SYN+ACK is sent again before the half-open connection is forgotten.
    pub synack_retries: u8,
    /// How often data or a FIN is sent again before the connection is given up (RFC 9293 3.8.3, R2).
    pub data_retries: u8,
    /// When ACKs wait.
    pub ack_policy: AckPolicy,
    /// When small segments wait.
    pub nagle: Nagle,
    /// How fast slow start is.
    pub slow_start: SlowStart,
    /// What is done where the RFCs leave a choice.
    pub choices: Choices,
    /// What three duplicate ACKs do without SACK.
    pub loss_recovery: LossRecovery,
    /// How the window comes down in fast recovery.
    pub reduction: Reduction,
    /// How it grows afterwards.
    pub growth: Growth,
    /// The first two duplicate ACKs let out a new segment each (RFC 3042).
    pub limited_transmit: bool,
    /// Selective acknowledgment is offered (RFC 2018).
    pub sack: bool,
    /// With it, time tells of losses instead of three duplicates (RFC 8985 6).
    pub rack: bool,
    /// And silence is answered with a probe (RFC 8985 7).
    pub tail_loss_probe: bool,
    /// A timeout that was no loss is undone, where SACK is in use (RFC 5682 3).
    pub f_rto: bool,
    /// Timestamps are offered (RFC 7323 3).
    pub timestamps: bool,
    /// Window scaling is offered, with this shift (RFC 7323 2).
    pub window_scale: Option<u8>,
    /// The first congestion window.
    pub initial_window: InitialWindow,
    /// How long FIN-WAIT-2 lasts once the program has closed its socket; none: until the peer closes. (Linux: `tcp_fin_timeout`.)
    pub fin_wait_2: Option<Span>,
    /// How many challenge ACKs a connection sends in five seconds at most (RFC 5961 7).
    pub challenge_acks: u8,
    /// Whether a connection on which nothing comes is asked about (RFC 9293 3.8.4), and how: after how long, how often, how many times.
    pub keep_alive: Option<KeepAlive>,
    /// Explicit congestion notification is offered (RFC 3168).
    pub ecn: bool,
    /// Segments are not to be fragmented, and what the network says of their size is believed (RFC 9293 3.7.2, RFC 1191).
    pub path_mtu_discovery: bool,
    /// The largest packet that the host's own link takes, or as far as known the path, in bytes.
    pub link_mtu: u16,
    /// After a pause of more than a retransmission timeout the congestion window begins anew (RFC 5681 4.1).
    pub restart_after_idle: bool,
    /// How many connections may be half open at a listening socket; none: any number.
    pub syn_backlog: Option<u16>,
    /// When there are more, SYNs are answered with a number that holds what is to be remembered (RFC 4987 3.6).
    pub syn_cookies: bool,
    /// `close` is a reset (`SO_LINGER` with 0 seconds).
    pub linger_zero: bool,
    /// The first ACKs go out at once, where that is the host's policy.
    pub quick_acks: bool,
    /// How long TIME-WAIT lasts: twice the maximum segment lifetime (RFC 9293 3.4.2).
    pub time_wait: Span,
}

impl KeepAlive {
    /// What RFC 1122 asks for at least, and Linux does: two hours, then nine times 75 seconds.
    pub const LINUX: KeepAlive = KeepAlive { idle: Span::seconds(7_200), interval: Span::seconds(75), probes: 9 };
}

impl TcpConfig {
    /// Whether Linux decides where the RFCs leave a choice.
    pub(super) fn is_linux(&self) -> bool {
        WHOLE && self.choices == Choices::Linux
    }

    /// Small and plain, for learning: what the RFCs say, every ACK at once, no option but MSS.
    pub const fn textbook() -> TcpConfig {
        TcpConfig {
            mss: 1_460,
            receive_buffer: 64_240,
            send_buffer: 65_536,
            rto_initial: Span::seconds(1),
            rto_min: Span::seconds(1),
            rto_max: Span::seconds(240),
            rto_margin: Span::millis(1),
            syn_linear_timeouts: 0,
            syn_retries: 7,
            synack_retries: 5,
            data_retries: 10,
            ack_policy: AckPolicy::Immediate,
            nagle: Nagle::Rfc896,
            slow_start: SlowStart::PerAck,
            choices: Choices::Rfc,
            loss_recovery: LossRecovery::Reno,
            reduction: Reduction::AtOnce,
            growth: Growth::Linear,
            limited_transmit: false,
            sack: false,
            rack: false,
            tail_loss_probe: false,
            f_rto: false,
            timestamps: false,
            window_scale: None,
            initial_window: InitialWindow::Rfc5681,
            fin_wait_2: None,
            challenge_acks: 10,
            keep_alive: None,
            ecn: false,
            path_mtu_discovery: true,
            link_mtu: 1_500,
            restart_after_idle: true,
            syn_backlog: None,
            syn_cookies: true,
            linger_zero: false,
            quick_acks: true,
            time_wait: Span::seconds(240),
        }
    }

    /// What hosts did before SACK and timestamps: delayed ACKs, and the initial window of RFC 6928.
    pub const fn classic() -> TcpConfig {
        TcpConfig {
            ack_policy: AckPolicy::Delayed { timeout: Span::millis(200) },
            initial_window: InitialWindow::Rfc6928,
            loss_recovery: LossRecovery::NewReno,
            limited_transmit: true,
            ..TcpConfig::textbook()
        }
    }

    /// `classic` with selective acknowledgment.
    pub const fn sack() -> TcpConfig {
        TcpConfig { sack: true, ..TcpConfig::classic() }
    }

    /// What hosts do today: selective acknowledgment, RACK-TLP, timestamps, window scaling, CUBIC.
    pub const fn modern() -> TcpConfig {
        TcpConfig {
            rack: true,
            tail_loss_probe: true,
            timestamps: true,
            window_scale: Some(7),
            growth: Growth::Cubic,
            ..TcpConfig::sack()
        }
    }

    /// The same host with the timing of Linux where that differs from the RFCs.
    #[must_use]
    pub const fn with_linux_timing(self) -> TcpConfig {
        TcpConfig {
            rto_min: Span::millis(200),
            rto_max: Span::seconds(120),
            rto_margin: Span::millis(200),
            syn_linear_timeouts: 4,
            syn_retries: 10,
            data_retries: 15,
            ack_policy: AckPolicy::Linux,
            nagle: Nagle::SmallOnly,
            slow_start: SlowStart::PerByte,
            choices: Choices::Linux,
            reduction: Reduction::Proportional,
            rack: self.sack,
            f_rto: self.tail_loss_probe,
            initial_window: InitialWindow::Rfc6928,
            fin_wait_2: Some(Span::seconds(60)),
            time_wait: Span::seconds(60),
            ..self
        }
    }
}
