# 运行中发生的事：一件事一句话，不写时间。
# $who、$host、$owner在中文里都是主机的名字。每条写在一行里：换行会成为文字的一部分。

## 谁

host-word = { $name ->
        [client] 客户端
        [server] 服务器
       *[named] { $name }
    }
host-inside = { $name ->
        [client] 客户端
        [server] 服务器
       *[named] { $name }
    }
host-first = { $name ->
        [client] 客户端
        [server] 服务器
       *[named] { $name }
    }
host-owner = { $name }

## 数

span-seconds = { $number }秒
span-millis = { $number }毫秒
ordinal = { $ending ->
       *[other] { $count }
    }
ordinal-word = { $count ->
        [1] 1
       *[other] { $otherwise }
    }
list-comma = ，

## 报文段

kind-data = 数据
kind-data-one = 数据报文段
kind-udp = UDP
kind-udp-one = UDP数据报
kind-icmp = ICMP
kind-icmp-one = ICMP报文
kind-fragment = 分片
kind-forged = 伪造的分组
packet-some = { $kind ->
        [data] 数据
        [udp] UDP数据报
        [icmp] ICMP报文
        [fragment] 分片
       *[rest] { $label }
    }
packet-seq = seq={ $number }
packet-ack = ack={ $number }
packet-ports = 端口{ $from }到{ $to }
packet-piece = 大分组的第{ $first }到{ $last }字节
icmp-network-unreachable = 网络不可达
icmp-host-unreachable = 主机不可达
icmp-protocol-unreachable = 协议不可达
icmp-port-unreachable = 端口不可达
icmp-too-large = 超过链路上限{ $bytes }
icmp-ttl = 生存时间用尽
icmp-reassembly = 分片没有到齐
icmp-other = 类型{ $kind }，代码{ $code }
packet-ordinal = { $host }的第{ $ordinal }个{ $kind }
packet-ordinal-again = { $packet }（第{ $time }次发送）
lost-here = 在此丢弃
lost-random = 随机丢失
lost-queue = 队列已满
lost-firewall = 防火墙
lost-cable = 网线已断
lost-too-large = 分组太大
lost-ttl = 跳数用尽
lost-no-route = 无此主机
lost-damaged = 首部损坏

## 调用

call-socket = { $owner }程序调用socket()，创建一个套接字，还没有和谁相连。
call-socket-udp = { $owner }程序调用socket()，创建一个收发数据报的套接字。
call-set-option = { $owner }程序调用setsockopt()，设置{ $option }。
call-send-to = { $owner }程序调用sendto()，把{ $bytes }发往{ $peer }的{ $port }端口。
call-reply = { $owner }程序把刚收到的内容发回去。
call-recv-from = { $owner }程序调用recvfrom()，要收一个数据报，最多读{ $bytes }。
call-bind = { $owner }程序调用bind()，让套接字占用{ $port }端口。
call-listen = { $owner }程序调用listen()，从现在起可以有连接进来（backlog为{ $backlog }）。
call-accept = { $owner }程序调用accept()，要取下一个已建立的连接。
call-connect = { $owner }程序调用connect()，要连接{ $peer }的{ $port }端口。
call-connect-limit = { $owner }程序调用connect()，要连接{ $peer }的{ $port }端口，最多等{ $limit }。
call-send = { $owner }程序调用send()，交出{ $bytes }。
call-recv = { $owner }程序调用recv()，要读数据，最多{ $bytes }。
call-recv-to-end = { $owner }程序反复调用recv()，直到对方发完为止。
call-shutdown = { $owner }程序调用shutdown()：不再发送，但继续接收。
call-shutdown-read = { $owner }程序调用shutdown()：不再读取，但继续发送。
call-shutdown-both = { $owner }程序调用shutdown()：既不再发送，也不再读取。
call-close = { $owner }程序调用close()：这个套接字用完了。
call-sleep = { $owner }程序睡眠{ $span }。

## 返回

