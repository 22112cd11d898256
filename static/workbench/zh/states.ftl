# The state machine of each end, and the way that each has taken through it.

states-label = TCP的各个状态，与RFC 9293图5一致。用方向键在各条边和各个状态之间移动。
states-udp = 这次运行用的是UDP，而UDP没有状态：每个数据报各自独立，谁也不建立或关闭什么。UDP的用意正在于此，也正因如此，任何一端都无从知道对方在不在。
states-none = 这次运行中没有建立过连接，所以谁也没有离开CLOSED。
states-choose = 连接
# Both ends of a connection, by their addresses
states-pair = { $from } → { $to }
states-alone = { $remote }上从未有过这个连接：它只有一端。
# What happens at an edge, and what is done then, in the RFC's notation.
states-event = { $edge ->
        [passive-open] 被动打开
        [active-open] 主动打开
        [stop-listening] 关闭
        [give-up-opening] 关闭
        [send-in-listen] 发送数据
        [syn-in-listen] 收SYN
        [simultaneous-open] 收SYN
        [syn-ack] 收SYN,ACK
        [ack-of-syn] 收SYN的ACK
        [reset-in-syn-received] 收RST
        [fin-first] 收FIN
        [fin-second] 收FIN
        [simultaneous-close] 收FIN
        [ack-of-fin] 收FIN的ACK
        [ack-in-closing] 收FIN的ACK
        [last-ack] 收FIN的ACK
        [two-msl] 2MSL到
        [broken] 发出或收到RST，或无人应答
       *[close] 关闭
    }
states-action = { $edge ->
        [passive-open] 建TCB
        [active-open] 建TCB 发SYN
        [stop-listening] 删TCB
        [give-up-opening] 删TCB
        [send-in-listen] 发SYN
        [syn-in-listen] 发SYN,ACK
        [simultaneous-open] 发SYN,ACK
        [syn-ack] 发ACK
        [fin-first] 发ACK
        [fin-second] 发ACK
        [simultaneous-close] 发ACK
        [two-msl] 删TCB
        [broken] 删TCB
        [close-in-syn-received] 发FIN
        [close-first] 发FIN
        [close-second] 发FIN
       *[none] –
    }
states-detail-event = 事件
states-detail-action = 动作
states-not-walked = 到目前为止还没有人走过这条边。
states-point = 指向一条边，查看它的含义；点击已走过的边，回到那一刻。
# $number: of the step
states-step = { $host }第{ $number }步
states-possible = 接下来可能发生
states-been = { $host }于{ $time }进入
states-is-here = { $host }现在在这里
# $host: inside a sentence
states-path = { $host }走过的路
# What set a step off
states-cause-call = 调用{ $call }()
states-cause-packet = { $packet }到达
states-cause-timer = 计时器到时
states-legend-possible = 接下来可能发生
states-legend-broken = 连接中断：RST，或无人应答
states-legend-walked = 已走过，按顺序编号
