# Bytes and window: what has been sent and acknowledged, what is in flight, what may follow; the buffers; the scoreboard.
