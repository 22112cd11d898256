# The state machine of each end, and the way that each has taken through it.
