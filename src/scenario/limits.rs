//! Every limit of a scenario, by name. A scenario beyond one is refused with that name; a run that reaches one ends with an event.

/// The limits.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Hosts around a router.
    pub const HOSTS: usize = 8;
    /// Hosts without a router: a cable joins two.
    pub const HOSTS_WITHOUT_ROUTER: usize = 2;
    /// Times without a cable, for a host.
    pub const CUTS: usize = 16;
    /// Loops inside a loop.
    pub const LOOPS_IN_LOOPS: usize = 4;
    /// The smallest MTU of a cable, in bytes (RFC 791 3.2).
    pub const MTU_LEAST: u16 = 68;
    /// Bytes of a datagram that a program sends; one more than fits, so that the error can be seen.
    pub const DATAGRAM_BYTES: u32 = 65_508;
    /// Bytes of data in a forged segment.
    pub const FORGED_BYTES: usize = 1_400;
    /// Programs on a host.
    pub const PROGRAMS_PER_HOST: usize = 8;
    /// Lines in a program.
    pub const LINES_PER_PROGRAM: usize = 200;
    /// Faults in a scenario.
    pub const FAULTS: usize = 64;
    /// Changes in the midst of a run.
    pub const TURNS: usize = 64;
    /// Characters in a name of a host or a variable.
    pub const NAME_CHARS: usize = 24;
    /// Characters in a program's title.
    pub const TITLE_CHARS: usize = 40;
    /// Bytes that one `send` writes.
    pub const SEND_BYTES: u32 = 16 * 1024 * 1024;
    /// Bytes that all programs of a scenario write with `send_bytes`.
    pub const BYTES_WRITTEN: u64 = 256 * 1024 * 1024;
    /// Bytes that one `recv` asks for.
    pub const RECV_BYTES: u32 = 1024 * 1024;
    /// The slowest link, in bits a second.
    pub const RATE_LEAST_BPS: u64 = 1_000;
    /// The fastest link, in bits a second.
    pub const RATE_MOST_BPS: u64 = 100_000_000_000;
    /// The longest one-way delay, in microseconds: a minute.
    pub const DELAY_MOST_US: u64 = 60_000_000;
    /// Packets that wait before a link.
    pub const QUEUE_PACKETS: u32 = 100_000;
    /// The least MSS, in bytes (RFC 9293 3.7.1 has no least; RFC 791's smallest datagram that everyone takes leaves far more).
    pub const MSS_LEAST: u16 = 64;
    /// The largest MSS, in bytes: what fits into an IPv4 packet.
    pub const MSS_MOST: u16 = 65_495;
    /// The largest shift of window scaling (RFC 7323 2.3).
    pub const SHIFT_MOST: u8 = 14;
    /// The smallest buffer of a socket, in bytes.
    pub const BUFFER_LEAST: u32 = 1;
    /// The largest buffer of a socket, in bytes: what the largest scaled window can offer.
    pub const BUFFER_MOST: u32 = 1 << 30;
    /// The largest number of simulated milliseconds: a day.
    pub const MILLISECONDS: u64 = 86_400_000;
    /// Events in a run.
    pub const EVENTS: u32 = 2_000_000;
}
