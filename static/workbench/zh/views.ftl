## 日志

fingerprint-label = 本次运行的指纹，在每个浏览器里都一样：

## 状态机

states-of = { $host }