return-done = { $host }程序的{ $call }()返回。
return-accept = { $host }程序的accept()返回，得到一个用于新连接的套接字。
return-connect = { $host }程序的connect()返回：在这一端看来，连接已经建立。
return-sent-datagram = { $host }程序的{ $call }()返回：一个{ $bytes }的数据报已经发出，能不能到，没有人会告诉它。
return-received-from = { $host }程序的recvfrom()返回，收到来自{ $from }的{ $bytes }。
return-sent = { $host }程序的send()返回：{ $bytes }进了发送缓冲区，对方未必已经收到。
return-received = { $host }程序的recv()返回，读到{ $bytes }。
return-end = { $host }程序的recv()返回0字节：对方已经发完。
return-limit = { $host }程序自己定的时限已到，{ $call }()放弃（Python抛出{ $exception }）。
return-failed = { $host }程序的{ $call }()失败：{ $reason }（{ $errno }，Python抛出{ $exception }）。
errno-meaning = { $errno ->
        [EACCES] 1024以下的端口需要特权
        [EADDRINUSE] 地址已被占用
        [EADDRNOTAVAIL] 这两端之间已有连接，或者没有端口可用
        [EBADF] 没有这个套接字
        [ECONNREFUSED] 连接被拒绝
        [ECONNRESET] 连接被对方复位
        [EDESTADDRREQ] 没有说明发给谁
        [EHOSTUNREACH] 没有路通往那台主机
        [EISCONN] 套接字已经连接
        [EMSGSIZE] 数据报不可能这么大
        [ENETUNREACH] 没有路通往那个网络
        [ENOPROTOOPT] 对方主机不支持这个协议
        [ENOTCONN] 套接字没有连接
        [EOPNOTSUPP] 这种套接字不能这样用
        [EPIPE] 这个连接上不能再发送
        [ETIMEDOUT] 对方一直没有回答
       *[EINVAL] 这个套接字不能这样用
    }
program-exits = { $owner }程序结束，系统替它关闭所有套接字。

## 状态

state-changes = { $who }从{ $from }进入{ $to }：{ $meaning }。
state-meaning = { $state ->
        [listen] 等待SYN到来
        [syn-sent] 等待对方的SYN
        [syn-received] 等待对方确认自己的SYN
        [established] 在这一端看来，连接已经建立
        [fin-wait-1] 自己的FIN还没有得到确认
        [fin-wait-2] 等待对方的FIN
        [close-wait] 对方已经发完，自己的程序还没有关闭
        [closing] 双方都已发完，等待对方确认自己的FIN
        [last-ack] 只等对方确认自己的FIN
        [time-wait] 等待旧报文段在网络中消失
       *[closed] 这一端没有连接了
    }
state-meaning-deaf = 端口上不再有人监听

## 在线路上

packet-sent = { $who }发出{ $packet }（{ $numbers }）。
packet-sent-queued = { $who }发出{ $packet }（{ $numbers }），前面还有{ $ahead ->
       *[other] { $ahead }个分组在排队
    }。
packet-sent-again = { $who }第{ $time }次发出{ $packet }（{ $numbers }）。
packet-sent-stray = { $who }找不到对应的连接，回以{ $packet }（{ $numbers }）。
packet-arrived = { $host }收到{ $label }（{ $numbers }）。
    .data = { $host }收到数据（{ $numbers }）。
packet-dropped = { $reason ->
        [random] { $packet }在途中丢失：这条链路会随机丢失一部分分组。
        [queue-full] { $packet }还没有上路就丢了：链路前的队列已满。
        [cable] { $packet }丢失：网线断了。
        [too-large] { $packet }对下一段链路来说太大，又不许分片。
        [time-to-live] { $packet }的跳数已经用完，被路由器丢弃。
        [no-route] { $packet }要去的地址，没有哪台主机拥有。
        [damaged] { $packet }到路由器时首部校验和不对，被丢弃。
        [firewall] { $packet }走到防火墙，被悄悄丢弃，没有任何回音。
       *[fault] { $packet }在途中丢失：这次运行有意丢弃它。
    }
packet-delayed = { $packet }在网络中滞留{ $span }。
packet-forwarded = 路由器转发{ $packet }。
packet-cut = 路由器把{ $packet }切成下一段链路装得下的分片。
packet-duplicated = { $packet }在网络中被复制，会到达两次。
packet-corrupted = { $packet }有一位在途中变了：从0数起的第{ $bit }位。
# $field：首部字段的名字
packet-edited = { $packet }在途中被改了一个字段：{ $field }由{ $before }改为{ $now }，校验和随之改正。
packet-edited-stale = { $packet }在途中被改了一个字段：{ $field }由{ $before }改为{ $now }，校验和没有改。
packet-marked = { $packet }没有被丢弃，而是打上了拥塞标记（CE）。
packet-held = { $packet }被扣在网络中。
packet-reassembled = { $who }收齐分片，重组成原来的分组：{ $numbers }。
packet-forged = 有人冒充{ $host }发出{ $packet }（{ $numbers }）。
cable-cut = { $host }的网线断了。
cable-mended = { $host }的网线接好了。

