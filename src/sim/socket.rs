//! The Berkeley calls a program makes, and what they return (POSIX names and errno values, as Linux gives them).

use super::tcp::WHOLE;
use super::time::Span;
use crate::wire::{Payload, SocketAddr};
use core::fmt;
use serde::Serialize;

/// Which directions `shutdown` closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// `SHUT_RD`: no more reading.
    Read,
    /// `SHUT_WR`: no more sending.
    Write,
    /// `SHUT_RDWR`.
    Both,
}

impl How {
    /// Whether it ends reading.
    pub fn reads(self) -> bool {
        self != How::Write
    }

    /// Whether it ends sending.
    pub fn writes(self) -> bool {
        self != How::Read
    }
}

/// What a socket speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SocketKind {
    /// `SOCK_STREAM`: TCP.
    Stream,
    /// `SOCK_DGRAM`: UDP.
    Datagram,
}

/// An option that a program sets on a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SocketOption {
    /// `TCP_NODELAY`: small segments do not wait.
    NoDelay,
    /// `SO_LINGER` with 0 seconds: closing is a reset.
    LingerZero,
    /// `SO_REUSEADDR`: a port that only a connection in TIME-WAIT has can be taken.
    ReuseAddress,
    /// `SO_KEEPALIVE`: the peer of an idle connection is asked about.
    KeepAlive,
    /// `TCP_QUICKACK` off: ACKs wait from the beginning.
    NoQuickAck,
}

/// A call. Sockets go by the names of the program's variables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// `s = socket()`.
    Socket {
        /// The variable.
        socket: String,
        /// What it speaks.
        kind: SocketKind,
    },
    /// `s.setsockopt(option)`.
    SetOption {
        /// The variable.
        socket: String,
        /// Which.
        option: SocketOption,
    },
    /// `s.bind(port)`.
    Bind {
        /// The variable.
        socket: String,
        /// The local port.
        port: u16,
    },
    /// `s.listen(backlog)`.
    Listen {
        /// The variable.
        socket: String,
        /// How many finished connections may wait for `accept`.
        backlog: u16,
    },
    /// `c = s.accept()`; blocks until there is a connection.
    Accept {
        /// The listening socket.
        socket: String,
        /// The variable for the connection.
        connection: String,
    },
    /// `s.connect(host, port)`; blocks until the handshake is done, has failed, or the program's own time limit is over.
    Connect {
        /// The variable.
        socket: String,
        /// The host's number.
        host: u32,
        /// Its port.
        port: u16,
        /// The program's own limit.
        timeout: Option<Span>,
    },
    /// `s.sendall(data)`; blocks while the send buffer is full.
    Send {
        /// The variable.
        socket: String,
        /// The bytes.
        data: Payload,
    },
    /// `s.sendto(data, (host, port))`.
    SendTo {
        /// The variable.
        socket: String,
        /// The host's number.
        host: u32,
        /// Its port.
        port: u16,
        /// The bytes.
        data: Payload,
    },
    /// `s.sendall(prefix + data)` with what the program received last, or on a datagram socket `s.sendto(prefix + data, address)`
    /// to where that came from.
    Reply {
        /// The variable.
        socket: String,
        /// What comes first.
        prefix: Payload,
    },
    /// `s.recv(most)`; blocks until there is something, or the program's own time limit is over.
    Recv {
        /// The variable.
        socket: String,
        /// At most so many bytes.
        most: u32,
        /// The program's own limit.
        timeout: Option<Span>,
    },
    /// `data, address = s.recvfrom(most)`; blocks likewise.
    RecvFrom {
        /// The variable.
        socket: String,
        /// At most so many bytes.
        most: u32,
        /// The program's own limit.
        timeout: Option<Span>,
    },
    /// `while s.recv(…): pass`: reads until the peer has finished.
    RecvToEnd {
        /// The variable.
        socket: String,
    },
    /// `s.shutdown(how)`.
    Shutdown {
        /// The variable.
        socket: String,
        /// Which directions.
        how: How,
    },
    /// `s.close()`.
    Close {
        /// The variable.
        socket: String,
    },
    /// `time.sleep(…)`.
    Sleep {
        /// How long.
        span: Span,
    },
    /// As [`Call::Reply`], but with the first bytes of what the program received last, and then its own: `data[:keep] + data`.
    Answer {
        /// The variable.
        socket: String,
        /// How many bytes of what was received come first.
        keep: u32,
        /// What comes behind them.
        data: Payload,
    },
}

