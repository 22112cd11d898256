//! The part of the format that says what programs do: socket calls, one after the other, and loops of them.

use super::is_default;
use serde::{Deserialize, Serialize};

format! {
    /// A program.
    pub struct Program {
        /// When it starts, in milliseconds.
        #[serde(default)]
        pub start_ms: u64,
        /// Its lines, one socket call each. When they are done, the process ends and its sockets are closed.
        pub lines: Vec<Step>,
    }
}

choice! {
    /// Which directions `shutdown` closes.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum ShutdownHow {
        /// No more reading.
        Read,
        /// No more sending.
        Write,
        /// Neither.
        Both,
    }

    /// What a socket speaks.
    #[derive(Copy, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum SocketKind {
        /// TCP (`SOCK_STREAM`).
        #[default]
        Stream,
        /// UDP (`SOCK_DGRAM`).
        Datagram,
    }

    /// An option of a socket.
    #[derive(Copy)]
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
        /// `TCP_QUICKACK` off: ACKs wait from now on, until one has waited in vain.
        NoQuickAck,
    }

    /// A socket call. `socket` is the name of a variable, `s` if left out.
    #[serde(rename_all = "snake_case", tag = "call", deny_unknown_fields)]
    pub enum Step {
        /// Makes a socket.
        Socket {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// What it speaks.
            #[serde(default, skip_serializing_if = "is_default")]
            kind: SocketKind,
        },
        /// Sets an option.
        SetOption {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// Which.
            option: SocketOption,
        },
        /// Gives it a port.
        Bind {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The port.
            port: u16,
        },
        /// Makes it wait for connections.
        Listen {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// How many open connections may wait for `accept`.
            #[serde(default = "defaults::backlog")]
            backlog: u16,
        },
        /// Takes a connection; blocks until there is one.
        Accept {
            /// The listening socket.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The variable for the connection.
            #[serde(default = "defaults::connection")]
            connection: String,
        },
        /// Connects; blocks until that is done or has failed.
        Connect {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The host's name.
            to: String,
            /// Its port.
            port: u16,
            /// The program's own limit, in milliseconds (`settimeout`).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            timeout_ms: Option<u64>,
        },
        /// Sends text.
        Send {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The text, as UTF-8.
            text: String,
        },
        /// Sends so many bytes of a fixed pattern.
        SendBytes {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// How many.
            count: u32,
        },
        /// Sends a datagram of text to somebody.
        SendTo {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The host's name.
            to: String,
            /// Its port.
            port: u16,
            /// The text, as UTF-8; it may be empty.
            text: String,
        },
        /// Sends a datagram of so many bytes of a fixed pattern to somebody.
        SendBytesTo {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The host's name.
            to: String,
            /// Its port.
            port: u16,
            /// How many.
            count: u32,
        },
        /// Sends back what was received last, behind a text.
        Reply {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The text, as UTF-8; it may be empty.
            #[serde(default)]
            text: String,
        },
        /// Receives once; blocks until there is something.
        Recv {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// At most so many bytes.
            #[serde(default = "defaults::recv_most")]
            most: u32,
            /// The program's own limit, in milliseconds (`settimeout`).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            timeout_ms: Option<u64>,
        },
        /// Receives a datagram and its sender's address; blocks until there is one.
        RecvFrom {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// At most so many bytes; what a datagram has beyond them is lost.
            #[serde(default = "defaults::recv_most")]
            most: u32,
            /// The program's own limit, in milliseconds (`settimeout`).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            timeout_ms: Option<u64>,
        },
        /// Receives until the peer has finished.
        RecvToEnd {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
        },
        /// Closes a direction.
        Shutdown {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// Which.
            how: ShutdownHow,
        },
        /// Closes the socket.
        Close {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
        },
        /// Makes another call, and goes on if it fails. Otherwise a failure ends the process, as an uncaught exception does.
        Try {
            /// The call.
            step: Box<Step>,
        },
        /// Makes other calls again and again: so often, or until a receive among them returns 0 bytes.
        Repeat {
            /// How often; if left out, until then.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            times: Option<u32>,
            /// The calls.
            lines: Vec<Step>,
        },
        /// Waits.
        Sleep {
            /// How long, in milliseconds.
            ms: u64,
        },
    }
}

mod defaults {
    pub(super) fn backlog() -> u16 {
        5
    }
    pub(super) fn recv_most() -> u32 {
        4_096
    }
    pub(super) fn socket() -> String {
        "s".to_owned()
    }
    pub(super) fn connection() -> String {
        "c".to_owned()
    }
}