## 不采用

segment-discarded = { $who }没有采用收到的内容：{ $reason }。
discard-reason = { $reason ->
        [outside-window] 序号不在接收窗口之内
        [ack-of-nothing] 它所确认的号，并不在等待确认
        [ack-too-old] 确认号太旧，不可信
        [reset-not-exact] RST的序号必须正好是期待的下一个，才算数
        [syn-in-connection] 连接已经开始，不该再有SYN
        [no-ack] 必须带ACK，它却没有
        [no-syn] 等的是单独的SYN，它却不是
        [no-timestamp] 这个连接的每个报文段都应带时间戳，它却没有
        [old-timestamp] 它的时间戳比已经来过的还旧
        [backlog-full] 等待accept()的连接已经太多
        [damaged] 校验和不对
        [not-for-us] 目的地址是别的主机
        [buffer-full] 套接字的缓冲区装不下又一个数据报
        [incomplete] 各分片拼不成一个完整的分组
        [stray-message] 它所说的，与这里正在进行的事无关
       *[stray-reset] 这个RST与任何连接无关，而对RST从不回答
    }

## 计时器与数值

timer-set = { $timer ->
        [retransmission] { $who }启动重传计时器，定为{ $span }。
        [persist] { $who }有数据要发，对方的窗口却关着：{ $span }后再问。
        [delayed-ack] { $who }先不发ACK，最多推迟{ $span }。
        [keep-alive] { $who }将在{ $span }后看看对方还在不在。
        [fin-wait] { $who }已没有程序要读，给对方{ $span }来结束。
        [reordering] { $who }再等{ $span }：有的报文段也许只是在路上被超过了。
        [loss-probe] { $who }若在{ $span }内什么也没收到，就发一个探测报文段。
       *[time-wait] { $who }要在TIME-WAIT状态停留{ $span }。
    }
timer-stopped = { $timer ->
        [retransmission] { $who }停止重传计时器。
        [persist] { $who }不必再问窗口的事了。
        [delayed-ack] { $who }的ACK不必再推迟。
        [keep-alive] { $who }不必再查对方还在不在。
        [fin-wait] { $who }不必再等对方结束。
        [reordering] { $who }不必再等可能被超过的报文段。
        [loss-probe] { $who }停止探测计时器。
       *[time-wait] { $who }停止TIME-WAIT计时器。
    }
timer-fired = { $timer ->
        [retransmission] { $owner }的重传计时器到期：没有及时等到确认。
        [persist] { $owner }持续计时器到期：问一问窗口开了没有。
        [delayed-ack] { $owner }的ACK不能再推迟了。
        [keep-alive] { $owner }保活计时器到期。
        [fin-wait] { $owner }耐心用完了：对方一直没有结束。
        [reordering] { $owner }的乱序计时器到期：到现在还没到的，就当作丢了。
        [loss-probe] { $owner }的探测计时器到期：该来的确认一直没来，先发一个探测报文段。
       *[time-wait] { $owner }在TIME-WAIT状态的停留时间已满。
    }
rtt-measured = { $who }测得往返时间{ $sample }，超时重传时间（RTO）现为{ $rto }。
rto-changed = { $owner }超时重传时间（RTO）现为{ $rto }。
congestion-changed = { $owner }的拥塞窗口现为{ $window }，慢启动门限为{ $threshold }。
congestion-open = { $owner }的拥塞窗口现为{ $window }，慢启动门限还没有定。
path-mtu = { $who }得知：这条路上的分组最大只能有{ $bytes }。
data-ready = { $who }收好了{ $bytes }新数据，等程序来读。

## 结束

ended-quiet = 不会再发生什么了。
ended-time-limit = 这次运行的时间到了。
ended-event-limit = 运行到此为止：事件数已达上限。
