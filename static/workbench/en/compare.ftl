# Another run beside this one.
compare-here = This run
compare-there = The other run
compare-running = The other run is being computed …
compare-colon = :{ " " }
compare-intro = Two runs on the same fate of packets, side by side: where they part, why, and what it costs.
compare-fork = Fork here, then change something
compare-fork-about = The run stays beside you as it is. Then drop a packet, or change a setting below, and see what becomes different from this instant on.
compare-pairs = Or begin with a ready pair
compare-other-pairs = Other pairs
compare-deeds = What to do with both runs
compare-go = Go to where they part
compare-fork-anew = Fork here
compare-swap = Swap
compare-end = Stop comparing
# $time: “0.100 s”
compare-forked = Forked at { $time }. Until then both are the same.
# $name: a set-up
compare-changed = { $name } (changed)
compare-same = No difference: both runs are the same, event by event, to the end.
compare-apart = They differ from the first event on.
# $count: a number of events; $time: “0.100 s”
compare-shared = Both are the same for { $count } events. They part at { $time }:
compare-over = It is over.
compare-because = Because:{ " " }
# $which: “This run” or “The other run”; $packet: “client’s first SYN”
compare-reason-fault = { $which } has something happen to a packet that the other has not: { $packet }.
compare-reason-turn = { $which } has a setting changed in its midst.
# $host: “client”
compare-reason-program = the program differs ({ $host }).
# $name: of a setting
compare-setting = { $name }: here { $here }, there { $there }.
# $host: “client”; $name: of a setting
compare-of = { $name } ({ $host })
compare-default = as the preset has it
compare-different = All that was set differently ({ $count })
compare-changes-more = and { $count } more
compare-first-packet = The first packet that differs. Here: { $here }. There: { $there }.
compare-packet-at = { $name }, at { $time }
compare-no-packet = none any more
compare-part-here = here they part
compare-choose = Choose a packet in either ladder to see what became of it in both.
compare-fate-none = there is no such packet
compare-fate-arrived = sent at { $sent }, arrived at { $end }
compare-fate-lost = sent at { $sent }, lost at { $end } ({ $reason })
compare-fate-cut = sent at { $sent }, cut to pieces at { $end }
compare-fate-on-the-way = sent at { $sent }, still on its way at the end
compare-fate = The same fate: a loss you ask for falls on the packet of that name in both runs; a random one on the same how-many-th packet of a direction. As long as both send the same packets, the same ones are lost.
compare-better = better
compare-numbers = The numbers
compare-windows = Congestion window of the main sender
# $time: “0.100 s”
compare-turns = Change a setting at { $time }
compare-cables = All cables
compare-as-it-was = as it was
turn-on = on
turn-off = off

setting-growth = Congestion control
setting-preset = Preset
setting-nagle = Nagle
setting-delayed-ack = Delayed ACK
setting-sack = SACK
setting-sack-later = SACK, new connections
setting-loss-recovery = Three duplicate ACKs
setting-receive-buffer = Receive buffer, bytes
setting-queue = Queue, packets
setting-rate = Rate
setting-delay = Delay one way, µs
setting-loss = Random loss
setting-seed = Seed

measure-done = Until the last program is done
measure-handshake = Handshake
# $host: “Client”
measure-packets = { $host }: packets sent
measure-wire = Bytes sent, with headers
measure-headers = of these, headers
measure-data = Bytes that programs received
measure-goodput = Goodput
measure-by-timer = Sent again by timeout
measure-by-ack = Sent again sooner
measure-lost = Packets lost
measure-queue = Longest queue, packets
measure-delay-mean = From write to read, mean
measure-delay-worst = From write to read, longest

pair-cubic-reno = CUBIC and Reno
pair-cubic-reno-about = After the loss one window grows flat and then steep, the other in a straight line.
pair-nagle = Nagle on and off
pair-nagle-about = Two small writes, then a read: with Nagle the second waits for an ACK.
pair-delayed-ack = Delayed ACK on and off
pair-delayed-ack-about = The same two writes: without the delay the ACK comes at once, and nothing waits for long.
pair-tcp-udp = TCP and UDP
pair-tcp-udp-about = The same question and answer: what the handshake and the closing cost, and what one gets for them.
pair-textbook-modern = Three losses: classic and modern
pair-textbook-modern-about = Without SACK one hole a round trip is repaired; with SACK and RACK all at once.
pair-newreno-tahoe = A full queue: NewReno and Tahoe
pair-newreno-tahoe-about = Both act on three duplicate ACKs: one halves its window and repairs, the other begins anew and sends again what had arrived.
pair-window = A large and a small receive buffer
pair-window-about = What the receiver offers bounds how much is in flight, and so the rate.
pair-queue = A long and a short queue
pair-queue-about = The long queue loses nothing and delays everything; the short one loses, and answers fast.
