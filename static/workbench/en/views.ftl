# What the workbench says: the figures beneath the stage that a first lesson can do without. Arguments are strings unless a selector counts
# them.

## The log

fingerprint-label = Fingerprint of this run, the same in every browser:

## Machines

# $host: a host's name
states-of = { $host }
