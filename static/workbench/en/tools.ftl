# The toolbar beneath the player, and what can be done to a packet.

tools-label = Tools
stride-label = How far a step goes
stride-event = Step by event
stride-segment = Step by packet
stride-state = Step by state change
stride-round-trip = Step by round trip
next-label = Go to next …
stop-loss = loss
stop-retransmission = retransmission
stop-duplicates = third duplicate ACK
stop-timeout = timeout
stop-window = zero window
stop-time-wait = TIME-WAIT
stop-reset = RST
breaks-label = Stop at …
mark-set = Bookmark
mark-remove = Remove bookmark
# $time: of the bookmark, in seconds
mark-go = Bookmark at { $time }
mark-loop = Loop
zoom-in = Larger
zoom-out = Smaller: see more at once

## A packet

packet-offers = What else can happen to this packet
packet-delay = Delay
packet-twice = Duplicate
packet-flip = Flip a bit
packet-behind = Let the next overtake
packet-mark = Mark CE
# $packet: a packet's name in words
done-delay = Delayed: { $packet }
done-twice = Delivered twice: { $packet }
done-flip = A wrong bit: { $packet }
done-mark = Marked CE: { $packet }
done-behind = Overtaken: { $packet }
done-undo = Leave it alone
done-delay-label = How long { $packet } is held up, in milliseconds
done-flip-label = Which bit of { $packet } is wrong, from 0
