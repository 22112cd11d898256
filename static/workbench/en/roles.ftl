# Roles: machines, programs and users, and what they say to each other.

roles-browser = browser
roles-client = client program
roles-server = server program
roles-web-server = web server
roles-name-server = name server
roles-database = database
roles-program = program

roles-cs = C/S
roles-cs-about = Client/server. On the users’ machines runs a program of their own, { $names }: it has the screen and the rules in it, and asks the server only for data, in a protocol that the two agree on. A new version must be installed on every machine.
roles-bs = B/S
roles-bs-about = Browser/server. On the users’ machines there is only a browser: it finds the server by its name, fetches the page with its rules, then the data. A new version is put on the server, once.
roles-unsaid = The scenario does not say what these programs are. Whoever asks stands left of whom it asks.
roles-and = {" and "}

roles-label = Machines, the programs on them, and what is on its way between them now
roles-network = network
roles-cable = cable
roles-socket = new socket
roles-waits = waits in { $call }()
roles-in = at { $call }()
roles-ended = has ended
roles-starts = starts at { $time }
roles-more = and { $count } more

roles-said = What was said so far
roles-silent = The programs of this run say nothing to each other.
roles-nothing = Nothing has been said yet.
roles-earlier = Before these there were { $count } more.
roles-segments = { $count ->
        [one] { $count } segment
       *[other] { $count } segments
    }
roles-datagrams = { $count ->
        [one] { $count } datagram
       *[other] { $count } fragments
    }
roles-again = , { $count } of them again
roles-held = waits to be sent
roles-flying = on its way
roles-unread = unread since { $time }
roles-read = read at { $time }
roles-lost = lost at { $time }
