# 记录：像分析软件那样列出报文，列出事件，加注，过滤；改报文的字段；原因链。

log-modes = 列出什么
log-packets = 报文
log-events = 事件
log-label = 报文列表
log-columns = 编号;时间;从 → 到;协议;内容;字节;备注
log-keys = 方向键、Page Up、Page Down、Home和End选择一行，回车键跳到那一刻，Y键问为什么，Delete键丢弃报文或放行。
log-none = 没有报文符合条件，请放宽过滤条件。
log-is-lost = 丢失
log-detail = 选中的报文
log-go = 跳到那一刻
log-why = 为什么发出？（Y）
log-why-event = 最近这件事为什么会发生？
log-count = { $all }个报文中的{ $count }个

## 过滤

filter-label = 过滤
filter-text = 过滤条件
filter-example = tcp and not syn
filter-protocol = 协议
filter-flags = 标志
filter-flow = 会话
filter-from = 发送方
filter-all = 全部
filter-any = 任意
only-remarks = 只看有备注的
only-again = 只看重传
only-lost = 只看丢失的
filter-next = 列表中的下一个报文
filter-before = 列表中的上一个报文
filter-clear = 清除
filter-help = 过滤条件怎么写
filter-example-not = 所有不带SYN的报文段
filter-example-from = 客户端发出的、带数据的报文
filter-example-or = 丢失的，或者重传的
filter-example-port = 80端口上会话的结束
filter-example-seq = 含有其中某个序号的报文段，从SYN数起
filter-example-ack = 确认号为1，从SYN数起；单写ack指标志位
filter-example-time = 开始200毫秒以后发出的
filter-words = 可以单独使用的词：
filter-numbers = 可以用= != < <= > >=比较、也可以给出范围的数：
filter-word = 第{ $at }个字符处的“{ $found }”不是过滤条件里的词。列表保持不变。
filter-host = 第{ $at }个字符处的“{ $found }”：没有叫这个名字的主机。列表保持不变。
filter-number = 第{ $at }个字符处的“{ $found }”在这里不是数。列表保持不变。
filter-parenthesis = 第{ $at }个字符“{ $found }”处的括号不配对。列表保持不变。
filter-unfinished = 结尾还缺东西。列表保持不变。
filter-too-long = 过滤条件太长，无法读取。列表保持不变。
filter-too-deep = 括号嵌套得太深。列表保持不变。

## 备注

severity-chat = 一般
severity-note = 注意
severity-warning = 警告
severity-error = 错误
remark = { $remark ->
        [opening] SYN
        [answer] SYN+ACK
        [closing] FIN
        [reset] RST
        [ports-reused] 端口重用
        [timeout] 超时重传
        [fast-retransmission] 快速重传
        [after-timeout] 超时后重传
        [loss-probe] 尾部丢失探测
        [spurious] 不必要
        [duplicate-sack] D-SACK
        [previous-missing] 前面的报文段未到
        [out-of-order] 乱序
        [zero-window] 零窗口
        [window-full] 窗口已满
        [window-update] 窗口更新
        [zero-window-probe] 零窗口探测
        [zero-window-probe-ack] 零窗口探测的确认
        [keep-alive] 保活
        [keep-alive-ack] 保活的确认
        [challenge-ack] 质询ACK
        [congestion] CE标记
        [ecn-echo] ECN回显
        [window-reduced] CWR
        [bad-checksum] 校验和错误
        [held-up] 被延迟
        [copy] 重复送达
        [fragment] 分片
        [forged] 伪造
       *[icmp-error] ICMP差错
    }
remark-duplicate-ack = 第{ $count }个重复ACK
remark-about = 它告知{ $packet }的下落。
remark-long = { $remark ->
        [opening] 请求建立连接。
        [answer] 同意建立连接，并请求另一个方向。
        [closing] 这一方不再发送数据。
        [reset] 连接就此作废，没有告别。
        [ports-reused] 这两端以前有过连接，序号重新开始。
        [timeout] 重传计时器到期，所以重发。
        [fast-retransmission] 确认表明有丢失，不等计时器到期就重发。
        [after-timeout] 计时器到期时它还在途中，现在轮到它重发。
        [loss-probe] 一直没有回音，于是把最后的数据再发一次，好早些知道是否丢失。
        [spurious] 其实不必：先前发的那一次已经到达对方。只看抓包只能猜测。
        [duplicate-ack] 确认号与前一个相同：后面的数据先到了，或者数据重复到达。
        [duplicate-sack] 它报告有数据到达了两次。
        [previous-missing] 它到达时，先发的数据还没有到：丢失了，或者还在途中。
        [out-of-order] 它被超过了：后发的数据先到。
        [zero-window] 发送它的一方暂时不再接收数据。
        [window-full] 它正好填满对方的窗口，后面不能再发。
        [window-update] 它只告知窗口变了。
        [zero-window-probe] 用一个字节询问关闭的窗口是否已经打开。
        [zero-window-probe-ack] 对探测的回答：窗口还关着。
        [keep-alive] 不带新内容，只问对方是否还在。
        [keep-alive-ack] 回答：还在。
        [challenge-ack] 有报文段不相符，用这个ACK让发送方说明是否当真。
        [congestion] 路由器给它打了标记，而没有丢弃。
        [ecn-echo] 告知对方：收到了带标记的报文。
        [window-reduced] 告知对方：已经根据标记减小了窗口。
        [bad-checksum] 到达时校验和不对，被丢弃。
        [held-up] 网络让它多停留了一段时间。
        [copy] 网络第二次送达它。
        [fragment] 对某条链路来说太大的报文的一片。
        [forged] 有人冒充这台主机发出。
       *[icmp-error] 它告知另一个报文的下落。
    }

## 改报文

edit-open = 改一个字段……
edit-field = 字段
edit-value = 新值
edit-byte = 第几字节
edit-range = 现在是{ $now }；范围0到{ $most }{ $unit }
edit-unit-bytes = 字节
edit-unit-hops = 跳
edit-unit-bits = 位（左移）
edit-stale = 不改正校验和
edit-do = 更改
edit-no-number = 这不是数。请写十进制，或者以0x开头的十六进制。
edit-too-large = 这个字段最大只能是{ $most }。
edit-no-byte = 数据里没有这个字节。
done-edit = 改了{ $field }：{ $packet }
done-edit-stale = 改了{ $field }，校验和不对：{ $packet }
done-edit-label = { $packet }的{ $field }

## 为什么

why-asks = 为什么？
why-began = 起因就在这里：这次运行里没有更早的原因。
why-label = 原因链，共{ $count }环
why-rest = 再显示后面的{ $count }环
