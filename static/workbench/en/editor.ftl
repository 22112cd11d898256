# The editor of the lab. A field has a label and a sentence: what it is, and what to watch when it is changed.

## The frame

editor-heading = Change it
editor-network = Network
editor-hosts = Hosts
editor-programs = Programs
editor-wrongs = What goes wrong
editor-file = File and link
# $field: a field's name
editor-about = About: { $field }
# $least, $most: numbers with their unit
editor-range = From { $least } to { $most }.
# $value: what counts if nothing is chosen
editor-range-default = Normally { $value }.
# $value: what the preset has
editor-as-preset = { $value } (preset)
editor-unit-ms = ms
editor-unit-percent = %
editor-unit-packets = packets
editor-unit-bytes = bytes
editor-unit-times = times
editor-never = never
editor-off = off
editor-on = on
editor-any = any
editor-remove = Remove
editor-up = Up
editor-down = Down
# $what: a host, a program, a call, …
editor-remove-of = Remove: { $what }
editor-up-of = Up: { $what }
editor-down-of = Down: { $what }

## Network

editor-rate = Link rate
editor-rate-help = How fast bits are put onto the cable. Slow makes queues; fast makes the delay count for more.
editor-rate-unit = Unit of the rate
editor-delay = One-way delay
editor-delay-help = How long a bit travels along the cable. Watch the slant of the arrows and the round-trip time.
editor-jitter = Jitter
editor-jitter-help = Each packet takes up to so much longer, but overtakes none. Watch RTTVAR and the timeout.
editor-mtu = MTU
editor-mtu-help = The largest IP packet the cable takes. Smaller ones mean more segments, or fragments.
editor-queue = Queue
editor-queue-help = How many packets can wait before the cable. Short queues lose packets; long ones delay them.
editor-mark = ECN marks from
editor-mark-help = From so many waiting packets on, one is marked instead of waiting to be lost. Both hosts need ECN for it.
editor-loss = Random loss
editor-loss-help = So many of a hundred packets are lost, chosen by the seed. Watch the retransmissions.
editor-duplicate = Random duplication
editor-duplicate-help = So many of a hundred arrive twice. The receiver must notice by the sequence number.
editor-corrupt = Random bit errors
editor-corrupt-help = So many of a hundred have one wrong bit. The checksum notices, and the packet is thrown away.
editor-reorder = Random reordering
editor-reorder-help = So many of a hundred are held up, so that later ones overtake them. Watch the duplicate ACKs.
editor-reorder-by = Reordered by
editor-reorder-by-help = How long those are held up. Beyond a few packets’ time TCP takes it for a loss.
editor-seed = Seed
editor-seed-help = Decides everything random. The same seed gives the same run, on every machine.
editor-another = Another
editor-until = Ends after
editor-until-help = The run ends then at the latest, in simulated time; earlier if nothing is left to happen.
editor-router = Router
editor-router-help = With a router each host has a cable of its own to it. More than two hosts need one.
editor-router-address = Router’s address

## Hosts

