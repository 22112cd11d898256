# 一个分组，三把尺子：逐层封装，直到比特和字节。

layers-way-label = 发送方、接收方和中间设备的协议栈，以及分组走过的路
layers-nest-label = 三种模型的分层，以及每层加上的首部；选择一层可以打开它
layers-nobody = 无人

layers-before = 还没有发送：{ $host }还没有生成它。
layers-on-cable = 在从{ $from }到{ $to }的线路上：各层首部都已加上。
layers-arrived = 已到达{ $host }，各层依次去掉了自己的首部。
layers-cut = 下一段链路容不下这么长的分组，路由器把它分片了。
layers-lost = 途中丢失：{ $reason }。
layers-ttl = 路由器只看到网络层：它把生存时间从{ $before }改成了{ $after }。

layers-name = { $layer ->
        [application] 应用层
        [presentation] 表示层
        [session] 会话层
        [upper] 7 6 5 上三层
        [transport] 传输层
        [network] 网络层
        [internet] 网际层
        [link] 数据链路层
        [interface] 网络接口层
       *[physical] 物理层
    }

layers-ethernet = 以太网
layers-data = 数据
layers-piece = 分片
layers-router = 路由器
layers-the-router = 路由器
layers-reach = 各种设备看到第几层：主机看到最高层，路由器看到第3层，交换机看到第2层，网线和集线器只搬运比特。
layers-bits = 分组共{ $bits }比特，图中是最前面的一段
layers-quoted = 引用

layers-job = { $layer ->
        [application] 程序在这一层约定：字节是什么意思。
        [transport] 把数据从一个程序送到另一个程序，用端口区分程序。TCP保证次序、补发丢失的数据，UDP不管。
        [network] 不管中间隔着多少个网络，都把分组从一台主机送到另一台主机。
        [link] 把帧送到下一台设备，只管这一段。
       *[physical] 把比特变成电压、光或无线电波，再变回来。
    }
layers-absent = { $layer ->
        [application] 这个分组不带数据：这是两台主机的传输层之间的对话。
       *[transport] 这个分组里读不到端口：它是网络层的消息，或者只是一个分片。
    }
layers-unit-word = 数据单元
layers-unit = { $unit ->
        [application] 报文
        [transport] 报文段（TCP）或数据报（UDP）
        [segment] 报文段
        [datagram] 数据报
        [network] 分组
        [fragment] 分组的一个分片
        [link] 帧
       *[physical] 比特
    }
layers-address-word = 地址
layers-address = { $layer ->
        [application] 名字，例如shop.example
        [transport] 端口
        [network] IP地址
        [link] MAC地址
       *[physical] 没有
    }
layers-devices-word = 设备
layers-devices = { $layer ->
        [application] 主机；代理服务器也工作在这一层
        [transport] 只有主机；防火墙和NAT可能会查看
        [network] 路由器和主机
        [link] 交换机、网桥、网卡
       *[physical] 网线、光纤、天线、集线器、中继器
    }
layers-protocols-word = 协议
layers-protocols = { $layer ->
        [application] HTTP、FTP、SMTP、POP3、IMAP、DNS、DHCP、Telnet、SSH、SNMP。TLS在这一层和TCP之间。
        [transport] TCP、UDP。QUIC建立在UDP之上。
        [network] IP、ICMP、IGMP。ICMP装在IP里传送，但属于这一层。
        [link] 以太网、Wi-Fi、PPP。ARP在这一层和IP之间。
       *[physical] 以太网和Wi-Fi的物理部分
    }

layers-no-frame = 模拟器的线路直接传送IP分组。真实的以太网会在每个分组前后加上这些字段（载荷不足46字节时还要填充）；这里不编造它们的字节。
layers-mac-to = 目的MAC地址
layers-mac-from = 源MAC地址
layers-ether-type = 类型：0x0800表示IPv4
layers-payload = IP分组
layers-check = 帧检验序列
layers-no-signal = 这一层不加首部，比特变成信号。上面的折线是分组最前面的比特，高表示1。
layers-no-header = 这一层没有给这个分组加首部。
layers-not-text = 这些字节不是文字，见下方。

layers-ask-byte = 选择一个字节，看它属于谁。
layers-whose = 第{ $byte }字节，{ $header }：
layers-more-bytes = 后面还有{ $count }字节。

layers-models = 三把尺子量同一个分组：ISO公布的是七层，互联网自己的文档用四层，五层是教科书的折中。
