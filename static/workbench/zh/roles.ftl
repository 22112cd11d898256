# 架构：机器、程序和用户，以及它们之间说的话。

roles-browser = 浏览器
roles-client = 客户端程序
roles-server = 服务器程序
roles-web-server = Web服务器
roles-name-server = 域名服务器
roles-database = 数据库
roles-program = 程序

roles-cs = C/S
roles-cs-about = 客户端/服务器。用户的机器上装着专用程序{ $names }：界面和规则都在它里面，只向服务器要数据，用的是双方约定的协议。出了新版本，每台机器都要重新安装。
roles-bs = B/S
roles-bs-about = 浏览器/服务器。用户的机器上只有浏览器：先由域名找到服务器，取回带着规则的网页，再取数据。出了新版本，只在服务器上换一次。
roles-unsaid = 场景没有说明这些程序是什么。提问的一方画在左边，被问的一方画在右边。
roles-and = 、

roles-label = 机器、机器上的程序，以及此刻正在它们之间传送的消息
roles-network = 网络
roles-cable = 网线
roles-socket = 新套接字
roles-waits = 阻塞在{ $call }()
roles-in = 执行到{ $call }()
roles-ended = 已结束
roles-starts = 在{ $time }开始
roles-more = 另有{ $count }条

roles-said = 到目前为止说过的话
roles-silent = 这次运行里程序之间没有说话。
roles-nothing = 还没有人说话。
roles-earlier = 在这之前还有{ $count }条。
roles-segments = { $count }个报文段
roles-datagrams = { $count ->
        [1] 1个数据报
       *[other] { $count }个分片
    }
roles-again = ，其中{ $count }个是重传
roles-held = 等待发送
roles-flying = 在路上
roles-unread = { $time }到，未读
roles-read = { $time }读到
roles-lost = { $time }丢失