editor-name = Name
editor-name-help = Lower-case letters, digits, hyphens. Programs and packets that name the host follow.
editor-address = IPv4 address
editor-address-help = Four numbers from 0 to 255. No two may be the same.
editor-inbound = What arrives
editor-inbound-help = A firewall that drops says nothing: the peer can only wait for its timer.
editor-inbound-accept = is taken
editor-inbound-drop = is dropped by a firewall
editor-first-port = First client port
editor-first-port-help = The port that a socket gets which has not asked for one. Each further one gets the next.
editor-privileged = May take ports below 1024
editor-privileged-help = Where it may not, bind fails with EACCES for such a port.
editor-preset = TCP
editor-preset-help = A set of behaviours by name. Switch one host, and compare.
editor-preset-textbook = textbook
editor-preset-classic = classic
editor-preset-sack = SACK
editor-preset-modern = modern
editor-linux = Linux timing
editor-linux-help = Timers, delayed ACKs and Nagle as Linux has them: RTO from 200 ms on, TIME-WAIT one minute.
editor-one-by-one = TCP, one by one
editor-mss = MSS
editor-mss-help = The largest segment it is ready to receive, as its SYN says. The smaller one of the two hosts counts.
editor-receive-buffer = Receive buffer
editor-receive-buffer-help = It is the largest window the host can offer. Small buffers slow a long path down.
editor-send-buffer = Send buffer
editor-send-buffer-help = How much the program can hand over before send blocks.
editor-scale = Window scale
editor-scale-help = The window field counts in units of 2 to this power. Only if both hosts offer it.
editor-nagle = Nagle
editor-nagle-help = A small segment waits until what is in flight is acknowledged. Off is TCP_NODELAY.
editor-sack = SACK
editor-sack-help = The receiver says which bytes beyond a hole it has. Watch how many holes are repaired in one round trip.
editor-timestamps = Timestamps
editor-timestamps-help = Each segment carries the time: a round trip is measured with every ACK, at 12 bytes a segment.
editor-recovery = Loss recovery
editor-recovery-help = What three duplicate ACKs do where SACK is not in use. Watch cwnd.
editor-recovery-off = off: only the timer
editor-recovery-tahoe = Tahoe
editor-recovery-reno = Reno
editor-recovery-new-reno = NewReno
editor-growth = Growth of cwnd
editor-growth-help = How the congestion window grows once slow start is over.
editor-growth-linear = linear
editor-growth-cubic = CUBIC
editor-ecn = ECN
editor-ecn-help = Congestion is told by a mark instead of a loss. Needs both hosts, and a queue that marks.
editor-pmtud = Path MTU discovery
editor-pmtud-help = Segments forbid fragmentation, and the network says when one is too large.
editor-restart = Restart after idle
editor-restart-help = After a pause the congestion window begins anew: what was known of the path may be old.
editor-syn-retries = SYN repeated
editor-syn-retries-help = So often before connect fails.
editor-synack-retries = SYN+ACK repeated
editor-synack-retries-help = So often before the half-open connection is forgotten.
editor-data-retries = Data repeated
editor-data-retries-help = So often before the connection is given up.
editor-backlog = SYN queue
editor-backlog-help = How many connections may be half open at a listening socket.
editor-cookies = SYN cookies
editor-cookies-help = When the SYN queue is full, the state is kept in the sequence number of the SYN+ACK.
editor-isn = Initial sequence number
editor-isn-help = Chosen numbers are easy to read; real hosts make them hard to guess.
editor-isn-rfc = by RFC 6528, hard to guess
editor-isn-chosen = chosen
editor-isn-first = First connection
editor-isn-step = Each further one, more by
editor-keep = Keep-alive
editor-keep-help = The peer of an idle connection is asked whether it is still there.
editor-keep-idle = After idling for
editor-keep-interval = Again after
editor-keep-probes = Gives up after
editor-cable = Its cable
editor-own-link = A cable of its own kind
editor-own-link-none = like the others
editor-own-link-help = Then it does not follow the network’s settings: a slow access line, for example.
editor-cuts = Cable cuts
# $nth: from 1
editor-cut-nth = Cut { $nth }
editor-cut-from = Cut at
editor-cut-to = Mended at
editor-cut-end = never
editor-cut-add = Cut the cable
editor-host-add = Add a host

## Programs

