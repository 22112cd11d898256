# The timers that run, and how much is left of each.

timers-none = No timer runs at this moment.
timers-would-start = What would start one: a segment that must be acknowledged (retransmission), an ACK that may wait (delayed ACK), a shut window before data (persist), or having closed first (TIME-WAIT).
timers-none-ever = No timer of TCP runs in this run, at any moment: UDP sends a datagram and forgets it. Whoever wants an answer in time must watch the clock.
# $timer: its id
timers-name = { $timer ->
        [retransmission] Retransmission
        [persist] Persist
        [delayed-ack] Delayed ACK
        [keep-alive] Keep-alive
        [fin-wait] FIN-WAIT-2
        [time-wait] TIME-WAIT
       *[other] { $timer }
    }
timers-left = { $left } left of { $whole }
timers-due = due at { $time }
timers-why = Why it was set
timers-then = When it fires
timers-fires = { $timer ->
        [retransmission] The oldest segment that is not acknowledged is sent again and the timeout doubles; after too many times the connection is given up.
        [persist] It asks whether the window has opened, and doubles the wait before it asks again.
        [delayed-ack] The ACK goes out by itself: no data has come along to carry it.
        [keep-alive] If nothing has been heard all that time, it asks whether the other end is still there; after too many questions without an answer it resets the connection.
        [fin-wait] The connection is forgotten, though the other end has not finished.
        [time-wait] The connection is forgotten: nothing of it can be left in the network.
       *[other] –
    }
timers-estimate = Its retransmission timeout
timers-initial = No round trip has been measured yet, so the timeout is the first one (RFC 6298 2.1).
timers-after-lost-syn = No round trip has been measured: the SYN had to be repeated, and so its answer tells nothing (RFC 6298 5.7).
timers-raised = not less than { $least } (RFC 6298 2.4)
timers-lowered = not more than { $most } (RFC 6298 2.5)
timers-backoff = doubled { $times ->
        [one] once
       *[other] { $times } times
    } (RFC 6298 5.5)
timers-next = The next sample R will make
timers-sample = Last sample
timers-none-yet = none yet
timers-history = The recent past
timers-history-label = The recent past of the timers. Arrow keys go from one to the next.
timers-now = now
# $timer: its name
timers-bar-fired = { $host }, { $timer }: set at { $from }, fired at { $to }
timers-bar-stopped = { $host }, { $timer }: set at { $from }, stopped at { $to }
timers-bar-running = { $host }, { $timer }: set at { $from }, due at { $to }
timers-legend-fired = fired
timers-legend-stopped = stopped or set anew
timers-legend-running = runs
