# 正文以外的界面用语。消息名与英文一致；中文与西文之间不打空格。

-brand = Wirewalk

## 每一页

site-name = { -brand }
site-tagline = 在网线上走一遍：每幅图都是真实的模拟
skip-to-content = 跳到正文
language-switch = English
theme-toggle = 切换明暗
contents = 目录

## 一章

chapter-kicker = 第{ $number }章
aside-try = 动手试试
aside-trap = 常见误解
aside-note = 附注
aside-question = 先想一想，再看答案
step-show = 在图中查看这一刻

## 页面

page-missing = 书里没有这一页。
lab-title = 实验室
table-scroll = 表格
embed-title = 一步一步看TCP连接
embed-more = 阅读本章：{ $title }
home-chapters = 章节
home-more = 这是最先写好的一章，其余各章正在编写。

## 舞台

stage-label = 模拟。左右方向键单步，空格键播放。
wire-label = 两台主机，以及此刻线路上的数据
ladder-label = 按时间排列的报文段。上下方向键逐个选择。
wait-left-out = 略去{ $span }
again-word = （重传）
card-label = 选中的报文段
card-close = 关闭
packet-drop = 丢掉它
packet-pass = 让它通过
changes-label = 这次运行中丢掉的报文段
change-dropped = 已丢掉：{ $packet }
change-unmet = 要丢掉，但这次运行里没有发出过：{ $packet }
undo = 撤销
redo = 重做

## 播放器

player-label = 播放器
play = 播放
pause = 暂停
first = 回到开头
last = 跳到结尾
step-back = 后退一步
step-on = 前进一步
speed = 速度{ $factor }
scrub-label = 运行中的位置
scrub-value = 第{ $position }个事件，共{ $count }个，{ $time }秒
nothing-yet = 还什么都没有发生。单步前进，或者按播放。

## 面板

panels-label = 从不同角度看这一刻
panel-segment = 报文段
panel-why = 为什么？
panel-log = 记录
panel-states = 状态
panel-window = 窗口
panel-timers = 定时器
panel-graphs = 图表
panel-code = 代码
panel-compare = 对比
panel-layers = 分层
panel-roles = 架构
panel-loading = 正在载入这个视图……
panel-unloadable = 这个视图没能载入。网络还通吗？再点一次它就会重试。
segment-nothing = 还没有报文段。请前进一步，或在图中点选一个。
header-label = 首部，每行32位
header-tcp = TCP首部
header-udp = UDP首部
header-icmp = ICMP首部
header-ipv4 = IPv4首部
header-hex = 分组的各个字节
checksum-good = ✓ 核对无误
checksum-bad = ✗ 有错
why-nothing = 还什么都没有发生，也就无从解释。
why-asked = 发生了这件事
why-cause = 因为
why-loss = 而在这期间

## 链接里做不到的事

notice-dismiss = 知道了
problem-too-long = 链接太长，无法读取，下面按默认设置从头开始。
problem-version = 这个链接来自另一个版本（“{ $value }”），下面按默认设置从头开始。
problem-key = 链接里的“{ $value }”在这里没有意义，其余部分照办了。
problem-run = 没有名为“{ $value }”的运行，下面是默认的那一个。
problem-packet = “{ $value }”不是报文段的名字，所以没有为它丢掉任何东西。
problem-too-many = 链接要丢掉的报文段太多，只照办了前面的部分。
problem-at = 这次运行里没有“{ $value }”这个时刻，所以停在开头。
problem-view = 链接要打开名为“{ $value }”的视图，但没有这个视图。
problem-lab = 链接里的实验设置读不出来或无法运行，下面是默认的那一个。
problem-more = { $count ->
   *[other] 还有{ $count }处没有看懂。
 }

## 缺了什么，或者坏了

no-script = 图需要JavaScript才能运行。正文不受影响，可以照常阅读。
no-script-figure = 没有JavaScript，图就动不起来。
no-wasm-title = 模拟未能启动
no-wasm-text = 本站的某个文件缺失或被拦截，或者这里不允许运行WebAssembly。正文可以照常阅读。
no-wasm-figure = 网站的某个文件缺失或被拦截，或者这里不允许使用WebAssembly。下面是图最初的样子。
broken-title = 出错了
broken-text = 这是我们的错误。进度没有丢：你的操作都记在网址里。
broken-reload = 从这里继续
