# Quantities over time: windows, round-trip times, sequence numbers, throughput, queue.
