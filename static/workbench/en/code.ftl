# The programs as the Python they stand for: the line each stands at, what blocks, what came back.

code-hint = What the hosts run, as Python. Choose a line to go to its call.
code-empty = No host of this run has a program.
# $host: its name
code-program = Program of { $host }
code-copy = Copy
code-copy-label = Copy the program of { $host }
code-copied = Copied
code-chosen = Marked: copy it

# Where a program stands. $line: a number; $time, $span: with units; $what: one of the waits below
code-not-started = Not started; it starts at { $time }.
code-at = At line { $line }.
code-blocks = Blocked in line { $line }, { $what }.
code-blocked = Blocked in line { $line } since { $time }, { $what }: { $span } so far.
code-ended = The process ended at { $time }; the system has closed its sockets.
code-died = Ended at { $time } by an exception in line { $line } that nobody caught; the system has closed its sockets.

# What it is doing there
code-wait-connection = waiting for a connection
code-wait-handshake = waiting for the handshake
code-wait-data = waiting for data
code-wait-datagram = waiting for a datagram
code-wait-room = waiting for room in the send buffer
code-wait-time = sleeping
code-wait-other = waiting
code-since = { $what } since { $time }

# What came back, beside a line. $bytes: with unit
code-came = { $bytes } { $shown }
code-came-from = { $bytes } { $shown } from { $from }
code-came-all = { $bytes } in { $reads ->
        [one] one read
       *[other] { $count } reads
    }
code-came-end = { $before }, then { $end }
code-end = 0 bytes b'': the other end has finished
code-copied-out = { $bytes } in the send buffer
code-sent-out = { $bytes } sent
code-connected = connected
code-accepted = a connection
code-round = round { $round }
code-round-of = round { $round } of { $times }
code-behind = led to the chosen packet

# The packets of a line
code-packets = Packets that line { $line } led to:
code-ask = Point at a line to see the packets that it led to.
code-no-packets = Line { $line } led to no packet.
code-more = and { $count } more
code-lost = lost
