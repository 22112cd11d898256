# Saving figures, runs and scenarios.

save-label = Save …
save-list = What to save
# $figure: the name of a figure
save-svg = { $figure } as SVG
save-png = { $figure } as PNG
save-pcapng = Capture for Wireshark (pcapng)
save-csv = Packets as a table (CSV)
save-text = Events as text
save-scenario = Scenario (JSON)
save-stage = Hosts and ladder
# $file: the file's name
save-done = Saved: { $file }
# $height: in pixels
# $scale: as in 2×
# $width: in pixels
save-done-png = Saved: { $file }, { $width } × { $height } pixels, { $scale } as fine as the page
save-painting = Painting …
save-nothing = This figure has nothing to save yet.
save-failed = This browser cannot paint so large a picture. SVG has no such limit.
save-refused = This browser or the page around does not let files be saved.
# $figure: the name of a figure
# $run: the name of a run
# $time: in seconds
save-title = { $figure }, { $run }, at { $time }
save-run-own = own scenario