# $nth: from 1
editor-program = Program { $nth }
editor-program-add = Add a program
editor-role = What it is
editor-role-help = Told in the figure of roles. No call depends on it.
editor-role-none = not said
editor-title = Called
editor-title-help = Its name, the same in every language.
editor-start = Starts at
editor-start-help = When the process begins, in simulated time.
editor-no-programs = No program: this host only answers.
editor-call = Call
editor-insert = Insert a call after it
editor-call-add = Add a call
editor-may-fail = May fail: go on after an error
editor-may-fail-help = Otherwise an error ends the process, as an exception nobody catches does.
editor-call-socket = make a socket
editor-call-bind = give it a port
editor-call-listen = wait for connections
editor-call-accept = take a connection
editor-call-connect = connect to a host
editor-call-send = send text
editor-call-send-bytes = send many bytes
editor-call-recv = receive once
editor-call-recv-to-end = receive to the end
editor-call-reply = send back what came
editor-call-shutdown = close one direction
editor-call-close = close the socket
editor-call-send-to = send a datagram of text
editor-call-send-hex = send bytes
editor-call-send-hex-to = send a datagram of bytes
editor-call-reply-hex = answer with bytes
editor-call-send-bytes-to = send a large datagram
editor-call-recv-from = receive a datagram
editor-call-set-option = set an option
editor-call-sleep = wait
editor-call-repeat = repeat
editor-arg-socket = Socket
editor-arg-socket-help = The name of the variable that holds it.
editor-arg-kind = Kind
editor-arg-kind-help = A stream is TCP, datagrams are UDP.
editor-kind-stream = stream (TCP)
editor-kind-datagram = datagram (UDP)
editor-arg-port = Port
editor-arg-port-help = Both ends must mean the same one: the server binds it, the client names it.
editor-arg-to = To
editor-arg-to-help = The host on the other side.
editor-arg-text = Text
editor-arg-text-help = It is sent as UTF-8: some characters take more than one byte. \r\n ends a line.
editor-arg-hex = Bytes
editor-arg-hex-help = Pairs of hexadecimal digits, spaces between them as you like: 1a 2b.
editor-arg-keep = Bytes kept
editor-arg-keep-help = So many of the first bytes that came go back first: the number of a DNS query, for one.
editor-arg-count = How many
editor-arg-count-help = Bytes of a fixed pattern. Large transfers show congestion control.
editor-arg-timeout = Gives up after
editor-arg-timeout-help = The program’s own limit; TCP itself is more patient.
editor-arg-forever = for ever
editor-arg-most = At most
editor-arg-most-help = How much one call takes. What is left waits in the receive buffer, and the window shrinks.
editor-arg-backlog = Backlog
editor-arg-backlog-help = How many open connections may wait for accept.
editor-arg-connection = Connection
editor-arg-connection-help = The variable for the new socket of this one connection.
editor-arg-how = Direction
editor-arg-how-help = Closing for sending sends a FIN; the other direction goes on.
editor-how-write = no more sending
editor-how-read = no more reading
editor-how-both = neither
editor-arg-option = Option
editor-arg-option-help = Behaviour of this one socket.
editor-option-no-delay = TCP_NODELAY: no Nagle
editor-option-linger = SO_LINGER 0: close is a reset
editor-option-reuse = SO_REUSEADDR: reuse a port in TIME-WAIT
editor-option-keep = SO_KEEPALIVE: ask when idle
editor-option-quick = TCP_QUICKACK off: ACKs wait
editor-arg-ms = How long
editor-arg-ms-help = The process sleeps; TCP goes on in the kernel meanwhile.
editor-arg-times = How often
editor-arg-times-help = If left out: until a receive in the loop returns nothing.
editor-arg-to-end = to the end

## What goes wrong

editor-faults = Chosen packets
editor-fault-add = Add a fault
editor-no-faults = Nothing is done to any packet.
editor-packet = Packet
editor-packet-help = By its name: client.data.3 is the client’s third data segment, client.data.3.2 the same one sent again. Or client.packet.3, client.flag.psh.2, client.seq.1461.
editor-action = What happens
editor-action-help = If no such packet is ever sent, nothing happens.
editor-action-drop = lost
editor-action-delay = delayed
editor-action-duplicate = arrives twice
editor-action-corrupt = one wrong bit
editor-action-mark = marked CE
editor-action-until = held until a time
editor-action-behind = held until another is sent
editor-action-answer = lost, and the sender is told
editor-action-set = one field changed
editor-set-field = Field
editor-set-field-help = By its name in the file: window, sequence-number, acknowledgment-number, syn, time-to-live, data and so on.
editor-set-value = Value
editor-set-value-help = What stands in the header then; 0 or 1 for a flag.
editor-set-byte = Byte
editor-set-byte-help = Of data: which byte, counted from 0.
editor-set-stale = Leave the checksum wrong
editor-set-stale-help = If not, it is made right again, and nobody notices.
editor-by-ms = By
editor-after-ms = Again after
editor-at-ms = At
editor-bit = Bit
editor-bit-help = Counted from 0, from the beginning of the IP header.
editor-answer = What it is told
editor-answer-help = The ICMP message that comes back.
editor-answer-host = host unreachable
editor-answer-network = network unreachable
editor-answer-protocol = protocol unreachable
editor-answer-port = port unreachable
editor-answer-size = fragmentation needed
editor-answer-ttl = time to live exceeded
editor-forged-list = Forged segments
editor-forged-add = Add a forged segment
editor-no-forged = Nobody forges anything.
editor-forged-from = Claims to be from
editor-forged-from-help = Somebody else sends it with this host’s address.
editor-forged-to = To
editor-forged-source = Source port
editor-forged-destination = Destination port
editor-forged-flags = Flags
editor-forged-flags-help = Joined by +: SYN, SYN+ACK, RST, FIN+ACK.
editor-forged-seq = Sequence number
editor-forged-seq-help = Only inside the window will the receiver believe it. Try one beside it.
editor-forged-ack = Acknowledgment number
editor-forged-absolute = Numbers as in the header
editor-forged-absolute-help = If off, they count from the connection’s initial ones, as the ladder shows them.
editor-forged-window = Window

