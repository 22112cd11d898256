# 播放器下面的工具栏，以及能对一个报文做的事。

tools-label = 工具
stride-label = 每步走多远
stride-event = 按事件走
stride-segment = 按报文走
stride-state = 按状态变化走
stride-round-trip = 按往返走
next-label = 跳到下一个…
stop-loss = 丢包
stop-retransmission = 重传
stop-duplicates = 第三个重复ACK
stop-timeout = 超时
stop-window = 零窗口
stop-time-wait = TIME-WAIT
stop-reset = RST
breaks-label = 播放停在…
mark-set = 加书签
mark-remove = 去掉书签
mark-go = { $time }处的书签
mark-loop = 循环
zoom-in = 放大
zoom-out = 缩小：一次看到更多

## 报文

packet-offers = 还能对这个报文做什么
packet-delay = 延迟
packet-twice = 重复送达
packet-flip = 翻转一位
packet-behind = 让后一个超过它
packet-mark = 打上CE标记
done-delay = 已延迟：{ $packet }
done-twice = 送达两次：{ $packet }
done-flip = 有一位出错：{ $packet }
done-mark = 标记为CE：{ $packet }
done-behind = 被后一个超过：{ $packet }
done-undo = 恢复原样
done-delay-label = { $packet }被延迟多少毫秒
done-flip-label = { $packet }的第几位出错（从0数起）
