# 首部字段：名称要短，放得进首部图的格子；`.meaning`说明它有什么用。
# 每条写在一行里：换行会成为文字的一部分。

## IPv4

field-version = 版本
    .meaning = IP协议的版本号：4。IPv6的分组以6开头，后面的格式也不一样。
field-header-length = 首部长度
    .meaning = IP首部有多长，以32位（4字节）为单位。值为5就是20字节，即没有选项的首部。
field-dscp = DSCP
    .meaning = 区分服务：希望路由器给予某种待遇，例如低时延。通常为0；路由器可以不理会。
field-ecn = ECN
    .meaning = 显式拥塞通知：队列变长时，路由器可以在这里做个记号，而不必丢弃分组；前提是发送方声明过自己看得懂。
field-total-length = 总长度
    .meaning = 首部加数据一共多少字节。TCP数据有多长，没有哪个字段直接写明：要用总长度减去两个首部。
field-identification = 标识
    .meaning = 标识相同的分片属于同一个分组。没有分片时，它不起作用。
field-ip-flags = 标志
    .meaning = DF：不许分片。MF：后面还有分片。三位中的第一位总是0。
field-fragment-offset = 片偏移
    .meaning = 这个分片在原分组中的位置，以8字节为单位。第一个分片和没有分片的分组都是0。
field-time-to-live = 生存时间
    .meaning = 分组还能经过多少个路由器。每过一个减1，减到0就被丢弃，免得永远兜圈子。名为时间，数的却是跳数，不是秒。
field-protocol = 协议
    .meaning = 里面装的是什么：1是ICMP，6是TCP，17是UDP。
field-header-checksum = 首部检验和
    .meaning = 只检验IP首部，不管数据。生存时间变了，所以每个路由器都要重新计算。
field-source-address = 源地址
    .meaning = 分组自称从哪里来。IP本身并不验证真假。
field-destination-address = 目的地址
    .meaning = 分组要到哪里去。路由器就凭它选路，不必看端口，也不必看TCP的任何内容。

## TCP

field-source-port = 源端口
    .meaning = 发送方的端口，对方的回答就寄到这里。客户端的端口一般由系统任选一个空闲的。
field-destination-port = 目的端口
    .meaning = 接收方的端口。两个地址加两个端口，合起来才能确定报文段属于哪个连接。
field-sequence-number = 序号
    .meaning = 本报文段第一个数据字节的编号；没有数据时，一般是下一个要发的字节的编号。在SYN报文段里，它是SYN自己的编号，数据从下一个号开始。
field-acknowledgment-number = 确认号
    .meaning = 期待对方发来的下一个字节的编号：在它之前的都收到了，它本身还没有。只在ACK标志为1时有效。
field-data-offset = 数据偏移
    .meaning = TCP首部到哪里结束、数据从哪里开始，也就是首部长度，以32位（4字节）为单位。值为5就是20字节，即没有选项的首部。
field-reserved = 保留
    .meaning = 留给将来用：发送时填0，接收方不看。
field-cwr = CWR
    .meaning = 拥塞窗口已减小：“你的ECE我看到了，已经放慢。”在SYN里与ECE一起出现，则是请求使用ECN。
field-ece = ECE
    .meaning = ECN回显：“你的分组在路上被做了拥塞记号，请放慢。”在SYN和SYN+ACK里，表示自己能用ECN。
field-urg = URG
    .meaning = 紧急指针有效。新程序不应再用。
field-ack = ACK
    .meaning = 确认号有效。除了最初的SYN（包括它的重传），连接中的每个报文段都带它；只有RST可以不带。
field-psh = PSH
    .meaning = 推送：请尽快把数据交给程序，不必等更多数据。它不是消息的边界，TCP里没有消息边界。
field-rst = RST
    .meaning = 复位：没有这个连接，或者连接立即作废。RST既不被确认，也不会重传。
field-syn = SYN
    .meaning = 同步：这里的序号就是发送方的初始序号。SYN本身占一个序号。
field-fin = FIN
    .meaning = 结束：发送方不再发数据，但仍然可以接收。FIN本身占一个序号。
field-window = 窗口
    .meaning = 从确认号算起，本报文段的发送方还能接收多少字节。启用了窗口扩大，就要乘上倍数；但SYN里的窗口从不扩大。
field-checksum = 检验和
    .meaning = 检验首部、数据，还有一个伪首部：两个地址、协议号和长度。它能发现大多数传输差错，防不了有意的篡改。
field-urgent-pointer = 紧急指针
    .meaning = 紧急数据到哪里为止，只在URG为1时有效。各系统的理解从未统一，新程序不应再用。
field-option-end = 选项结束
    .meaning = 选项到此为止，后面是填充，补足32位。
field-option-noop = 空操作
    .meaning = 不表示任何意思，只占一个字节，让后面的选项对齐。
field-option-mss = MSS
    .meaning = 最大报文段长度：发这个SYN的一方，一个报文段最多愿意收多少字节的数据。这是各自的通告，不是协商，两个方向可以不同；不写就按536计。
field-option-window-scale = 窗口扩大
    .meaning = 发送方通告的窗口要乘以2的多少次方，最多14次方。两个SYN都带才有效；SYN自己的窗口不扩大。
field-option-sack-permitted = 允许SACK
    .meaning = 表示对方可以向自己发送选择确认。只出现在SYN里。
field-option-sack = SACK
    .meaning = 选择确认：缺口后面有哪几段数据已经收到。确认号则仍停在缺口处。
field-option-timestamps = 时间戳
    .meaning = 自己的时钟读数，以及最近从对方得到的读数，用来测量往返时间、识别旧报文段。这个时钟不必是真实的钟点。
field-option-unknown = 其他选项
    .meaning = 这里不认识的选项。第二个字节写着它的长度，所以接收方可以跳过它。

## UDP与ICMP

field-udp-source-port = 源端口
    .meaning = 发送方的端口，回答就发到这里。不需要回答时可以是0。
field-udp-destination-port = 目的端口
    .meaning = 接收方的端口。在UDP里，数据报交给哪个套接字，只由它决定，不管是谁发来的。
field-udp-length = 长度
    .meaning = 首部和数据合起来的字节数，至少为8。
field-udp-checksum = 校验和
    .meaning = 覆盖首部、数据以及IP地址。为0表示发送方没有计算。
field-icmp-type = 类型
    .meaning = 是哪一类报文：3是“目的不可达”，11是“超时”。
field-icmp-code = 代码
    .meaning = 同类中的哪一种：类型3里，代码1指主机，3指端口，4表示分组太大。
field-icmp-checksum = 校验和
    .meaning = 覆盖整个ICMP报文。
field-icmp-rest = 其余部分
    .meaning = 报文另外需要的内容。“太大”的报文在这里说明下一段链路能装多少字节。后面是它所指的那个分组的开头。

field-data = 数据
    .meaning = 程序写入的内容，是字节流中的一段。程序分几次写、每次写到哪里，这里看不出来。

## 值

value-bytes = { $count ->
       *[other] { $count }字节
    }
value-product = { $factor } × { $unit } = { $bytes }
value-none = 无
value-yes = 是
value-shift = { $shift }（× { $factor }）
value-sack = { $blocks ->
        [1] { $from }到{ $to }
       *[other] 共{ $blocks }段，最后一段{ $from }到{ $to }
    }
