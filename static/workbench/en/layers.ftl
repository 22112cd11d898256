# A packet through the layers, under three rulers, down to bits and bytes.

layers-way-label = The stacks of the sender, the receiver and what lies between, with the packet’s way
layers-nest-label = The layers of three models, with the headers that each adds; choose one to open it
layers-nobody = nobody

# Where the packet is. $from, $to, $host: inside a sentence
layers-before = Not sent yet: { $host } has still to make it.
layers-on-cable = On the cable from { $from } to { $to }: every header has been put on.
layers-arrived = It has arrived at { $host }, and each layer has taken its header off.
layers-cut = The router has cut it to pieces, because the next link takes no packet so long.
layers-lost = Lost on its way: { $reason }.
layers-ttl = A router looks up to the network layer: it has changed the time to live from { $before } to { $after }.

# Names of layers: of OSI, of the five, of the four
layers-name = { $layer ->
        [application] Application
        [presentation] Presentation
        [session] Session
        [upper] 7 6 5 Upper
        [transport] Transport
        [network] Network
        [internet] Internet
        [link] Data link
        [interface] Interface
       *[physical] Physical
    }

# Parts of a frame; beside them stands how many bytes they have
layers-ethernet = Ethernet
layers-data = Data
layers-piece = Piece
layers-router = router
layers-the-router = the router
layers-reach = How far up each looks: a host to the top, a router to layer 3, a switch to layer 2; a cable or a hub only moves bits.
layers-bits = { $bits } bits; the first of them are drawn
layers-quoted = Quoted

layers-job = { $layer ->
        [application] Programs agree here on what their bytes mean.
        [transport] Carries data from program to program; ports tell which. TCP adds order and repair, UDP does not.
        [network] Finds the way from host to host, through any number of networks.
        [link] Carries a frame to the next device, and no further.
       *[physical] Turns bits into voltage, light or radio waves, and back.
    }
layers-absent = { $layer ->
        [application] This packet carries no data: the transport layers of the two hosts talk among themselves.
       *[transport] No ports can be read in this packet: it is a message of the network layer, or a piece of a packet.
    }
layers-unit-word = Unit
layers-unit = { $unit ->
        [application] message
        [transport] segment (TCP) or datagram (UDP)
        [segment] segment
        [datagram] datagram
        [network] packet
        [fragment] fragment of a packet
        [link] frame
       *[physical] bit
    }
layers-address-word = Address
layers-address = { $layer ->
        [application] a name, such as shop.example
        [transport] port
        [network] IP address
        [link] MAC address
       *[physical] none
    }
layers-devices-word = Devices
layers-devices = { $layer ->
        [application] hosts; a proxy also works up here
        [transport] hosts only; a firewall or NAT may look in
        [network] routers, and hosts
        [link] switches, bridges, network cards
       *[physical] cables, fibre, antennas, hubs, repeaters
    }
layers-protocols-word = Protocols
layers-protocols = { $layer ->
        [application] HTTP, FTP, SMTP, POP3, IMAP, DNS, DHCP, Telnet, SSH, SNMP. TLS lies between this layer and TCP.
        [transport] TCP, UDP. QUIC is built on UDP.
        [network] IP, ICMP, IGMP. ICMP travels inside IP and yet belongs here.
        [link] Ethernet, Wi-Fi, PPP. ARP lies between this layer and IP.
       *[physical] the physical parts of Ethernet and Wi-Fi
    }

# The open header
layers-no-frame = The wire of this simulator carries IP packets. An Ethernet would put these fields around each of them (and fill up short ones to 46 bytes of payload); no bytes are made up for them here.
layers-mac-to = Destination MAC address
layers-mac-from = Source MAC address
layers-ether-type = Type: 0x0800 is IPv4
layers-payload = The IP packet
layers-check = Frame check sequence
layers-no-signal = No header is added here: the bits become a signal. The line above shows the packet’s first bits, high for 1.
layers-no-header = This layer has added no header to this packet.
layers-not-text = These bytes are not text; see them below.

# The bytes. $byte: a number; $header: what it belongs to
layers-ask-byte = Choose a byte to see whose it is.
layers-whose = Byte { $byte }, { $header }:
layers-more-bytes = { $count } more bytes follow.

layers-models = Three rulers for one packet: ISO published seven layers; the Internet’s own documents use four; five is a compromise of textbooks.
