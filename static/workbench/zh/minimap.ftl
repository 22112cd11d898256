# 长运行的时序图下面的小地图。

minimap-label = 当前显示的部分
minimap-value = 从{ $from }%到{ $to }%
