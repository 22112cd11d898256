# The log: packets as an analyser lists them, events, remarks, the filter; editing a packet; the chain of causes.

log-modes = What is listed
log-packets = Packets
log-events = Events
log-label = Packets
log-columns = No.;Time;From → to;Protocol;What;Bytes;Remarks
log-keys = Arrow keys, Page Up and Page Down, Home and End choose a row; Enter goes there; Y asks why; Delete loses the packet or lets it pass.
log-none = No packet is left. Loosen the filter.
log-is-lost = lost
log-detail = The chosen packet
log-go = Go there
log-why = Why was it sent? (Y)
log-why-event = Why did the last of these happen?
# $count: how many packets the filter leaves, of $all
log-count = { $count } of { $all } packets

## The filter

filter-label = Filter
filter-text = Filter
filter-example = tcp and not syn
filter-protocol = Protocol
filter-flags = Flag
filter-flow = Conversation
filter-from = From
filter-all = all
filter-any = any
only-remarks = with remarks only
only-again = retransmissions only
only-lost = lost only
filter-next = Next packet of the list
filter-before = Previous packet of the list
filter-clear = Clear
filter-help = How filters are written
filter-example-not = every segment without SYN
filter-example-from = what the client sends with data in it
filter-example-or = lost, or sent again
filter-example-port = the end of a conversation on port 80
filter-example-seq = segments with one of these sequence numbers, counted from the SYN
filter-example-ack = acknowledgment number 1, counted from the SYN; ack alone is the flag
filter-example-time = sent 200 ms after the beginning or later
filter-words = Words that stand for themselves:
filter-numbers = Numbers, to be compared with = != < <= > >= or to lie in a range:
# $at: which character, from 1
filter-word = “{ $found }” (character { $at }) is no word of filters. The list is as before.
filter-host = “{ $found }” (character { $at }): there is no host of this name. The list is as before.
filter-number = “{ $found }” (character { $at }) is not a number here. The list is as before.
filter-parenthesis = A parenthesis is missing or too many at “{ $found }” (character { $at }). The list is as before.
filter-unfinished = Something is missing at the end. The list is as before.
filter-too-long = The filter is too long to be read. The list is as before.
filter-too-deep = Too many parentheses in one another. The list is as before.

## Remarks

severity-chat = by the way
severity-note = note
severity-warning = warning
severity-error = error
# In a row; $remark: its word in filters
remark = { $remark ->
        [opening] SYN
        [answer] SYN+ACK
        [closing] FIN
        [reset] RST
        [ports-reused] ports reused
        [timeout] retransmission (timeout)
        [fast-retransmission] fast retransmission
        [after-timeout] retransmission (after timeout)
        [loss-probe] tail loss probe
        [spurious] spurious
        [duplicate-sack] D-SACK
        [previous-missing] previous segment missing
        [out-of-order] out of order
        [zero-window] zero window
        [window-full] window full
        [window-update] window update
        [zero-window-probe] zero-window probe
        [zero-window-probe-ack] zero-window probe ACK
        [keep-alive] keep-alive
        [keep-alive-ack] keep-alive ACK
        [challenge-ack] challenge ACK
        [congestion] CE mark
        [ecn-echo] ECN echo
        [window-reduced] CWR
        [bad-checksum] bad checksum
        [held-up] held up
        [copy] delivered twice
        [fragment] fragment
        [forged] forged
       *[icmp-error] ICMP error
    }
remark-duplicate-ack = duplicate ACK no. { $count }
remark-about = It tells of the fate of { $packet }.
remark-long = { $remark ->
        [opening] A connection is asked for.
        [answer] The connection is granted, and the other direction asked for.
        [closing] No more data will come from this side.
        [reset] The connection is no more, without a farewell.
        [ports-reused] These two ends had a connection before; the numbers begin anew.
        [timeout] Sent again because the retransmission timer fired.
        [fast-retransmission] Sent again before the timer fired, because acknowledgments told of a loss.
        [after-timeout] It was under way when the timer fired, and is sent again in its turn.
        [loss-probe] Nothing came back, so the last data goes out once more, to learn sooner whether it was lost.
        [spurious] Not needed: an earlier transmission reached the other end. A capture can only guess this.
        [duplicate-ack] It acknowledges the same as before: something after that number has arrived, or arrived twice.
        [duplicate-sack] It reports data that has arrived twice.
        [previous-missing] Where it arrives, data sent before it has not arrived: lost, or still on its way.
        [out-of-order] It was overtaken: data sent later has arrived first.
        [zero-window] Its sender takes no more data for now.
        [window-full] It fills its receiver’s window to the last byte: nothing more may follow.
        [window-update] It says only that the window has changed.
        [zero-window-probe] It asks with one byte whether the shut window has opened.
        [zero-window-probe-ack] The answer to that question: the window is still shut.
        [keep-alive] It carries nothing new and asks whether the other end is still there.
        [keep-alive-ack] The answer: it is still there.
        [challenge-ack] A segment did not fit; this ACK lets its sender say whether it meant it.
        [congestion] A router marked it instead of dropping it.
        [ecn-echo] It tells its peer that a marked packet has come.
        [window-reduced] It tells its peer that the mark was heeded.
        [bad-checksum] It does not add up where it arrives, and is thrown away.
        [held-up] The network held it up beyond the link’s own delay.
        [copy] The network delivered it a second time.
        [fragment] A piece of a packet that was too large for a link.
        [forged] Somebody else sent it in the host’s name.
       *[icmp-error] It tells what became of another packet.
    }

## Editing a packet

edit-open = Edit a field …
edit-field = Field
edit-value = New value
edit-byte = Byte
# $unit: of the field, or nothing
edit-range = now { $now }; 0 to { $most } { $unit }
edit-unit-bytes = bytes
edit-unit-hops = hops
edit-unit-bits = bits to shift
edit-stale = leave the checksum wrong
edit-do = Change it
edit-no-number = That is not a number. Write it in decimal, or with 0x.
edit-too-large = The field has room for { $most } at most.
edit-no-byte = The data has no such byte.
# $packet: a packet’s name in words; $field: a header field’s name
done-edit = { $field } changed: { $packet }
done-edit-stale = { $field } changed, checksum wrong: { $packet }
done-edit-label = { $field } of { $packet }

## Why?

why-asks = Why?
# $count: how many links there are
why-began = That is where it began: nothing in this run caused it.
why-label = The chain of causes, { $count } in all
why-rest = Show the { $count } causes behind these
