"""Two runs side by side: paired by report and cell, what became of every cell, and which of the two is better."""
