# A change in the midst of a run, as a sentence. $who begins it (“The client”).
turn-every = Everybody
turn-growth = { $name ->
        [cubic] { $who } changes to CUBIC congestion control (as by TCP_CONGESTION).
       *[reno] { $who } changes to Reno’s congestion avoidance, one segment a round trip (as by TCP_CONGESTION).
    }
turn-loss-recovery = { $name ->
        [off] { $who } no longer acts on three duplicate ACKs.
        [tahoe] { $who } takes three duplicate ACKs as Tahoe does from now on.
        [reno] { $who } takes three duplicate ACKs as Reno does from now on.
       *[newreno] { $who } takes three duplicate ACKs as NewReno does from now on.
    }
turn-nagle = { $state ->
        [on] { $who } lets small segments wait from now on (Nagle).
       *[off] { $who } no longer lets small segments wait (TCP_NODELAY).
    }
turn-delayed-ack = { $state ->
        [on] { $who } lets ACKs wait from now on (delayed ACK).
       *[off] { $who } sends every ACK at once from now on (as by TCP_QUICKACK).
    }
turn-sack = { $state ->
        [on] { $who } offers SACK on new connections from now on (as by tcp_sack).
       *[off] { $who } no longer offers SACK on new connections (as by tcp_sack).
    }
turn-restart = { $state ->
        [on] { $who } begins with a small congestion window after a pause from now on.
       *[off] { $who } keeps its congestion window over a pause from now on (as by tcp_slow_start_after_idle).
    }
# The following are about cables. $who is whose: “The client”, or “Everybody”.
turn-rate = { $who }: the cable carries { $number } bits a second from now on.
turn-delay = { $who }: the cable takes { $number } s one way from now on.
turn-queue = { $who }: { $number } packets at most wait before the cable from now on.
turn-loss = { $who }: of a million packets the cable loses { $number } from now on.
