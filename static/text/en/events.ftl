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
kind-udp = UDP
# One of them
kind-udp-one = UDP datagram
kind-icmp = ICMP
kind-icmp-one = ICMP message
kind-fragment = fragment
kind-forged = forged packet
# $kind: the kind’s id; $label: its flags
packet-some = { $kind ->
        [data] data
        [ack] an { $label }
        [udp] a UDP datagram
        [icmp] an ICMP message
        [fragment] a fragment
       *[rest] a { $label }
    }
packet-seq = seq { $number }
packet-ack = ack { $number }
packet-ports = port { $from } to port { $to }
packet-piece = bytes { $first } to { $last } of a larger packet
# What an ICMP message says
icmp-network-unreachable = network unreachable
icmp-host-unreachable = host unreachable
icmp-protocol-unreachable = protocol unreachable
icmp-port-unreachable = port unreachable
icmp-too-large = too large for a link that takes { $bytes }
icmp-ttl = time to live exceeded
icmp-reassembly = not all fragments came
icmp-other = type { $kind }, code { $code }
# $ordinal: as `ordinal-word`
packet-ordinal = { $host }’s { $ordinal } { $kind }
# $packet: as `packet-ordinal`; $time: as `ordinal`
packet-ordinal-again = { $packet }, { $time } time
# Labels beside the cross in the figure
lost-here = dropped here
lost-random = lost at random
lost-queue = queue full
lost-firewall = firewall
lost-cable = no cable
lost-too-large = too large
lost-ttl = hops used up
lost-no-route = no such host
lost-damaged = damaged

## Calls

call-socket = { $owner } program calls socket(): it makes a socket, not yet connected to anything.
call-socket-udp = { $owner } program calls socket(): it makes a socket for datagrams.
call-set-option = { $owner } program calls setsockopt(): { $option }.
call-send-to = { $owner } program calls sendto() with { $bytes } for port { $port } of { $peer }.
call-reply = { $owner } program sends back what it received last.
call-recv-from = { $owner } program calls recvfrom(): it wants a datagram, of which it reads { $bytes } at most.
call-bind = { $owner } program calls bind(): its socket takes port { $port }.
call-listen = { $owner } program calls listen(): connections may come from now on (backlog { $backlog }).
call-accept = { $owner } program calls accept(): it wants the next connection that is open.
call-connect = { $owner } program calls connect(): it wants a connection to port { $port } of { $peer }.
call-connect-limit = { $owner } program calls connect(): it wants a connection to port { $port } of { $peer }, within { $limit }.
call-send = { $owner } program calls send() with { $bytes }.
call-recv = { $owner } program calls recv(): it wants data, at most { $bytes }.
call-recv-to-end = { $owner } program calls recv(), again and again, until the other end has finished.
call-shutdown = { $owner } program calls shutdown(): it will send nothing more, but goes on receiving.
call-shutdown-read = { $owner } program calls shutdown(): it will read nothing more, but goes on sending.
call-shutdown-both = { $owner } program calls shutdown(): it will neither send nor read anything more.
call-close = { $owner } program calls close(): it no longer needs the socket.
call-sleep = { $owner } program sleeps for { $span }.

## Returns

return-done = { $call }() returns to { $host }’s program.
return-accept = accept() returns to { $host }’s program, with a socket for the new connection.
return-connect = connect() returns to { $host }’s program: for this end the connection is open.
return-sent-datagram = { $call }() returns to { $host }’s program: a datagram of { $bytes } has been sent. Whether it arrives, nobody will say.
return-received-from = recvfrom() gives { $host }’s program { $bytes } from { $from }.
return-sent = send() returns to { $host }’s program: { $bytes } are in the send buffer, and nobody need have received them yet.
return-received = recv() gives { $host }’s program { $bytes }.
return-end = recv() gives { $host }’s program 0 bytes: the other end has finished.
return-limit = { $call }() gives up: the time limit of { $host }’s program is over (Python: { $exception }).
return-failed = { $call }() fails for { $host }’s program: { $reason } ({ $errno }; Python: { $exception }).
errno-meaning = { $errno ->
        [EACCES] a port below 1024 needs a privilege
        [EADDRINUSE] the address is already in use
        [EADDRNOTAVAIL] these two ends have a connection already, or no port is left
        [EBADF] there is no such socket
        [ECONNREFUSED] the connection was refused
        [ECONNRESET] the other end has reset the connection
        [EDESTADDRREQ] nobody was named to send it to
        [EHOSTUNREACH] no way leads to the host
        [EISCONN] the socket is connected already
        [EMSGSIZE] no datagram can be so large
        [ENETUNREACH] no way leads to the network
        [ENOPROTOOPT] the other host does not speak the protocol
        [ENOTCONN] the socket is not connected
        [EOPNOTSUPP] this kind of socket does not do that
        [EPIPE] nothing more can be sent on this connection
        [ETIMEDOUT] the other end has not answered
       *[EINVAL] this cannot be done with this socket
    }
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
packet-dropped = { $reason ->
        [random] { $packet } is lost on the way: the link loses some packets at random.
        [queue-full] { $packet } is lost before it leaves: the queue in front of the link is full.
        [cable] { $packet } is lost: the cable is cut.
        [too-large] { $packet } is too large for the next link, and must not be fragmented.
        [time-to-live] { $packet } has used up its hops; the router throws it away.
        [no-route] { $packet } goes to an address that no host has.
        [damaged] { $packet } reaches the router with a header that does not add up, and is thrown away.
        [firewall] { $packet } gets as far as a firewall, which throws it away without a word.
       *[fault] { $packet } is lost on the way: this run drops it on purpose.
    }
