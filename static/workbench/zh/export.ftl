# 保存图、运行过程和场景。

save-label = 保存……
save-list = 保存什么
save-svg = { $figure }（SVG）
save-png = { $figure }（PNG）
save-pcapng = 供Wireshark使用的抓包文件（pcapng）
save-csv = 报文列表（CSV表格）
save-text = 全部事件（文本）
save-scenario = 场景（JSON）
save-stage = 主机与时序图
save-done = 已保存：{ $file }
save-done-png = 已保存：{ $file }，{ $width }×{ $height }像素，精细度为页面的{ $scale }
save-painting = 正在绘制……
save-nothing = 这个图里还没有可以保存的内容。
save-failed = 图太大，这个浏览器画不出来。SVG没有这个限制。
save-refused = 这个浏览器或外层页面不允许保存文件。
save-title = { $figure }，{ $run }，{ $time }处
save-run-own = 自己的场景
