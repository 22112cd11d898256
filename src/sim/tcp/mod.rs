//! One end of a TCP connection, sans IO (RFC 9293).
//!
//! An [`Endpoint`] is a value. What happens to it comes in through four doors: [`Endpoint::on_segment`], [`Endpoint::on_timer`], the
//! calls ([`Endpoint::send`], [`Endpoint::recv`], [`Endpoint::shutdown_write`], [`Endpoint::close`]) and the two ways to open
//! ([`Endpoint::connect`], [`Endpoint::accept`]). What it wants goes out as [`Effect`]s: segments to send, timers to set, and what
//! changed, each with the rule that asks for it. Time is an argument. It never sleeps, reads a clock, or knows who carries its segments.
//!
//! | file | what it decides |
//! |---|---|
//! | `open`, `calls` | what the user's calls do (3.10.1 to 3.10.6) |
//! | `arrives` | what an arriving segment does (3.10.7), `acks` and `data` for its acknowledgment and text |
//! | `output` | what is sent, and what is sent again |
//! | `timers`, `rto`, `waiting`, `persist`, `idle`, `congestion`, `cubic`, `recovery`, `holes` | when, after how long, how soon, how much |
//! | `rack`, `tail`, `frto` | what time says of a loss, what is sent to hear of one, and whether it was one |
//! | `buffers`, `scoreboard` | bytes on their way out, out of order, and waiting for the reader; what is known of each segment |
//! | `options`, `ecn` | what the SYNs agree on, and what comes of it |
//! | `path`, `failure` | what the network says of the way, and how a connection breaks |
//! | `turn` | what a change in the midst of a connection does |

mod acks;
mod arrives;
mod buffers;
mod calls;
mod config;
mod congestion;
mod cubic;
mod data;
mod ecn;
mod effect;
mod failure;
mod frto;
mod holes;
mod idle;
mod open;
mod options;
mod output;
mod path;
mod persist;
mod rack;
mod recovery;
mod rto;
mod scoreboard;
mod state;
mod tail;
mod tcb;
mod timers;
mod turn;
mod waiting;

pub use buffers::Holdings;
pub use calls::{Read, Written};
pub(crate) use config::WHOLE;
pub use config::{
    AckPolicy, Choices, Growth, InitialWindow, KeepAlive, LossRecovery, Nagle, Reduction, SlowStart, TcpConfig,
};
pub use cubic::Cubic;
pub use ecn::Ecn;
pub use effect::{Discard, Effect, Effects};
pub use failure::Failure;
pub use frto::FRto;
pub use open::{Demand, Timed, reply_to_stray, syn_ack_without_state};
pub use options::{Agreed, Clock};
pub(crate) use path::mtu_told;
pub use rack::Rack;
pub use recovery::{Phase, Recovery};
pub use scoreboard::{Fate, Sent};
pub use state::State;
pub use tail::{Probe, Tail};
pub use tcb::{Endpoint, Tcb};
pub use timers::TimerKind;

#[cfg(test)]
mod tests;
