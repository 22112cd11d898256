# The programs as the Python they stand for: the line each stands at, what blocks, what came back.
