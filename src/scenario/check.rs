//! From a scenario to a world's parts: every field within its limit, every name known. What is wrong is named with its place.

use super::format::{
    Action, Fault, Growth, Host, Inbound, Isn, Link, LossRecovery, Program, Scenario, Step, Tcp, TcpPreset, VERSION,
};
use super::limits::Limits;
use super::names::parse_packet_name;
use crate::sim::fault::{Fault as SimFault, FaultAction};
use crate::sim::host::{HostSetup, IsnRule};
use crate::sim::program::{Line as SimLine, ProgramSetup};
use crate::sim::socket::{Call, How};
use crate::sim::tcp::{Nagle, TcpConfig};
use crate::sim::{LinkConfig, Setup, Span, Time};
use crate::wire::Payload;
use core::fmt;
use std::rc::Rc;

/// Why a scenario cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field: `hosts[1].programs[0].lines[3].port`.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.reason)
    }
}

impl std::error::Error for Invalid {}

fn invalid<T>(field: impl Into<String>, reason: impl Into<String>) -> Result<T, Invalid> {
    Err(Invalid { field: field.into(), reason: reason.into() })
}

fn between<N: Copy + PartialOrd + fmt::Display>(
    field: impl Into<String>,
    value: N,
    least: N,
    most: N,
) -> Result<N, Invalid> {
    if value < least || value > most {
        return invalid(field, format!("{value} is not between {least} and {most}"));
    }
    Ok(value)
}

