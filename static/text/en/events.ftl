# What happens in a run, one event in one sentence, without its time.
# $who begins a sentence (“The client”), $host stands inside one (“the client”), $owner is its genitive at the beginning
# (“The client’s”). Keep each message on one line: a line break would be part of the text.

## Who

host-word = { $name ->
        [client] client
        [server] server
       *[named] { $name }
    }
host-inside = { $name ->
        [client] the client
        [server] the server
       *[named] { $name }
    }
host-first = { $name ->
        [client] The client
        [server] The server
       *[named] { $name }
    }

# $name: as `host-first`
host-owner = { $name }’s

## Numbers

span-seconds = { $number } s
span-millis = { $number } ms
# $ending: the last digit of $count, or 0 for 11, 12 and 13
ordinal = { $ending ->
        [1] { $count }st
        [2] { $count }nd
        [3] { $count }rd
       *[other] { $count }th
    }
# $otherwise: the number as `ordinal` writes it
ordinal-word = { $count ->
        [1] first
        [2] second
        [3] third
        [4] fourth
        [5] fifth
       *[other] { $otherwise }
    }
list-comma = ,{ " " }

## Packets

# The other kinds are called by their flags.
kind-data = data
# One of them
kind-data-one = data segment
# $kind: the kind’s id; $label: its flags
packet-some = { $kind ->
        [data] data
        [ack] an { $label }
       *[rest] a { $label }
    }
packet-seq = seq { $number }
packet-ack = ack { $number }
# $ordinal: as `ordinal-word`
packet-ordinal = { $host }’s { $ordinal } { $kind }
# $packet: as `packet-ordinal`; $time: as `ordinal`
packet-ordinal-again = { $packet }, { $time } time
# Labels beside the cross in the figure
lost-here = dropped here
lost-random = lost at random
lost-queue = queue full
lost-firewall = firewall

## Calls

call-socket = { $owner } program calls socket(): it makes a socket, not yet connected to anything.
call-bind = { $owner } program calls bind(): its socket takes port { $port }.
call-listen = { $owner } program calls listen(): connections may come from now on (backlog { $backlog }).
call-accept = { $owner } program calls accept(): it wants the next connection that is open.
call-connect = { $owner } program calls connect(): it wants a connection to port { $port } of { $peer }.
call-connect-limit = { $owner } program calls connect(): it wants a connection to port { $port } of { $peer }, within { $limit }.
call-send = { $owner } program calls send() with { $bytes }.
call-recv = { $owner } program calls recv(): it wants data, at most { $bytes }.
call-recv-to-end = { $owner } program calls recv(), again and again, until the other end has finished.
call-shutdown = { $owner } program calls shutdown(): it will send nothing more, but goes on receiving.
call-close = { $owner } program calls close(): it no longer needs the socket.
call-sleep = { $owner } program sleeps for { $span }.

## Returns

return-done = { $call }() returns to { $host }’s program.
return-accept = accept() returns to { $host }’s program, with a socket for the new connection.
return-connect = connect() returns to { $host }’s program: for this end the connection is open.
return-sent = send() returns to { $host }’s program: { $bytes } are in the send buffer, and nobody need have received them yet.
return-received = recv() gives { $host }’s program { $bytes }.
return-end = recv() gives { $host }’s program 0 bytes: the other end has finished.
return-limit = { $call }() gives up: the time limit of { $host }’s program is over (Python: { $exception }).
return-failed = { $call }() fails for { $host }’s program: { $reason } ({ $errno }; Python: { $exception }).
errno-address-in-use = the address is already in use
errno-bad-socket = there is no such socket
errno-refused = the connection was refused
errno-reset = the other end has reset the connection
errno-invalid = this cannot be done with this socket
errno-is-connected = the socket is connected already
errno-not-connected = the socket is not connected
errno-pipe = nothing more can be sent on this connection
errno-timed-out = the other end has not answered
program-exits = { $owner } program ends, and the system closes its sockets.

## States

state-changes = { $who } goes from { $from } to { $to }: { $meaning }.
# $state: its id
state-meaning = { $state ->
        [listen] it waits for a SYN
        [syn-sent] it waits for the other end’s SYN
        [syn-received] it waits for the ACK of its own SYN
        [established] for this end the connection is open
        [fin-wait-1] its FIN is still to be acknowledged
        [fin-wait-2] it waits for the other end’s FIN
        [close-wait] the other end has finished, its own program has not
        [closing] both have finished, and it waits for the ACK of its own FIN
        [last-ack] it waits for the ACK of its own FIN, the last thing to come
        [time-wait] it waits until old segments have died out
       *[closed] there is no connection at this end now
    }
