# Quantities over time: windows, round-trip times, sequence numbers, throughput, queue.

graphs-nothing = Nothing is sent in this run, so there is nothing to draw.
graphs-no-sender = Datagrams are not acknowledged: this graph is about a connection's sender. Throughput and Queue show something here.
graphs-chooser = Graph
graphs-second = Second graph
graphs-second-none = one graph
graphs-flow = From and to
# $from and $to are hosts with their ports
graphs-flow-tcp = { $from } → { $to }
graphs-flow-udp = { $from } → { $to }, datagrams
graphs-zoom = Time shown
graphs-closer = Closer
graphs-farther = Farther
graphs-all = All
# Reads out for the picture; $name is a graph's name
graphs-label = { $name } over time. Arrow keys read values, Enter goes to that time, plus and minus zoom.
graphs-at-present = Now, { $time }
graphs-at-probe = At { $time }
graphs-legend = Values

graph-windows = Windows
graph-sequence = Sequence
graph-round-trip = RTT
graph-rate = Throughput
graph-queue = Queue

quantity-cwnd = cwnd
quantity-ssthresh = ssthresh
quantity-flight = in flight
quantity-peer-window = peer’s window
quantity-sample = sample
quantity-srtt = SRTT
quantity-rto = RTO
quantity-first = segment
quantity-again = sent again
quantity-lost = lost
quantity-sacked = SACK block
quantity-acked = acknowledged
quantity-edge = window edge
quantity-throughput = throughput
quantity-goodput = goodput
quantity-link-rate = link rate
# $from and $to are hosts, or the router
quantity-waiting = { $from } → { $to }
quantity-queue-limit = room in the queue
quantity-refused = no room: dropped

value-none = –
value-unlimited = unlimited
value-packets = { $count ->
    [one] 1 packet
   *[other] { $count } packets
 }
axis-packets = packets
axis-numbers = sequence number
# Rates are a mean; $span is a length of time
graphs-interval = Rates are the mean of the last { $span }. Throughput counts whole packets, goodput only what the program can read: it jumps when a gap is filled.
graphs-sequence-note = Numbers count from the initial sequence number. Segments stand where they are sent, acknowledgments where they come back.
graphs-queue-note = Packets that wait before each cable, without the one on its way out.
graphs-above = above the picture

stage-slow-start = slow start
stage-avoidance = congestion avoidance
stage-reduced = slowed by a mark
stage-fast-recovery = fast recovery
stage-loss = after a timeout
stage-slow-start-letter = S
stage-avoidance-letter = A
stage-reduced-letter = E
stage-fast-recovery-letter = R
stage-loss-letter = L
stages-label = Congestion control
