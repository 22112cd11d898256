# 字节与窗口：哪些已发送并确认，哪些在途，哪些还能发；缓冲区；发送记录。

window-none = 这次运行里没有TCP连接。UDP不给字节编号，没有窗口，也不重传。
window-early = 还没有连接：序号从第一个SYN算起。
window-over = 这条连接已经结束：两端都不再保留它的任何信息。
window-no-sender = 这一端此刻没有控制块，无从知道。

window-connections = 连接
window-latest = 跟随最近
window-connection = { $client } ↔ { $server }
window-directions = 方向
window-direction = { $from } → { $to }
window-absolute = 显示实际序号
window-legend-label = 图例
window-sends = 发送
window-receives = 接收
window-figure-label = 序号{ $from }到{ $to }
window-summary = 从{ $from }到{ $to }：{ $una }之前的序号都已确认，在途{ $flight }，等待发送{ $waiting }，可用窗口{ $usable }。

window-limit = { $limit ->
        [finished] FIN已发出，后面不再有数据。
        [application] 应用写入的都已发出：应用没有更多数据。
        [repair] 先重传丢失的，新数据等待。
        [zero-window] 对方窗口为零：新数据要等窗口重新打开。
        [window] 受对方窗口限制：流量控制。
        [congestion] 受拥塞窗口限制：拥塞控制。
        [small] 两个窗口都有空间：小报文段先等前面的确认。
       *[not-open] 还不能发送。
    }
window-scrolled = 左边还有{ $count }个序号
window-waiting-beyond = 右边还有{ $count }字节在等待

window-part = { $kind ->
        [acknowledged] 已确认
        [flight] 在途
        [again] 已重传
        [sacked] 已被SACK
        [lost] 视为丢失
        [forgotten] 已放弃
        [sendable] 暂缓发送
        [usable] 可用窗口
        [waiting] 等待发送
        [read] 已读取
        [ready] 待读取
        [gap] 缺失
        [held] 失序到达
        [offered] 接收窗口
       *[beyond] 窗口之外
    }
window-part-about = { $kind ->
        [acknowledged] { $range }：已发送并得到确认，发送方不再保留。
        [forgotten] { $range }：已发送，未得到确认，随连接一起放弃。
        [sendable] { $range }：两个窗口都允许，但现在凑不成一个报文段，或者要先重传丢失的。
        [usable] { $range }：可用窗口。两个窗口都允许发送，只是应用没有写入。
        [waiting] { $range }：应用已写入，在发送缓冲区里等待。
        [read] { $range }：已收到，应用也已读取。
        [ready] { $range }：已按序收到，在接收缓冲区里等应用读取。
        [gap] { $range }：缺失。补上之前，后面到达的不能交给应用。
        [held] { $range }：在缺口之后到达，先保存起来。
        [offered] { $range }：接收窗口。落在这里的数据会被接收。
       *[beyond] { $range }：窗口之外。这里的不能发送，来了也不接收。
    }
window-range = { $first }到{ $last }
window-range-one = { $first }
window-range-open = 从{ $first }起
window-segment-about = 报文段{ $range }：{ $fate ->
        [sacked] 对方已报告它在缺口之后到达。
        [lost] 视为丢失，将要重传。
       *[flight] 它在路上，或者它的确认在路上。
    }{ $times ->
        [1] 发送过一次。
       *[other] 发送过{ $times }次。
    }
window-segments-about = { $count }个报文段，{ $range }：{ $fate ->
        [sacked] 对方已报告它们在缺口之后到达。
        [lost] 视为丢失，将要重传。
       *[flight] 它们在路上，或者它们的确认在路上。
    }
window-syn-about = SYN占用一个序号：第一个，{ $number }。
window-fin-about = FIN占用一个序号：最后一个，{ $number }。

window-send-buffer = 发送缓冲区：已用{ $held }，共{ $size }
window-receive-buffer = 接收缓冲区：已用{ $held }，共{ $size }
window-buffer-flight = 未确认{ $count }
window-buffer-waiting = 等待发送{ $count }
window-buffer-ready = 待读取{ $count }
window-buffer-held = 失序到达{ $count }

window-table-label = 变量
window-variable = 变量
window-changed = 刚刚变化
window-variable-about = { $variable ->
        [state] 这一端的连接状态。
        [iss] 初始序号：这一端SYN的序号。
        [snd-una] 已发送、尚未确认的最小序号。
        [snd-nxt] 下一个新字节将使用的序号。
        [snd-wnd] 对方最近一次通告的窗口：从SND.UNA起最多可发多少。
        [snd-wl1] 上次更新SND.WND的报文段的序号，更旧的报文段不得再更新它。
        [snd-wl2] 那个报文段的确认号。
        [irs] 对方的初始序号。
        [rcv-nxt] 期待的下一个序号，每个ACK都带着它。
        [rcv-wnd] 这一端通告的窗口：从RCV.NXT起还能接收多少。
        [mss] 发给对方的报文段最多带多少字节数据。
        [cwnd] 拥塞窗口：网络里同时最多可以有多少字节。失序到达的和丢失的不算在内。
        [ssthresh] 慢启动门限：cwnd在它之下增长快，在它之上增长慢。
        [dup-acks] 连续收到的重复确认数，第三个视为丢包。
        [shifts] 窗口字段移动的位数：收到的和发出的。
        [sack] 最近一个报文段向对方报告的失序数据块。
       *[ts-recent] 对方最近的时间戳，要回显给对方。
    }
window-name-state = 状态
window-name-duplicates = 重复确认
window-name-shifts = 窗口扩大位数
window-shifts = 收{ $arriving }，发{ $leaving }
window-relative-absolute = { $relative }（实际{ $absolute }）
