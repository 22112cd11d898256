//! From a host's wishes to its TCP.

use super::place::{Check, Place};
use crate::scenario::format::{Growth, LossRecovery, Tcp, TcpPreset};
use crate::scenario::limits::Limits;
use crate::sim::tcp::{self, Nagle, TcpConfig};

/// A host's TCP, from its preset and its wishes.
pub(super) fn config(place: &Place, wish: &Tcp) -> Check<TcpConfig> {
    let base = match wish.preset {
        TcpPreset::Textbook => TcpConfig::textbook(),
        TcpPreset::Classic => TcpConfig::classic(),
        TcpPreset::Sack => TcpConfig::sack(),
        TcpPreset::Modern => TcpConfig::modern(),
    };
    let mut config = if wish.linux_timing { base.with_linux_timing() } else { base };
    if let Some(mss) = wish.mss {
        config.mss = place.at("mss").number(mss, Limits::MSS_LEAST, Limits::MSS_MOST)?;
    }
    config.syn_retries = wish.syn_retries.unwrap_or(config.syn_retries);
    config.synack_retries = wish.synack_retries.unwrap_or(config.synack_retries);
    config.data_retries = wish.data_retries.unwrap_or(config.data_retries);
    if wish.nagle == Some(false) {
        config.nagle = Nagle::Off;
    }
    if let Some(recovery) = wish.loss_recovery {
        config.loss_recovery = loss_recovery(recovery);
    }
    if let Some(growth) = wish.growth {
        config.growth = self::growth(growth);
    }
    config.ecn = wish.ecn.unwrap_or(config.ecn);
    config.path_mtu_discovery = wish.path_mtu_discovery.unwrap_or(config.path_mtu_discovery);
    config.restart_after_idle = wish.restart_after_idle.unwrap_or(config.restart_after_idle);
    config.syn_backlog = wish.syn_backlog.or(config.syn_backlog);
    config.syn_cookies = wish.syn_cookies.unwrap_or(config.syn_cookies);
    config.sack = wish.sack.unwrap_or(config.sack);
    config.rack = wish.rack.unwrap_or(config.rack);
    config.tail_loss_probe = wish.tail_loss_probe.unwrap_or(config.tail_loss_probe);
    config.f_rto = wish.f_rto.unwrap_or(config.f_rto);
    config.timestamps = wish.timestamps.unwrap_or(config.timestamps);
    if let Some(shift) = wish.window_scale {
        config.window_scale = Some(place.at("window_scale").number(shift, 0, Limits::SHIFT_MOST)?);
    }
    if let Some(wish) = &wish.keep_alive {
        let place = place.at("keep_alive");
        config.keep_alive = Some(tcp::KeepAlive {
            idle: place.at("idle_ms").millis(wish.idle_ms, 1)?,
            interval: place.at("interval_ms").millis(wish.interval_ms, 1)?,
            probes: wish.probes,
        });
    }
    if let Some(bytes) = wish.receive_buffer {
        config.receive_buffer = place.at("receive_buffer").number(bytes, Limits::BUFFER_LEAST, Limits::BUFFER_MOST)?;
    }
    if let Some(bytes) = wish.send_buffer {
        config.send_buffer = place.at("send_buffer").number(bytes, Limits::BUFFER_LEAST, Limits::BUFFER_MOST)?;
    }
    Ok(config)
}

/// What three duplicate ACKs do.
pub(super) fn loss_recovery(recovery: LossRecovery) -> tcp::LossRecovery {
    match recovery {
        LossRecovery::Off => tcp::LossRecovery::Off,
        LossRecovery::Tahoe => tcp::LossRecovery::Tahoe,
        LossRecovery::Reno => tcp::LossRecovery::Reno,
        LossRecovery::NewReno => tcp::LossRecovery::NewReno,
    }
}

/// How the congestion window grows.
pub(super) fn growth(growth: Growth) -> tcp::Growth {
    match growth {
        Growth::Linear => tcp::Growth::Linear,
        Growth::Cubic => tcp::Growth::Cubic,
    }
}