# From LISTEN to CLOSED
state-meaning-deaf = nobody listens there any more

## On the wire

packet-sent = { $who } sends { $packet } ({ $numbers }).
packet-sent-queued = { $who } sends { $packet } ({ $numbers }); it waits in the queue behind { $ahead ->
        [one] another packet
       *[other] { $ahead } others
    }.
packet-sent-again = { $who } sends { $packet } again ({ $numbers }): the { $time } time in all.
packet-sent-stray = { $who } has no connection for what arrived and answers with { $packet } ({ $numbers }).
packet-arrived = { $label } ({ $numbers }) arrives at { $host }.
    .data = Data ({ $numbers }) arrives at { $host }.
packet-dropped-fault = { $packet } is lost on the way: this run drops it on purpose.
packet-dropped-random = { $packet } is lost on the way: the link loses some packets at random.
packet-dropped-queue = { $packet } is lost before it leaves: the queue in front of the link is full.
packet-dropped-firewall = { $packet } gets as far as a firewall, which throws it away without a word.
packet-delayed = { $packet } is held up in the network for { $span }.

## Not used

segment-discarded = { $who } does not use the segment: { $reason }.
discard-outside-window = its sequence numbers lie outside the receive window
discard-ack-of-nothing = it acknowledges a number that is not waiting for an acknowledgment
discard-ack-too-old = its acknowledgment number is too old to be true
discard-reset-not-exact = a RST counts only with exactly the number that is expected next
discard-syn-in-connection = a SYN has no place in a connection that has begun
discard-no-ack = it needs an ACK and has none
discard-no-syn = a SYN is awaited, and this is none
discard-no-timestamp = every segment of this connection carries a timestamp, and this one does not
discard-old-timestamp = its timestamp is older than one that has already come
discard-backlog-full = too many connections already wait for accept()
discard-stray-reset = it is a RST that concerns no connection, and nothing is ever answered to a RST

## Timers and numbers

timer-set-retransmission = { $who } sets its retransmission timer to { $span }.
timer-set-persist = { $who } has data to send and a shut window before it: it will ask again in { $span }.
timer-set-delayed-ack = { $who } holds its ACK back, for { $span } at most.
timer-set-keep-alive = { $who } will look in { $span } whether the other end is still there.
timer-set-fin-wait = { $who } has nobody left to read, and gives the other end { $span } to finish.
timer-set-time-wait = { $who } will stay in TIME-WAIT for { $span }.
timer-stopped-retransmission = { $who } stops its retransmission timer.
timer-stopped-persist = { $who } need not ask about the window any longer.
timer-stopped-delayed-ack = { $who } need not hold its ACK back any longer.
timer-stopped-keep-alive = { $who } need not look whether the other end is still there.
timer-stopped-fin-wait = { $who } need not wait for the other end to finish any longer.
timer-stopped-time-wait = { $who } stops its TIME-WAIT timer.
timer-fired-retransmission = { $owner } retransmission timer fires: no acknowledgment has come in time.
timer-fired-persist = { $owner } persist timer fires: it asks whether the window has opened.
timer-fired-delayed-ack = { $owner } ACK has been held back long enough.
timer-fired-keep-alive = { $owner } keep-alive timer fires.
timer-fired-fin-wait = { $owner } patience is over: the other end has not finished.
timer-fired-time-wait = { $owner } time in TIME-WAIT is over.
rtt-measured = { $who } measures a round trip of { $sample }; its retransmission timeout is now { $rto }.
rto-changed = { $owner } retransmission timeout is now { $rto }.
congestion-changed = { $owner } congestion window is now { $window }, its slow start threshold { $threshold }.
congestion-open = { $owner } congestion window is now { $window }; it has no slow start threshold yet.
data-ready = { $who } has { $bytes } of new data ready for its program to read.

## The end

ended-quiet = Nothing more is going to happen.
ended-time-limit = The time of this run is over.
ended-event-limit = The run stops here: it has as many events as a run may have.