impl Scenario {
    /// The names of the hosts, in order.
    pub fn host_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.hosts.iter().map(|host| host.name.as_str())
    }

    /// A world's parts, if everything is in order.
    pub fn setup(&self) -> Result<Setup, Invalid> {
        if self.wirewalk != VERSION {
            return invalid("wirewalk", format!("version {} is not known; this is version {VERSION}", self.wirewalk));
        }
        if self.hosts.len() != Limits::HOSTS {
            return invalid("hosts", format!("{} hosts; there must be {}", self.hosts.len(), Limits::HOSTS));
        }
        let until = between("until_ms", self.until_ms, 1, Limits::MILLISECONDS)?;
        let hosts = self.hosts.iter().enumerate().map(|(index, host)| self.host(&format!("hosts[{index}]"), host));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        self.within_memory()?;
        for (index, host) in self.hosts.iter().enumerate() {
            let same = |other: &Host| other.name == host.name || other.address == host.address;
            if self.hosts.iter().take(index).any(same) {
                return invalid(format!("hosts[{index}]"), "another host has the same name or address");
            }
        }
        Ok(Setup {
            seed: self.seed,
            hosts,
            link: link(&self.link)?,
            faults: self.faults()?,
            until: Time(0) + Span::millis(until),
            events_most: Limits::EVENTS,
        })
    }

    /// What all programs together write is held in memory.
    fn within_memory(&self) -> Result<(), Invalid> {
        let programs = self.hosts.iter().flat_map(|host| &host.programs);
        let bytes = programs.flat_map(|program| &program.lines).map(bytes_written).sum();
        between("hosts", bytes, 0, Limits::BYTES_WRITTEN).map_err(|_| Invalid {
            field: "hosts".to_owned(),
            reason: format!("the programs write {bytes} bytes in all; {} are the most", Limits::BYTES_WRITTEN),
        })?;
        Ok(())
    }

    fn faults(&self) -> Result<Vec<SimFault>, Invalid> {
        between("faults", self.faults.len(), 0, Limits::FAULTS)?;
        let faults = self.faults.iter().enumerate();
        faults.map(|(index, fault)| self.fault(&format!("faults[{index}]"), fault)).collect()
    }

    fn fault(&self, field: &str, fault: &Fault) -> Result<SimFault, Invalid> {
        let packet = match parse_packet_name(&fault.packet, self.host_names()) {
            Ok(packet) => packet,
            Err(error) => return invalid(format!("{field}.packet"), format!("{:?}: {error}", fault.packet)),
        };
        let action = match fault.action {
            Action::Drop => FaultAction::Drop,
            Action::Delay { by_ms } => {
                FaultAction::Delay(Span::millis(between(format!("{field}.by_ms"), by_ms, 0, Limits::MILLISECONDS)?))
            }
        };
        Ok(SimFault { packet, action })
    }

    fn host(&self, field: &str, host: &Host) -> Result<HostSetup, Invalid> {
        name(&format!("{field}.name"), &host.name)?;
        if host.address.is_unspecified() || host.address.is_broadcast() || host.address.is_multicast() {
            return invalid(format!("{field}.address"), format!("{} is not the address of one host", host.address));
        }
        let programs_field = format!("{field}.programs");
        between(programs_field.as_str(), host.programs.len(), 0, Limits::PROGRAMS_PER_HOST)?;
        let programs = host.programs.iter().enumerate();
        let programs =
            programs.map(|(index, program)| self.program(&format!("{programs_field}[{index}]"), &host.name, program));
        Ok(HostSetup {
            address: host.address,
            tcp: tcp_config(&format!("{field}.tcp"), &host.tcp)?,
            isn: match host.tcp.isn {
                Isn::Rfc6528 => IsnRule::Rfc6528,
                Isn::Chosen { first, step } => IsnRule::Chosen { first, step },
            },
            drops_incoming: host.inbound == Inbound::Drop,
            first_port: between(format!("{field}.first_port"), host.first_port, 1, u16::MAX)?,
            programs: programs.collect::<Result<_, _>>()?,
        })
    }

    fn program(&self, field: &str, own: &str, program: &Program) -> Result<ProgramSetup, Invalid> {
        let starts = between(format!("{field}.start_ms"), program.start_ms, 0, Limits::MILLISECONDS)?;
        between(format!("{field}.lines"), program.lines.len(), 1, Limits::LINES_PER_PROGRAM)?;
        let lines = program.lines.iter().enumerate().map(|(index, line)| {
            let field = format!("{field}.lines[{index}]");
            Ok(match line {
                Step::Try { step } => {
                    SimLine { call: Rc::new(self.call(&format!("{field}.step"), own, step)?), may_fail: true }
                }
                step => SimLine { call: Rc::new(self.call(&field, own, step)?), may_fail: false },
            })
        });
        Ok(ProgramSetup { starts: Time(0) + Span::millis(starts), lines: lines.collect::<Result<_, _>>()? })
    }

    fn call(&self, field: &str, own: &str, step: &Step) -> Result<Call, Invalid> {
        let variable = |value: &String| name(&format!("{field}.socket"), value);
        let port_of = |port: u16| between(format!("{field}.port"), port, 1, u16::MAX);
        Ok(match step {
            Step::Socket { socket } => Call::Socket { socket: variable(socket)? },
            Step::Bind { socket, port } => Call::Bind { socket: variable(socket)?, port: port_of(*port)? },
            Step::Listen { socket, backlog } => Call::Listen { socket: variable(socket)?, backlog: *backlog },
            Step::Accept { socket, connection } => Call::Accept {
                socket: variable(socket)?,
                connection: name(&format!("{field}.connection"), connection)?,
            },
            Step::Connect { socket, to, port, timeout_ms } => {
                let Some((host, _)) = (0..).zip(self.host_names()).find(|(_, name)| name == to) else {
                    return invalid(format!("{field}.to"), format!("{to:?}: there is no host of this name"));
                };
                if to == own {
                    return invalid(
                        format!("{field}.to"),
                        format!("{to:?} is this host itself, and no link leads there"),
                    );
                }
                let limit = timeout_ms.map(|ms| between(format!("{field}.timeout_ms"), ms, 1, Limits::MILLISECONDS));
                Call::Connect {
                    socket: variable(socket)?,
                    host,
                    port: port_of(*port)?,
                    timeout: limit.transpose()?.map(Span::millis),
                }
            }
            Step::Send { socket, text } => {
                let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
                between(format!("{field}.text"), length, 1, Limits::SEND_BYTES)?;
                Call::Send { socket: variable(socket)?, data: Payload::from(text.as_bytes()) }
            }
            Step::SendBytes { socket, count } => {
                let count = between(format!("{field}.count"), *count, 1, Limits::SEND_BYTES)?;
                Call::Send { socket: variable(socket)?, data: pattern(count) }
            }
            Step::Recv { socket, most } => Call::Recv {
                socket: variable(socket)?,
                most: between(format!("{field}.most"), *most, 1, Limits::RECV_BYTES)?,
            },
            Step::RecvToEnd { socket } => Call::RecvToEnd { socket: variable(socket)? },
            Step::Shutdown { socket, .. } => Call::Shutdown { socket: variable(socket)?, how: How::Write },
            Step::Close { socket } => Call::Close { socket: variable(socket)? },
            Step::Try { .. } => return invalid(field, "a try inside a try"),
            Step::Sleep { ms } => {
                Call::Sleep { span: Span::millis(between(format!("{field}.ms"), *ms, 0, Limits::MILLISECONDS)?) }
            }
        })
    }
}

