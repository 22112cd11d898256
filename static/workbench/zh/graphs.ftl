# 随时间变化的量：窗口、往返时间、序号、吞吐量、队列。

graphs-nothing = 本次运行没有发送任何分组，没有可画的图。
graphs-no-sender = 数据报没有确认，而这张图讲的是连接的发送方。这里可以看“吞吐量”和“队列”。
graphs-chooser = 图
graphs-second = 第二张图
graphs-second-none = 单图
graphs-flow = 方向
graphs-flow-tcp = { $from } → { $to }
graphs-flow-udp = { $from } → { $to }，数据报
graphs-zoom = 时间范围
graphs-closer = 放大
graphs-farther = 缩小
graphs-all = 全部
graphs-label = { $name }随时间的变化。方向键读数，回车键跳到该时刻，加号和减号缩放。
graphs-at-present = 当前，{ $time }
graphs-at-probe = { $time }时
graphs-legend = 读数

graph-windows = 窗口
graph-sequence = 序号
graph-round-trip = RTT
graph-rate = 吞吐量
graph-queue = 队列

quantity-cwnd = 拥塞窗口
quantity-ssthresh = 慢启动门限
quantity-flight = 在途数据
quantity-peer-window = 对方窗口
quantity-sample = 测量值
quantity-srtt = SRTT
quantity-rto = RTO
quantity-first = 报文段
quantity-again = 重传
quantity-lost = 丢失
quantity-sacked = SACK块
quantity-acked = 已确认
quantity-edge = 窗口右沿
quantity-throughput = 吞吐量
quantity-goodput = 有效吞吐量
quantity-link-rate = 链路速率
quantity-waiting = { $from } → { $to }
quantity-queue-limit = 队列容量
quantity-refused = 队列满而丢弃

value-none = –
value-unlimited = 无限大
value-packets = { $count ->
   *[other] { $count }个分组
 }
axis-packets = 分组
axis-numbers = 序号
graphs-interval = 速率是最近{ $span }的平均值。吞吐量按整个分组计算，有效吞吐量只计程序能读到的字节，空缺补上时会突增。
graphs-sequence-note = 序号从初始序号算起。报文段画在发出的时刻，确认画在返回发送方的时刻。
graphs-queue-note = 每条线路前排队的分组数，不含正在发送的那一个。
graphs-above = 在图的上方

stage-slow-start = 慢启动
stage-avoidance = 拥塞避免
stage-reduced = 因标记而减速
stage-fast-recovery = 快恢复
stage-loss = 超时后
stage-slow-start-letter = 启
stage-avoidance-letter = 避
stage-reduced-letter = 减
stage-fast-recovery-letter = 恢
stage-loss-letter = 超
stages-label = 拥塞控制
