# Header fields: a name short enough for its box in the header picture, and in `.meaning` what the field is for.
# Keep each on one line: a line break would be part of the text.

## IPv4

field-version = Version
    .meaning = The version of the Internet Protocol: 4. A packet of IPv6 begins with a 6 and then looks different.
field-header-length = Hdr len
    .meaning = Header length: where the IP header ends, counted in words of 32 bits. 5 words, 20 bytes, is a header without options.
field-dscp = DSCP
    .meaning = Differentiated services: asks routers for a kind of treatment, such as little delay. 0 is the usual one; routers need not obey.
field-ecn = ECN
    .meaning = Explicit congestion notification: a router whose queue grows can mark the packet here instead of dropping it, if the sender has said that it understands the mark.
field-total-length = Total length
    .meaning = Header and data together, in bytes. IP does not say how long the TCP data is: that is the total length less both headers.
field-identification = Identification
    .meaning = Tells which fragments belong to the same packet. In a packet that is not fragmented it means nothing.
field-ip-flags = Flags
    .meaning = DF: do not fragment this packet. MF: more fragments follow. The first of the three bits is always 0.
field-fragment-offset = Fragment offset
    .meaning = Where this fragment belongs in the original packet, in units of 8 bytes. 0 in the first fragment and in a packet that is whole.
field-time-to-live = Time to live
    .meaning = How many more routers may pass the packet on. Each one subtracts 1, and at 0 the packet is thrown away, so that none circles for ever. It counts hops, not seconds.
field-protocol = Protocol
    .meaning = What the packet carries: 1 is ICMP, 6 is TCP, 17 is UDP.
field-header-checksum = Header checksum
    .meaning = Covers the IP header only, not the data. Every router computes it anew, because it has changed the time to live.
field-source-address = Source address
    .meaning = The address that the packet claims to come from. Nothing in IP proves it.
field-destination-address = Destination address
    .meaning = Where the packet is to go. Routers decide by this field; they need not look at ports or at anything of TCP.

## TCP

field-source-port = Source port
    .meaning = The sender’s port; an answer goes back to it. A client usually gets a free one from its system.
field-destination-port = Destination port
    .meaning = The receiver’s port. Together with the other port and both addresses it says which connection the segment belongs to.
field-sequence-number = Sequence number
    .meaning = The number of the first byte of data in this segment; without data, normally the number the next byte will have. In a SYN it is the number of the SYN itself, and the data begins one later.
field-acknowledgment-number = Acknowledgment number
    .meaning = The NEXT byte that the sender of this segment expects: everything before it has arrived. It counts only if the flag ACK is set.
field-data-offset = Offset
    .meaning = Data offset: where the TCP header ends and the data begins, counted in words of 32 bits. 5 words, 20 bytes, is a header without options.
field-reserved = Reserved
    .meaning = Kept for the future: sent as 0, and ignored by the receiver.
field-cwr = CWR
    .meaning = Congestion window reduced: “I have heard your ECE and slowed down.” In a SYN, together with ECE, it asks to use ECN.
field-ece = ECE
    .meaning = ECN echo: “a packet of yours was marked on its way: slow down.” In SYN and SYN+ACK it says that the sender can use ECN.
field-urg = URG
    .meaning = The urgent pointer counts. New programs should not use it.
field-ack = ACK
    .meaning = The acknowledgment number counts. Set in every segment except the opening SYN and its repetitions; only a RST may also do without.
field-psh = PSH
    .meaning = Push: hand the data to the program now rather than wait for more. It marks no message boundary; TCP has none.
field-rst = RST
    .meaning = Reset: there is no such connection, or it ends at once. A RST is neither acknowledged nor repeated.
field-syn = SYN
    .meaning = Synchronize: the sequence number is the sender’s initial one. SYN itself takes one sequence number.
field-fin = FIN
    .meaning = Finish: the sender will send no more data, but still receives. FIN takes one sequence number.
field-window = Window
    .meaning = How many bytes, from the acknowledgment number on, the sender of this segment has room for. If window scale is in use the value must be multiplied; in a SYN it never is.
field-checksum = Checksum
    .meaning = Covers header and data and also a pseudo-header: both addresses, the protocol and the length. Most damage is noticed by it; an attacker is not.
field-urgent-pointer = Urgent pointer
    .meaning = Where urgent data ends; it counts only with the flag URG. Systems never agreed on its meaning, and new programs should not use it.
field-option-end = End
    .meaning = End of the options. What follows is padding up to a whole word of 32 bits.
field-option-noop = No-op
    .meaning = No operation: one byte of filling, so that the next option begins where it should.
field-option-mss = MSS
    .meaning = Maximum segment size: the most bytes of data that the sender of this SYN takes in one segment. It is announced, not negotiated: the two directions may differ. Left out, it counts as 536.
field-option-window-scale = Window scale
    .meaning = The sender’s windows are to be multiplied by this power of 2, at most 14. It works only if both SYNs carry it, and never for a SYN’s own window.
field-option-sack-permitted = SACK permitted
    .meaning = You may send me selective acknowledgments. Found in SYNs only.
field-option-sack = SACK
    .meaning = Selective acknowledgment: stretches of data that have arrived behind a gap. The acknowledgment number stays at the gap.
field-option-timestamps = Timestamps
    .meaning = The sender’s clock, and the latest clock value it got from the other end: for measuring round trips and recognizing old segments. The clock need not show any time of day.
field-option-unknown = Option
    .meaning = An option that is not known here. Its second byte tells its length, so that a receiver can skip it.

## UDP and ICMP

field-udp-source-port = Source port
    .meaning = The sender’s port; an answer goes back to it. It may be 0 where no answer is wanted.
field-udp-destination-port = Destination port
    .meaning = The receiver’s port. With UDP it alone says which socket gets the datagram, whoever sent it.
field-udp-length = Length
    .meaning = Header and data together, in bytes: at least 8.
field-udp-checksum = Checksum
    .meaning = Covers header, data, and the addresses of IP. 0 means that the sender computed none.
field-icmp-type = Type
    .meaning = What kind of message: 3 is “destination unreachable”, 11 “time exceeded”.
field-icmp-code = Code
    .meaning = Which of its kind: of type 3, code 1 is the host, 3 the port, and 4 says that the packet was too large.
field-icmp-checksum = Checksum
    .meaning = Covers the whole ICMP message.
field-icmp-rest = Rest
    .meaning = What the message needs besides. “Too large” says here how many bytes the next link takes. After it comes the beginning of the packet that the message is about.

field-data = Data
    .meaning = What the program wrote: a piece of a stream of bytes. Where one write ended and the next began is not recorded.

## Values

value-bytes = { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
# $factor words of $unit bytes
value-product = { $factor } × { $unit } = { $bytes }
value-none = none
value-yes = yes
value-shift = { $shift } (× { $factor })
# $blocks: how many stretches; only the last is shown
value-sack = { $blocks ->
        [one] { $from } to { $to }
       *[other] { $blocks } blocks, the last { $from } to { $to }
    }