packet-delayed = { $packet } is held up in the network for { $span }.
packet-forwarded = The router passes { $packet } on.
packet-cut = The router cuts { $packet } into pieces that fit the next link.
packet-duplicated = { $packet } is doubled in the network: it will arrive twice.
packet-corrupted = A bit of { $packet } changes on the way: number { $bit }, counted from 0.
# $field: a header field’s name
packet-edited = A field of { $packet } is changed on the way: { $field } is { $now } instead of { $before }. Its checksum is made right.
packet-edited-stale = A field of { $packet } is changed on the way: { $field } is { $now } instead of { $before }. Its checksum stays as it was.
packet-marked = { $packet } is marked instead of dropped: congestion experienced.
packet-held = { $packet } is held in the network.
packet-reassembled = { $who } has all the pieces and joins them: { $numbers }.
packet-forged = Somebody sends { $packet } in { $host }’s name ({ $numbers }).
cable-cut = The cable of { $host } is cut.
cable-mended = The cable of { $host } is mended.

## Not used

segment-discarded = { $who } does not use what has come: { $reason }.
discard-reason = { $reason ->
        [outside-window] its sequence numbers lie outside the receive window
        [ack-of-nothing] it acknowledges a number that is not waiting for an acknowledgment
        [ack-too-old] its acknowledgment number is too old to be true
        [reset-not-exact] a RST counts only with exactly the number that is expected next
        [syn-in-connection] a SYN has no place in a connection that has begun
        [no-ack] it needs an ACK and has none
        [no-syn] a SYN alone is awaited, and this is none
        [no-timestamp] every segment of this connection carries a timestamp, and this one does not
        [old-timestamp] its timestamp is older than one that has already come
        [backlog-full] too many connections already wait for accept()
        [damaged] a checksum does not add up
        [not-for-us] it is addressed to another host
        [buffer-full] the socket’s buffer has no room for another datagram
        [incomplete] its pieces do not make a whole
        [stray-message] the message is about nothing that is under way here
       *[stray-reset] it is a RST that concerns no connection, and nothing is ever answered to a RST
    }

## Timers and numbers

timer-set = { $timer ->
        [retransmission] { $who } sets its retransmission timer to { $span }.
        [persist] { $who } has data to send and a shut window before it: it will ask again in { $span }.
        [delayed-ack] { $who } holds its ACK back, for { $span } at most.
        [keep-alive] { $who } will look in { $span } whether the other end is still there.
        [fin-wait] { $who } has nobody left to read, and gives the other end { $span } to finish.
        [reordering] { $who } gives segments that may have been overtaken { $span } more.
        [loss-probe] { $who } will send a probe if nothing comes for { $span }.
       *[time-wait] { $who } will stay in TIME-WAIT for { $span }.
    }
timer-stopped = { $timer ->
        [retransmission] { $who } stops its retransmission timer.
        [persist] { $who } need not ask about the window any longer.
        [delayed-ack] { $who } need not hold its ACK back any longer.
        [keep-alive] { $who } need not look whether the other end is still there.
        [fin-wait] { $who } need not wait for the other end to finish any longer.
        [reordering] { $who } need not wait any longer for segments that may have been overtaken.
        [loss-probe] { $who } stops its probe timer.
       *[time-wait] { $who } stops its TIME-WAIT timer.
    }
timer-fired = { $timer ->
        [retransmission] { $owner } retransmission timer fires: no acknowledgment has come in time.
        [persist] { $owner } persist timer fires: it asks whether the window has opened.
        [delayed-ack] { $owner } ACK has been held back long enough.
        [keep-alive] { $owner } keep-alive timer fires.
        [fin-wait] { $owner } patience is over: the other end has not finished.
        [reordering] { $owner } reordering timer fires: what has not arrived by now is taken to be lost.
        [loss-probe] { $owner } probe timer fires: nothing has come, and what was sent last may be lost.
       *[time-wait] { $owner } time in TIME-WAIT is over.
    }
rtt-measured = { $who } measures a round trip of { $sample }; its retransmission timeout is now { $rto }.
rto-changed = { $owner } retransmission timeout is now { $rto }.
congestion-changed = { $owner } congestion window is now { $window }, its slow start threshold { $threshold }.
congestion-open = { $owner } congestion window is now { $window }; it has no slow start threshold yet.
path-mtu = { $who } learns that the way takes packets of { $bytes } at most.
data-ready = { $who } has { $bytes } of new data ready for its program to read.

## The end

ended-quiet = Nothing more is going to happen.
ended-time-limit = The time of this run is over.
ended-event-limit = The run stops here: it has as many events as a run may have.
