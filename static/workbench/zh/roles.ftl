# 架构：机器、程序和用户，以及它们之间说的话。

roles-browser = 浏览器
roles-client = 客户端程序
roles-server = 服务器程序
roles-web-server = Web服务器
roles-name-server = 域名服务器
roles-database = 数据库