/// How many bytes a line writes.
fn bytes_written(step: &Step) -> u64 {
    match step {
        Step::SendBytes { count, .. } => u64::from(*count),
        Step::Try { step } => bytes_written(step),
        _ => 0,
    }
}

/// Bytes that can be told apart: the letters of the alphabet, over and over.
fn pattern(count: u32) -> Payload {
    Payload::from((b'a'..=b'z').cycle().take(usize::try_from(count).unwrap_or_default()).collect::<Vec<u8>>())
}

fn name(field: &str, value: &str) -> Result<String, Invalid> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if value.is_empty() || value.len() > Limits::NAME_CHARS || !value.chars().all(plain) {
        let most = Limits::NAME_CHARS;
        return invalid(field, format!("a name is 1 to {most} lower-case letters, digits, hyphens or underscores"));
    }
    Ok(value.to_owned())
}

fn link(link: &Link) -> Result<LinkConfig, Invalid> {
    Ok(LinkConfig {
        rate_bps: between("link.rate_bps", link.rate_bps, Limits::RATE_LEAST_BPS, Limits::RATE_MOST_BPS)?,
        delay: Span::micros(between("link.delay_us", link.delay_us, 0, Limits::DELAY_MOST_US)?),
        queue_packets: between("link.queue_packets", link.queue_packets, 0, Limits::QUEUE_PACKETS)?,
        loss_per_million: between("link.loss_per_million", link.loss_per_million, 0, 1_000_000)?,
    })
}

fn tcp_config(field: &str, wish: &Tcp) -> Result<TcpConfig, Invalid> {
    use crate::sim::tcp;
    let base = match wish.preset {
        TcpPreset::Textbook => TcpConfig::textbook(),
        TcpPreset::Classic => TcpConfig::classic(),
        TcpPreset::Sack => TcpConfig::sack(),
        TcpPreset::Modern => TcpConfig::modern(),
    };
    let mut config = if wish.linux_timing { base.with_linux_timing() } else { base };
    if let Some(mss) = wish.mss {
        config.mss = between(format!("{field}.mss"), mss, Limits::MSS_LEAST, Limits::MSS_MOST)?;
    }
    config.syn_retries = wish.syn_retries.unwrap_or(config.syn_retries);
    config.synack_retries = wish.synack_retries.unwrap_or(config.synack_retries);
    config.data_retries = wish.data_retries.unwrap_or(config.data_retries);
    if wish.nagle == Some(false) {
        config.nagle = Nagle::Off;
    }
    if let Some(recovery) = wish.loss_recovery {
        config.loss_recovery = match recovery {
            LossRecovery::Off => tcp::LossRecovery::Off,
            LossRecovery::Tahoe => tcp::LossRecovery::Tahoe,
            LossRecovery::Reno => tcp::LossRecovery::Reno,
            LossRecovery::NewReno => tcp::LossRecovery::NewReno,
        };
    }
    if let Some(growth) = wish.growth {
        config.growth = match growth {
            Growth::Linear => tcp::Growth::Linear,
            Growth::Cubic => tcp::Growth::Cubic,
        };
    }
    config.sack = wish.sack.unwrap_or(config.sack);
    config.timestamps = wish.timestamps.unwrap_or(config.timestamps);
    if let Some(shift) = wish.window_scale {
        config.window_scale = Some(between(format!("{field}.window_scale"), shift, 0, Limits::SHIFT_MOST)?);
    }
    if let Some(wish) = &wish.keep_alive {
        let field = |name: &str| format!("{field}.keep_alive.{name}");
        let span = |name: &str, ms: u64| Ok(Span::millis(between(field(name), ms, 1, Limits::MILLISECONDS)?));
        config.keep_alive = Some(tcp::KeepAlive {
            idle: span("idle_ms", wish.idle_ms)?,
            interval: span("interval_ms", wish.interval_ms)?,
            probes: wish.probes,
        });
    }
    if let Some(bytes) = wish.receive_buffer {
        let field = format!("{field}.receive_buffer");
        config.receive_buffer = between(field, bytes, Limits::BUFFER_LEAST, Limits::BUFFER_MOST)?;
    }
    if let Some(bytes) = wish.send_buffer {
        let field = format!("{field}.send_buffer");
        config.send_buffer = between(field, bytes, Limits::BUFFER_LEAST, Limits::BUFFER_MOST)?;
    }
    Ok(config)
}
