# 正在计算的长运行。

waiting-label = 正在计算
waiting-words = 正在计算：已有{ $events }个事件，模拟到{ $time }
waiting-cancel = 取消
waiting-view = 正在通读整个运行过程……
