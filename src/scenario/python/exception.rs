//! What Python raises, with Linux's numbers and words.

use crate::sim::socket::Errno;

/// What a program's own time limit raises.
#[derive(Clone, Copy, Debug)]
pub struct OutOfTime;

impl OutOfTime {
    /// As the last line of a traceback has it.
    pub const TEXT: &'static str = "TimeoutError: timed out";
}

/// The exception as the last line of a traceback has it: `ConnectionRefusedError: [Errno 111] Connection refused`.
pub fn raised(errno: Errno) -> String {
    let (class, number, words) = match errno {
        Errno::EAcces => ("PermissionError", 13, "Permission denied"),
        Errno::EAddrInUse => ("OSError", 98, "Address already in use"),
        Errno::EAddrNotAvail => ("OSError", 99, "Cannot assign requested address"),
        Errno::EBadF => ("OSError", 9, "Bad file descriptor"),
        Errno::EConnRefused => ("ConnectionRefusedError", 111, "Connection refused"),
        Errno::EConnReset => ("ConnectionResetError", 104, "Connection reset by peer"),
        Errno::EDestAddrReq => ("OSError", 89, "Destination address required"),
        Errno::EHostUnreach => ("OSError", 113, "No route to host"),
        Errno::EInval => ("OSError", 22, "Invalid argument"),
        Errno::EIsConn => ("OSError", 106, "Transport endpoint is already connected"),
        Errno::EMsgSize => ("OSError", 90, "Message too long"),
        Errno::ENetUnreach => ("OSError", 101, "Network is unreachable"),
        Errno::ENoProtoOpt => ("OSError", 92, "Protocol not available"),
        Errno::ENotConn => ("OSError", 107, "Transport endpoint is not connected"),
        Errno::EOpNotSupp => ("OSError", 95, "Operation not supported"),
        Errno::EPipe => ("BrokenPipeError", 32, "Broken pipe"),
        Errno::ETimedOut => ("TimeoutError", 110, "Connection timed out"),
    };
    format!("{class}: [Errno {number}] {words}")
}
