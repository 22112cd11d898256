//! The Berkeley calls a program makes, and what they return (POSIX names and errno values, as Linux gives them).

use super::time::Span;
use crate::wire::Payload;
use core::fmt;
use serde::Serialize;

/// Which directions `shutdown` closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// `SHUT_WR`: no more sending.
    Write,
}

/// A call. Sockets go by the names of the program's variables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// `s = socket()`.
    Socket {
        /// The variable.
        socket: String,
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
    /// `s.recv(most)`; blocks until there is something.
    Recv {
        /// The variable.
        socket: String,
        /// At most so many bytes.
        most: u32,
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
            Call::Recv { .. } | Call::RecvToEnd { .. } => "recv",
            Call::Shutdown { .. } => "shutdown",
            Call::Close { .. } => "close",
            Call::Sleep { .. } => "sleep",
        }
    }
}

/// Error numbers that a call can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Errno {
    /// Address already in use.
    EAddrInUse,
    /// Bad file descriptor: no such socket.
    EBadF,
    /// The peer refused.
    EConnRefused,
    /// The peer reset the connection.
    EConnReset,
    /// Not what can be done with this socket.
    EInval,
    /// Already connected.
    EIsConn,
    /// Not connected.
    ENotConn,
    /// This direction is closed.
    EPipe,
    /// Nobody answered.
    ETimedOut,
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Errno::EAddrInUse => "EADDRINUSE",
            Errno::EBadF => "EBADF",
            Errno::EConnRefused => "ECONNREFUSED",
            Errno::EConnReset => "ECONNRESET",
            Errno::EInval => "EINVAL",
            Errno::EIsConn => "EISCONN",
            Errno::ENotConn => "ENOTCONN",
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
