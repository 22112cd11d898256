# Roles: machines, programs and users, and what they say to each other.

roles-browser = browser
roles-client = client program
roles-server = server program
roles-web-server = web server
roles-name-server = name server
roles-database = database
