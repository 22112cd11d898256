# 工作台的文字。

fingerprint-label = 本次运行的指纹，在每个浏览器里都一样：
seconds = { $seconds }秒
