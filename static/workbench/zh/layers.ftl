# A packet through the layers, under three rulers, down to bits and bytes.
