# The state machine of each end, and the way that each has taken through it.

states-label = The states of TCP, as RFC 9293 figure 5 draws them. Arrow keys go from edge to edge and box to box.
states-udp = This run speaks UDP, and UDP has no states: each datagram stands alone, nobody opens or closes anything. That is the point of it, and why neither end can tell whether the other is there.
states-none = No connection comes about in this run, so nobody leaves CLOSED.
states-choose = Connection
# Both ends of a connection, by their addresses
states-pair = { $from } → { $to }
states-alone = Nobody at { $remote } ever had this connection: it has only one end.
# What happens at an edge, and what is done then, in the RFC's notation.
states-event = { $edge ->
        [passive-open] passive OPEN
        [active-open] active OPEN
        [stop-listening] CLOSE
        [give-up-opening] CLOSE
        [send-in-listen] SEND
        [syn-in-listen] rcv SYN
        [simultaneous-open] rcv SYN
        [syn-ack] rcv SYN,ACK
        [ack-of-syn] rcv ACK of SYN
        [reset-in-syn-received] rcv RST
        [fin-first] rcv FIN
        [fin-second] rcv FIN
        [simultaneous-close] rcv FIN
        [ack-of-fin] rcv ACK of FIN
        [ack-in-closing] rcv ACK of FIN
        [last-ack] rcv ACK of FIN
        [two-msl] 2 MSL over
        [broken] RST sent or received, or nobody answers
       *[close] CLOSE
    }
states-action = { $edge ->
        [passive-open] create TCB
        [active-open] create TCB, snd SYN
        [stop-listening] delete TCB
        [give-up-opening] delete TCB
        [send-in-listen] snd SYN
        [syn-in-listen] snd SYN,ACK
        [simultaneous-open] snd SYN,ACK
        [syn-ack] snd ACK
        [fin-first] snd ACK
        [fin-second] snd ACK
        [simultaneous-close] snd ACK
        [two-msl] delete TCB
        [broken] delete TCB
        [close-in-syn-received] snd FIN
        [close-first] snd FIN
        [close-second] snd FIN
       *[none] –
    }
states-detail-event = Event
states-detail-action = Action
states-not-walked = Nobody has gone this way so far.
states-point = Point at an edge to see what it means; click one that has been walked to go to that moment.
# $number: of the step
states-step = { $host }, step { $number }
states-possible = possible next
states-been = { $host } entered it at { $time }
states-is-here = { $host } is here
# $host: inside a sentence
states-path = The way of { $host }
# What set a step off
states-cause-call = { $call }() called
states-cause-packet = { $packet } arrived
states-cause-timer = timer fired
states-legend-possible = could come next
states-legend-broken = torn down: an RST, or nobody answers
states-legend-walked = walked, numbered in order
