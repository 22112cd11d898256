# What the pages say around the course text. A message is a function of src/text/; its arguments are strings unless a
# selector counts them.

-brand = Wirewalk

## Every page

site-name = { -brand }
site-tagline = Networking you can walk through: every picture is a real simulation
skip-to-content = Skip to the text
# The name of the other language, in that language.
language-switch = 中文
theme-toggle = Light or dark
contents = Contents

## A chapter

# $number: the chapter's place in the course
chapter-kicker = Chapter { $number }
aside-try = Try it
aside-trap = Common mistake
aside-note = Note
# Invites the reader to unfold the answer.
aside-question = Think first, then open the answer
step-show = Show this moment in the figure

## Pages

page-missing = There is no such page in this book.
lab-title = Lab
# Reads out for a table that may be wider than the screen.
table-scroll = Table
embed-title = A TCP connection, step by step
# $title: a chapter's title
embed-more = Read the chapter: { $title }
home-chapters = Chapters
home-more = This is the first chapter to be ready; the others are being written.

## The stage

stage-label = Simulation. Left and right arrow keys step, space plays.
wire-label = The two hosts and what is on the wire between them now
ladder-label = Packets in order of time. Up and down arrow keys go from packet to packet.
# A wait that the figure does not draw to scale; $span is in seconds.
wait-left-out = { $span } left out
# Behind a packet that is sent again.
again-word = (again)
card-label = The chosen packet
card-close = Close
packet-drop = Drop it
packet-pass = Let it pass
changes-label = What is being lost in this run
# $packet: a packet's name in words
change-dropped = Lost: { $packet }
change-unmet = To be lost, but never sent in this run: { $packet }
undo = Undo
redo = Redo

## The player

player-label = Player
play = Play
pause = Pause
first = To the beginning
last = To the end
step-back = One event back
step-on = One event on
# $factor: 0.25× to 4×
speed = Speed { $factor }
scrub-label = Position in the run
# $position and $count are numbers of events, $time is in seconds
scrub-value = Event { $position } of { $count }, { $time } seconds
nothing-yet = Nothing has happened yet. Step on, or press play.

## Panels

panels-label = Views of this moment
panel-segment = Segment
panel-why = Why?
panel-log = Log
panel-states = States
panel-window = Window
panel-timers = Timers
panel-graphs = Graphs
panel-code = Code
panel-compare = Compare
panel-layers = Layers
panel-roles = Roles
panel-loading = Loading this view …
panel-unloadable = This view could not be loaded. Is the network there? Choose it again to try once more.
segment-nothing = No packet yet. Step on, or choose one in the figure.
header-label = Header, 32 bits a row
header-tcp = TCP header
header-udp = UDP header
header-icmp = ICMP header
header-ipv4 = IPv4 header
header-hex = The packet's bytes
checksum-good = ✓ verified
checksum-bad = ✗ wrong
why-nothing = Nothing has happened yet, so there is nothing to explain.
why-asked = This happened
why-cause = because
why-loss = and meanwhile this was lost

## What a link asked for and could not be done

notice-dismiss = All right
problem-too-long = The link is too long to be read, so this is the run as it usually begins.
# $value: the beginning of what was not understood
problem-version = This link was made by another version (“{ $value }”), so this is the run as it usually begins.
problem-key = The link says “{ $value }”, which means nothing here; the rest of it was followed.
problem-run = There is no run called “{ $value }”; this is the usual one.
problem-packet = “{ $value }” is not the name of a packet, so nothing was dropped for it.
problem-too-many = The link drops more packets than can be followed; the first ones were.
problem-at = “{ $value }” is no moment of this run, so it stands at its beginning.
problem-view = The link asks for the view “{ $value }”, which does not exist.
problem-lab = The set-up in the link cannot be read or run, so this is the usual one.
# $count: how many more values of the link were not understood
problem-more = { $count ->
    [one] One more value was not understood.
   *[other] { $count } more values were not understood.
 }

## When something is missing or breaks

no-script = The figure needs JavaScript. The text below can be read without it.
no-script-figure = The figure moves only with JavaScript.
no-wasm-title = The simulation could not start
no-wasm-text = A file of this site is missing or blocked, or WebAssembly is not allowed here. The text can be read as it is.
# Where the figure stands alone
no-wasm-figure = A file of this site is missing or blocked, or WebAssembly is not allowed here. This is how the figure begins.
broken-title = Something broke
broken-text = That is our mistake. Your place is kept: the address holds what you did.
broken-reload = Go on from here
