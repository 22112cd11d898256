turn-every = 所有主机
turn-growth = { $name ->
        [cubic] { $who }改用CUBIC拥塞控制（相当于设置TCP_CONGESTION）。
       *[reno] { $who }改用Reno的拥塞避免，每个往返时间增加一个报文段（相当于设置TCP_CONGESTION）。
    }
turn-loss-recovery = { $name ->
        [off] { $who }从此不再理会三个重复ACK。
        [tahoe] { $who }从此按Tahoe的方式处理三个重复ACK。
        [reno] { $who }从此按Reno的方式处理三个重复ACK。
       *[newreno] { $who }从此按NewReno的方式处理三个重复ACK。
    }
turn-nagle = { $state ->
        [on] { $who }从此让小报文段等待（Nagle算法）。
       *[off] { $who }从此不再让小报文段等待（TCP_NODELAY）。
    }
turn-delayed-ack = { $state ->
        [on] { $who }从此推迟ACK（延迟确认）。
       *[off] { $who }从此立即发送每个ACK（相当于设置TCP_QUICKACK）。
    }
turn-sack = { $state ->
        [on] { $who }从此在新连接上提供SACK（相当于设置tcp_sack）。
       *[off] { $who }从此不再在新连接上提供SACK（相当于设置tcp_sack）。
    }
turn-restart = { $state ->
        [on] { $who }从此在停顿之后以小的拥塞窗口重新开始。
       *[off] { $who }从此在停顿之后保留拥塞窗口（相当于设置tcp_slow_start_after_idle）。
    }
turn-rate = { $who }的线路：速率从此为每秒{ $number }比特。
turn-delay = { $who }的线路：单向时延从此为{ $number }秒。
turn-queue = { $who }的线路：从此最多有{ $number }个分组排队等待。
turn-loss = { $who }的线路：从此每一百万个分组丢失{ $number }个。