## File and link

editor-open = Open a file
editor-save = Save as a file
editor-copy = Copy link
editor-copied = The link is on the clipboard.
editor-copy-by-hand = Copy it from here:
editor-link = Link to this set-up
editor-text = As text
editor-text-label = The set-up as JSON
editor-apply = Apply
editor-applied = Applied.
editor-unreadable = The file could not be read.
# $most: a number
editor-too-large = The file is larger than { $most } KB.
# $line, $column: from 1
editor-json-syntax = Line { $line }, column { $column }: this is not JSON.
editor-json-end = Line { $line }, column { $column }: the text ends too early.
editor-json-form = Line { $line }, column { $column }: the format has something else here.
# $name: as it stands in the file, or should
editor-json-field = Line { $line }, column { $column }: the format has no “{ $name }” here.
editor-json-missing = Line { $line }, column { $column }: “{ $name }” is missing.
editor-json-choice = Line { $line }, column { $column }: “{ $name }” is not one of those that can be chosen here.

## What is refused

# $place: a field as it stands in the file; $wrong: a sentence
editor-wrong-at = { $place }: { $wrong }
editor-wrong-form = This cannot stand here.
editor-wrong-number = This is not a number that fits here.
editor-wrong-empty = Something must stand here.
# $least, $most: numbers
editor-wrong-between = It must be from { $least } to { $most }.
# $version: a number
editor-wrong-version = Version { $version } of the format is not known here.
# $most: a number
editor-wrong-hosts = There must be 2 to { $most } hosts.
editor-wrong-hosts-router = More than two hosts need a router.
editor-wrong-router = The router has this name or address.
editor-wrong-twice = Another host has the same name or address.
# $most: a number
editor-wrong-memory = All programs together write too much: { $most } bytes are the most.
# $address: an IPv4 address
editor-wrong-address = { $address } is not the address of one host.
# $most: a number
editor-wrong-name = A name is 1 to { $most } lower-case letters, digits, hyphens or underscores.
# $name: what was written
editor-wrong-unknown = There is no host called “{ $name }”.
editor-wrong-itself = “{ $name }” is this host itself; no link leads there.
# $most: a number
editor-wrong-loops = At most { $most } loops in one another.
editor-wrong-no-call = Only a call can stand here.
editor-wrong-packet-form = A packet’s name is host.kind.number, as client.data.3.
# $packet: what was written
editor-wrong-packet-host = No host is called that: “{ $packet }”.
editor-wrong-packet-kind = The kind is syn, synack, ack, data, fin, rst, udp, icmp, fragment or forged.
editor-wrong-packet-number = The number is 1 or more.
editor-wrong-field = “{ $field }” is no header field that can be changed.
editor-wrong-hex = Bytes are pairs of hexadecimal digits, as 1a2b.
editor-wrong-flags = Flags are names joined by +, as SYN+ACK.

## More explanations

editor-isn-number-help = Numbers modulo 2 to the 32: near the end they wrap around, and TCP must not mind.
editor-cut-help = Between the two nothing gets through, and nobody is told. Watch the timer double.
editor-by-ms-help = Beyond the link’s own delay. Longer than the timeout, it is sent again.
editor-after-ms-help = How much later the second one arrives.
editor-at-ms-help = In simulated time, as the ladder shows it.
editor-answer-mtu-help = What the next link takes: the sender should make its packets smaller.
editor-forged-to-help = Its connection is the one with these ports.
editor-forged-port-help = Both ports must fit, or it belongs to no connection.
editor-forged-ack-help = Counts only with the ACK flag.
editor-forged-window-help = As in the header: a window scale comes on top.
