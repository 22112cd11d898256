# A long run on its way.

waiting-label = Computing the run
# $events: how many so far; $time: simulated, in seconds
waiting-words = Computing the run: { $events } events, { $time }
waiting-cancel = Cancel
waiting-view = Going through the whole run …
