//! The part of the format that says what programs do: socket calls, one after the other, and loops of them.

use super::is_default;
use serde::{Deserialize, Serialize};

format! {
    /// A program.
    pub struct Program {
        /// When it starts, in milliseconds.
        #[serde(default)]
        pub start_ms: u64,
        /// What it is to its user or to other programs: for the reader, no call depends on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<Role>,
        /// What it is called: at most 40 characters. The same in every language.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub title: String,
        /// Its lines, one socket call each. When they are done, the process ends and its sockets are closed.
        pub lines: Vec<Step>,
    }
}

choice! {
    /// What a program is to its user or to other programs.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// A browser: a client for everything, which gets pages and their logic from servers.
        Browser,
        /// A client of one application, installed where its user is.
        Client,
        /// The server of one application, with a protocol of its own.
        Server,
        /// A web server: it speaks HTTP.
        WebServer,
        /// A name server: it speaks DNS.
        NameServer,
        /// A database.
        Database,
    }

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
        /// Sends bytes that are no text.
        SendHex {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The bytes, two hexadecimal digits each; spaces between them are allowed.
            hex: String,
        },
        /// Sends a datagram of bytes that are no text to somebody.
        SendHexTo {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// The host's name.
            to: String,
            /// Its port.
            port: u16,
            /// The bytes, two hexadecimal digits each; spaces between them are allowed.
            hex: String,
        },
        /// Answers what was received last with bytes, behind the first few of what was received: a message's number, say.
        ReplyHex {
            /// The variable.
            #[serde(default = "defaults::socket")]
            socket: String,
            /// How many bytes of what was received come first.
            #[serde(default)]
            keep: u32,
            /// The bytes behind them, two hexadecimal digits each; spaces between them are allowed.
            hex: String,
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
