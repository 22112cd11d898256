# What the workbench says. Arguments are strings unless a selector counts them. Each view has a file of its own.

fingerprint-label = Fingerprint of this run, the same in every browser:
# A time, in seconds.
seconds = { $seconds } s
