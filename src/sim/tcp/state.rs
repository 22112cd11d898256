//! The eleven states of a connection (RFC 9293 3.3.2).

use serde::{Deserialize, Serialize};

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $rfc:literal;)*) => {
        /// A connection's state.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum State { $($(#[$doc])* $name,)* }

        impl State {
            /// Every state.
            pub const ALL: &'static [State] = &[$(State::$name,)*];

            /// Lower case, for links, ids and style: `syn-sent`.
            pub fn id(self) -> &'static str {
                match self { $(State::$name => $id,)* }
            }

            /// As the RFC writes it: `SYN-SENT`.
            pub fn rfc_name(self) -> &'static str {
                match self { $(State::$name => $rfc,)* }
            }
        }
    };
}

states! {
    /// No connection.
    #[default]
    Closed = "closed", "CLOSED";
    /// Waiting for a connection request.
    Listen = "listen", "LISTEN";
    /// SYN sent, waiting for the peer's.
    SynSent = "syn-sent", "SYN-SENT";
    /// SYNs exchanged, ours not yet acknowledged.
    SynReceived = "syn-received", "SYN-RECEIVED";
    /// Open.
    Established = "established", "ESTABLISHED";
    /// FIN sent, not yet acknowledged.
    FinWait1 = "fin-wait-1", "FIN-WAIT-1";
    /// FIN acknowledged, waiting for the peer's.
    FinWait2 = "fin-wait-2", "FIN-WAIT-2";
    /// The peer's FIN came; ours is still to be sent.
    CloseWait = "close-wait", "CLOSE-WAIT";
    /// Both FINs sent, ours not yet acknowledged.
    Closing = "closing", "CLOSING";
    /// Peer's FIN acknowledged, ours sent last.
    LastAck = "last-ack", "LAST-ACK";
    /// Waiting until nothing of the connection can be left in the network.
    TimeWait = "time-wait", "TIME-WAIT";
}

impl State {
    /// Whether both SYNs have been acknowledged: every state from ESTABLISHED to TIME-WAIT (RFC 9293 3.5.2).
    pub fn is_synchronized(self) -> bool {
        self >= State::Established
    }

    /// Whether something of ours, data or FIN, may still be on its way: both SYNs acknowledged, our FIN not.
    pub fn may_send(self) -> bool {
        matches!(self, State::Established | State::CloseWait | State::FinWait1 | State::Closing | State::LastAck)
    }

    /// Whether data from the peer is still to be expected.
    pub fn may_receive(self) -> bool {
        matches!(self, State::Established | State::FinWait1 | State::FinWait2)
    }
}
