# Bytes and window: what has been sent and acknowledged, what is in flight, what may follow; the buffers; the scoreboard.

window-none = This run has no TCP connection. UDP numbers no bytes, keeps no window, and sends again nothing.
window-early = No connection yet: numbers begin with the first SYN.
window-over = This connection is over: neither end keeps anything of it.
window-no-sender = Nothing is known here: this end has no control block now.

window-connections = Connection
window-latest = latest
# $client, $server: name and port
window-connection = { $client } ↔ { $server }
window-directions = Direction
window-direction = { $from } → { $to }
window-absolute = Numbers as on the wire
window-legend-label = Legend
window-sends = sends
window-receives = receives
window-figure-label = Sequence numbers from { $from } to { $to }
# The picture in words.
window-summary = From { $from } to { $to }: all numbers below { $una } are acknowledged, { $flight } are in flight, { $waiting } wait, and the usable window is { $usable }.

# What keeps a sender from sending more.
window-limit = { $limit ->
        [finished] FIN is sent: nothing follows.
        [application] All is sent that was written: the application is the limit.
        [repair] What is lost goes first; new data waits.
        [zero-window] The peer’s window is shut: new data waits until it opens.
        [window] The peer’s window is the limit: flow control.
        [congestion] The congestion window is the limit: congestion control.
        [small] Both windows have room: a small segment waits for an acknowledgment.
       *[not-open] Not open for sending.
    }
window-scrolled = { $count } numbers lie to the left
window-waiting-beyond = { $count } more wait to the right

# A short word for a part, in the part and in the legend.
window-part = { $kind ->
        [acknowledged] acknowledged
        [flight] in flight
        [again] sent again
        [sacked] reported (SACK)
        [lost] taken to be lost
        [forgotten] given up
        [sendable] held back
        [usable] usable
        [waiting] waiting
        [read] read
        [ready] to be read
        [gap] missing
        [held] beyond a gap
        [offered] window
       *[beyond] beyond
    }
# $range: as `window-range`
window-part-about = { $kind ->
        [acknowledged] { $range }: sent and acknowledged. The sender has forgotten these.
        [forgotten] { $range }: sent, not acknowledged, and given up with the connection.
        [sendable] { $range }: both windows would let it out, but it is too little for a segment now, or what is lost goes first.
        [usable] { $range }: the usable window. Both windows would let it out, but nothing is written for it.
        [waiting] { $range }: written by the application; it waits in the send buffer.
        [read] { $range }: received, and read by the application.
        [ready] { $range }: received in order; it waits in the receive buffer until the application reads.
        [gap] { $range }: missing. What came after it cannot be read before it.
        [held] { $range }: arrived beyond a gap, and kept.
        [offered] { $range }: the receiver’s window. What comes with these numbers is taken.
       *[beyond] { $range }: beyond. Nothing there may be sent, or would be taken.
    }
window-range = { $first } to { $last }
window-range-one = { $first }
window-range-open = From { $first } on
# $range: as `window-range`; $times: how often it has been sent
window-segment-about = Segment { $range }: { $fate ->
        [sacked] the peer has reported that it arrived beyond a gap.
        [lost] taken to be lost; it is to be sent again.
       *[flight] on its way, or its acknowledgment is.
    } { $times ->
        [one] Sent once.
       *[other] Sent { $times } times.
    }
# Several that are too small to be drawn apart
window-segments-about = { $count } segments, { $range }: { $fate ->
        [sacked] the peer has reported that they arrived beyond a gap.
        [lost] taken to be lost; they are to be sent again.
       *[flight] on their way, or their acknowledgments are.
    }
window-syn-about = SYN takes one number: the first, { $number }.
window-fin-about = FIN takes one number: { $number }, the last.

# $held: how many bytes are in it; $size: how many it takes
window-send-buffer = Send buffer: { $held } of { $size }
window-receive-buffer = Receive buffer: { $held } of { $size }
window-buffer-flight = { $count } unacknowledged
window-buffer-waiting = { $count } waiting
window-buffer-ready = { $count } to be read
window-buffer-held = { $count } beyond a gap

window-table-label = Variables
window-variable = Variable
window-changed = changed just now
# $variable: its id
window-variable-about = { $variable ->
        [state] where the connection stands at this end.
        [iss] the initial sequence number: the number of this end’s SYN.
        [snd-una] the oldest number sent and not yet acknowledged.
        [snd-nxt] the number that the next new byte will have.
        [snd-wnd] how many numbers from SND.UNA on the peer’s last word lets this end send.
        [snd-wl1] the sequence number of the segment that last set SND.WND: an older one must not.
        [snd-wl2] the acknowledgment number of that segment.
        [irs] the peer’s initial sequence number.
        [rcv-nxt] the number expected next; every ACK carries it.
        [rcv-wnd] how many numbers from RCV.NXT on this end takes: the window it offers.
        [mss] the most bytes of data in a segment to the peer.
        [cwnd] the congestion window: how many bytes may be in the network at once. What has arrived beyond a gap, or is lost, does not count.
        [ssthresh] the slow start threshold: below it cwnd grows fast, above it slowly.
        [dup-acks] duplicate ACKs in a row. The third is taken for a loss.
        [shifts] by how many bits window fields are shifted: those that come, those that go.
        [sack] the blocks beyond a gap that the last segment reported to the peer.
       *[ts-recent] the peer’s latest timestamp, to be echoed.
    }
window-name-state = State
window-name-duplicates = duplicate ACKs
window-name-shifts = scale shifts
# Two numbers
window-shifts = in { $arriving }, out { $leaving }
window-relative-absolute = { $relative } ({ $absolute } on the wire)
