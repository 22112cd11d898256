# The timers that run, and how much is left of each.

timers-none = 此刻没有计时器在走。
timers-would-start = 什么会启动计时器：发出需要确认的报文段（超时重传），ACK可以稍等（延迟确认），有数据要发而对方窗口为零（坚持），或者先关闭了连接（TIME-WAIT）。
timers-none-ever = 这次运行自始至终没有TCP的计时器：UDP发出数据报就不再管它。谁想按时得到回答，就得自己计时。
# $timer: its id
timers-name = { $timer ->
        [retransmission] 超时重传
        [persist] 坚持
        [delayed-ack] 延迟确认
        [keep-alive] 保活
        [fin-wait] FIN-WAIT-2
        [time-wait] TIME-WAIT
       *[other] { $timer }
    }
timers-left = 还剩{ $left }，共{ $whole }
timers-due = { $time }到时
timers-why = 为什么设置
timers-then = 到时会怎样
timers-fires = { $timer ->
        [retransmission] 重发最早的未确认报文段，超时时间加倍；重发次数太多，就放弃连接。
        [persist] 询问对方窗口是否已经打开；再次询问前的等待时间加倍。
        [delayed-ack] 单独发出ACK：一直没有数据可以捎带它。
        [keep-alive] 如果这段时间里什么也没有收到，就询问对方是否还在；多次得不到回答，就复位连接。
        [fin-wait] 忘掉这个连接，尽管对方还没有结束。
        [time-wait] 忘掉这个连接：网络中已不可能还有它的报文段。
       *[other] –
    }
timers-estimate = 它的超时重传时间
timers-initial = 还没有测得往返时间，所以用初始值（RFC 6298 2.1）。
timers-after-lost-syn = 没有测得往返时间：SYN重发过，它的应答说明不了什么（RFC 6298 5.7）。
timers-raised = 不小于{ $least }（RFC 6298 2.4）
timers-lowered = 不大于{ $most }（RFC 6298 2.5）
timers-backoff = 已加倍{ $times }次（RFC 6298 5.5）
timers-next = 测得下一个样本R以后
timers-sample = 最近的样本
timers-none-yet = 还没有
timers-history = 刚刚过去的计时器
timers-history-label = 刚刚过去的计时器。用方向键逐个移动。
timers-now = 现在
# $timer: its name
timers-bar-fired = { $host }，{ $timer }：{ $from }设置，{ $to }到时
timers-bar-stopped = { $host }，{ $timer }：{ $from }设置，{ $to }停止
timers-bar-running = { $host }，{ $timer }：{ $from }设置，{ $to }到时
timers-legend-fired = 到时
timers-legend-stopped = 停止或重新设置
timers-legend-running = 在走
