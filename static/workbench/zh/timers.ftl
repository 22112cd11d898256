# The timers that run, and how much is left of each.
