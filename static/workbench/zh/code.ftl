# 程序对应的Python代码：各自执行到哪一行，哪里阻塞，返回了什么。

code-hint = 各主机运行的程序，写成Python。点击一行，跳到这次调用。
code-empty = 这次运行中，没有主机运行程序。
code-program = { $host }的程序
code-copy = 复制
code-copy-label = 复制{ $host }的程序
code-copied = 已复制
code-chosen = 已选中，请复制

code-not-started = 尚未启动，{ $time }时启动。
code-at = 执行到第{ $line }行。
code-blocks = 阻塞在第{ $line }行：{ $what }。
code-blocked = 阻塞在第{ $line }行：从{ $time }起{ $what }，已经{ $span }。
code-ended = 进程于{ $time }结束，系统已关闭它的套接字。
code-died = 第{ $line }行抛出的异常没有被捕获，进程于{ $time }结束，系统已关闭它的套接字。

code-wait-connection = 等待连接
code-wait-handshake = 等待握手完成
code-wait-data = 等待数据
code-wait-datagram = 等待数据报
code-wait-room = 等待发送缓冲区有空位
code-wait-time = 休眠
code-wait-other = 等待
code-since = 从{ $time }起{ $what }

code-came = { $bytes } { $shown }
code-came-from = { $bytes } { $shown }，来自{ $from }
code-came-all = 共{ $bytes }，{ $reads ->
       *[other] 读了{ $count }次
    }
code-came-end = { $before }，然后{ $end }
code-end = 0字节b''：对方已发送完毕
code-copied-out = { $bytes }已放入发送缓冲区
code-sent-out = 已发送{ $bytes }
code-connected = 已连接
code-accepted = 得到一个连接
code-round = 第{ $round }轮
code-round-of = 第{ $round }轮，共{ $times }轮
code-behind = 引出了选中的分组

code-packets = 第{ $line }行引出的分组：
code-ask = 指向一行，可以看到它引出的分组。
code-no-packets = 第{ $line }行没有引出分组。
code-more = 还有{ $count }个
code-lost = 丢失