impl Call {
    /// The function's name: `connect`.
    pub fn name(&self) -> &'static str {
        match self {
            Call::Socket { .. } => "socket",
            Call::Bind { .. } => "bind",
            Call::Listen { .. } => "listen",
            Call::Accept { .. } => "accept",
            Call::Connect { .. } => "connect",
            Call::Send { .. } => "send",
            Call::SetOption { .. } => "setsockopt",
            Call::SendTo { .. } => "sendto",
            Call::Reply { .. } | Call::Answer { .. } => "reply",
            Call::RecvFrom { .. } => "recvfrom",
            Call::Recv { .. } | Call::RecvToEnd { .. } => "recv",
            Call::Shutdown { .. } => "shutdown",
            Call::Close { .. } => "close",
            Call::Sleep { .. } => "sleep",
        }
    }

    /// What a call sends that answers what the program received last.
    pub fn answer(&self, received: &[u8]) -> Option<Vec<u8>> {
        match self {
            Call::Reply { prefix, .. } => Some([prefix, received].concat()),
            Call::Answer { keep, data, .. } if WHOLE => {
                let kept = received.len().min(usize::try_from(*keep).unwrap_or(usize::MAX));
                Some([received.get(..kept).unwrap_or_default(), data].concat())
            }
            _ => None,
        }
    }
}

/// Error numbers that a call can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Errno {
    /// The port needs a privilege that the program does not have.
    EAcces,
    /// Address already in use.
    EAddrInUse,
    /// No port is left, or the two ends have a connection already.
    EAddrNotAvail,
    /// Bad file descriptor: no such socket.
    EBadF,
    /// The peer refused.
    EConnRefused,
    /// The peer reset the connection.
    EConnReset,
    /// No destination was named.
    EDestAddrReq,
    /// No way leads to the host.
    EHostUnreach,
    /// Not what can be done with this socket.
    EInval,
    /// Already connected.
    EIsConn,
    /// Larger than a datagram can be.
    EMsgSize,
    /// No way leads to the network.
    ENetUnreach,
    /// The other host does not speak the protocol.
    ENoProtoOpt,
    /// Not connected.
    ENotConn,
    /// Not what this kind of socket does.
    EOpNotSupp,
    /// This direction is closed.
    EPipe,
    /// Nobody answered.
    ETimedOut,
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Errno::EAcces => "EACCES",
            Errno::EAddrInUse => "EADDRINUSE",
            Errno::EAddrNotAvail => "EADDRNOTAVAIL",
            Errno::EBadF => "EBADF",
            Errno::EConnRefused => "ECONNREFUSED",
            Errno::EConnReset => "ECONNRESET",
            Errno::EDestAddrReq => "EDESTADDRREQ",
            Errno::EHostUnreach => "EHOSTUNREACH",
            Errno::EInval => "EINVAL",
            Errno::EIsConn => "EISCONN",
            Errno::EMsgSize => "EMSGSIZE",
            Errno::ENetUnreach => "ENETUNREACH",
            Errno::ENoProtoOpt => "ENOPROTOOPT",
            Errno::ENotConn => "ENOTCONN",
            Errno::EOpNotSupp => "EOPNOTSUPP",
            Errno::EPipe => "EPIPE",
            Errno::ETimedOut => "ETIMEDOUT",
        })
    }
}

/// What a call came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done.
    Done,
    /// So many bytes were taken into the send buffer. They have not been received by anybody yet.
    Sent {
        /// How many.
        bytes: u32,
    },
    /// Bytes that were received.
    Received {
        /// The bytes.
        data: Payload,
    },
    /// A datagram that was received, and where it came from. An empty one is no end.
    ReceivedFrom {
        /// Its data, or as much of it as was asked for.
        data: Payload,
        /// Its sender.
        from: SocketAddr,
    },
    /// 0 bytes: the peer has finished.
    EndOfFile,
    /// The program's own time limit is over.
    TimeLimit,
    /// An error.
    Failed {
        /// Which.
        errno: Errno,
    },
}
