# The minimap beneath the ladder of a long run.

minimap-label = The part of the run that is shown
minimap-value = From { $from } to { $to } percent
